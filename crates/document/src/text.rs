//! Texts that know where they came from.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

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

/// A position in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// A text file.
    Line {
        /// 1-based.
        line: u32,
        /// Unicode code points before it in the line.
        column: u32,
    },
}

/// Where a span stands, in the terms of its format.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Place {
    /// 1-based line of a text file.
    pub line: Option<u32>,
    /// First Unicode code point in that line.
    pub start: Option<u32>,
    /// End in code points, excluded; in the same line.
    pub end: Option<u32>,
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
    ///
    /// A long line is cut into several pieces, so that finding a column never counts from far off.
    pub fn from_line(printed: impl Into<String>, line: u32, column: u32) -> Self {
        const PIECE_BYTES: usize = 1024;
        let printed = printed.into();
        let mut pieces: SmallVec<[Piece; 1]> = smallvec![Piece { at: 0, origin: Origin::Line { line, column } }];
        if printed.len() > PIECE_BYTES {
            let mut last = 0;
            for (passed, (at, _)) in (0_u32..).zip(printed.char_indices()) {
                if at - last >= PIECE_BYTES {
                    pieces.push(Piece { at, origin: Origin::Line { line, column: column + passed } });
                    last = at;
                }
            }
        }
        Self { printed, pieces }
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
            let Origin::Line { line, column } = piece.origin;
            let ahead = self.printed[piece.at..from].chars().count();
            let column = column + u32::try_from(ahead).unwrap_or(u32::MAX);
            pieces.push(Piece { at: from - range.start, origin: Origin::Line { line, column } });
        }
        Self { printed: self.printed[range].to_owned(), pieces }
    }

    /// Where a stretch of it stands; its end is cut to the line it begins in.
    pub fn place(&self, range: Range<usize>) -> Place {
        let Some(first) = self.pieces.partition_point(|piece| piece.at <= range.start).checked_sub(1) else {
            return Place::default();
        };
        let line_of = |index: usize| {
            let Origin::Line { line, .. } = self.pieces[index].origin;
            line
        };
        let column_of = |index: usize, end: usize| {
            let Piece { at, origin: Origin::Line { column, .. } } = self.pieces[index];
            column + count(&self.printed[at..end])
        };
        let line = line_of(first);
        let same_line = (first..self.pieces.len())
            .take_while(|index| line_of(*index) == line && (*index == first || self.pieces[*index].at < range.end))
            .last()
            .unwrap_or(first);
        let limit = self.pieces.get(same_line + 1).map_or(self.printed.len(), |next| next.at);
        let end = range.end.clamp(range.start, limit.max(range.start));
        let trimmed = range.start + self.printed[range.start..end].trim_end_matches('\n').len();
        let last = self.pieces.partition_point(|piece| piece.at < trimmed).saturating_sub(1).clamp(first, same_line);
        Place {
            line: Some(line),
            start: Some(column_of(first, range.start)),
            end: Some(column_of(last, trimmed.max(self.pieces[last].at))),
        }
    }
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn joined_text_resolves_to_both_lines() {
        let mut text = Text::from_line("公务用车购置费增加 0.00", 472, 0);
        text.append("", &Text::from_line("万元，增长 0.00%", 474, 0));
        let number = text.as_str().rfind("0.00").unwrap();
        let place = text.place(number..number + 4);
        assert_eq!((place.line, place.start, place.end), (Some(474), Some(6), Some(10)));
        let first = text.as_str().find("0.00").unwrap();
        let place = text.place(first..text.as_str().len());
        assert_eq!((place.line, place.start, place.end), (Some(472), Some(10), Some(14)));
    }

    #[test]
    fn long_lines_resolve_as_short_ones_do() {
        let printed = "甲乙丙1".repeat(5_000);
        let text = Text::from_line(&printed, 3, 2);
        assert!(text.pieces().len() > 10);
        for n in [0, 1, 170, 171, 4_999] {
            let at = n * "甲乙丙1".len();
            let place = text.place(at..at + "甲乙".len());
            assert_eq!((place.line, place.start, place.end), (Some(3), Some(2 + n as u32 * 4), Some(4 + n as u32 * 4)));
        }
        let place = text.place(0..printed.len());
        assert_eq!((place.start, place.end), (Some(2), Some(20_002)));
    }

    #[test]
    fn a_cut_keeps_its_origin() {
        let text = Text::from_line("单位：万元", 7, 4).cut(9..15);
        assert_eq!(text.as_str(), "万元");
        assert_eq!(text.place(0..6).start, Some(7));
    }
}
