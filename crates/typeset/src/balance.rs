//! Widths of columns with which the texts of a table take fewer lines.

use crate::{
    grid::Grid,
    ruler::{EM, Ruler, n_lines},
};

/// A table of more cells is left as designed: it takes many pages anyhow.
const MOST_CELLS: usize = 2000;
/// A column is widened by steps of half an em, so many at once.
const STEPS: i64 = 10;
/// A head gets no more than so many for its own sake: enough for a last character that has a line of its own.
const HEAD_STEPS: i64 = 3;
/// How often columns are widened.
const ROUNDS: usize = 24;

/// The texts of a table, cut into what no line break may part.
pub struct Lines {
    n_columns: usize,
    cells: Vec<Cell>,
    n_rows: usize,
    n_heads: usize,
}

/// How many lines a table takes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Count {
    /// All rows below the heads, and all their cells.
    body: (i64, i64),
    /// All rows of heads.
    head_rows: i64,
    /// All cells of these.
    head_cells: i64,
}

struct Cell {
    column: usize,
    columns: usize,
    row: usize,
    rows: usize,
    /// For each line of the text the widths of its units, in thousandths of an em.
    lines: Vec<Vec<i64>>,
}

impl Lines {
    pub fn new(grid: &Grid<'_>, ruler: &Ruler<'_>) -> Self {
        let mut cells = Vec::new();
        for (row, own) in grid.rows.iter().enumerate() {
            for cell in own.iter().filter(|cell| !cell.text.is_empty()) {
                let lines = cell.text.split('\n').map(|line| ruler.units(line)).collect();
                cells.push(Cell { column: cell.column, columns: cell.columns, row, rows: cell.rows, lines });
            }
        }
        Self { n_columns: grid.n_columns, cells, n_rows: grid.rows.len(), n_heads: grid.n_heads }
    }

    /// Widths that differ from the given ones only where fewer lines below the heads come of it: a column is widened,
    /// and those that have more than they need give what it takes.
    ///
    /// **Units.** Widths, `size` of an em and what the `sides` of a cell take in hundredths of a point.
    pub fn balanced(&self, widths: Vec<i64>, floor: &[i64], size: i64, sides: i64) -> Vec<i64> {
        let mut best = widths;
        if self.cells.len() > MOST_CELLS {
            return best;
        }
        let mut least = self.lines(&best, size, sides);
        for _ in 0..ROUNDS {
            let wanting = self.wanting(&best, size, sides);
            if !wanting.contains(&true) {
                break;
            }
            let spare: Vec<i64> =
                (0..self.n_columns).map(|column| self.spare(&best, floor, column, size, sides)).collect();
            let columns = (0..self.n_columns).filter(|column| wanting[*column]);
            let tries = columns.flat_map(|column| (1..=STEPS).map(move |step| (step, column)));
            let tries = tries.filter_map(|(step, column)| {
                let widths = widened(&best, &spare, column, step * size / 2)?;
                let count = self.lines(&widths, size, sides);
                let is_better = count.body < least.body
                    || count.body == least.body && count.head_cells < least.head_cells && step <= HEAD_STEPS;
                (is_better && !count.has_more_heads(least)).then_some((count, widths))
            });
            let Some((count, widths)) = tries.min_by_key(|(count, _)| (count.body, count.head_cells)) else { break };
            (least, best) = (count, widths);
        }
        best
    }

    /// Whether each column has a text that takes more lines than it must.
    fn wanting(&self, widths: &[i64], size: i64, sides: i64) -> Vec<bool> {
        let mut wanting = vec![false; self.n_columns];
        let is_wrapped =
            |cell: &&Cell| cell.n_lines(widths, size, sides) > i64::try_from(cell.lines.len()).unwrap_or(0);
        for cell in self.cells.iter().filter(is_wrapped) {
            wanting[cell.column..cell.column + cell.columns].fill(true);
        }
        wanting
    }

