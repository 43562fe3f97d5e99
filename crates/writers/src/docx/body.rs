//! The text: all blocks in order, section by section.

use document::{Block, Document, Paragraph, Style};

use super::{
    contents::Links,
    package::{RELATIONS, WORD},
    page::Pages,
    paragraph::{self, Align, Format, Tab},
    sections::{self, Kind, Section},
    styles,
    table::Layout,
    xml::Xml,
};
use crate::Error;

/// Twips above the title on a cover: a fourth of the page.
const ABOVE_COVER_TITLE: u32 = 3400;

/// Twips between a table and another one, or text, right below it.
const BELOW_TABLE: u32 = 200;

/// The text in the making.
struct Body<'a> {
    document: &'a Document,
    links: Links,
    /// The tables ready to be written, by the numbers of their blocks.
    tables: Vec<Option<Layout<'a>>>,
    xml: &'a mut Xml,
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Last {
    Nothing,
    Paragraph,
    Table,
}

/// The part `word/document.xml`.
pub fn part(document: &Document) -> Result<Vec<u8>, Error> {
    let blocks = document.blocks();
    let sections = sections::plan(blocks);
    let mut tables = Vec::with_capacity(blocks.len());
    for section in &sections {
        for at in section.blocks.clone() {
            tables.push(match &blocks[at] {
                Block::Table(table) => Layout::of(document, table, sections::stand(document, section, at))?,
                Block::Paragraph(_) => None,
            });
        }
    }
    let links = Links::of(blocks);
    Ok(Xml::part("w:document", &[WORD, RELATIONS], |xml| {
        xml.element("w:body", &[], |xml| {
            let mut body = Body { document, links, tables, xml };
            for (number, section) in sections.iter().enumerate() {
                let pages = sections::pages(&sections, number);
                body.section(section, pages, number + 1 == sections.len());
            }
        });
    }))
}

impl Body<'_> {
    /// Writes a section. All but the last end in a paragraph that says how their pages look; where no paragraph of the
    /// text ends it, one is added that nobody sees.
    fn section(&mut self, section: &Section, pages: Pages, is_last: bool) {
        let ends = (!is_last).then_some(pages);
        let mut last = Last::Nothing;
        for at in section.blocks.clone() {
            match &self.document.blocks()[at] {
                Block::Paragraph(paragraph) => {
                    let ends = ends.filter(|_| at + 1 == section.blocks.end);
                    let format = Format { ends, ..self.format(section, at, *paragraph) };
                    self.paragraph(at, *paragraph, &format);
                    last = Last::Paragraph;
                }
                Block::Table(_) => {
                    let Some(table) = &self.tables[at] else { continue };
                    if last == Last::Table {
                        // Word would take both for one table.
                        let gap = Format { above: Some(BELOW_TABLE), ..Format::of(styles::HIDDEN_LINE) };
                        gap.write(self.xml, |_| {});
                    }
                    table.write(self.xml);
                    last = Last::Table;
                }
            }
        }
        if last != Last::Paragraph {
            Format { ends, ..Format::of(styles::HIDDEN_LINE) }.write(self.xml, |_| {});
        }
        if is_last {
            pages.write(self.xml);
        }
    }

    fn paragraph(&mut self, at: usize, paragraph: Paragraph, format: &Format<'_>) {
        let Self { document, links, xml, .. } = self;
        let text = document.str(paragraph.text);
        format.write(xml, |xml| match paragraph.style {
            Style::Heading(_) => links.heading(xml, at, text),
            Style::Contents(_) => links.line(xml, at, text),
            _ => paragraph::run(xml, text),
        });
    }

    /// What a paragraph says beyond its style.
    fn format(&self, section: &Section, at: usize, paragraph: Paragraph) -> Format<'static> {
        let blocks = self.document.blocks();
        let is_first = at == section.blocks.start;
        let mut format = Format::of(styles::id(paragraph.style));
        match paragraph.style {
            Style::Title if section.kind == Kind::Cover && is_first => format.above = Some(ABOVE_COVER_TITLE),
            // A section begins a page by itself.
            Style::Heading(1) if is_first => format.begins_page = Some(false),
            Style::TableHead => {
                let width = section.kind.orientation().text_width();
                head_line(self.document.str(paragraph.text), width, &mut format);
            }
            Style::Signature => {
                let next = blocks[..section.blocks.end].get(at + 1);
                let is_signature =
                    |block: &Block| matches!(block, Block::Paragraph(next) if next.style == Style::Signature);
                format.keeps_next = next.is_some_and(is_signature);
            }
            _ => {}
        }
        if !is_first && paragraph.style != Style::Heading(1) && self.begins_page(section, at) {
            format.begins_page = Some(true);
        }
        let is_text = matches!(paragraph.style, Style::Body | Style::Heading(2..));
        if !is_first && is_text && matches!(blocks[at - 1], Block::Table(_)) {
            format.above = Some(BELOW_TABLE);
        }
        format
    }

    /// Whether a table that this block opens begins a page: a wide one, and one longer than a page that follows another
    /// table. What follows running text goes on below it.
    fn begins_page(&self, section: &Section, at: usize) -> bool {
        let blocks = self.document.blocks();
        let Some(table) = sections::table_opened(blocks, section, at) else { return false };
        let is_long = self.tables[table].as_ref().is_some_and(Layout::is_long);
        let follows_table = match &blocks[at - 1] {
            Block::Paragraph(before) => before.style == Style::Note,
            Block::Table(_) => true,
        };
        section.kind == Kind::Wide || is_long && follows_table
    }
}

/// The parts of the line above a table stand apart: the last at the right edge, others between.
fn head_line(text: &str, width: u32, format: &mut Format<'_>) {
    let n_tabs = u32::try_from(text.matches('\t').count()).unwrap_or(u32::MAX);
    if n_tabs == 0 {
        // Blanks that part it do so only from the left edge on.
        let is_parted = text.trim().contains("  ") || text.trim().contains('\u{3000}');
        format.align = (!is_parted).then_some(Align::Right);
    }
    // Word has no more than 64 places for tabs in a paragraph.
    let n_tabs = n_tabs.min(64);
    let tab = |n: u32| Tab {
        at: width * n / n_tabs,
        align: if n == n_tabs { Align::Right } else { Align::Center },
        dotted: false,
    };
    format.tabs = (1..=n_tabs).map(tab).collect();
}
