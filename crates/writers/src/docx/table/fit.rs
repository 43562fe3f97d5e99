//! How wide the columns of a table are and how large its text, so that it fits on the page.
//!
//! Figures never break: first come the widths that they need, then the widths that the design asks for. Where they do
//! not fit together, the text gets smaller.

use super::grid::{Grid, GridCell};
use crate::docx::{
    measure::{half_character, half_characters, lines},
    styles::{TABLE_TEXTS, line_of},
};

/// What a cell leaves free at its left and at its right: 1 mm.
pub const CELL_MARGIN: u32 = 57;
/// Both margins and the line between two cells.
const PADDING: u32 = 2 * CELL_MARGIN + 10;

/// Widths are whole numbers of so many twips, which is 1.27 mm exactly: programs that count in hundredths of a
/// millimetre (LibreOffice) round each cell by itself, and a cell over three columns would end beside the third.
const STEP: u32 = 72;

/// Words take at most so many lines where there is room, before the columns are shared out as the design asks.
const WORD_LINES: u32 = 4;
/// Between these widths, in half characters; longer text takes more lines.
const WORD_WIDTHS: (u32, u32) = (4, 16);
/// The longest run of figures or letters that is kept in one line, in half characters: eleven digits before the point,
/// with commas, sign and two decimals take nineteen.
const LONGEST_UNBROKEN: u32 = 24;
/// A figure with its measure word, like 100.00分 and ≥12次, is kept in one line up to this width.
const LONGEST_MEASURE: u32 = 10;

/// The widths of a table's columns and the size of its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// In twips, one a column.
    pub columns: Vec<u32>,
    /// In half points.
    pub size: u32,
    /// The style of that size.
    pub style: &'static str,
}

impl Fit {
    /// The ways in which a table fits into a width, the one with the largest text first; never none.
    pub fn all(grid: &Grid<'_>, shares: &[u16], width: u32) -> Vec<Self> {
        let weights = weights(shares, grid.n_columns);
        let way = |size: u32, style, columns: Vec<u32>| Self {
            columns: columns.into_iter().map(|steps| steps * STEP).collect(),
            size,
            style,
        };
        let fitting = TABLE_TEXTS.into_iter().filter_map(|(size, style, _)| {
            let least = steps(&least(grid, size));
            let fits = least.iter().sum::<u32>() <= width / STEP;
            fits.then(|| way(size, style, share_out(width / STEP, &least, &weights)))
        });
        let fitting: Vec<Self> = fitting.collect();
        if !fitting.is_empty() {
            return fitting;
        }
        // Nothing fits: all columns are short in the same measure.
        let [.., (size, style, _)] = TABLE_TEXTS;
        vec![way(size, style, share_out(width / STEP, &vec![0; grid.n_columns], &least(grid, size)))]
    }

    /// The width of a cell.
    pub fn width(&self, cell: &GridCell<'_>) -> u32 {
        self.columns[cell.column..cell.column + cell.columns].iter().sum()
    }

    /// About how high the text of a cell is, in twips.
    pub fn height(&self, cell: &GridCell<'_>) -> u32 {
        lines(cell.text, self.size, self.width(cell).saturating_sub(PADDING)).saturating_mul(line_of(self.size))
    }
}

/// One weight a column. Columns that the design does not name are of average width.
fn weights(shares: &[u16], n_columns: usize) -> Vec<u32> {
    let named: u32 = shares.iter().map(|share| u32::from(*share)).sum();
    let average = named.checked_div(u32::try_from(shares.len()).unwrap_or(u32::MAX)).unwrap_or(1);
    let weight = |column| shares.get(column).map_or(average, |share| u32::from(*share)).max(1);
    (0..n_columns).map(weight).collect()
}

