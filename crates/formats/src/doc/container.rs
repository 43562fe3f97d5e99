//! The streams of an OLE file that make a Word document.

use std::io::{Cursor, Read as _, Seek as _, SeekFrom, Write as _};

use document::Format;

use super::{damaged, too_much};
use crate::Error;

/// The most bytes of a stream that holds text or its properties.
///
/// A character takes two bytes at most; the longest disclosures have a million. Pictures stand in a
/// stream of their own, which may be as long as it likes.
const STREAM_LIMIT: u64 = 16 << 20;

/// Where the head of the main stream says which table stream is in use and whether it is encrypted
/// (MS-DOC 2.5.2, FibBase).
const FLAGS: usize = 0x0A;
/// Flag: encrypted or obfuscated.
const ENCRYPTED: u16 = 0x0100;
/// Flag: the tables stand in `1Table`.
const SECOND_TABLE: u16 = 0x0200;

/// The name of the main stream.
const MAIN: &str = "/WordDocument";

/// An opened file with its two streams that matter here.
pub struct Container {
    file: cfb::CompoundFile<Cursor<Vec<u8>>>,
    /// The main stream: the head, the text, and the pages of properties.
    pub main: Vec<u8>,
    /// The table stream that the head names.
    pub table: Vec<u8>,
    table_name: &'static str,
}

impl Container {
    /// Opens a file and reads its streams.
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        let broken = |error: std::io::Error| damaged(&error.to_string());
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).map_err(broken)?;
        let main = stream(&mut file, MAIN)?.ok_or_else(|| damaged("it has no main stream"))?;
        let flags = u16_at(&main, FLAGS).ok_or_else(|| damaged("its head is cut off"))?;
        if flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted { format: Format::Doc });
        }
        let names = if flags & SECOND_TABLE == 0 { ["/0Table", "/1Table"] } else { ["/1Table", "/0Table"] };
        for table_name in names {
            if let Some(table) = stream(&mut file, table_name)? {
                return Ok(Self { file, main, table, table_name });
            }
        }
        // Word 6 and 95 have no such stream; rwml tells them by their version.
        Ok(Self { file, main, table: Vec::new(), table_name: names[0] })
    }

    /// The bytes of the file with the two streams as they are now; their lengths must not have changed.
    pub fn rewritten(mut self) -> Result<Vec<u8>, Error> {
        let broken = |error: std::io::Error| damaged(&error.to_string());
        for (name, bytes) in [(MAIN, &self.main), (self.table_name, &self.table)] {
            if bytes.is_empty() {
                continue;
            }
            let mut stream = self.file.open_stream(name).map_err(broken)?;
            stream.seek(SeekFrom::Start(0)).map_err(broken)?;
            stream.write_all(bytes).map_err(broken)?;
            stream.flush().map_err(broken)?;
        }
        Ok(self.file.into_inner().into_inner())
    }
}

/// The bytes of a stream, or `None` when there is none of this name.
fn stream(file: &mut cfb::CompoundFile<Cursor<Vec<u8>>>, name: &str) -> Result<Option<Vec<u8>>, Error> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let broken = |error: std::io::Error| damaged(&error.to_string());
    let mut stream = file.open_stream(name).map_err(broken)?;
    if stream.len() > STREAM_LIMIT {
        return Err(too_much("a text stream longer than 16 MB"));
    }
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(broken)?;
    Ok(Some(bytes))
}

/// A number of two bytes, the low one first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

/// A number of four bytes, the low one first, as an offset.
pub fn offset_at(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}
