//! The document in the making.

use std::ops::Range;

use document::{Block, Cell, DefectKind, Document, Format, Paragraph, Row, Span, Style, Table, Text, TextId};

use crate::{Error, PART_LIMIT, phrases};

/// The most runs a document may have: a page has some fifty.
const RUN_LIMIT: u64 = 4 * PART_LIMIT;

/// The most work that is done to part one paragraph at its line breaks: lines times pieces.
const PARTING_LIMIT: usize = 1 << 24;

/// The document in the making, which also counts what goes into it.
pub struct Draft {
    pub document: Document,
    /// Paragraphs, and columns that cells cover.
    parts: u64,
    runs: u64,
}

/// A text with what is to be said of its parts.
#[derive(Debug, Default)]
pub struct Marked {
    pub text: Text,
    pub marks: Vec<(DefectKind, Range<usize>)>,
}

/// A block before it has its place in the document. Texts get their handles in reading order, so that
/// one that stands later in the document has the higher handle.
#[derive(Debug)]
pub enum Item {
    Paragraph(Marked, Style),
    Table(Vec<Vec<ItemCell>>),
}

/// A cell of such a block.
#[derive(Debug)]
pub struct ItemCell {
    pub text: Marked,
    pub columns: u16,
    pub rows: u16,
}

impl Draft {
    pub fn new() -> Self {
        Self { document: Document::new(Format::Docx), parts: 0, runs: 0 }
    }

    /// Counts paragraphs, or columns covered by a cell.
    pub fn count(&mut self, parts: usize) -> Result<(), Error> {
        self.parts += parts as u64;
        if self.parts > PART_LIMIT {
            return Err(too_much(format!("more than {PART_LIMIT} paragraphs and cells")));
        }
        Ok(())
    }

    /// Counts a run.
    pub fn count_run(&mut self) -> Result<(), Error> {
        self.runs += 1;
        if self.runs > RUN_LIMIT {
            return Err(too_much(format!("more than {RUN_LIMIT} runs")));
        }
        Ok(())
    }

    /// Appends a block. Blank ones are left out.
    pub fn add(&mut self, item: Item) {
        if item.is_blank() {
            return;
        }
        match item {
            Item::Paragraph(marked, Style::Body) => {
                for line in marked.parted() {
                    self.add_paragraph(line, Style::Body);
                }
            }
            Item::Paragraph(marked, style) => self.add_paragraph(marked, style),
            Item::Table(rows) => {
                let mut table = Table::of_rows(Vec::with_capacity(rows.len()));
                for row in rows {
                    let cell = |ItemCell { text, columns, rows }| Cell { text: self.add_marked(text), columns, rows };
                    table.rows.push(Row { cells: row.into_iter().map(cell).collect() });
                }
                self.document.add_block(Block::Table(table));
            }
        }
    }

    fn add_paragraph(&mut self, marked: Marked, style: Style) {
        let text = self.add_marked(marked);
        self.document.add_block(Block::Paragraph(Paragraph { text, style }));
    }

    fn add_marked(&mut self, Marked { text, marks }: Marked) -> TextId {
        let lost = undecodable(text.as_str());
        let id = self.document.add_text(text);
        for (kind, range) in marks.into_iter().chain(lost.map(|range| (DefectKind::Undecodable, range))) {
            self.document.add_defect(kind, Span::new(id, range));
        }
        id
    }

    /// Records something that is not content, with a text of its own.
    pub fn defect(&mut self, kind: DefectKind, text: Text) {
        let id = self.document.add_text(text);
        self.document.add_defect(kind, self.document.whole(id));
    }
}

impl Marked {
    /// Adds another text, parted by glue.
    pub fn append(&mut self, glue: &str, other: Self) {
        let shift = self.text.as_str().len() + glue.len();
        self.text.append(glue, &other.text);
        self.marks.extend(other.marks.into_iter().map(|(kind, range)| (kind, range.start + shift..range.end + shift)));
    }

    pub fn is_blank(&self) -> bool {
        self.text.as_str().trim().is_empty()
    }

    /// The paragraphs that somebody wrote as one, with line breaks between them: a title and its unit, a
    /// heading and its text. A break within a sentence stays.
    fn parted(self) -> Vec<Self> {
        let printed = self.text.as_str();
        let n_lines = printed.matches('\n').count();
        if n_lines == 0 || n_lines.saturating_mul(self.text.pieces().len()) > PARTING_LIMIT {
            return vec![self];
        }
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for line in printed.split('\n') {
            let range = start..start + line.len();
            start = range.end + 1;
            if line.trim().is_empty() {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if !phrases::parts(&printed[last.clone()], line) => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges.into_iter().map(|range| self.cut(range)).collect()
    }

    /// A stretch as a text of its own.
    fn cut(&self, range: Range<usize>) -> Self {
        let within = |(kind, marked): &(DefectKind, Range<usize>)| {
            let (start, end) = (marked.start.max(range.start), marked.end.min(range.end));
            (start < end).then(|| (*kind, start - range.start..end - range.start))
        };
        Self { marks: self.marks.iter().filter_map(within).collect(), text: self.text.cut(range.clone()) }
    }
}

impl Item {
    /// Whether nothing is printed in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(marked, _) => marked.is_blank(),
            Self::Table(rows) => rows.iter().flatten().all(|cell| cell.text.is_blank()),
        }
    }

    /// Its texts in reading order.
    pub fn into_texts(self) -> Vec<Text> {
        let texts = match self {
            Self::Paragraph(marked, _) => vec![marked.text],
            Self::Table(rows) => rows.into_iter().flatten().map(|cell| cell.text.text).collect(),
        };
        texts.into_iter().filter(|text| !text.as_str().trim().is_empty()).collect()
    }
}

/// The error of a document that goes over a limit.
pub fn too_much(why: String) -> Error {
    Error::TooMuch { format: Format::Docx, why }
}

/// Where characters stand that could not be decoded.
fn undecodable(text: &str) -> impl Iterator<Item = Range<usize>> + use<> {
    let mut lost: Vec<Range<usize>> = Vec::new();
    for (at, mark) in text.match_indices('\u{fffd}') {
        match lost.last_mut() {
            Some(last) if last.end == at => last.end = at + mark.len(),
            _ => lost.push(at..at + mark.len()),
        }
    }
    lost.into_iter()
}
