//! From a document to what it states.
//!
//! Reading has three parts that meet in a [`Disclosure`]. Tables are found by their titles and read
//! by their heads and labels, never by number or position ([`tables`]). Performance forms are read
//! by the kinds of their cells ([`forms`]). Running text is cut into words the lexicon knows and
//! figures, and a small grammar decides what each figure is about and how it is meant
//! ([`narrative`]); there is no pattern per sentence. Every run of digits ends as a claim, as
//! something that is known to be no figure, or as a leftover.
//!
//! This crate knows nothing of rules and of file formats.
//!
//! Reading order: `lex`, `narrative`, `headings`, `head`, `tables`, `forms`, `reader`.

use disclosure::Disclosure;
use document::Document;
use taxonomy::Taxonomy;

mod contents;
mod forms;
mod head;
mod headings;
mod lex;
mod narrative;
mod paths;
mod precision;
mod reader;
mod subject;
mod tables;

/// Turns a document into what it states.
///
/// **Shape.** Never fails: what is not understood is a leftover in the result.
pub fn extract(document: &Document, taxonomy: &Taxonomy) -> Disclosure {
    reader::Reader::new(document, taxonomy).read()
}
