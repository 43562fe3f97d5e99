//! The sheets that are lists: figures, figures that were not understood, remarks on reading.

use findings::{
    ExtractReport,
    render::{Language, csv, text},
};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::sheet::{self, write_text};

/// Columns of the list of figures whose cells are numbers, by their English head.
const NUMBERS: [&str; 6] = ["value", "year", "line", "start", "end", "page"];

/// All figures, one a row, with the same columns as the CSV output.
pub fn figures(sheet: &mut Worksheet, report: &ExtractReport, language: Language) -> Result<(), XlsxError> {
    head(sheet, &csv::figure_heads(language))?;
    let keys = csv::figure_heads(Language::English);
    for (i, cells) in csv::figures(report).iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let is_number = keys.get(column).is_some_and(|key| NUMBERS.contains(key) || *key == "paragraph");
            if is_number && !cell.is_empty() {
                sheet::write_number(sheet, i + 1, column, cell, false)?;
            } else {
                write_text(sheet, i + 1, column, cell)?;
            }
        }
    }
    Ok(())
}

/// The figures that were not understood.
pub fn leftovers(sheet: &mut Worksheet, report: &ExtractReport, language: Language) -> Result<(), XlsxError> {
    let heads = match language {
        Language::Chinese => ["位置", "原文", "章节", "表", "上下文"],
        Language::English => ["place", "text", "section", "table", "context"],
    };
    head(sheet, &heads)?;
    for (i, place) in report.leftovers.iter().enumerate() {
        let cells = [
            text::place_word(place, language),
            place.text.clone(),
            place.section.clone().unwrap_or_default(),
            place.table.clone().unwrap_or_default(),
            place.context.clone(),
        ];
        for (column, cell) in cells.iter().enumerate() {
            write_text(sheet, i + 1, column, cell)?;
        }
    }
    Ok(())
}

/// What was met while reading, such as text that is not printed.
pub fn defects(sheet: &mut Worksheet, report: &ExtractReport, language: Language) -> Result<(), XlsxError> {
    let heads = match language {
        Language::Chinese => ["位置", "情况", "原文"],
        Language::English => ["place", "what", "text"],
    };
    head(sheet, &heads)?;
    for (i, defect) in report.defects.iter().enumerate() {
        write_text(sheet, i + 1, 0, &text::place_word(&defect.place, language))?;
        write_text(sheet, i + 1, 1, text::defect_word(defect.kind, language))?;
        write_text(sheet, i + 1, 2, &defect.place.text)?;
    }
    Ok(())
}

/// The first row, which stays in view.
fn head(sheet: &mut Worksheet, heads: &[&str]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    for (column, head) in heads.iter().enumerate() {
        if let Some((row, column)) = sheet::address(0, column) {
            sheet.write_string_with_format(row, column, *head, &bold)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
