//! Word documents of 97 to 2003, by whatever program wrote them; .wps files are such documents.
//!
//! The binary structures are taken apart by `rwml`. What it does not tell is added to the file before
//! it reads: which characters were deleted while changes were tracked, and that a list counts in
//! Chinese (`prepare`). Blank paragraphs are not counted in places, as `rwml` does not report them.
//!
//! Reading order: `container` (the streams of the file), `prepare`, `body` (blocks), `runs` (texts),
//! `grid` (columns of tables).

mod body;
mod container;
mod grid;
mod prepare;
mod runs;

use std::panic::{AssertUnwindSafe, catch_unwind};

use document::{Document, Format};

use crate::{Error, PART_LIMIT};

/// Reads a Word document of 97 to 2003.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    // Nothing in `rwml` or `cfb` is known to panic, but both index into structures whose offsets an
    // attacker chooses, and both are young; a broken file must not bring a whole folder down.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes))).unwrap_or_else(|_| Err(damaged("the parser gave up")))
}

fn read_unguarded(bytes: &[u8]) -> Result<Document, Error> {
    let prepared = prepare::prepare(bytes)?;
    let source = rwml::Document::open(&prepared.bytes).map_err(explain)?;
    // Each mark of a paragraph or cell costs `rwml` a thousand times the byte that it takes.
    let parts = source.text().bytes().filter(|byte| matches!(byte, b'\n' | b'\t')).count() as u64;
    if parts > PART_LIMIT {
        return Err(too_much("paragraphs and cells"));
    }
    body::document(&source.model(), prepared.has_deletions)
}

fn damaged(why: &str) -> Error {
    Error::Damaged { format: Format::Doc, why: why.to_owned() }
}

fn too_much(why: &str) -> Error {
    Error::TooMuch { format: Format::Doc, why: why.to_owned() }
}

/// What `rwml` met, in the words of this crate.
fn explain(error: rwml::Error) -> Error {
    match error {
        rwml::Error::Encrypted { .. } => Error::Encrypted { format: Format::Doc },
        rwml::Error::UnsupportedVersion(_) => Error::Unsupported { what: "Word 95" },
        rwml::Error::NoText => Error::Empty,
        other => damaged(&other.to_string()),
    }
}
