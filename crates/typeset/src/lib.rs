//! A composed [`document::Document`] as fixed pages (PDF), set by Typst.
//!
//! The look is that of Chinese official documents (GB/T 9704-2012). The file is tagged, every font is embedded, and the
//! same document in the same fonts gives the same bytes. What is printed can be read back: tables are ruled on all
//! sides, rows are not cut by the end of a page, and page numbers stand apart.
//!
//! Heavy, and therefore a crate of its own: reading and checking build without it. It opens no file; the
//! fonts are handed in as bytes.
//!
//! Reading order: `faces` (which typefaces are wanted), `fonts` (those at hand), `markup` (the document in the
//! typesetter's language, with `style.typ` and `literal`), `table` (one table, with `exhibit`, `grid`, `fit`, `balance` and
//! `ruler`), `world`.

mod faces;
mod fonts;

mod literal;
mod markup;

mod balance;
mod exhibit;
mod fit;
mod grid;
mod ruler;
mod table;

mod world;

pub use document;
pub use faces::{Face, Role, WIDE};
pub use fonts::Fonts;

use document::Document;
use typst::{comemo, diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use world::Desk;

/// What the file names as the program that made it.
const CREATOR: &str = "Mingzhang";

/// Why a document could not be set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// No font can print Chinese.
    #[error(
        "no font with Chinese characters; on Debian install texlive-lang-chinese (FandolFang) or fonts-noto-cjk, or put \
         font files into a folder and name it in MINGZHANG_FONTS"
    )]
    NoChineseFont,
    /// Characters that no font has. They would come out as empty boxes.
    #[error("no font has {}; on Debian install fonts-noto-cjk, or hand in a font that has them", .chars.iter().map(|char| format!("{char} (U+{:04X})", u32::from(*char))).collect::<Vec<_>>().join(", "))]
    Lacking {
        /// The characters, in the order of Unicode.
        chars: Vec<char>,
    },
    /// The typesetter gave up.
    #[error("the pages could not be set: {why}")]
    Typesetter {
        /// What it said, in English.
        why: String,
    },
}

/// Sets a document and returns the file.
///
/// **Shape.** Tagged PDF 1.7; PDF/UA-1 wherever the fonts allow embedding and the document has nothing that this
/// standard refuses.
///
/// **Errors.** See [`Error`].
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    if !fonts.has_chinese() {
        return Err(Error::NoChineseFont);
    }
    let lacking = fonts.lacking(document);
    if !lacking.is_empty() {
        return Err(Error::Lacking { chars: lacking.into_iter().collect() });
    }
    let desk = Desk::new(markup::source(document, fonts), fonts);
    let set = typst::compile::<PagedDocument>(&desk);
    // The source is all our own, so that a warning is a mistake of ours: something left out, or page numbers that are
    // not those of the pages.
    let pages = if set.warnings.is_empty() { set.output } else { Err(set.warnings) };
    let file = pages.map_err(|errors| refused(&errors)).and_then(|pages| {
        let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| refused_standard(&error))?;
        // A font whose owner forbids embedding, or a text that the standard forbids, leaves a tagged file all the same.
        written(&pages, accessible).or_else(|_| written(&pages, PdfStandards::default()))
    });
    // The typesetter keeps all that it ever computed, for the next run over nearly the same text.
    comemo::evict(0);
    file
}

fn written(pages: &PagedDocument, standards: PdfStandards) -> Result<Vec<u8>, Error> {
    let creator = Smart::Custom(Some(CREATOR.to_owned()));
    let options = PdfOptions { creator, standards, ..PdfOptions::default() };
    typst_pdf::pdf(pages, &options).map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Error::Typesetter { why: messages.join("; ") }
}

fn refused_standard(error: &typst::diag::HintedString) -> Error {
    Error::Typesetter { why: error.message().to_string() }
}
