//! Plausibility and wording.

use crate::Rule;

mod body_name;
mod comparison_word;
mod doubled_word;
mod flat_reason;
mod foreign_reason;
mod government_level;
mod project_name;
mod reason;
mod reason_direction;
mod running_costs_scope;
mod scope_word;
mod staff_reason;
mod stray_word;
mod superseded_name;
mod typos;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("typos.md"), typos::check),
        Rule::new(include_str!("body_name.md"), body_name::check),
        Rule::new(include_str!("project_name.md"), project_name::check),
        Rule::new(include_str!("scope_word.md"), scope_word::check),
        Rule::new(include_str!("reason_contradicts.md"), reason_direction::contradicts),
        Rule::new(include_str!("stray_word.md"), stray_word::check),
        Rule::new(include_str!("staff_reason.md"), staff_reason::check),
        Rule::new(include_str!("reason_repeated.md"), reason_direction::repeated),
        Rule::new(include_str!("superseded_name.md"), superseded_name::check),
        Rule::new(include_str!("doubled_word.md"), doubled_word::check),
        Rule::new(include_str!("comparison_word.md"), comparison_word::check),
        Rule::new(include_str!("foreign_reason.md"), foreign_reason::check),
        Rule::new(include_str!("flat_reason.md"), flat_reason::check),
        Rule::new(include_str!("government_level.md"), government_level::check),
        Rule::new(include_str!("running_costs_scope.md"), running_costs_scope::check),
    ]
}
