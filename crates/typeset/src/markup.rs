//! A document in the typesetter's language.

use std::{fmt::Write as _, ops::Range};

use document::{Block, Document, Paragraph, Style};

use crate::{Fonts, Role, exhibit::Exhibit, literal, ruler::Ruler, table::Sheet};

/// How each kind of paragraph and table looks.
const STYLE: &str = include_str!("style.typ");
/// The functions for headings of each level; deeper ones look like the last.
const HEADINGS: [&str; 4] = ["heading-1", "heading-2", "heading-3", "heading-4"];

/// The source of a whole document.
pub fn source(document: &Document, fonts: &Fonts) -> String {
    let ruler = Ruler::new(fonts.first(Role::Table));
    let sheet = |(at, block): (usize, &Block)| match block {
        Block::Table(table) => {
            let exhibit = Exhibit::new(document, at);
            Some((Sheet::new(document, table, &exhibit, &ruler), exhibit))
        }
        Block::Paragraph(_) => None,
    };
    let sheets: Vec<Option<(Sheet<'_>, Exhibit)>> = document.blocks().iter().enumerate().map(sheet).collect();
    let turned = turned(document, &sheets);
    let mut owners: Vec<Option<&(Sheet<'_>, Exhibit)>> = vec![None; sheets.len()];
    for sheet in sheets.iter().flatten() {
        owners[sheet.1.whole.clone()].fill(Some(sheet));
    }
    let mut writer = Writer { out: String::new(), document, contents: contents(document), depth: 0, last: None };
    writer.head(fonts);
    let mut at = writer.cover();
    while at < sheets.len() {
        let range = turned.iter().find(|range| range.start == at).cloned();
        let is_turned = range.is_some();
        let range = range.unwrap_or(at..at + 1);
        at = range.end;
        if is_turned {
            writer.out.push_str("#landscape[\n");
            // The page begins here, whatever stood before.
            writer.last = None;
        }
        for i in range {
            let owner = owners[i];
            if owner.is_some_and(|(sheet, exhibit)| begins_page(document, sheet, exhibit, i)) {
                writer.new_page();
            }
            writer.end_page(i);
            let group = owner.filter(|(sheet, _)| sheet.is_whole()).map(|(_, exhibit)| &exhibit.own);
            if group.is_some_and(|group| group.start == i) {
                writer.out.push_str("#together[\n");
            }
            match (&document.blocks()[i], &sheets[i]) {
                (Block::Paragraph(paragraph), _) => writer.paragraph(i, *paragraph),
                (Block::Table(_), Some((sheet, _))) => {
                    writer.out.push_str(&sheet.markup(&ruler));
                    writer.last = Some(Style::Body);
                }
                (Block::Table(_), None) => {}
            }
            if group.is_some_and(|group| group.end == i + 1) {
                writer.out.push_str("]\n");
            }
        }
        if is_turned {
            writer.out.push_str("]\n");
        }
    }
    writer.out
}

/// Whether a block is the first above a table that takes more than a page, which begins on one of its own: its title, or
/// else the heading above this.
fn begins_page(document: &Document, sheet: &Sheet<'_>, exhibit: &Exhibit, at: usize) -> bool {
    let has_title = document.blocks()[exhibit.own.start..exhibit.table]
        .iter()
        .any(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.style == Style::Caption));
    at == exhibit.whole.start && has_title && !sheet.is_whole()
}

/// The blocks that stand on turned pages: tables that need it, with the headings, titles and notes that belong to them.
fn turned(document: &Document, sheets: &[Option<(Sheet<'_>, Exhibit)>]) -> Vec<Range<usize>> {
    let blocks = document.blocks();
    let style = |block: &Block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.style),
        Block::Table(_) => None,
    };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (sheet, exhibit) in sheets.iter().flatten() {
        if !sheet.is_turned {
            continue;
        }
        let from = exhibit.whole.start;
        // Who signs below a table does so on its page.
        let is_below = |block: &&Block| matches!(style(block), Some(Style::Signature));
        let to = exhibit.whole.end + blocks[exhibit.whole.end..].iter().take_while(is_below).count();
        match ranges.last_mut() {
            Some(last) if from <= last.end => last.end = to,
            _ => ranges.push(from..to),
        }
    }
    ranges
}

/// For each block that is a line of the contents, the block of its heading.
fn contents(document: &Document) -> Vec<Option<usize>> {
    let blocks = document.blocks();
    let heading = |block: &Block| match block {
        Block::Paragraph(Paragraph { style: Style::Heading(level), .. }) => Some(*level),
        _ => None,
    };
    let mut next = 0;
    let mut targets = vec![None; blocks.len()];
    for (i, block) in blocks.iter().enumerate() {
        let Block::Paragraph(Paragraph { style: Style::Contents(level), .. }) = block else { continue };
        let found = blocks[next..].iter().position(|block| heading(block) == Some(*level));
        targets[i] = found.map(|ahead| next + ahead);
        next = targets[i].map_or(next, |target| target + 1);
    }
    targets
}

/// Writes the source.
struct Writer<'a> {
    out: String,
    document: &'a Document,
    /// For each block the heading that it is a line of the contents for.
    contents: Vec<Option<usize>>,
    /// How deep the last heading is in the tree of headings, which leaves out no level.
    depth: u8,
    /// What stands above on the same page; nothing at the top of the document.
    last: Option<Style>,
}

