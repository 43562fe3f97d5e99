//! Numbers printed by the digits of a section.

use super::Decimal;
use super::code::{Section, Token};
use super::decimal::general;

/// The digits of a section, counted.
struct Layout {
    /// Index of the first and the last digit before the point, if there are any.
    whole: Option<(usize, usize)>,
    /// Whether thousands are parted.
    groups: bool,
    /// What the number is shifted by: per cent signs, commas at the end.
    shift: i32,
    /// The digits after the point, whether each is always printed.
    places: Vec<bool>,
}

fn layout(tokens: &[Token]) -> Layout {
    let digit = |token: &Token| matches!(token, Token::Zero | Token::Digit);
    let point = tokens.iter().position(|token| *token == Token::Point);
    let end = tokens.iter().position(|token| matches!(token, Token::Exponent(_))).unwrap_or(tokens.len());
    let before = &tokens[..point.unwrap_or(end).min(end)];
    let first = before.iter().position(digit);
    let last = before.iter().rposition(digit);
    let groups = match (first, last) {
        (Some(first), Some(last)) => before[first..last].contains(&Token::Comma),
        _ => false,
    };
    let last_digit = tokens[..end].iter().rposition(digit);
    let trailing = last_digit.map_or(0, |at| tokens[at + 1..].iter().take_while(|t| **t == Token::Comma).count());
    // 0,.00 divides as well.
    let before_point = last
        .filter(|_| point.is_some())
        .map_or(0, |at| before[at + 1..].iter().filter(|t| **t == Token::Comma).count());
    let commas = if last == last_digit { trailing } else { trailing + before_point };
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let count = |n: usize| i32::try_from(n).unwrap_or(0);
    let after = point.filter(|at| *at < end).map_or(&[][..], |at| &tokens[at..end]);
    Layout {
        whole: first.zip(last),
        groups,
        shift: 2 * count(percents) - 3 * count(commas),
        places: after.iter().filter(|token| digit(token)).map(|token| *token == Token::Zero).collect(),
    }
}

/// Prints a number without sign.
pub fn number(number: &Decimal, section: &Section) -> String {
    let tokens = &section.tokens;
    let digits = tokens.iter().any(|token| matches!(token, Token::Zero | Token::Digit));
    if digits && tokens.contains(&Token::Slash) {
        // A common fraction; the decimal one says the same.
        return general(number);
    }
    let layout = layout(tokens);
    let mut number = number.shifted(layout.shift);
    let mut power = 0;
    if tokens.iter().any(|token| matches!(token, Token::Exponent(_))) {
        power = number.magnitude();
        number = number.shifted(-power);
        if number.rounded(layout.places.len()).0.len() > 1 {
            power += 1;
            number = number.shifted(-1);
        }
    }
    let (whole, part) = number.rounded(layout.places.len());
    let keep = part.len() - trailing_zeros(&part, &layout.places);
    let mut out = Out { shown: String::new(), whole, next: 0, part, keep };
    let mut seen_point = false;
    let mut exponent: Option<bool> = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Literal(literal) => out.shown.push_str(literal),
            Token::Percent => out.shown.push('%'),
            Token::Slash => out.shown.push('/'),
            Token::Point if seen_point => out.shown.push('.'),
            Token::Point => {
                if layout.whole.is_none() {
                    out.shown.push_str(&out.whole);
                }
                seen_point = true;
                // Excel leaves the point of `0.##` behind a whole number, other programs do not; it says nothing.
                if keep > 0 || layout.places.is_empty() {
                    out.shown.push('.');
                }
            }
            Token::Exponent(plus) => exponent = Some(*plus),
            Token::Zero | Token::Digit if exponent.is_some() => {
                let Some(plus) = exponent else { continue };
                if let Some(Token::Exponent(_)) = at.checked_sub(1).and_then(|before| tokens.get(before)) {
                    let width = tokens[at..].iter().take_while(|t| matches!(t, Token::Zero | Token::Digit)).count();
                    let sign = if power < 0 {
                        "-"
                    } else if plus {
                        "+"
                    } else {
                        ""
                    };
                    out.shown.push_str(&format!("E{sign}{:0width$}", power.unsigned_abs()));
                }
            }
            Token::Zero | Token::Digit if seen_point => out.push_place(),
            Token::Zero | Token::Digit => out.push_whole(tokens, at, &layout),
            _ => {}
        }
    }
    out.shown
}

/// A number being printed.
struct Out {
    shown: String,
    whole: String,
    /// Digits after the point printed so far.
    next: usize,
    part: String,
    /// How many digits after the point are printed.
    keep: usize,
}

impl Out {
    fn push_place(&mut self) {
        if self.next < self.keep {
            self.shown.push_str(&self.part[self.next..=self.next]);
        }
        self.next += 1;
    }

    /// Prints what one digit of the format before the point stands for.
    fn push_whole(&mut self, tokens: &[Token], at: usize, layout: &Layout) {
        let Some((first, last)) = layout.whole else { return };
        let digit = |token: &&Token| matches!(token, Token::Zero | Token::Digit);
        let left = tokens[at..=last].iter().filter(digit).count();
        let all = self.whole.len();
        // The first digit of the format takes all that do not fit.
        let from = if at == first { 0 } else { all.saturating_sub(left) };
        let to = (all + 1).saturating_sub(left);
        let mut digits = self.whole.get(from..to).unwrap_or_default().to_owned();
        let zeros_before = tokens[first..=at].contains(&Token::Zero);
        if digits.is_empty() && zeros_before {
            digits.push('0');
        }
        let mut right = left + digits.len();
        for digit in digits.chars() {
            right -= 1;
            self.shown.push(digit);
            if layout.groups && right > 1 && (right - 1).is_multiple_of(3) {
                self.shown.push(',');
            }
        }
    }
}

/// How many digits at the end are zeros that need not be printed.
fn trailing_zeros(part: &str, always: &[bool]) -> usize {
    part.bytes().zip(always).rev().take_while(|(digit, always)| *digit == b'0' && !**always).count()
}
