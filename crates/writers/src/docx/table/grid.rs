//! The grid of a table: each place is the start of a cell, covered by one, or empty.

use document::{Document, Table};

use crate::Error;

/// The most columns that Word opens.
const COLUMN_LIMIT: usize = 63;

/// A table on its grid. Rows end with their last cell, so that they may differ in length.
pub struct Grid<'a> {
    pub cells: Vec<GridCell<'a>>,
    pub rows: Vec<Vec<Place>>,
    pub n_columns: usize,
}

/// A cell on the grid.
#[derive(Clone, Copy, Debug)]
pub struct GridCell<'a> {
    pub text: &'a str,
    pub row: usize,
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
}

/// What stands at a place of the grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Nothing: a cell is missing between two others.
    Empty,
    /// A cell, by its number: its own row, or a row below that it covers, too.
    Cell(usize),
}

impl<'a> Grid<'a> {
    /// Puts the cells on a grid, each at the first place of its row where it fits. No cell covers more rows than there
    /// are, and none covers another.
    pub fn of(document: &'a Document, table: &Table) -> Result<Self, Error> {
        let mut cells: Vec<GridCell<'a>> = Vec::new();
        let mut rows: Vec<Vec<Place>> = vec![Vec::new(); table.rows.len()];
        for (row, content) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &content.cells {
                let columns = usize::from(cell.columns.max(1));
                let n_rows = usize::from(cell.rows.max(1)).min(table.rows.len() - row);
                column = free(&rows[row], column, columns);
                let end = column + columns;
                if end > COLUMN_LIMIT {
                    return Err(Error::Columns { columns: end, limit: COLUMN_LIMIT });
                }
                for covered in &mut rows[row..row + n_rows] {
                    covered.resize(covered.len().max(end), Place::Empty);
                    covered[column..end].fill(Place::Cell(cells.len()));
                }
                cells.push(GridCell { text: document.str(cell.text), row, column, columns, rows: n_rows });
                column = end;
            }
        }
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        Ok(Self { cells, rows, n_columns })
    }
}

/// The first column from `from` on where so many places of the row are free. They are then free in the rows below as well:
/// what covers those begins in this row or above it.
fn free(row: &[Place], from: usize, columns: usize) -> usize {
    let is_taken = |column: &usize| row.get(*column).is_some_and(|place| *place != Place::Empty);
    let mut column = from;
    while let Some(taken) = (column..column + columns).rfind(is_taken) {
        column = taken + 1;
        if column >= row.len() {
            break;
        }
    }
    column
}
