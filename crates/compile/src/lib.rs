//! A book into the whole disclosure: all tables, all sentences, nothing typed twice.
//!
//! [`compose`] asks the book for every figure ([`Facts`]), prints it rounded half up in the unit of its
//! place, and records what the print states ([`Stated`]), so that reading the document gives the same
//! claims back. What a place's document looks like is data: an [`Edition`] is a folder of templates.
//! Words that only the body can write are never invented but asked for ([`Wanted`]).
//!
//! This crate knows no file format, and no year, place or table.
//!
//! Reading order: [`Facts`], [`Edition`], `template`, `figure`, `tables`, `blocks`, [`compose`].

use std::sync::Arc;

use book::Book;
use document::Document;
use taxonomy::Taxonomy;

mod blocks;
mod edition;
mod error;
mod facts;
mod figure;
mod folder;
mod marks;
mod scope;
mod scoring;
mod stated;
mod tables;
mod template;
mod unknown;
mod wanted;
mod withheld;

pub use edition::{Edition, Settings};
pub use error::Error;
pub use facts::{Facts, ProjectFund, Query};
pub use stated::Stated;
pub use unknown::{NameKind, UnknownName};
pub use wanted::{Unused, Wanted, WantedKind};
pub use withheld::{Exposure, Shows, exposures};

/// A composed disclosure.
#[derive(Clone, Debug)]
pub struct Composition {
    /// The document.
    pub document: Document,
    /// What each of its figures states, in the order of the document.
    pub stated: Vec<Stated>,
    /// Words that it lacks, in the order of the document.
    pub wanted: Vec<Wanted>,
    /// Words of the book that it has no place for, in the order of their places.
    pub unused: Vec<Unused>,
}

/// Composes the disclosure of a book in an edition.
///
/// **Errors.** [`Error::Template`] for an edition whose templates do not fit together; never for what a
/// book holds.
pub fn compose(book: Book, edition: Edition, taxonomy: &'static Taxonomy) -> Result<Composition, Error> {
    let scope = Arc::new(scope::Scope::new(book::sealed(book), taxonomy, edition));
    let filled = template::fill(&scope)?;
    let (record, drawn, wanted) = scope.take();
    let unused = scope.unused();
    let built = blocks::build(&filled, &record, &drawn);
    Ok(Composition { document: built.document, stated: built.stated, wanted, unused })
}
