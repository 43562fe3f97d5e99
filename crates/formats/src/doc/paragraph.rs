//! One paragraph in the making.

use std::ops::Range;

use document::{NameId, Origin, Text};

use super::properties::Look;

/// A line of a paragraph: Word breaks lines and pages inside paragraphs, too.
#[derive(Default)]
pub struct Line {
    /// What is printed.
    pub text: Text,
    /// Bytes of it that were added while changes were tracked.
    pub inserted: Vec<Range<usize>>,
}

impl Line {
    /// Adds a further line, or all of them, under this one.
    pub fn append(&mut self, other: Self) {
        let glue = if self.text.as_str().is_empty() { "" } else { "\n" };
        let shift = self.text.as_str().len() + glue.len();
        self.text.append(glue, &other.text);
        self.inserted.extend(other.inserted.into_iter().map(|range| range.start + shift..range.end + shift));
    }
}

/// The content of a paragraph.
#[derive(Default)]
pub struct Content {
    /// Its lines, at least one.
    pub lines: Vec<Line>,
    /// Hidden text.
    pub hidden: Vec<Text>,
    /// Text that was deleted while changes were tracked.
    pub deleted: Vec<Text>,
}

/// A paragraph in the making: its characters one by one.
pub struct Draft {
    part: NameId,
    paragraph: u32,
    run: u32,
    /// Code points before the next character.
    offset: u32,
    /// Characters of the run that is being read, where it began, and how it looks.
    buffer: String,
    start: u32,
    look: Look,
    content: Content,
}

impl Draft {
    /// Begins a paragraph of a part, counted from 1.
    pub fn new(part: NameId, paragraph: u32) -> Self {
        Self {
            part,
            paragraph,
            run: 0,
            offset: 0,
            buffer: String::new(),
            start: 0,
            look: Look::default(),
            content: Content { lines: vec![Line::default()], ..Content::default() },
        }
    }

    /// Where the paragraph begins.
    pub const fn origin(&self) -> Origin {
        Origin::Run { part: self.part, paragraph: self.paragraph, run: 0, offset: 0 }
    }

    /// Whether nothing was added yet.
    pub const fn is_blank(&self) -> bool {
        self.offset == 0
    }

    /// Adds a character.
    pub fn push(&mut self, c: char, look: Look) {
        if look != self.look {
            self.end_run();
            self.look = look;
        }
        if self.buffer.is_empty() {
            self.start = self.offset;
        }
        self.buffer.push(c);
        self.offset += 1;
    }

    /// Breaks the line.
    pub fn break_line(&mut self) {
        self.flush();
        self.content.lines.push(Line::default());
        self.offset += 1;
    }

    fn end_run(&mut self) {
        if self.offset > 0 {
            self.flush();
            self.run += 1;
        }
    }

    fn flush(&mut self) {
        if self.buffer.is_empty() {
            return;
        }
        let origin = Origin::Run { part: self.part, paragraph: self.paragraph, run: self.run, offset: self.start };
        let text = Text::from_origin(std::mem::take(&mut self.buffer), origin);
        if self.look.deleted {
            self.content.deleted.push(text);
        } else if self.look.hidden {
            self.content.hidden.push(text);
        } else if let Some(line) = self.content.lines.last_mut() {
            let start = line.text.as_str().len();
            line.text.append("", &text);
            if self.look.inserted {
                line.inserted.push(start..line.text.as_str().len());
            }
        }
    }

    /// Ends the paragraph; a number that Word prints before it has the place of what it stands before.
    pub fn finish(mut self, number: Option<&str>) -> Content {
        self.flush();
        if let Some(number) = number
            && let Some(first) = self.content.lines.first_mut()
            && !first.text.as_str().trim().is_empty()
        {
            let shift = number.len();
            let mut text = Text::from_origin(
                number,
                Origin::Run { part: self.part, paragraph: self.paragraph, run: 0, offset: 0 },
            );
            text.append("", &first.text);
            first.text = text;
            for range in &mut first.inserted {
                *range = range.start + shift..range.end + shift;
            }
        }
        self.content
    }
}
