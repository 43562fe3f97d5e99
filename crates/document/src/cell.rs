//! Tables.

use quantity::{Numeral, fold_char};

use crate::TextId;

/// A grid of cells as the file has it: rows may differ in length.
///
/// Merged cells stand once, in their first row and column, as in HTML; the cells they cover are left
/// out of their rows. A text file says nothing of merged cells: each of its cells counts as single.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The rows, top down.
    pub rows: Vec<Row>,
    /// How it is to be set when it is written; a reader says nothing here.
    pub design: Design,
}

impl Table {
    /// A table as read: rows without a design.
    pub fn of_rows(rows: Vec<Row>) -> Self {
        Self { rows, design: Design::default() }
    }
}

/// How a composed table is to be set.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Design {
    /// How many rows at the top are heads, repeated on every page.
    pub head_rows: u16,
    /// Whether it needs the long side of the page.
    pub is_landscape: bool,
    /// Widths of the grid columns, relative to each other; empty for columns alike.
    pub widths: Vec<u16>,
    /// Cells that are sums of other cells, for formats that can say so.
    pub sums: Vec<CellSum>,
}

/// A cell whose printed number is the sum of the printed numbers of other cells of its table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CellSum {
    /// The cell.
    pub cell: GridCell,
    /// The cells that add up to it.
    pub parts: Vec<GridCell>,
}

/// A position in the grid of a table, merged cells counted as often as they cover it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GridCell {
    /// 0-based.
    pub row: u16,
    /// 0-based.
    pub column: u16,
}

/// One row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The cells, left to right.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Its text, empty for a blank cell.
    pub text: TextId,
    /// Columns it covers, where the format says so; 1 otherwise.
    pub columns: u16,
    /// Rows it covers, where the format says so; 1 otherwise.
    pub rows: u16,
}

impl Cell {
    /// A cell of one column and one row.
    pub const fn single(text: TextId) -> Self {
        Self { text, columns: 1, rows: 1 }
    }
}

/// What a cell holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellKind {
    /// Nothing but white space. Blank is not zero.
    Blank,
    /// One or more dashes, the printed form of "not applicable".
    Dash,
    /// A number and nothing else.
    Number(Numeral),
    /// Anything else.
    Text,
}

impl CellKind {
    /// Classifies the printed text of a cell.
    pub fn of(printed: &str) -> Self {
        let mut chars = printed.chars().map(fold_char).filter(|c| !c.is_whitespace()).peekable();
        match chars.peek() {
            None => return Self::Blank,
            // Most cells are words; they are told at their first character.
            Some(first) if is_word(*first) => return Self::Text,
            Some(_) => {}
        }
        if chars.all(|c| matches!(c, '-' | '—' | '–' | '―' | '─' | '一' | '/')) && !printed.trim().starts_with('一')
        {
            return Self::Dash;
        }
        Numeral::cell(printed).map_or(Self::Text, Self::Number)
    }
}

/// Whether a character begins neither a number nor dashes: an ideograph but the one that is printed for a dash.
const fn is_word(c: char) -> bool {
    matches!(c, '\u{4e01}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::CellKind;

    #[test]
    fn classifies_cells() {
        for printed in ["", "\u{3000}", "  \t"] {
            assert_eq!(CellKind::of(printed), CellKind::Blank, "{printed:?}");
        }
        for printed in ["-", "—", "——", "－", " - "] {
            assert_eq!(CellKind::of(printed), CellKind::Dash, "{printed:?}");
        }
        for printed in ["一", "3次", "100.00%", "※"] {
            assert_eq!(CellKind::of(printed), CellKind::Text, "{printed:?}");
        }
        assert!(matches!(CellKind::of(" 1,017.90　"), CellKind::Number(_)));
    }
}
