//! Documents of Word since 2007 (.docx), as Word, WPS, LibreOffice and others write them.
//!
//! What is read is what a reader sees when all tracked changes are accepted: inserted text stands in its place
//! and is marked, deleted text is kept aside. Paragraphs are counted as the file has them, one by one, in
//! tables and text boxes, too; of alternatives for older and newer programs only the first is counted.
//!
//! Where tables stand in tables, a table that only frames others is passed over; others keep their text and
//! the inner tables come behind them. Text boxes and notes come behind the paragraph or table they hang on.
//!
//! Reading order: `story` (the walk through a part), then what it walks through (`paragraph`, `table`,
//! `field`, `picture`, `symbols`), what it looks things up in (`properties`, `styles`, `numbering`),
//! and `draft` (the document in the making).

mod story;

mod field;
mod paragraph;
mod picture;
mod symbols;
mod table;

mod numbering;
mod properties;
mod styles;

mod draft;

use std::collections::{HashMap, HashSet};

use document::{DefectKind, Document, Format, NameId, Text};

use crate::{
    Error,
    package::{Package, Relation},
    xml::{self, Broken},
};
use draft::{Draft, Item};
use numbering::Numbering;
use story::{Context, NoteKind, Told};
use styles::Styles;

/// Where the text stands when the package does not say so.
const MAIN: &str = "word/document.xml";
/// The most different heads and feet of pages. A section has at most six, and few sections have their own.
const FURNITURE_LIMIT: usize = 1024;

/// Reads a document.
///
/// **Errors.** A main part that is broken midway gives what stands before the break and a defect, as a
/// disclosure is mostly looked at for what it holds; one that gives no text at all is `Damaged`. A broken
/// part beside it is a defect.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let mut package = Package::open(bytes, Format::Docx)?;
    let main = package.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let main = main.map(|relation| relation.target).filter(|target| package.holds(target));
    let main = main.unwrap_or_else(|| MAIN.to_owned());
    let Some(text) = package.part(&main)? else { return Err(damaged(format!("{main} is missing"))) };
    let relations = package.relations(&main)?;
    let mut reading = Reading { package, relations, cx: Context::new() };
    reading.look_up()?;
    reading.notes()?;
    let part = reading.cx.draft.document.add_name(&main);
    let told = story::read(&mut reading.cx, &xml::decode(text), part, true)?;
    let has_text = !reading.cx.draft.document.blocks().is_empty();
    if let Some(broken) = told.broken {
        if !has_text {
            return Err(damaged(format!("{main}: {broken}")));
        }
        reading.unreadable(&main);
    }
    reading.leftover_notes();
    reading.furniture()?;
    reading.comments()?;
    let Context { draft, pictures, .. } = reading.cx;
    match (draft.document.blocks().is_empty(), pictures) {
        (false, _) => Ok(draft.document),
        (true, 0) => Err(Error::Empty),
        (true, pages) => Err(Error::Pictures { format: Format::Docx, pages }),
    }
}

/// A document that is being read.
struct Reading<'b> {
    package: Package<'b>,
    /// What the main part says of others.
    relations: Vec<Relation>,
    cx: Context,
}

impl Context {
    fn new() -> Self {
        Self {
            draft: Draft::new(),
            styles: Styles::default(),
            numbering: Numbering::default(),
            notes: HashMap::new(),
            furniture: Vec::new(),
            pictures: 0,
        }
    }
}

