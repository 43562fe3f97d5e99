//! The document in the making.

use std::collections::{HashMap, HashSet};

use document::{
    Area, Block, Cell, DefectKind, Document, Format, GlyphBox, GlyphId, Origin, Row, Span, Style, Table, Text, TextId,
};

use super::{
    continued::Item,
    layout::{Layout, PageCell, PageTable, Piece},
    line::Line,
    page::{POINT, intersection},
    paragraph::{Paragraph, Sides, first_unit, is_figure_cut},
};

/// A character of which less than this percentage of its height can be seen is cut off.
const CUT_PERCENT: i64 = 85;
/// The space between the text of a cell and its border: 5.4 points on each side in Word, less in
/// spreadsheets.
const CELL_PADDING: i32 = 12 * POINT;

/// The document in the making.
pub struct Draft {
    document: Document,
    open: Option<Paragraph>,
    /// All that can be seen, without blanks.
    seen: String,
}

impl Draft {
    /// Starts a document.
    pub fn new() -> Self {
        Self { document: Document::new(Format::Pdf), open: None, seen: String::new() }
    }

    /// The finished document.
    pub fn finish(self) -> Document {
        self.document
    }

    /// Appends a line or a table.
    pub fn item(&mut self, item: Item, sides: &HashMap<u32, Sides>) {
        match item.piece {
            Piece::Line(line) => {
                if let Some(open) = &mut self.open
                    && open.goes_on(item.page, &line, sides)
                {
                    open.lines.push((item.page, line));
                    return;
                }
                self.flush();
                self.open = Some(Paragraph { lines: vec![(item.page, line)] });
            }
            Piece::Table(table) => {
                self.flush();
                self.table(&table);
            }
        }
    }

