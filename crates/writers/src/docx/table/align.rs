//! Where text stands in cells: figures to the right, so that their points are below each other; heads in the middle;
//! words to the left.

use document::CellKind;

use super::grid::{Grid, GridCell};
use crate::docx::paragraph::Align;

/// A label beside several rows stands in their middle, unless it is a text: so many characters.
const LONGEST_LABEL: usize = 12;

/// Where the text of each cell stands.
pub struct Aligned {
    cells: Vec<Align>,
}

impl Aligned {
    pub fn of(grid: &Grid<'_>, n_heads: usize) -> Self {
        let body = grid.cells.iter().filter(|cell| cell.row >= n_heads);
        let is_words =
            |cell: &&GridCell<'_>| cell.columns == 1 && !is_figure(cell.text) && !cell.text.trim().is_empty();
        let first_words = body.filter(is_words).map(|cell| cell.column).min().unwrap_or(0);
        let align = |cell: &GridCell<'_>| {
            if cell.row < n_heads {
                Align::Center
            } else if is_figure(cell.text) {
                if cell.column < first_words && is_code(cell.text) { Align::Left } else { Align::Right }
            } else if cell.rows > 1 && cell.text.chars().count() <= LONGEST_LABEL {
                Align::Center
            } else {
                Align::Left
            }
        };
        Self { cells: grid.cells.iter().map(align).collect() }
    }

    /// Where the text of a cell stands, by its number.
    pub fn of_cell(&self, number: usize) -> Align {
        self.cells[number]
    }
}

/// A number, a share, or the dash that stands for none.
fn is_figure(text: &str) -> bool {
    let number = text.trim().trim_end_matches(['%', '％']);
    matches!(CellKind::of(number), CellKind::Number(_) | CellKind::Dash)
}

/// Digits alone are a code or the number of a row where they stand before the first column of words.
fn is_code(text: &str) -> bool {
    text.trim().bytes().all(|byte| byte.is_ascii_digit())
}
