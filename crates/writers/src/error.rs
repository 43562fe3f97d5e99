//! Why a document could not be written.

use rust_xlsxwriter::XlsxError;

/// A document could not be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A workbook has no room for it: a cell of more than 32,767 characters, more than 16,384 columns.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] XlsxError),
}
