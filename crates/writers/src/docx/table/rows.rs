//! Rows on pages: which are repeated, which stay whole, which stay together.

use super::{
    ABOVE_AND_BELOW,
    fit::Fit,
    grid::{Grid, Place},
};
use crate::docx::{page::Orientation, styles};

/// What becomes of a row where a page ends.
#[derive(Clone, Copy, Debug)]
pub struct RowLayout {
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

/// The heights of all rows, about.
pub fn heights(grid: &Grid<'_>, fit: &Fit, least_row: u32) -> Vec<u32> {
    (0..grid.rows.len()).map(|row| height(grid, fit, row).max(least_row)).collect()
}

/// The rows of a table. Heads stay with the first row below them, a table that one page has room for stays on one, the
/// last two rows of others with a note below. Rows that would leave much of a page empty are parted instead.
pub fn lay_out(heights: &[u32], n_heads: usize, pages: Orientation, room: u32, has_note: bool) -> Vec<RowLayout> {
    let n_rows = heights.len();
    let tallest = pages.text_height() / 3;
    let is_small = heights.iter().copied().fold(0, u32::saturating_add) <= room;
    let row = |(row, height): (usize, &u32)| {
        let is_above_note = has_note && row + 2 >= n_rows && *height <= tallest;
        RowLayout {
            // A table of nothing but heads has nothing to repeat them for.
            is_repeated: row < n_heads && n_heads < n_rows,
            is_whole: *height <= tallest,
            keeps_next: row < n_heads || is_small && row + 1 < n_rows || is_above_note,
        }
    };
    heights.iter().enumerate().map(row).collect()
}

/// About how high a row is; cells that reach into the next one do not count.
fn height(grid: &Grid<'_>, fit: &Fit, row: usize) -> u32 {
    let in_row = |place: &Place| match place {
        Place::Cell(number) => Some(&grid.cells[*number]).filter(|cell| cell.rows == 1),
        Place::Empty => None,
    };
    let text = grid.rows[row].iter().filter_map(in_row).map(|cell| fit.height(cell)).max().unwrap_or(0);
    text.saturating_add(2 * ABOVE_AND_BELOW)
}
