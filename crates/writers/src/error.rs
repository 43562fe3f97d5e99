//! Why a document could not be written.

use rust_xlsxwriter::XlsxError;

/// Why a document could not be written. What a composed document says is never a reason, only what no file of the
/// kind can hold.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A text has a control character, which no file of the kind can hold.
    #[error("the text “{text}” has the control character U+{:04X}, which the file cannot hold", u32::from(*.character))]
    Character {
        /// The character.
        character: char,
        /// The text it stands in.
        text: String,
    },
    /// A table is wider than the programs that open the file allow.
    #[error("a table has {columns} columns; at most {limit} can be written")]
    Columns {
        /// How many it has.
        columns: usize,
        /// The limit.
        limit: usize,
    },
    /// The parts of the file could not be packed.
    #[error("the file could not be packed: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A workbook has no room for it: a cell of more than 32,767 characters, more than 16,384 columns.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] XlsxError),
}