    /// Ends the paragraph in the making.
    pub fn flush(&mut self) {
        let Some(paragraph) = self.open.take() else { return };
        let mut text = Text::default();
        let mut last: Option<char> = None;
        for (page, line) in &paragraph.lines {
            let first = line.glyphs.first().map(|glyph| glyph.char);
            // Words of letters are parted by the end of a line, as by a blank.
            let is_letter = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphabetic());
            let glue = if is_letter(last) && is_letter(first) { "\n" } else { "" };
            text.append(glue, &self.line_text(*page, line));
            last = line.glyphs.last().map(|glyph| glyph.char);
        }
        let lines: Vec<&Line> = paragraph.lines.iter().map(|(_, line)| line).collect();
        let id = self.add(text, &lines);
        self.document.add_block(Block::Paragraph(document::Paragraph { text: id, style: Style::Body }));
    }

    /// Records something that is no content, with a text of its own.
    pub fn defect(&mut self, kind: DefectKind, page: u32, lines: &[Line]) {
        let text = self.joined(page, lines, |_, _| "\n");
        let id = self.document.add_text(text);
        self.document.add_defect(kind, self.document.whole(id));
    }

    /// Records something about a page as a whole.
    pub fn page_defect(&mut self, kind: DefectKind, page: u32) {
        let id = self.document.add_text(Text::from_origin("", Origin::Page(page)));
        self.document.add_defect(kind, self.document.whole(id));
    }

    /// Reports the lines that cannot be seen on their page, unless they can be seen elsewhere: a text
    /// that is laid over several pages is drawn whole on each of them.
    pub fn unseen(&mut self, layouts: &[(u32, Vec<Line>, Area)]) {
        let mut told = HashSet::new();
        for (page, lines, bounds) in layouts {
            let (mut cut, mut outside) = (Vec::new(), Vec::new());
            for line in lines {
                let words = line.words();
                if words.is_empty() {
                    continue;
                }
                let is_elsewhere = self.seen.contains(&words);
                if is_elsewhere && shows(line, *bounds) {
                    self.defect(DefectKind::Remnant, *page, std::slice::from_ref(line));
                } else if !is_elsewhere && told.insert(words) {
                    if bounds.holds(line.area) { cut.push(line.clone()) } else { outside.push(line.clone()) }
                }
            }
            for (kind, lines) in [(DefectKind::CutOff, cut), (DefectKind::OutsidePage, outside)] {
                if !lines.is_empty() {
                    self.defect(kind, *page, &lines);
                }
            }
        }
    }

    fn table(&mut self, table: &PageTable) {
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| self.cell(cell)).collect();
            rows.push(Row { cells });
        }
        self.document.add_block(Block::Table(Table::of_rows(rows)));
    }

    fn cell(&mut self, cell: &PageCell) -> Cell {
        let width = cell.area.width() - CELL_PADDING;
        // A line ends where the next word would not have fitted; otherwise somebody ended it.
        let glue = |line: &Line, next: &Line| {
            let is_wrapped = line.area.width() + first_unit(next) >= width || is_figure_cut(line, next);
            if is_wrapped { "" } else { "\n" }
        };
        let mut text = self.joined(cell.page, &cell.lines, glue);
        let cut_at = text.as_str().len();
        for (page, line) in &cell.rest {
            text.append("", &self.line_text(*page, line));
        }
        let lines: Vec<&Line> = cell.lines.iter().chain(cell.rest.iter().map(|(_, line)| line)).collect();
        let id = self.add(text, &lines);
        let end = self.document.str(id).len();
        if 0 < cut_at && cut_at < end {
            self.document.add_defect(DefectKind::SplitRow, Span::new(id, cut_at..end));
        }
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Cell { text: id, columns: count(cell.columns), rows: count(cell.rows) }
    }

    fn joined(&mut self, page: u32, lines: &[Line], glue: impl Fn(&Line, &Line) -> &'static str) -> Text {
        let mut text = Text::default();
        for (i, line) in lines.iter().enumerate() {
            let glue = i.checked_sub(1).map_or("", |last| glue(&lines[last], line));
            text.append(glue, &self.line_text(page, line));
        }
        text
    }

    /// A line as a text whose characters have their boxes.
    fn line_text(&mut self, page: u32, line: &Line) -> Text {
        let mut first: Option<GlyphId> = None;
        for glyph in &line.glyphs {
            let id = self.document.add_glyph(GlyphBox { page, area: glyph.area });
            first.get_or_insert(id);
        }
        first.map_or_else(Text::default, |first| Text::from_origin(line.text(), Origin::Glyph(first)))
    }

    /// Keeps a text that can be seen and reports what is cut off of it or could not be decoded.
    fn add(&mut self, text: Text, lines: &[&Line]) -> TextId {
        self.seen.extend(lines.iter().map(|line| line.words()));
        let starts: Vec<usize> = text.pieces().iter().map(|piece| piece.at).collect();
        let id = self.document.add_text(text);
        let ends = starts.iter().skip(1).copied().chain([self.document.str(id).len()]);
        let spans: Vec<Span> = starts.iter().zip(ends).map(|(start, end)| Span::new(id, *start..end)).collect();
        for (span, line) in spans.iter().zip(lines) {
            if is_cut(line) {
                self.document.add_defect(DefectKind::CutOff, *span);
            }
        }
        let lost: Vec<usize> =
            self.document.str(id).match_indices(char::REPLACEMENT_CHARACTER).map(|(at, _)| at).collect();
        for at in lost {
            let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
            self.document.add_defect(DefectKind::Undecodable, Span::new(id, at..end));
        }
        id
    }
}

/// Whether a sliver of a line is left that people can see.
fn shows(line: &Line, bounds: Area) -> bool {
    const LEAST_PERCENT: i64 = 5;
    line.glyphs.iter().filter(|glyph| !glyph.char.is_whitespace()).any(|glyph| {
        let seen = intersection(glyph.visible, bounds);
        seen.width() > 0 && i64::from(seen.height()) * 100 >= i64::from(glyph.area.height()) * LEAST_PERCENT
    })
}

/// Whether most characters of a line are cut off above or below.
fn is_cut(line: &Line) -> bool {
    let printed = line.glyphs.iter().filter(|glyph| !glyph.char.is_whitespace());
    let (mut all, mut cut) = (0, 0);
    for glyph in printed {
        let shown = intersection(glyph.visible, glyph.area);
        all += 1;
        cut += usize::from(i64::from(shown.height()) * 100 < i64::from(glyph.area.height()) * CUT_PERCENT);
    }
    2 * cut > all
}

/// The pages that hold nothing that can be read although something is printed on them.
pub fn is_picture(layout: &Layout) -> bool {
    const MOST_PICTURED: i64 = 30;
    const FEW_CHARACTERS: usize = 100;
    let n_characters: usize = layout.lines().map(|line| line.glyphs.len()).sum();
    let has_table = layout.pieces.iter().any(|piece| matches!(piece, Piece::Table(_)));
    let is_covered = layout.pictured >= MOST_PICTURED && !has_table;
    // A cover may have a picture behind its title.
    is_covered && (n_characters == 0 || layout.page > 1 && n_characters < FEW_CHARACTERS)
}
