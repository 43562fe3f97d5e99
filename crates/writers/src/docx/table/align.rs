//! Where text stands in cells: figures to the right, so that their points are below each other; heads in the middle;
//! words to the left. A form, which has no heads of its own, has most of its words in the middle.

use std::collections::{BTreeMap, BTreeSet};

use document::CellKind;

use super::grid::{Grid, GridCell};
use crate::docx::paragraph::Align;

/// A label beside several rows, and what is filled into a form, stand in the middle, unless they are a text: so many
/// characters.
const LONGEST_LABEL: usize = 12;

/// Words in the heads of columns that hold codes.
const CODE_HEADS: [&str; 2] = ["编码", "代码"];

/// From so many words beside each other on, they are the heads of what stands below, none of them longer than so many
/// characters.
const FEWEST_HEADS: usize = 4;
const LONGEST_HEAD: usize = 16;

/// Where the text of each cell stands.
pub struct Aligned {
    cells: Vec<Align>,
}

impl Aligned {
    pub fn of(grid: &Grid<'_>, n_heads: usize) -> Self {
        let align = if n_heads == 0 { in_form(grid) } else { in_table(grid, n_heads) };
        Self { cells: align }
    }

    /// Where the text of a cell stands, by its number.
    pub fn of_cell(&self, number: usize) -> Align {
        self.cells[number]
    }
}

fn in_table(grid: &Grid<'_>, n_heads: usize) -> Vec<Align> {
    let body = grid.cells.iter().filter(|cell| cell.row >= n_heads);
    let is_words = |cell: &&GridCell<'_>| cell.columns == 1 && !is_figure(cell.text) && !cell.text.trim().is_empty();
    let first_words = body.filter(is_words).map(|cell| cell.column).min().unwrap_or(0);
    let heads = grid.cells.iter().filter(|cell| cell.row < n_heads);
    let code_heads = heads.filter(|cell| CODE_HEADS.iter().any(|word| cell.text.contains(word)));
    let of_codes: BTreeSet<usize> = code_heads.flat_map(|cell| cell.column..cell.column + cell.columns).collect();
    let align = |cell: &GridCell<'_>| {
        if cell.row < n_heads {
            Align::Center
        } else if is_figure(cell.text) {
            let names_row = cell.column < first_words || of_codes.contains(&cell.column);
            if names_row && is_code(cell.text) { Align::Left } else { Align::Right }
        } else if cell.rows > 1 && is_short(cell.text) {
            Align::Center
        } else {
            Align::Left
        }
    };
    grid.cells.iter().map(align).collect()
}

/// Cells right below each other, of one width, stand alike: amounts to the right, texts to the left, all others in the
/// middle.
fn in_form(grid: &Grid<'_>) -> Vec<Align> {
    let heads = heads_of_form(grid);
    let mut align = vec![Align::Center; grid.cells.len()];
    // The cells seen last, by their columns, and the row that goes on with them.
    let mut open: BTreeMap<(usize, usize), (usize, Vec<usize>)> = BTreeMap::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (number, cell) in grid.cells.iter().enumerate().filter(|(_, cell)| !heads.contains(&cell.row)) {
        let (next, run) = open.entry((cell.column, cell.columns)).or_default();
        if *next != cell.row {
            runs.push(std::mem::take(run));
        }
        *next = cell.row + cell.rows;
        run.push(number);
    }
    runs.extend(open.into_values().map(|(_, run)| run));
    for run in runs {
        let texts = || run.iter().map(|number| grid.cells[*number].text).filter(|text| !text.trim().is_empty());
        if !texts().all(is_short) {
            run.iter().for_each(|number| align[*number] = Align::Left);
        } else if are_amounts(texts()) {
            run.iter().for_each(|number| align[*number] = Align::Right);
        }
    }
    align
}

/// The rows of a form that say what stands below them: short words without a figure, many of them, or right above longer
/// ones of the same columns.
fn heads_of_form(grid: &Grid<'_>) -> BTreeSet<usize> {
    let cells = |row: usize| grid.cells.iter().filter(move |cell| cell.row == row);
    let is_label = |cell: &GridCell<'_>| {
        let is_long = cell.text.chars().count() > LONGEST_HEAD;
        !is_long && !is_figure(cell.text) && !cell.text.contains(|c: char| c.is_ascii_digit())
    };
    let is_head = |row: &usize| {
        let is_below = |cell: &GridCell<'_>| {
            let is_above = |above: &GridCell<'_>| (above.column, above.columns) == (cell.column, cell.columns);
            !is_short(cell.text) && cells(*row).any(is_above)
        };
        let n_labels = cells(*row).filter(|cell| !cell.text.trim().is_empty()).count();
        cells(*row).all(is_label) && (n_labels >= FEWEST_HEADS || n_labels > 1 && cells(row + 1).any(is_below))
    };
    (0..grid.rows.len()).filter(is_head).collect()
}

/// Whether all texts are numbers with as many decimals, or dashes for none.
fn are_amounts<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let mut decimals: BTreeSet<Option<usize>> = BTreeSet::new();
    for text in texts {
        match CellKind::of(text) {
            CellKind::Number(_) => decimals.insert(text.trim().rsplit_once('.').map(|(_, digits)| digits.len())),
            CellKind::Dash => continue,
            _ => return false,
        };
    }
    decimals.len() == 1 && !decimals.contains(&None)
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= LONGEST_LABEL
}

/// A number, a share, or the dash that stands for none.
fn is_figure(text: &str) -> bool {
    let number = text.trim().trim_end_matches(['%', '％']);
    matches!(CellKind::of(number), CellKind::Number(_) | CellKind::Dash)
}

/// Digits alone are a code or the number of a row where they stand before the first column of words, or under a head that
/// says so.
fn is_code(text: &str) -> bool {
    text.trim().bytes().all(|byte| byte.is_ascii_digit())
}
