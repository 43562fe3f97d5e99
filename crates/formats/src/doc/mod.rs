//! Word documents of 97 to 2003, by whatever program wrote them; .wps files are such documents.
//!
//! Structures, offsets and names of properties are those of MS-DOC, the published description of the
//! format. Only what carries text, its place and its meaning is read: pictures, fonts and layout are not.
//!
//! Reading order: `container` (the streams and the head), `pieces` (where the characters stand),
//! `properties` (lists of properties and the pages that hold them), `styles`, `lists` (numbers that Word
//! prints before paragraphs), `paragraph` (one paragraph in the making), `body` (all of them), `table`
//! (from rows to a table), `grid` (its columns).

mod body;
mod container;
mod grid;
mod lists;
mod paragraph;
mod pieces;
mod properties;
mod styles;
mod table;

use document::{Document, Format};

use crate::Error;
use container::Container;

/// Reads a Word document of 97 to 2003.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    body::document(&Container::open(bytes)?)
}

fn damaged(why: &str) -> Error {
    Error::Damaged { format: Format::Doc, why: why.to_owned() }
}

fn too_much(why: &str) -> Error {
    Error::TooMuch { format: Format::Doc, why: why.to_owned() }
}
