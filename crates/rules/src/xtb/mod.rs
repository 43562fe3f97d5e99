//! The same fact in two tables.

use crate::Rule;

/// The rules of this category, in manual order.
pub(crate) fn rules() -> Vec<Rule> {
    Vec::new()
}
