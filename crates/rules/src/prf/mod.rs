//! Performance forms.

use crate::Rule;

mod execution;
mod form;
mod funds;
mod goals;
mod project_notes;
mod projects;
mod scores;
mod shape;
mod targets;
mod weights;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("fund_rows.md"), funds::rows),
        Rule::new(include_str!("overall_total.md"), funds::overall_total),
        Rule::new(include_str!("budget_split.md"), funds::budget_split),
        Rule::new(include_str!("fiscal_rows.md"), funds::fiscal_rows),
        Rule::new(include_str!("execution_rate.md"), execution::rate),
        Rule::new(include_str!("execution_score.md"), execution::score),
        Rule::new(include_str!("weight_sum.md"), weights::sum),
        Rule::new(include_str!("indicator_score.md"), scores::score),
        Rule::new(include_str!("score_sum.md"), weights::score_sum),
        Rule::new(include_str!("completion_rate.md"), scores::completion),
        Rule::new(include_str!("target_operator.md"), targets::operator),
        Rule::new(include_str!("result_unit.md"), targets::unit),
        Rule::new(include_str!("named_unit.md"), targets::named_unit),
        Rule::new(include_str!("project_cost.md"), targets::cost),
        Rule::new(include_str!("project_count.md"), projects::totals),
        Rule::new(include_str!("project_funds.md"), projects::each),
        Rule::new(include_str!("unexplained_deviation.md"), targets::unexplained),
        Rule::new(include_str!("goal_execution.md"), goals::execution),
        Rule::new(include_str!("achievement_sum.md"), goals::achievements),
        Rule::new(include_str!("weak_target.md"), targets::weak),
        Rule::new(include_str!("shifted_cells.md"), shape::shifted),
        Rule::new(include_str!("missing_points.md"), weights::missing),
        Rule::new(include_str!("goal_achievement.md"), goals::named),
        Rule::new(include_str!("no_cost.md"), targets::no_cost),
        Rule::new(include_str!("note_amount.md"), project_notes::amount),
        Rule::new(include_str!("note_actor.md"), project_notes::actor),
        Rule::new(include_str!("average_score.md"), project_notes::average),
    ]
}
