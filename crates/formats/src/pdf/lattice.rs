//! Tables from the lines that rule them.
//!
//! Lines that touch each other make one lattice. Its lines cut the plane into the smallest cells;
//! where no line parts two of them they are one merged cell. So a merged cell is known with the columns
//! and rows that it covers, whether the program that wrote the file drew borders as strokes, as thin
//! filled rectangles, once for each cell or once for the whole table.

use document::Area;

use super::page::{POINT, Ruling};

/// Lines this close run along one border: both halves of a double line, or two cells' own borders.
const SNAP: i32 = 2 * POINT;
/// Gaps up to this are bridged: borders drawn cell by cell do not always meet.
const REACH: i32 = 3 * POINT;
/// How far lines must run beyond the outermost cross line to enclose a column of their own.
const OPEN_SIDE: i32 = 12 * POINT;
/// The most lines of one direction on a page. A page of 400 rows of 30 columns has 430.
const MOST_LINES: usize = 4_000;
/// The most smallest cells of one table on a page.
const MOST_CELLS: usize = 200_000;

/// A ruled table on one page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lattice {
    /// Its outline.
    pub area: Area,
    /// Where its columns begin, and where the last one ends.
    pub xs: Vec<i32>,
    /// Where its rows begin, and where the last one ends.
    pub ys: Vec<i32>,
    /// Its cells, row by row.
    pub cells: Vec<LatticeCell>,
}

/// A cell of a ruled table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LatticeCell {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows it covers.
    pub rows: usize,
    /// Columns it covers.
    pub columns: usize,
    /// The space within its lines.
    pub area: Area,
}

/// Finds the ruled tables of a page, from top to bottom.
///
/// A lattice of a single cell is a frame around text, not a table.
pub fn find(rulings: &[Ruling]) -> Vec<Lattice> {
    let (rows, columns) = (merged(rulings, true), merged(rulings, false));
    if rows.len().max(columns.len()) > MOST_LINES {
        return Vec::new();
    }
    let mut found: Vec<Lattice> = components(&rows, &columns)
        .into_iter()
        .filter_map(|(rows, columns)| lattice(&rows, &columns))
        .filter(|lattice| lattice.cells.len() > 1)
        .collect();
    found.sort_by_key(|lattice| (lattice.area.top, lattice.area.left));
    // A table drawn inside a cell of another one is read as part of that cell.
    let outer = found.clone();
    found.retain(|inner| {
        !outer.iter().any(|other| other != inner && other.cells.iter().any(|cell| encloses(cell.area, inner.area)))
    });
    found
}

fn encloses(outer: Area, inner: Area) -> bool {
    outer.left - SNAP <= inner.left
        && inner.right <= outer.right + SNAP
        && outer.top - SNAP <= inner.top
        && inner.bottom <= outer.bottom + SNAP
}

/// The lines of one direction, with those along one border joined into one.
pub fn merged(rulings: &[Ruling], is_horizontal: bool) -> Vec<Ruling> {
    let mut lines: Vec<Ruling> = rulings.iter().copied().filter(|line| line.is_horizontal == is_horizontal).collect();
    lines.sort_unstable();
    let mut out: Vec<Ruling> = Vec::new();
    let mut rest = lines.as_mut_slice();
    while let Some(first) = rest.first().copied() {
        let n = rest.partition_point(|line| line.at - first.at <= SNAP);
        let (group, others) = rest.split_at_mut(n);
        // The border is where most of its length lies.
        let at = group.iter().max_by_key(|line| line.to - line.from).map_or(first.at, |line| line.at);
        group.sort_unstable_by_key(|line| line.from);
        for line in group.iter() {
            match out.last_mut() {
                Some(last) if last.at == at && line.from <= last.to + REACH => last.to = last.to.max(line.to),
                _ => out.push(Ruling { at, ..*line }),
            }
        }
        rest = others;
    }
    out
}

