//! A sheet of data.

use book::{CellKind, Schema, Sheet, SheetForm, SheetPlan};
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Note, Workbook, Worksheet, XlsxError};

use crate::{
    Error,
    arranged::{Arranged, Column, Row},
    look::{
        Design, codes,
        entry::{self, allow},
        style::Styles,
    },
};

/// Rows that lists to choose from are set for, beyond those that are filled in.
const FREE_ROWS: u32 = 2000;
/// A4.
pub const PAPER: u8 = 9;
/// Characters that a cell can hold, in the units of UTF-16.
const CELL_LIMIT: usize = 32_767;

/// Writes a sheet of the schema.
pub fn write(
    workbook: &mut Workbook,
    plan: &SheetPlan,
    arranged: &Arranged<'_>,
    design: &Design<'_>,
    styles: &Styles,
) -> Result<(), Error> {
    let sheet = workbook.add_worksheet().set_name(&plan.name)?;
    let page = Page { plan, arranged, codes: codes::Ranges::new(design), head: head_row(arranged) };
    page.about(sheet, styles)?;
    page.heads(sheet, styles)?;
    page.rows(sheet, styles)?;
    sheet.set_freeze_panes(page.head + 1, u16::from(plan.form != SheetForm::Rows))?;
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(page.head, page.head)?;
    Ok(())
}

/// Writes a sheet as it is: one that the schema does not know, or one without heads.
pub fn write_raw(workbook: &mut Workbook, sheet: &Sheet, name: &str) -> Result<(), Error> {
    let page = workbook.add_worksheet().set_name(name)?;
    let text = Styles::entry(None, false);
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            fits(cell, || sheet.cell(row as usize, usize::from(column)))?;
            page.write_string_with_format(row, column, cell, &text)?;
        }
    }
    Ok(())
}

struct Page<'a> {
    plan: &'a SheetPlan,
    arranged: &'a Arranged<'a>,
    codes: codes::Ranges,
    /// The row of heads.
    head: u32,
}

/// One row says what the sheet is for, others may stand above the heads.
fn head_row(arranged: &Arranged<'_>) -> u32 {
    u32::try_from(arranged.above.len()).unwrap_or(u32::MAX).saturating_add(1)
}

impl Page<'_> {
    fn about(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), Error> {
        sheet.write_string_with_format(0, 0, &self.plan.about, &styles.about.clone().unset_text_wrap())?;
        sheet.set_row_height(0, 22)?;
        for (row, cells) in (1..).zip(&self.arranged.above) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                fits(cell, || book::SheetCell::whole(&self.plan.name))?;
                sheet.write_string_with_format(row, column, cell, &styles.about)?;
            }
        }
        Ok(())
    }

    fn heads(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), Error> {
        for (at, column) in (0..).zip(&self.arranged.columns) {
            let format = if column.required { &styles.required } else { &styles.optional };
            sheet.write_string_with_format(self.head, at, &column.head, format)?;
            sheet.set_column_width(at, width(column, self.plan))?;
            let help = comment(column.help, column.kind, column.choices, column.required);
            // Named items have comments of their own.
            if !help.is_empty() && column.key != Schema::ITEM {
                insert_note(sheet, self.head, at, &help)?;
            }
            if self.plan.form == SheetForm::Rows {
                sheet.set_column_format(at, &Styles::entry(column.kind, false))?;
            }
        }
        sheet.set_row_height(self.head, 34)?;
        Ok(())
    }

    fn rows(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<(), Error> {
        let first = self.head + 1;
        for (row, own) in (first..).zip(&self.arranged.rows) {
            for (column, text) in (0..).zip(&own.cells) {
                let plan = &self.arranged.columns[usize::from(column)];
                if plan.key == Schema::ITEM {
                    self.label(sheet, row, own, styles)?;
                    continue;
                }
                let kind = own.item.map(|item| item.kind).or(plan.kind);
                let format = Styles::entry(kind, self.plan.form != SheetForm::Rows);
                fits(text, || self.address(row, column))?;
                write_cell(sheet, row, column, text, kind, &format)?;
                if let (Some(item), Some(kind)) = (own.item, kind) {
                    let choices = item.choices.as_deref().or(plan.choices);
                    allow(sheet, (row, column, row, column), kind, choices, &self.codes)?;
                }
            }
        }
        if self.plan.form == SheetForm::Rows {
            let last = first + u32::try_from(self.arranged.rows.len()).unwrap_or(0) + FREE_ROWS;
            for (at, column) in (0..).zip(&self.arranged.columns) {
                let Some(kind) = column.kind else { continue };
                allow(sheet, (first, at, last, at), kind, column.choices, &self.codes)?;
                // Codes and targets are words, though they look like numbers.
                sheet.ignore_error_range(first, at, last, at, IgnoreError::NumberStoredAsText)?;
            }
        }
        Ok(())
    }

    /// The name of an item, with what it means.
    fn label(&self, sheet: &mut Worksheet, row: u32, own: &Row<'_>, styles: &Styles) -> Result<(), Error> {
        let text = &own.cells[0];
        fits(text, || self.address(row, 0))?;
        let Some(item) = own.item else {
            sheet.write_string_with_format(row, 0, text, &styles.text)?;
            return Ok(());
        };
        sheet.write_string_with_format(
            row,
            0,
            text,
            if item.required { &styles.required_item } else { &styles.item },
        )?;
        insert_note(sheet, row, 0, &comment(&item.help, Some(item.kind), item.choices.as_deref(), item.required))?;
        Ok(())
    }

    fn address(&self, row: u32, column: u16) -> book::SheetCell {
        let at = Some((row as usize, usize::from(column)));
        book::SheetCell { at, ..book::SheetCell::whole(&self.plan.name) }
    }
}

