//! From the rows of a table to its cells: which of them are merged, and what they cover.

use super::{
    container::u16_at,
    grid::{self, Extent},
    paragraph::Line,
    properties::properties,
};

/// How the cells of a row lie, from the properties of the mark that ends it.
#[derive(Default)]
pub struct Shape {
    /// Edges from left to right in twentieths of a point, one more than cells.
    edges: Vec<i16>,
    /// Marks of merging, one a cell (`TCGRF`).
    marks: Vec<u16>,
}

/// Mark: goes on with the cell to the left.
const MERGED: u16 = 0x0002;
/// Mark: goes on with the cell above.
const FROM_ABOVE: u16 = 0x0020;
/// Mark: others below go on with it.
const REACHES_DOWN: u16 = 0x0040;

/// Properties of rows (MS-DOC 2.6.3): `sprmTDefTable`, `sprmTMerge`, `sprmTVertMerge`.
const DEFINITION: u16 = 0xD608;
const MERGE: u16 = 0x5624;
const MERGE_DOWN: u16 = 0xD62B;

/// Bytes of the description of a cell (`TC80`).
const CELL: usize = 20;

impl Shape {
    /// Takes over what a list of properties says.
    pub fn apply(&mut self, list: &[u8]) {
        for (code, value) in properties(list) {
            match code {
                DEFINITION => {
                    if let Some(shape) = Self::defined(value) {
                        *self = shape;
                    }
                }
                MERGE => {
                    if let [first, end] = value {
                        for cell in first.saturating_add(1)..*end {
                            self.mark(usize::from(cell), MERGED);
                        }
                    }
                }
                MERGE_DOWN => {
                    if let [cell, how] = value {
                        let mark = [0, FROM_ABOVE, 0, FROM_ABOVE | REACHES_DOWN][usize::from(*how & 3)];
                        self.mark(usize::from(*cell), mark);
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves out what is said of cells that the row does not have.
    pub fn limit_to(&mut self, cells: usize) {
        self.edges.truncate(cells + 1);
        self.edges.shrink_to_fit();
        self.marks.truncate(cells);
        self.marks.shrink_to_fit();
    }

    fn mark(&mut self, cell: usize, mark: u16) {
        if let Some(marks) = self.marks.get_mut(cell) {
            *marks |= mark;
        }
    }

    fn defined(value: &[u8]) -> Option<Self> {
        let cells = usize::from(*value.first()?);
        let edges: Vec<i16> =
            (0..=cells).map(|i| Some(u16_at(value, 1 + 2 * i)?.cast_signed())).collect::<Option<_>>()?;
        let described = value.get(1 + 2 * (cells + 1)..).unwrap_or_default();
        let marks = (0..cells).map(|i| u16_at(described, CELL * i).unwrap_or(0)).collect();
        edges.is_sorted().then_some(Self { edges, marks })
    }
}

/// A row as it stands in the file.
pub struct RawRow {
    /// The content of its cells.
    pub cells: Vec<Line>,
    /// How they lie.
    pub shape: Shape,
}

/// A cell with what it covers.
pub struct Merged {
    /// Its content.
    pub content: Line,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A cell while rows are put together.
struct Placed {
    content: Line,
    extent: Extent,
    rows: u16,
    marks: u16,
    is_covered: bool,
}

/// Puts the rows of a table together.
pub fn merge(rows: Vec<RawRow>) -> Vec<Vec<Merged>> {
    let edges = grid::Edges::of(rows.iter().map(|row| row.shape.edges.as_slice()));
    let mut placed: Vec<Vec<Placed>> = rows.into_iter().map(|row| place(row, &edges)).collect();
    merge_down(&mut placed);
    let columns = grid::Columns::of(placed.iter().flatten().filter(|cell| !cell.is_covered).map(|cell| cell.extent));
    placed.into_iter().map(|row| spans(row, &columns)).collect()
}

/// The cells of a row at their columns; cells that go on with the one to their left are joined to it.
fn place(row: RawRow, edges: &grid::Edges) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::with_capacity(row.cells.len());
    let shape = row.shape;
    for (i, content) in row.cells.into_iter().enumerate() {
        let marks = shape.marks.get(i).copied().unwrap_or(0);
        let end = placed.last().map_or(0, |last| last.extent.end);
        let extent = match shape.edges.get(i..i + 2) {
            Some([left, right]) => edges.extent(*left, *right),
            // A row that says nothing of its cells, or has more than it says.
            _ => Extent { start: end, end: end + 1 },
        };
        match placed.last_mut() {
            Some(last) if marks & MERGED != 0 => {
                last.extent.end = last.extent.end.max(extent.end);
                if !content.text.as_str().is_empty() {
                    last.content.append(content);
                }
            }
            _ => {
                let extent = Extent { start: extent.start.max(end), end: extent.end.max(extent.start.max(end) + 1) };
                placed.push(Placed { content, extent, rows: 1, marks, is_covered: false });
            }
        }
    }
    placed
}

/// Joins cells that go on with the one above. What they hold is not printed, but nothing may be lost.
fn merge_down(rows: &mut [Vec<Placed>]) {
    let mut above: Vec<(Extent, (usize, usize))> = Vec::new();
    for row_idx in 0..rows.len() {
        let mut here = Vec::new();
        for cell_idx in 0..rows[row_idx].len() {
            let cell = &rows[row_idx][cell_idx];
            let (extent, marks) = (cell.extent, cell.marks);
            let owner = above.iter().find(|(owned, _)| *owned == extent).map(|(_, owner)| *owner);
            match owner {
                Some((row, column)) if marks & FROM_ABOVE != 0 && marks & REACHES_DOWN == 0 => {
                    let content = std::mem::take(&mut rows[row_idx][cell_idx].content);
                    rows[row_idx][cell_idx].is_covered = true;
                    let owner = &mut rows[row][column];
                    owner.rows = owner.rows.saturating_add(1);
                    if !content.text.as_str().trim().is_empty() {
                        owner.content.append(content);
                    }
                    here.push((extent, (row, column)));
                }
                _ if marks & (FROM_ABOVE | REACHES_DOWN) != 0 => here.push((extent, (row_idx, cell_idx))),
                _ => {}
            }
        }
        above = here;
    }
}

/// The cells of a row with what they cover; a row that begins further right is led by a blank cell.
fn spans(row: Vec<Placed>, columns: &grid::Columns) -> Vec<Merged> {
    let mut merged = Vec::with_capacity(row.len());
    let indent = row.first().map_or(0, |first| columns.within(Extent { start: 0, end: first.extent.start }));
    if indent > 0 {
        merged.push(Merged { content: Line::default(), columns: indent, rows: 1 });
    }
    for cell in row.into_iter().filter(|cell| !cell.is_covered) {
        let columns = columns.within(cell.extent).max(1);
        merged.push(Merged { content: cell.content, columns, rows: cell.rows });
    }
    merged
}

#[cfg(test)]
mod tests {
    use document::{Origin, Text};

    use super::{FROM_ABOVE, Line, MERGED, REACHES_DOWN, RawRow, Shape, merge};

    fn row(edges: &[i16], cells: &[(&str, u16)]) -> RawRow {
        let content = |text: &str| Line {
            text: Text::from_origin(text, Origin::Line { line: 1, column: 0 }),
            inserted: Vec::new(),
        };
        RawRow {
            cells: cells.iter().map(|(text, _)| content(text)).collect(),
            shape: Shape { edges: edges.to_vec(), marks: cells.iter().map(|(_, marks)| *marks).collect() },
        }
    }

    fn check(rows: Vec<RawRow>, expected: &[&str]) {
        let shown: Vec<String> = merge(rows)
            .into_iter()
            .map(|row| {
                let cells =
                    row.iter().map(|cell| format!("{}{{{}×{}}}", cell.content.text.as_str(), cell.columns, cell.rows));
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn cells_merge_both_ways() {
        check(
            vec![
                row(&[0, 900, 1800, 2700], &[("项目", REACHES_DOWN), ("金额", 0), ("", MERGED)]),
                row(&[0, 900, 1800, 2700], &[("", FROM_ABOVE), ("本年", 0), ("上年", 0)]),
                row(&[0, 900, 1800, 2700], &[("水费", 0), ("1", 0), ("2", 0)]),
            ],
            &["项目{1×2} 金额{2×1}", "本年{1×1} 上年{1×1}", "水费{1×1} 1{1×1} 2{1×1}"],
        );
    }

    #[test]
    fn edges_a_hair_apart_make_no_columns() {
        check(
            vec![
                row(&[0, 900, 1800], &[("甲", REACHES_DOWN), ("乙", 0)]),
                row(&[5, 893, 1811], &[("", FROM_ABOVE), ("丙", 0)]),
            ],
            &["甲{1×2} 乙{1×1}", "丙{1×1}"],
        );
    }

    #[test]
    fn a_row_may_begin_further_right_or_say_nothing() {
        check(
            vec![
                row(&[0, 900, 1800], &[("甲", 0), ("乙", 0)]),
                row(&[900, 1800], &[("丙", 0)]),
                row(&[], &[("丁", 0), ("戊", 0)]),
            ],
            &["甲{1×1} 乙{1×1}", "{1×1} 丙{1×1}", "丁{1×1} 戊{1×1}"],
        );
    }
}
