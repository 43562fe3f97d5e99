//! A table in the typesetter's language.

use std::fmt::Write as _;

use document::{CellKind, Document};

use crate::{
    exhibit::Exhibit,
    fit::{Fit, LEGIBLE},
    grid::{Grid, GridCell},
    literal,
    ruler::{EM, Ruler},
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

/// The height of the type area upright, 225 mm, with a line as a reserve: a text may be broken otherwise than expected.
const PAGE: i64 = 63_700 - RESERVE;
/// The same on a turned page, 158 mm.
const PAGE_TURNED: i64 = 44_700 - RESERVE;
/// See [`PAGE`].
const RESERVE: i64 = 1300;
/// A text of a form that is no longer than this, and no sentence, stands in the middle of its cell on any number of lines.
const LABEL: i64 = 16 * EM;
/// A table of more pages is not set tightly for the sake of one less.
const MOST_PAGES: usize = 3;

/// A table with the sizes that fit it.
pub struct Sheet<'a> {
    /// Whether it needs the long side of the page.
    pub is_turned: bool,
    /// How many pages it takes.
    n_pages: usize,
    /// Whether neither a title nor a line stands between it and the text above.
    is_bare: bool,
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
    /// Fits a table. One whose text would be too small to read is turned even where nobody asked for it; one that goes
    /// a little over its page is set more tightly.
    pub fn new(document: &'a Document, table: &document::Table, exhibit: &Exhibit, ruler: &Ruler<'_>) -> Self {
        let grid = Grid::new(document, table);
        let design = &table.design.widths;
        let upright = (!table.design.is_landscape).then(|| Fit::new(&grid, design, ruler, UPRIGHT));
        let upright = upright.filter(|fit| fit.size >= LEGIBLE);
        let is_turned = upright.is_none();
        let (width, page) = if is_turned { (TURNED, PAGE_TURNED) } else { (UPRIGHT, PAGE) };
        let around = exhibit.heights(document, ruler, width);
        let fit = upright.unwrap_or_else(|| Fit::new(&grid, design, ruler, TURNED));
        let mut sheet = Self { is_turned, n_pages: 1, is_bare: exhibit.own.start == exhibit.table, grid, fit };
        (sheet.n_pages, _) = sheet.pages(&sheet.fit, ruler, page, around);
        if (2..=MOST_PAGES).contains(&sheet.n_pages) {
            let tighter = sheet.fit.tighter(&sheet.grid, design, ruler, width);
            let tighter = tighter.map(|fit| (sheet.pages(&fit, ruler, page, around), fit));
            // The first of those with the fewest pages.
            let best = tighter.min_by_key(|((n_pages, _), _)| *n_pages);
            if let Some(((n_pages, room), fit)) = best.filter(|((n_pages, _), _)| *n_pages < sheet.n_pages) {
                (sheet.n_pages, sheet.fit) = (n_pages, fit);
                if n_pages == 1 {
                    sheet.fit = sheet.fit.loosened(sheet.grid.rows.len(), room);
                }
            }
        }
        sheet
    }

    /// Whether a page has room for it, with its titles and notes.
    pub fn is_whole(&self) -> bool {
        self.n_pages <= 1
    }

    /// How many pages it takes, its titles and notes as high as given, where it begins at the top of one; and the room
    /// that is left on the last.
    fn pages(&self, fit: &Fit, ruler: &Ruler<'_>, page: i64, (above, below): (i64, i64)) -> (usize, i64) {
        let heights: Vec<i64> = self.grid.rows.iter().map(|row| fit.row_height(row, ruler)).collect();
        let (heads, rows) = heights.split_at(self.grid.n_heads.min(heights.len()));
        let heads: i64 = heads.iter().sum();
        let mut n_pages = 1;
        let mut used = above + heads;
        for height in rows {
            if used + height > page {
                n_pages += 1;
                used = heads;
            }
            used += height;
        }
        let room = page - used - below;
        if room < 0 { (n_pages + 1, page - below) } else { (n_pages, room) }
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
        let (size, margin, widths) = (points(self.fit.size), points(self.fit.margin), widths.join(", "));
        let (is_whole, is_bare) = (self.is_whole(), self.is_bare);
        let _infallible = writeln!(out, "#ruled({size}, {margin}, ({widths},), {repeats}, {is_whole}, {is_bare}, (");
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
                let side = if i < self.grid.n_heads { Side::Middle } else { self.side(cell, &sides, ruler) };
                out.push_str(&call(cell, side, height > highest));
                out.push_str(", ");
            }
            out.push('\n');
        }
        out.push_str("))\n");
        out
    }

    /// Where the text of a cell below the heads stands.
    fn side(&self, cell: &GridCell<'_>, columns: &[Side], ruler: &Ruler<'_>) -> Side {
        // A form has no heads but labels everywhere. All of it stands in the middle except long texts.
        let is_form = self.grid.n_heads == 0;
        let is_label = || ruler.longest_line(cell.text) <= LABEL && !cell.text.contains(['，', '；', '。']);
        let is_short = || is_label() || self.fit.n_lines(cell, ruler) <= 1;
        match cell.kind {
            CellKind::Number(_) | CellKind::Dash if is_form => Side::Middle,
            CellKind::Text if is_form && is_short() => Side::Middle,
            CellKind::Number(_) | CellKind::Dash => columns[cell.column],
            // Groups of rows, and the label of a sum over the columns of codes and names.
            CellKind::Text if cell.rows > 1 || cell.column == 0 && cell.columns > 1 => Side::Middle,
            CellKind::Text | CellKind::Blank => Side::Left,
        }
    }
}

/// Where the figures of each column stand: those with decimals or groups of digits at the right, and so do the zeros of
/// a column without others. Codes, ranks and counts of a few stand in the middle.
fn columns(grid: &Grid<'_>) -> Vec<Side> {
    let mut sides = vec![Side::Middle; grid.n_columns];
    let mut has_others = vec![false; grid.n_columns];
    for cell in grid.rows.iter().skip(grid.n_heads).flatten() {
        if matches!(cell.kind, CellKind::Number(_)) {
            if cell.text.contains(['.', ',', '．', '，']) {
                sides[cell.column] = Side::Right;
            }
            has_others[cell.column] |= cell.text.trim() != "0";
        }
    }
    if sides.contains(&Side::Right) {
        let nothing = sides.iter_mut().zip(has_others).filter(|(_, has_others)| !has_others);
        nothing.for_each(|(side, _)| *side = Side::Right);
    }
    sides
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
