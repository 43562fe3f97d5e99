//! Shares, changes, growth and completion recomputed.

use crate::{Rule, rates, zero_base};

mod bounds;
mod directions;
mod listed_shares;
mod prior_amounts;
mod unchanged;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("share_revenue.md"), rates::share),
        Rule::new(include_str!("share_expenditure_kinds.md"), rates::share),
        Rule::new(include_str!("share_functions.md"), rates::share),
        Rule::new(include_str!("share_three_public.md"), rates::share),
        Rule::new(include_str!("share_procurement.md"), rates::share),
        Rule::new(include_str!("share_of_expenditure.md"), rates::share),
        Rule::new(include_str!("share_other.md"), rates::share),
        Rule::new(include_str!("growth_totals.md"), rates::growth),
        Rule::new(include_str!("growth_revenue.md"), rates::growth),
        Rule::new(include_str!("growth_functions.md"), rates::growth),
        Rule::new(include_str!("growth_three_public.md"), rates::growth),
        Rule::new(include_str!("growth_running_costs.md"), rates::growth),
        Rule::new(include_str!("growth_other.md"), rates::growth),
        Rule::new(include_str!("growth_on_execution.md"), rates::growth_on_execution),
        Rule::new(include_str!("growth_expenditure_kinds.md"), rates::growth),
        Rule::new(include_str!("variance.md"), rates::variance),
        Rule::new(include_str!("completion.md"), rates::completion),
        Rule::new(include_str!("zero_base_growth.md"), zero_base::growth),
        Rule::new(include_str!("zero_base_variance.md"), zero_base::variance),
        Rule::new(include_str!("directions.md"), directions::check),
        Rule::new(include_str!("unchanged.md"), unchanged::check),
        Rule::new(include_str!("growth_to_zero.md"), rates::growth),
        Rule::new(include_str!("listed_shares.md"), listed_shares::check),
        Rule::new(include_str!("zero_execution.md"), bounds::zero_execution),
        Rule::new(include_str!("zero_budget_completion.md"), bounds::zero_budget),
        Rule::new(include_str!("prior_change.md"), prior_amounts::changes),
        Rule::new(include_str!("prior_growth.md"), prior_amounts::growth),
        Rule::new(include_str!("falls.md"), bounds::falls),
    ]
}
