//! The cells of a table.

use document::{Cell, Document, Format, Row, Text};

use crate::Error;

/// The most places that the cells of all tables may cover together.
const PLACE_LIMIT: usize = 1 << 20;
/// The most columns that one cell may cover.
const WIDEST: u16 = 512;

/// A cell as the page has it.
pub struct GridCell {
    /// What it shows.
    pub text: Text,
    /// Columns it says it covers.
    pub columns: u16,
    /// Rows it says it covers; 0 for all that follow.
    pub rows: u16,
}

impl GridCell {
    /// A cell with what its element says.
    pub fn new(text: Text, columns: Option<&str>, rows: Option<&str>) -> Self {
        let number = |span: Option<&str>| span.and_then(|span| span.trim().parse::<u32>().ok());
        let count = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        Self { text, columns: number(columns).map_or(1, count).clamp(1, WIDEST), rows: number(rows).map_or(1, count) }
    }
}

/// Puts the rows of a table into the document. No cell covers more rows than there are.
pub fn rows(document: &mut Document, rows: Vec<Vec<GridCell>>, places: &mut usize) -> Result<Vec<Row>, Error> {
    let n_rows = rows.len();
    let mut out = Vec::with_capacity(n_rows);
    for (row_idx, row) in rows.into_iter().enumerate() {
        let left = u16::try_from(n_rows - row_idx).unwrap_or(u16::MAX);
        let mut cells = Vec::with_capacity(row.len());
        for cell in row {
            let rows = if cell.rows == 0 { left } else { cell.rows.min(left) };
            *places += usize::from(cell.columns) * usize::from(rows);
            if *places > PLACE_LIMIT {
                let why = format!("its tables have more than {PLACE_LIMIT} cells");
                return Err(Error::TooMuch { format: Format::Html, why });
            }
            cells.push(Cell { text: document.add_text(cell.text), columns: cell.columns, rows });
        }
        out.push(Row { cells });
    }
    Ok(out)
}
