//! A table with every cell at its place: none missing, none over another.

use document::{CellKind, Document, TextId};

/// A table whose rows are all as long as its grid.
pub struct Grid<'a> {
    /// How many columns it has.
    pub n_columns: usize,
    /// How many rows at the top are heads.
    pub n_heads: usize,
    /// The cells that begin in each row, from left to right.
    pub rows: Vec<Vec<GridCell<'a>>>,
}

/// A cell at its place.
#[derive(Clone, Copy, Debug)]
pub struct GridCell<'a> {
    /// First column.
    pub column: usize,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Its printed text.
    pub text: &'a str,
    /// What it holds.
    pub kind: CellKind,
}

impl<'a> Grid<'a> {
    /// Puts the cells of a table at their places. Short rows get blank cells; a cell that would cover another covers
    /// less.
    pub fn new(document: &'a Document, table: &document::Table) -> Self {
        let widest = |rows: &[Vec<GridCell<'_>>]| {
            rows.iter().flatten().map(|cell| cell.column + cell.columns).max().unwrap_or(0)
        };
        let n_columns = widest(&place(document, table, 0)).max(1);
        let rows = place(document, table, n_columns);
        // A head that reaches below the heads takes the rows that it covers with it.
        let mut n_heads = usize::from(table.design.head_rows).min(rows.len());
        let mut row = 0;
        while row < n_heads {
            n_heads = rows[row].iter().map(|cell| row + cell.rows).max().unwrap_or(0).max(n_heads);
            row += 1;
        }
        Self { n_columns, n_heads, rows }
    }
}

/// The cells of each row; rows are filled up to a number of columns.
fn place<'a>(document: &'a Document, table: &document::Table, n_columns: usize) -> Vec<Vec<GridCell<'a>>> {
    let n_rows = table.rows.len();
    // The row from which on each column is free.
    let mut free: Vec<usize> = vec![0; n_columns];
    let mut rows = Vec::with_capacity(n_rows);
    for (i, row) in table.rows.iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        let is_taken = |free: &[usize], column: usize| free.get(column).is_some_and(|from| *from > i);
        for cell in &row.cells {
            while is_taken(&free, column) {
                column += 1;
            }
            let wanted = usize::from(cell.columns.max(1));
            let columns = (column..column + wanted).take_while(|column| !is_taken(&free, *column)).count();
            let n_covered = usize::from(cell.rows.max(1)).min(n_rows - i);
            free.resize(free.len().max(column + columns), 0);
            free[column..column + columns].fill(i + n_covered);
            cells.push(grid_cell(document, cell.text, column, columns, n_covered));
            column += columns;
        }
        for (column, from) in free.iter_mut().enumerate().take(n_columns) {
            if *from <= i {
                *from = i + 1;
                cells.push(GridCell { column, columns: 1, rows: 1, text: "", kind: CellKind::Blank });
            }
        }
        rows.push(cells);
    }
    rows
}

fn grid_cell(document: &Document, text: TextId, column: usize, columns: usize, rows: usize) -> GridCell<'_> {
    let text = document.str(text);
    GridCell { column, columns, rows, text, kind: CellKind::of(text) }
}

#[cfg(test)]
mod tests {
    use document::{Cell, Design, Document, Format, Row, Table, Text};

    use super::Grid;

    /// Cells as `text`, or `text*columns*rows`.
    fn check(head_rows: u16, rows: &[&[&str]], expected: &[&str], n_heads: usize) {
        let mut document = Document::new(Format::Composed);
        let mut cell = |printed: &&str| {
            let parts: Vec<&str> = printed.split('*').collect();
            let span = |i: usize| parts.get(i).map_or(1, |span| span.parse().unwrap());
            Cell { text: document.add_text(Text::composed(parts[0])), columns: span(1), rows: span(2) }
        };
        let rows = rows.iter().map(|row| Row { cells: row.iter().map(&mut cell).collect() }).collect();
        let table = Table { rows, design: Design { head_rows, ..Design::default() } };
        let grid = Grid::new(&document, &table);
        let printed: Vec<String> = grid
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().map(|c| format!("{}:{}{}×{}", c.column, c.text, c.columns, c.rows));
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(printed, expected);
        assert_eq!(grid.n_heads, n_heads);
    }

    #[test]
    fn merged_heads_take_their_rows_with_them() {
        check(
            1,
            &[&["甲*1*2", "乙*2"], &["丙", "丁"], &["1"]],
            &["0:甲1×2 1:乙2×1", "1:丙1×1 2:丁1×1", "0:11×1 1:1×1 2:1×1"],
            2,
        );
    }

    #[test]
    fn cells_never_cover_each_other_or_leave_the_table() {
        check(0, &[&["甲", "乙*1*9"], &["丙*3"]], &["0:甲1×1 1:乙1×2", "0:丙1×1"], 0);
        check(9, &[], &[], 0);
    }
}
