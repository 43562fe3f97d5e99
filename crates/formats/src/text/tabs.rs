//! Tables with one row on a line, tabs between the cells.

use std::collections::HashSet;

use document::{CellKind, DefectKind, Style, Text};

use super::cells::split_at_tabs;
use super::draft::{Draft, Join};
use super::lines::{Line, Shape};
use super::markdown::is_rule_row;
use super::paragraphs::{is_plain_page_number, is_written_page_number};
use crate::phrases::{continues_list, ends_sentence, is_title, open_brackets, opens_section, ordinal};

/// Rows back that the width of a row is compared with.
const WIDTH_SAMPLE: usize = 8;

/// Rows back in which the words of a row cut in two are looked up.
const WORD_SAMPLE: usize = 32;

/// The most cells of a row that is looked at for a cut.
const WIDEST: usize = 64;

/// Reads a table and returns the index of the line after it.
pub fn read(draft: &mut Draft<'_, '_>, start: usize) -> usize {
    let lines = draft.lines;
    let mut rows: Vec<Vec<Text>> = Vec::new();
    let mut joins: Vec<Join> = Vec::new();
    let mut at = start;
    while let Some(line) = lines.get(at) {
        if at > start && (line.blanks > 0 || (line.shape == Shape::Plain && is_written_page_number(line.text))) {
            let Some(rest) = second_half(draft, &rows, at) else { break };
            if rest > at {
                draft.defect_line(DefectKind::PageNumber, line);
            }
            join_row(draft, &mut rows, &mut joins, &lines[rest]);
            at = rest + 1;
        } else if line.shape != Shape::Plain {
            if is_rule_row(line.text) {
                draft.defect_line(DefectKind::MarkdownRule, line);
            } else if is_rest_of_row(&rows, line) {
                extend_row(draft, &mut rows, line);
            } else {
                rows.push(split_at_tabs(draft, line));
            }
            at += 1;
        } else if let Some(broken) = broken_cell(&rows, &lines[at..]) {
            for line in &lines[at..at + broken.lines] {
                let text = draft.whole(line);
                append_to_last(&mut rows, "\n", &text);
            }
            at += broken.lines;
            if broken.row_goes_on {
                extend_row(draft, &mut rows, &lines[at]);
                at += 1;
            }
        } else {
            break;
        }
    }
    if is_contents(&rows) {
        for row in rows {
            let entry = row.into_iter().reduce(|mut title, number| {
                title.append("\t", &number);
                title
            });
            draft.paragraph(entry.unwrap_or_default(), Style::Body, &[]);
        }
    } else if !rows.is_empty() {
        draft.table(rows, &joins);
    }
    at
}

fn append_to_last(rows: &mut [Vec<Text>], glue: &str, text: &Text) {
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        cell.append(glue, text);
    }
}

/// Goes on with the last row: the first cell of the line is the rest of its last cell.
fn extend_row(draft: &mut Draft<'_, '_>, rows: &mut [Vec<Text>], line: &Line<'_>) {
    let mut more = split_at_tabs(draft, line).into_iter();
    if let Some(first) = more.next() {
        append_to_last(rows, "\n", &first);
    }
    if let Some(row) = rows.last_mut() {
        row.extend(more);
    }
}

/// Whether a row begins with the next item of the list in a cell that broke its own row.
fn is_rest_of_row(rows: &[Vec<Text>], line: &Line<'_>) -> bool {
    let [.., above, row] = rows else { return false };
    let width = row.len() + line.text.matches('\t').count();
    let lacks = row.len() < above.len() && width == above.len();
    lacks && row.last().is_some_and(|cell| continues_list(cell.as_str(), line.text))
}

/// Lines without tabs inside a table, taken as further lines of a cell.
struct BrokenCell {
    /// How many lines.
    lines: usize,
    /// Whether the line after them is the rest of the same row.
    row_goes_on: bool,
}

