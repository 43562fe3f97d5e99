//! Styles: which of them make headings, and what paragraphs take over from them.

use document::Style;

use super::container::{Container, u16_at};

/// Where the head names the styles (`fcStshf`).
const STYLES: usize = 0x00A2;
/// Built-in styles by their number (MS-DOC 2.9.271, `sti`): headings, lists of contents, the title.
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;
const CONTENTS: std::ops::RangeInclusive<u16> = 19..=27;
const TITLE: u16 = 62;
/// The deepest chain of styles that is followed; Word makes none deeper.
const DEEPEST: usize = 12;
/// No style.
const NONE: u16 = 0x0FFF;

/// A style of paragraphs.
struct Entry<'c> {
    builtin: u16,
    base: u16,
    list: &'c [u8],
}

/// The styles of a document by their index.
pub struct Styles<'c>(Vec<Option<Entry<'c>>>);

impl<'c> Styles<'c> {
    /// Reads the styles of a document; those behind a cut are missing.
    pub fn read(container: &'c Container) -> Self {
        let mut styles = Vec::new();
        let _ = read_into(container.part(STYLES), &mut styles);
        Self(styles)
    }

    /// The lists of properties of a style, the most general first.
    pub fn lists(&self, style: u16) -> Vec<&'c [u8]> {
        let mut lists: Vec<_> = self.chain(style).map(|entry| entry.list).collect();
        lists.reverse();
        lists
    }

    /// What a style says that its paragraphs are.
    pub fn meaning(&self, style: u16) -> Meaning {
        for entry in self.chain(style) {
            if HEADINGS.contains(&entry.builtin) {
                return Meaning::Heading(u8::try_from(entry.builtin).unwrap_or(1));
            } else if CONTENTS.contains(&entry.builtin) {
                return Meaning::Contents;
            } else if entry.builtin == TITLE {
                return Meaning::Heading(1);
            }
        }
        Meaning::Body
    }

    /// A style and what it is based on.
    fn chain(&self, style: u16) -> impl Iterator<Item = &Entry<'c>> {
        let get = |style: u16| self.0.get(usize::from(style)).and_then(Option::as_ref);
        std::iter::successors(get(style), move |entry| get(entry.base).filter(|_| entry.base != NONE)).take(DEEPEST)
    }
}

/// What a style says that its paragraphs are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// Running text.
    Body,
    /// A heading of a level.
    Heading(u8),
    /// A line of the list of contents, which is none of the headings that it names.
    Contents,
}

impl Meaning {
    /// The style of a paragraph, given the outline level that it has itself (9 means none).
    pub fn style(self, outline: Option<u8>) -> Style {
        match (self, outline) {
            (Self::Contents, _) | (_, Some(9..)) | (Self::Body, None) => Style::Body,
            (_, Some(level)) => Style::Heading(level + 1),
            (Self::Heading(level), None) => Style::Heading(level),
        }
    }
}

fn read_into<'c>(bytes: &'c [u8], styles: &mut Vec<Option<Entry<'c>>>) -> Option<()> {
    let head = usize::from(u16_at(bytes, 0)?);
    let count = usize::from(u16_at(bytes, 2)?).min(usize::from(NONE));
    let base_size = usize::from(u16_at(bytes, 4)?);
    let mut at = 2 + head;
    for _ in 0..count {
        let size = usize::from(u16_at(bytes, at)?);
        let style = bytes.get(at + 2..at + 2 + size)?;
        styles.push(entry(style, base_size));
        at += 2 + size + size % 2;
    }
    Some(())
}

fn entry(style: &[u8], base_size: usize) -> Option<Entry<'_>> {
    /// The kind of styles that paragraphs have.
    const OF_PARAGRAPHS: u16 = 1;
    let builtin = u16_at(style, 0)? & 0x0FFF;
    let kind_and_base = u16_at(style, 2)?;
    if kind_and_base & 0x000F != OF_PARAGRAPHS {
        return None;
    }
    let name = usize::from(u16_at(style, base_size)?);
    // Behind the name with its closing zero stands the list, led by its length and the style's own index.
    let at = base_size + 2 + 2 * (name + 1);
    let length = u16_at(style, at).map_or(0, usize::from);
    let list = style.get(at + 4..at + 2 + length).unwrap_or_default();
    Some(Entry { builtin, base: kind_and_base >> 4, list })
}
