//! Walking through a part of running text: the document itself, notes, comments, heads and feet of pages.
//!
//! One pass over the tokens. What is open stands on a stack of its own, so that no depth of the file
//! becomes a depth of calls.

use std::collections::HashMap;

use document::{DefectKind, NameId, Style, Text};

use super::draft::{Draft, Item, Marked, too_much};
use super::numbering::Numbering;
use super::paragraph::{Finished, ParagraphDraft, Use};
use super::properties::{self, Fate, ParagraphProperties};
use super::styles::{Styles, level_of_outline};
use super::table::TableDraft;
use super::{field::Fields, picture, symbols};
use crate::Error;
use crate::xml::{Broken, Element, Space, Token, Xml};

/// What holds for the whole document while its parts are read.
pub struct Context {
    pub draft: Draft,
    pub styles: Styles,
    pub numbering: Numbering,
    /// Foot and end notes that were not referred to yet, by kind and id.
    pub notes: HashMap<(NoteKind, i32), Vec<Item>>,
    /// Ids of the heads and feet of pages, in order.
    pub furniture: Vec<String>,
    /// How many pictures the text holds.
    pub pictures: u32,
}

/// The two kinds of notes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NoteKind {
    Foot,
    End,
}

/// Why a part was not read to its end.
pub enum Stop {
    /// It is broken; what stands before is read.
    Broken(Broken),
    /// The document needs too much.
    Error(Error),
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::TooDeep => Self::Error(too_much(broken.to_string())),
            Broken::Syntax { .. } => Self::Broken(broken),
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// An element that is open and matters when it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open {
    Paragraph,
    Run,
    Table,
    Row,
    Cell,
    Inserted,
    Deleted,
    TextBox,
    Alternatives {
        taken: bool,
    },
    SimpleField,
    /// A note or comment: its items go to an entry of their own.
    Entry(Option<i32>),
}

/// Where finished paragraphs and tables go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Home {
    Story,
    Cell,
    /// Behind the paragraph that is open.
    Paragraph,
}

/// Walks through one part.
pub struct Story<'c, 'x> {
    cx: &'c mut Context,
    xml: Xml<'x>,
    part: NameId,
    /// Whether blocks go straight into the document.
    is_main: bool,
    items: Vec<Item>,
    entries: Vec<(i32, Vec<Item>)>,
    open: Vec<(u32, Open)>,
    /// Where blocks go, and the text of a paragraph whose end is deleted, which joins the next one.
    homes: Vec<(Home, Option<Marked>)>,
    paragraphs: Vec<ParagraphDraft>,
    tables: Vec<TableDraft>,
    n_paragraphs: u32,
    inserted: u32,
    deleted: u32,
    fields: Fields,
    frame: picture::Frame,
}

/// What a part holds.
pub struct Told {
    /// Its blocks, unless they went into the document.
    pub items: Vec<Item>,
    /// Its notes or comments by id.
    pub entries: Vec<(i32, Vec<Item>)>,
    /// What is broken about it.
    pub broken: Option<Broken>,
}

/// Reads a part from its text.
pub fn read(cx: &mut Context, text: &str, part: NameId, is_main: bool) -> Result<Told, Error> {
    let mut story = Story {
        cx,
        xml: Xml::new(text),
        part,
        is_main,
        items: Vec::new(),
        entries: Vec::new(),
        open: Vec::new(),
        homes: vec![(Home::Story, None)],
        paragraphs: Vec::new(),
        tables: Vec::new(),
        n_paragraphs: 0,
        inserted: 0,
        deleted: 0,
        fields: Fields::default(),
        frame: picture::Frame::default(),
    };
    let broken = match story.walk() {
        Ok(()) => None,
        Err(Stop::Broken(broken)) => Some(broken),
        Err(Stop::Error(error)) => return Err(error),
    };
    // After a break the elements that are still open end here, so that what was read is kept.
    while let Some((_, open)) = story.open.pop() {
        story.close(open)?;
    }
    story.settle_carry();
    Ok(Told { items: story.items, entries: story.entries, broken })
}

impl Story<'_, '_> {
    fn walk(&mut self) -> Result<(), Stop> {
        loop {
            match self.xml.next()? {
                Token::Open(element) => self.element(&element)?,
                Token::Close => {
                    let depth = self.xml.depth() + 1;
                    if let Some((_, open)) = self.open.pop_if(|(at, _)| *at == depth) {
                        self.close(open)?;
                    }
                }
                Token::Text(_) => {}
                Token::End => return Ok(()),
            }
        }
    }

    fn push(&mut self, open: Open) {
        self.open.push((self.xml.depth(), open));
    }

