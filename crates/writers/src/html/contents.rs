//! The list of contents: entries in each other by level, each linked to its heading.

use document::{Block, Document, Paragraph, Style};

use super::markup;

/// The highest number of levels of headings in HTML.
pub const DEEPEST: u8 = 6;

/// An entry of the contents.
pub struct Entry {
    /// Its line.
    pub line: Paragraph,
    level: u8,
    /// The heading it leads to, counted from 0.
    heading: Option<usize>,
}

/// The entries of all contents: each stands for the next heading of its level.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut headings: Vec<u8> = Vec::new();
    let mut lines: Vec<(Paragraph, u8)> = Vec::new();
    for block in document.blocks() {
        let Block::Paragraph(paragraph) = block else { continue };
        match paragraph.style {
            Style::Heading(level) => headings.push(level),
            Style::Contents(level) => lines.push((*paragraph, level)),
            _ => {}
        }
    }
    let mut next = 0;
    let mut entries = Vec::with_capacity(lines.len());
    for (line, level) in lines {
        let found = headings[next..].iter().position(|heading| *heading == level).map(|ahead| next + ahead);
        next = found.map_or(next, |heading| heading + 1);
        entries.push(Entry { line, level: level.clamp(1, DEEPEST), heading: found });
    }
    entries
}

/// Adds entries that follow each other as a list in a list.
pub fn push_list(out: &mut String, document: &Document, entries: &[Entry]) {
    // The levels of the lists that are open, each in an item of the one before it.
    let mut open: Vec<u8> = Vec::new();
    for entry in entries {
        while open.len() > 1 && open.last().is_some_and(|level| *level > entry.level) {
            open.pop();
            out.push_str("</li></ul>");
        }
        match open.last_mut() {
            Some(level) if *level >= entry.level => {
                *level = entry.level;
                out.push_str("</li>\n<li>");
            }
            _ => {
                open.push(entry.level);
                out.push_str("\n<ul><li>");
            }
        }
        let text = document.str(entry.line.text);
        match entry.heading {
            Some(heading) => {
                out.push_str(&format!("<a href=\"#h{heading}\">"));
                markup::push(out, text, " ");
                out.push_str("</a>");
            }
            None => markup::push(out, text, " "),
        }
    }
    for _ in open {
        out.push_str("</li></ul>");
    }
    out.push('\n');
}
