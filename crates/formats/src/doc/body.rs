//! All paragraphs, and the parts of the text that they belong to.

use std::collections::HashMap;

use document::{Block, Cell, DefectKind, Document, Format, NameId, Paragraph, Row, Span, Style, Table, Text, TextId};

use super::{
    container::{Container, u16_at},
    lists::Lists,
    paragraph::{Content, Draft, Line},
    pieces::{Pieces, Unit},
    properties::{Look, Map, Own, looks, paragraphs, properties},
    styles::Styles,
    table::{RawRow, Shape, merge},
    too_much,
};
use crate::{Error, PART_LIMIT};

/// What is written in a part of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Content,
    Aside(DefectKind),
}

/// The parts of the text in their order, and where the head says how long each is (`FibRgLw97`).
const PARTS: [(&str, usize, Role); 7] = [
    ("WordDocument", 0x4C, Role::Content),
    ("footnotes", 0x50, Role::Content),
    ("headers", 0x54, Role::Aside(DefectKind::PageFurniture)),
    ("comments", 0x5C, Role::Aside(DefectKind::Comment)),
    ("endnotes", 0x60, Role::Content),
    ("text boxes", 0x64, Role::Content),
    ("text boxes of headers", 0x68, Role::Aside(DefectKind::PageFurniture)),
];

/// The shorter side from which on a picture may be a page of text and not a seal or a logo, in
/// twentieths of a point: five inches, more than half a page.
const PAGE_PICTURE: u32 = 5 * 1440;

/// The most fields inside each other that are told apart; Word nests a handful.
const DEEPEST_FIELD: usize = 32;

/// The most bytes of lists in the data stream that are read; a sound file reads each once.
const HUGE_BUDGET: usize = 64 << 20;

/// Reads all parts of the text.
pub fn document(container: &Container) -> Result<Document, Error> {
    let pieces = Pieces::find(container)?;
    let mut document = Document::new(Format::Doc);
    let part = document.add_name(PARTS[0].0);
    let mut reader = Reader {
        document,
        data: &container.data,
        looks: looks(container),
        paragraphs: paragraphs(container),
        styles: Styles::read(container),
        standings: HashMap::new(),
        lists: Lists::read(container),
        draft: Draft::new(part, 1),
        part,
        role: Role::Content,
        paragraph: 1,
        parts: 0,
        huge_left: HUGE_BUDGET,
        fields: Vec::new(),
        high: None,
        rows: Vec::new(),
        cells: Vec::new(),
        cell: Line::default(),
        pictures: 0,
        found_text: false,
    };
    let mut units = pieces.units();
    for (name, length_at, role) in PARTS {
        reader.begin(name, role);
        for unit in units.by_ref().take(container.head(length_at)) {
            reader.unit(unit);
            if reader.parts > PART_LIMIT {
                return Err(too_much("paragraphs and cells"));
            }
        }
        reader.end();
    }
    match (reader.found_text, reader.pictures) {
        _ if reader.huge_left == 0 => Err(too_much("properties of paragraphs")),
        (true, _) => Ok(reader.document),
        (false, 0) => Err(Error::Empty),
        (false, pages) => Err(Error::Pictures { format: Format::Doc, pages }),
    }
}

/// What the properties of a paragraph say of it.
#[derive(Clone, Copy, Default)]
struct Standing {
    in_table: bool,
    /// Whether its mark ends a row.
    ends_row: bool,
    outline: Option<u8>,
    /// The use of a list and the level in it.
    list_use: u16,
    level: u8,
}

impl Standing {
    fn apply(&mut self, list: &[u8]) {
        for (code, value) in properties(list) {
            let first = value.first().copied().unwrap_or(0);
            match code {
                0x2416 => self.in_table = first != 0,
                0x2417 => self.ends_row = first != 0,
                0x2640 => self.outline = Some(first),
                0x460B => self.list_use = u16_at(value, 0).unwrap_or(0),
                0x260A => self.level = first,
                _ => {}
            }
        }
    }
}

