//! Markdown: headings, pipe tables, rules, escapes.

use document::{Style, Text};

use super::draft::{Draft, chars};
use super::lines::{Line, Shape};

/// Whether a text is Markdown: it has a heading or a table that only Markdown has.
pub fn is_markdown(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| heading(line).is_some() || is_separator(line.text))
}

/// The level of a heading and the bytes where its text begins and ends.
pub fn heading(line: &Line<'_>) -> Option<(u8, usize, usize)> {
    let body = line.text.trim_start_matches(' ');
    if line.shape != Shape::Plain || !body.starts_with('#') {
        return None;
    }
    let words = body.trim_start_matches('#');
    let level = body.len() - words.len();
    let title = words.trim_start();
    if level > 6 || title.len() == words.len() || title.is_empty() {
        return None;
    }
    let start = line.text.len() - title.len();
    // Marks may close a heading as well.
    let closed = title.trim_end().trim_end_matches('#');
    let title = if closed.ends_with(char::is_whitespace) { closed } else { title };
    Some((u8::try_from(level).ok()?, start, start + title.trim_end().len()))
}

/// Appends a heading.
pub fn read_heading(draft: &mut Draft<'_, '_>, line: &Line<'_>, (level, start, end): (u8, usize, usize)) {
    let text = draft.text(&line.text[start..end], line.number, chars(&line.text[..start]));
    draft.paragraph(text, Style::Heading(level), &[]);
}

/// Whether a pipe table begins at the first of these lines.
pub fn opens_table(lines: &[Line<'_>]) -> bool {
    let [first, rest @ ..] = lines else { return false };
    let body = first.text.trim();
    if first.shape != Shape::Plain || !body.contains('|') {
        return false;
    }
    let ruled = rest.first().is_some_and(|line| line.blanks == 0 && is_separator(line.text));
    ruled || (body.starts_with('|') && body.ends_with('|') && body.matches('|').count() >= 3)
}

/// Reads a pipe table and returns the index of the line after it.
pub fn read_table(draft: &mut Draft<'_, '_>, start: usize) -> usize {
    let lines = draft.lines;
    let piped = lines[start].text.trim_start().starts_with('|');
    let mut rows = Vec::new();
    let mut at = start;
    while let Some(line) = lines.get(at) {
        let body = line.text.trim();
        let goes_on = at == start || line.blanks == 0;
        let is_row = if piped { body.starts_with('|') } else { body.contains('|') };
        if !goes_on || !is_row || line.shape != Shape::Plain {
            break;
        }
        // Only the line under the head is a separator; further down `---` is a printed dash.
        if at != start + 1 || !is_separator(body) {
            rows.push(split_row(draft, line));
        }
        at += 1;
    }
    draft.table(rows, &[]);
    at
}

/// Cuts a row at its pipes; the first and last pipe are its borders.
fn split_row(draft: &mut Draft<'_, '_>, line: &Line<'_>) -> Vec<Text> {
    let body = line.text.trim();
    let before = line.text.len() - line.text.trim_start().len();
    let mut column = chars(&line.text[..before]);
    let inner = body.strip_prefix('|').unwrap_or(body);
    column += u32::from(inner.len() < body.len());
    let mut cells = Vec::new();
    let (mut from, mut escaped) = (0, false);
    for (at, c) in inner.char_indices().chain([(inner.len(), '|')]) {
        let border = c == '|' && !escaped;
        escaped = c == '\\' && !escaped;
        // What follows the closing border is no cell.
        if !border || (at == inner.len() && from == at && inner.ends_with('|')) {
            continue;
        }
        let cell = &inner[from..at];
        let blank = cell.len() - cell.trim_start().len();
        cells.push(draft.text(cell.trim(), line.number, column + chars(&cell[..blank])));
        column += chars(cell) + 1;
        from = at + 1;
    }
    cells
}

/// Whether a line is the rule under the head of a pipe table: `|---|:--:|`.
fn is_separator(line: &str) -> bool {
    let body = line.trim();
    if !body.contains('|') || !body.contains("--") {
        return false;
    }
    let inner = body.strip_prefix('|').unwrap_or(body);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').all(|cell| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        (dashes.len() >= 2 || dashes.len() < cell.len()) && dashes.bytes().all(|b| b == b'-')
    })
}

/// Whether a line is a rule, nothing but dashes or the like: `-----`, `* * *`, `______`.
pub fn is_rule(line: &str) -> bool {
    let body = line.trim();
    let Some(first) = body.chars().next() else { return false };
    if !matches!(first, '-' | '_' | '=' | '*' | '—' | '─' | '━' | '－' | '＿' | '＝') {
        return false;
    }
    let mut count = 0;
    for c in body.chars().filter(|c| !c.is_whitespace()) {
        if c != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

/// Whether a row between tabs is a rule: runs of dashes and nothing else, one of three or more.
pub fn is_rule_row(line: &str) -> bool {
    let rule = |cell: &str| cell.len() >= 2 && cell.bytes().all(|b| b == b'-');
    line.starts_with(['-', ' ']) && line.contains("---") && line.split('\t').all(|cell| rule(cell.trim()))
}

/// A stretch of a line without the backslashes that guard punctuation, `<br>` as a line break.
pub fn unescape(printed: &str, line: u32, column: u32) -> Text {
    let mut text = Text::default();
    let (mut from, mut at, mut column, mut glue) = (0, 0, column, "");
    let bytes = printed.as_bytes();
    while at < bytes.len() {
        let rest = &printed[at..];
        let mark = match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => Some((1, "")),
            b'<' => ["<br />", "<br/>", "<br>"].iter().find(|tag| rest.starts_with(*tag)).map(|tag| (tag.len(), "\n")),
            _ => None,
        };
        let Some((len, next_glue)) = mark else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        text.append(glue, &Text::from_line(&printed[from..at], line, column));
        column += chars(&printed[from..at + len]);
        from = at + len;
        // The guarded character itself is no mark.
        at = if len == 1 { from + 1 } else { from };
        glue = next_glue;
    }
    text.append(glue, &Text::from_line(&printed[from..], line, column));
    text
}
