//! The plain text form of a document.

use std::fmt::Write as _;

use crate::{Block, Cell, Document, Place, Style};

/// One line a block: `# heading`, `¶ paragraph`, a table as `|`-parted rows; defects at the end.
///
/// Line breaks inside a text are printed as `⏎`. A merged cell ends in the number of columns and rows that
/// it covers: `{2×1}`; cells that it covers are left out, as in HTML.
pub fn print(document: &Document) -> String {
    let mut out = String::new();
    let flat = |text: &str| text.replace('\n', "⏎");
    for block in document.blocks() {
        match block {
            Block::Paragraph(paragraph) => {
                let mark = match paragraph.style {
                    Style::Body => "¶".to_owned(),
                    Style::Heading(level) => "#".repeat(usize::from(level)),
                    Style::Title => "=".to_owned(),
                    Style::ContentsTitle => ".#".to_owned(),
                    Style::Contents(level) => ".".repeat(usize::from(level)),
                    Style::Caption => "^".to_owned(),
                    Style::TableHead => "~".to_owned(),
                    Style::Note => "*".to_owned(),
                    Style::Signature => "@".to_owned(),
                };
                let _ = writeln!(out, "{mark} {}", flat(document.str(paragraph.text)));
            }
            Block::Table(table) => {
                let _ = writeln!(out, "table");
                for row in &table.rows {
                    let cell = |cell: &Cell| format!("{}{}", flat(document.str(cell.text)), spans(cell));
                    let cells: Vec<_> = row.cells.iter().map(cell).collect();
                    let _ = writeln!(out, "  | {} |", cells.join(" | "));
                }
            }
        }
    }
    for defect in document.defects() {
        let place = position(&document.place(defect.span));
        let _ = writeln!(out, "! {} {place}: {}", defect.kind.name(), flat(document.slice(defect.span)));
    }
    out
}

/// A place in few words: its line, page, sheet and cell, or paragraph.
fn position(place: &Place) -> String {
    match (place.line, place.page, &place.sheet, place.paragraph) {
        (Some(line), ..) => format!("line {line}"),
        (None, Some(page), ..) => format!("page {page}"),
        (None, None, Some(sheet), _) => format!("{sheet}!{}", place.cell.as_deref().unwrap_or_default()),
        (None, None, None, Some(paragraph)) => {
            format!("{} paragraph {paragraph}", place.part.as_deref().unwrap_or_default())
        }
        _ => "nowhere".to_owned(),
    }
}

/// The columns and rows that a merged cell covers: `{2×1}`.
fn spans(cell: &Cell) -> String {
    if (cell.columns, cell.rows) == (1, 1) { String::new() } else { format!("{{{}×{}}}", cell.columns, cell.rows) }
}
