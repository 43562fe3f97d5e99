//! A paragraph in the making: its text, run by run, and what was left out of it.

use document::{DefectKind, NameId, Origin, Text};

use super::draft::{Item, Marked};
use super::properties::ParagraphProperties;

/// What is done with the characters of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// They are read.
    Read,
    /// They are read and marked.
    Marked(DefectKind),
    /// They are left out, for this reason.
    LeftOut(DefectKind),
}

/// A paragraph in the making.
#[derive(Debug)]
pub struct ParagraphDraft {
    part: NameId,
    /// 1-based number in its part.
    index: u32,
    pub properties: ParagraphProperties,
    /// Whether its style hides its text.
    pub hidden: bool,
    /// Whether the run that is open says to be hidden or not.
    pub run_hidden: Option<bool>,
    text: Marked,
    /// Code points in `text`.
    offset: u32,
    /// 0-based number of the run that is open, or comes next.
    run: u32,
    /// Characters that wait to be added, all of one run and one use.
    waiting: String,
    waiting_use: Use,
    /// A page break that matters only if text comes behind it.
    pending_break: bool,
    left_out: Vec<(DefectKind, Text)>,
    /// Whether nothing was read since the last text was left out.
    goes_on: bool,
    /// What hangs on it and is read behind it: text boxes and notes.
    pub after: Vec<Item>,
}

/// What became of a paragraph.
pub struct Finished {
    pub text: Marked,
    pub left_out: Vec<(DefectKind, Text)>,
    pub after: Vec<Item>,
    pub properties: ParagraphProperties,
    /// Where it begins.
    pub start: Origin,
}

impl ParagraphDraft {
    pub fn new(part: NameId, index: u32) -> Self {
        Self {
            part,
            index,
            properties: ParagraphProperties::default(),
            hidden: false,
            run_hidden: None,
            text: Marked::default(),
            offset: 0,
            run: 0,
            waiting: String::new(),
            waiting_use: Use::Read,
            pending_break: false,
            left_out: Vec::new(),
            goes_on: false,
            after: Vec::new(),
        }
    }

    /// Adds characters of the run that is open.
    pub fn write(&mut self, printed: &str, used: Use) {
        if printed.is_empty() {
            return;
        }
        if used != self.waiting_use {
            self.flush();
            self.waiting_use = used;
        }
        if !matches!(used, Use::LeftOut(_)) && std::mem::take(&mut self.pending_break) {
            self.waiting.push('\n');
        }
        self.waiting.push_str(printed);
    }

    /// A page break parts the text before it from the text behind it.
    pub fn break_page(&mut self) {
        self.pending_break = !self.text.is_blank() || !self.waiting.trim().is_empty();
    }

    /// Ends the run that is open.
    pub fn end_run(&mut self) {
        self.flush();
        self.run = self.run.saturating_add(1);
        self.run_hidden = None;
    }

    /// Where the next character stands.
    pub fn here(&self) -> Origin {
        Origin::Run { part: self.part, paragraph: self.index, run: self.run, offset: self.offset }
    }

    /// Keeps something that is not content and stands here.
    pub fn leave_out(&mut self, kind: DefectKind, printed: &str) {
        self.left_out.push((kind, Text::from_origin(printed, self.here())));
        self.goes_on = false;
    }

    fn flush(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let here = self.here();
        let kind = match self.waiting_use {
            Use::LeftOut(kind) => {
                match self.left_out.last_mut() {
                    Some((last, text)) if *last == kind && self.goes_on => text.push(&self.waiting, here),
                    _ => self.left_out.push((kind, Text::from_origin(self.waiting.as_str(), here))),
                }
                self.goes_on = true;
                self.waiting.clear();
                return;
            }
            Use::Marked(kind) => Some(kind),
            Use::Read => None,
        };
        self.goes_on = false;
        let start = self.text.text.as_str().len();
        self.text.text.push(&self.waiting, here);
        let end = start + self.waiting.len();
        if let Some(kind) = kind {
            match self.text.marks.last_mut() {
                Some((last, range)) if *last == kind && range.end == start => range.end = end,
                _ => self.text.marks.push((kind, start..end)),
            }
        }
        let chars = self.waiting.chars().count();
        self.offset = self.offset.saturating_add(u32::try_from(chars).unwrap_or(u32::MAX));
        self.waiting.clear();
    }

    /// Ends the paragraph.
    pub fn finish(mut self) -> Finished {
        self.flush();
        Finished {
            text: self.text,
            left_out: self.left_out,
            after: self.after,
            properties: self.properties,
            start: Origin::Run { part: self.part, paragraph: self.index, run: 0, offset: 0 },
        }
    }
}