impl Reading<'_> {
    /// Reads the styles and lists.
    fn look_up(&mut self) -> Result<(), Error> {
        if let Some((name, text)) = self.beside("numbering")? {
            let (numbering, broken) = Numbering::read(&text);
            self.cx.numbering = numbering;
            self.report(&name, broken);
        }
        if let Some((name, text)) = self.beside("styles")? {
            let (styles, broken) = Styles::read(&text);
            self.cx.styles = styles;
            self.report(&name, broken);
        }
        self.cx.styles.resolve(&self.cx.numbering);
        Ok(())
    }

    /// Reads foot and end notes, so that they stand ready when the text refers to them.
    fn notes(&mut self) -> Result<(), Error> {
        for (kind, word) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
            if let Some(told) = self.story(word)? {
                self.cx.notes.extend(told.entries.into_iter().map(|(id, items)| ((kind, id), items)));
            }
        }
        Ok(())
    }

    /// Notes that the text does not refer to stand at its end.
    fn leftover_notes(&mut self) {
        let mut left: Vec<_> = std::mem::take(&mut self.cx.notes).into_iter().collect();
        left.sort_unstable_by_key(|(key, _)| *key);
        for item in left.into_iter().flat_map(|(_, items)| items) {
            self.cx.draft.add(item);
        }
    }

    /// Reads the heads and feet of pages, each once.
    fn furniture(&mut self) -> Result<(), Error> {
        let by_id: HashMap<&str, &str> = self.relations.iter().map(|r| (r.id.as_str(), r.target.as_str())).collect();
        let mut known = HashSet::new();
        let targets = self.cx.furniture.iter().filter_map(|id| by_id.get(id.as_str()));
        let targets: Vec<String> =
            targets.filter(|target| known.insert(**target)).map(|target| (*target).to_owned()).collect();
        if targets.len() > FURNITURE_LIMIT {
            return Err(draft::too_much(format!("more than {FURNITURE_LIMIT} heads and feet of pages")));
        }
        for target in targets {
            let Some(text) = self.text_of(&target)? else { continue };
            let told = self.tell(&target, &text)?;
            for text in told.items.into_iter().flat_map(Item::into_texts) {
                self.cx.draft.defect(DefectKind::PageFurniture, text);
            }
        }
        Ok(())
    }

    /// Reads the comments of reviewers, each as one text.
    fn comments(&mut self) -> Result<(), Error> {
        let Some(told) = self.story("comments")? else { return Ok(()) };
        for (_, items) in told.entries {
            let mut comment = Text::default();
            for text in items.into_iter().flat_map(Item::into_texts) {
                comment.append(if comment.as_str().is_empty() { "" } else { "\n" }, &text);
            }
            if !comment.as_str().is_empty() {
                self.cx.draft.defect(DefectKind::Comment, comment);
            }
        }
        Ok(())
    }

    /// Reads the part of a kind as running text.
    fn story(&mut self, kind: &str) -> Result<Option<Told>, Error> {
        let Some((name, text)) = self.beside(kind)? else { return Ok(None) };
        self.tell(&name, &text).map(Some)
    }

    fn tell(&mut self, name: &str, text: &str) -> Result<Told, Error> {
        let part = self.name(name);
        let mut told = story::read(&mut self.cx, text, part, false)?;
        self.report(name, told.broken.take());
        Ok(told)
    }

    /// The part of a kind beside the main part, with its name.
    fn beside(&mut self, kind: &str) -> Result<Option<(String, String)>, Error> {
        let Some(relation) = self.relations.iter().find(|relation| relation.kind == kind) else { return Ok(None) };
        let name = relation.target.clone();
        Ok(self.text_of(&name)?.map(|text| (name, text)))
    }

    /// The text of a part beside the main part; one that cannot be unpacked is a defect.
    fn text_of(&mut self, name: &str) -> Result<Option<String>, Error> {
        match self.package.part(name) {
            Ok(bytes) => Ok(bytes.map(xml::decode)),
            Err(Error::Damaged { .. }) => {
                self.unreadable(name);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn report(&mut self, name: &str, broken: Option<Broken>) {
        if broken.is_some() {
            self.unreadable(name);
        }
    }

    /// A part that cannot be read, or not to its end.
    fn unreadable(&mut self, name: &str) {
        let part = self.name(name);
        let origin = document::Origin::Run { part, paragraph: 1, run: 0, offset: 0 };
        self.cx.draft.defect(DefectKind::Unreadable, Text::from_origin("", origin));
    }

    fn name(&mut self, name: &str) -> NameId {
        self.cx.draft.document.add_name(name)
    }
}

fn damaged(why: String) -> Error {
    Error::Damaged { format: Format::Docx, why }
}
