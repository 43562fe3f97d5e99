//! The plain text form of a document.

use std::fmt::Write as _;

use crate::{Block, Document, Style};

/// One line a block: `# heading`, `¶ paragraph`, a table as `|`-parted rows; defects at the end.
///
/// Line breaks inside a text are printed as `⏎`.
pub fn print(document: &Document) -> String {
    let mut out = String::new();
    let flat = |text: &str| text.replace('\n', "⏎");
    for block in document.blocks() {
        match block {
            Block::Paragraph(paragraph) => {
                let mark = match paragraph.style {
                    Style::Body => "¶".to_owned(),
                    Style::Heading(level) => "#".repeat(usize::from(level)),
                };
                let _ = writeln!(out, "{mark} {}", flat(document.str(paragraph.text)));
            }
            Block::Table(table) => {
                let _ = writeln!(out, "table");
                for row in &table.rows {
                    let cells: Vec<_> = row.cells.iter().map(|cell| flat(document.str(cell.text))).collect();
                    let _ = writeln!(out, "  | {} |", cells.join(" | "));
                }
            }
        }
    }
    for defect in document.defects() {
        let line = document.place(defect.span).line.unwrap_or(0);
        let _ = writeln!(out, "! {} line {line}: {}", defect.kind.name(), flat(document.slice(defect.span)));
    }
    out
}
