//! Web pages, and documents that office programs saved as such.
//!
//! The page is parsed as browsers do it. `walk` makes paragraphs and tables of it, with white space as
//! a browser shows it; tables that only place other things on the page are unwrapped. `furniture` then
//! tells what belongs to the web site and not to the document, by structure first.
//!
//! Reading order: `encoding`, `parse` (within limits), `tables` (which tables are only for layout),
//! `inline` (text as it is shown), `walk`, `furniture`.

mod encoding;
mod furniture;
mod grid;
mod inline;
mod lists;
mod parse;
mod tables;
mod walk;

use document::{Block, DefectKind, Document, Format, Paragraph, Style, Table, Text};

use crate::Error;

/// A part of the page in reading order.
enum Item {
    /// A paragraph or a heading.
    Paragraph(Line),
    /// A table.
    Table(Vec<Vec<grid::GridCell>>),
    /// What is not content, and why.
    LeftOut(DefectKind, Text),
}

/// A paragraph with what tells whether it is content.
struct Line {
    text: Text,
    style: Style,
    /// How many of its characters lead to other pages.
    linked: usize,
}

/// Reads a web page.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let source = encoding::decode(bytes)?;
    let page = parse::parse(&source)?;
    let mut document = Document::new(Format::Html);
    let part = document.add_name("html");
    let mut items = walk::walk(&page, part);
    if items.is_empty() {
        return Err(Error::Empty);
    }
    furniture::leave_out(&mut items, &walk::title(&page));
    let mut places = 0;
    for item in items {
        match item {
            Item::Paragraph(line) => {
                let text = document.add_text(line.text);
                document.add_block(Block::Paragraph(Paragraph { text, style: line.style }));
            }
            Item::Table(rows) => {
                let rows = grid::rows(&mut document, rows, &mut places)?;
                document.add_block(Block::Table(Table::of_rows(rows)));
            }
            Item::LeftOut(kind, text) => {
                let text = document.add_text(text);
                let span = document.whole(text);
                document.add_defect(kind, span);
            }
        }
    }
    note_undecodable(&mut document);
    Ok(document)
}

/// Marks every text with bytes that are no text in the page's encoding.
fn note_undecodable(document: &mut Document) {
    for id in document.text_ids() {
        let broken: Vec<usize> = document.str(id).match_indices('\u{fffd}').map(|(at, _)| at).collect();
        for at in broken {
            document.add_defect(DefectKind::Undecodable, document::Span::new(id, at..at + '\u{fffd}'.len_utf8()));
        }
    }
}
