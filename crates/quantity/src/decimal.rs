//! Exact decimal numbers.

use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub},
};

/// An exact decimal number with six fractional digits.
///
/// **Units.** A money value is in 元, so the last digit is 10⁻⁶ 元: fen, and four digits finer, so
/// that `1.234567 万元` still is an integer number of steps. Percentages are in percent points.
///
/// **Range.** Integer parts of up to [`Decimal::MAX_INTEGER_DIGITS`] digits can be parsed; the
/// `i128` behind leaves room for every sum and product that rules form from such values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i128);

impl Decimal {
    /// Number of fractional digits kept.
    pub const DIGITS: u32 = 6;
    /// Longest integer part that is read; 10¹⁵ 元 is eight times China's yearly GDP.
    pub const MAX_INTEGER_DIGITS: usize = 15;
    const ONE_MICROS: i128 = 10_i128.pow(Self::DIGITS);

    /// 0.
    pub const ZERO: Self = Self(0);
    /// 100, the whole of a percentage.
    pub const HUNDRED: Self = Self(100 * Self::ONE_MICROS);

    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self(units as i128 * Self::ONE_MICROS)
    }

    /// A number of millionths.
    pub const fn from_micros(micros: i128) -> Self {
        Self(micros)
    }

    /// The number in millionths.
    pub const fn micros(self) -> i128 {
        self.0
    }

    /// The weight of a digit: `step(2)` is 0.01, `step(0)` is 1. Finer than six digits is 10⁻⁶.
    pub const fn step(decimals: u8) -> Self {
        let digits = if decimals as u32 > Self::DIGITS { Self::DIGITS } else { decimals as u32 };
        Self(Self::ONE_MICROS / 10_i128.pow(digits))
    }

    /// Parses ASCII digits with at most one point: `123`, `0.50`, `20.`, `-3.1`.
    ///
    /// **Errors.** `None` for anything else, for an integer part over
    /// [`Self::MAX_INTEGER_DIGITS`] digits, and for more than six significant fractional digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = if fraction.len() > Self::DIGITS as usize {
            let (kept, cut) = fraction.split_at_checked(Self::DIGITS as usize)?;
            if cut.bytes().any(|b| b != b'0') {
                return None;
            }
            kept
        } else {
            fraction
        };
        if integer.is_empty() || integer.trim_start_matches('0').len() > Self::MAX_INTEGER_DIGITS {
            return None;
        }
        let mut micros: i128 = 0;
        for byte in integer.bytes().chain(fraction.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            micros = micros * 10 + i128::from(byte - b'0');
        }
        micros *= 10_i128.pow(Self::DIGITS - fraction.len() as u32);
        Some(Self(if negative { -micros } else { micros }))
    }

    /// This number times a whole number.
    pub const fn times(self, factor: i64) -> Self {
        Self(self.0 * factor as i128)
    }

    /// Half of this number, rounded away from zero at the sixth digit.
    pub const fn half(self) -> Self {
        Self((self.0 + self.0.signum()) / 2)
    }

    /// The number without its sign.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether this is 0.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is below 0.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The number rounded half up (away from zero) to `decimals` digits and printed with all of them.
    pub fn to_fixed(self, decimals: u8) -> String {
        let step = Self::step(decimals).0;
        let rounded = (self.0.abs() + step / 2) / step;
        let scale = 10_i128.pow(u32::from(decimals).min(Self::DIGITS));
        let sign = if self.0 < 0 && rounded != 0 { "-" } else { "" };
        if decimals == 0 {
            return format!("{sign}{rounded}");
        }
        let width = usize::from(decimals).min(Self::DIGITS as usize);
        format!("{sign}{}.{:0width$}", rounded / scale, rounded % scale)
    }

    /// `self ÷ divisor × 100`, rounded half up to `decimals` digits; `None` when the divisor is 0.
    pub fn percent_of(self, divisor: Self, decimals: u8) -> Option<Self> {
        self.ratio(divisor, 100, decimals)
    }

    /// `self ÷ divisor × factor`, rounded half up to `decimals` digits; `None` when the divisor is 0.
    pub fn ratio(self, divisor: Self, factor: i64, decimals: u8) -> Option<Self> {
        if divisor.0 == 0 {
            return None;
        }
        let step = Self::step(decimals).0;
        let numerator = self.0.abs() * i128::from(factor) * (Self::ONE_MICROS / step);
        let denominator = divisor.0.abs();
        let rounded = (numerator * 2 + denominator) / (denominator * 2);
        let negative = (self.0 < 0) != (divisor.0 < 0);
        Some(Self(if negative { -rounded * step } else { rounded * step }))
    }
}

impl fmt::Display for Decimal {
    /// The shortest form: no trailing zeros, no thousands separators.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_fixed(Self::DIGITS as u8);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Add for Decimal {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Decimal {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Decimal {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn parses_and_prints() {
        for (text, expected) in [
            ("0", Some("0")),
            ("0.00", Some("0")),
            ("876.98", Some("876.98")),
            ("-2.57", Some("-2.57")),
            ("20.", Some("20")),
            ("1.2345678", None),
            ("1.2345670", Some("1.234567")),
            ("", None),
            (".5", None),
            ("1,000", None),
            ("1e3", None),
            ("999999999999999.99", Some("999999999999999.99")),
            ("1000000000000000", None),
            ("0000000000000000000007", Some("7")),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn rounds_half_up() {
        for (text, decimals, expected) in
            [("0.005", 2, "0.01"), ("-0.005", 2, "-0.01"), ("92.146", 2, "92.15"), ("1.5", 0, "2"), ("-0.4", 0, "0")]
        {
            assert_eq!(Decimal::parse(text).unwrap().to_fixed(decimals), expected, "{text}");
        }
        let (part, whole) = (Decimal::parse("428.70").unwrap(), Decimal::parse("465.24").unwrap());
        assert_eq!(part.percent_of(whole, 2).unwrap().to_string(), "92.15");
        assert_eq!(part.percent_of(Decimal::ZERO, 2), None);
    }
}
