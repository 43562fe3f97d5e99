//! Sheets as they stand in a file, and the addresses of their cells.

use std::ops::Range;

use crate::Language;

/// One sheet of a book as a file has it: cells of text, row by row. An empty cell is an empty text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// Its name, or the permanent name of its plan.
    pub name: String,
    /// The cells.
    pub rows: Vec<Vec<String>>,
    /// Cells that the file joins; their words stand in the first of them.
    pub merged: Vec<Merged>,
    /// The text file that it is, or stands in; `None` for a sheet of a workbook.
    pub file: Option<TextFile>,
}

/// Cells that are joined to one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merged {
    /// The rows, 0-based.
    pub rows: Range<usize>,
    /// The columns, 0-based.
    pub columns: Range<usize>,
}

/// The text file that holds a sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextFile {
    /// Its name.
    pub name: String,
    /// The 1-based line in which each row begins.
    pub lines: Vec<usize>,
}

/// A cell of a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct SheetCell {
    /// The name of the sheet.
    pub sheet: String,
    /// Row and column, 0-based; `None` for the sheet as a whole.
    pub at: Option<(usize, usize)>,
    /// The word at the head of its column, where that says more than its letter.
    pub head: Option<String>,
    /// The text file that the sheet stands in.
    pub file: Option<String>,
    /// The 1-based line of that file.
    pub line: Option<usize>,
}

impl Sheet {
    /// A sheet of plain cells.
    pub fn new(name: &str, rows: Vec<Vec<String>>) -> Self {
        Self { name: name.to_owned(), rows, ..Self::default() }
    }

    /// The text of a cell; empty beyond the edges.
    pub fn text(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|cells| cells.get(column)).map_or("", String::as_str)
    }

    /// The address of a cell.
    pub fn cell(&self, row: usize, column: usize) -> SheetCell {
        let line = self.file.as_ref().and_then(|file| file.lines.get(row).copied());
        SheetCell { at: Some((row, column)), line, ..self.whole() }
    }

    /// The address of the sheet as a whole.
    pub fn whole(&self) -> SheetCell {
        let file = self.file.as_ref().map(|file| file.name.clone());
        SheetCell { file, ..SheetCell::whole(self.name.trim()) }
    }
}

impl SheetCell {
    /// The sheet as a whole.
    pub fn whole(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), ..Self::default() }
    }

    /// The address as people find it: `支出!C7` in a workbook, `spending.csv 第 7 行“决算数”` in a text file.
    pub fn address(&self, language: Language) -> String {
        let Some(file) = &self.file else { return self.in_workbook() };
        let Some(line) = self.line else { return file.clone() };
        let column = self.at.map_or(0, |(_, column)| column + 1);
        match (language, &self.head) {
            (Language::Chinese, Some(head)) => format!("{file} 第 {line} 行“{head}”"),
            (Language::English, Some(head)) => format!("{file}, line {line}, “{head}”"),
            (Language::Chinese, None) if column > 1 => format!("{file} 第 {line} 行第 {column} 列"),
            (Language::English, None) if column > 1 => format!("{file}, line {line}, column {column}"),
            (Language::Chinese, None) => format!("{file} 第 {line} 行"),
            (Language::English, None) => format!("{file}, line {line}"),
        }
    }

    fn in_workbook(&self) -> String {
        let Some((row, column)) = self.at else { return self.sheet.clone() };
        let mut letters = String::new();
        let mut rest = column + 1;
        while rest > 0 {
            rest -= 1;
            letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        format!("{}!{letters}{}", self.sheet, row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Sheet, SheetCell, TextFile};
    use crate::Language::{Chinese, English};

    #[test]
    fn addresses_are_those_of_workbooks() {
        for (at, expected) in
            [((0, 0), "支出!A1"), ((6, 25), "支出!Z7"), ((0, 26), "支出!AA1"), ((9, 701), "支出!ZZ10")]
        {
            assert_eq!(SheetCell { at: Some(at), ..SheetCell::whole("支出") }.address(Chinese), expected);
        }
    }

    #[test]
    fn addresses_in_text_files_are_lines() {
        let file = TextFile { name: "spending.csv".into(), lines: vec![1, 3] };
        let sheet = Sheet { file: Some(file), ..Sheet::new("支出", Vec::new()) };
        assert_eq!(sheet.whole().address(Chinese), "spending.csv");
        assert_eq!(sheet.cell(1, 0).address(Chinese), "spending.csv 第 3 行");
        assert_eq!(sheet.cell(1, 2).address(English), "spending.csv, line 3, column 3");
        let cell = SheetCell { head: Some("决算数".into()), ..sheet.cell(1, 2) };
        assert_eq!(cell.address(Chinese), "spending.csv 第 3 行“决算数”");
    }
}
