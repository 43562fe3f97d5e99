//! How large the text of a table is and how wide its columns are, so that everything fits.

use document::CellKind;

use crate::{
    balance::Lines,
    grid::{Grid, GridCell},
    ruler::{EM, Ruler},
};

/// Hundredths in a point, the unit of all lengths here.
pub const POINT: i64 = 100;
/// What borders and margins take of the width of a cell, and a hair for rounding.
const SIDES: i64 = 6 * POINT + 60;
/// The margins above and below the text of a row.
const MARGIN: i64 = 7 * POINT / 2;
/// The same in a table that is set tightly.
const TIGHT_MARGIN: i64 = 2 * POINT;
/// A table that is set tightly has text smaller than the usual by up to this, and no smaller than [`SMALL`] for it.
const SMALLER: i64 = 3 * POINT / 2;
/// 小五 is what tables of many columns have; a step below it is read as well.
const SMALL: i64 = 8 * POINT;
/// The smallest text that is set before a table is turned or, when turned, before anything else is given up.
pub const LEGIBLE: i64 = 7 * POINT;
/// Below this nothing can be read, so that there is no use in going on.
const SMALLEST: i64 = 2 * POINT;
/// Sizes are tried in steps of this.
const STEP: i64 = POINT / 2;
/// A column of words needs no more than this for its own sake, in thousandths of an em.
const WIDE_COLUMN: i64 = 16 * EM;
/// Heads of up to this length stay on one line where there is room: most are words of four characters.
const SHORT_HEAD: i64 = 4 * EM;

/// The size of a table's text and the widths of its columns, in hundredths of a point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// Height of an em.
    pub size: i64,
    /// The margin above and below each text.
    pub margin: i64,
    /// Width of each column.
    pub widths: Vec<i64>,
}

impl Fit {
    /// The largest text, of at most the usual size, with which no cell needs to break a figure or a word.
    pub fn new(grid: &Grid<'_>, design: &[u16], ruler: &Ruler<'_>, available: i64) -> Self {
        Self::with(grid, design, ruler, available, usual(grid), MARGIN)
    }

    /// Ways to set the same table on less paper, each tighter than the one before.
    pub fn tighter(
        &self,
        grid: &Grid<'_>,
        design: &[u16],
        ruler: &Ruler<'_>,
        available: i64,
    ) -> impl Iterator<Item = Self> {
        let least = SMALL.max(usual(grid) - SMALLER);
        let sizes = std::iter::successors(Some(self.size), |size| Some(size - STEP));
        let sizes = sizes.enumerate().take_while(move |(i, size)| *i == 0 || *size >= least).map(|(_, size)| size);
        sizes.map(move |size| Self::with(grid, design, ruler, available, size, TIGHT_MARGIN))
    }

    /// The same with as much more margin as there is room for, up to the usual.
    pub fn loosened(&self, n_rows: usize, room: i64) -> Self {
        let more = room.max(0) / (2 * i64::try_from(n_rows.max(1)).unwrap_or(i64::MAX / 2));
        Self { margin: (self.margin + more).min(MARGIN), ..self.clone() }
    }

    fn with(grid: &Grid<'_>, design: &[u16], ruler: &Ruler<'_>, available: i64, mut size: i64, margin: i64) -> Self {
        let least = least(grid, ruler);
        let needed = |ems: &[i64], size: i64| ems.iter().map(|ems| ems * size / EM + SIDES).collect::<Vec<_>>();
        while size > SMALLEST && needed(&least, size).iter().sum::<i64>() > available {
            size -= STEP;
        }
        let roomy: Vec<i64> = least.iter().zip(heads(grid, ruler)).map(|(least, head)| *least.max(&head)).collect();
        let roomy = needed(&roomy, size);
        let floor = if roomy.iter().sum::<i64>() <= available { roomy } else { needed(&least, size) };
        let is_designed = design.len() == grid.n_columns && design.iter().any(|share| *share > 0);
        let wanted: Vec<i64> = if is_designed {
            design.iter().map(|share| i64::from(*share)).collect()
        } else {
            needed(&natural(grid, ruler, &least), size)
        };
        let widths = shared(&floor, &wanted, available, is_designed);
        let widths = Lines::new(grid, ruler).balanced(widths, &floor, size, SIDES);
        Self { size, margin, widths }
    }

