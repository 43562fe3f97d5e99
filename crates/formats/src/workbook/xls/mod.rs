//! Workbooks of 97 to 2003: a stream of records in an OLE file ([MS-XLS], BIFF8).

mod cells;
mod records;
mod strings;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use document::Format;

use super::number::{Code, Epoch, builtin};
use super::sheet::Sheet;
use super::{Budget, damaged};
use crate::{Error, guard};
use records::{Records, u16_at, u32_at};

/// Reads all sheets.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    // `cfb` checks chains of sectors only as it walks them, and some of its checks are assertions.
    let stream = guard::against_panics(|| stream(bytes))
        .unwrap_or_else(|| Err(damaged(Format::Xls, "its sectors contradict each other")))?;
    let book = book(&stream)?;
    let mut sheets = Vec::new();
    let mut budget = Budget::new(Format::Xls);
    for entry in &book.sheets {
        let mut sheet = Sheet { name: entry.name.clone(), hidden: entry.hidden, ..Sheet::default() };
        match stream.get(entry.offset..) {
            Some(records) if entry.cells => cells::read(Records::new(records), &book, &mut budget, &mut sheet)?,
            Some(_) => {}
            None => sheet.unreadable = true,
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// The stream with the workbook.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(Format::Xls, error))?;
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| damaged(Format::Xls, "it has no workbook stream"))?;
    let stream = file.open_stream(name).map_err(|error| damaged(Format::Xls, error))?;
    let mut content = Vec::new();
    // A stream cannot be longer than its file; what says so goes round in circles.
    let read = stream.take(bytes.len() as u64).read_to_end(&mut content);
    match read {
        Err(error) if content.is_empty() => Err(damaged(Format::Xls, error)),
        // What was read before the break is read; the sheets behind it are marked.
        _ => Ok(content),
    }
}

/// What holds for all sheets.
pub struct Book {
    epoch: Epoch,
    /// The format codes by the number that cells give.
    codes: Vec<Code>,
    /// The texts that cells share.
    strings: Vec<String>,
    sheets: Vec<Entry>,
}

/// One sheet in the list of sheets.
struct Entry {
    name: String,
    /// Where its records begin.
    offset: usize,
    hidden: bool,
    /// Whether it has cells: a chart or a module of macros has none.
    cells: bool,
}

fn book(stream: &[u8]) -> Result<Book, Error> {
    let mut own: HashMap<u16, String> = HashMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut book = Book { epoch: Epoch::Year1900, codes: Vec::new(), strings: Vec::new(), sheets: Vec::new() };
    let mut records = Records::new(stream).peekable();
    match records.next() {
        Some(record) if record.kind == records::BOF && u16_at(record.data, 0) == Some(0x0600) => {}
        Some(record) if record.kind & 0xff == records::BOF & 0xff => {
            return Err(Error::Unsupported { what: "Excel 95 or older" });
        }
        _ => return Err(damaged(Format::Xls, "its stream does not begin with a workbook")),
    }
    while let Some(record) = records.next() {
        let data = record.data;
        match record.kind {
            records::FILEPASS => return Err(Error::Encrypted { format: Format::Xls }),
            records::DATEMODE if u16_at(data, 0) == Some(1) => book.epoch = Epoch::Year1904,
            records::FORMAT => {
                if let (Some(id), Some(code)) = (u16_at(data, 0), data.get(2..).and_then(strings::long)) {
                    own.insert(id, code);
                }
            }
            records::XF => styles.push(u16_at(data, 2).unwrap_or(0)),
            records::BOUNDSHEET => {
                let Some(offset) = u32_at(data, 0) else { continue };
                let state = data.get(4).copied().unwrap_or(0);
                book.sheets.push(Entry {
                    name: data.get(6..).and_then(strings::short).unwrap_or_default(),
                    offset: usize::try_from(offset).unwrap_or(usize::MAX),
                    hidden: state & 3 != 0,
                    cells: data.get(5) == Some(&0),
                });
            }
            records::SST => {
                let mut parts = vec![data];
                while let Some(more) = records.next_if(|next| next.kind == records::CONTINUE) {
                    parts.push(more.data);
                }
                book.strings = strings::shared(&parts);
            }
            records::EOF => break,
            _ => {}
        }
    }
    if book.sheets.is_empty() {
        return Err(damaged(Format::Xls, "it has no sheets"));
    }
    let code = |id: &u16| Code::parse(own.get(id).map_or(builtin(*id), String::as_str));
    book.codes = styles.iter().map(code).collect();
    Ok(book)
}
