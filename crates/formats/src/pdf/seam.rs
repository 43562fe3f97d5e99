//! Where two parts of a table meet: cells and rows that a page break cut in two.

use super::{
    layout::{PageCell, PageRow, PageTable},
    line::Line,
    page::POINT,
    paragraph::{ends_sentence, first_unit, is_figure_cut},
};
use crate::phrases;

/// The space that the borders and margins of a narrow cell take.
const CODE_PADDING: i32 = 12 * POINT;
/// The most rows of a merged cell that is joined over pages; so that long tables take no longer by the row.
const TALLEST_CELL: usize = 500;

/// Appends rows that stand on the next page. Their cells have the columns of the table already.
pub fn append(table: &mut PageTable, mut rows: Vec<PageRow>) {
    if let Some(first) = rows.first_mut() {
        let grown = grow(table, first);
        let is_cut = is_cut_through_figures(first, table);
        if let Some(last) = table.rows.last_mut()
            && (is_cut || is_rest(first, last))
        {
            for cell in std::mem::take(&mut first.cells) {
                if let Some(upper) = last.cells.iter_mut().find(|upper| upper.column == cell.column) {
                    upper.rest.extend(cell.lines.into_iter().map(|line| (cell.page, line)));
                }
            }
            rows.remove(0);
            for (row, cell) in grown {
                table.rows[row].cells[cell].rows -= 1;
            }
        }
    }
    table.rows.append(&mut rows);
}

/// Joins the halves of merged cells and returns which cells grew. The text of such a cell stands in one
/// half; the other is blank.
fn grow(table: &mut PageTable, first: &mut PageRow) -> Vec<(usize, usize)> {
    let n_rows = table.rows.len();
    let mut grown = Vec::new();
    // The cells that reach the end of the table, by their first column.
    let mut lowest: Vec<(usize, usize)> = Vec::new();
    for (i, row) in table.rows.iter().enumerate().skip(n_rows.saturating_sub(TALLEST_CELL)) {
        let reaching = row.cells.iter().enumerate().filter(|(_, cell)| i + cell.rows == n_rows);
        lowest.extend(reaching.map(|(j, _)| (i, j)));
    }
    for (row, at) in lowest {
        let upper = &mut table.rows[row].cells[at];
        let is_half = |cell: &PageCell| {
            let (above, below) = (!upper.is_blank(), !cell.lines.is_empty());
            (cell.column, cell.columns) == (upper.column, upper.columns)
                && (above && !below && (upper.rows > 1 || cell.rows > 1)
                    || !above && below && upper.rows > 1 && cell.rows > 1)
        };
        if let Some(lower) = first.cells.iter().position(is_half) {
            let lower = first.cells.remove(lower);
            upper.rows += lower.rows;
            upper.rest.extend(lower.lines.into_iter().map(|line| (lower.page, line)));
            grown.push((row, at));
        }
    }
    grown
}

/// Whether a page break cuts a row through its figures: above it they lack decimals that the figures of their
/// columns have, and together with what stands below they have them. No other figure may be whole above and
/// be followed by another below.
fn is_cut_through_figures(row: &PageRow, table: &PageTable) -> bool {
    let Some((last, rows)) = table.rows.split_last() else { return false };
    let mut is_cut = false;
    for lower in row.cells.iter().filter(|cell| !cell.lines.is_empty()) {
        let is_same = |cell: &&PageCell| (cell.column, cell.columns) == (lower.column, lower.columns);
        let Some(upper) = last.cells.iter().find(is_same) else { return false };
        let before = rows.iter().rev().take(TALLEST_CELL).flat_map(|row| &row.cells);
        let Some(usual) = before.filter(is_same).find_map(|cell| decimals(&figure(cell)?)) else { continue };
        let (Some(above), Some(below)) = (figure(upper), figure(lower)) else { continue };
        let is_whole = |text: &str| decimals(text) == Some(usual);
        if is_whole(&above) {
            return false;
        }
        is_cut |= is_whole(&format!("{above}{below}"));
    }
    is_cut
}

