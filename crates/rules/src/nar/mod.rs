//! Text against table and text against text.

use crate::Rule;

pub(crate) mod around;
mod comparison;
mod fiscal_limits;
mod items_explained;
mod listed_items;
pub(crate) mod one_number;
mod projects;
mod purpose;
mod running_costs;
mod sides;
mod stated;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("totals.md"), stated::check),
        Rule::new(include_str!("revenue_sources.md"), stated::check),
        Rule::new(include_str!("expenditure_kinds.md"), stated::check),
        Rule::new(include_str!("functional_categories.md"), stated::check),
        Rule::new(include_str!("functional_items.md"), stated::check),
        Rule::new(include_str!("economic_items.md"), stated::check),
        Rule::new(include_str!("three_public.md"), stated::check),
        Rule::new(include_str!("three_public_counts.md"), stated::check),
        Rule::new(include_str!("procurement.md"), stated::check),
        Rule::new(include_str!("assets.md"), stated::check),
        Rule::new(include_str!("running_costs.md"), running_costs::check),
        Rule::new(include_str!("fiscal_revenue.md"), one_number::check),
        Rule::new(include_str!("budget_balance.md"), one_number::check),
        Rule::new(include_str!("items_explained.md"), items_explained::check),
        Rule::new(include_str!("projects.md"), projects::check),
        Rule::new(include_str!("carry_over.md"), one_number::check),
        Rule::new(include_str!("fiscal_overall.md"), one_number::check),
        Rule::new(include_str!("fiscal_limits.md"), fiscal_limits::check),
        Rule::new(include_str!("overall_total.md"), one_number::check),
        Rule::new(include_str!("fiscal_balance.md"), one_number::check),
        Rule::new(include_str!("account_comparison.md"), comparison::account),
        Rule::new(include_str!("running_costs_stated.md"), stated::check),
        Rule::new(include_str!("flat_comparison.md"), comparison::flat),
        Rule::new(include_str!("sides.md"), sides::check),
        Rule::new(include_str!("listed_items.md"), listed_items::check),
        Rule::new(include_str!("purpose.md"), purpose::check),
    ]
}
