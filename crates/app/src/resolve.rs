//! From spans to places that people and programs can find.

use std::{collections::HashMap, ops::Range};

use disclosure::{ClaimId, Disclosure, Origin};
use document::{Block, Document, Row, Span, TextId};
use findings::{Excerpt, Location};

use crate::Extraction;

/// Code points of an excerpt on each side of the mark, and of the mark itself. A line of a hostile
/// file may be as long as the file, and thousands of figures may stand in it.
const EXCERPT_REACH: usize = 240;
/// Code points of a context on each side of the mark; longer than any sentence that is meant to be
/// read.
const CONTEXT_REACH: usize = 1_000;
/// Cells of a row on each side of the marked one.
const CELL_REACH: usize = 24;
/// What parts two cells of a row that is shown as one line.
const CELL_BORDER: &str = " | ";
/// What stands for text that was left out.
const CUT: &str = "…";

/// Where in a table a text stands.
#[derive(Clone, Copy)]
struct CellAt {
    block: usize,
    row: usize,
    column: usize,
}

/// Resolves the spans of one document.
pub struct Resolver<'a> {
    document: &'a Document,
    disclosure: &'a Disclosure,
    cells: Vec<Option<CellAt>>,
    claims: HashMap<Span, ClaimId>,
    claims_in_cells: HashMap<TextId, ClaimId>,
    tables: HashMap<usize, Span>,
}

impl<'a> Resolver<'a> {
    /// Prepares the look-ups for one document.
    pub fn new(extraction: &'a Extraction) -> Self {
        let (document, disclosure) = (&extraction.document, &extraction.disclosure);
        let mut cells = vec![None; document.text_ids().count()];
        for (block, content) in document.blocks().iter().enumerate() {
            let Block::Table(table) = content else { continue };
            for (row, line) in table.rows.iter().enumerate() {
                for (column, cell) in line.cells.iter().enumerate() {
                    cells[cell.text.index()] = Some(CellAt { block, row, column });
                }
            }
        }
        let mut resolver = Self {
            document,
            disclosure,
            cells,
            claims: HashMap::with_capacity(disclosure.claims.len()),
            claims_in_cells: HashMap::with_capacity(disclosure.claims.len()),
            tables: HashMap::new(),
        };
        for (id, claim) in disclosure.all() {
            resolver.claims.entry(claim.span).or_insert(id);
            let Some(at) = resolver.cell(claim.span.text) else { continue };
            resolver.claims_in_cells.entry(claim.span.text).or_insert(id);
            if let Some(title) = resolver.title(claim.origin) {
                resolver.tables.entry(at.block).or_insert(title);
            }
        }
        resolver
    }

    /// A place with its words. `role` says what stands there.
    pub fn location(&self, span: Span, role: &str) -> Location {
        let place = self.document.place(span);
        let at = self.cell(span.text);
        let claim = self.claims.get(&span).or_else(|| self.claims_in_cells.get(&span.text));
        let claim = claim.map(|id| self.disclosure.claim(*id));
        let section = claim
            .and_then(|claim| claim.section)
            .or_else(|| self.disclosure.passage_of(span).and_then(|(_, passage)| passage.section));
        let table = claim
            .and_then(|claim| self.title(claim.origin))
            .or_else(|| at.and_then(|at| self.tables.get(&at.block).copied()));
        let excerpt = match at.and_then(|at| self.row(at).map(|row| (at, row))) {
            Some((at, row)) => self.row_excerpt(row, at.column, span.range()),
            None => window(self.document.str(span.text), span.range(), EXCERPT_REACH),
        };
        let context = match at {
            Some(_) => with_cuts(&excerpt),
            None => self.sentence(span, claim.map(|claim| claim.context)),
        };
        let words = |span: Span| self.document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        Location {
            line: place.line,
            start: place.start,
            end: place.end,
            page: place.page,
            area: place.area,
            sheet: place.sheet,
            cell: place.cell,
            part: place.part,
            paragraph: place.paragraph,
            run: place.run,
            section: self.disclosure.section(section).map(|section| words(section.span)),
            table: table.map(words),
            row: claim.and_then(|claim| claim.row.clone()),
            column: claim.and_then(|claim| claim.column.clone()),
            text: self.document.slice(span).to_owned(),
            context,
            role: role.to_owned(),
            excerpt,
        }
    }

    fn cell(&self, text: TextId) -> Option<CellAt> {
        self.cells.get(text.index()).copied().flatten()
    }

