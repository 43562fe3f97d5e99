//! Paragraphs and tables: where they begin and end, and where they go.

use document::{DefectKind, Style, Text};

use super::{Home, NoteKind, Open, Stop, Story};
use crate::Error;
use crate::docx::{
    draft::{Item, Marked},
    paragraph::{Finished, ParagraphDraft},
    properties::{self, Fate, ParagraphProperties},
    styles::level_of_outline,
    table::TableDraft,
};
use crate::xml::Element;

impl Story<'_, '_> {
    pub(super) fn open_paragraph(&mut self) -> Result<(), Stop> {
        self.cx.draft.count(1)?;
        self.n_paragraphs = self.n_paragraphs.saturating_add(1);
        let mut paragraph = ParagraphDraft::new(self.part, self.n_paragraphs);
        paragraph.hidden = self.cx.styles.get(None).is_some_and(|style| style.hidden);
        self.paragraphs.push(paragraph);
        self.push(Open::Paragraph);
        Ok(())
    }

    pub(super) fn paragraph_properties(&mut self) -> Result<(), Stop> {
        let mut properties = properties::paragraph(&mut self.xml)?;
        self.cx.furniture.append(&mut properties.furniture);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            let style = self.cx.styles.get(properties.style.as_deref());
            paragraph.hidden = style.is_some_and(|style| style.hidden);
            paragraph.properties = properties;
        }
        Ok(())
    }

    pub(super) fn close_paragraph(&mut self) {
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

    pub(super) fn note(&mut self, kind: NoteKind, element: &Element<'_>) {
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

    /// Puts a block where it belongs.
    pub(super) fn emit(&mut self, item: Item) {
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
    pub(super) fn settle_carry(&mut self) {
        let carry = self.homes.last_mut().and_then(|(_, carry)| carry.take());
        if let Some(marked) = carry.filter(|marked| !marked.is_blank()) {
            self.emit(Item::Paragraph(marked, Style::Body));
        }
    }

    pub(super) fn open_table(&mut self) -> Result<(), Stop> {
        self.settle_carry();
        self.cx.draft.count(1)?;
        self.tables.push(TableDraft::default());
        self.push(Open::Table);
        Ok(())
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_row();
            self.push(Open::Row);
        }
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.open_cell();
            self.homes.push((Home::Cell, None));
            self.push(Open::Cell);
        }
    }

    pub(super) fn row_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::row(&mut self.xml)?;
        if let Some(table) = self.tables.last_mut() {
            table.row = properties;
        }
        Ok(())
    }

    pub(super) fn cell_properties(&mut self) -> Result<(), Stop> {
        let properties = properties::cell(&mut self.xml)?;
        if let Some(table) = self.tables.last_mut() {
            table.cell = properties;
        }
        Ok(())
    }

    pub(super) fn close_cell(&mut self) -> Result<(), Error> {
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
