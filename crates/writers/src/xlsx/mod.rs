//! The tables of a document as a workbook: a sheet each, behind a first sheet that names them.
//!
//! Figures are numbers in formats that show them just as they are printed, and totals are formulas where the
//! document says of what. Everything else is text, whatever it begins with, so that nothing becomes a formula
//! by itself. Running text is not in the workbook.
//!
//! Reading order: `sheet` (one table), `number`, `sums`, `measure` (widths and heights), `looks`, `names`.

mod looks;
mod measure;
mod names;
mod number;
mod sheet;
mod sums;

use document::{Block, Document, Paragraph, Style};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Url, Workbook, Worksheet, XlsxError};

use crate::Error;
use crate::exhibit::{Exhibit, Part, joined, parts};
use names::Names;

/// The name of the first sheet.
const COVER: &str = "封面";

/// The tables of a document as the bytes of an xlsx file.
///
/// **Errors.** When a workbook has no room for it: a cell of more than 32,767 characters, more than 16,384
/// columns or 1,048,576 rows.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, Error> {
    let exhibits: Vec<Exhibit<'_>> = parts(document)
        .into_iter()
        .filter_map(|part| match part {
            Part::Exhibit(exhibit) => Some(exhibit),
            Part::Paragraph(_) => None,
        })
        .collect();
    let mut names = Names::default();
    let cover = names.give(COVER, COVER);
    let mut entries = Vec::with_capacity(exhibits.len());
    for (i, exhibit) in exhibits.iter().enumerate() {
        let caption = joined(document, titles(exhibit));
        let sheet = names.give(&caption, &format!("表{}", i + 1));
        entries.push(Entry { title: if caption.is_empty() { sheet.clone() } else { caption }, sheet });
    }
    let mut workbook = Workbook::new();
    // The clock would make every file another one.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let titles: Vec<&Paragraph> = of_style(document, Style::Title).collect();
    let title = joined(document, titles.iter().copied());
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day).set_title(title));
    write_cover(workbook.add_worksheet().set_name(cover)?, document, &titles, &entries)?;
    for (entry, exhibit) in entries.iter().zip(&exhibits) {
        sheet::write(workbook.add_worksheet().set_name(&entry.sheet)?, document, exhibit)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// The title of a table: without one of its own it has that of its section, which the workbook does not hold.
fn titles<'e>(exhibit: &'e Exhibit<'_>) -> impl Iterator<Item = &'e Paragraph> {
    let own = exhibit.captions();
    let section = exhibit.heading.as_ref().filter(|_| own.clone().next().is_none());
    own.chain(section)
}

/// A line of the list of tables.
struct Entry {
    /// The title of the table.
    title: String,
    /// The name of its sheet.
    sheet: String,
}

/// Writes the first sheet: the title of the document, and links to its tables.
fn write_cover(
    sheet: &mut Worksheet,
    document: &Document,
    titles: &[&Paragraph],
    entries: &[Entry],
) -> Result<(), XlsxError> {
    /// As wide as the page.
    const WIDTH: u32 = 92;
    const A4: u8 = 9;
    sheet.set_column_width(0, WIDTH)?.set_screen_gridlines(false);
    // LibreOffice prints links beside their column on a page that is set in the middle.
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let mut row = 0;
    for line in titles {
        let text = document.str(line.text);
        sheet.write_string_with_format(row, 0, printable(text), &looks::title())?;
        sheet.set_row_height(row, measure::lines(text, WIDTH / 3) * 2 * looks::TITLE_LINE)?;
        row += 1;
    }
    row += 1;
    if !entries.is_empty() {
        for line in of_style(document, Style::ContentsTitle) {
            sheet.write_string_with_format(row, 0, printable(document.str(line.text)), &looks::list_title())?;
            sheet.set_row_height(row, 2 * looks::LINE)?;
            row += 1;
        }
    }
    for entry in entries {
        // No name of a sheet holds a quote.
        let link = Url::new(format!("internal:'{}'!A1", entry.sheet)).set_text(printable(&entry.title));
        sheet.write_url_with_format(row, 0, link, &looks::link())?;
        sheet.set_row_height(row, measure::lines(&entry.title, WIDTH) * looks::LINE + 2 * looks::ROOM)?;
        row += 1;
    }
    Ok(())
}

fn of_style(document: &Document, style: Style) -> impl Iterator<Item = &Paragraph> {
    document.blocks().iter().filter_map(move |block| match block {
        Block::Paragraph(paragraph) if paragraph.style == style => Some(paragraph),
        _ => None,
    })
}

/// A text as a cell can hold it, without the characters that XML has none of.
fn printable(text: &str) -> String {
    let is_held = |c: &char| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_held).collect()
}

/// A row of a sheet; there is none beyond what a number can say.
fn row_at(row: usize) -> Result<u32, XlsxError> {
    u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A column of a sheet.
fn column_at(column: usize) -> Result<u16, XlsxError> {
    u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
