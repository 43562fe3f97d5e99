//! Renderers: pure functions from reports to text.
//!
//! Reading order: [`Language`], [`Trouble`], [`Palette`], `text`, `excerpt`, `wire`, `json`, `sarif`,
//! `csv`.

pub mod csv;
mod excerpt;
pub mod json;
pub mod sarif;
mod style;
pub mod text;
pub mod wire;

pub use excerpt::one_line;
pub use style::{Palette, Style};

/// The language of everything that is not quoted from a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The wording in this language.
    pub const fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

/// A file that could not be worked on, so that no output shows it as clean or leaves it out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trouble {
    /// The file, as the user named it.
    pub file: String,
    /// What is wrong, why, and what to do.
    pub message: String,
}
