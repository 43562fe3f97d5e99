//! Cells while a table is drawn.

use document::{CellSum, Design, GridCell, Style};
use quantity::{Decimal, Numeral};

/// A table with the lines above and below it; all text may hold marks.
#[derive(Clone, Debug)]
pub(crate) struct Drawn {
    pub above: Vec<(Style, String)>,
    pub rows: Vec<Vec<DrawnCell>>,
    pub below: Vec<String>,
    pub design: Design,
}

/// One cell.
#[derive(Clone, Debug)]
pub(crate) struct DrawnCell {
    pub line: String,
    pub columns: u16,
    pub rows: u16,
}

/// A cell and the number that it prints.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub line: String,
    pub columns: u16,
    pub rows: u16,
    pub numeral: Option<Numeral>,
}

impl Default for Slot {
    fn default() -> Self {
        Self { line: String::new(), columns: 1, rows: 1, numeral: None }
    }
}

impl Slot {
    /// A cell of words.
    pub fn words(line: impl Into<String>) -> Self {
        Self { line: line.into(), ..Self::default() }
    }

    /// A cell of words over several columns.
    pub fn wide(line: impl Into<String>, columns: usize) -> Self {
        Self { line: line.into(), columns: u16::try_from(columns.max(1)).unwrap_or(1), ..Self::default() }
    }

    /// A cell of a plan: `收入{2×1}` covers two columns.
    pub fn head(cell: &str) -> Self {
        let (words, columns, rows) = spanned(cell);
        Self { line: words.to_owned(), columns, rows, numeral: None }
    }
}

/// The words of a plan's cell, and the columns and rows that it covers.
pub(super) fn spanned(cell: &str) -> (&str, u16, u16) {
    let parsed = cell.strip_suffix('}').and_then(|rest| rest.rsplit_once('{')).and_then(|(words, spans)| {
        let (columns, rows) = spans.split_once('×').unwrap_or((spans, "1"));
        Some((words, columns.parse().ok()?, rows.parse().ok()?))
    });
    parsed.unwrap_or((cell, 1, 1))
}

/// A printed total and what its printed parts add up to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub total: Decimal,
    pub parts: Decimal,
    /// Whether it is no more than rounding explains (尾差).
    pub is_rounding: bool,
}

/// The grid of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub rows: Vec<Vec<Slot>>,
    pub design: Design,
}

impl Grid {
    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.rows.iter().take(1).flatten().map(|slot| usize::from(slot.columns)).sum()
    }

    /// Says that a cell is the sum of others; places are those of the grid.
    pub fn sum(&mut self, cell: (usize, usize), parts: impl IntoIterator<Item = (usize, usize)>) {
        let at = |(row, column): (usize, usize)| {
            let index = |i: usize| u16::try_from(i).unwrap_or(u16::MAX);
            GridCell { row: index(row), column: index(column) }
        };
        let parts: Vec<GridCell> = parts.into_iter().map(at).collect();
        if !parts.is_empty() {
            self.design.sums.push(CellSum { cell: at(cell), parts });
        }
    }

    /// The number at a place of the grid. Bodies have no cells over several rows.
    fn number(&self, at: GridCell) -> Option<Decimal> {
        let mut column = 0;
        for slot in self.rows.get(usize::from(at.row))? {
            if column == at.column {
                return slot.numeral.map(|numeral| numeral.value);
            }
            column += slot.columns;
        }
        None
    }

    /// The totals to which their parts do not add up, as both are printed with some decimals.
    pub fn gaps(&self, decimals: u8) -> impl Iterator<Item = Gap> {
        let half = Decimal::from_micros(Decimal::whole(1).micros() / 2 / 10_i128.pow(u32::from(decimals)));
        self.design.sums.iter().filter_map(move |sum| {
            let total = self.number(sum.cell)?;
            let printed: Vec<Decimal> = sum.parts.iter().filter_map(|part| self.number(*part)).collect();
            let parts: Decimal = printed.iter().copied().sum();
            // Each of them is off by half of its last digit at most, and so is the total.
            let reach: Decimal = printed.iter().map(|_| half).sum::<Decimal>() + half;
            let difference = (total - parts).abs();
            (!difference.is_zero()).then_some(Gap { total, parts, is_rounding: difference <= reach })
        })
    }

    /// The finished table.
    pub fn drawn(self, above: Vec<(Style, String)>, below: Vec<String>) -> Drawn {
        let cell = |slot: Slot| DrawnCell { line: slot.line, columns: slot.columns, rows: slot.rows };
        let rows = self.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
        Drawn { above, rows, below, design: self.design }
    }
}

#[cfg(test)]
mod tests {
    use super::spanned;

    #[test]
    fn cells_say_what_they_cover() {
        for (cell, expected) in [
            ("收入{2×1}", ("收入", 2, 1)),
            ("合计", ("合计", 1, 1)),
            ("{3}", ("", 3, 1)),
            ("{{ year }}", ("{{ year }}", 1, 1)),
        ] {
            assert_eq!(spanned(cell), expected);
        }
    }
}
