//! Where a span stands, in the terms of its format.

use std::ops::Range;

use crate::{Origin, Text, text::count};

/// Handle of a name inside its document: of a sheet of a workbook or a part of a package.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NameId(u16);

/// Handle of the box of a printed character inside its document; boxes of a line follow each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GlyphId(u32);

impl GlyphId {
    /// The box so many characters on.
    pub(crate) fn advanced(self, chars: u32) -> Self {
        Self(self.0.saturating_add(chars))
    }
}

/// A rectangle on a page, in hundredths of a point from the top left corner of the page.
///
/// Whole numbers, so that what stands left of what never depends on rounding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

impl Area {
    /// The smallest rectangle around two.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The middle between left and right.
    pub const fn center_x(self) -> i32 {
        self.left.midpoint(self.right)
    }

    /// The middle between top and bottom.
    pub const fn center_y(self) -> i32 {
        self.top.midpoint(self.bottom)
    }

    /// From left to right.
    pub const fn width(self) -> i32 {
        self.right.saturating_sub(self.left)
    }

    /// From top to bottom.
    pub const fn height(self) -> i32 {
        self.bottom.saturating_sub(self.top)
    }

    /// Whether the middle of another rectangle lies in this one.
    pub const fn holds(self, other: Self) -> bool {
        let (x, y) = (other.center_x(), other.center_y());
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }
}

/// The box of a printed character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct GlyphBox {
    /// 1-based.
    pub page: u32,
    /// Where on the page.
    pub area: Area,
}

/// Where a span stands, in the terms of its format.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Place {
    /// 1-based line of a text file.
    pub line: Option<u32>,
    /// First Unicode code point in that line, or in the paragraph.
    pub start: Option<u32>,
    /// End in code points, excluded; in the same line or paragraph.
    pub end: Option<u32>,
    /// 1-based page.
    pub page: Option<u32>,
    /// Rectangle on that page.
    pub area: Option<Area>,
    /// Name of the sheet of a workbook.
    pub sheet: Option<String>,
    /// Address in that sheet: B12.
    pub cell: Option<String>,
    /// Part of a package that holds several: headers, footnotes.
    pub part: Option<String>,
    /// 1-based paragraph of that part.
    pub paragraph: Option<u32>,
    /// 0-based run of that paragraph.
    pub run: Option<u32>,
}

/// What origins point into: kept once a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    names: Vec<String>,
    glyphs: Vec<GlyphBox>,
}

