//! Workbooks made to break the readers, or to take all time or memory.

use std::io::{Cursor, Write as _};

use formats::{Error, read};

use super::{book, package, rows};

/// One record.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

/// A workbook of 97 to 2003 with one sheet of these records.
fn old(sheet: &[u8]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end = record(0x000A, &[]);
    let name = [&[0_u8; 6][..], &[1, 0, b'a']].concat();
    let offset = u32::try_from(begin.len() + record(0x0085, &name).len() + end.len()).unwrap();
    let entry = record(0x0085, &[&offset.to_le_bytes()[..], &name[4..]].concat());
    let stream = [begin.clone(), entry, end.clone(), begin, sheet.to_vec(), end].concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn cells_beyond_the_last_column_are_left_out() {
    let number = [0, 0, 6, 0, 0, 0];
    let cells = |first: u16| {
        let [low, high] = first.to_le_bytes();
        record(0x00BD, &[&[0, 0, low, high][..], &number, &number, &[1, 0]].concat())
    };
    assert_eq!(read(&old(&cells(0))).unwrap().outline(), "table\n  | 1 | 1 |\n");
    for first in [254, 255, u16::MAX - 1, u16::MAX] {
        match read(&old(&cells(first))) {
            Ok(document) => assert!(document.outline().len() < 1 << 12, "{first}"),
            Err(error) => assert!(matches!(error, Error::Empty | Error::TooMuch { .. }), "{first}: {error}"),
        }
    }
}

#[test]
fn deep_markup_ends() {
    let deep = format!("{}{}", "<x>".repeat(100_000), "</x>".repeat(100_000));
    let sheet = rows(&format!("<row><c><v>1</v>{deep}</c></row>"));
    // What is no part of a value is passed over, however deep it is.
    assert_eq!(read(&package(&sheet, &[])).unwrap().outline(), "table\n  | 1 |\n");
}

#[test]
fn cut_files_end_in_an_error() {
    let new = book::book().unwrap();
    let old = include_bytes!("../fixtures/book.xls").to_vec();
    for bytes in [new, old] {
        for end in (8..bytes.len()).step_by(bytes.len() / 50) {
            if let Err(error) = read(&bytes[..end]) {
                let is_told = matches!(error, Error::Damaged { .. } | Error::Unsupported { .. } | Error::Empty);
                assert!(is_told, "{end}: {error}");
            }
        }
    }
}
