//! Sections: which blocks share pages of one kind.
//!
//! A new section begins a new page. Wide tables lie on landscape pages, together with what stands with them: headings
//! right before them, their title and head, their notes, and the few lines behind them that would else have a page to
//! themselves, like a signature.

use std::ops::Range;

use document::{Block, Document, Style};

use super::{
    package,
    page::{Orientation, Pages},
    styles,
    table::Stand,
};

/// As many paragraphs between a wide table and the next page that begins anyhow get no page of their own.
const MOST_LEFT_OVER: usize = 3;

/// Blocks that share pages of one kind.
#[derive(Clone, Debug)]
pub struct Section {
    pub kind: Kind,
    pub blocks: Range<usize>,
}

/// A kind of pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The title on a page of its own, without a page number.
    Cover,
    /// The contents.
    Contents,
    /// Everything else.
    Text,
    /// Wide tables.
    Wide,
}

impl Kind {
    pub const fn orientation(self) -> Orientation {
        match self {
            Self::Cover | Self::Contents | Self::Text => Orientation::Portrait,
            Self::Wide => Orientation::Landscape,
        }
    }
}

/// Parts blocks into sections, none of them empty. There is always one.
pub fn plan(blocks: &[Block]) -> Vec<Section> {
    let kinds = kinds(blocks);
    let mut sections: Vec<Section> = Vec::new();
    for (at, kind) in kinds.into_iter().enumerate() {
        match sections.last_mut() {
            Some(last) if last.kind == kind => last.blocks.end = at + 1,
            _ => sections.push(Section { kind, blocks: at..at + 1 }),
        }
    }
    if sections.is_empty() {
        sections.push(Section { kind: Kind::Text, blocks: 0..0 });
    }
    sections
}

/// How the pages of a section look. Numbers begin behind the cover and go on from there.
pub fn pages(sections: &[Section], at: usize) -> Pages {
    let kind = sections[at].kind;
    let is_cover = kind == Kind::Cover;
    let restarts = !is_cover && (at == 0 || sections[at - 1].kind == Kind::Cover);
    Pages { orientation: kind.orientation(), footer: (!is_cover).then_some(package::FOOTER), restarts }
}

/// The table whose title, or what stands before that, begins with this block.
pub fn table_opened(blocks: &[Block], section: &Section, at: usize) -> Option<usize> {
    let is_head = |block: &Block| matches!(style(block), Some(Style::Heading(_) | Style::Caption | Style::TableHead));
    let is_first = is_head(&blocks[at]) && (at == section.blocks.start || !is_head(&blocks[at - 1]));
    let next = at + blocks[at..section.blocks.end].iter().take_while(|block| is_head(block)).count();
    (is_first && matches!(blocks.get(next), Some(Block::Table(_)))).then_some(next)
}

/// Where a table stands, by the number of its block.
pub fn stand(document: &Document, section: &Section, table: usize) -> Stand {
    let pages = section.kind.orientation();
    let all = with_table(document.blocks(), table);
    let height = |range: Range<usize>| {
        let blocks = document.blocks()[range].iter().filter_map(|block| match block {
            Block::Paragraph(of) => Some(styles::height(of.style, document.str(of.text), pages.text_width())),
            Block::Table(_) => None,
        });
        blocks.fold(0, u32::saturating_add)
    };
    let end = section.blocks.end;
    let is_last = !document.blocks()[table + 1..end].iter().any(|block| matches!(block, Block::Table(_)));
    let behind = if section.kind == Kind::Wide && is_last { height(all.end..end) } else { 0 };
    Stand { pages, above: height(all.start..table), below: height(table + 1..all.end), behind }
}

fn kinds(blocks: &[Block]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = blocks
        .iter()
        .map(|block| match style(block) {
            Some(Style::ContentsTitle | Style::Contents(_)) => Kind::Contents,
            _ => Kind::Text,
        })
        .collect();
    let n_title_lines = blocks.iter().take_while(|block| style(block) == Some(Style::Title)).count();
    if let Some(Style::ContentsTitle | Style::Contents(_) | Style::Heading(1)) =
        blocks.get(n_title_lines).and_then(style)
    {
        kinds[..n_title_lines].fill(Kind::Cover);
    }
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Table(table) = block
            && table.design.is_landscape
        {
            kinds[with_table(blocks, at)].fill(Kind::Wide);
        }
    }
    let ends_of_tables = (1..blocks.len()).filter(|at| kinds[at - 1] == Kind::Wide && kinds[*at] == Kind::Text);
    for at in ends_of_tables.collect::<Vec<_>>() {
        let is_over = |at: &usize| kinds[*at] != Kind::Text || style(&blocks[*at]) == Some(Style::Heading(1));
        let end = (at..blocks.len()).find(is_over).unwrap_or(blocks.len());
        let is_text = |block: &Block| matches!(block, Block::Paragraph(_));
        if end - at <= MOST_LEFT_OVER && blocks[at..end].iter().all(is_text) {
            kinds[at..end].fill(Kind::Wide);
        }
    }
    kinds
}

/// A table with what stands with it.
fn with_table(blocks: &[Block], table: usize) -> Range<usize> {
    let n_before = |end: usize, belongs: fn(Style) -> bool| {
        blocks[..end].iter().rev().take_while(|block| style(block).is_some_and(belongs)).count()
    };
    let head = table - n_before(table, |style| matches!(style, Style::Caption | Style::TableHead));
    let start = head - n_before(head, |style| matches!(style, Style::Heading(_)));
    let n_notes = blocks[table + 1..].iter().take_while(|block| style(block) == Some(Style::Note)).count();
    start..table + 1 + n_notes
}

/// The style of a paragraph.
fn style(block: &Block) -> Option<Style> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph.style),
        Block::Table(_) => None,
    }
}
