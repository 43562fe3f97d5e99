//! How wide columns must be and how many lines texts take, in the width of a digit.

use document::{CellKind, Document, Table};
use unicode_width::UnicodeWidthStr;

use crate::columns::Role;
use crate::grid::{Grid, Placed};

/// What fits across a page of A4, upright and on its side.
const PAGE: u32 = 92;
const LONG_PAGE: u32 = 138;
/// The widest column of a workbook.
const WIDEST: u32 = 255;
/// Room at both sides of a text.
const MARGIN: u32 = 2;
/// The narrowest columns of heads and labels: three and six ideographs.
const NARROWEST: u32 = 6 + MARGIN;
const LABEL: u32 = 12 + MARGIN;

/// The width of a text in one line; marks that are narrow or wide count as wide.
pub fn width(text: &str) -> u32 {
    let widest = text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0);
    u32::try_from(widest).unwrap_or(u32::MAX)
}

/// The widths of the columns: shares of a page as designed, and wide enough for every number.
pub fn columns(document: &Document, table: &Table, grid: &Grid, roles: &[Role]) -> Vec<u32> {
    let design = &table.design;
    let wanted = |column: usize| u32::from(design.widths.get(column).copied().unwrap_or(1)).max(1);
    let all: u32 = (0..grid.width).map(wanted).fold(0, u32::saturating_add).max(1);
    let page = if design.is_landscape { LONG_PAGE } else { PAGE };
    let mut widths: Vec<u32> = (0..grid.width).map(|column| page * wanted(column) / all).collect();
    for cell in grid.cells() {
        let printed = document.str(cell.text);
        let needed = width(printed).saturating_add(MARGIN);
        let least = match CellKind::of(printed) {
            CellKind::Number(_) | CellKind::Dash => needed,
            _ if cell.columns > 1 => continue,
            _ if roles[cell.column] == Role::Label => needed.min(LABEL),
            _ => needed.min(NARROWEST),
        };
        let last = cell.column + cell.columns - 1;
        let missing = least.saturating_sub(span(&widths, cell));
        widths[last] += missing;
    }
    widths.iter().map(|width| *width.min(&WIDEST)).collect()
}

/// The width of all columns that a cell covers.
pub fn span(widths: &[u32], cell: Placed) -> u32 {
    widths[cell.column..cell.column + cell.columns].iter().fold(0, |sum, width| sum.saturating_add(*width))
}

/// The lines that a text takes in a cell of a width.
pub fn lines(text: &str, cell: u32) -> u32 {
    let room = cell.saturating_sub(MARGIN).max(2);
    let count = text.split('\n').map(|line| width(line).div_ceil(room).max(1));
    count.fold(0, u32::saturating_add).max(1)
}

/// The lines of each row, so that every text is seen; what a cell over several rows lacks, the last of them gives.
pub fn rows(document: &Document, grid: &Grid, widths: &[u32]) -> Vec<u32> {
    let mut rows = vec![1; grid.rows.len()];
    let (single, tall): (Vec<Placed>, Vec<Placed>) = grid.cells().partition(|cell| cell.rows == 1);
    for cell in single.into_iter().chain(tall) {
        let needed = lines(document.str(cell.text), span(widths, cell));
        let covered = &mut rows[cell.row..cell.row + cell.rows];
        let there = covered.iter().fold(0, |sum: u32, lines| sum.saturating_add(*lines));
        if let Some(last) = covered.last_mut() {
            *last = last.saturating_add(needed.saturating_sub(there));
        }
    }
    rows
}
