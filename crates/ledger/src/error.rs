//! Why files hold no book.

use std::fmt;

use book::{Language, SheetCell};
use rust_xlsxwriter::XlsxError;

/// Why a book could not be read or written at all. What is wrong with its cells is a `book::Mistake`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// The file is no workbook.
    NotWorkbook,
    /// The file is a workbook of an old kind.
    OldWorkbook,
    /// The workbook has a password.
    Encrypted,
    /// The workbook cannot be read to its end.
    Damaged {
        /// What the reader met, in English.
        why: String,
    },
    /// It holds more than any book does.
    TooMuch {
        /// What there is too much of.
        what: Excess,
        /// How much is read.
        limit: u64,
    },
    /// A file of a folder is no text.
    NotText {
        /// Its name.
        file: String,
    },
    /// A quotation mark that opens a cell and never closes it.
    OpenQuote {
        /// The file.
        file: String,
        /// The 1-based line in which the row begins.
        line: usize,
    },
    /// A TOML file that cannot be read.
    NotToml {
        /// The file.
        file: String,
        /// The 1-based line.
        line: usize,
        /// What the reader met, in English.
        why: String,
    },
    /// A value of a TOML file where another kind of value belongs.
    Shape {
        /// The file.
        file: String,
        /// The 1-based line.
        line: usize,
        /// The sheet.
        sheet: String,
    },
    /// A number in a cell that is joined from several rows, which no other file can say.
    Merged {
        /// The cell.
        place: SheetCell,
    },
    /// A cell that is longer than workbooks allow.
    TooLong {
        /// The cell.
        place: SheetCell,
    },
    /// The workbook cannot be made.
    Unwritable {
        /// What the writer said, in English.
        why: String,
    },
}

/// What a file holds too much of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Excess {
    /// Bytes, packed or unpacked.
    Bytes,
    /// Parts of the package.
    Parts,
    /// Sheets.
    Sheets,
    /// Cells, empty ones to the left and above counted.
    Cells,
    /// Joined cells.
    Merged,
}

impl Error {
    /// What happened, why, and what to do.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Chinese => self.chinese(),
            Language::English => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::NotWorkbook => "文件不是 xlsx 表格。账册是 xlsx 文件或一个文件夹。请核对文件。".into(),
            Self::OldWorkbook => {
                "文件是旧式表格（xls、et），账册不用这种格式。请在 Excel 或 WPS 中另存为 xlsx。".into()
            }
            Self::Encrypted => "表格设有打开密码，无法读取。请取消密码后另存。".into(),
            Self::Damaged { why } => format!("表格已损坏，读不完（{why}）。请在 Excel 或 WPS 中打开并另存，或用备份。"),
            Self::TooMuch { what, limit } => {
                let what = match what {
                    Excess::Bytes => "解开后的内容（字节）",
                    Excess::Parts => "压缩包内的文件数",
                    Excess::Sheets => "页数",
                    Excess::Cells => "单元格数",
                    Excess::Merged => "合并单元格数",
                };
                format!("{what}超过 {limit}，不像一本账册，没有读取。请删去无关的页、行、列后另存。")
            }
            Self::NotText { file } => {
                format!("{file} 不是 UTF-8 或 GB 18030 编码的文本，无法读取。请另存为“CSV UTF-8（逗号分隔）”。")
            }
            Self::OpenQuote { file, line } => {
                format!(
                    "{file} 第 {line} 行有一个引号没有配对，它后面的内容会连成一格，没有读取。请补上或删去这个引号。"
                )
            }
            Self::NotToml { file, line, why } => {
                format!("{file} 第 {line} 行不合 TOML 的写法（{why}）。请对照空白账册改正。")
            }
            Self::Shape { file, line, sheet } => {
                format!("{file} 第 {line} 行：“{sheet}”不能这样写。请对照空白账册改正，或改用 CSV 文件。")
            }
            Self::Merged { place } => format!(
                "{}：合并了多行的单元格里是一个数，不知道属于哪一行，没有转换。请取消合并，每行各填各的数。",
                place.address(Language::Chinese)
            ),
            Self::TooLong { place } => {
                format!("{}：文字超过 32767 字，表格放不下。请分成几段。", place.address(Language::Chinese))
            }
            Self::Unwritable { why } => format!("表格写不出来（{why}）。请把这条信息报告给开发者。"),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NotWorkbook => "the file is no xlsx workbook; a book is an xlsx file or a folder".into(),
            Self::OldWorkbook => "the file is a workbook of an old kind (xls, et); save it as xlsx".into(),
            Self::Encrypted => "the workbook has a password; save it without one".into(),
            Self::Damaged { why } => {
                format!("the workbook is damaged ({why}); open it in an office program and save it again")
            }
            Self::TooMuch { what, limit } => {
                let what = match what {
                    Excess::Bytes => "bytes when unpacked",
                    Excess::Parts => "parts",
                    Excess::Sheets => "sheets",
                    Excess::Cells => "cells",
                    Excess::Merged => "merged cells",
                };
                format!("more than {limit} {what}, which no book has; delete what does not belong to it")
            }
            Self::NotText { file } => format!("{file} is not text in UTF-8 or GB 18030; save it as CSV in UTF-8"),
            Self::OpenQuote { file, line } => {
                format!("{file}, line {line}: a quotation mark is never closed; close it or delete it")
            }
            Self::NotToml { file, line, why } => format!("{file}, line {line}: this is no TOML ({why})"),
            Self::Shape { file, line, sheet } => {
                format!("{file}, line {line}: “{sheet}” cannot be written like this; compare with an empty book")
            }
            Self::Merged { place } => format!(
                "{}: a number in a cell that is merged from several rows belongs to none of them; split the cell",
                place.address(Language::English)
            ),
            Self::TooLong { place } => {
                format!("{}: longer than the 32767 characters of a cell; split it", place.address(Language::English))
            }
            Self::Unwritable { why } => format!("the workbook could not be written ({why}); please report this"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english())
    }
}

impl std::error::Error for Error {}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Unwritable { why: error.to_string() }
    }
}