impl Source {
    /// Keeps a name; the same name has one handle.
    pub fn add_name(&mut self, name: &str) -> NameId {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        NameId(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Keeps the box of a character.
    pub fn add_glyph(&mut self, glyph: GlyphBox) -> GlyphId {
        self.glyphs.push(glyph);
        GlyphId(u32::try_from(self.glyphs.len() - 1).unwrap_or(u32::MAX))
    }

    fn name(&self, id: NameId) -> Option<&String> {
        self.names.get(usize::from(id.0))
    }

    /// Where a stretch of a text stands; its end is cut to the line, page or paragraph it begins in.
    pub fn place(&self, text: &Text, range: Range<usize>) -> Place {
        let mut place = Place::default();
        for (origin, printed) in text.stretches(range) {
            let chars = count(printed.trim_end_matches('\n'));
            let goes_on = match origin {
                Origin::Line { line, column } => place.extend_line(line, column, chars),
                Origin::Run { part, paragraph, run, offset } => {
                    let first = place.paragraph.is_none();
                    let goes_on = place.extend_paragraph(paragraph, offset, chars);
                    if first {
                        place.part = self.name(part).cloned();
                        place.run = Some(run);
                    }
                    goes_on
                }
                Origin::Cell { sheet, row, column } => {
                    place.sheet = self.name(sheet).cloned();
                    place.cell = Some(address(row, column));
                    false
                }
                Origin::Glyph(first) => self.extend_area(&mut place, first, printed),
                Origin::Page(page) => {
                    place.page.get_or_insert(page);
                    false
                }
            };
            if !goes_on {
                break;
            }
        }
        place
    }

    /// Adds the boxes of a stretch while they stand in one line of one page.
    fn extend_area(&self, place: &mut Place, first: GlyphId, printed: &str) -> bool {
        let boxes = self.glyphs.get(first.0 as usize..).unwrap_or_default();
        // A line break that joins two lines of a cell has no box.
        for glyph in printed.trim_end_matches('\n').chars().zip(boxes).map(|(_, glyph)| *glyph) {
            let Some(area) = place.area else {
                (place.page, place.area) = (Some(glyph.page), Some(glyph.area));
                continue;
            };
            let same_line = area.top <= glyph.area.center_y() && glyph.area.center_y() <= area.bottom;
            if place.page != Some(glyph.page) || !same_line {
                return false;
            }
            place.area = Some(area.union(glyph.area));
        }
        if place.page.is_none() {
            place.page = boxes.first().map(|glyph| glyph.page);
        }
        true
    }
}

impl Place {
    fn extend_line(&mut self, line: u32, column: u32, chars: u32) -> bool {
        if self.line.is_some_and(|first| first != line) {
            return false;
        }
        self.line = Some(line);
        self.extend(column, chars);
        true
    }

    fn extend_paragraph(&mut self, paragraph: u32, offset: u32, chars: u32) -> bool {
        if self.paragraph.is_some_and(|first| first != paragraph) {
            return false;
        }
        self.paragraph = Some(paragraph);
        self.extend(offset, chars);
        true
    }

    fn extend(&mut self, from: u32, chars: u32) {
        self.start.get_or_insert(from);
        self.end = Some(from + chars);
    }
}

/// The address of a cell as spreadsheets print it: row 0, column 27 is AB1.
fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().chain(row.saturating_add(1).to_string().chars().collect::<Vec<_>>().iter()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Area, GlyphBox, Source, address};
    use crate::{Origin, Text};

    #[test]
    fn joined_text_resolves_to_both_lines() {
        let mut text = Text::from_line("公务用车购置费增加 0.00", 472, 0);
        text.append("", &Text::from_line("万元，增长 0.00%", 474, 0));
        let number = text.as_str().rfind("0.00").unwrap();
        let place = Source::default().place(&text, number..number + 4);
        assert_eq!((place.line, place.start, place.end), (Some(474), Some(6), Some(10)));
        let first = text.as_str().find("0.00").unwrap();
        let place = Source::default().place(&text, first..text.as_str().len());
        assert_eq!((place.line, place.start, place.end), (Some(472), Some(10), Some(14)));
    }

    #[test]
    fn long_lines_resolve_as_short_ones_do() {
        let printed = "甲乙丙1".repeat(5_000);
        let text = Text::from_line(&printed, 3, 2);
        assert!(text.pieces().len() > 10);
        for n in [0, 1, 170, 171, 4_999] {
            let at = n * "甲乙丙1".len();
            let place = Source::default().place(&text, at..at + "甲乙".len());
            assert_eq!((place.line, place.start, place.end), (Some(3), Some(2 + n as u32 * 4), Some(4 + n as u32 * 4)));
        }
        let place = Source::default().place(&text, 0..printed.len());
        assert_eq!((place.start, place.end), (Some(2), Some(20_002)));
    }

    #[test]
    fn a_cut_keeps_its_origin() {
        let text = Text::from_line("单位：万元", 7, 4).cut(9..15);
        assert_eq!(text.as_str(), "万元");
        assert_eq!(Source::default().place(&text, 0..6).start, Some(7));
    }

    #[test]
    fn addresses_of_cells() {
        for (row, column, expected) in [(0, 0, "A1"), (11, 1, "B12"), (0, 25, "Z1"), (0, 26, "AA1"), (9, 701, "ZZ10")] {
            assert_eq!(address(row, column), expected);
        }
    }

    #[test]
    fn a_span_over_two_lines_has_the_box_of_the_first() {
        let mut source = Source::default();
        let mut boxes = |page, top, chars: i32| {
            let ids: Vec<_> = (0..chars)
                .map(|i| {
                    let area = Area { left: 1_000 * i, top, right: 1_000 * i + 900, bottom: top + 1_000 };
                    source.add_glyph(GlyphBox { page, area })
                })
                .collect();
            ids[0]
        };
        let (first, second) = (boxes(3, 0, 4), boxes(3, 1_500, 2));
        let mut text = Text::from_origin("12.3", Origin::Glyph(first));
        text.append("\n", &Text::from_origin("万元", Origin::Glyph(second)));
        let place = source.place(&text, 1..text.as_str().len());
        assert_eq!(place.page, Some(3));
        assert_eq!(place.area, Some(Area { left: 1_000, top: 0, right: 3_900, bottom: 1_000 }));
        let place = source.place(&text, 5..8);
        assert_eq!(place.area, Some(Area { left: 0, top: 1_500, right: 900, bottom: 2_500 }));
    }
}
