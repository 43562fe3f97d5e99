//! The streams of an OLE file that make a Word document, and its head.

use std::io::{self, Cursor, Read as _};

use document::Format;

use super::{damaged, too_much};
use crate::{Error, guard};

/// The most bytes of a stream that holds text or its properties.
///
/// A character takes two bytes at most; the longest disclosures have a million. Pictures stand in a
/// stream of their own, which may be as long as the file.
const STREAM_LIMIT: u64 = 16 << 20;

/// The mark that a Word document begins with (MS-DOC 2.5.2, `wIdent`).
const IDENT: u16 = 0xA5EC;
/// The oldest version of the format that is read: Word 97 (`nFib`).
const WORD_97: u16 = 0x00C1;
/// Flag of the head: encrypted or obfuscated.
const ENCRYPTED: u16 = 0x0100;
/// Flag of the head: the tables stand in `1Table`.
const SECOND_TABLE: u16 = 0x0200;

/// The streams of a document.
pub struct Container {
    /// The main stream: the head, the text, and the pages of properties.
    pub main: Vec<u8>,
    /// The table stream that the head names.
    pub table: Vec<u8>,
    /// Pictures, and lists of properties too long for a page.
    pub data: Vec<u8>,
}

impl Container {
    /// Opens a file and reads its streams.
    pub fn open(bytes: &[u8]) -> Result<Self, Error> {
        // `cfb` checks chains of sectors only as it walks them, and some of its checks are assertions.
        guard::against_panics(|| Self::open_unguarded(bytes))
            .unwrap_or_else(|| Err(damaged("its sectors contradict each other")))
    }

    fn open_unguarded(bytes: &[u8]) -> Result<Self, Error> {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
        let main = stream(&mut file, "/WordDocument", STREAM_LIMIT)?.ok_or_else(|| damaged("it has no main stream"))?;
        if u16_at(&main, 0) != Some(IDENT) {
            return Err(damaged("it does not begin as Word documents do"));
        }
        let (version, flags) =
            u16_at(&main, 2).zip(u16_at(&main, 0x0A)).ok_or_else(|| damaged("its head is cut off"))?;
        if flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted { format: Format::Doc });
        }
        if version < WORD_97 {
            return Err(Error::Unsupported { what: "Word 95" });
        }
        let table_name = if flags & SECOND_TABLE == 0 { "/0Table" } else { "/1Table" };
        let table = stream(&mut file, table_name, STREAM_LIMIT)?.ok_or_else(|| damaged("it has no table stream"))?;
        let data = stream(&mut file, "/Data", crate::SIZE_LIMIT)?.unwrap_or_default();
        Ok(Self { main, table, data })
    }

    /// A number of the head.
    pub fn head(&self, at: usize) -> usize {
        offset_at(&self.main, at).unwrap_or(0)
    }

    /// The part of the table stream that a pair of numbers of the head names: where and how long.
    pub fn part(&self, at: usize) -> &[u8] {
        let (start, length) = (self.head(at), self.head(at + 4));
        let end = start.saturating_add(length).min(self.table.len());
        self.table.get(start..end).unwrap_or_default()
    }
}

fn broken(error: io::Error) -> Error {
    damaged(&error.to_string())
}

/// The bytes of a stream, or `None` when there is none of this name.
fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str, limit: u64) -> Result<Option<Vec<u8>>, Error> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let stream = file.open_stream(name).map_err(broken)?;
    if stream.len() > limit {
        return Err(too_much("a stream longer than any text"));
    }
    let mut bytes = Vec::new();
    stream.take(limit).read_to_end(&mut bytes).map_err(broken)?;
    Ok(Some(bytes))
}

/// A number of two bytes, the low one first.
pub fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

/// A number of four bytes, the low one first.
pub fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// A number of four bytes as an offset.
pub fn offset_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}
