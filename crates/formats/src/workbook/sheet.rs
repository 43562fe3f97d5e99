//! What a reader of workbooks gives of one sheet.

use std::ops::RangeInclusive;

/// One sheet with what its cells show.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its cells that print anything.
    pub cells: Vec<SheetCell>,
    /// Its merged cells.
    pub merges: Vec<Merge>,
    /// Rows that are hidden.
    pub hidden_rows: Vec<RangeInclusive<u32>>,
    /// Columns that are hidden.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
    /// Whether pictures lie on it.
    pub pictures: bool,
    /// Whether a part of it could not be read.
    pub unreadable: bool,
}

/// A cell that prints something.
#[derive(Clone, Debug)]
pub struct SheetCell {
    /// 0-based.
    pub row: u32,
    /// 0-based.
    pub column: u32,
    /// What it prints.
    pub printed: String,
    /// Whether it holds a number and not words.
    pub number: bool,
    /// Whether a formula computed it.
    pub formula: bool,
}

/// A rectangle of cells merged into one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Its rows.
    pub rows: RangeInclusive<u32>,
    /// Its columns.
    pub columns: RangeInclusive<u32>,
}
