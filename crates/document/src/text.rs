//! Texts that know where they came from.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use crate::{GlyphId, NameId};

/// Handle of a text inside its document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TextId(u32);

impl TextId {
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Position in the order in which texts were added.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A part of one text: a small pointer that is resolved late.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// The text.
    pub text: TextId,
    start: u32,
    end: u32,
}

impl Span {
    /// A part of a text, in bytes of its printed form.
    pub fn new(text: TextId, range: Range<usize>) -> Self {
        let at = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        Self { text, start: at(range.start), end: at(range.end) }
    }

    /// The bytes it covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it covers no character.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether two spans share a character.
    pub fn overlaps(self, other: Self) -> bool {
        self.text == other.text && self.start < other.end && other.start < self.end
    }
}

/// Where the characters from a byte of a text on came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// First byte in the text that this piece covers.
    pub at: usize,
    /// Where that byte's character stood in the file.
    pub origin: Origin,
}

/// A position in a file, in the terms of its format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A text file.
    Line {
        /// 1-based.
        line: u32,
        /// Unicode code points before it in the line.
        column: u32,
    },
    /// A document whose text flows: Word, HTML.
    Run {
        /// The part of the file, by [`Document::add_name`](crate::Document::add_name).
        part: NameId,
        /// 1-based paragraph of the part, those in tables and text boxes counted where they stand.
        paragraph: u32,
        /// 0-based run of the paragraph.
        run: u32,
        /// Unicode code points before it in the paragraph.
        offset: u32,
    },
    /// A cell of a workbook; the whole text stands in it.
    Cell {
        /// The sheet, by [`Document::add_name`](crate::Document::add_name).
        sheet: NameId,
        /// 0-based.
        row: u32,
        /// 0-based.
        column: u32,
    },
    /// A document of fixed pages: the character has this box, the next character the next box.
    Glyph(GlyphId),
    /// A page as a whole, 1-based.
    Page(u32),
}

impl Origin {
    /// The position so many characters on.
    fn advanced(self, chars: u32) -> Self {
        match self {
            Self::Line { line, column } => Self::Line { line, column: column + chars },
            Self::Run { part, paragraph, run, offset } => Self::Run { part, paragraph, run, offset: offset + chars },
            Self::Glyph(first) => Self::Glyph(first.advanced(chars)),
            Self::Cell { .. } | Self::Page(_) => self,
        }
    }
}

/// One run of printed characters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    printed: String,
    /// Nearly all texts stand in one stretch of one line.
    pieces: SmallVec<[Piece; 1]>,
}

impl Text {
    /// A text that stood in one stretch of one line.
    pub fn from_line(printed: impl Into<String>, line: u32, column: u32) -> Self {
        Self::from_origin(printed, Origin::Line { line, column })
    }

    /// A text that stands in no file yet.
    pub fn composed(printed: impl Into<String>) -> Self {
        Self { printed: printed.into(), pieces: SmallVec::new() }
    }

    /// A text whose characters follow each other from one position on.
    ///
    /// A long one is cut into several pieces, so that finding a place never counts from far off.
    pub fn from_origin(printed: impl Into<String>, origin: Origin) -> Self {
        let printed = printed.into();
        let mut pieces = smallvec![Piece { at: 0, origin }];
        cut_long(&printed, 0, origin, &mut pieces);
        Self { printed, pieces }
    }

    /// Adds characters that follow each other from one position on.
    pub fn push(&mut self, printed: &str, origin: Origin) {
        let at = self.printed.len();
        self.pieces.push(Piece { at, origin });
        cut_long(printed, at, origin, &mut self.pieces);
        self.printed.push_str(printed);
    }

    /// The printed form.
    pub fn as_str(&self) -> &str {
        &self.printed
    }

    /// Where its characters came from, in order of [`Piece::at`].
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Adds `glue` and then another text that keeps its own origin.
    ///
    /// The glue (a line break between two lines of a cell, nothing between two halves of a
    /// paragraph) counts to the piece before it.
    pub fn append(&mut self, glue: &str, other: &Self) {
        self.printed.push_str(glue);
        let shift = self.printed.len();
        self.pieces.extend(other.pieces.iter().map(|piece| Piece { at: piece.at + shift, ..*piece }));
        self.printed.push_str(&other.printed);
    }

    /// A stretch of this text as a text of its own.
    pub fn cut(&self, range: Range<usize>) -> Self {
        let mut pieces = SmallVec::new();
        for (i, piece) in self.pieces.iter().enumerate() {
            let end = self.pieces.get(i + 1).map_or(usize::MAX, |next| next.at);
            if end <= range.start || piece.at >= range.end.max(range.start + 1) {
                continue;
            }
            let from = piece.at.max(range.start);
            let ahead = count(&self.printed[piece.at..from]);
            pieces.push(Piece { at: from - range.start, origin: piece.origin.advanced(ahead) });
        }
        Self { printed: self.printed[range].to_owned(), pieces }
    }

    /// The stretches of a range that come from one piece each, with where each begins.
    pub(crate) fn stretches(&self, range: Range<usize>) -> impl Iterator<Item = (Origin, &str)> {
        let first = self.pieces.partition_point(|piece| piece.at <= range.start).saturating_sub(1);
        let within = move |(i, piece): &(usize, &Piece)| *i == first || piece.at < range.end;
        self.pieces.iter().enumerate().skip(first).take_while(within).map(move |(i, piece)| {
            let limit = self.pieces.get(i + 1).map_or(self.printed.len(), |next| next.at);
            let from = range.start.max(piece.at);
            let to = range.end.min(limit).max(from);
            (piece.origin.advanced(count(&self.printed[piece.at..from])), &self.printed[from..to])
        })
    }
}

/// Adds the pieces of a stretch that is too long for one; the first stands already.
fn cut_long(printed: &str, at: usize, origin: Origin, pieces: &mut SmallVec<[Piece; 1]>) {
    const PIECE_BYTES: usize = 1024;
    if printed.len() <= PIECE_BYTES {
        return;
    }
    let mut last = 0;
    for (passed, (i, _)) in (0_u32..).zip(printed.char_indices()) {
        if i - last >= PIECE_BYTES {
            pieces.push(Piece { at: at + i, origin: origin.advanced(passed) });
            last = i;
        }
    }
}

/// Code points of a text.
pub(crate) fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
