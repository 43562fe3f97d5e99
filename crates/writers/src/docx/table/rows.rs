//! Rows on pages: which are repeated, which stay whole, which stay together.

use super::{
    ABOVE_AND_BELOW,
    heights::{Row, Stand},
};
use crate::docx::styles;

/// What becomes of a row where a page ends.
#[derive(Clone, Copy, Debug)]
pub struct RowLayout {
    /// How high it is at least.
    pub least: u32,
    /// Whether it is repeated on every page.
    pub is_repeated: bool,
    /// Whether it is not parted.
    pub is_whole: bool,
    /// Whether it stays on the page of the row below it.
    pub keeps_next: bool,
}

/// How much room rows leave around a line of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Room {
    /// A third of a line above and below: 8 mm with the largest text.
    Ample,
    /// Nothing but the margins of the cells.
    Scant,
}

impl Room {
    /// The least height of a row, at a size of text.
    pub fn least_height(self, size: u32) -> u32 {
        match self {
            Self::Ample => styles::line_of(size) * 5 / 3,
            Self::Scant => styles::line_of(size) + 2 * ABOVE_AND_BELOW,
        }
    }
}

/// The rows of a table. Heads stay with the first row below them, a table that lies on one page stays on one, the last two
/// rows of others with a note below. Rows that would leave much of a page empty are parted instead.
pub fn lay_out(rows: &[Row], n_heads: usize, stand: Stand, is_on_one_page: bool) -> Vec<RowLayout> {
    let n_rows = rows.len();
    let tallest = stand.pages.text_height() / 3;
    let row = |(number, row): (usize, &Row)| {
        let is_above_note = stand.below > 0 && number + 2 >= n_rows && row.height <= tallest;
        RowLayout {
            least: row.least,
            // A table of nothing but heads has nothing to repeat them for.
            is_repeated: number < n_heads && n_heads < n_rows,
            is_whole: row.height <= tallest,
            keeps_next: number < n_heads || is_on_one_page && number + 1 < n_rows || is_above_note,
        }
    };
    rows.iter().enumerate().map(row).collect()
}
