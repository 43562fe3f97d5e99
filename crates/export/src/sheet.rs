//! Names of sheets, and cells that hold just what is printed.

use std::collections::HashSet;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Rows and columns that a sheet can hold.
pub const MAX_ROWS: usize = 1 << 20;
pub const MAX_COLUMNS: usize = 1 << 14;
/// Characters that a cell and the name of a sheet can hold.
const MAX_CELL: usize = 32_000;
const MAX_NAME: usize = 31;
/// Digits that a number in a workbook keeps.
const MAX_DIGITS: usize = 15;

/// The names given so far: a workbook takes none twice, in whatever case.
#[derive(Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Adds a sheet, named as near to `wanted` as workbooks allow.
    pub fn add<'w>(&mut self, workbook: &'w mut Workbook, wanted: &str) -> Result<&'w mut Worksheet, XlsxError> {
        let name = self.name(wanted);
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        Ok(sheet)
    }

    fn name(&mut self, wanted: &str) -> String {
        let is_allowed = |c: &char| !c.is_control() && !c.is_whitespace() && !"[]:*?/\\'：？".contains(*c);
        let plain: String = wanted.chars().filter(is_allowed).collect();
        // Excel keeps one name for itself.
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") { "表".to_owned() } else { plain };
        let mut number = 1;
        loop {
            let tail = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = cut(&plain, MAX_NAME - tail.len()) + &tail;
            if self.0.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// As much of a text as fits, in the units of UTF-16 that workbooks count.
fn cut(text: &str, limit: usize) -> String {
    let mut left = limit;
    text.chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

/// What is written into a cell: no character that a workbook cannot hold, and not more than fits.
pub fn printable(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let mut shown = cut(&kept, MAX_CELL);
    if shown.len() < kept.len() {
        shown.push('…');
    }
    shown
}

/// Writes text as text, whatever it begins with.
pub fn write_text(sheet: &mut Worksheet, row: usize, column: usize, text: &str) -> Result<(), XlsxError> {
    if let Some((row, column)) = address(row, column)
        && !text.is_empty()
    {
        sheet.write_string(row, column, printable(text))?;
    }
    Ok(())
}

/// Writes a plain decimal as a number that shows all its decimals; `grouped` sets commas.
pub fn write_number(
    sheet: &mut Worksheet,
    row: usize,
    column: usize,
    plain: &str,
    grouped: bool,
) -> Result<(), XlsxError> {
    let (Some(number), Some((row_at, column_at))) = (number(plain), address(row, column)) else {
        return write_text(sheet, row, column, plain);
    };
    sheet.write_number_with_format(row_at, column_at, number, &Format::new().set_num_format(format(plain, grouped)))?;
    Ok(())
}

/// The binary number of a plain decimal, where it keeps all digits.
pub fn number(plain: &str) -> Option<f64> {
    let digits = plain.strip_prefix('-').unwrap_or(plain);
    let is_plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let count = digits.trim_start_matches(['0', '.']).chars().filter(char::is_ascii_digit).count();
    if is_plain && count <= MAX_DIGITS { plain.parse().ok() } else { None }
}

/// The format that shows as many decimals as were printed.
pub fn format(plain: &str, grouped: bool) -> String {
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let whole = if grouped { "#,##0" } else { "0" };
    if decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(decimals)) }
}

/// A place of a sheet, or `None` beyond its edges.
pub fn address(row: usize, column: usize) -> Option<(u32, u16)> {
    (row < MAX_ROWS && column < MAX_COLUMNS).then_some(())?;
    Some((u32::try_from(row).ok()?, u16::try_from(column).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{Names, format, number};

    #[test]
    fn names_fit_and_differ() {
        let mut names = Names::default();
        let long = "一般公共预算财政拨款“三公”经费支出决算表（含机关运行经费和政府采购）";
        let first = names.name(long);
        let second = names.name(long);
        assert_eq!((first.chars().count(), second.chars().count()), (31, 31));
        assert!(second.ends_with(" (2)"), "{second}");
        assert_eq!(names.name("表[1]: 'a/b'"), "表1ab");
        assert_eq!(names.name("表1AB"), "表1AB (2)");
        assert_eq!(names.name("?"), "表");
    }

    #[test]
    fn numbers_keep_their_decimals() {
        assert_eq!((number("-3.50"), format("-3.50", false)), (Some(-3.5), "0.00".to_owned()));
        assert_eq!((number("1024"), format("1024", true)), (Some(1024.0), "#,##0".to_owned()));
        for text in ["1234567890123456", "", "-", "1e5", "NaN"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
