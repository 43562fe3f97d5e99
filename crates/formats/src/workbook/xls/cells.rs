//! The records of one sheet.

use super::Book;
use super::records::{self, Record, Records, f64_at, u16_at, u32_at};
use super::strings;
use crate::Error;
use crate::workbook::Budget;
use crate::workbook::number::{Code, Decimal, show, show_text};
use crate::workbook::sheet::{Merge, Sheet, SheetCell};

/// Reads a sheet; one whose records end early is marked.
pub fn read(records: Records<'_>, book: &Book, budget: &mut Budget, sheet: &mut Sheet) -> Result<(), Error> {
    let (mut depth, mut counted) = (0_u32, 0);
    sheet.unreadable = true;
    // The cell whose formula gave a text, which stands in a later record.
    let mut waiting: Option<(u16, u16, u16)> = None;
    for record in records {
        match record.kind {
            records::BOF => depth += 1,
            records::EOF if depth <= 1 => {
                sheet.unreadable = false;
                break;
            }
            records::EOF => depth -= 1,
            // What lies deeper belongs to a chart.
            _ if depth > 1 => {}
            records::FORMULA if formula_text(record.data) => waiting = place(record.data),
            records::STRING => {
                if let (Some(at), Some(text)) = (waiting.take(), strings::long(record.data)) {
                    let cell = book.text(at, &text);
                    sheet.cells.push(SheetCell { formula: true, ..cell });
                }
            }
            _ => cell(&record, book, sheet),
        }
        for cell in &sheet.cells[counted..] {
            budget.take(&cell.printed)?;
        }
        counted = sheet.cells.len();
    }
    sheet.cells.retain(|cell| !cell.printed.is_empty());
    Ok(())
}

/// Row, column and style of a cell.
fn place(data: &[u8]) -> Option<(u16, u16, u16)> {
    Some((u16_at(data, 0)?, u16_at(data, 2)?, u16_at(data, 4)?))
}

/// Whether a formula gave a text.
fn formula_text(data: &[u8]) -> bool {
    data.get(6) == Some(&0) && data.get(12..14) == Some(&[0xff, 0xff])
}

/// Takes what one record adds to a sheet; records too short for their kind add nothing.
fn cell(record: &Record<'_>, book: &Book, sheet: &mut Sheet) {
    let data = record.data;
    match record.kind {
        records::ROW => {
            let (Some(row), Some(height), Some(flags)) = (u16_at(data, 0), u16_at(data, 6), u16_at(data, 12)) else {
                return;
            };
            // Some programs write no height for rows that have the usual one.
            let (is_hidden, has_own_height) = (flags & 0x20 != 0, flags & 0x40 != 0);
            if is_hidden || (has_own_height && height & 0x7fff == 0) {
                sheet.hidden_rows.push(u32::from(row)..=u32::from(row));
            }
        }
        records::COLINFO => {
            let (Some(first), Some(last), Some(width), Some(flags)) =
                (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4), u16_at(data, 8))
            else {
                return;
            };
            if flags & 1 != 0 || (flags & 2 != 0 && width == 0) {
                sheet.hidden_columns.push(u32::from(first)..=u32::from(last));
            }
        }
        records::MERGECELLS => sheet.merges.extend(data.get(2..).unwrap_or_default().chunks_exact(8).map(merge)),
        // The first part of an object says what it is; 8 is a picture.
        records::OBJ => sheet.pictures |= u16_at(data, 0) == Some(0x15) && u16_at(data, 4) == Some(8),
        records::MULRK => {
            let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
            for (column, pair) in (first..=u16::MAX).zip(data[4..].chunks_exact(6)) {
                let (Some(style), Some(packed)) = (u16_at(pair, 0), u32_at(pair, 2)) else { continue };
                sheet.cells.extend(unpack(packed).map(|number| book.number((row, column, style), &number)));
            }
        }
        kind => {
            let found = place(data).and_then(|at| book.cell(kind, at, data));
            sheet.cells.extend(found);
        }
    }
}

fn merge(range: &[u8]) -> Merge {
    let part = |n: usize| u32::from(u16_at(range, 2 * n).unwrap_or(0));
    Merge { rows: part(0)..=part(1), columns: part(2)..=part(3) }
}

/// A number in four bytes: a whole number or the upper half of a binary one, perhaps in hundredths.
fn unpack(packed: u32) -> Option<Decimal> {
    let number = if packed & 2 != 0 {
        // The sign is kept.
        Decimal::of(f64::from(packed.cast_signed() >> 2))
    } else {
        Decimal::of(f64::from_bits(u64::from(packed & !3) << 32))
    };
    number.map(|number| if packed & 1 != 0 { number.shifted(-2) } else { number })
}

impl Book {
    /// A cell of one record.
    fn cell(&self, kind: u16, at: (u16, u16, u16), data: &[u8]) -> Option<SheetCell> {
        match kind {
            records::LABELSST => {
                let text = self.strings.get(usize::try_from(u32_at(data, 6)?).ok()?)?;
                Some(self.text(at, text))
            }
            records::LABEL | records::RSTRING => Some(self.text(at, &strings::long(data.get(6..)?)?)),
            records::NUMBER => Some(self.number(at, &Decimal::of(f64_at(data, 6)?)?)),
            records::RK => Some(self.number(at, &unpack(u32_at(data, 6)?)?)),
            records::BOOLERR => Some(plain(at, truth_or_error(*data.get(6)?, *data.get(7)? == 1))),
            records::FORMULA => {
                let cell = if data.get(12..14) == Some(&[0xff, 0xff]) {
                    match data.get(6)? {
                        1 => plain(at, truth_or_error(*data.get(8)?, false)),
                        2 => plain(at, truth_or_error(*data.get(8)?, true)),
                        _ => return None,
                    }
                } else {
                    self.number(at, &Decimal::of(f64_at(data, 6)?)?)
                };
                Some(SheetCell { formula: true, ..cell })
            }
            _ => None,
        }
    }

    fn number(&self, at: (u16, u16, u16), number: &Decimal) -> SheetCell {
        let printed = match self.codes.get(usize::from(at.2)) {
            Some(code) => show(number, code, self.epoch),
            None => show(number, &Code::default(), self.epoch),
        };
        SheetCell { number: true, ..plain(at, &printed) }
    }

    fn text(&self, at: (u16, u16, u16), text: &str) -> SheetCell {
        match self.codes.get(usize::from(at.2)) {
            Some(code) => plain(at, &show_text(text, code)),
            None => plain(at, text),
        }
    }
}

fn plain((row, column, _): (u16, u16, u16), printed: &str) -> SheetCell {
    SheetCell { row: row.into(), column: column.into(), printed: printed.to_owned(), number: false, formula: false }
}

/// What is printed for yes, no and errors.
const fn truth_or_error(value: u8, error: bool) -> &'static str {
    match (error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0f) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1d) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    }
}
