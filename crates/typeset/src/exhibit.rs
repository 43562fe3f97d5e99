//! Tables with what is printed around them, which stays on their page.

use std::ops::Range;

use document::{Block, Document, Paragraph, Style};

use crate::{
    fit::POINT,
    ruler::{EM, Ruler},
};

/// The blocks of a table and of what belongs to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exhibit {
    /// From its headings to its last note.
    pub whole: Range<usize>,
    /// From its title to its last note.
    pub own: Range<usize>,
    /// The table.
    pub table: usize,
}

impl Exhibit {
    /// That of the table in a block.
    pub fn new(document: &Document, table: usize) -> Self {
        let blocks = document.blocks();
        let is = |block: &Block, is_wanted: fn(Style) -> bool| matches!(block, Block::Paragraph(paragraph) if is_wanted(paragraph.style));
        let n_above = |end: usize, is_wanted: fn(Style) -> bool| {
            blocks[..end].iter().rev().take_while(|block| is(block, is_wanted)).count()
        };
        let title = table - n_above(table, |style| matches!(style, Style::Caption | Style::TableHead));
        let heading = title - n_above(title, |style| matches!(style, Style::Heading(_)));
        let n_notes = blocks[table + 1..].iter().take_while(|block| is(block, |style| style == Style::Note)).count();
        let end = table + 1 + n_notes;
        Self { whole: heading..end, own: title..end, table }
    }

    /// How high what stands above the table is, and its notes, on pages as wide as given, in hundredths of a point.
    pub fn heights(&self, document: &Document, ruler: &Ruler<'_>, width: i64) -> (i64, i64) {
        let height = |range: Range<usize>| {
            let paragraphs = document.blocks()[range].iter().filter_map(|block| match block {
                Block::Paragraph(paragraph) => Some(height(document, *paragraph, ruler, width)),
                Block::Table(_) => None,
            });
            paragraphs.sum()
        };
        (height(self.whole.start..self.table), height(self.table + 1..self.whole.end))
    }
}

/// How much of a page a paragraph takes, with its part of the gaps around it; as `style.typ` sets it.
fn height(document: &Document, paragraph: Paragraph, ruler: &Ruler<'_>, width: i64) -> i64 {
    let (size, leading, around) = match paragraph.style {
        Style::Heading(1) => (1800, 1300, 2500),
        Style::Heading(_) => (1600, 1300, 1300),
        Style::Caption => (1400, 700, 1700),
        Style::TableHead => (1050, 500, 1300),
        _ => (1050, 500, 1000),
    };
    // Two characters for the indentation.
    let text = document.str(paragraph.text);
    let n_lines = ruler.n_lines(text, (width - 2 * size) * EM / size);
    debug_assert!(width > 4 * size && size > POINT, "a line has room");
    n_lines * (size + leading) - leading + around
}
