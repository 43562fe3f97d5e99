//! A table in the typesetter's language.

use std::fmt::Write as _;

use document::{CellKind, Document};

use crate::{
    fit::{Fit, LEGIBLE},
    grid::{Grid, GridCell},
    literal,
    ruler::Ruler,
};

/// The width of the type area upright, in hundredths of a point: 28 characters of 16 points.
const UPRIGHT: i64 = 44_800;
/// The width of the type area turned.
const TURNED: i64 = 70_000;
/// A row or a merged cell higher than this, about half of an upright page, may be cut by the end of a page: otherwise
/// it might fit on none.
const HIGHEST: i64 = 30_000;
/// The same on a turned page.
const HIGHEST_TURNED: i64 = 20_000;

/// A table no higher than this stays on one page, with room for its title, the line between and a note.
const WHOLE: i64 = 52_000;
/// The same on a turned page.
const WHOLE_TURNED: i64 = 34_000;

/// A table with the sizes that fit it.
pub struct Sheet<'a> {
    /// Whether it needs the long side of the page.
    pub is_turned: bool,
    grid: Grid<'a>,
    fit: Fit,
}

/// Where the text of a cell stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Middle,
}

impl<'a> Sheet<'a> {
    /// Fits a table. One whose text would be too small to read is turned even where nobody asked for it.
    pub fn new(document: &'a Document, table: &document::Table, ruler: &Ruler<'_>) -> Self {
        let grid = Grid::new(document, table);
        let widths = &table.design.widths;
        let upright = (!table.design.is_landscape).then(|| Fit::new(&grid, widths, ruler, UPRIGHT));
        match upright.filter(|fit| fit.size >= LEGIBLE) {
            Some(fit) => Self { is_turned: false, grid, fit },
            None => Self { is_turned: true, fit: Fit::new(&grid, widths, ruler, TURNED), grid },
        }
    }

    /// Whether a page has room for it.
    pub fn is_whole(&self, ruler: &Ruler<'_>) -> bool {
        let height: i64 = self.grid.rows.iter().map(|row| self.fit.row_height(row, ruler)).sum();
        height <= if self.is_turned { WHOLE_TURNED } else { WHOLE }
    }

    /// The call that sets it; nothing for a table without rows.
    pub fn markup(&self, ruler: &Ruler<'_>) -> String {
        let mut out = String::new();
        if self.grid.rows.is_empty() {
            return out;
        }
        let highest = if self.is_turned { HIGHEST_TURNED } else { HIGHEST };
        let heights: Vec<i64> = self.grid.rows.iter().map(|row| self.fit.row_height(row, ruler)).collect();
        let sides = columns(&self.grid);
        let n_heads = if self.grid.n_heads < self.grid.rows.len() { self.grid.n_heads } else { 0 };
        let repeats = heights[..n_heads].iter().sum::<i64>() <= highest;
        let widths: Vec<String> = self.fit.widths.iter().map(|width| points(*width)).collect();
        let is_whole = self.is_whole(ruler);
        let _infallible =
            writeln!(out, "#ruled({}, ({},), {repeats}, {is_whole}, (", points(self.fit.size), widths.join(", "));
        for (i, row) in self.grid.rows.iter().enumerate() {
            if i == n_heads {
                out.push_str("), (\n");
            }
            for cell in row {
                let height = if cell.rows > 1 {
                    heights[i..i + cell.rows].iter().sum::<i64>().max(self.fit.height(cell, ruler))
                } else {
                    heights[i]
                };
                let side = if i < self.grid.n_heads { Side::Middle } else { side(cell, &sides) };
                out.push_str(&call(cell, side, height > highest));
                out.push_str(", ");
            }
            out.push('\n');
        }
        out.push_str("))\n");
        out
    }
}

/// Whether the figures of each column stand at its right side: those with decimals or groups of digits do. Codes, ranks
/// and counts of a few stand in the middle.
fn columns(grid: &Grid<'_>) -> Vec<Side> {
    let mut sides = vec![Side::Middle; grid.n_columns];
    for cell in grid.rows.iter().skip(grid.n_heads).flatten() {
        if matches!(cell.kind, CellKind::Number(_)) && cell.text.contains(['.', ',', '．', '，']) {
            sides[cell.column] = Side::Right;
        }
    }
    sides
}

/// Where the text of a cell below the heads stands.
fn side(cell: &GridCell<'_>, columns: &[Side]) -> Side {
    match cell.kind {
        CellKind::Number(_) | CellKind::Dash => columns[cell.column],
        // Groups of rows, and the label of a sum over the columns of codes and names.
        CellKind::Text if cell.rows > 1 || cell.column == 0 && cell.columns > 1 => Side::Middle,
        CellKind::Text | CellKind::Blank => Side::Left,
    }
}

/// The call that sets a cell.
fn call(cell: &GridCell<'_>, side: Side, is_breakable: bool) -> String {
    let function = match side {
        Side::Left => "words",
        Side::Right => "amount",
        Side::Middle => "middle",
    };
    let mut out = format!("{function}(");
    for (name, n) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if n > 1 {
            let _infallible = write!(out, "{name}: {n}, ");
        }
    }
    if is_breakable {
        out.push_str("breakable: true, ");
    }
    let text = match cell.kind {
        CellKind::Number(_) | CellKind::Dash => literal::figure(cell.text.trim()),
        CellKind::Text | CellKind::Blank => literal::text(cell.text),
    };
    let is_kept = is_breakable && cell.rows > 1;
    out.push_str(&if is_kept { format!("kept({text}))") } else { format!("{text})") });
    out
}

/// Hundredths of a point as a length.
fn points(hundredths: i64) -> String {
    format!("{}.{:02}pt", hundredths / 100, hundredths % 100)
}
