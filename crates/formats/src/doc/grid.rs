//! The columns of a table, freed of those that only exist because edges were drawn a hair apart.
//!
//! Word keeps for each row where its cells end, in twentieths of a point. Rows that were edited one by
//! one have edges that miss each other by a few, and each such gap counts as a column of its own.

use std::collections::BTreeMap;

use rwml::Table;

/// The columns that each cell covers, row by row.
pub fn spans(table: &Table) -> Vec<Vec<u16>> {
    let extents = extents(table);
    let kept = kept_columns(&extents);
    let count = |from: usize, to: usize| {
        let n = kept.partition_point(|column| *column < to) - kept.partition_point(|column| *column < from);
        u16::try_from(n.max(1)).unwrap_or(u16::MAX)
    };
    extents.iter().map(|row| row.iter().map(|(from, to)| count(*from, *to)).collect()).collect()
}

/// First column and column after the last of each cell.
fn extents(table: &Table) -> Vec<Vec<(usize, usize)>> {
    // Cells that reach into rows below, by their first column: the column after their last, and the row
    // after their last.
    let mut reaching: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut all = Vec::with_capacity(table.rows.len());
    for (row_idx, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        let mut extents = Vec::with_capacity(row.cells.len());
        let mut begun = Vec::new();
        for cell in &row.cells {
            while let Some((_, (end, until))) = reaching.range(..=column).next_back() {
                if *end <= column || *until <= row_idx {
                    break;
                }
                column = *end;
            }
            let end = column + usize::from(cell.col_span.max(1));
            extents.push((column, end));
            if cell.row_span > 1 {
                begun.push((column, (end, row_idx + usize::from(cell.row_span))));
            }
            column = end;
        }
        reaching.extend(begun);
        all.push(extents);
    }
    all
}

/// The columns that are real, in order: going from left to right, a column is closed as soon as some
/// cell lies wholly between the last closed column and it. No cell loses all of its columns.
fn kept_columns(extents: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut cells: Vec<(usize, usize)> = extents.iter().flatten().map(|(from, to)| (*to, *from)).collect();
    cells.sort_unstable();
    let mut kept = Vec::new();
    let mut first = 0;
    for (to, from) in cells {
        if from >= first {
            kept.push(to - 1);
            first = to;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use rwml::{Cell, Row, Table};

    use super::spans;

    fn table(rows: &[&[(u16, u16)]]) -> Table {
        let cell = |(columns, rows): &(u16, u16)| Cell { col_span: *columns, row_span: *rows, ..Cell::default() };
        let row = |cells: &&[(u16, u16)]| Row { cells: cells.iter().map(cell).collect() };
        Table { rows: rows.iter().map(row).collect(), ..Table::default() }
    }

    #[test]
    fn real_columns_stay() {
        let merged = table(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 1)], &[(1, 1), (1, 1), (1, 1)]]);
        assert_eq!(spans(&merged), [vec![1, 2], vec![1, 1], vec![1, 1, 1]]);
    }

    #[test]
    fn gaps_between_edges_are_no_columns() {
        // The second edge of the second row stands a hair further right.
        let ragged = table(&[&[(1, 1), (2, 1)], &[(2, 1), (1, 1)]]);
        assert_eq!(spans(&ragged), [vec![1, 1], vec![1, 1]]);
        let ragged = table(&[&[(4, 1)], &[(1, 1), (2, 1), (1, 1)], &[(2, 1), (1, 1), (1, 1)]]);
        assert_eq!(spans(&ragged), [vec![3], vec![1, 1, 1], vec![1, 1, 1]]);
    }
}
