//! Tables with one cell on a line: each is led by a tab, a blank line ends the row.

use document::{CellKind, DefectKind, Style, Text};

use super::draft::{Draft, chars};
use super::lines::{Layout, Line, Shape, layout, run};
use super::paragraphs::{is_plain_page_number, is_written_page_number};
use crate::phrases::{continues_list, ends_sentence, is_title, opens_anew, opens_section, opens_table};

/// Lines that are looked at to tell indented prose from cells.
const PROSE_SAMPLE: usize = 64;

/// Rows back that the width of a row is compared with.
const WIDTH_SAMPLE: usize = 8;

/// A table being read.
#[derive(Default)]
struct Open {
    rows: Vec<Vec<Text>>,
    /// Whether the next cell belongs to the last row.
    row_open: bool,
}

/// Reads a table and returns the index of the line after it.
pub fn read(draft: &mut Draft<'_, '_>, start: usize) -> usize {
    let lines = draft.lines;
    let mut table = Open::default();
    let mut at = start;
    while let Some(line) = lines.get(at) {
        let gap = if at == start { 0 } else { line.blanks };
        let taken = match line.shape {
            _ if gap > 1 => 0,
            _ if line.text.starts_with('\t') => {
                let other = gap == 1 && layout(&lines[at..], draft.usual) == Layout::Rows;
                if other { 0 } else { table.take_cell(draft, line, gap) }
            }
            Shape::Plain => table.take_plain(draft, &lines[at..], gap),
            _ => table.take_caption(draft, line, gap),
        };
        if taken == 0 {
            break;
        }
        at += taken;
    }
    draft.table(table.rows, &[]);
    at
}

/// Each takes lines into the table and returns how many, none when the table has ended.
impl Open {
    fn take_cell(&mut self, draft: &mut Draft<'_, '_>, line: &Line<'_>, gap: u32) -> usize {
        let cell = cell(draft, line);
        match self.rows.last_mut() {
            Some(row) if self.row_open && gap == 0 => row.push(cell),
            _ => self.rows.push(vec![cell]),
        }
        self.row_open = true;
        1
    }

    /// A caption whose parts are held apart by tabs stands above the first cells.
    fn take_caption(&mut self, draft: &mut Draft<'_, '_>, line: &Line<'_>, gap: u32) -> usize {
        if !self.rows.is_empty() && (gap > 0 || self.row_open) {
            return 0;
        }
        self.rows.push(split_at_tabs(draft, line));
        1
    }

    /// A line without a tab is a further line or paragraph of the last cell, or a page number.
    fn take_plain(&mut self, draft: &mut Draft<'_, '_>, lines: &[Line<'_>], gap: u32) -> usize {
        let line = &lines[0];
        let Some(last) = self.rows.last().and_then(|row| row.last()) else { return 0 };
        if gap == 0 && !is_written_page_number(line.text) {
            let ends = opens_section(line.text) || opens_table(line.text);
            if ends && !continues_list(last.as_str(), line.text) {
                return 0;
            }
            self.append(draft, line);
            return 1;
        }
        if is_page_number_between_rows(lines) {
            draft.defect_line(DefectKind::PageNumber, line);
            // Only a blank line ends a row, with or without the end of a page.
            self.row_open &= gap == 0;
            return 1;
        }
        if gap == 0 {
            return 0;
        }
        let Some(more) = paragraphs_of_cell(&self.rows, lines) else { return 0 };
        for line in &lines[..more.paragraphs] {
            self.append(draft, line);
        }
        let next = &lines[more.paragraphs];
        if more.row_goes_on && next.blanks == 1 {
            // The blank line before the next cell is one of those inside the cell.
            return more.paragraphs + self.take_cell(draft, next, 0);
        }
        more.paragraphs
    }

    fn append(&mut self, draft: &mut Draft<'_, '_>, line: &Line<'_>) {
        let text = draft.whole(line);
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            cell.append("\n", &text);
        }
    }
}

