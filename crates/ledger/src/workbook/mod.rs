//! Workbooks into sheets of text cells.

use std::{collections::HashSet, io::Cursor};

use book::{Merged, Sheet};
use calamine::{DataRef, Reader as _, SheetType, Style, Xlsx, XlsxError};

use crate::{
    Error,
    error::Excess,
    guard,
    workbook::limits::{Limits, MERGED_LIMIT, SHEETS_LIMIT},
};

mod limits;
mod value;

/// Reads the sheets of an xlsx workbook.
///
/// **Shape.** All worksheets in order, hidden ones and hidden rows like others. A formula counts as its last
/// value; one that failed or was never computed stands as its own text, so that it is seen. Numbers are
/// decimals of 15 digits, as people see them, in percent where a cell shows that; days are `yyyy-mm-dd`.
///
/// **Errors.** No xlsx, damaged, with a password, or more than a book holds; never for what a cell says.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    let largest = limits::measure(bytes)?;
    // The library checks some of what a broken file says with assertions.
    let read = guard::against_panics(|| read(bytes, largest));
    read.unwrap_or_else(|| Err(Error::Damaged { why: "its reader gave up".into() }))
}

fn read(bytes: &[u8], largest: u64) -> Result<Vec<Sheet>, Error> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    if names.len() > SHEETS_LIMIT {
        return Err(Error::TooMuch { what: Excess::Sheets, limit: SHEETS_LIMIT as u64 });
    }
    let mut limits = Limits::new(names.len() as u64, largest)?;
    names.iter().map(|name| sheet(&mut workbook, name, &mut limits)).collect()
}

fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &mut Limits) -> Result<Sheet, Error> {
    let rows = rows(workbook, name, limits)?;
    let merged = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
    if merged.len() > MERGED_LIMIT {
        return Err(Error::TooMuch { what: Excess::Merged, limit: MERGED_LIMIT as u64 });
    }
    let merged = merged.iter().map(|area| Merged {
        rows: area.start.0 as usize..area.end.0 as usize + 1,
        columns: area.start.1 as usize..area.end.1 as usize + 1,
    });
    Ok(Sheet { merged: merged.collect(), ..Sheet::new(name, rows) })
}

/// The rows of a sheet, none where it is no sheet of cells.
fn rows(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &mut Limits) -> Result<Vec<Vec<String>>, Error> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let percents = percents(workbook, name, limits)?;
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // Sheets of charts and dialogs are listed among the others.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(rows),
        Err(error) => return Err(damaged(error)),
    };
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        limits.visit()?;
        let text = match (&cell.value, &cell.formula) {
            (DataRef::Empty, Some(formula)) => value::uncomputed(formula),
            (DataRef::Float(number), _) if percents.contains(&cell.pos) => value::percent(*number),
            (value, _) => value::text(value),
        };
        if text.is_empty() {
            continue;
        }
        let (row, column) = (cell.pos.0 as usize, cell.pos.1 as usize);
        limits.hold(text.len(), &rows, row, column)?;
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        if rows[row].len() <= column {
            rows[row].resize(column + 1, String::new());
        }
        rows[row][column] = text;
    }
    Ok(rows)
}

/// The cells of a sheet that show their numbers in percent: who types `95%` into a cell sees that, and 0.95 is kept.
fn percents(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &mut Limits) -> Result<HashSet<(u32, u32)>, Error> {
    let mut found = HashSet::new();
    // What is no sheet of cells is told when its cells are read.
    let Ok(mut cells) = workbook.worksheet_cells_reader(name) else { return Ok(found) };
    let shows_percent = |style: &Style| {
        let format = style.number_format.as_ref();
        format.is_some_and(|format| format.format_code.trim_end().ends_with('%'))
    };
    let is_percent: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
    if !is_percent.contains(&true) {
        return Ok(found);
    }
    while let Some((row, column, style)) = cells.next_style_id().map_err(damaged)? {
        limits.visit()?;
        if is_percent.get(style).is_some_and(|is_percent| *is_percent) {
            found.insert((row, column));
        }
    }
    Ok(found)
}

fn damaged(error: XlsxError) -> Error {
    match error {
        XlsxError::Password => Error::Encrypted,
        XlsxError::FileNotFound(_) => Error::NotWorkbook,
        error => Error::Damaged { why: error.to_string() },
    }
}
