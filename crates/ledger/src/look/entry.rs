//! What may be typed into cells, and what is said when something else is typed.

use book::{CellKind, Schema};
use quantity::Decimal;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Worksheet, XlsxError,
};

use crate::look::codes;

/// Rows and columns of cells: first row, first column, last row, last column.
pub type Area = (u32, u16, u32, u16);

/// The longest list that a cell can hold itself.
const LIST_LIMIT: usize = 255;
/// Digits that a number in a workbook keeps.
const MAX_DIGITS: usize = 15;

/// Sets what the cells of an area take.
pub fn allow(
    sheet: &mut Worksheet,
    area: Area,
    kind: CellKind,
    choices: Option<&str>,
    codes: &codes::Ranges,
) -> Result<(), XlsxError> {
    let (top, left, bottom, right) = area;
    let rule = DataValidation::new();
    let at_least = |least: i32| DataValidationRule::GreaterThanOrEqualTo(least);
    let rule = match kind {
        CellKind::Text => return Ok(()),
        CellKind::Choice => {
            let words: Vec<&str> = Schema::embedded().words(choices.unwrap_or_default()).collect();
            // A list that is too long is still told in the comment, and checked when the book is read.
            if words.is_empty() || words.iter().map(|word| word.encode_utf16().count() + 1).sum::<usize>() > LIST_LIMIT
            {
                return Ok(());
            }
            rule.allow_list_strings(&words)?
        }
        CellKind::Money => {
            let cell = rust_xlsxwriter::utility::row_col_to_cell(top, left);
            rule.allow_custom(Formula::new(format!("=AND(ISNUMBER({cell}),ROUND({cell},2)={cell})")))
        }
        CellKind::Count => rule.allow_whole_number(at_least(0)),
        CellKind::Number => {
            let cell = rust_xlsxwriter::utility::row_col_to_cell(top, left);
            rule.allow_custom(Formula::new(format!("=ISNUMBER({cell})")))
        }
        CellKind::Year => rule.allow_whole_number(DataValidationRule::Between(2000, 2099)),
        CellKind::Date => {
            rule.allow_date(DataValidationRule::GreaterThanOrEqualTo(ExcelDateTime::from_ymd(2000, 1, 1)?))
        }
        CellKind::Function => rule.allow_list_formula(Formula::new(&codes.functional)),
        CellKind::Economic => rule.allow_list_formula(Formula::new(&codes.economic)),
    };
    // The list of codes may lack one that the year has; what is certainly wrong is refused.
    let is_code = matches!(kind, CellKind::Function | CellKind::Economic);
    let style = if is_code { DataValidationErrorStyle::Warning } else { DataValidationErrorStyle::Stop };
    let takes = Schema::embedded().kinds.get(&kind).map_or("", String::as_str);
    let rule = rule.set_error_style(style).set_error_title("填写不符")?.set_error_message(takes)?;
    sheet.add_data_validation(top, left, bottom, right, &rule)?;
    Ok(())
}

/// The binary number of a text, where that keeps all its digits.
pub fn number(text: &str) -> Option<f64> {
    let plain = Decimal::parse(&text.trim().replace(',', "")).filter(|_| has_fair_commas(text))?.to_string();
    let digits = plain.trim_start_matches(['-', '0', '.']).chars().filter(char::is_ascii_digit).count();
    if digits <= MAX_DIGITS { plain.parse().ok() } else { None }
}

/// Whether the commas of a number part thousands; another number stays text, for the book to report.
fn has_fair_commas(text: &str) -> bool {
    let plain = text.trim().trim_start_matches('-');
    let integer = plain.split('.').next().unwrap_or_default();
    let mut groups = integer.split(',');
    let first = groups.next().map_or(0, str::len);
    let is_grouped = integer.contains(',');
    plain.matches(',').count() == integer.matches(',').count()
        && (!is_grouped || (1..=3).contains(&first) && groups.all(|group| group.len() == 3))
}

#[cfg(test)]
mod tests {
    use super::number;
    use book::{Schema, SheetForm};

    #[test]
    fn numbers_that_workbooks_keep() {
        for (text, expected) in [
            ("1,234,567.80", Some(1_234_567.8)),
            ("-0.01", Some(-0.01)),
            ("9999999999999.99", Some(9_999_999_999_999.99)),
            ("99999999999999.99", None),
            ("12,5", None),
            ("1.5,0", None),
            ("12万", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn every_list_fits_into_a_cell() {
        let schema = Schema::embedded();
        for list in schema.choices.keys() {
            let length: usize = schema.words(list).map(|word| word.encode_utf16().count() + 1).sum();
            assert!(length <= super::LIST_LIMIT, "{list}");
        }
        assert!(schema.sheets.iter().any(|plan| plan.form == SheetForm::Pairs));
    }
}