/// The text of a cell that holds nothing but a figure, or a part of one.
fn figure(cell: &PageCell) -> Option<String> {
    let lines = cell.lines.iter().chain(cell.rest.iter().map(|(_, line)| line));
    let text: String = lines.map(Line::words).collect();
    let is_figure =
        !text.is_empty() && text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '-'));
    is_figure.then_some(text)
}

/// How many decimals a figure has.
fn decimals(figure: &str) -> Option<usize> {
    let (whole, decimals) = figure.rsplit_once('.')?;
    (!whole.contains('.') && decimals.bytes().all(|byte| byte.is_ascii_digit())).then_some(decimals.len())
}

/// Whether a row holds nothing but the rest of what the row above it could not hold: each of its texts
/// goes on with a full line, and what it does not go on with it leaves blank.
fn is_rest(row: &PageRow, last: &PageRow) -> bool {
    let upper = |cell: &PageCell| last.cells.iter().find(|upper| upper.column == cell.column);
    let is_same = row.cells.iter().all(|cell| cell.rows == 1 && upper(cell).is_some_and(|u| u.columns == cell.columns));
    let opens_blank = row.cells.first().is_some_and(|cell| cell.lines.is_empty() || is_code_cut(cell, row, last));
    let goes_on = |cell: &PageCell| match (cell.lines.first(), upper(cell)) {
        (Some(_), Some(upper)) if figure(cell).is_some() && cell.column == 0 && figure(upper).is_some() => true,
        (Some(_), Some(upper)) if is_whole(upper, cell) => false,
        (Some(next), Some(upper)) => upper.lines.last().is_some_and(|line| is_cut(line, next, upper.area.width())),
        _ => true,
    };
    is_same && opens_blank && !row.is_blank() && !last.is_blank() && row.cells.iter().all(goes_on)
}

/// Whether two cells hold a figure each, and not one that is cut: both have decimals, or what stands below would be
/// too many of them.
fn is_whole(upper: &PageCell, lower: &PageCell) -> bool {
    let (Some(above), Some(_)) = (figure(upper), figure(lower)) else { return false };
    let is_cut = || upper.lines.last().zip(lower.lines.first()).is_some_and(|(line, next)| is_figure_cut(line, next));
    above.contains('.') && !is_cut()
}

/// Whether the digits that a row opens with are the end of those above: these fill their cell, and nothing else
/// of the row is a figure where the row above has them.
fn is_code_cut(first: &PageCell, row: &PageRow, last: &PageRow) -> bool {
    let digits = |line: &Line| line.text().chars().all(|char| char.is_ascii_digit());
    let (Some(upper), [next]) = (last.cells.first(), first.lines.as_slice()) else { return false };
    let Some(line) = upper.lines.last().filter(|line| digits(line) && digits(next)) else { return false };
    let glyph = next.glyphs.first().map_or(0, |glyph| glyph.area.width());
    let is_full = line.area.width() + glyph + CODE_PADDING >= upper.area.width();
    let others = || row.cells.iter().skip(1);
    let n_lacking = others().filter(|cell| cell.lines.is_empty()).count();
    let has_figures = last.cells.iter().skip(1).filter(|cell| figure(cell).is_some()).count();
    is_full
        && next.glyphs.len() < line.glyphs.len()
        && n_lacking > 0
        && n_lacking >= has_figures
        && others().all(|cell| figure(cell).is_none())
}

fn is_cut(line: &Line, next: &Line, width: i32) -> bool {
    let (above, below) = (line.text(), next.text());
    let is_number = |text: &str| text.ends_with(|char: char| char.is_ascii_digit() || matches!(char, '.' | ','));
    // A figure below words is another one, such as the code of the next row.
    let opens_figure = below.starts_with(|char: char| char.is_ascii_digit()) && !is_number(&above);
    is_figure_cut(line, next)
        || line.area.width() + first_unit(next) + line.size >= width
            && !ends_sentence(line)
            && !opens_figure
            && phrases::ordinal(&below).is_none()
}
