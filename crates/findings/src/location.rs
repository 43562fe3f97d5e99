//! Resolved places.

use document::Area;

/// A piece of the document to show around a place, already cut to a bearable length.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Excerpt {
    /// The paragraph, or the cells of the row.
    pub text: String,
    /// First marked Unicode code point of `text`.
    pub start: usize,
    /// End of the mark in code points, excluded.
    pub end: usize,
    /// Whether text before it was left out.
    pub cut_before: bool,
    /// Whether text after it was left out.
    pub cut_after: bool,
}

/// A place in a document, with everything that people and programs need to find it again.
///
/// **Units.** `line` and `page` count from 1; `start` and `end` are Unicode code points in the line,
/// end excluded, or of the paragraph where the file has no lines.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Location {
    /// Line of a text file.
    pub line: Option<u32>,
    /// First code point in the line.
    pub start: Option<u32>,
    /// End in code points.
    pub end: Option<u32>,
    /// Page of a paged file.
    pub page: Option<u32>,
    /// Box on the page.
    pub area: Option<Area>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// A1 address in the sheet.
    pub cell: Option<String>,
    /// Part of a package: the text, a header, the footnotes.
    pub part: Option<String>,
    /// Paragraph of the part, from 1.
    pub paragraph: Option<u32>,
    /// Run of the paragraph, from 0.
    pub run: Option<u32>,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The title of the table it stands in.
    pub table: Option<String>,
    /// The label of its row.
    pub row: Option<String>,
    /// The head of its column.
    pub column: Option<String>,
    /// Exactly the marked text.
    pub text: String,
    /// Its sentence or its cell row.
    pub context: String,
    /// What stands there, in a few words; empty where nothing needs to be said.
    pub role: String,
    /// What to show around it.
    pub excerpt: Excerpt,
}

impl Location {
    /// The order of reading: page; line, paragraph or height; code point or distance from the left.
    /// Places that say none of these come last, in the order they are given.
    pub(crate) fn reading_order(&self) -> (u32, u32, u32) {
        let points = |at: fn(Area) -> i32| self.area.map(|area| u32::try_from(at(area)).unwrap_or(0));
        let down = self.line.or(self.paragraph).or_else(|| points(|area| area.top));
        let along = self.start.or_else(|| points(|area| area.left));
        (self.page.unwrap_or(0), down.unwrap_or(u32::MAX), along.unwrap_or(0))
    }
}
