//! Paragraphs: one on a line, put together again where a page break cut them in two.

use std::collections::HashMap;

use document::{DefectKind, Style, Text};
use quantity::fold_char;

use super::draft::Draft;
use super::lines::{Line, Shape};
use super::markdown::is_rule;
use crate::phrases::{
    after_unit, calls_for_figure, closes_brackets, core, ends_sentence, ends_with_digit, is_running, is_title,
    open_brackets, opens_anew, opens_table, opens_with_quantity, ordinal, tail,
};

/// The longest end of a heading that is looked up in the rest of the text, in bytes.
const HEADING_END: usize = 60;

/// The longest line that is taken for a heading, in bytes.
const HEADING: usize = 360;

/// How often each line stands in the text, by its [`key`].
type Headings = HashMap<u64, u32>;

/// The paragraphs being read.
#[derive(Default)]
pub struct Paragraphs {
    open: Option<Open>,
    /// The last page number without any mark around it.
    page: u32,
    /// How often each short line stands in the text, made when first needed.
    headings: Option<Headings>,
}

/// The last paragraph, which the next line may go on with.
struct Open {
    text: Text,
    joins: Vec<usize>,
    /// Whether a page ended behind it.
    page_break: bool,
}

impl Paragraphs {
    /// Reads one line without tabs.
    pub fn read(&mut self, draft: &mut Draft<'_, '_>, at: usize) {
        let line = draft.lines[at];
        if is_rule(line.text) {
            self.flush(draft);
            draft.defect_line(DefectKind::MarkdownRule, &line);
            return;
        }
        if self.is_page_number(draft.lines, at) {
            draft.defect_line(DefectKind::PageNumber, &line);
            if let Some(open) = &mut self.open {
                open.page_break = true;
            }
            return;
        }
        let text = draft.whole(&line);
        if text.as_str().trim().is_empty() {
            return;
        }
        if self.goes_on(draft.lines, at, text.as_str())
            && let Some(open) = &mut self.open
        {
            open.joins.push(open.text.as_str().len());
            open.text.append("", &text);
            open.page_break = false;
            return;
        }
        self.flush(draft);
        self.open = Some(Open { text, joins: Vec::new(), page_break: false });
    }

    /// Appends the last paragraph, which nothing can go on with any more.
    pub fn flush(&mut self, draft: &mut Draft<'_, '_>) {
        if let Some(open) = self.open.take() {
            draft.paragraph(open.text, Style::Body, &open.joins);
        }
    }

