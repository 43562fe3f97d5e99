//! The document in the making.

use document::{Block, Cell, DefectKind, Document, Format, Paragraph, Row, Span, Style, Table, Text, TextId};

use super::lines::{Layout, Line, usual_layout};
use super::{markdown, residue};

/// The document in the making, with what holds for the whole text.
pub struct Draft<'s, 't> {
    document: Document,
    /// All lines that are not blank.
    pub lines: &'s [Line<'t>],
    /// The layout of most tables.
    pub usual: Layout,
    /// Whether backslashes and `<br>` have the meaning that Markdown gives them.
    markdown: bool,
    /// Whether any mark of an editor may stand in the text.
    residue: bool,
    /// Whether any character could not be decoded.
    undecodable: bool,
}

/// A place in the cells of a table where two halves of a row were joined.
pub struct Join {
    /// Index of the row.
    pub row: usize,
    /// Index of the cell in its row.
    pub cell: usize,
    /// First byte of the second half.
    pub start: usize,
}

impl<'s, 't> Draft<'s, 't> {
    /// Starts a document.
    pub fn new(text: &'t str, lines: &'s [Line<'t>]) -> Self {
        let marked = text.contains('\\') || text.contains("<br");
        Self {
            document: Document::new(Format::Text),
            lines,
            usual: usual_layout(lines),
            markdown: marked && markdown::is_markdown(lines),
            residue: residue::may_hold(text),
            undecodable: text.contains('\u{fffd}'),
        }
    }

    /// The finished document.
    pub fn finish(self) -> Document {
        self.document
    }

    /// A stretch of a line as a text, without the marks of editors, which become defects.
    pub fn text(&mut self, printed: &str, line: u32, column: u32) -> Text {
        let mut found = if self.residue { residue::find(printed, 0) } else { None };
        if found.is_none() {
            return self.unescaped(printed, line, column);
        }
        let (mut text, mut at, mut column) = (Text::default(), 0, column);
        while let Some(mark) = found {
            if mark.start > at {
                text.append("", &self.unescaped(&printed[at..mark.start], line, column));
            }
            column += chars(&printed[at..mark.start]);
            let left_out = Text::from_line(&printed[mark.clone()], line, column);
            self.defect(DefectKind::EditorResidue, left_out);
            column += chars(&printed[mark.clone()]);
            at = mark.end;
            found = residue::find(printed, at);
        }
        if at < printed.len() || text.pieces().is_empty() {
            text.append("", &self.unescaped(&printed[at..], line, column));
        }
        text
    }

    /// A stretch of a line, without the escapes of Markdown where the text is Markdown.
    fn unescaped(&self, printed: &str, line: u32, column: u32) -> Text {
        if self.markdown && (printed.contains('\\') || printed.contains("<br")) {
            markdown::unescape(printed, line, column)
        } else {
            Text::from_line(printed, line, column)
        }
    }

    /// A whole line as a text.
    pub fn whole(&mut self, line: &Line<'_>) -> Text {
        self.text(line.text, line.number, 0)
    }

    /// Appends a paragraph; `joins` are the bytes at which halves of it were joined.
    pub fn paragraph(&mut self, text: Text, style: Style, joins: &[usize]) {
        let halves: Vec<_> = joins.iter().map(|start| *start..end_of_half(&text, *start)).collect();
        let id = self.add(text);
        for half in halves {
            self.document.add_defect(DefectKind::SplitParagraph, Span::new(id, half));
        }
        self.document.add_block(Block::Paragraph(Paragraph { text: id, style }));
    }

    /// Appends a table; one of blank cells only says nothing and is left out.
    pub fn table(&mut self, rows: Vec<Vec<Text>>, joins: &[Join]) {
        if rows.iter().flatten().all(|text| text.as_str().trim().is_empty()) {
            return;
        }
        let mut table = Table::of_rows(Vec::with_capacity(rows.len()));
        let mut joins = joins.iter().peekable();
        for (row_idx, row) in rows.into_iter().enumerate() {
            let mut cells = Vec::with_capacity(row.len());
            for (cell_idx, text) in row.into_iter().enumerate() {
                let end = text.as_str().len();
                let id = self.add(text);
                cells.push(Cell::single(id));
                while let Some(join) = joins.next_if(|join| (join.row, join.cell) == (row_idx, cell_idx)) {
                    self.document.add_defect(DefectKind::SplitRow, Span::new(id, join.start..end));
                }
            }
            table.rows.push(Row { cells });
        }
        self.document.add_block(Block::Table(table));
    }

    /// Records something that is not content, with a text of its own.
    pub fn defect(&mut self, kind: DefectKind, text: Text) {
        let id = self.add(text);
        self.document.add_defect(kind, self.document.whole(id));
    }

    /// Records a whole line that is not content.
    pub fn defect_line(&mut self, kind: DefectKind, line: &Line<'_>) {
        let body = line.text.trim();
        let start = line.text.len() - line.text.trim_start().len();
        self.defect(kind, Text::from_line(body, line.number, chars(&line.text[..start])));
    }

    /// Keeps a text and records what could not be decoded in it.
    fn add(&mut self, text: Text) -> TextId {
        let mut lost = Vec::new();
        if self.undecodable {
            let mut last = 0;
            for (at, mark) in text.as_str().match_indices('\u{fffd}') {
                match lost.last_mut() {
                    Some((_, end)) if last == at => *end = at + mark.len(),
                    _ => lost.push((at, at + mark.len())),
                }
                last = at + mark.len();
            }
        }
        let id = self.document.add_text(text);
        for (start, end) in lost {
            self.document.add_defect(DefectKind::Undecodable, Span::new(id, start..end));
        }
        id
    }
}

/// The end of the stretch that begins at a byte and comes from one line.
fn end_of_half(text: &Text, start: usize) -> usize {
    let pieces = text.pieces();
    let next = pieces.partition_point(|piece| piece.at <= start);
    pieces.get(next).map_or(text.as_str().len(), |piece| piece.at)
}

/// Code points of a text.
pub fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
