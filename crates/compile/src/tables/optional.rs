//! Columns that a table has only where there is something to print in them.
//!
//! In a plan `?key` marks such a column among the columns, and `?key 名称` its head.

use crate::{
    edition::{TableBody, TablePlan},
    facts::Query,
};

use super::Pen;

impl Pen<'_> {
    /// The plan as it is printed: without the marks, and without the columns that have no amount.
    pub(super) fn printed_plan(&self) -> TablePlan {
        let mut plan = self.plan.clone();
        for row in &mut plan.head {
            row.retain_mut(|cell| match marked(cell) {
                Some((key, words)) => {
                    let is_used = self.has_amount(key);
                    *cell = words.to_owned();
                    is_used
                }
                None => true,
            });
        }
        let TableBody::Codes(body) = &mut plan.body else { return plan };
        let n_labels = plan.widths.len().saturating_sub(body.columns.len());
        let is_printed: Vec<bool> =
            body.columns.iter().map(|key| key.strip_prefix('?').is_none_or(|key| self.has_amount(key))).collect();
        let keeps = |at: usize| is_printed.get(at).copied().unwrap_or(true);
        let mut at = 0..;
        plan.widths.retain(|_| at.next().is_none_or(|at: usize| at < n_labels || keeps(at - n_labels)));
        let mut at = 0..;
        body.columns.retain_mut(|key| {
            if let Some(plain) = key.strip_prefix('?') {
                *key = plain.to_owned();
            }
            at.next().is_none_or(keeps)
        });
        plan
    }

    fn has_amount(&self, key: &str) -> bool {
        self.column(key).is_ok_and(|column| {
            let query: Query = self.query(column, None, None);
            !self.scope.facts().amount_or_zero(&query).is_zero()
        })
    }
}

/// The key and the words of a marked head.
fn marked(cell: &str) -> Option<(&str, &str)> {
    cell.strip_prefix('?')?.split_once(' ')
}