/// The text of a cell; all tabs before it are the mark of the cell or blanks at its start.
fn cell(draft: &mut Draft<'_, '_>, line: &Line<'_>) -> Text {
    let body = line.text.trim_start_matches('\t');
    let column = u32::try_from(line.text.len() - body.len()).unwrap_or(u32::MAX);
    draft.text(body.trim_end_matches('\t'), line.number, column)
}

/// The cells between the tabs of a line.
pub fn split_at_tabs(draft: &mut Draft<'_, '_>, line: &Line<'_>) -> Vec<Text> {
    let mut column = 0;
    let mut cells = Vec::new();
    for cell in line.text.split('\t') {
        cells.push(draft.text(cell, line.number, column));
        column += chars(cell) + 1;
    }
    cells
}

/// Further paragraphs of a cell, found behind a blank line.
struct MoreOfCell {
    /// How many lines.
    paragraphs: usize,
    /// Whether the next line is a further cell of the same row.
    row_goes_on: bool,
}

/// Looks whether the lines without tabs behind a blank line belong to the last cell.
///
/// They do when a cell follows before the table ends, none of them reads as a title, and either
/// they go on with the list in the cell or the row lacks just the cells that follow.
fn paragraphs_of_cell(rows: &[Vec<Text>], lines: &[Line<'_>]) -> Option<MoreOfCell> {
    let (row, before) = rows.split_last()?;
    let cell = row.last()?.as_str();
    let listed = continues_list(cell, lines[0].text);
    let count = lines.iter().take_while(|line| line.shape == Shape::Plain && line.blanks <= 1).count();
    let next = lines.get(count).filter(|line| line.blanks <= 1 && line.text.starts_with('\t'))?;
    let mut last = cell;
    for line in &lines[..count] {
        if !continues_list(last, line.text) && (is_title(line.text) || opens_section(line.text)) {
            return None;
        }
        last = line.text;
    }
    let width = row.len() + run(&lines[count..]).len();
    let fits = before.iter().rev().take(WIDTH_SAMPLE).any(|row| row.len() == width);
    let row_goes_on = next.blanks == 0 || fits;
    (listed || fits).then_some(MoreOfCell { paragraphs: count, row_goes_on })
}

/// Whether a line is a page number and the table goes on behind it.
fn is_page_number_between_rows(lines: &[Line<'_>]) -> bool {
    let goes_on = lines.get(1).is_some_and(|line| line.blanks <= 1 && line.text.starts_with('\t'));
    goes_on && (is_written_page_number(lines[0].text) || is_plain_page_number(lines[0].text).is_some())
}

/// Whether lines led by a tab are paragraphs with an indent and not cells.
///
/// More than two of three must be sentences or headings, and none blank or a number.
pub fn is_prose(lines: &[Line<'_>]) -> bool {
    let (mut prose, mut all) = (0, 0);
    for line in lines.iter().take(PROSE_SAMPLE) {
        if !line.text.starts_with('\t') || (all > 0 && line.blanks > 1) {
            break;
        }
        if all > 0 && line.blanks > 0 && line.shape == Shape::Row {
            break;
        }
        if line.shape == Shape::Row || CellKind::of(line.text) != CellKind::Text {
            return false;
        }
        all += 1;
        let sentence = ends_sentence(line.text) && line.text.chars().count() > 12;
        let heading = opens_section(line.text) && opens_anew(line.text);
        prose += usize::from(sentence || heading);
    }
    prose * 3 > all * 2
}

/// Reads one run of indented paragraphs and returns the index of the line after it.
pub fn read_prose(draft: &mut Draft<'_, '_>, start: usize) -> usize {
    let lines = draft.lines;
    let end = start + run(&lines[start..]).len();
    for line in &lines[start..end] {
        let text = cell(draft, line);
        draft.paragraph(text, Style::Body, &[]);
    }
    end
}
