//! The sheet of codes: those of the year, with their names, to choose from and to look up.

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};
use taxonomy::{Classification, Code, Level};

use crate::look::{Design, page::PAPER, style::Styles};

/// The name of the sheet; the schema lists it among those that hold no data.
pub const NAME: &str = "科目表";
/// The row of heads.
const HEAD: u32 = 1;

/// Where the codes stand, for lists to choose from.
pub struct Ranges {
    /// The functional codes.
    pub functional: String,
    /// The economic codes.
    pub economic: String,
}

impl Ranges {
    /// The places of the codes of a year.
    pub fn new(design: &Design<'_>) -> Self {
        let functional = listed(&design.taxonomy.functional, Level::Item, design.year).len();
        let economic = economic(design).len();
        let range = |column: char, n: usize| {
            let first = HEAD as usize + 2;
            format!("='{NAME}'!${column}${first}:${column}${}", first + n.saturating_sub(1))
        };
        Self { functional: range('A', functional), economic: range('E', economic) }
    }
}

/// A code with its name and the names above it.
struct Listed {
    code: String,
    name: String,
    above: String,
}

/// The codes of a level and a year, in order.
fn listed<C: Code + ToString>(list: &Classification<C>, level: Level, year: u16) -> Vec<Listed> {
    let mut codes: Vec<C> =
        list.entries().iter().filter(|entry| entry.code.level() == level).map(|entry| entry.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let name = |code: C| list.name(code, Some(year)).map(str::to_owned);
    let above = |code: C| {
        let parents = std::iter::successors(code.parent(), |code| code.parent());
        let mut names: Vec<String> = parents.filter_map(name).collect();
        names.reverse();
        names.join(" — ")
    };
    codes
        .into_iter()
        .filter_map(|code| Some(Listed { code: code.to_string(), name: name(code)?, above: above(code) }))
        .collect()
}

/// The codes of the departments' economic classification.
fn economic(design: &Design<'_>) -> Vec<Listed> {
    let mut codes = listed(&design.taxonomy.economic, Level::Section, design.year);
    codes.retain(|listed| listed.code.starts_with('3'));
    codes
}

/// Writes the sheet.
pub fn write(workbook: &mut Workbook, design: &Design<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet().set_name(NAME)?;
    let about = format!("{} 年的项级功能科目和款级部门预算支出经济科目，供查找和下拉选择；这一页不用填。", design.year);
    sheet.write_string_with_format(0, 0, about, &styles.about.clone().unset_text_wrap())?;
    let heads = ["功能科目编码", "名称", "类、款", "", "经济科目编码", "名称", "类"];
    for (column, head) in (0..).zip(heads) {
        if !head.is_empty() {
            sheet.write_string_with_format(HEAD, column, head, &styles.optional)?;
        }
    }
    let functional = listed(&design.taxonomy.functional, Level::Item, design.year);
    write_list(sheet, 0, &functional)?;
    let last = HEAD + u32::try_from(functional.len()).unwrap_or(0);
    sheet.ignore_error_range(HEAD, 0, last, 4, IgnoreError::NumberStoredAsText)?;
    write_list(sheet, 4, &economic(design))?;
    for (column, width) in (0..).zip([14, 34, 44, 3, 14, 30, 22]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(HEAD, 24)?;
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_tab_color(rust_xlsxwriter::Color::Gray);
    sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

fn write_list(sheet: &mut Worksheet, column: u16, codes: &[Listed]) -> Result<(), XlsxError> {
    for (row, listed) in (HEAD + 1..).zip(codes) {
        sheet.write_string(row, column, &listed.code)?;
        sheet.write_string(row, column + 1, &listed.name)?;
        sheet.write_string(row, column + 2, &listed.above)?;
    }
    Ok(())
}