    /// How high a row is, as far as the cells that it does not share with others need it.
    pub fn row_height(&self, row: &[GridCell<'_>], ruler: &Ruler<'_>) -> i64 {
        row.iter().filter(|cell| cell.rows == 1).map(|cell| self.height(cell, ruler)).max().unwrap_or(0)
    }

    /// How high the text of a cell is, with its margins.
    pub fn height(&self, cell: &GridCell<'_>, ruler: &Ruler<'_>) -> i64 {
        // Lines stand three tenths of an em apart.
        (self.n_lines(cell, ruler) * 13 - 3) * self.size / 10 + 2 * self.margin
    }

    /// How many lines the text of a cell takes.
    pub fn n_lines(&self, cell: &GridCell<'_>, ruler: &Ruler<'_>) -> i64 {
        let width = self.widths[cell.column..cell.column + cell.columns].iter().sum::<i64>() - SIDES;
        ruler.n_lines(cell.text, width.max(0) * EM / self.size.max(1))
    }
}

/// The usual size: 五号 for most tables, 小五 where columns are many.
fn usual(grid: &Grid<'_>) -> i64 {
    match grid.n_columns {
        0..=6 => 1050,
        7..=9 => 1000,
        _ => 900,
    }
}

/// What each column needs at least, in thousandths of an em.
fn least(grid: &Grid<'_>, ruler: &Ruler<'_>) -> Vec<i64> {
    let mut least = vec![EM; grid.n_columns];
    let cells = || grid.rows.iter().flatten();
    let unit = |cell: &GridCell<'_>| match cell.kind {
        CellKind::Number(_) | CellKind::Dash => ruler.longest_line(cell.text),
        CellKind::Blank | CellKind::Text => ruler.longest_unit(cell.text),
    };
    for cell in cells().filter(|cell| cell.columns == 1) {
        least[cell.column] = least[cell.column].max(unit(cell));
    }
    for cell in cells().filter(|cell| cell.columns > 1) {
        let own = &mut least[cell.column..cell.column + cell.columns];
        let lacking = unit(cell) - own.iter().sum::<i64>();
        if lacking > 0 {
            let n = i64::try_from(own.len()).unwrap_or(i64::MAX);
            own.iter_mut().for_each(|column| *column += lacking / n + 1);
        }
    }
    least
}

/// What the short heads of each column take, in thousandths of an em.
fn heads(grid: &Grid<'_>, ruler: &Ruler<'_>) -> Vec<i64> {
    let mut heads = vec![0; grid.n_columns];
    for cell in grid.rows.iter().take(grid.n_heads).flatten().filter(|cell| cell.columns == 1) {
        let line = ruler.longest_line(cell.text);
        if line <= SHORT_HEAD {
            heads[cell.column] = line.max(heads[cell.column]);
        }
    }
    heads
}

/// What each column would take if nothing stood beside it, in thousandths of an em.
fn natural(grid: &Grid<'_>, ruler: &Ruler<'_>, least: &[i64]) -> Vec<i64> {
    let mut natural = least.to_vec();
    for cell in grid.rows.iter().flatten().filter(|cell| cell.columns == 1) {
        let line = ruler.longest_line(cell.text).min(WIDE_COLUMN);
        natural[cell.column] = natural[cell.column].max(line);
    }
    natural
}

/// Widths that fill what is available: what is needed, and of the rest each column as much as it wants more.
fn shared(needed: &[i64], wanted: &[i64], available: i64, is_designed: bool) -> Vec<i64> {
    let (all_needed, all_wanted) = (needed.iter().sum::<i64>(), wanted.iter().sum::<i64>().max(1));
    let scaled =
        |wanted: &i64| if is_designed || all_wanted < available { wanted * available / all_wanted } else { *wanted };
    let surplus: Vec<i64> =
        needed.iter().zip(wanted).map(|(needed, wanted)| (scaled(wanted) - needed).max(0)).collect();
    let rest = (available - all_needed).max(0);
    let all = surplus.iter().sum::<i64>();
    let even = rest / i64::try_from(needed.len().max(1)).unwrap_or(i64::MAX);
    let share = |surplus: &i64| if all > 0 { surplus * rest / all } else { even };
    needed.iter().zip(&surplus).map(|(needed, surplus)| needed + share(surplus)).collect()
}

#[cfg(test)]
mod tests {
    use super::shared;

    #[test]
    fn what_a_column_needs_comes_first() {
        for (needed, wanted, available, is_designed, expected) in [
            // As designed where that is enough.
            (vec![10, 10, 10], vec![3, 1, 2], 120, true, vec![60, 20, 40]),
            (vec![10, 40, 10], vec![2, 1, 3], 120, true, vec![32, 40, 47]),
            // As printed, made wider or narrower together.
            (vec![10, 10], vec![20, 40], 120, false, vec![40, 80]),
            (vec![10, 10], vec![100, 50], 110, false, vec![72, 37]),
            (vec![50, 50], vec![50, 50], 90, false, vec![50, 50]),
        ] {
            assert_eq!(shared(&needed, &wanted, available, is_designed), expected);
        }
    }
}