impl Writer<'_> {
    /// Fonts, styles and what the file says of itself.
    fn head(&mut self, fonts: &Fonts) {
        self.out.push_str("#let faces = (\n");
        for role in Role::ALL {
            let name = match role {
                Role::Title => "title",
                Role::Heading => "heading",
                Role::Subheading => "subheading",
                Role::Body => "body",
                Role::Table => "table",
            };
            let families: Vec<String> = fonts.families(role).iter().map(|family| literal::figure(family)).collect();
            let _infallible = writeln!(self.out, "  {name}: ({},),", families.join(", "));
        }
        self.out.push_str(")\n");
        self.out.push_str(STYLE);
        let title = literal::figure(&self.title());
        let _infallible = writeln!(self.out, "#show: setting.with({title})");
    }

    /// The title: all its lines, or else the first words that there are.
    fn title(&self) -> String {
        let texts = |is_wanted: fn(Style) -> bool| {
            self.document.blocks().iter().filter_map(move |block| match block {
                Block::Paragraph(paragraph) if is_wanted(paragraph.style) => Some(self.document.str(paragraph.text)),
                _ => None,
            })
        };
        let title = texts(|style| style == Style::Title).collect::<Vec<_>>().join(" ");
        let first = || texts(|_| true).find(|text| !text.trim().is_empty()).unwrap_or_default().to_owned();
        if title.is_empty() { first() } else { title }
    }

    /// Writes the cover, where the document opens with a title and its contents, and returns how many blocks it took.
    fn cover(&mut self) -> usize {
        let blocks = self.document.blocks();
        let is_title = |block: &&Block| matches!(block, Block::Paragraph(Paragraph { style: Style::Title, .. }));
        let is_contents =
            |block: &Block| matches!(block, Block::Paragraph(Paragraph { style: Style::ContentsTitle, .. }));
        let n_lines = blocks.iter().take_while(is_title).count();
        if n_lines == 0 || !blocks.get(n_lines).is_some_and(is_contents) {
            return 0;
        }
        self.out.push_str("#cover[\n");
        for (i, block) in blocks[..n_lines].iter().enumerate() {
            if let Block::Paragraph(paragraph) = block {
                self.paragraph(i, *paragraph);
            }
        }
        self.out.push_str("]\n");
        self.last = None;
        n_lines
    }

    fn is_title(&self, block: usize) -> bool {
        let block = self.document.blocks().get(block);
        matches!(block, Some(Block::Paragraph(Paragraph { style: Style::Title, .. })))
    }

    /// Begins a page, unless nothing but a title or a heading stands on this one.
    fn new_page(&mut self) {
        if !matches!(self.last, None | Some(Style::Title | Style::Heading(_))) {
            self.out.push_str("#pagebreak(weak: true)\n");
        }
    }

    /// Ends the page above a block that begins one.
    fn end_page(&mut self, block: usize) {
        let style = match &self.document.blocks()[block] {
            Block::Paragraph(paragraph) => Some(paragraph.style),
            Block::Table(_) => None,
        };
        let ends_contents = matches!(self.last, Some(Style::Contents(_))) && !matches!(style, Some(Style::Contents(_)));
        // A part begins on a new page, but headings do not stand alone on one.
        let begins_part =
            style == Some(Style::Heading(1)) && !matches!(self.last, None | Some(Style::Title | Style::Heading(_)));
        if ends_contents || begins_part {
            self.out.push_str("#pagebreak(weak: true)\n");
        }
    }

    fn paragraph(&mut self, block: usize, paragraph: Paragraph) {
        let printed = self.document.str(paragraph.text);
        let text = literal::text(printed);
        let line = match paragraph.style {
            Style::Body => format!("#body({text})"),
            Style::Title => format!("#title({}, {text})", !self.is_title(block + 1)),
            Style::ContentsTitle => format!("#contents-title({text})"),
            Style::Caption => format!("#caption({text})"),
            Style::Note => format!("#note({text})"),
            Style::Signature => format!("#signature({}, {text})", self.last != Some(Style::Signature)),
            Style::TableHead => {
                let parts: Vec<String> = printed.split('\t').map(literal::text).collect();
                format!("#table-head({})", parts.join(", "))
            }
            Style::Contents(level) => {
                let target = self.contents[block].map_or("none".to_owned(), |heading| format!("<block-{heading}>"));
                format!("#contents({level}, {target}, {text})")
            }
            Style::Heading(level) => {
                self.depth = level.clamp(1, self.depth + 1);
                let function = HEADINGS[usize::from(level.clamp(1, 4)) - 1];
                format!("#{function}({}, {text}) <block-{block}>", self.depth)
            }
        };
        self.out.push_str(&line);
        self.out.push('\n');
        self.last = Some(paragraph.style);
    }
}