/// The least width of each column at a size of text.
fn least(grid: &Grid<'_>, size: u32) -> Vec<u32> {
    let mut least = vec![PADDING; grid.n_columns];
    let needs = |cell: &GridCell<'_>| needed(cell.text) * half_character(size) + PADDING;
    for cell in grid.cells.iter().filter(|cell| cell.columns == 1) {
        least[cell.column] = least[cell.column].max(needs(cell));
    }
    for cell in grid.cells.iter().filter(|cell| cell.columns > 1) {
        let covered = &mut least[cell.column..cell.column + cell.columns];
        let missing = needs(cell).saturating_sub(covered.iter().sum());
        let n_covered = u32::try_from(covered.len()).unwrap_or(u32::MAX);
        for column in covered {
            *column += missing.div_ceil(n_covered);
        }
    }
    least
}

/// Widths in whole steps.
fn steps(widths: &[u32]) -> Vec<u32> {
    widths.iter().map(|width| width.div_ceil(STEP)).collect()
}

/// The least width of a text in half characters.
fn needed(text: &str) -> u32 {
    let words = text.split(|c: char| !c.is_ascii_graphic());
    let is_measure = text.contains(|c: char| c.is_ascii_digit()) && half_characters(text) <= LONGEST_MEASURE;
    let unbroken = if is_measure { half_characters(text) } else { words.map(half_characters).max().unwrap_or(0) };
    let unbroken = unbroken.min(LONGEST_UNBROKEN);
    let longest_line = text.split('\n').map(half_characters).max().unwrap_or(0);
    let (narrow, wide) = WORD_WIDTHS;
    longest_line.div_ceil(WORD_LINES).clamp(narrow, wide).min(longest_line).max(unbroken)
}

/// Shares a width out by weights, so that no column gets less than its least width. All of it is used.
fn share_out(width: u32, least: &[u32], weights: &[u32]) -> Vec<u32> {
    let mut is_least = vec![false; least.len()];
    loop {
        let taken: u32 = least.iter().zip(&is_least).filter(|(_, is_least)| **is_least).map(|(least, _)| least).sum();
        let rest = u64::from(width.saturating_sub(taken));
        let open = || weights.iter().zip(&is_least).filter(|(_, is_least)| !**is_least);
        let total: u64 = open().map(|(weight, _)| u64::from(*weight)).sum();
        let (mut passed, mut given) = (0, 0);
        let mut columns = Vec::with_capacity(least.len());
        for column in 0..least.len() {
            if is_least[column] {
                columns.push(least[column]);
                continue;
            }
            passed += u64::from(weights[column]);
            // Rounded so that the sum is right; the total holds this weight and is not zero.
            let reached = rest * passed / total;
            columns.push(u32::try_from(reached - given).unwrap_or(u32::MAX));
            given = reached;
        }
        let short = |column: &usize| !is_least[*column] && columns[*column] < least[*column];
        let all_short: Vec<usize> = (0..least.len()).filter(short).collect();
        if all_short.is_empty() {
            return columns;
        }
        for column in all_short {
            is_least[column] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{needed, share_out};

    #[test]
    fn widths_are_shared_out() {
        for (width, least, weights, expected) in [
            (100, vec![0, 0], vec![1, 1], vec![50, 50]),
            (100, vec![0, 0, 0], vec![1, 1, 1], vec![33, 33, 34]),
            (100, vec![60, 0, 0], vec![1, 1, 2], vec![60, 13, 27]),
            (100, vec![50, 50], vec![1, 9], vec![50, 50]),
            (100, vec![40, 30, 30], vec![9, 1, 1], vec![40, 30, 30]),
            (100, vec![30, 30, 0], vec![0, 0, 1], vec![30, 30, 40]),
        ] {
            assert_eq!(share_out(width, &least, &weights), expected, "{width} {least:?} {weights:?}");
        }
    }

    #[test]
    fn figures_do_not_break_and_words_may() {
        for (text, expected) in [
            ("", 0),
            ("项目", 4),
            ("12,345.60", 9),
            ("一般公共预算财政拨款收入", 6),
            ("2024年", 6),
            ("≥12次", 6),
            ("108.33%", 8),
            ("2024年6月30日", 4),
            ("1,000.00\n20,000.00", 9),
            (&"长".repeat(500), 16),
            (&"9".repeat(500), 24),
        ] {
            assert_eq!(needed(text), expected, "{text}");
        }
    }
}
