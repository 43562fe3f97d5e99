//! The same fact in two tables.

use crate::{Rule, across};

mod cells;
mod contributions;
mod fiscal;
mod limits;
mod three_public;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("overview_categories.md"), across::across),
        Rule::new(include_str!("revenue_and_expenditure_codes.md"), across::across),
        Rule::new(include_str!("fiscal_categories.md"), fiscal::by_category),
        Rule::new(include_str!("overview_totals.md"), cells::check),
        Rule::new(include_str!("basic_totals.md"), cells::check),
        Rule::new(include_str!("project_totals.md"), cells::check),
        Rule::new(include_str!("project_codes.md"), across::across),
        Rule::new(include_str!("three_public_items.md"), three_public::check),
        Rule::new(include_str!("carried_over.md"), cells::check),
        Rule::new(include_str!("fiscal_totals.md"), fiscal::totals),
        Rule::new(include_str!("contributions.md"), contributions::check),
        Rule::new(include_str!("accounts_overview_categories.md"), across::across),
        Rule::new(include_str!("accounts_fiscal_categories.md"), across::across),
        Rule::new(include_str!("accounts_fund_categories.md"), across::across),
        Rule::new(include_str!("accounts_state_capital_categories.md"), across::across),
        Rule::new(include_str!("accounts_revenue_totals.md"), cells::check),
        Rule::new(include_str!("accounts_expenditure_totals.md"), cells::check),
        Rule::new(include_str!("accounts_fiscal_revenue.md"), cells::check),
        Rule::new(include_str!("accounts_general_public_totals.md"), cells::check),
        Rule::new(include_str!("accounts_government_fund_totals.md"), cells::check),
        Rule::new(include_str!("accounts_state_capital_totals.md"), cells::check),
        Rule::new(include_str!("accounts_general_public_revenue.md"), cells::check),
        Rule::new(include_str!("accounts_government_fund_revenue.md"), cells::check),
        Rule::new(include_str!("accounts_state_capital_revenue.md"), cells::check),
        Rule::new(include_str!("accounts_basic_parts.md"), cells::sum),
        Rule::new(include_str!("accounts_general_public_limit.md"), limits::check),
        Rule::new(include_str!("accounts_three_public_items.md"), three_public::check),
        Rule::new(include_str!("fiscal_revenue.md"), cells::check),
        Rule::new(include_str!("fiscal_revenue_column.md"), cells::check),
        Rule::new(include_str!("other_revenue.md"), cells::pairs),
        Rule::new(include_str!("accounts_other_revenue.md"), cells::pairs),
        Rule::new(include_str!("accounts_fiscal_parts.md"), cells::sum),
    ]
}
