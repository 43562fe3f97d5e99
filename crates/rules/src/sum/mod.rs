//! Parts and totals.

use crate::{Rule, tables};

mod balance;
mod economic_items;
mod fiscal_funds;
mod function_lists;
mod fund_roll_forward;
mod item_changes;
mod revenue_sources;
mod roll_forward;
pub(crate) mod runs;
mod structure_shares;
mod three_public_changes;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("revenue_total.md"), runs::check),
        Rule::new(include_str!("expenditure_total.md"), runs::check),
        Rule::new(include_str!("totals_balance.md"), balance::check),
        Rule::new(include_str!("revenue_sources.md"), revenue_sources::check),
        Rule::new(include_str!("expenditure_kinds.md"), runs::check),
        Rule::new(include_str!("fiscal_revenue_total.md"), runs::check),
        Rule::new(include_str!("fiscal_expenditure_total.md"), runs::check),
        Rule::new(include_str!("fiscal_balance.md"), balance::check),
        Rule::new(include_str!("fiscal_funds.md"), fiscal_funds::check),
        Rule::new(include_str!("functions_by_category.md"), function_lists::categories),
        Rule::new(include_str!("items_by_category.md"), function_lists::items_of_categories),
        Rule::new(include_str!("items_total.md"), function_lists::items),
        Rule::new(include_str!("item_changes.md"), item_changes::check),
        Rule::new(include_str!("basic_expenditure.md"), runs::check),
        Rule::new(include_str!("three_public_total.md"), runs::check),
        Rule::new(include_str!("three_public_vehicles.md"), runs::check),
        Rule::new(include_str!("three_public_changes.md"), three_public_changes::check),
        Rule::new(include_str!("procurement_total.md"), runs::check),
        Rule::new(include_str!("nonfiscal_roll_forward.md"), roll_forward::check),
        Rule::new(include_str!("economic_items.md"), economic_items::check),
        Rule::new(include_str!("project_allocations.md"), economic_items::allocations),
        Rule::new(include_str!("carry_over_parts.md"), runs::check),
        Rule::new(include_str!("share_sums.md"), structure_shares::check),
        Rule::new(include_str!("revenue_table_rows.md"), tables::rows),
        Rule::new(include_str!("expenditure_table_rows.md"), tables::rows),
        Rule::new(include_str!("general_public_rows.md"), tables::rows),
        Rule::new(include_str!("basic_rows.md"), tables::rows),
        Rule::new(include_str!("project_rows.md"), tables::rows),
        Rule::new(include_str!("fiscal_overview_rows.md"), tables::rows),
        Rule::new(include_str!("carry_over_rows.md"), tables::rows),
        Rule::new(include_str!("government_fund_rows.md"), tables::rows),
        Rule::new(include_str!("state_capital_rows.md"), tables::rows),
        Rule::new(include_str!("three_public_rows.md"), tables::rows),
        Rule::new(include_str!("revenue_table_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("expenditure_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("general_public_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("basic_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("project_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("revenue_table_total.md"), tables::total),
        Rule::new(include_str!("expenditure_total_row.md"), tables::total),
        Rule::new(include_str!("general_public_total_row.md"), tables::total),
        Rule::new(include_str!("basic_total_row.md"), tables::total),
        Rule::new(include_str!("project_total_row.md"), tables::total),
        Rule::new(include_str!("carry_over_total_row.md"), tables::total),
        Rule::new(include_str!("government_fund_total_row.md"), tables::total),
        Rule::new(include_str!("state_capital_total_row.md"), tables::total),
        Rule::new(include_str!("overview_sources.md"), tables::labelled),
        Rule::new(include_str!("fiscal_overview_sources.md"), tables::labelled),
        Rule::new(include_str!("three_public_items.md"), tables::labelled),
        Rule::new(include_str!("overview_categories.md"), tables::categories),
        Rule::new(include_str!("fiscal_overview_categories.md"), tables::categories),
        Rule::new(include_str!("overview_balance.md"), tables::balance),
        Rule::new(include_str!("fiscal_overview_balance.md"), tables::balance),
        Rule::new(include_str!("accounts_revenue_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_expenditure_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_general_public_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_fiscal_overview_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_government_fund_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_state_capital_rows.md"), tables::rows),
        Rule::new(include_str!("accounts_revenue_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_expenditure_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_general_public_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_basic_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_government_fund_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_state_capital_hierarchy.md"), tables::hierarchy),
        Rule::new(include_str!("accounts_revenue_total_row.md"), tables::total),
        Rule::new(include_str!("accounts_expenditure_total_row.md"), tables::total),
        Rule::new(include_str!("accounts_general_public_total_row.md"), tables::total),
        Rule::new(include_str!("accounts_government_fund_total_row.md"), tables::total),
        Rule::new(include_str!("accounts_state_capital_total_row.md"), tables::total),
        Rule::new(include_str!("accounts_overview_sources.md"), tables::labelled),
        Rule::new(include_str!("accounts_fiscal_overview_sources.md"), tables::labelled),
        Rule::new(include_str!("accounts_three_public_items.md"), tables::labelled),
        Rule::new(include_str!("accounts_overview_categories.md"), tables::categories),
        Rule::new(include_str!("accounts_fiscal_overview_categories.md"), tables::categories),
        Rule::new(include_str!("accounts_overview_balance.md"), tables::balance),
        Rule::new(include_str!("accounts_fiscal_overview_balance.md"), tables::balance),
        Rule::new(include_str!("accounts_basic_totals.md"), tables::economic),
        Rule::new(include_str!("accounts_government_fund_roll_forward.md"), fund_roll_forward::check),
        Rule::new(include_str!("accounts_state_capital_roll_forward.md"), fund_roll_forward::check),
        Rule::new(include_str!("overview_rows.md"), tables::rows),
    ]
}
