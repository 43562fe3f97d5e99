//! The columns of a table, freed of those that only exist because edges were drawn a hair apart.
//!
//! Word keeps for each row where its cells end, in twentieths of a point. Rows that were edited one by
//! one have edges that miss each other by a few, and none of the gaps is a column.

/// How far apart edges may stand that are one: two points. The narrowest column that holds a
/// character is four times as wide.
const HAIR: i32 = 40;

/// The columns from one to another, the last excluded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// First column.
    pub start: usize,
    /// Column after the last.
    pub end: usize,
}

/// The edges of all rows, those a hair apart taken for one: the first of each.
pub struct Edges(Vec<i16>);

impl Edges {
    /// The edges of a table.
    pub fn of<'e>(rows: impl Iterator<Item = &'e [i16]>) -> Self {
        let mut all: Vec<i16> = rows.flatten().copied().collect();
        all.sort_unstable();
        let mut edges: Vec<i16> = Vec::new();
        for edge in all {
            if edges.last().is_none_or(|last| i32::from(edge) - i32::from(*last) > HAIR) {
                edges.push(edge);
            }
        }
        Self(edges)
    }

    /// The columns between two edges.
    pub fn extent(&self, left: i16, right: i16) -> Extent {
        let column = |edge: i16| self.0.partition_point(|known| *known <= edge).saturating_sub(1);
        Extent { start: column(left), end: column(right) }
    }
}

/// The columns that are real, in order.
pub struct Columns(Vec<usize>);

impl Columns {
    /// The real columns under the cells of a table: going from left to right, a column is real as soon as
    /// some cell lies wholly between the last real one and it. No cell loses all of its columns.
    pub fn of(cells: impl Iterator<Item = Extent>) -> Self {
        let mut cells: Vec<(usize, usize)> = cells.map(|cell| (cell.end, cell.start)).collect();
        cells.sort_unstable();
        let mut real = Vec::new();
        let mut first = 0;
        for (end, start) in cells {
            if start >= first && end > start {
                real.push(end - 1);
                first = end;
            }
        }
        Self(real)
    }

    /// How many real columns there are in some.
    pub fn within(&self, extent: Extent) -> u16 {
        let before = |column: usize| self.0.partition_point(|real| *real < column);
        u16::try_from(before(extent.end).saturating_sub(before(extent.start))).unwrap_or(u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Extent};

    #[test]
    fn columns_without_a_cell_of_their_own_are_none() {
        let cells = [(0, 1), (1, 3), (0, 2), (2, 3)].map(|(start, end)| Extent { start, end });
        let columns = Columns::of(cells.into_iter());
        assert_eq!(cells.map(|cell| columns.within(cell)), [1, 1, 1, 1]);
        let cells = [(0, 1), (1, 3), (1, 2), (2, 3)].map(|(start, end)| Extent { start, end });
        let columns = Columns::of(cells.into_iter());
        assert_eq!(cells.map(|cell| columns.within(cell)), [1, 2, 1, 1]);
    }
}
