//! extract
use disclosure::Disclosure;
use document::Document;
use taxonomy::Taxonomy;

/// Turns a document into what it states.
pub fn extract(_document: &Document, _taxonomy: &Taxonomy) -> Disclosure {
    Disclosure::default()
}