/// Looks whether lines without tabs between two rows are further paragraphs of a cell.
///
/// A row so broken has as many cells as the rows above it once its parts are put together; or the
/// lines go on with the list that the cell began.
fn broken_cell(rows: &[Vec<Text>], lines: &[Line<'_>]) -> Option<BrokenCell> {
    let (row, before) = rows.split_last()?;
    let cell = row.last()?.as_str();
    let count = lines.iter().take_while(|line| line.shape == Shape::Plain && line.blanks == 0).count();
    let next = lines.get(count).filter(|line| line.blanks == 0);
    let listed = continues_list(cell, lines[0].text);
    let mut last = cell;
    for line in &lines[..count] {
        if !continues_list(last, line.text) && (is_title(line.text) || opens_section(line.text)) {
            return None;
        }
        last = line.text;
    }
    let width = next.map(|next| row.len() + next.text.matches('\t').count());
    let fits = |width| before.iter().rev().take(WIDTH_SAMPLE).any(|row: &Vec<Text>| row.len() == width);
    // The row just above is the best measure; a list that runs on over the cut needs none.
    let like_above =
        before.last().is_some_and(|row_above| Some(row_above.len()) == width && row.len() < row_above.len());
    let row_goes_on = like_above
        || (!fits(row.len()) && width.is_some_and(fits))
        || next.is_some_and(|next| next.shape == Shape::Row && continues_list(last, next.text));
    (row_goes_on || (listed && next.is_some())).then_some(BrokenCell { lines: count, row_goes_on })
}

/// The index of the line with the second half of the last row, when a page break cut it in two.
fn second_half(draft: &Draft<'_, '_>, rows: &[Vec<Text>], at: usize) -> Option<usize> {
    let lines = draft.lines;
    let number = |line: &Line<'_>| is_written_page_number(line.text) || is_plain_page_number(line.text).is_some();
    let rest = if number(&lines[at]) { at + 1 } else { at };
    let line = lines.get(rest)?;
    if lines[at].blanks > 1 || line.blanks > 1 || line.shape == Shape::Plain {
        return None;
    }
    is_second_half(rows, line.text).then_some(rest)
}

/// Whether a line holds the ends of the cells of the last row.
fn is_second_half(rows: &[Vec<Text>], line: &str) -> bool {
    half_offset(rows, line).is_some()
}

/// How many cells further right the cells of a second half belong, or `None` when it is none.
///
/// A page that begins with a blank column may have lost it, so that the halves can stand one apart.
fn half_offset(rows: &[Vec<Text>], line: &str) -> Option<usize> {
    let (row, above) = rows.split_last()?;
    if row.len() < 3 || row.len() > WIDEST {
        return None;
    }
    let halves: Vec<&str> = line.split('\t').take(WIDEST + 2).collect();
    if row.len().abs_diff(halves.len()) > 1 {
        return None;
    }
    let above = &above[above.len().saturating_sub(WORD_SAMPLE)..];
    let above: Vec<Vec<String>> =
        above.iter().map(|row| row.iter().map(|cell| plain(cell.as_str())).collect()).collect();
    let words: HashSet<&str> = above.iter().flatten().map(String::as_str).collect();
    let furthest = row.len().saturating_sub(halves.len());
    (0..=furthest).find(|offset| halves_fit(&row[*offset..], &halves, *offset, &above, &words))
}

/// Whether the cells of a line go on with the cells of a row.
///
/// They are blank where a cell was whole, hold no figure and no dash, and stand only under text
/// that may go on. That alone also holds of many a heading row; so the words must show it: two
/// halves give a word that stands above, or the second half cannot open a cell, or two columns get
/// the ending that their other cells have.
fn halves_fit(row: &[Text], halves: &[&str], offset: usize, above: &[Vec<String>], words: &HashSet<&str>) -> bool {
    let (mut blank_under_text, mut endings, mut sure) = (false, 0, false);
    for (i, half) in halves.iter().enumerate() {
        let start = row.get(i).map_or("", Text::as_str);
        match CellKind::of(half) {
            CellKind::Blank => {
                blank_under_text |= !start.trim().is_empty();
                continue;
            }
            CellKind::Text => {}
            CellKind::Dash | CellKind::Number(_) => return false,
        }
        if CellKind::of(start) != CellKind::Text || ends_sentence(start) || start.trim_end().ends_with('计') {
            return false;
        }
        let (start_word, half_word) = (plain(start), plain(half));
        let whole = format!("{start_word}{half_word}");
        sure |= words.contains(whole.as_str()) || goes_on(start, half);
        let ending = last_two(&whole);
        let usual =
            |row: &Vec<String>| row.get(i + offset).is_some_and(|word| word.ends_with(ending) && word != ending);
        let gained = !start_word.ends_with(ending) && above.iter().any(usual);
        endings += usize::from(gained && !words.contains(half_word.as_str()));
    }
    blank_under_text && (sure || endings > 1)
}

/// Whether a half cannot open a cell of its own, or the half before cannot end one.
fn goes_on(start: &str, half: &str) -> bool {
    let half = half.trim_start();
    half.starts_with(['，', '。', '、', '；', '）', '”', '》', '的'])
        || start.trim_end().ends_with(['，', '、', '（', '“', '《'])
        || (open_brackets(start) > 0 && half.contains(['）', ')', '”', '》']))
}

/// A word without its blanks.
fn plain(word: &str) -> String {
    word.chars().filter(|c| !c.is_whitespace()).collect()
}

fn last_two(word: &str) -> &str {
    let at = word.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    &word[at..]
}

/// Joins the second half of a row to the last row, cell by cell.
fn join_row(draft: &mut Draft<'_, '_>, rows: &mut [Vec<Text>], joins: &mut Vec<Join>, line: &Line<'_>) {
    let row_idx = rows.len() - 1;
    let offset = half_offset(rows, line.text).unwrap_or(0);
    let mut first = true;
    for (i, half) in split_at_tabs(draft, line).into_iter().enumerate() {
        let cell_idx = i + offset;
        let Some(cell) = rows[row_idx].get_mut(cell_idx) else { break };
        if half.as_str().trim().is_empty() {
            continue;
        }
        if first {
            joins.push(Join { row: row_idx, cell: cell_idx, start: cell.as_str().len() });
            first = false;
        }
        cell.append("", &half);
    }
}

/// Whether the rows are a list of contents: headings, each with the number of its page.
fn is_contents(rows: &[Vec<Text>]) -> bool {
    let mut page = 0;
    let entry = |row: &Vec<Text>| {
        let [title, number] = row.as_slice() else { return false };
        let here = is_plain_page_number(number.as_str());
        let rising = here.is_some_and(|here| here >= page);
        page = here.unwrap_or(page);
        rising && (opens_section(title.as_str()) || ordinal(title.as_str()).is_some())
    };
    rows.len() >= 3 && rows.iter().all(entry)
}
