//! What the typesetter sees of the world: one source and some fonts. No files, no packages, no clock.

use typst::{
    Library, LibraryExt as _, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::Fonts;

/// One source and the fonts to set it in.
pub struct Desk<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    source: Source,
}

impl<'a> Desk<'a> {
    /// The world of a source.
    pub fn new(source: String, fonts: &'a Fonts) -> Self {
        Self { library: LazyHash::new(Library::default()), fonts, source: Source::detached(source) }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
