//! Walking through a part of running text: the document itself, notes, comments, heads and feet of pages.
//!
//! One pass over the tokens. What is open stands on a stack of its own, so that no depth of the file
//! becomes a depth of calls.

use std::collections::HashMap;

use document::{DefectKind, NameId, Text};

use super::{
    draft::{Draft, Item, Marked, too_much},
    field::Fields,
    numbering::Numbering,
    paragraph::ParagraphDraft,
    picture, properties,
    styles::Styles,
    table::TableDraft,
};
use crate::Error;
use crate::xml::{Broken, Element, Space, Token, Xml};

mod blocks;
mod characters;

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
        if let Some((at, Open::Alternatives { taken })) = self.open.last_mut()
            && *at == parent
            && std::mem::replace(taken, true)
        {
            self.xml.skip()?;
        }
        Ok(())
    }
}