    /// Whether a line goes on with the last paragraph.
    ///
    /// Most paragraphs that lack a full stop are whole, so that a join needs a sign in the words
    /// themselves: the second half cannot open a paragraph, or the first cannot end one.
    fn goes_on(&mut self, lines: &[Line<'_>], at: usize, next: &str) -> bool {
        let Self { open: Some(open), headings, .. } = self else { return false };
        let line = &lines[at];
        let page_break = open.page_break || line.page_break;
        if line.blanks > if page_break { 3 } else { 1 } {
            return false;
        }
        let before = open.text.as_str();
        let close = tail(before);
        let body = core(next);
        if body.starts_with(['）', '”', '》', '】', ')']) {
            return open_brackets(before) > 0;
        }
        if ends_sentence(before) || opens_table(close) {
            return false;
        }
        let number_then_unit = ends_with_digit(close) && after_unit(body).is_some();
        if number_then_unit || body.starts_with(['，', '。', '；', '、', '：', '％', '！', '？']) {
            return true;
        }
        if is_end_of_heading(headings, lines, before.trim(), body) {
            return true;
        }
        if is_title(close) || opens_anew(next) || !is_running(close) {
            return false;
        }
        let figure = opens_with_quantity(body) || (is_plain_page_number(body).is_some() && unit_follows(lines, at));
        let broken_number = close.trim_end().ends_with('.') && body.starts_with(|c: char| c.is_ascii_digit());
        (figure && calls_for_figure(close))
            || broken_number
            || body.starts_with('的')
            || close.trim_end().ends_with(['的', '、'])
            || (open_brackets(before) > 0 && closes_brackets(body, open_brackets(before)))
            || (page_break && is_running(body) && !is_title(body))
    }

    /// Whether a line is the number of a page.
    fn is_page_number(&mut self, lines: &[Line<'_>], at: usize) -> bool {
        let line = &lines[at];
        if is_written_page_number(line.text) {
            return true;
        }
        let Some(number) = is_plain_page_number(line.text) else { return false };
        let neighbours = [at.checked_sub(1).and_then(|at| lines.get(at)), lines.get(at + 1)];
        let is_number = |line: &&Line<'_>| is_plain_page_number(line.text).is_some() && line.shape == Shape::Plain;
        // A page has at least one line, so that its number cannot be ahead of the lines.
        if number <= self.page || number > line.number || neighbours.iter().flatten().any(is_number) {
            return false;
        }
        let closed = match &self.open {
            // A figure alone on its line is no page number where the sentence needs it.
            Some(open) if calls_for_figure(open.text.as_str()) && unit_follows(lines, at) => {
                return false;
            }
            Some(open) => ends_sentence(open.text.as_str()) || ends_with_digit(open.text.as_str()),
            None => true,
        };
        let apart = line.blanks > 0 || lines.get(at + 1).is_none_or(|next| next.blanks > 0 || next.page_break);
        let found = closed || (number == self.page + 1 && apart);
        if found {
            self.page = number;
        }
        found
    }
}

/// Whether a heading and the line after it stand elsewhere in the text as one line.
///
/// An entry in the list of contents that was cut in two is found whole above its section.
fn is_end_of_heading(headings: &mut Option<Headings>, lines: &[Line<'_>], before: &str, next: &str) -> bool {
    let entry = before.trim_start_matches(['-', ' ']);
    let candidate = entry.len() < HEADING
        && next.len() < HEADING_END
        && !is_running(next)
        && !entry.contains(['。', '；'])
        && ordinal(entry).is_some()
        && !opens_anew(next);
    if !candidate {
        return false;
    }
    let headings = headings.get_or_insert_with(|| count_headings(lines));
    let count = |first, second| headings.get(&key(first, second)).copied().unwrap_or(0);
    count(entry, next) > 0 && count(entry, "") < 2
}

/// Whether the line after this one opens with a unit.
fn unit_follows(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|next| next.blanks <= 1 && after_unit(core(next.text)).is_some())
}

/// The value of a line that is nothing but a short whole number.
pub fn is_plain_page_number(line: &str) -> Option<u32> {
    let body = line.trim();
    let digits = body.len() <= 9 && !body.is_empty() && body.chars().all(|c| fold_char(c).is_ascii_digit());
    let plain: String = if digits { body.chars().map(fold_char).collect() } else { return None };
    plain.parse().ok().filter(|number| (1..1000).contains(number) && !plain.starts_with('0'))
}

/// Whether a line is a page number with the marks of one: `- 12 -`, `第 3 页`, `3 / 12`.
pub fn is_written_page_number(line: &str) -> bool {
    let body = line.trim();
    // Long lines are the common case, and never page numbers.
    if body.len() > 40 || !body.contains(|c: char| fold_char(c).is_ascii_digit()) {
        return false;
    }
    let plain: String = body.chars().filter(|c| !c.is_whitespace()).map(fold_char).collect();
    let is_number = |text: &str| (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '―' | '─' | '·' | '~');
    let inner = plain.trim_matches(dash);
    if plain.starts_with(dash) && plain.ends_with(dash) && is_number(inner) {
        return true;
    }
    if let Some(page) = inner.strip_prefix('第') {
        return page.split_once('页').is_some_and(|(number, rest)| {
            let rest = rest.trim_matches(|c| matches!(c, ',' | '/' | '(' | ')'));
            let total = rest.strip_prefix('共').and_then(|rest| rest.strip_suffix('页'));
            is_number(number) && (rest.is_empty() || total.is_some_and(is_number))
        });
    }
    let lower = inner.to_ascii_lowercase();
    if let Some(page) = lower.strip_prefix("page") {
        return is_number(page) || page.split_once("of").is_some_and(|(page, all)| is_number(page) && is_number(all));
    }
    inner.split_once('/').is_some_and(|(page, all)| {
        let value = |text: &str| is_number(text).then(|| text.parse::<u32>().ok()).flatten();
        matches!((value(page), value(all)), (Some(page), Some(all)) if 0 < page && page <= all && all < 1000)
    })
}

/// How often each line that may be a heading stands in the text.
fn count_headings(lines: &[Line<'_>]) -> Headings {
    let mut count = HashMap::new();
    for line in lines.iter().filter(|line| line.text.len() < HEADING + HEADING_END) {
        let entry = line.text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '#'));
        *count.entry(key(entry, "")).or_insert(0) += 1;
    }
    count
}

/// A hash (FNV-1a) of two texts put together, blind to blanks and emphasis marks.
fn key(first: &str, second: &str) -> u64 {
    let letters = first.chars().chain(second.chars()).filter(|c| !c.is_whitespace() && *c != '*');
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3))
}
