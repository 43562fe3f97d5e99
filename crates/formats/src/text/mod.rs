//! Plain text and Markdown.
//!
//! Reading order: `encoding`, `lines`, then the three ways a table is printed (`cells`, `tabs`,
//! `markdown`), `paragraphs`, and what these share: `phrases` (how lines open and close),
//! `residue` (marks of editors), `draft` (the document in the making).

mod encoding;
mod lines;

mod cells;
mod markdown;
mod paragraphs;
mod tabs;

mod draft;
pub mod phrases;
mod residue;

use document::Document;

use crate::{Error, PART_LIMIT};
use draft::Draft;
use lines::{Layout, Shape};
use paragraphs::Paragraphs;

/// Reads a text file.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let text = encoding::decode(bytes)?;
    let parts = text.bytes().filter(|b| matches!(b, b'\t' | b'|' | b'\n' | b'\r')).count() as u64;
    if parts > PART_LIMIT {
        return Err(Error::TooManyParts { parts, limit: PART_LIMIT });
    }
    let lines = lines::split(&text);
    if lines.is_empty() {
        return Err(Error::Empty);
    }
    let mut draft = Draft::new(&text, &lines);
    let mut paragraphs = Paragraphs::default();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        if line.shape == Shape::Plain {
            if let Some(heading) = markdown::heading(line) {
                paragraphs.flush(&mut draft);
                markdown::read_heading(&mut draft, line, heading);
                at += 1;
            } else if markdown::opens_table(&lines[at..]) {
                paragraphs.flush(&mut draft);
                at = markdown::read_table(&mut draft, at);
            } else {
                paragraphs.read(&mut draft, at);
                at += 1;
            }
            continue;
        }
        paragraphs.flush(&mut draft);
        if cells::is_prose(&lines[at..]) {
            at = cells::read_prose(&mut draft, at);
            continue;
        }
        at = match lines::layout(&lines[at..], draft.usual) {
            Layout::Cells => cells::read(&mut draft, at),
            Layout::Rows => tabs::read(&mut draft, at),
        };
    }
    paragraphs.flush(&mut draft);
    Ok(draft.finish())
}
