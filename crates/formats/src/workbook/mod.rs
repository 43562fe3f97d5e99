//! Workbooks: what each sheet shows, as paragraphs and one table a sheet.
//!
//! Both readers give [`Sheet`]s whose cells already hold what is printed; `layout` puts them into a
//! document. No crate for workbooks is used: none tells of hidden rows, of the formats of an xls, or
//! unpacks within limits.
//!
//! Reading order: `sheet` (what both readers give), `number` (what a format shows of a number), `xlsx`,
//! `xls`, `layout` (into a document).

mod layout;
mod number;
mod sheet;
mod xls;
mod xlsx;

use document::{Document, Format};

use crate::Error;

/// The most cells that all sheets of a workbook may hold together.
///
/// A department's workbook has some ten thousand. Each takes some 150 bytes in the document.
const CELL_LIMIT: usize = 1 << 20;

/// The most bytes that all cells may print together: many cells can refer to one long text.
const TEXT_LIMIT: usize = 64 << 20;

/// What the cells of a workbook may still take.
struct Budget {
    format: Format,
    cells: usize,
    bytes: usize,
}

impl Budget {
    fn new(format: Format) -> Self {
        Self { format, cells: CELL_LIMIT, bytes: TEXT_LIMIT }
    }

    /// Takes what a cell needs.
    fn take(&mut self, printed: &str) -> Result<(), Error> {
        match (self.cells.checked_sub(1), self.bytes.checked_sub(printed.len())) {
            (Some(cells), Some(bytes)) => (self.cells, self.bytes) = (cells, bytes),
            (None, _) => {
                return Err(too_much(self.format, format_args!("its sheets have more than {CELL_LIMIT} cells")));
            }
            (_, None) => {
                return Err(too_much(self.format, format_args!("its cells print more than {TEXT_LIMIT} bytes")));
            }
        }
        Ok(())
    }
}

/// Reads a workbook since 2007.
pub fn read_xlsx(bytes: &[u8]) -> Result<Document, Error> {
    layout::lay_out(Format::Xlsx, &xlsx::sheets(bytes)?)
}

/// Reads a workbook of 97 to 2003.
pub fn read_xls(bytes: &[u8]) -> Result<Document, Error> {
    layout::lay_out(Format::Xls, &xls::sheets(bytes)?)
}

/// An error about a workbook that cannot be read.
fn damaged(format: Format, why: impl ToString) -> Error {
    Error::Damaged { format, why: why.to_string() }
}

/// An error about a workbook that is too large.
fn too_much(format: Format, why: impl ToString) -> Error {
    Error::TooMuch { format, why: why.to_string() }
}
