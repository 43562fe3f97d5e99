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

/// The rows of a table. Heads stay with the first row below them, small tables on one page. Rows and tables that would
/// leave much of a page empty are parted instead.
pub fn lay_out(grid: &Grid<'_>, fit: &Fit, n_heads: usize, pages: Orientation) -> Vec<RowLayout> {
    let n_rows = grid.rows.len();
    let heights: Vec<u32> = (0..n_rows).map(|row| height(grid, fit, row)).collect();
    let tallest = pages.text_height() / 3;
    let is_small = heights.iter().copied().fold(0, u32::saturating_add) <= tallest;
    let row = |(row, height)| RowLayout {
        // A table of nothing but heads has nothing to repeat them for.
        is_repeated: row < n_heads && n_heads < n_rows,
        is_whole: height <= tallest,
        keeps_next: row < n_heads || is_small && row + 1 < n_rows,
    };
    heights.into_iter().enumerate().map(row).collect()
}

/// The least height of a row, at a size of text: a third of a line is free above one line and below it, which makes 8 mm
/// with the largest text.
pub fn least_height(size: u32) -> u32 {
    styles::line_of(size) * 5 / 3
}

/// About how high a row is; cells that reach into the next one do not count.
fn height(grid: &Grid<'_>, fit: &Fit, row: usize) -> u32 {
    let in_row = |place: &Place| match place {
        Place::Cell(number) => Some(&grid.cells[*number]).filter(|cell| cell.rows == 1),
        Place::Empty => None,
    };
    let text = grid.rows[row].iter().filter_map(in_row).map(|cell| fit.height(cell)).max().unwrap_or(0);
    text.saturating_add(2 * ABOVE_AND_BELOW).max(least_height(fit.size))
}