/// The document in the making.
struct Reader<'c> {
    document: Document,
    data: &'c [u8],
    looks: Map<Look>,
    paragraphs: Map<Own<'c>>,
    styles: Styles<'c>,
    standings: HashMap<u16, Standing>,
    lists: Lists,
    part: NameId,
    role: Role,
    /// The paragraph that is being read, and its number.
    draft: Draft,
    paragraph: u32,
    /// Paragraphs and cells so far.
    parts: u64,
    huge_left: usize,
    /// Fields that are open: whether the characters that follow are their printed result.
    fields: Vec<bool>,
    /// The first half of a character of two units.
    high: Option<u16>,
    /// Rows of the table, cells of the row, and the cell that are being read.
    rows: Vec<RawRow>,
    cells: Vec<Line>,
    cell: Line,
    pictures: u32,
    found_text: bool,
}

impl<'c> Reader<'c> {
    fn begin(&mut self, name: &str, role: Role) {
        self.part = self.document.add_name(name);
        self.role = role;
        self.paragraph = 1;
        self.draft = Draft::new(self.part, 1);
        self.fields.clear();
        self.high = None;
    }

    /// Ends a part, also one that is cut off in the middle of a paragraph or a row.
    fn end(&mut self) {
        let content = self.take_paragraph(None);
        if self.cells.is_empty() && self.cell.text.as_str().is_empty() {
            self.end_table();
            self.paragraph(content, Style::Body);
        } else {
            self.cell_paragraph(content);
            self.end_cell();
            self.end_row(Shape::default());
            self.end_table();
        }
    }

    fn unit(&mut self, unit: Unit) {
        let look = self.looks.at(unit.at).copied().unwrap_or_default();
        match unit.code {
            0x13 if self.fields.len() < DEEPEST_FIELD => self.fields.push(false),
            0x14 => {
                if let Some(is_result) = self.fields.last_mut() {
                    *is_result = true;
                }
            }
            0x15 => {
                self.fields.pop();
            }
            0x07 | 0x0D => self.mark(unit),
            0x0C => {
                let in_table = !self.cells.is_empty() || !self.cell.text.as_str().is_empty();
                if in_table { self.draft.break_line() } else { self.mark(unit) }
            }
            _ if self.fields.contains(&false) => {}
            0x0B | 0x0E => self.draft.break_line(),
            0x01 => self.picture(look),
            0x1E => self.draft.push('-', look),
            0x09 => self.draft.push('\t', look),
            // An optional hyphen, and marks of things that stand elsewhere.
            0x00..0x20 => {}
            code => self.character(look.symbol.unwrap_or(code), look),
        }
    }

