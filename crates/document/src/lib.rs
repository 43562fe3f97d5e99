//! One model of a file's content, for reading and for writing.
//!
//! A [`Document`] is headings, paragraphs and tables in reading order. Every text keeps its printed
//! form and knows where each of its characters came from; a [`Span`] is a small copyable pointer
//! into such a text that resolves late to a [`Place`] (line, paragraph, page and box, sheet and cell).
//! What a reader could not take as content (page numbers, editor residue, cells in the wrong place)
//! is a [`Defect`], never dropped.
//!
//! This crate knows nothing of budgets, rules or file formats.
//!
//! Reading order: [`Document`], [`Table`], [`Text`], [`Span`], [`Place`], [`Defect`], [`Folded`].

mod cell;
mod defect;
mod folded;
mod outline;
mod place;
mod text;

pub use cell::{Cell, CellKind, CellSum, Design, GridCell, Row, Table};
pub use defect::{Defect, DefectKind};
pub use folded::Folded;
pub use place::{Area, GlyphBox, GlyphId, NameId, Place};
pub use text::{Origin, Piece, Span, Text, TextId};

use place::Source;

/// The file format that a document was read from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Plain text, including Markdown.
    Text,
    /// A web page.
    Html,
    /// A Word document since 2007.
    Docx,
    /// A Word document of 97 to 2003.
    Doc,
    /// A workbook since 2007.
    Xlsx,
    /// A workbook of 97 to 2003.
    Xls,
    /// Fixed pages.
    Pdf,
    /// None: it was composed here and not yet written.
    Composed,
}

impl Format {
    /// The word used in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Pdf => "pdf",
            Self::Composed => "composed",
        }
    }
}

/// The content of one file in reading order.
#[derive(Clone, Debug)]
pub struct Document {
    format: Format,
    blocks: Vec<Block>,
    texts: Vec<Text>,
    defects: Vec<Defect>,
    source: Source,
}

/// One piece of content.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading or a paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A heading or a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Its text.
    pub text: TextId,
    /// What the format itself says it is.
    pub style: Style,
}

/// What a paragraph is. A reader knows no more than what the format itself says: running text and
/// headings (plain text only those of Markdown). A composed document says all of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// Running text.
    Body,
    /// A heading of a level, 1 the highest.
    Heading(u8),
    /// The title of the whole document, a line each.
    Title,
    /// The word above the contents.
    ContentsTitle,
    /// A line of the contents, for the next heading of this level.
    Contents(u8),
    /// The title of the table that follows.
    Caption,
    /// The line between the title and the table: who drew it up, the unit of its amounts.
    TableHead,
    /// A note under a table.
    Note,
    /// Who publishes it and when, at the end.
    Signature,
}

impl Document {
    /// An empty document of a format.
    pub fn new(format: Format) -> Self {
        Self { format, blocks: Vec::new(), texts: Vec::new(), defects: Vec::new(), source: Source::default() }
    }

    /// The format it was read from.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// What could not be taken as content.
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// Adds a text and returns the handle by which blocks refer to it.
    pub fn add_text(&mut self, text: Text) -> TextId {
        let id = TextId::new(self.texts.len());
        self.texts.push(text);
        id
    }

    /// Keeps the name of a sheet or a part and returns the handle by which origins refer to it.
    pub fn add_name(&mut self, name: &str) -> NameId {
        self.source.add_name(name)
    }

    /// Keeps the box of a printed character and returns the handle by which origins refer to it.
    ///
    /// A text of fixed pages has one piece a line; the boxes of a line's characters are added one
    /// after the other.
    pub fn add_glyph(&mut self, glyph: GlyphBox) -> GlyphId {
        self.source.add_glyph(glyph)
    }

    /// Appends a block.
    pub fn add_block(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Records a defect.
    pub fn add_defect(&mut self, kind: DefectKind, span: Span) {
        self.defects.push(Defect { kind, span });
    }

    /// A text by its handle.
    pub fn text(&self, id: TextId) -> &Text {
        &self.texts[id.index()]
    }

    /// The printed form of a text.
    pub fn str(&self, id: TextId) -> &str {
        self.text(id).as_str()
    }

    /// The printed form of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.str(span.text)[span.range()]
    }

    /// Where a span stands in the file.
    pub fn place(&self, span: Span) -> Place {
        self.source.place(self.text(span.text), span.range())
    }

    /// The whole of a text as a span.
    pub fn whole(&self, id: TextId) -> Span {
        Span::new(id, 0..self.str(id).len())
    }

    /// The handles of all texts, in the order they were added.
    pub fn text_ids(&self) -> impl Iterator<Item = TextId> + use<> {
        (0..self.texts.len()).map(TextId::new)
    }

    /// What a cell holds.
    pub fn cell_kind(&self, cell: &Cell) -> CellKind {
        CellKind::of(self.str(cell.text))
    }

    /// The content as an indented outline, the plain text form used in tests.
    pub fn outline(&self) -> String {
        outline::print(self)
    }
}
