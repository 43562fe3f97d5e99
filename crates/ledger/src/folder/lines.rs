//! A sheet as a CSV file.

use book::{Sheet, TextFile};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use crate::{Error, arranged::Arranged};

/// Reads the rows of a CSV file and the line in which each begins.
pub fn read(file: &str, stem: &str, text: &str) -> Result<Sheet, Error> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut lines = Vec::new();
    let mut record = StringRecord::new();
    let (mut seen, mut line) = (0, 1);
    // The text is UTF-8 and rows may have any length, so that nothing else can go wrong.
    while reader.read_record(&mut record).map_err(|_| Error::NotText { file: file.to_owned() })? {
        // A record begins behind the last one; blank lines between them belong to neither.
        let end = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(usize::MAX)).min(text.len());
        let blank = text[end..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text[seen..end + blank].bytes().filter(|byte| *byte == b'\n').count();
        seen = end + blank;
        lines.push(line);
        rows.push(record.iter().map(str::to_owned).collect());
    }
    let is_long = rows.last().and_then(|row| row.last()).is_some_and(|cell| cell.contains('\n'));
    if is_long && !text.matches('"').count().is_multiple_of(2) {
        let line = lines.last().copied().unwrap_or(1);
        return Err(Error::OpenQuote { file: file.to_owned(), line });
    }
    Ok(Sheet { file: Some(TextFile { name: file.to_owned(), lines }), ..Sheet::new(stem, rows) })
}

/// The rows of a sheet, heads first, with what stood above them.
pub fn rows(sheet: &Arranged<'_>) -> Vec<Vec<String>> {
    let heads = sheet.columns.iter().map(|column| column.head.clone()).collect();
    sheet.above.iter().cloned().chain([heads]).chain(sheet.rows.iter().map(|row| row.cells.clone())).collect()
}

/// Writes rows as CSV.
pub fn write(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(b"\xEF\xBB\xBF".to_vec());
    for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())) {
        writer.write_record(row).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}
