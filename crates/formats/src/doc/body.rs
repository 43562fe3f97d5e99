//! From `rwml`'s model to blocks.

use document::{Block, Cell, DefectKind, Document, Format, NameId, Paragraph, Row, Style, Table, Text, TextId};
use rwml::{DocModel, SourceRegionKind};

use super::{
    grid,
    runs::{self, Content, Position},
};
use crate::{Error, PART_LIMIT};

/// The shorter side, in pixels, from which on a picture may be a page of text and not a seal or a logo.
const PAGE_PICTURE: u32 = 600;

/// The content of a model. `has_deletions` says what text from right to left means, see `prepare`.
pub fn document(model: &DocModel, has_deletions: bool) -> Result<Document, Error> {
    let mut document = Document::new(Format::Doc);
    let part = document.add_name("WordDocument");
    let mut reader =
        Reader { document, has_deletions, part, paragraph: 0, parts: 0, pictures: 0, found_text: false, region: None };
    for (i, block) in model.blocks.iter().enumerate() {
        let region = model.regions.iter().position(|region| (region.block_start..region.block_end).contains(&i));
        let kind = region.map_or(SourceRegionKind::Main, |region| model.regions[region].kind);
        reader.enter(kind);
        match kind {
            SourceRegionKind::HeaderFooter => reader.set_aside(block, DefectKind::PageFurniture),
            SourceRegionKind::Annotation => reader.set_aside(block, DefectKind::Comment),
            _ => reader.block(block),
        }
        if reader.parts > PART_LIMIT {
            return Err(super::too_much("paragraphs and cells"));
        }
    }
    match (reader.found_text, reader.pictures) {
        (true, _) => Ok(reader.document),
        (false, 0) => Err(Error::Empty),
        (false, pages) => Err(Error::Pictures { format: Format::Doc, pages }),
    }
}

/// The document in the making.
struct Reader {
    document: Document,
    has_deletions: bool,
    /// The part that is being read, and the paragraphs of it so far.
    part: NameId,
    paragraph: u32,
    region: Option<SourceRegionKind>,
    /// Paragraphs and cells so far.
    parts: u64,
    pictures: u32,
    found_text: bool,
}

impl Reader {
    /// Begins the paragraphs of a part anew when another part begins.
    fn enter(&mut self, kind: SourceRegionKind) {
        if self.region == Some(kind) {
            return;
        }
        self.region = Some(kind);
        self.paragraph = 0;
        self.part = self.document.add_name(match kind {
            SourceRegionKind::Main => "WordDocument",
            SourceRegionKind::Footnote => "footnotes",
            SourceRegionKind::HeaderFooter => "headers",
            SourceRegionKind::Annotation => "comments",
            SourceRegionKind::Endnote => "endnotes",
            SourceRegionKind::TextBox => "text boxes",
        });
    }

    fn next(&mut self) -> Position {
        self.paragraph += 1;
        self.parts += 1;
        Position { part: self.part, paragraph: self.paragraph }
    }

    fn block(&mut self, block: &rwml::Block) {
        match block {
            rwml::Block::Paragraph(paragraph) => self.paragraph(paragraph),
            rwml::Block::Table(table) => self.table(table),
            rwml::Block::Image(image) => self.picture(image),
            rwml::Block::Chart(_) | rwml::Block::PageBreak | rwml::Block::SectionBreak(_) => {}
        }
    }

    fn paragraph(&mut self, paragraph: &rwml::Paragraph) {
        for run in &paragraph.runs {
            if let Some(image) = &run.image {
                self.picture(image);
            }
        }
        let style = style(paragraph);
        for line in self.printed(paragraph) {
            if line.as_str().trim().is_empty() {
                continue;
            }
            let text = self.add(line);
            self.found_text = true;
            self.document.add_block(Block::Paragraph(Paragraph { text, style }));
        }
    }

    /// The printed lines of a paragraph; what is not printed becomes defects.
    fn printed(&mut self, paragraph: &rwml::Paragraph) -> Vec<Text> {
        let position = self.next();
        let Content { lines, hidden, deleted } = runs::read(paragraph, position, self.has_deletions);
        for (kind, texts) in [(DefectKind::Hidden, hidden), (DefectKind::TrackedDeletion, deleted)] {
            for text in texts {
                self.defect(kind, text);
            }
        }
        lines
    }

    fn table(&mut self, table: &rwml::Table) {
        let spans = grid::spans(table);
        let mut made = Table::default();
        for (row, spans) in table.rows.iter().zip(spans) {
            let mut cells = Vec::with_capacity(row.cells.len());
            for (cell, columns) in row.cells.iter().zip(spans) {
                let mut text = Text::default();
                self.cell(&cell.blocks, &mut text);
                if !text.as_str().trim().is_empty() {
                    self.found_text = true;
                }
                self.parts += 1;
                cells.push(Cell { text: self.add(text), columns, rows: cell.row_span.max(1) });
            }
            made.rows.push(Row { cells });
        }
        if !made.rows.is_empty() {
            self.document.add_block(Block::Table(made));
        }
    }

    /// Adds the text of a cell, its paragraphs as lines, those of a table inside it as well.
    fn cell(&mut self, blocks: &[rwml::Block], text: &mut Text) {
        for block in blocks {
            match block {
                rwml::Block::Paragraph(paragraph) => {
                    for line in self.printed(paragraph) {
                        if !line.as_str().is_empty() {
                            text.append(if text.as_str().is_empty() { "" } else { "\n" }, &line);
                        }
                    }
                }
                rwml::Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.cell(&cell.blocks, text);
                    }
                }
                other => self.block(other),
            }
        }
    }

    /// What stands beside the text.
    fn set_aside(&mut self, block: &rwml::Block, kind: DefectKind) {
        let mut text = Text::default();
        self.cell(std::slice::from_ref(block), &mut text);
        if !text.as_str().trim().is_empty() {
            self.defect(kind, text);
        }
    }

    fn picture(&mut self, image: &rwml::Image) {
        self.pictures += 1;
        let is_large = |side: Option<u32>| side.is_some_and(|side| side >= PAGE_PICTURE);
        if is_large(image.width_px) && is_large(image.height_px) {
            let position = Position { part: self.part, paragraph: self.paragraph + 1 };
            self.defect(DefectKind::ImagePage, Text::from_origin("", position.origin(0, 0)));
        }
    }

    fn add(&mut self, text: Text) -> TextId {
        let text = if text.pieces().is_empty() {
            // A blank cell has its place, too.
            let position = Position { part: self.part, paragraph: self.paragraph.max(1) };
            Text::from_origin("", position.origin(0, 0))
        } else {
            text
        };
        self.document.add_text(text)
    }

    fn defect(&mut self, kind: DefectKind, text: Text) {
        let id = self.add(text);
        self.document.add_defect(kind, self.document.whole(id));
    }
}

/// What the format says a paragraph is. Lines of a list of contents are none of the headings they name.
fn style(paragraph: &rwml::Paragraph) -> Style {
    let name = paragraph.props.style_name.as_deref().unwrap_or_default().to_lowercase();
    if name.starts_with("toc") || name.starts_with("目录") {
        return Style::Body;
    }
    match paragraph.props.heading_level {
        Some(level) => Style::Heading(level.max(1)),
        None if matches!(name.as_str(), "title" | "标题") => Style::Heading(1),
        None => Style::Body,
    }
}
