//! Reading printed numbers.

use crate::Decimal;

/// Something odd in how a number was printed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Flaw {
    /// A decimal point without decimals: `20.%`.
    PointWithoutDecimals,
    /// More than one decimal point: `1.2.3`.
    ManyPoints,
    /// A leading zero before other digits: `012.5`.
    LeadingZero,
}

/// A number as printed, without its unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Numeral {
    /// The number; negative with a minus sign or accounting brackets.
    pub value: Decimal,
    /// How many decimals were printed.
    pub decimals: u8,
    /// Whether thousands separators were printed.
    pub grouped: bool,
    /// What is odd about the print, if anything.
    pub flaw: Option<Flaw>,
}

/// One full-width or typographic character in its plain form; others unchanged.
///
/// One character becomes one character, so that positions survive.
pub const fn fold_char(c: char) -> char {
    match c {
        '０'..='９' => (b'0' + (c as u32 - '０' as u32) as u8) as char,
        'Ａ'..='Ｚ' => (b'A' + (c as u32 - 'Ａ' as u32) as u8) as char,
        'ａ'..='ｚ' => (b'a' + (c as u32 - 'ａ' as u32) as u8) as char,
        '．' => '.',
        '，' => ',',
        '：' | '∶' | '︰' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '％' | '﹪' => '%',
        '＝' => '=',
        '＞' => '>',
        '＜' => '<',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        // Hyphens, too: office programs print a minus that no line may end with as U+2011.
        '－' | '−' | '﹣' | '\u{2010}' | '\u{2011}' => '-',
        '＋' => '+',
        '／' => '/',
        '？' => '?',
        '！' => '!',
        '［' => '[',
        '］' => ']',
        '＊' => '*',
        '～' => '~',
        _ => c,
    }
}

impl Numeral {
    /// Reads the number that a folded text begins with, and its length in bytes.
    ///
    /// **Shape.** Digits, thousands commas (only between groups of three), one point. A sign is not
    /// part of it: whether `-` is a minus or a dash is decided by what stands before.
    ///
    /// **Errors.** `None` when the text does not begin with a digit or the number is out of range.
    pub fn leading(text: &str) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        if !digit(0) {
            return None;
        }
        let mut end = 0;
        // Thousands commas seen since the last group, and where the point stands.
        let (mut group, mut grouped, mut point) = (0, false, None);
        let mut flaw = None;
        while end < bytes.len() {
            match bytes[end] {
                b'0'..=b'9' => group += 1,
                b',' if point.is_none() && group <= 3 && (1..=3).all(|k| digit(end + k)) && !digit(end + 4) => {
                    group = 0;
                    grouped = true;
                }
                b'.' if digit(end + 1) && point.is_none() => point = Some(end),
                b'.' if digit(end + 1) => {
                    // 1.2.3 is an outline number or a slip; the caller sees the flaw.
                    flaw = Some(Flaw::ManyPoints);
                    break;
                }
                b'.' if point.is_none() && bytes.get(end + 1) == Some(&b'%') => {
                    flaw = Some(Flaw::PointWithoutDecimals);
                    end += 1;
                    break;
                }
                _ => break,
            }
            end += 1;
        }
        let printed = &text[..end];
        let printed = if flaw == Some(Flaw::PointWithoutDecimals) { &printed[..end - 1] } else { printed };
        if digit(1) && bytes[0] == b'0' {
            flaw = flaw.or(Some(Flaw::LeadingZero));
        }
        let value = if grouped { Decimal::parse(&printed.replace(',', ""))? } else { Decimal::parse(printed)? };
        let decimals = u8::try_from(point.map_or(0, |at| end - at - 1)).ok()?;
        Some((Self { value, decimals, grouped, flaw }, end))
    }

    /// Reads a whole cell: blanks around, a sign, accounting brackets, currency mark.
    ///
    /// **Errors.** `None` when the cell holds anything else.
    pub fn cell(text: &str) -> Option<Self> {
        // Most cells are words; they are told at their first character.
        let first = text.chars().map(fold_char).find(|c| !c.is_whitespace())?;
        if !(first.is_ascii_digit() || matches!(first, '-' | '+' | '(' | '¥' | '￥')) {
            return None;
        }
        let mut folded = String::with_capacity(text.len());
        folded.extend(text.chars().map(fold_char).filter(|c| !c.is_whitespace()));
        let (negative, body) = match folded.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, folded.as_str()),
        };
        let body = body.trim_start_matches(['¥', '￥']);
        let (negative, body) = match body.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (negative, body.strip_prefix('+').unwrap_or(body)),
        };
        let (numeral, len) = Self::leading(body)?;
        (len == body.len()).then(|| numeral.signed(negative))
    }

    /// The same number with a sign.
    pub fn signed(self, negative: bool) -> Self {
        if negative { Self { value: -self.value.abs(), ..self } } else { self }
    }

    /// The number with its printed decimals, plain: `1024.00`.
    pub fn plain(self) -> String {
        self.value.to_fixed(self.decimals)
    }
}

#[cfg(test)]
mod tests {
    use super::{Flaw, Numeral};

    #[test]
    fn reads_cells() {
        for (printed, expected) in [
            ("1,024.00", Some("1024.00")),
            ("1，024.00", Some("1024.00")),
            ("    15.67", Some("15.67")),
            ("320.06\u{3000}", Some("320.06")),
            ("（3.50）", Some("-3.50")),
            ("-3.50", Some("-3.50")),
            ("－3.50", Some("-3.50")),
            ("\u{2011}3.50", Some("-3.50")),
            ("１２．５", Some("12.5")),
            ("0", Some("0")),
            ("0.00", Some("0.00")),
            ("-", None),
            ("—", None),
            ("", None),
            ("3次", None),
            ("1-12", None),
            ("1.2.3", None),
        ] {
            assert_eq!(Numeral::cell(printed).map(Numeral::plain).as_deref(), expected, "{printed:?}");
        }
    }

    #[test]
    fn reads_numbers_in_text() {
        for (text, len, plain, flaw) in [
            ("20.%", 3, "20", Some(Flaw::PointWithoutDecimals)),
            ("1.贯彻", 1, "1", None),
            ("4.22,占", 4, "4.22", None),
            ("2024,2025", 4, "2024", None),
            ("1,23.4", 1, "1", None),
            ("12,345,678.9", 12, "12345678.9", None),
            ("1234,567", 4, "1234", None),
            ("05", 2, "5", Some(Flaw::LeadingZero)),
        ] {
            let (numeral, found) = Numeral::leading(text).unwrap();
            assert_eq!((found, numeral.plain().as_str(), numeral.flaw), (len, plain, flaw), "{text}");
        }
    }
}
