//! The lines of a text.

/// How the tabs of a line stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// No tab.
    Plain,
    /// One tab, at the start: a cell of its own, or a row with a blank first cell.
    Cell,
    /// Several tabs at the start and none later: a cell that opens with a tab, or a row.
    Indented,
    /// A tab after something else, or nothing but several tabs: a row.
    Row,
}

/// One line that is not blank.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// Its characters, without the line end.
    pub text: &'t str,
    /// 1-based.
    pub number: u32,
    /// Blank lines between it and the line before it.
    pub blanks: u32,
    /// How its tabs stand.
    pub shape: Shape,
    /// Whether a form feed stands before it.
    pub page_break: bool,
}

/// The lines of a text that are not blank; a line of nothing but tabs is blank cells, not blank.
///
/// Lines end with LF, CRLF or CR, also mixed; the last one may lack its end.
pub fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 48);
    let (mut rest, mut number, mut blanks, mut page_break) = (text, 0_u32, 0_u32, false);
    while !rest.is_empty() {
        let end = rest.bytes().position(|b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
        let line = &rest[..end];
        let tail = &rest[end..];
        rest = tail.strip_prefix("\r\n").unwrap_or_else(|| tail.get(1..).unwrap_or(""));
        number = number.saturating_add(1);
        if line.trim_start_matches([' ', '\u{3000}']).starts_with('\u{c}') {
            page_break = true;
        }
        let shape = shape(line);
        if shape == Shape::Plain && line.trim().is_empty() {
            blanks = blanks.saturating_add(1);
            continue;
        }
        lines.push(Line { text: line, number, blanks, shape, page_break });
        (blanks, page_break) = (0, false);
    }
    lines
}

fn shape(line: &str) -> Shape {
    let body = line.trim_start_matches('\t');
    let leading = line.len() - body.len();
    match (leading, body.contains('\t')) {
        (_, true) => Shape::Row,
        (0, false) => Shape::Plain,
        (1, false) => Shape::Cell,
        (_, false) if body.trim().is_empty() => Shape::Row,
        (_, false) => Shape::Indented,
    }
}

/// Which of the two layouts of tables a run of lines with tabs has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// A cell on a line, led by one tab; a blank line ends a row.
    Cells,
    /// A row on a line, tabs between its cells.
    Rows,
}

/// The layout that most lines of a whole text speak for.
pub fn usual_layout(lines: &[Line<'_>]) -> Layout {
    let count = |shape| lines.iter().filter(|line| line.shape == shape).count();
    if count(Shape::Cell) > count(Shape::Row) { Layout::Cells } else { Layout::Rows }
}

/// The lines with tabs that follow each other without a blank line, from the first line on.
pub fn run<'s, 't>(lines: &'s [Line<'t>]) -> &'s [Line<'t>] {
    let end = |(i, line): (usize, &Line<'_>)| (line.shape == Shape::Plain || (i > 0 && line.blanks > 0)).then_some(i);
    &lines[..lines.iter().enumerate().find_map(end).unwrap_or(lines.len())]
}

/// The layout of the run of lines with tabs that begins here.
pub fn layout(lines: &[Line<'_>], usual: Layout) -> Layout {
    let run = run(lines);
    let count = |shape| run.iter().filter(|line| line.shape == shape).count();
    let (cells, rows) = (count(Shape::Cell), count(Shape::Row));
    match (cells, rows) {
        (0, 0) => usual,
        // A lone cell among rows is a row cut off, a lone cell among cells is a title.
        (1, 0) if run.len() == 1 => usual,
        (_, 0) => Layout::Cells,
        (0, 1) if usual == Layout::Cells && run.len() == 1 && run[0].text.starts_with('\t') => Layout::Cells,
        (0, _) => Layout::Rows,
        _ if rows >= cells => Layout::Rows,
        _ if rows * 4 < cells => Layout::Cells,
        _ => usual,
    }
}