    fn character(&mut self, code: u16, look: Look) {
        let units = [self.high.take().unwrap_or(0), code];
        if matches!(code, 0xD800..0xDC00) {
            self.high = Some(code);
            return;
        }
        let first = usize::from(units[0] == 0);
        for decoded in char::decode_utf16(units[first..].iter().copied()) {
            // Where a picture or symbol stands is no part of how text looks.
            let look = Look { symbol: None, picture: None, ..look };
            self.draft.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER), look);
        }
    }

    /// The mark that ends a paragraph, a cell or a row.
    fn mark(&mut self, unit: Unit) {
        // What a field does not print never goes beyond a paragraph; one that is not closed must not hide the rest.
        self.fields.retain(|is_result| *is_result);
        let own = self.paragraphs.at(unit.at).copied();
        let style = own.map_or(0, |own| own.style);
        let mut standing = self.standing(style);
        let mut shape = Shape::default();
        if let Some(own) = own {
            self.huge_left = self.huge_left.saturating_sub(own.huge.len());
            for list in [own.list, own.huge] {
                standing.apply(list);
            }
            if standing.ends_row && self.huge_left > 0 {
                shape.apply(own.list);
                shape.apply(own.huge);
            }
        }
        if standing.ends_row && unit.code == 0x07 && self.draft.is_blank() {
            if !self.cells.is_empty() {
                self.end_row(shape);
            }
            return;
        }
        let number = self.lists.number(standing.list_use, standing.level);
        let content = self.take_paragraph(number.as_deref());
        if unit.code == 0x07 {
            self.cell_paragraph(content);
            self.end_cell();
        } else if standing.in_table {
            self.cell_paragraph(content);
        } else {
            self.end_table();
            self.paragraph(content, self.styles.meaning(style).style(standing.outline));
        }
    }

    /// What a style says; looked up once, as a hostile file may give each paragraph the longest of styles.
    fn standing(&mut self, style: u16) -> Standing {
        if let Some(known) = self.standings.get(&style) {
            return *known;
        }
        let mut standing = Standing::default();
        for list in self.styles.lists(style) {
            standing.apply(list);
        }
        self.standings.insert(style, standing);
        standing
    }

    /// Ends the draft of a paragraph. What is not printed becomes defects.
    fn take_paragraph(&mut self, number: Option<&str>) -> Vec<Line> {
        self.paragraph += 1;
        self.parts += 1;
        let draft = std::mem::replace(&mut self.draft, Draft::new(self.part, self.paragraph));
        let Content { lines, hidden, deleted } = draft.finish(number);
        for (kind, texts) in [(DefectKind::Hidden, hidden), (DefectKind::TrackedDeletion, deleted)] {
            for text in texts {
                self.set_aside(kind, text);
            }
        }
        lines
    }

    fn paragraph(&mut self, lines: Vec<Line>, style: Style) {
        for line in lines {
            if line.text.as_str().trim().is_empty() {
                continue;
            }
            if let Role::Aside(kind) = self.role {
                self.set_aside(kind, line.text);
                continue;
            }
            self.found_text = true;
            let text = self.add(line);
            self.document.add_block(Block::Paragraph(Paragraph { text, style }));
        }
    }

    fn cell_paragraph(&mut self, lines: Vec<Line>) {
        for line in lines {
            if !line.text.as_str().is_empty() {
                self.cell.append(line);
            }
        }
    }

    fn end_cell(&mut self) {
        let mut cell = std::mem::take(&mut self.cell);
        if cell.text.pieces().is_empty() {
            // A blank cell has its place, too.
            cell.text = Text::from_origin("", Draft::new(self.part, self.paragraph - 1).origin());
        }
        self.cells.push(cell);
    }

    fn end_row(&mut self, mut shape: Shape) {
        self.parts += 1;
        let cells = std::mem::take(&mut self.cells);
        shape.limit_to(cells.len());
        self.rows.push(RawRow { cells, shape });
    }

    fn end_table(&mut self) {
        if !self.cells.is_empty() {
            self.end_row(Shape::default());
        }
        if self.rows.is_empty() {
            return;
        }
        let rows = merge(std::mem::take(&mut self.rows));
        if let Role::Aside(kind) = self.role {
            for cell in rows.into_iter().flatten().filter(|cell| !cell.content.text.as_str().trim().is_empty()) {
                self.set_aside(kind, cell.content.text);
            }
            return;
        }
        let mut table = Table::default();
        for row in rows {
            let cells = row.into_iter().map(|cell| {
                self.found_text |= !cell.content.text.as_str().trim().is_empty();
                Cell { text: self.add(cell.content), columns: cell.columns, rows: cell.rows }
            });
            table.rows.push(Row { cells: cells.collect() });
        }
        self.document.add_block(Block::Table(table));
    }

    fn picture(&mut self, look: Look) {
        let Some(at) = look.picture else { return };
        self.pictures += 1;
        // Its size as placed, and how much of it is shown in thousandths (MS-DOC 2.9.190, `PICMID`).
        let number = |offset| (at as usize).checked_add(offset).and_then(|at| u16_at(self.data, at)).map(u32::from);
        let side = |size, scale| Some(number(size)? * number(scale)? / 1000);
        let is_page = |side: Option<u32>| side.is_some_and(|side| side >= PAGE_PICTURE);
        if is_page(side(0x1C, 0x20)) && is_page(side(0x1E, 0x22)) && self.role == Role::Content {
            self.set_aside(DefectKind::ImagePage, Text::from_origin("", self.draft.origin()));
        }
    }

    fn add(&mut self, line: Line) -> TextId {
        let text = if line.text.pieces().is_empty() { Text::from_origin("", self.draft.origin()) } else { line.text };
        let id = self.document.add_text(text);
        for range in line.inserted {
            self.document.add_defect(DefectKind::TrackedInsertion, Span::new(id, range));
        }
        id
    }

    fn set_aside(&mut self, kind: DefectKind, text: Text) {
        let id = self.document.add_text(text);
        self.document.add_defect(kind, self.document.whole(id));
    }
}
