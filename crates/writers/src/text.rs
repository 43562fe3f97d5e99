//! Plain text: a paragraph a line, a row of a table a line with tabs between its cells.
//!
//! A place that a merged cell covers is a blank cell, so that every figure stays under its head. What a
//! line cannot hold becomes a blank: line breaks and tabs inside a text. A table of one column looks like
//! paragraphs, and nothing tells a heading from other short lines but its words.

use document::{Document, Paragraph, Style, Table};

use crate::exhibit::{Exhibit, Part, parts, sides};
use crate::grid::Grid;

/// A document as plain text, UTF-8 without a byte order mark, lines ended by LF.
pub fn text(document: &Document) -> Vec<u8> {
    let mut lines = Lines::default();
    let mut before: Option<Style> = None;
    for part in parts(document) {
        match part {
            Part::Paragraph(paragraph) => {
                if !before.is_some_and(|before| is_one_block(before, paragraph.style)) {
                    lines.part();
                }
                lines.paragraph(document, paragraph);
                before = Some(paragraph.style);
            }
            Part::Exhibit(exhibit) => {
                lines.exhibit(document, &exhibit);
                before = None;
            }
        }
    }
    lines.out.into_bytes()
}

/// Whether paragraphs of these styles stand together without a blank line.
fn is_one_block(above: Style, below: Style) -> bool {
    match above {
        Style::Title | Style::Signature | Style::Note => below == above,
        Style::Caption | Style::TableHead => matches!(below, Style::Caption | Style::TableHead),
        Style::ContentsTitle | Style::Contents(_) => matches!(below, Style::Contents(_)),
        Style::Body | Style::Heading(_) => false,
    }
}

/// The lines so far.
#[derive(Default)]
struct Lines {
    out: String,
    /// Whether the last line may seem to go on in the next one.
    is_open: bool,
}

impl Lines {
    /// Leaves a blank line, or two where a reader could take the next paragraph for the rest of the last one.
    fn part(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str(if self.is_open { "\n\n" } else { "\n" });
        }
    }

    fn paragraph(&mut self, document: &Document, paragraph: Paragraph) {
        let text = document.str(paragraph.text);
        if text.trim().is_empty() {
            return;
        }
        match paragraph.style {
            Style::TableHead => {
                let (left, right) = sides(text);
                let gap = if left.is_empty() || right.is_empty() { "" } else { "    " };
                push_flat(&mut self.out, &format!("{left}{gap}{right}"));
            }
            _ => push_flat(&mut self.out, text),
        }
        self.out.push('\n');
        let may_go_on = matches!(paragraph.style, Style::Body | Style::Note);
        self.is_open = may_go_on && !text.trim_end().ends_with(['。', '；', '：', '？', '！', '”', '）']);
    }

    fn exhibit(&mut self, document: &Document, exhibit: &Exhibit<'_>) {
        // Two tables without words between them must not be read as one.
        self.is_open |= exhibit.above.is_empty();
        self.part();
        for line in &exhibit.above {
            self.paragraph(document, *line);
        }
        self.is_open = false;
        self.table(document, exhibit.table);
        if !exhibit.notes.is_empty() {
            self.part();
        }
        for note in &exhibit.notes {
            self.paragraph(document, *note);
        }
    }

    fn table(&mut self, document: &Document, table: &Table) {
        for row in Grid::of(table).rows {
            let mut column = 0;
            // A tab and nothing but the text behind it would be a cell of a table that is written cell by cell.
            let opens_blank =
                row.cells.first().is_none_or(|cell| cell.column > 0 || document.str(cell.text).is_empty());
            if row.width == 2 && opens_blank {
                self.out.push(' ');
            }
            for cell in row.cells {
                for _ in column..cell.column {
                    self.out.push('\t');
                }
                column = cell.column;
                push_flat(&mut self.out, document.str(cell.text));
            }
            for _ in column + 1..row.width {
                self.out.push('\t');
            }
            self.out.push('\n');
        }
    }
}

/// Adds a text in one line. Other control characters than blanks print nothing and are left out.
fn push_flat(out: &mut String, text: &str) {
    let blank = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            c if blank(c) => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}
