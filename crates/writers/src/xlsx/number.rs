//! Numbers that a cell shows just as they are printed.

/// Digits that a number in a workbook keeps.
const MAX_DIGITS: usize = 15;

/// A printed number that a cell can hold as a number.
#[derive(Clone, PartialEq, Debug)]
pub struct Exact {
    /// The number without commas.
    pub plain: String,
    /// The binary number.
    pub value: f64,
    /// Whether commas part its thousands.
    pub grouped: bool,
    /// Digits before the point.
    whole: usize,
    /// Digits behind it.
    decimals: usize,
}

impl Exact {
    /// Reads a whole cell; `None` where a number would be shown otherwise than it is printed: with more digits
    /// than a workbook keeps, with zeros before it, in brackets, with blanks around it.
    pub fn of(printed: &str) -> Option<Self> {
        let body = printed.strip_prefix('-').unwrap_or(printed);
        let (whole, part) = body.split_once('.').map_or((body, None), |(whole, part)| (whole, Some(part)));
        let digits: String = whole.chars().filter(|c| *c != ',').collect();
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let grouped = whole.contains(',');
        if !is_digits(&digits) || !part.is_none_or(is_digits) || (digits.len() > 1 && digits.starts_with('0')) {
            return None;
        }
        if grouped && whole != parted(&digits) {
            return None;
        }
        let decimals = part.map_or(0, str::len);
        let all = digits.clone() + part.unwrap_or_default();
        let is_zero = all.bytes().all(|b| b == b'0');
        let is_negative = body.len() < printed.len();
        if all.trim_start_matches('0').len() > MAX_DIGITS || decimals > MAX_DIGITS || (is_zero && is_negative) {
            return None;
        }
        let plain: String = printed.chars().filter(|c| *c != ',').collect();
        let value = plain.parse().ok()?;
        Some(Self { plain, value, grouped, whole: digits.len(), decimals })
    }

    /// The number format. In a table whose thousands are parted, a number below a thousand takes the same
    /// format, so that it is parted when it grows.
    pub fn format(&self, table_is_grouped: bool) -> String {
        let parts = self.grouped || (table_is_grouped && self.whole <= 3);
        let whole = if parts { "#,##0" } else { "0" };
        if self.decimals == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(self.decimals)) }
    }
}

/// Digits with a comma before each group of three.
fn parted(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Exact;

    #[test]
    fn numbers_keep_their_print() {
        for (printed, grouped, expected) in [
            ("0", false, Some(("0", "0"))),
            ("0.00", false, Some(("0.00", "0.00"))),
            ("-3.50", false, Some(("-3.50", "0.00"))),
            ("1,234.50", false, Some(("1234.50", "#,##0.00"))),
            ("12.30", true, Some(("12.30", "#,##0.00"))),
            ("1234.50", true, Some(("1234.50", "0.00"))),
            ("1,234,567", false, Some(("1234567", "#,##0"))),
            ("999999999999999", false, Some(("999999999999999", "0"))),
            ("0.000123", false, Some(("0.000123", "0.000000"))),
            ("1234567890123.456", false, None),
            ("0.0000000000000001", false, None),
            ("-0.00", false, None),
            ("05", false, None),
            ("12,34", false, None),
            (",123", false, None),
            ("1234,567", false, None),
            ("5.", false, None),
            (".5", false, None),
            ("（3.50）", false, None),
            (" 3.50", false, None),
            ("１２", false, None),
            ("-", false, None),
            ("", false, None),
        ] {
            let found = Exact::of(printed).map(|exact| (exact.plain.clone(), exact.format(grouped)));
            let expected = expected.map(|(plain, format): (&str, &str)| (plain.to_owned(), format.to_owned()));
            assert_eq!(found, expected, "{printed}");
        }
    }
}
