//! The part of one sheet.

use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::attributes::{attribute, flag, number, referred};
use super::strings::{Rich, unescape};
use crate::Error;
use crate::workbook::Budget;
use crate::workbook::number::{Code, Decimal, Epoch, show, show_text};
use crate::workbook::sheet::{Merge, Sheet, SheetCell};

/// Rows and columns that a sheet can have.
const LAST_ROW: u32 = (1 << 20) - 1;
const LAST_COLUMN: u32 = (1 << 14) - 1;

/// What cells refer to.
pub struct Context<'b> {
    /// The texts that cells share.
    pub strings: &'b [String],
    /// The format codes of styles.
    pub styles: &'b [Code],
    /// Where dates begin.
    pub epoch: Epoch,
}

/// Reads a sheet; what follows a break in its XML is unread.
pub fn read(xml: &str, context: &Context<'_>, budget: &mut Budget, sheet: &mut Sheet) -> Result<(), Error> {
    let mut reader = Reader::from_str(xml);
    let (mut row, mut column) = (0, 0);
    let mut open: Option<Open> = None;
    loop {
        let Ok(event) = reader.read_event() else {
            sheet.unreadable = true;
            break;
        };
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "row" => {
                    row = number::<u32>(element, "r").map_or(row, |n| n.saturating_sub(1)).min(LAST_ROW);
                    column = 0;
                    if is_hidden(element, "ht", "customHeight") {
                        sheet.hidden_rows.push(row..=row);
                    }
                }
                "col" if is_hidden(element, "width", "customWidth") => sheet.hidden_columns.extend(columns(element)),
                "c" if matches!(event, Event::Start(_)) => {
                    let at = attribute(element, "r").and_then(|address| place(&address)).unwrap_or((row, column));
                    (row, column) = at;
                    open = Some(Open::new(element, at));
                }
                "mergeCell" => sheet.merges.extend(attribute(element, "ref").and_then(|range| merge(&range))),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "c" => {
                    if let Some(cell) = open.take().and_then(|open| open.finish(context)) {
                        budget.take(&cell.printed)?;
                        sheet.cells.push(cell);
                    }
                    column += 1;
                }
                "row" => row += 1,
                _ => {}
            },
            Event::Eof => {
                sheet.unreadable |= open.is_some() || !xml.trim_end().ends_with('>');
                break;
            }
            _ => {}
        }
        if let Some(open) = &mut open {
            open.event(&event);
        }
    }
    Ok(())
}

/// Whether a row or a column is hidden or was given no height or width.
fn is_hidden(element: &BytesStart<'_>, size: &str, is_own: &str) -> bool {
    let no_size = attribute(element, size).and_then(|size| size.parse::<f64>().ok()).is_some_and(|size| size <= 0.0);
    flag(element, "hidden") || (flag(element, is_own) && no_size)
}

fn columns(element: &BytesStart<'_>) -> Option<RangeInclusive<u32>> {
    let (from, to): (u32, u32) = (number(element, "min")?, number(element, "max")?);
    Some(from.checked_sub(1)?..=to.saturating_sub(1).min(LAST_COLUMN))
}

/// A cell being read.
struct Open {
    at: (u32, u32),
    kind: String,
    style: usize,
    formula: bool,
    in_value: bool,
    value: String,
    rich: Rich,
}

impl Open {
    fn new(element: &BytesStart<'_>, at: (u32, u32)) -> Self {
        let kind = attribute(element, "t").unwrap_or_default();
        let style = number(element, "s").unwrap_or(0);
        Self { at, kind, style, formula: false, in_value: false, value: String::new(), rich: Rich::default() }
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) if element.local_name().as_ref() == "v" => self.in_value = true,
            Event::End(element) if element.local_name().as_ref() == "v" => self.in_value = false,
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "f" => {
                self.formula = true;
            }
            Event::Text(text) if self.in_value => self.value.push_str(&text.xml10_content()),
            Event::CData(text) if self.in_value => self.value.push_str(text),
            Event::GeneralRef(name) if self.in_value => self.value.extend(referred(name)),
            event => self.rich.event(event),
        }
    }

    /// The cell as it is printed; `None` when it prints nothing.
    fn finish(mut self, context: &Context<'_>) -> Option<SheetCell> {
        let general = Code::default();
        let code = context.styles.get(self.style).unwrap_or(&general);
        let as_number = || Decimal::of(self.value.trim().parse().ok()?);
        let is_number = matches!(self.kind.as_str(), "" | "n");
        let decimal = if is_number { as_number() } else { None };
        let printed = match (self.kind.as_str(), &decimal) {
            (_, Some(decimal)) => show(decimal, code, context.epoch),
            ("s", _) => {
                let text = self.value.trim().parse().ok().and_then(|index: usize| context.strings.get(index))?;
                show_text(text, code)
            }
            ("inlineStr", _) => show_text(&self.rich.take(), code),
            ("str", _) => show_text(&unescape(&self.value), code),
            ("b", _) => if self.value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            // Errors print their names; a date in words prints as it stands.
            _ => self.value,
        };
        let (row, column) = self.at;
        let number = decimal.is_some();
        (!printed.is_empty()).then_some(SheetCell { row, column, printed, number, formula: self.formula })
    }
}

/// The row and column of an address: `B12` is (11, 1).
fn place(address: &str) -> Option<(u32, u32)> {
    let address = address.trim().replace('$', "");
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let mut column = 0_u32;
    for letter in address[..digits].bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = address[digits..].parse().ok()?;
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row <= LAST_ROW && column <= LAST_COLUMN).then_some((row, column))
}

fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    let (from, to) = (place(from)?, place(to)?);
    Some(Merge { rows: from.0..=to.0, columns: from.1..=to.1 })
}
