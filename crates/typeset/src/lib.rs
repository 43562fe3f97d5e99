//! A composed [`document::Document`] as fixed pages (PDF), set by Typst.
//!
//! Heavy, and therefore a crate of its own: reading and checking build without it. It opens no file; the
//! fonts are handed in as bytes.
