//! Parts and totals.

use crate::{Rule, sums, tables};

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    vec![
        Rule::new(include_str!("revenue_total.md"), sums::check),
        Rule::new(include_str!("expenditure_table_rows.md"), tables::rows),
    ]
}
