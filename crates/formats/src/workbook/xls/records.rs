//! The records of a workbook stream: a kind, a length, data.

/// Begins a workbook, a sheet, or a chart inside a sheet.
pub const BOF: u16 = 0x0809;
/// Ends what the last `BOF` began.
pub const EOF: u16 = 0x000a;
/// Only in encrypted workbooks.
pub const FILEPASS: u16 = 0x002f;
/// Whether dates begin in 1904.
pub const DATEMODE: u16 = 0x0022;
/// A format code.
pub const FORMAT: u16 = 0x041e;
/// A cell style.
pub const XF: u16 = 0x00e0;
/// An entry in the list of sheets.
pub const BOUNDSHEET: u16 = 0x0085;
/// The texts that cells share.
pub const SST: u16 = 0x00fc;
/// What did not fit into the record before.
pub const CONTINUE: u16 = 0x003c;
/// A row: its height, and whether it is hidden.
pub const ROW: u16 = 0x0208;
/// Columns: their width, and whether they are hidden.
pub const COLINFO: u16 = 0x007d;
/// Merged cells.
pub const MERGECELLS: u16 = 0x00e5;
/// A drawn object.
pub const OBJ: u16 = 0x005d;
/// A cell with a shared text.
pub const LABELSST: u16 = 0x00fd;
/// A cell with a text of its own.
pub const LABEL: u16 = 0x0204;
/// The same with runs of fonts.
pub const RSTRING: u16 = 0x00d6;
/// A cell with a number.
pub const NUMBER: u16 = 0x0203;
/// A cell with a number in four bytes.
pub const RK: u16 = 0x027e;
/// Such cells side by side.
pub const MULRK: u16 = 0x00bd;
/// A cell with a formula and what it gave.
pub const FORMULA: u16 = 0x0006;
/// The text that the formula before gave.
pub const STRING: u16 = 0x0207;
/// A cell with yes, no or an error.
pub const BOOLERR: u16 = 0x0205;

/// One record.
pub struct Record<'s> {
    /// What it is about.
    pub kind: u16,
    /// Its content.
    pub data: &'s [u8],
}

/// Records in order, up to the first that is cut off.
pub struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Records<'s> {
    /// The records of a stream.
    pub fn new(stream: &'s [u8]) -> Self {
        Self { rest: stream }
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (u16_at(self.rest, 0)?, usize::from(u16_at(self.rest, 2)?));
        let data = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some(Record { kind, data })
    }
}

/// Two bytes as a number.
pub fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

/// Four bytes as a number.
pub fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// Eight bytes as a binary fraction.
pub fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}
