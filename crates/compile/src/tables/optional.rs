//! Columns that a table has only where there is something to print in them.
//!
//! In a plan `?key` marks such a column among the columns, and `?key 名称` its head. A head above it covers one column
//! less where it is left out.

use crate::{
    edition::{TableBody, TablePlan},
    facts::Query,
};

use super::{Pen, grid::spanned};

impl Pen<'_> {
    /// The plan as it is printed: without the marks, and without the columns that have no amount.
    pub(super) fn printed_plan(&self) -> TablePlan {
        let mut plan = self.plan.clone();
        let columns = match &mut plan.body {
            TableBody::Codes(body) => &mut body.columns,
            TableBody::TwoSided(body) => &mut body.columns,
            _ => return plan,
        };
        let is_printed = |key: &str| key.strip_prefix('?').is_none_or(|key| self.has_amount(key));
        let is_printed: Vec<bool> = columns.iter().map(|key| is_printed(key)).collect();
        let heads = placed(&plan.head);
        let width = heads.iter().flatten().map(|head| head.end).max().unwrap_or(0);
        let n_labels = width.saturating_sub(columns.len());
        let keeps = |at: usize| at < n_labels || is_printed.get(at - n_labels).copied().unwrap_or(true);
        for (row, places) in plan.head.iter_mut().zip(heads) {
            let mut places = places.into_iter();
            row.retain_mut(|cell| {
                let n_kept = places.next().map_or(1, |place| place.filter(|at| keeps(*at)).count());
                *cell = narrowed(marked(cell).map_or(cell.as_str(), |(_, words)| words), n_kept);
                n_kept > 0
            });
        }
        let mut at = 0..;
        plan.widths.retain(|_| at.next().is_none_or(keeps));
        let mut at = n_labels..;
        columns.retain_mut(|key| {
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

/// Which columns of the table each head covers.
fn placed(head: &[Vec<String>]) -> Vec<Vec<std::ops::Range<usize>>> {
    // How many rows of a column are still covered from above.
    let mut covered: Vec<u16> = Vec::new();
    let mut places = Vec::new();
    for row in head {
        let mut at = 0;
        let mut own = Vec::new();
        for cell in row {
            let (_, columns, rows) = spanned(cell);
            while covered.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            let end = at + usize::from(columns);
            covered.resize(covered.len().max(end), 0);
            covered[at..end].fill(rows);
            own.push(at..end);
            at = end;
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        places.push(own);
    }
    places
}

/// A head over as many columns as are left of it.
fn narrowed(cell: &str, columns: usize) -> String {
    match spanned(cell) {
        (_, own, _) if usize::from(own) == columns => cell.to_owned(),
        (words, _, rows) => format!("{words}{{{columns}×{rows}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{narrowed, placed};

    #[test]
    fn heads_cover_the_columns_below_them() {
        let head = [vec!["项目{1×2}", "支出{3×1}", "?rest 其他{1×2}"], vec!["合计", "基本", "?business 经营"]];
        let head = head.map(|row| row.into_iter().map(str::to_owned).collect());
        assert_eq!(placed(&head), [vec![0..1, 1..4, 4..5], vec![1..2, 2..3, 3..4]]);
    }

    #[test]
    fn heads_become_as_wide_as_what_is_left() {
        assert_eq!(narrowed("支出{3×1}", 2), "支出{2×1}");
        assert_eq!(narrowed("支出{1×3}", 1), "支出{1×3}");
        assert_eq!(narrowed("合计", 1), "合计");
    }
}
