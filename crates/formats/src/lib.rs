//! Reads the files that offices have into one [`Document`].
//!
//! The kind of a file is told by its content, never by its name. A file that is no content this
//! crate can read is an [`Error`]; whatever is odd inside a readable file is a
//! [`document::Defect`], and no printed character is dropped: each is in the text of a block, in
//! the text of a defect, or one of the marks that make the layout (tabs, `|`, `#`, separators).
//!
//! This crate knows nothing of budgets, concepts or rules, and does not open files.
//!
//! Reading order: `detect` (what kind of content), a folder for each format (`text`, `docx`, `doc`,
//! `workbook`, `html`, `pdf`), and what formats share: `package` (zip packages of parts), `xml`, `phrases`
//! (how lines open and close), `numerals` (the numbers of lists), `guard` (panics of libraries).

mod detect;

pub mod pdf;

mod doc;
mod docx;
mod html;
mod text;
mod workbook;

mod guard;
mod numerals;
mod package;
mod phrases;
mod xml;

pub use guard::is_guarded;

use detect::Kind;
use document::{Document, Format};

/// The largest file that is read, in bytes.
///
/// The longest disclosures are a few megabytes of text. A document in memory takes some ten times
/// the bytes of its file, so that this limit also bounds the memory one hostile file can take.
pub const SIZE_LIMIT: u64 = 64 << 20;

/// The most lines, tabs and pipes a text may have, as each may open a paragraph or a cell.
///
/// A disclosure of a thousand pages has about a hundred thousand. Each takes some 150 bytes, even
/// when blank, so that the limit on bytes alone would not bound the memory of a file of tabs.
pub const PART_LIMIT: u64 = 1 << 20;

/// Why a file could not be read at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing in it but white space.
    #[error("the file is empty")]
    Empty,
    /// It is a kind of file that has no reader.
    #[error("the file is {what}, which is not read here")]
    Unsupported {
        /// The kind, as far as its first bytes tell.
        what: &'static str,
    },
    /// It is longer than [`SIZE_LIMIT`].
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its length.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// It has more lines and cells than [`PART_LIMIT`].
    #[error("the file has {parts} lines and cells; at most {limit} are read")]
    TooManyParts {
        /// How many it has.
        parts: u64,
        /// The limit.
        limit: u64,
    },
    /// It cannot be opened without a password.
    #[error("the {} file is encrypted", .format.name())]
    Encrypted {
        /// What it is.
        format: Format,
    },
    /// It is cut short or broken, so that nothing of it can be read.
    #[error("the {} file is damaged: {why}", .format.name())]
    Damaged {
        /// What it is.
        format: Format,
        /// What the reader met, in English.
        why: String,
    },
    /// It holds pictures and no text at all, as scanned pages do.
    #[error("all {pages} pages or sheets of the {} file are pictures", .format.name())]
    Pictures {
        /// What it is.
        format: Format,
        /// How many pages or sheets it has.
        pages: u32,
    },
    /// Unpacking or laying it out would take more memory or work than any disclosure needs.
    #[error("the {} file needs too much: {why}", .format.name())]
    TooMuch {
        /// What it is.
        format: Format,
        /// Which limit it went over, in English.
        why: String,
    },
    /// It is no text in any encoding that is known here.
    #[error("the file is not text in UTF-8, UTF-16 or GB 18030")]
    NotText,
}

/// Reads any supported file by its content.
///
/// **Shape.** Plain text and Markdown in UTF-8, UTF-16 with a byte order mark, GBK or GB 18030,
/// with any line ends: lines are 1-based and columns count code points, as in the decoded file. Documents
/// of Word since 2007: paragraphs are 1-based in their part and offsets count code points of what is read.
///
/// **Errors.** See [`Error`]; bad content of a readable file is never an error.
///
/// **Example.**
/// ```
/// let document = formats::read("一、收入\n收入总计10.00万元。\n".as_bytes()).unwrap();
/// assert_eq!(document.outline(), "¶ 一、收入\n¶ 收入总计10.00万元。\n");
/// ```
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let size = bytes.len() as u64;
    if size > SIZE_LIMIT {
        return Err(Error::TooLarge { bytes: size, limit: SIZE_LIMIT });
    }
    match detect::kind(bytes) {
        Kind::Text => text::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Html => html::read(bytes),
        Kind::Xlsx => workbook::read_xlsx(bytes),
        Kind::Xls => workbook::read_xls(bytes),
        Kind::Doc => doc::read(bytes),
        // Nothing outside the encrypted part tells a document from a workbook; most disclosures are documents.
        Kind::EncryptedOffice => Err(Error::Encrypted { format: Format::Docx }),
        Kind::Unsupported(what) => Err(Error::Unsupported { what }),
    }
}