fn touch(row: &Ruling, column: &Ruling) -> bool {
    row.from - REACH <= column.at
        && column.at <= row.to + REACH
        && column.from - REACH <= row.at
        && row.at <= column.to + REACH
}

/// Groups of lines that touch each other, with lines of both directions in each.
fn components(rows: &[Ruling], columns: &[Ruling]) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let mut parents: Vec<usize> = (0..rows.len() + columns.len()).collect();
    for (i, row) in rows.iter().enumerate() {
        let first = columns.partition_point(|column| column.at < row.from - REACH);
        for (j, column) in columns.iter().enumerate().skip(first) {
            if column.at > row.to + REACH {
                break;
            }
            if touch(row, column) {
                let (a, b) = (root(&mut parents, i), root(&mut parents, rows.len() + j));
                parents[a] = b;
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Ruling>, Vec<Ruling>)> = Vec::new();
    for (i, line) in rows.iter().chain(columns).enumerate() {
        let of = root(&mut parents, i);
        let at = groups.iter().position(|(root, ..)| *root == of).unwrap_or_else(|| {
            groups.push((of, Vec::new(), Vec::new()));
            groups.len() - 1
        });
        if line.is_horizontal { groups[at].1.push(*line) } else { groups[at].2.push(*line) }
    }
    let both = groups.into_iter().filter(|(_, rows, columns)| rows.len() > 1 && !columns.is_empty());
    both.map(|(_, rows, columns)| (rows, columns)).collect()
}

fn root(parents: &mut [usize], of: usize) -> usize {
    let mut at = of;
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// The borders of one direction. Where lines of the other direction run on beyond the outermost one to one
/// edge, above and below, the table is open at that side.
fn borders(lines: &[Ruling], across: &[Ruling]) -> Vec<i32> {
    let mut at: Vec<i32> = lines.iter().map(|line| line.at).collect();
    at.sort_unstable();
    at.dedup();
    let (Some(first), Some(last)) = (at.first().copied(), at.last().copied()) else { return at };
    let all = across.iter().map(|line| line.at);
    let (Some(top), Some(bottom)) = (all.clone().min(), all.max()) else { return at };
    // Merged cells at that side may leave only a few lines that reach the edge.
    let enclose = |ends: &dyn Fn(&Ruling) -> bool| {
        let ends = || across.iter().filter(|line| ends(line)).map(|line| line.at);
        let height = ends().max().zip(ends().min()).map_or(0, |(low, high)| low - high);
        2 * height > bottom - top || ends().count() > 1 && 2 * ends().count() > across.len()
    };
    let edge = across.iter().map(|line| line.from).min().unwrap_or(first);
    if first - edge > OPEN_SIDE && enclose(&|line| line.from <= edge + REACH) {
        at.push(edge);
    }
    let edge = across.iter().map(|line| line.to).max().unwrap_or(last);
    if edge - last > OPEN_SIDE && enclose(&|line| line.to >= edge - REACH) {
        at.push(edge);
    }
    at.sort_unstable();
    at
}

/// The cells between lines that touch each other.
fn lattice(rows: &[Ruling], columns: &[Ruling]) -> Option<Lattice> {
    let (ys, xs) = (borders(rows, columns), borders(columns, rows));
    let (n_rows, n_columns) = (ys.len().checked_sub(1)?, xs.len().checked_sub(1)?);
    if n_rows == 0 || n_columns == 0 || n_rows * n_columns > MOST_CELLS {
        return None;
    }
    let walls = Walls { below: walls(rows, &ys, &xs), right: walls(columns, &xs, &ys) };
    let mut taken = vec![vec![false; n_columns]; n_rows];
    let mut cells = Vec::new();
    for row in 0..n_rows {
        for column in 0..n_columns {
            if taken[row][column] {
                continue;
            }
            let columns = 1
                + (column + 1..n_columns).take_while(|right| !walls.right[*right][row] && !taken[row][*right]).count();
            let span = column..column + columns;
            let rows = 1
                + (row + 1..n_rows)
                    .take_while(|below| {
                        // Merged downwards only as a whole and within the same sides.
                        span.clone().all(|at| !walls.below[*below][at] && !taken[*below][at])
                            && (span.start + 1..span.end).all(|at| !walls.right[at][*below])
                    })
                    .count();
            for line in &mut taken[row..row + rows] {
                line[span.clone()].fill(true);
            }
            let area = Area { left: xs[column], top: ys[row], right: xs[column + columns], bottom: ys[row + rows] };
            cells.push(LatticeCell { row, column, rows, columns, area });
        }
    }
    let area = Area { left: xs[0], top: ys[0], right: xs[n_columns], bottom: ys[n_rows] };
    Some(Lattice { area, xs, ys, cells })
}

/// Which sides of the smallest cells are ruled, by the index of the border and then along it.
struct Walls {
    /// Above the row of an index.
    below: Vec<Vec<bool>>,
    /// Left of the column of an index.
    right: Vec<Vec<bool>>,
}

/// Along each border, which stretches between two cross borders are ruled.
fn walls(lines: &[Ruling], borders: &[i32], across: &[i32]) -> Vec<Vec<bool>> {
    let mut ruled = vec![vec![false; across.len() - 1]; borders.len()];
    for line in lines {
        let Ok(at) = borders.binary_search(&line.at) else { continue };
        for (i, pair) in across.windows(2).enumerate() {
            let middle = pair[0].midpoint(pair[1]);
            ruled[at][i] |= line.from <= middle && middle <= line.to;
        }
    }
    ruled
}

#[cfg(test)]
mod tests {
    use super::{Ruling, find};

    /// Lines in points: `h y x0 x1` or `v x y0 y1`.
    fn rulings(text: &str) -> Vec<Ruling> {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let mut words = line.split_whitespace();
                let is_horizontal = words.next() == Some("h");
                let numbers: Vec<i32> = words.map(|word| word.parse::<i32>().unwrap() * 100).collect();
                Ruling { is_horizontal, at: numbers[0], from: numbers[1], to: numbers[2] }
            })
            .collect()
    }

    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let found: Vec<String> = find(&rulings(lines))
            .iter()
            .map(|lattice| {
                let cells = lattice.cells.iter().map(|c| format!("{},{} {}×{}", c.row, c.column, c.columns, c.rows));
                cells.collect::<Vec<_>>().join("; ")
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_merged_head_covers_its_columns() {
        check(
            "h 0 0 300\nh 20 100 300\nh 40 0 300\nv 0 0 40\nv 100 0 40\nv 200 20 40\nv 300 0 40",
            &["0,0 1×2; 0,1 2×1; 1,1 1×1; 1,2 1×1"],
        );
    }

    #[test]
    fn borders_drawn_cell_by_cell_and_doubled() {
        check(
            "h 0 0 99\nh 0 101 200\nh 20 0 99\nh 21 101 200\nv 0 0 20\nv 99 0 20\nv 101 0 20\nv 200 0 21",
            &["0,0 1×1; 0,1 1×1"],
        );
    }

    #[test]
    fn open_sides_are_columns() {
        check(
            "h 0 0 300\nh 20 0 300\nh 40 0 300\nv 100 0 40\nv 200 0 40",
            &["0,0 1×1; 0,1 1×1; 0,2 1×1; 1,0 1×1; 1,1 1×1; 1,2 1×1"],
        );
    }

    #[test]
    fn frames_and_underlines_are_no_tables() {
        check("h 0 0 300\nh 400 0 300\nv 0 0 400\nv 300 0 400\nh 100 50 200\nh 120 50 200", &[]);
    }

    #[test]
    fn two_tables_of_one_page() {
        check(
            "h 0 0 20\nh 20 0 20\nv 0 0 20\nv 10 0 20\nv 20 0 20\nh 50 0 20\nh 70 0 20\nv 0 50 70\nv 10 50 70\nv 20 50 70",
            &["0,0 1×1; 0,1 1×1", "0,0 1×1; 0,1 1×1"],
        );
    }
}
