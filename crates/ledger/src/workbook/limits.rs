//! How much of a workbook is read: the library that reads it unpacks what it is given.

use std::io::{Cursor, Read as _};

use zip::{ZipArchive, result::ZipError};

use crate::{Error, error::Excess};

/// The most bytes of a packed workbook, and of one part of it unpacked. The book of a department of 60 units
/// has some 200 KiB.
const PART_LIMIT: u64 = 32 << 20;
/// The most bytes that all parts unpack to. Pictures that people paste into a workbook count.
const TOTAL_LIMIT: u64 = 128 << 20;
/// The most bytes of sheets, counted as if each were the largest part: a part may be listed as many sheets.
const WORK_LIMIT: u64 = 512 << 20;
/// The most parts that a package lists.
const PARTS_LIMIT: usize = 4096;
/// The most sheets.
pub const SHEETS_LIMIT: usize = 256;
/// The most joined cells of a sheet.
pub const MERGED_LIMIT: usize = 1 << 16;
/// The most cells, with the empty ones to the left of and the empty rows above those that are filled.
pub const CELLS_LIMIT: usize = 1 << 20;
/// The most cells that are looked at, as empty ones may be formatted.
const VISITS_LIMIT: usize = 1 << 23;
/// The most bytes of text, as many cells may share one.
const TEXT_LIMIT: usize = 64 << 20;

/// Unpacks a workbook without keeping anything, and gives the size of its largest part.
///
/// **Errors.** No xlsx, or too much, whatever the package declares.
pub fn measure(bytes: &[u8]) -> Result<u64, Error> {
    const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    let too_much = |what, limit| Err(Error::TooMuch { what, limit });
    if bytes.len() as u64 > PART_LIMIT {
        return too_much(Excess::Bytes, PART_LIMIT);
    }
    if bytes.starts_with(OLE) {
        // Office programs put a workbook with a password into a container of the old kind.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_encrypted = bytes.windows(name.len()).any(|window| window == name);
        return Err(if is_encrypted { Error::Encrypted } else { Error::OldWorkbook });
    }
    // The list of parts is read into memory as a whole.
    if bytes.windows(4).filter(|window| window == b"PK\x01\x02").take(PARTS_LIMIT + 1).count() > PARTS_LIMIT {
        return too_much(Excess::Parts, PARTS_LIMIT as u64);
    }
    let Ok(mut package) = ZipArchive::new(Cursor::new(bytes)) else { return Err(Error::NotWorkbook) };
    let (mut total, mut largest) = (0, 0);
    for index in 0..package.len() {
        let mut part = match package.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(Error::Encrypted);
            }
            Err(error) => return Err(Error::Damaged { why: error.to_string() }),
        };
        let length = unpacked(&mut part).map_err(|error| Error::Damaged { why: error.to_string() })?;
        total += length;
        largest = length.max(largest);
        if length > PART_LIMIT || total > TOTAL_LIMIT {
            return too_much(Excess::Bytes, if length > PART_LIMIT { PART_LIMIT } else { TOTAL_LIMIT });
        }
    }
    Ok(largest)
}

/// How long a part is, at most one byte over the limit.
fn unpacked(part: &mut impl std::io::Read) -> std::io::Result<u64> {
    std::io::copy(&mut part.take(PART_LIMIT + 1), &mut std::io::sink())
}

/// What may still be read.
pub struct Limits {
    visits: usize,
    cells: usize,
    text: usize,
}

impl Limits {
    /// The limits of a workbook of so many sheets.
    pub fn new(n_sheets: u64, largest_part: u64) -> Result<Self, Error> {
        if n_sheets * largest_part > WORK_LIMIT {
            return Err(Error::TooMuch { what: Excess::Bytes, limit: WORK_LIMIT });
        }
        Ok(Self { visits: VISITS_LIMIT, cells: CELLS_LIMIT, text: TEXT_LIMIT })
    }

    /// Counts a cell that is looked at.
    pub fn visit(&mut self) -> Result<(), Error> {
        self.visits = self.visits.checked_sub(1).ok_or_else(|| over(Excess::Cells, VISITS_LIMIT))?;
        Ok(())
    }

    /// Counts a cell that is kept, and the empty ones that it brings into being.
    pub fn hold(&mut self, bytes: usize, rows: &[Vec<String>], row: usize, column: usize) -> Result<(), Error> {
        let width = rows.get(row).map_or(0, Vec::len);
        let new = (row + 1).saturating_sub(rows.len()) + (column + 1).saturating_sub(width);
        self.cells = self.cells.checked_sub(new).ok_or_else(|| over(Excess::Cells, CELLS_LIMIT))?;
        self.text = self.text.checked_sub(bytes).ok_or_else(|| over(Excess::Bytes, TEXT_LIMIT))?;
        Ok(())
    }
}

fn over(what: Excess, limit: usize) -> Error {
    Error::TooMuch { what, limit: limit as u64 }
}