/// Writes a cell as what it is: a number where no digit is lost, a day, or text.
fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    kind: Option<CellKind>,
    format: &Format,
) -> Result<(), XlsxError> {
    let plain = text.trim();
    let is_number = matches!(kind, Some(CellKind::Money | CellKind::Count | CellKind::Number | CellKind::Year));
    if plain.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if let Some(number) = entry::number(plain).filter(|_| is_number) {
        sheet.write_number_with_format(row, column, number, format)?;
    } else if let Some(day) = day(plain).filter(|_| kind == Some(CellKind::Date)) {
        sheet.write_datetime_with_format(row, column, &day, format)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn fits(text: &str, place: impl FnOnce() -> book::SheetCell) -> Result<(), Error> {
    if text.len() <= CELL_LIMIT || text.encode_utf16().count() <= CELL_LIMIT {
        return Ok(());
    }
    Err(Error::TooLong { place: place() })
}

/// What the comment of a head or an item says: what it is, what is typed there, whether it must be.
fn comment(help: &str, kind: Option<CellKind>, choices: Option<&str>, required: bool) -> String {
    let schema = Schema::embedded();
    let takes = kind.and_then(|kind| schema.kinds.get(&kind)).map_or("", String::as_str);
    let words = match choices {
        Some(list) => format!("可选：{}。", schema.words(list).collect::<Vec<_>>().join("、")),
        None => String::new(),
    };
    let needed = if required { "必填。" } else { "" };
    [help, takes, &words, needed].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Adds a comment that is as large as its text.
fn insert_note(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
    const WIDTH: u32 = 240;
    // Ideographs of 9 points are 12 pixels wide, and half a line is kept free.
    let lines: usize = text.lines().map(|line| line.chars().count() * 12 / 220 + 1).sum();
    let height = u32::try_from(lines).unwrap_or(1).saturating_mul(17).saturating_add(12);
    let note = Note::new(text).add_author_prefix(false).set_author("明账").set_width(WIDTH).set_height(height);
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

/// The width of a column in digits.
fn width(column: &Column<'_>, plan: &SheetPlan) -> f64 {
    let digits = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let widest =
        |words: &mut dyn Iterator<Item = usize>| words.max().unwrap_or(0).max(digits(&column.head).min(16)) + 4;
    let wide = match (column.key, column.kind) {
        (Schema::ITEM, _) => widest(&mut plan.items.iter().map(|item| digits(&item.label))),
        (Schema::CONTENT, _) => 48,
        ("text", _) => 80,
        ("goal" | "result" | "basis" | "plan" | "deviation", _) => 40,
        ("project" | "unit" | "name" | "from" | "to", _) => 30,
        (_, Some(CellKind::Choice)) => {
            widest(&mut Schema::embedded().words(column.choices.unwrap_or_default()).map(digits))
        }
        (_, Some(CellKind::Money)) => 18,
        (_, Some(CellKind::Function | CellKind::Economic)) => 14,
        (_, Some(CellKind::Count | CellKind::Number | CellKind::Year | CellKind::Date)) => 12,
        (_, Some(CellKind::Text)) => 20,
        (_, None) => 18,
    };
    f64::from(u16::try_from(wide).unwrap_or(80))
}
