//! A composed [`document::Document`] as a file: docx, xlsx, html and plain text. Bytes out.
//!
//! Every writer prints each character of the document once and in order, so that reading the file
//! gives the document back. The same document gives the same bytes: no clock, no random names.
//!
//! This crate knows nothing of budgets, and opens no file. Fixed pages (PDF) need a typesetter and
//! stand in the crate `typeset`.

mod docx;

mod error;

pub use docx::write as docx;
pub use error::Error;