    fn row(&self, at: CellAt) -> Option<&'a Row> {
        match self.document.blocks().get(at.block) {
            Some(Block::Table(table)) => table.rows.get(at.row),
            _ => None,
        }
    }

    /// The title of the table or form that a figure was read in.
    fn title(&self, origin: Origin) -> Option<Span> {
        match origin {
            Origin::Table(i) => self.disclosure.tables.get(i).map(|table| table.title),
            Origin::Form(i) => self.disclosure.forms.get(i).map(|form| form.title),
            Origin::Narrative | Origin::Reason | Origin::OtherTable => None,
        }
    }

    /// The sentence around a span: what the extractor took for it, or up to the nearest stops.
    fn sentence(&self, span: Span, known: Option<Span>) -> String {
        let text = self.document.str(span.text);
        let inside = span.range();
        let known = known.filter(|known| known.text == span.text).map(Span::range);
        let known = known.filter(|known| known.start <= inside.start && inside.end <= known.end);
        let whole = known.unwrap_or_else(|| sentence_around(text, &inside));
        let inner = inside.start - whole.start..inside.end - whole.start;
        with_cuts(&window(&text[whole], inner, CONTEXT_REACH)).trim().to_owned()
    }

    /// The cells of a row on one line.
    fn row_excerpt(&self, row: &Row, column: usize, range: Range<usize>) -> Excerpt {
        let mut out = Excerpt::default();
        let from = column.saturating_sub(CELL_REACH);
        let to = (column + CELL_REACH + 1).min(row.cells.len());
        out.cut_before = from > 0;
        out.cut_after = to < row.cells.len();
        for (i, cell) in row.cells.iter().enumerate().take(to).skip(from) {
            if i > from {
                out.text.push_str(CELL_BORDER);
            }
            let text = self.document.str(cell.text);
            if i == column {
                let marked = window(text, range.clone(), EXCERPT_REACH);
                let lead = if marked.cut_before { CUT } else { "" };
                let ahead = out.text.chars().count() + lead.chars().count();
                (out.start, out.end) = (ahead + marked.start, ahead + marked.end);
                out.text.push_str(&with_cuts(&marked));
            } else {
                let text = text.trim();
                out.text.push_str(&with_cuts(&window(text, 0..0, EXCERPT_REACH)));
            }
        }
        out
    }
}

/// An excerpt as one text, with `…` where something was left out.
fn with_cuts(excerpt: &Excerpt) -> String {
    let before = if excerpt.cut_before { CUT } else { "" };
    let after = if excerpt.cut_after { CUT } else { "" };
    format!("{before}{}{after}", excerpt.text)
}

/// A stretch of a text with at most `reach` code points on each side, and at most `reach` of itself.
fn window(text: &str, range: Range<usize>, reach: usize) -> Excerpt {
    let from = text[..range.start].char_indices().rev().take(reach).last().map_or(range.start, |(i, _)| i);
    let step =
        |start: usize, limit: usize| text[start..limit].char_indices().nth(reach).map_or(limit, |(i, _)| start + i);
    let marked_end = step(range.start, range.end);
    let to = if marked_end < range.end { marked_end } else { step(marked_end, text.len()) };
    let start = text[from..range.start].chars().count();
    let end = start + text[range.start..marked_end].chars().count();
    Excerpt { text: text[from..to].to_owned(), start, end, cut_before: from > 0, cut_after: to < text.len() }
}

/// From the stop before a stretch to the stop after it, looking no farther than a context reaches.
fn sentence_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_stop = |c: char| matches!(c, '。' | '；' | '！' | '？' | ';' | '\n');
    let mut start = 0;
    for (i, c) in text[..range.start].char_indices().rev().take(CONTEXT_REACH + 1) {
        start = i;
        if is_stop(c) {
            start = i + c.len_utf8();
            break;
        }
    }
    if text[range.clone()].ends_with(is_stop) {
        return start..range.end;
    }
    let mut end = text.len();
    for (i, c) in text[range.end..].char_indices().take(CONTEXT_REACH + 1) {
        end = range.end + i + c.len_utf8();
        if is_stop(c) {
            break;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::{sentence_around, window, with_cuts};

    #[test]
    fn windows_are_cut_with_a_mark() {
        let text = "甲乙丙丁戊己庚";
        for (range, reach, expected, start, end) in [
            (9..12, 1, "…丙丁戊…", 1, 2),
            (9..12, 9, "甲乙丙丁戊己庚", 3, 4),
            (0..3, 1, "甲乙…", 0, 1),
            (0..21, 2, "甲乙…", 0, 2),
            (21..21, 2, "…己庚", 2, 2),
        ] {
            let found = window(text, range.clone(), reach);
            assert_eq!((with_cuts(&found).as_str(), found.start, found.end), (expected, start, end), "{range:?}");
        }
    }

    #[test]
    fn sentences_end_at_stops() {
        let text = "一是甲。二是乙；三是丙";
        let at = text.find('乙').unwrap();
        assert_eq!(&text[sentence_around(text, &(at..at + 3))], "二是乙；");
        let at = text.find('丙').unwrap();
        assert_eq!(&text[sentence_around(text, &(at..at + 3))], "三是丙");
        assert_eq!(&text[sentence_around(text, &(0..12))], "一是甲。");
    }
}
