//! The same fact in two tables.

use crate::{Rule, across};

mod cells;
mod contributions;
mod fiscal;
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
    ]
}
