//! Cells that are sums of other cells, as formulas.

use std::collections::{HashMap, HashSet};

use document::{CellKind, CellSum, Document, Table};
use quantity::Decimal;

use super::number::Exact;
use crate::grid::{Grid, Placed};

/// The place where a cell begins: row and column of its table.
pub type At = (usize, usize);

/// The most arguments that a function takes, and a length of formulas that every program takes.
const MOST_RANGES: usize = 255;
const LONGEST: usize = 8_000;

/// The formulas of a table by the cells they stand in; `first` is the row of the sheet that the table begins in.
///
/// A sum becomes a formula only when it says what is printed: its parts add up to it exactly, all of them stand
/// as numbers in the sheet (`holds`), and nothing is added up in a circle.
pub fn formulas(
    document: &Document,
    table: &Table,
    grid: &Grid,
    first: usize,
    holds: &HashMap<At, Exact>,
) -> HashMap<At, String> {
    let mut sums: HashMap<At, Vec<At>> = HashMap::new();
    for sum in &table.design.sums {
        if let Some((cell, parts)) = proven(document, grid, sum, holds) {
            sums.entry(cell).or_insert(parts);
        }
    }
    let acyclic = without_circles(&sums);
    let formula = |cell: &At| Some((*cell, formula(sums.get(cell)?, first)?));
    acyclic.iter().filter_map(formula).collect()
}

/// The cell of a sum and its parts that hold figures, when it is one that a workbook would compute the same.
fn proven(document: &Document, grid: &Grid, sum: &CellSum, holds: &HashMap<At, Exact>) -> Option<(At, Vec<At>)> {
    let at = |cell: Placed| (cell.row, cell.column);
    let total = grid.at(sum.cell)?;
    let CellKind::Number(printed) = CellKind::of(document.str(total.text)) else { return None };
    holds.get(&at(total))?;
    let mut parts = Vec::with_capacity(sum.parts.len());
    let (mut seen, mut value) = (HashSet::new(), Decimal::ZERO);
    for part in &sum.parts {
        let part = grid.at(*part)?;
        if part == total || !seen.insert(at(part)) {
            return None;
        }
        match CellKind::of(document.str(part.text)) {
            // A sum passes over dashes and blank cells.
            CellKind::Blank | CellKind::Dash => {}
            CellKind::Text => return None,
            CellKind::Number(number) => {
                holds.get(&at(part))?;
                value += number.value;
            }
        }
        parts.push(at(part));
    }
    (value == printed.value && !parts.is_empty()).then_some((at(total), parts))
}

/// The sums that no circle of sums leads into.
fn without_circles(sums: &HashMap<At, Vec<At>>) -> Vec<At> {
    let mut waiting: HashMap<At, usize> = HashMap::new();
    let mut used_by: HashMap<At, Vec<At>> = HashMap::new();
    for (cell, parts) in sums {
        let others = parts.iter().filter(|part| sums.contains_key(*part));
        waiting.insert(*cell, others.clone().count());
        for part in others {
            used_by.entry(*part).or_default().push(*cell);
        }
    }
    let mut ready: Vec<At> = waiting.iter().filter(|(_, count)| **count == 0).map(|(cell, _)| *cell).collect();
    let mut done = 0;
    while let Some(cell) = ready.get(done).copied() {
        done += 1;
        for next in used_by.get(&cell).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(next) {
                *count -= 1;
                if *count == 0 {
                    ready.push(*next);
                }
            }
        }
    }
    ready
}

/// `=SUM(B5:B7,B9)`, with the fewest ranges down or across; `None` when it would be too long.
fn formula(parts: &[At], first: usize) -> Option<String> {
    let down = ranges(parts, |(row, column)| (column, row));
    let across = ranges(parts, |(row, column)| (row, column));
    let (swapped, ranges) = if across.len() < down.len() { (false, across) } else { (true, down) };
    if ranges.len() > MOST_RANGES {
        return None;
    }
    let address = |line: usize, at: usize| {
        let (row, column) = if swapped { (at, line) } else { (line, at) };
        let (row, column) = (u32::try_from(first + row).ok()?, u16::try_from(column).ok()?);
        Some(rust_xlsxwriter::utility::row_col_to_cell(row, column))
    };
    let mut printed = Vec::with_capacity(ranges.len());
    for Range { line, from, to } in ranges {
        let start = address(line, from)?;
        printed.push(if from == to { start } else { format!("{start}:{}", address(line, to)?) });
    }
    let formula = format!("=SUM({})", printed.join(","));
    (formula.len() <= LONGEST).then_some(formula)
}

/// Cells that follow each other in a row or in a column.
struct Range {
    line: usize,
    from: usize,
    to: usize,
}

/// Cells as ranges along lines; `along` gives the line of a cell and its place in it.
fn ranges(cells: &[At], along: impl Fn(At) -> (usize, usize)) -> Vec<Range> {
    let mut sorted: Vec<(usize, usize)> = cells.iter().map(|cell| along(*cell)).collect();
    sorted.sort_unstable();
    let mut ranges: Vec<Range> = Vec::new();
    for (line, at) in sorted {
        match ranges.last_mut() {
            Some(last) if last.line == line && last.to + 1 == at => last.to = at,
            _ => ranges.push(Range { line, from: at, to: at }),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::formula;

    #[test]
    fn cells_side_by_side_are_one_range() {
        for (parts, expected) in [
            (&[(0, 1)][..], "=SUM(B5)"),
            (&[(2, 1), (0, 1), (1, 1), (4, 1)], "=SUM(B5:B7,B9)"),
            (&[(0, 1), (0, 2), (0, 3)], "=SUM(B5:D5)"),
            (&[(0, 0), (0, 1), (1, 0), (1, 1)], "=SUM(A5:A6,B5:B6)"),
            (&[(0, 0), (2, 2)], "=SUM(A5,C7)"),
        ] {
            assert_eq!(formula(parts, 4).as_deref(), Some(expected));
        }
        let apart: Vec<_> = (0..256).map(|n| (2 * n, n)).collect();
        assert_eq!(formula(&apart, 0), None);
    }
}