    /// What a column can give without a line more.
    fn spare(&self, widths: &[i64], floor: &[i64], column: usize, size: i64, sides: i64) -> i64 {
        let lines = self.lines(widths, size, sides);
        let mut narrower = widths.to_vec();
        // As much as it has above its floor, or else half of that, and so on.
        let surplus = (widths[column] - floor[column]).max(0);
        let (mut spare, mut step) = (0, surplus);
        while step > size / 8 {
            narrower[column] = widths[column] - (spare + step).min(surplus);
            let count = self.lines(&narrower, size, sides);
            if count.body <= lines.body && !count.has_more_heads(lines) {
                spare = (spare + step).min(surplus);
            }
            step /= 2;
        }
        spare
    }

    fn lines(&self, widths: &[i64], size: i64, sides: i64) -> Count {
        let mut rows = vec![1; self.n_rows];
        let (mut head_cells, mut body_cells) = (0, 0);
        let of = |cell: &Cell| cell.n_lines(widths, size, sides);
        for cell in self.cells.iter().filter(|cell| cell.rows == 1) {
            let n = of(cell);
            rows[cell.row] = n.max(rows[cell.row]);
            *(if cell.row < self.n_heads { &mut head_cells } else { &mut body_cells }) += n;
        }
        for cell in self.cells.iter().filter(|cell| cell.rows > 1) {
            let n = of(cell);
            let own = &mut rows[cell.row..cell.row + cell.rows];
            // What a merged text lacks is made up by the last of its rows.
            let lacking = n - own.iter().sum::<i64>();
            if let Some(last) = own.last_mut().filter(|_| lacking > 0) {
                *last += lacking;
            }
            *(if cell.row < self.n_heads { &mut head_cells } else { &mut body_cells }) += n;
        }
        let (heads, body) = rows.split_at(self.n_heads.min(rows.len()));
        Count { body: (body.iter().sum(), body_cells), head_rows: heads.iter().sum(), head_cells }
    }
}

impl Cell {
    fn n_lines(&self, widths: &[i64], size: i64, sides: i64) -> i64 {
        let width = widths[self.column..self.column + self.columns].iter().sum::<i64>() - sides;
        self.lines.iter().map(|units| n_lines(units, width.max(0) * EM / size.max(1))).sum()
    }
}

impl Count {
    fn has_more_heads(self, other: Self) -> bool {
        self.head_rows > other.head_rows || self.head_cells > other.head_cells
    }
}

/// Widths with a column wider by so much, taken from what others can spare; `None` where that is less.
fn widened(widths: &[i64], spare: &[i64], column: usize, by: i64) -> Option<Vec<i64>> {
    let spare = |i: usize| if i == column { 0 } else { spare[i] };
    let all: i64 = (0..widths.len()).map(spare).sum();
    if all < by {
        return None;
    }
    let mut wider: Vec<i64> = (0..widths.len()).map(|i| widths[i] - spare(i) * by / all.max(1)).collect();
    // What rounding leaves goes to the column, so that the table keeps its width.
    wider[column] += widths.iter().sum::<i64>() - wider.iter().sum::<i64>();
    Some(wider)
}

#[cfg(test)]
mod tests {
    use document::{Cell, Document, Format, Row, Table, Text};

    use super::Lines;
    use crate::{grid::Grid, ruler::Ruler};

    #[test]
    fn columns_with_room_help_those_without() {
        let mut document = Document::new(Format::Composed);
        let mut cell = |printed: &str| Cell { text: document.add_text(Text::composed(printed)), columns: 1, rows: 1 };
        let rows = [["一般公共预算财政拨款收入", "1.00"], ["事业收入", "2.00"]];
        let rows = rows.iter().map(|row| Row { cells: row.iter().map(|text| cell(text)).collect() }).collect();
        let table = Table { rows, design: document::Design::default() };
        let grid = Grid::new(&document, &table);
        let lines = Lines::new(&grid, &Ruler::new(None));
        for (widths, floor, expected) in [
            // Twelve characters need 120 points, and all of them are there.
            (vec![11_000, 9000], [1000, 4000], vec![12_000, 8000]),
            // One line less is none less, as long as a part of it remains.
            (vec![7000, 6000], [1000, 4000], vec![7000, 6000]),
            (vec![13_000, 7000], [1000, 4000], vec![13_000, 7000]),
        ] {
            assert_eq!(lines.balanced(widths, &floor, 1000, 0), expected);
        }
    }
}
