//! A book as a folder of text files: `book.toml` for what is said once, a CSV file for each list.

use std::collections::BTreeMap;

use book::{Schema, Sheet, SheetForm};

use crate::{Error, arranged::Arranged, error::Excess};

mod lines;
mod named;

/// The most bytes of a file. A row of a book has some 100.
const FILE_LIMIT: usize = 16 << 20;
/// The most bytes of all files.
const TOTAL_LIMIT: usize = 64 << 20;
/// The most cells of all files.
const CELLS_LIMIT: usize = 1 << 20;

/// The file of the named items.
const NAMED: &str = "book.toml";

/// Reads the files of a folder, by name.
///
/// **Shape.** A CSV file is the sheet of its name: `spending.csv` or `支出.csv`. A TOML file holds sheets as
/// tables: `[body]` with an item a line, `[staff]` with a table an item, `[[units]]` with a table a row. Heads
/// and words are those of the workbook or the permanent names. Text is UTF-8 or GB 18030. Workbooks beside
/// them become sheets without rows, so that they are said to be left out; other files are no business of the book.
///
/// **Errors.** A file that cannot be read to its end, or more than a book holds; never for what a cell says.
pub fn read_folder(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<Sheet>, Error> {
    let too_much = |limit: usize| Error::TooMuch { what: Excess::Bytes, limit: limit as u64 };
    let mut sheets = Vec::new();
    let mut total = 0;
    let mut cells = CELLS_LIMIT;
    for (name, bytes) in files.iter().filter(|(name, _)| !name.starts_with(['.', '~'])) {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        let kind = kind.to_ascii_lowercase();
        if !matches!(kind.as_str(), "csv" | "toml") {
            if matches!(kind.as_str(), "xlsx" | "xls" | "et" | "ods" | "tsv") {
                sheets.push(Sheet::new(name, Vec::new()));
            }
            continue;
        }
        if bytes.len() > FILE_LIMIT {
            return Err(too_much(FILE_LIMIT));
        }
        total += bytes.len();
        if total > TOTAL_LIMIT {
            return Err(too_much(TOTAL_LIMIT));
        }
        let text = decoded(name, bytes)?;
        let read = if kind == "csv" { vec![lines::read(name, stem, &text)?] } else { named::read(name, &text)? };
        for sheet in &read {
            let n: usize = sheet.rows.iter().map(|row| row.len() + 1).sum();
            cells = cells.checked_sub(n).ok_or(Error::TooMuch { what: Excess::Cells, limit: CELLS_LIMIT as u64 })?;
        }
        sheets.extend(read);
    }
    Ok(sheets)
}

/// Writes sheets as the files of a folder: the inverse of [`read_folder`].
///
/// **Shape.** Named items go to `book.toml`, others to CSV files in UTF-8, with the byte order mark by which
/// office programs know it. Sheets that hold no data are left out.
///
/// **Errors.** [`Error::Merged`].
pub fn write_folder(sheets: &[Sheet]) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let schema = Schema::embedded();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut said = String::new();
    for sheet in sheets.iter().filter(|sheet| !schema.aside.iter().any(|aside| aside == sheet.name.trim())) {
        let plan = schema.sheet(sheet.name.trim());
        let arranged = plan.map(|plan| Arranged::new(sheet, plan)).transpose()?.flatten();
        let (rows, name) = match (plan, &arranged) {
            (Some(plan), Some(arranged)) => {
                if plan.form == SheetForm::Pairs
                    && let Some(text) = named::write(plan, arranged)
                {
                    said += &text;
                    continue;
                }
                (lines::rows(arranged), plan.key.clone())
            }
            (Some(plan), None) => (sheet.rows.clone(), plan.key.clone()),
            (None, _) => (sheet.rows.clone(), file_name(&sheet.name)),
        };
        // A sheet that stands twice stays twice, so that it is said.
        let numbered = (1..).map(|n| if n == 1 { format!("{name}.csv") } else { format!("{name}-{n}.csv") });
        let free = numbered.into_iter().find(|name| !files.contains_key(name)).unwrap_or(name);
        files.insert(free, lines::write(&rows));
    }
    if !said.is_empty() {
        files.insert(NAMED.to_owned(), said.into_bytes());
    }
    Ok(files)
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let is_taken = |c: char| c.is_control() || "/\\:*?\"<>|.".contains(c);
    let plain: String = name.trim().chars().map(|c| if is_taken(c) { '_' } else { c }).collect();
    if plain.is_empty() { "_".to_owned() } else { plain }
}

/// The text of a file: UTF-8, or else GB 18030, as Chinese office programs write CSV.
fn decoded(file: &str, bytes: &[u8]) -> Result<String, Error> {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(plain) {
        Ok(text) => text.to_owned(),
        Err(_) => {
            let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
            text.ok_or_else(|| Error::NotText { file: file.to_owned() })?.into_owned()
        }
    };
    // UTF-16 is valid in either by chance; no text holds the zero bytes of its ASCII characters.
    if text.contains('\0') { Err(Error::NotText { file: file.to_owned() }) } else { Ok(text) }
}
