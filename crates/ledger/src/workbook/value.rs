//! What a cell of a workbook says, as text.

use calamine::{DataRef, ExcelDateTime, XlsxFormulaMetadata};

/// The text of a value.
pub fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        // The words of the program, whatever the language of the office.
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// The text of a number that its cell shows in percent: `95.5%` for 0.955.
pub fn percent(number: f64) -> String {
    shifted(number, 2) + "%"
}

/// The text of a formula without a value: one that no program has computed yet.
pub fn uncomputed(formula: &XlsxFormulaMetadata) -> String {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => format!("={formula}"),
        _ => "=…".to_owned(),
    }
}

/// A number without exponent, of the 15 digits that workbooks keep: `123456.78` for 123456.78000000001.
fn decimal(number: f64) -> String {
    shifted(number, 0)
}

/// The same with the point so many digits further to the right.
fn shifted(number: f64, places: i32) -> String {
    const FAR: i32 = 40;
    let plain = || format!("{number}");
    if !number.is_finite() {
        return plain();
    }
    let scientific = format!("{:.14e}", number.abs());
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return plain() };
    let Ok(exponent) = exponent.parse::<i32>().map(|exponent| exponent + places) else { return plain() };
    if exponent.abs() > FAR {
        // No book has such a number; it is shown as what it is.
        return format!("{number:e}");
    }
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let point = usize::try_from(exponent + 1).unwrap_or(0);
    let zeros = usize::try_from(-(exponent + 1)).unwrap_or(0);
    let (integer, fraction) = if digits.len() > point {
        (digits[..point].to_owned(), format!("{}{}", "0".repeat(zeros), &digits[point..]))
    } else {
        (format!("{digits}{}", "0".repeat(point - digits.len())), String::new())
    };
    let integer = integer.trim_start_matches('0');
    let integer = if integer.is_empty() { "0" } else { integer };
    let fraction = fraction.trim_end_matches('0');
    let sign = if number.is_sign_negative() && (integer != "0" || !fraction.is_empty()) { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{integer}") } else { format!("{sign}{integer}.{fraction}") }
}

/// `2025-08-20`, with the time behind it where there is one.
fn day(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return decimal(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}

#[cfg(test)]
mod tests {
    use super::{decimal, percent};

    #[test]
    fn percent_as_people_see_it() {
        for (number, expected) in [(0.955, "95.5%"), (1.0, "100%"), (0.57, "57%"), (0.0, "0%"), (-0.004, "-0.4%")] {
            assert_eq!(percent(number), expected);
        }
    }

    #[test]
    fn numbers_as_people_see_them() {
        for (number, expected) in [
            (123_456.78, "123456.78"),
            (123_456.780_000_000_01, "123456.78"),
            (0.1 + 0.2, "0.3"),
            (2_010_301.0, "2010301"),
            (-0.5, "-0.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.000_001, "0.000001"),
            (9_999_999_999_999.99, "9999999999999.99"),
            (1e15, "1000000000000000"),
            (1.5e20, "150000000000000000000"),
            (1e300, "1e300"),
            (1e-300, "1e-300"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(decimal(number), expected);
        }
    }
}
