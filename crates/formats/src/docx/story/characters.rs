//! Runs and their characters, and what stands between characters.

use document::DefectKind;

use super::{Open, Stop, Story};
use crate::docx::{
    paragraph::Use,
    picture,
    properties::{self, Fate},
    symbols,
};
use crate::xml::{Element, Space, Token};

impl Story<'_, '_> {
    pub(super) fn open_run(&mut self) -> Result<(), Stop> {
        self.cx.draft.count_run()?;
        self.push(Open::Run);
        Ok(())
    }

    pub(super) fn run_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::run(&mut self.xml)?;
        if let (Some((_, Open::Run)), Some(paragraph)) = (self.open.last(), self.paragraphs.last_mut()) {
            let by_style = || self.cx.styles.of_run(properties.style.as_deref()?).filter(|style| style.hidden);
            paragraph.run_hidden = properties.hidden.or_else(|| by_style().map(|_| true));
        }
        Ok(())
    }

    /// The text of a run. Line ends in it are blanks, and blanks at its ends count only where the file says so.
    pub(super) fn characters(&mut self, element: &Element<'_>) -> Result<(), Stop> {
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

    /// Adds characters to the paragraph that is open.
    pub(super) fn write(&mut self, printed: &str) {
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

    pub(super) fn line_break(&mut self, element: &Element<'_>) {
        if element.attr("type").is_some_and(|kind| kind != "textWrapping") {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.break_page();
            }
        } else {
            self.write("\n");
        }
    }

    pub(super) fn symbol(&mut self, element: &Element<'_>) {
        let font = element.attr("font").unwrap_or_default();
        let code = element.attr("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
        if let Some(c) = code.and_then(|code| symbols::character(&font, code)) {
            self.write(c.encode_utf8(&mut [0; 4]));
        }
    }

    pub(super) fn field_mark(&mut self, element: &Element<'_>) {
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
    pub(super) fn phonetic_guide(&mut self) -> Result<(), Stop> {
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

    pub(super) fn picture(&mut self, element: &Element<'_>) {
        let Some(size) = self.frame.see(element).filter(|_| self.is_main) else { return };
        self.cx.pictures = self.cx.pictures.saturating_add(1);
        if let (picture::Size::Large, Some(paragraph)) = (size, self.paragraphs.last_mut()) {
            paragraph.leave_out(DefectKind::ImagePage, "");
        }
    }
}
