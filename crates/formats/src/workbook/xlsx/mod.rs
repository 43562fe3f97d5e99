//! Workbooks since 2007: a zip of XML parts (ECMA-376 part 1).

mod attributes;
mod cells;
mod strings;
mod styles;

use document::Format;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::number::Epoch;
use super::sheet::Sheet;
use super::{Budget, damaged};
use crate::{
    Error,
    package::{Package, Relation},
    xml,
};
use attributes::{attribute, flag};

/// The text of a part; `None` when there is no such part.
fn read(package: &mut Package<'_>, part: &str) -> Result<Option<String>, Error> {
    Ok(package.part(part)?.map(xml::decode))
}

/// Reads all sheets.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    let mut package = Package::open(bytes, Format::Xlsx)?;
    let start = package.relations("")?;
    let start = start.into_iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target);
    let start = start.filter(|part| package.holds(part)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    if start.to_ascii_lowercase().ends_with(".bin") || package.holds("xl/workbook.bin") {
        return Err(Error::Unsupported { what: "xlsb" });
    }
    let xml = read(&mut package, &start)?.ok_or_else(|| damaged(Format::Xlsx, "it has no workbook part"))?;
    let book = book(&xml)?;
    let parts = package.relations(&start)?;
    let part = |kind: &str| parts.iter().find(|relation| relation.kind == kind).map(|found| found.target.clone());
    let of_part = |package: &mut Package<'_>, kind| match part(kind) {
        Some(part) => read(package, &part),
        None => Ok(None),
    };
    let strings = of_part(&mut package, "sharedStrings")?.map(|xml| strings::shared(&xml)).unwrap_or_default();
    let styles = of_part(&mut package, "styles")?.map(|xml| styles::codes(&xml)).unwrap_or_default();
    let context = cells::Context { strings: &strings, styles: &styles, epoch: book.epoch };
    let mut sheets = Vec::new();
    let mut budget = Budget::new(Format::Xlsx);
    for entry in book.sheets {
        let mut sheet = Sheet { name: entry.name, hidden: entry.hidden, ..Sheet::default() };
        let relation = parts.iter().find(|relation| relation.id == entry.id);
        match relation.filter(|relation| relation.kind == "worksheet") {
            Some(Relation { target, .. }) => match read(&mut package, target)? {
                Some(xml) => {
                    cells::read(&xml, &context, &mut budget, &mut sheet)?;
                    sheet.pictures = has_pictures(&mut package, target)?;
                }
                None => sheet.unreadable = true,
            },
            // A sheet of its own kind (a chart, a dialog) has no cells; one without a part is broken.
            None => sheet.unreadable = relation.is_none(),
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// What the workbook part says.
#[derive(Default)]
struct Book {
    epoch: Epoch,
    sheets: Vec<Entry>,
}

/// One sheet in the list of sheets.
struct Entry {
    name: String,
    id: String,
    hidden: bool,
}

fn book(xml: &str) -> Result<Book, Error> {
    let mut book = Book::default();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|error| damaged(Format::Xlsx, error))? {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "workbookPr" if flag(&element, "date1904") => book.epoch = Epoch::Year1904,
                "sheet" => {
                    let of = |name| attribute(&element, name).unwrap_or_default();
                    let hidden = matches!(of("state").as_str(), "hidden" | "veryHidden");
                    book.sheets.push(Entry { name: of("name"), id: of("id"), hidden });
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if book.sheets.is_empty() {
        return Err(damaged(Format::Xlsx, "it has no sheets"));
    }
    Ok(book)
}

/// Whether a drawing of a sheet holds a picture.
fn has_pictures(package: &mut Package<'_>, sheet: &str) -> Result<bool, Error> {
    for drawing in package.relations(sheet)?.into_iter().filter(|relation| relation.kind == "drawing") {
        if package.relations(&drawing.target)?.iter().any(|relation| relation.kind == "image") {
            return Ok(true);
        }
    }
    Ok(false)
}
