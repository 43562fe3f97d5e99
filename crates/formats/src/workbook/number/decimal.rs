//! Numbers as a spreadsheet holds them: fifteen decimal digits and a power of ten.
//!
//! A cell is a binary fraction in the file, but what is shown is computed from its first fifteen
//! decimal digits, so that 0.1 + 0.2 is 0.3 and 1.005 rounds up. No arithmetic is done in binary.

use std::cmp::Ordering;

/// Digits that take part in what is shown.
const PRECISION: usize = 15;

/// A decimal number: 0.`digits` × 10^`exponent`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decimal {
    /// Whether it is below zero.
    pub negative: bool,
    /// Its digits, ASCII, neither beginning nor ending in zero; none for zero.
    digits: Vec<u8>,
    /// How many digits stand before the point; negative when zeros follow it.
    exponent: i32,
}

impl Decimal {
    /// The number nearest to a binary one; `None` for infinities and what is no number.
    pub fn of(value: f64) -> Option<Self> {
        if !value.is_finite() {
            return None;
        }
        let printed = format!("{:.*e}", PRECISION - 1, value);
        let (mantissa, exponent) = printed.split_once('e')?;
        let negative = mantissa.starts_with('-');
        let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        Some(Self { negative, digits, exponent: exponent.parse::<i32>().ok()? + 1 }.trimmed())
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|digit| **digit == b'0').count();
        self.digits.drain(..zeros);
        self.exponent -= i32::try_from(zeros).unwrap_or(0);
        if self.digits.is_empty() {
            self.exponent = 0;
        }
        self
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Without its sign.
    pub fn abs(&self) -> Self {
        Self { negative: false, ..self.clone() }
    }

    /// Times a power of ten.
    pub fn shifted(&self, places: i32) -> Self {
        if self.is_zero() {
            return self.clone();
        }
        Self { exponent: self.exponent.saturating_add(places), ..self.clone() }
    }

    /// The power of ten of its first digit: 0 for 1 to 9, -1 for 0.1; 0 for zero.
    pub fn magnitude(&self) -> i32 {
        if self.is_zero() { 0 } else { self.exponent - 1 }
    }

    /// Compares two numbers.
    pub fn compare(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| if number.is_zero() { 0 } else { 1 - 2 * i32::from(number.negative) };
        sign(self).cmp(&sign(other)).then_with(|| {
            let size = self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
            if self.negative { size.reverse() } else { size }
        })
    }

    /// The digits before and after the point, rounded half up to so many places; `0` has no digit
    /// before the point.
    pub fn rounded(&self, places: usize) -> (String, String) {
        // Nothing that a cell shows is wider; a hostile format may ask for more.
        let places = places.min(MOST_PLACES);
        let before = usize::try_from(self.exponent).unwrap_or(0).min(MOST_DIGITS);
        let leading = usize::try_from(-self.exponent).unwrap_or(0).min(MOST_DIGITS);
        let mut all = vec![b'0'; leading];
        all.extend(&self.digits);
        all.resize(all.len().max(before + places + 1), b'0');
        let up = all[before + places] >= b'5';
        all.truncate(before + places);
        if up && increment(&mut all) {
            all.insert(0, b'1');
        }
        let point = all.len() - places;
        let digits = |part: &[u8]| part.iter().map(|digit| char::from(*digit)).collect::<String>();
        let whole = digits(&all[..point]);
        (whole.trim_start_matches('0').to_owned(), digits(&all[point..]))
    }
}

/// The most digits shown after the point.
const MOST_PLACES: usize = 30;
/// The most digits shown before it: the largest binary number has 309.
const MOST_DIGITS: usize = 310;

/// Adds one to the last digit and returns whether a digit is carried out of the first.
fn increment(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return false;
        }
        *digit = b'0';
    }
    true
}

/// A number as a cell shows it that has no format of its own ("General"): at most eleven characters,
/// with a power of ten where that is not enough.
pub fn general(number: &Decimal) -> String {
    /// Characters without the sign.
    const WIDTH: usize = 11;
    if number.is_zero() {
        return "0".to_owned();
    }
    let sign = if number.negative { "-" } else { "" };
    let magnitude = number.magnitude();
    let places = match magnitude {
        0..=10 => WIDTH.saturating_sub(2 + usize::try_from(magnitude).unwrap_or(0)),
        -4..=-1 => WIDTH - 2,
        // A small number is written out when all its digits fit.
        -9..=-5 if number.digits.len() + usize::try_from(-magnitude).unwrap_or(0) < WIDTH - 1 => WIDTH - 2,
        _ => return format!("{sign}{}", scientific(number, 5)),
    };
    let (whole, part) = number.rounded(places);
    let whole = if whole.is_empty() { "0" } else { whole.as_str() };
    if whole.len() > WIDTH {
        return format!("{sign}{}", scientific(number, 5));
    }
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

/// A number without sign as digits and a power of ten, without zeros at the end: 1.2E+15.
fn scientific(number: &Decimal, places: usize) -> String {
    let mut power = number.magnitude();
    let (mut whole, mut part) = number.shifted(-power).rounded(places);
    if whole.len() > 1 {
        power += 1;
        (whole, part) = number.shifted(-power).rounded(places);
    }
    let sign = if power < 0 { '-' } else { '+' };
    let point = if part.trim_end_matches('0').is_empty() { "" } else { "." };
    format!("{whole}{point}{}E{sign}{:02}", part.trim_end_matches('0'), power.unsigned_abs())
}