    /// An element begins. Those that are not known are passed through, as text may stand in them.
    fn element(&mut self, element: &Element<'_>) -> Result<(), Stop> {
        match element.space {
            Space::Word => self.word(element)?,
            Space::Math | Space::Drawing => match element.name() {
                "p" => self.open_paragraph()?,
                "r" => self.open_run()?,
                "t" => self.characters(element)?,
                "pPr" | "rPr" | "ctrlPr" => self.xml.skip()?,
                _ => {}
            },
            Space::Compatibility => match element.name() {
                "AlternateContent" => self.push(Open::Alternatives { taken: false }),
                "Choice" | "Fallback" => self.alternative()?,
                _ => {}
            },
            Space::Vml if element.name() == "textpath" => {
                if let (Some(string), Some(paragraph)) = (element.attr("string"), self.paragraphs.last_mut()) {
                    paragraph.leave_out(DefectKind::PageFurniture, &string);
                }
            }
            Space::Vml | Space::Other => self.picture(element),
        }
        Ok(())
    }

    fn word(&mut self, element: &Element<'_>) -> Result<(), Stop> {
        match element.name() {
            "p" => self.open_paragraph()?,
            "r" => self.open_run()?,
            "t" | "delText" => self.characters(element)?,
            "pPr" => self.paragraph_properties()?,
            "rPr" => self.run_properties()?,
            "tbl" => self.open_table()?,
            "tr" => self.open_row(),
            "tc" => self.open_cell(),
            "trPr" => self.row_properties()?,
            "tcPr" => self.cell_properties()?,
            "sectPr" => self.cx.furniture.extend(properties::section(&mut self.xml)?),
            "sdtPr" | "sdtEndPr" | "tblPr" | "tblGrid" | "tblPrEx" | "smartTagPr" | "customXmlPr" => self.xml.skip()?,
            "rt" => self.phonetic_guide()?,
            "tab" | "ptab" => self.write("\t"),
            "br" => self.line_break(element),
            "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => self.symbol(element),
            "ins" | "moveTo" => {
                self.inserted += 1;
                self.push(Open::Inserted);
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                self.push(Open::Deleted);
            }
            "txbxContent" => {
                let home = if self.paragraphs.is_empty() { Home::Story } else { Home::Paragraph };
                self.homes.push((home, None));
                self.push(Open::TextBox);
            }
            "fldSimple" => {
                self.fields.begin_result();
                self.push(Open::SimpleField);
            }
            "fldChar" => self.field_mark(element),
            "instrText" | "delInstrText" => {
                let code = self.xml.text()?;
                self.fields.code(&code);
            }
            "footnoteReference" => self.note(NoteKind::Foot, element),
            "endnoteReference" => self.note(NoteKind::End, element),
            "footnote" | "endnote" | "comment" => {
                // Notes of other types are the lines between text and notes.
                let is_text = element.attr("type").is_none_or(|kind| kind == "normal");
                let id = element.attr("id").and_then(|id| id.trim().parse().ok());
                self.homes.push((Home::Story, None));
                self.push(Open::Entry(id.filter(|_| is_text)));
            }
            "altChunk" | "subDoc" => {
                let at = self.paragraphs.last().map(ParagraphDraft::here);
                let text = at.map_or_else(Text::default, |at| Text::from_origin("", at));
                self.cx.draft.defect(DefectKind::Unreadable, text);
            }
            "object" => self.picture(element),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, open: Open) -> Result<(), Error> {
        match open {
            Open::Paragraph => self.close_paragraph(),
            Open::Run => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.end_run();
                }
            }
            Open::Table => {
                if let Some(table) = self.tables.pop() {
                    for item in table.finish() {
                        self.emit(item);
                    }
                }
            }
            Open::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.close_row();
                }
            }
            Open::Cell => self.close_cell()?,
            Open::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Open::Deleted => self.deleted = self.deleted.saturating_sub(1),
            Open::TextBox => {
                self.settle_carry();
                self.homes.pop();
            }
            Open::Alternatives { .. } => {}
            Open::SimpleField => self.fields.end(),
            Open::Entry(id) => {
                self.settle_carry();
                self.homes.pop();
                let items = std::mem::take(&mut self.items);
                self.entries.extend(id.map(|id| (id, items)));
            }
        }
        Ok(())
    }

    /// Of alternatives the first is read: it is the one that Word shows today.
    fn alternative(&mut self) -> Result<(), Stop> {
        let parent = self.xml.depth() - 1;
        match self.open.last_mut() {
            Some((at, Open::Alternatives { taken })) if *at == parent => {
                if std::mem::replace(taken, true) {
                    self.xml.skip()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_paragraph(&mut self) -> Result<(), Stop> {
        self.cx.draft.count(1)?;
        self.n_paragraphs = self.n_paragraphs.saturating_add(1);
        let mut paragraph = ParagraphDraft::new(self.part, self.n_paragraphs);
        paragraph.hidden = self.cx.styles.get(None).is_some_and(|style| style.hidden);
        self.paragraphs.push(paragraph);
        self.push(Open::Paragraph);
        Ok(())
    }

    fn open_run(&mut self) -> Result<(), Stop> {
        self.cx.draft.count_run()?;
        self.push(Open::Run);
        Ok(())
    }

    fn paragraph_properties(&mut self) -> Result<(), Stop> {
        let mut properties = properties::paragraph(&mut self.xml)?;
        self.cx.furniture.append(&mut properties.furniture);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let style = self.cx.styles.get(properties.style.as_deref());
            paragraph.hidden = style.is_some_and(|style| style.hidden);
            paragraph.properties = properties;
        }
        Ok(())
    }

    fn run_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::run(&mut self.xml)?;
        if let (Some((_, Open::Run)), Some(paragraph)) = (self.open.last(), self.paragraphs.last_mut()) {
            let by_style = || self.cx.styles.of_run(properties.style.as_deref()?).filter(|style| style.hidden);
            paragraph.run_hidden = properties.hidden.or_else(|| by_style().map(|_| true));
        }
        Ok(())
    }

    /// Adds characters to the paragraph that is open.
    fn write(&mut self, printed: &str) {
        let row = self.tables.last().map_or(Fate::Kept, |table| table.row.fate);
        let cell = self.tables.last().map_or(Fate::Kept, |table| table.cell.fate);
        let fates = [row, cell];
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let used = if self.deleted > 0 || fates.contains(&Fate::Deleted) {
            Use::LeftOut(DefectKind::TrackedDeletion)
        } else if paragraph.run_hidden.unwrap_or(paragraph.hidden) || fates.contains(&Fate::Hidden) {
            Use::LeftOut(DefectKind::Hidden)
        } else if self.fields.in_code() {
            // Part of a condition or a field without result: it is computed with, not printed.
            Use::LeftOut(DefectKind::Hidden)
        } else if self.inserted > 0 || fates.contains(&Fate::Inserted) {
            Use::Marked(DefectKind::TrackedInsertion)
        } else {
            Use::Read
        };
        paragraph.write(printed, used);
    }

    /// The text of a run. Line ends in it are blanks, and blanks at its ends count only where the file says so.
    fn characters(&mut self, element: &Element<'_>) -> Result<(), Stop> {
        let preserved = element.attr("space").is_some_and(|space| space == "preserve");
        let text = self.xml.text()?;
        let blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let text = if preserved || element.space != Space::Word { &*text } else { text.trim_matches(blank) };
        if text.contains(['\n', '\r', '\u{ad}']) {
            self.write(&text.replace(['\n', '\r'], " ").replace('\u{ad}', ""));
        } else {
            self.write(text);
        }
        Ok(())
    }

    fn line_break(&mut self, element: &Element<'_>) {
        if element.attr("type").is_some_and(|kind| kind != "textWrapping") {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.break_page();
            }
        } else {
            self.write("\n");
        }
    }

    fn symbol(&mut self, element: &Element<'_>) {
        let font = element.attr("font").unwrap_or_default();
        let code = element.attr("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        if let Some(c) = code.and_then(|code| symbols::character(&font, code)) {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn field_mark(&mut self, element: &Element<'_>) {
        match element.attr("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => {
                if let Some(printed) = self.fields.end_without_result() {
                    self.write(&printed);
                }
            }
            _ => {}
        }
    }

    /// The reading of a character that is printed small above it.
    fn phonetic_guide(&mut self) -> Result<(), Stop> {
        let outside = self.xml.depth() - 1;
        let mut guide = String::new();
        loop {
            match self.xml.next()? {
                Token::Text(text) => guide.push_str(&text),
                Token::Close if self.xml.depth() == outside => break,
                Token::End => break,
                _ => {}
            }
        }
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !guide.trim().is_empty()) {
            paragraph.leave_out(DefectKind::PageFurniture, guide.trim());
        }
        Ok(())
    }

    fn picture(&mut self, element: &Element<'_>) {
        let Some(size) = self.frame.see(element).filter(|_| self.is_main) else { return };
        self.cx.pictures = self.cx.pictures.saturating_add(1);
        if let (picture::Size::Large, Some(paragraph)) = (size, self.paragraphs.last_mut()) {
            paragraph.leave_out(DefectKind::ImagePage, "");
        }
    }

    fn note(&mut self, kind: NoteKind, element: &Element<'_>) {
        let id = element.attr("id").and_then(|id| id.trim().parse().ok());
        let Some(items) = id.and_then(|id| self.cx.notes.remove(&(kind, id))) else { return };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if self.deleted > 0 {
                let texts = items.into_iter().flat_map(Item::into_texts);
                texts.for_each(|text| self.cx.draft.defect(DefectKind::TrackedDeletion, text));
            } else {
                paragraph.after.extend(items);
            }
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        self.fields.end_paragraph();
        let Finished { text, left_out, after, properties, start } = paragraph.finish();
        for (kind, text) in left_out {
            self.cx.draft.defect(kind, text);
        }
        let (home, carry) = self.homes.last_mut().map_or((Home::Story, None), |(home, carry)| (*home, carry.take()));
        let mut joined = carry.unwrap_or_default();
        if joined.text.as_str().is_empty() {
            joined = text;
        } else {
            joined.append("", text);
        }
        let is_gone = self.tables.last().is_some_and(|table| matches!(table.row.fate, Fate::Deleted | Fate::Hidden));
        if properties.mark.joins && !is_gone {
            if let Some((_, carry)) = self.homes.last_mut() {
                *carry = Some(joined);
            }
        } else {
            if !is_gone && let Some(label) = self.label(&properties, joined.is_blank()) {
                let mut labelled = Marked { text: Text::from_origin(label, start), ..Marked::default() };
                labelled.append("", joined);
                joined = labelled;
            }
            if !joined.text.as_str().is_empty() {
                let style = self.style(&properties, home);
                self.emit(Item::Paragraph(joined, style));
            }
        }
        for item in after {
            self.emit_after(item, home);
        }
    }

    /// The number that is printed before a paragraph and does not stand in its text.
    fn label(&mut self, properties: &ParagraphProperties, is_blank: bool) -> Option<String> {
        let (num, level) = self.cx.styles.numbering(properties.numbering, properties.style.as_deref())?;
        let label = self.cx.numbering.next_label(num, level, &self.cx.styles)?;
        Some(if is_blank { label.trim_end().to_owned() } else { label })
    }

    /// What the file says a paragraph is. In a cell nothing is a heading.
    fn style(&self, properties: &ParagraphProperties, home: Home) -> Style {
        if home == Home::Cell {
            return Style::Body;
        }
        let by_style = || self.cx.styles.get(properties.style.as_deref()).and_then(|style| style.heading);
        let level = properties.outline.map_or_else(by_style, level_of_outline);
        level.map_or(Style::Body, Style::Heading)
    }

    /// Puts a block where it belongs.
    fn emit(&mut self, item: Item) {
        let home = self.homes.last().map_or(Home::Story, |(home, _)| *home);
        match (home, self.tables.last_mut(), self.paragraphs.last_mut()) {
            (Home::Cell, Some(table), _) => table.items.push(item),
            (Home::Paragraph, _, Some(paragraph)) => paragraph.after.push(item),
            _ if self.is_main => self.cx.draft.add(item),
            _ => self.items.push(item),
        }
    }

    /// Puts what hangs on a paragraph behind it, or behind the table that it stands in.
    fn emit_after(&mut self, item: Item, home: Home) {
        match self.tables.last_mut() {
            Some(table) if home == Home::Cell => table.after.push(item),
            _ => self.emit(item),
        }
    }

    /// A paragraph whose end was deleted and that no other follows stands for itself.
    fn settle_carry(&mut self) {
        let carry = self.homes.last_mut().and_then(|(_, carry)| carry.take());
        if let Some(marked) = carry.filter(|marked| !marked.is_blank()) {
            self.emit(Item::Paragraph(marked, Style::Body));
        }
    }

    fn open_table(&mut self) -> Result<(), Stop> {
        self.settle_carry();
        self.cx.draft.count(1)?;
        self.tables.push(TableDraft::default());
        self.push(Open::Table);
        Ok(())
    }

    fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_row();
            self.push(Open::Row);
        }
    }

    fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_cell();
            self.homes.push((Home::Cell, None));
            self.push(Open::Cell);
        }
    }

    fn row_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::row(&mut self.xml)?;
        if let Some(table) = self.tables.last_mut() {
            table.row = properties;
        }
        Ok(())
    }

    fn cell_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::cell(&mut self.xml)?;
        if let Some(table) = self.tables.last_mut() {
            table.cell = properties;
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), Error> {
        self.settle_carry();
        self.homes.pop();
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        self.cx.draft.count(table.width())?;
        for text in table.close_cell().into_iter().flat_map(Item::into_texts) {
            self.cx.draft.defect(DefectKind::Hidden, text);
        }
        Ok(())
    }
}
