//! Writes what was read of a document as a workbook, for people who go on in Excel or WPS.
//!
//! One sheet lists all figures, one each statutory table as it is printed, one the figures that were not
//! understood, one what was met while reading. Text is written as text, so that nothing in a document
//! becomes a formula; figures are numbers with the decimals they were printed with. Numbers in a workbook
//! are binary fractions of 15 certain decimal digits: a longer figure stays text.
//!
//! This crate knows neither rules nor how documents are read, and does not touch files.
//!
//! Reading order: `sheet` (one sheet in the making), `lists`, `tables`.

mod lists;
mod sheet;
mod tables;

use disclosure::Disclosure;
use document::Document;
use findings::{ExtractReport, render::Language};
use rust_xlsxwriter::{Workbook, XlsxError};

use sheet::Names;

/// The workbook could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct Error(#[from] XlsxError);

/// The workbook of one document, as the bytes of an xlsx file.
///
/// **Shape.** `report` is the inventory of the same document and disclosure.
pub fn workbook(
    document: &Document,
    disclosure: &Disclosure,
    report: &ExtractReport,
    language: Language,
) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let mut names = Names::default();
    lists::figures(names.add(&mut workbook, language.pick("数字", "figures"))?, report, language)?;
    for table in tables::find(document, disclosure) {
        let sheet = names.add(&mut workbook, table.title)?;
        tables::write(sheet, document, disclosure, &table)?;
    }
    lists::leftovers(names.add(&mut workbook, language.pick("未识别", "not understood"))?, report, language)?;
    lists::defects(names.add(&mut workbook, language.pick("读取说明", "remarks on reading"))?, report, language)?;
    Ok(workbook.save_to_buffer()?)
}
