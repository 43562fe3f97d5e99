//! The statutory tables as they are printed.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use disclosure::{Disclosure, FactTable};
use document::{Block, Cell, Document, Row, Table, TextId};
use quantity::Numeral;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use crate::sheet::{self, MAX_COLUMNS, MAX_ROWS, address, write_text};

/// A statutory table and the rows of the document that print it.
pub struct Printed<'d> {
    /// Its title line.
    pub title: &'d str,
    /// Lines above its rows: the title and the unit, where they do not stand in the rows.
    above: Vec<&'d str>,
    rows: &'d [Row],
}

/// The statutory tables in reading order.
pub fn find<'d>(document: &'d Document, disclosure: &Disclosure) -> Vec<Printed<'d>> {
    let places = places(document);
    let at = |text: TextId| places.get(&text).copied();
    // The block and the first row of each table: that of its title where it stands in the rows.
    let starts: Vec<Option<(usize, usize)>> =
        disclosure.tables.iter().map(|table| at(table.title.text).or_else(|| first_row(table).and_then(at))).collect();
    let mut printed = Vec::new();
    for (table, start) in disclosure.tables.iter().zip(&starts) {
        let Some((block, first)) = *start else { continue };
        let Some(Block::Table(rows)) = document.blocks().get(block) else { continue };
        let others = || starts.iter().flatten().filter(|(other, _)| *other == block).map(|(_, row)| *row);
        let is_first = others().all(|row| row >= first);
        let end = others().filter(|row| *row > first).min().unwrap_or(rows.rows.len());
        // The heads of the first table of a block stand above what was found of it.
        let start = if is_first { 0 } else { first };
        let above = [Some(table.title), table.unit_line].into_iter().flatten();
        let above = above.filter(|span| !span.is_empty() && at(span.text).is_none());
        let mut above: Vec<&str> = above.map(|span| document.str(span.text)).collect();
        above.dedup();
        let title = document.slice(table.title);
        printed.push(Printed { title, above, rows: &rows.rows[start..end] });
    }
    printed
}

/// The block and row in which each text of a table stands.
fn places(document: &Document) -> HashMap<TextId, (usize, usize)> {
    let mut places = HashMap::new();
    for (block_idx, block) in document.blocks().iter().enumerate() {
        let Block::Table(Table { rows, .. }) = block else { continue };
        for (row_idx, row) in rows.iter().enumerate() {
            places.extend(row.cells.iter().map(|cell| (cell.text, (block_idx, row_idx))));
        }
    }
    places
}

fn first_row(table: &FactTable) -> Option<TextId> {
    table.rows.first().map(|row| row.name_span.text)
}

/// Writes a table: merged cells as merged cells, figures as numbers, all else as text.
pub fn write(
    sheet: &mut Worksheet,
    document: &Document,
    disclosure: &Disclosure,
    table: &Printed<'_>,
) -> Result<(), XlsxError> {
    for (row, line) in table.above.iter().enumerate() {
        write_text(sheet, row, 0, line)?;
    }
    let figures: HashSet<TextId> = disclosure.claims.iter().map(|claim| claim.span.text).collect();
    for placed in lay_out(table.rows) {
        let printed = document.str(placed.cell.text);
        let (row, column) = (placed.rows.start + table.above.len(), placed.columns.start);
        let is_merged = placed.rows.len() > 1 || placed.columns.len() > 1;
        let corners = address(row, column)
            .zip(address(row + placed.rows.len().saturating_sub(1), column + placed.columns.len().saturating_sub(1)));
        if is_merged && let Some(((top, left), (bottom, right))) = corners {
            // Its content follows, so that a merged figure is a number, too.
            let centred = Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
            sheet.merge_range(top, left, bottom, right, "", &centred)?;
        }
        match Numeral::cell(printed).filter(|_| figures.contains(&placed.cell.text)) {
            Some(numeral) => {
                let grouped = printed.contains([',', '，']);
                sheet::write_number(sheet, row, column, &numeral.plain(), grouped)?;
            }
            None => write_text(sheet, row, column, printed)?,
        }
    }
    Ok(())
}

/// A cell at the places that it covers.
struct Placed<'d> {
    cell: &'d Cell,
    rows: Range<usize>,
    columns: Range<usize>,
}

/// Lays cells out so that none covers another, whatever the file says of them.
fn lay_out(rows: &[Row]) -> Vec<Placed<'_>> {
    let mut placed = Vec::new();
    // For each column the row from which on it is free.
    let mut free: Vec<usize> = Vec::new();
    for (row_idx, row) in rows.iter().enumerate().take(MAX_ROWS) {
        let mut column = 0;
        for cell in &row.cells {
            while free.get(column).is_some_and(|from| *from > row_idx) {
                column += 1;
            }
            let wanted = column..(column + usize::from(cell.columns.max(1))).min(MAX_COLUMNS);
            let width = wanted.clone().take_while(|at| free.get(*at).is_none_or(|from| *from <= row_idx)).count();
            let columns = column..column + width;
            let height = usize::from(cell.rows.max(1)).min(rows.len() - row_idx);
            if width == 0 {
                break;
            }
            free.resize(free.len().max(columns.end), 0);
            free[columns.clone()].fill(row_idx + height);
            column = columns.end;
            placed.push(Placed { cell, rows: row_idx..row_idx + height, columns });
        }
    }
    placed
}
