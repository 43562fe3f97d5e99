//! Publication duty.

use crate::Rule;

mod empty_table;
mod forms_attached;
mod glossary;
mod nothing;
mod personal_data;
mod reason_missing;
mod secrecy;
mod section_missing;
mod stated;
mod table_missing;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("section_missing.md"), section_missing::check),
        Rule::new(include_str!("table_missing.md"), table_missing::check),
        Rule::new(include_str!("empty_table_undeclared.md"), empty_table::undeclared),
        Rule::new(include_str!("empty_table_contradicted.md"), empty_table::contradicted),
        Rule::new(include_str!("three_public_items.md"), stated::check),
        Rule::new(include_str!("three_public_counts.md"), stated::check),
        Rule::new(include_str!("running_costs.md"), stated::check),
        Rule::new(include_str!("procurement.md"), stated::check),
        Rule::new(include_str!("assets.md"), stated::check),
        Rule::new(include_str!("reason_missing.md"), reason_missing::check),
        Rule::new(include_str!("forms_attached.md"), forms_attached::check),
        Rule::new(include_str!("secrecy.md"), secrecy::check),
        Rule::new(include_str!("personal_data.md"), personal_data::check),
        Rule::new(include_str!("glossary.md"), glossary::check),
        Rule::new(include_str!("nothing.md"), nothing::check),
    ]
}
