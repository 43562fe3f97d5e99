//! A table laid out: where each cell stands, and which places its merged cells cover.

use document::{Design, GridCell, Table, TextId};

/// The most columns that merged cells may cover; a cell beyond them counts as single.
///
/// No sheet of paper has a hundred. A table whose cells each claim all that a number can say must not
/// take all memory.
const WIDEST: usize = 1 << 14;

/// A table laid out on its grid. Cells overlap nowhere, and none reaches below the last row.
pub struct Grid {
    /// The rows, top down.
    pub rows: Vec<GridRow>,
    /// Columns of the widest row.
    pub width: usize,
}

/// One row of a grid.
#[derive(Default)]
pub struct GridRow {
    /// The cells that begin in it, left to right.
    pub cells: Vec<Placed>,
    /// How many columns its cells, and those that come down into it, reach.
    pub width: usize,
}

/// A cell in its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Its text.
    pub text: TextId,
    /// Its first row, 0-based.
    pub row: usize,
    /// Its first column, 0-based.
    pub column: usize,
    /// Rows it covers, at least one.
    pub rows: usize,
    /// Columns it covers, at least one.
    pub columns: usize,
}

impl Placed {
    /// Whether it covers more than one place.
    pub fn is_merged(self) -> bool {
        self.rows > 1 || self.columns > 1
    }
}

impl Grid {
    /// Lays a table out. A merged cell that would run into another is cut off before it.
    pub fn of(table: &Table) -> Self {
        // For each column the first row in which nothing comes down into it.
        let mut free_from: Vec<usize> = Vec::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (row, source) in table.rows.iter().enumerate() {
            let mut cells = Vec::with_capacity(source.cells.len());
            let mut column = 0;
            for cell in &source.cells {
                let is_free = |column: usize| free_from.get(column).is_none_or(|from| *from <= row);
                column += (column..).take_while(|column| !is_free(*column)).count();
                let wanted = usize::from(cell.columns.max(1)).min(WIDEST.saturating_sub(column).max(1));
                let columns = (column..column + wanted).take_while(|column| is_free(*column)).count();
                let rows = usize::from(cell.rows.max(1)).min(table.rows.len() - row);
                free_from.resize(free_from.len().max(column + columns), 0);
                free_from[column..column + columns].fill(row + rows);
                cells.push(Placed { text: cell.text, row, column, rows, columns });
                column += columns;
            }
            let width = free_from.iter().rposition(|from| *from > row).map_or(0, |last| last + 1);
            rows.push(GridRow { cells, width });
        }
        Self { rows, width: free_from.len() }
    }

    /// All cells in reading order.
    pub fn cells(&self) -> impl Iterator<Item = Placed> + '_ {
        self.rows.iter().flat_map(|row| row.cells.iter().copied())
    }

    /// The cell that covers a place.
    pub fn at(&self, place: GridCell) -> Option<Placed> {
        let (row, column) = (usize::from(place.row), usize::from(place.column));
        let above = self.rows.get(..=row)?;
        above.iter().rev().find_map(|cells| {
            let next = cells.cells.partition_point(|cell| cell.column <= column);
            let cell = cells.cells[..next].last()?;
            (cell.column + cell.columns > column && cell.row + cell.rows > row).then_some(*cell)
        })
    }

    /// How many rows at the top are heads: those of the design, and those that their cells reach into.
    pub fn n_heads(&self, design: &Design) -> usize {
        let mut n_heads = usize::from(design.head_rows).min(self.rows.len());
        let mut row = 0;
        while row < n_heads {
            let reach = self.rows[row].cells.iter().map(|cell| row + cell.rows).max();
            n_heads = n_heads.max(reach.unwrap_or(0));
            row += 1;
        }
        n_heads
    }
}

#[cfg(test)]
mod tests {
    use document::{Cell, Design, Document, Format, GridCell, Row, Table, Text};

    use super::Grid;

    /// Lays out rows of (columns, rows) and prints each cell as row,column:columns×rows.
    fn check(spans: &[&[(u16, u16)]], expected: &[&str]) -> Grid {
        let mut document = Document::new(Format::Composed);
        let text = document.add_text(Text::composed("甲"));
        let row = |row: &&[(u16, u16)]| Row {
            cells: row.iter().map(|(columns, rows)| Cell { text, columns: *columns, rows: *rows }).collect(),
        };
        let grid = Grid::of(&Table::of_rows(spans.iter().map(row).collect()));
        let print = |row: &super::GridRow| {
            let cells = row.cells.iter().map(|c| format!("{},{}:{}×{}", c.row, c.column, c.columns, c.rows));
            format!("{} ={}", cells.collect::<Vec<_>>().join(" "), row.width)
        };
        assert_eq!(grid.rows.iter().map(print).collect::<Vec<_>>(), expected);
        grid
    }

    #[test]
    fn merged_cells_push_the_others_aside() {
        let heads = Design { head_rows: 1, ..Design::default() };
        let grid = check(
            &[&[(1, 2), (2, 1), (1, 2)], &[(1, 1), (1, 1)], &[(4, 1)]],
            &["0,0:1×2 0,1:2×1 0,3:1×2 =4", "1,1:1×1 1,2:1×1 =4", "2,0:4×1 =4"],
        );
        assert_eq!((grid.width, grid.n_heads(&heads)), (4, 2));
        let at = |row, column| grid.at(GridCell { row, column }).map(|cell| (cell.row, cell.column));
        assert_eq!((at(1, 0), at(1, 3), at(1, 2), at(2, 2)), (Some((0, 0)), Some((0, 3)), Some((1, 2)), Some((2, 0))));
        assert_eq!((at(0, 4), at(3, 0)), (None, None));
    }

    #[test]
    fn cells_overlap_nowhere_and_end_with_the_table() {
        check(&[&[(1, 1), (1, 9)], &[(3, 1), (0, 0)]], &["0,0:1×1 0,1:1×2 =2", "1,0:1×1 1,2:1×1 =3"]);
        check(&[&[(u16::MAX, u16::MAX), (1, 1)]], &["0,0:16384×1 0,16384:1×1 =16385"]);
    }
}
