//! How high the rows of a table are, about, and how many pages they take.

use std::ops::Range;

use super::{
    ABOVE_AND_BELOW,
    fit::Fit,
    grid::{Grid, Place},
    rows::Room,
};
use crate::docx::page::Orientation;

/// The line below a row.
const LINE: u32 = 10;
/// What is left free on a page, as heights are rounded.
const SLACK: u32 = 20;
/// What is left free beyond that for each row of several lines, as lines are counted without knowing the font, and at
/// most: a row, about.
const SLACK_OF_LINES: u32 = 40;
const MOST_SLACK: u32 = 320;

/// Where a table stands.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    pub pages: Orientation,
    /// The height of what stays above it on its first page: headings, its title. Twips.
    pub above: u32,
    /// The height of its notes, which stay below it on its last page.
    pub below: u32,
    /// The height of what is left over behind them, and stands on that page if there is room.
    pub behind: u32,
}

/// What the text in the rows of a table needs.
pub struct Heights {
    /// In each row, merged cells left out.
    rows: Vec<u32>,
    /// In cells over several rows: the rows, and the height of their text.
    merged: Vec<(Range<usize>, u32)>,
    n_heads: usize,
    /// What is left free on a page.
    slack: u32,
}

/// A row and its heights in twips.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// How high it is, about.
    pub height: u32,
    /// What to ask for at least.
    pub least: u32,
}

impl Heights {
    pub fn of(grid: &Grid<'_>, fit: &Fit, n_heads: usize) -> Self {
        let row = |places: &Vec<Place>| {
            let in_row = |place: &Place| match place {
                Place::Cell(number) => Some(&grid.cells[*number]).filter(|cell| cell.rows == 1),
                Place::Empty => None,
            };
            places.iter().filter_map(in_row).map(|cell| fit.height(cell)).max().unwrap_or(0) + 2 * ABOVE_AND_BELOW
        };
        let merged = grid.cells.iter().filter(|cell| cell.rows > 1);
        let merged =
            merged.map(|cell| (cell.row..cell.row + cell.rows, fit.height(cell) + 2 * ABOVE_AND_BELOW)).collect();
        let rows: Vec<u32> = grid.rows.iter().map(row).collect();
        let one_line = Room::Scant.least_height(fit.size);
        let of_lines =
            rows.iter().filter(|row| **row > one_line).fold(0, |sum: u32, _| sum.saturating_add(SLACK_OF_LINES));
        Self { rows, merged, n_heads, slack: SLACK + of_lines.min(MOST_SLACK) }
    }

    /// The rows where none is lower than so many twips. What a merged cell needs beyond its rows widens the last of
    /// them by itself. Heads ask for it, each of their rows for its part: LibreOffice cuts off such cells where it
    /// repeats them.
    pub fn rows(&self, least: u32) -> Vec<Row> {
        let mut rows: Vec<Row> = self.rows.iter().map(|needed| Row { height: (*needed).max(least), least }).collect();
        for (covered, needed) in &self.merged {
            let rows = &mut rows[covered.clone()];
            let missing = needed.saturating_sub(rows.iter().map(|row| row.height).sum());
            if missing == 0 {
                continue;
            }
            if covered.end > self.n_heads {
                let last = rows.len() - 1;
                rows[last].height += missing;
                continue;
            }
            let part = missing.div_ceil(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            for row in rows {
                row.height += part;
                row.least = row.height;
            }
        }
        rows
    }

    /// On how many pages such rows lie, with what stands above and below them.
    pub fn n_pages(&self, rows: &[Row], stand: Stand) -> usize {
        let page = stand.pages.text_height().saturating_sub(self.slack);
        let with_line = |row: &Row| row.height.saturating_add(LINE);
        let heads: u32 = rows[..self.n_heads].iter().map(with_line).sum();
        let (mut n_pages, mut used) = (1, stand.above);
        for (number, row) in rows.iter().enumerate() {
            used = used.saturating_add(with_line(row));
            if used > page && number > 0 {
                n_pages += 1;
                used = heads.saturating_add(with_line(row));
            }
            // Rows higher than a page are parted.
            n_pages += (used.saturating_sub(1) / page) as usize;
            used = used.saturating_sub(1) % page + 1;
        }
        n_pages + usize::from(used.saturating_add(stand.below) > page)
    }
}
