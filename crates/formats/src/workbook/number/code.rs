//! Format codes cut into sections and tokens.

use std::cmp::Ordering;

use super::Decimal;

/// A format code, ready to be applied.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// Up to four sections: above zero, below zero, zero, text.
    pub sections: Vec<Section>,
}

/// One section of a format code.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// When it holds, if that is said.
    pub condition: Option<Condition>,
    /// What it prints.
    pub tokens: Vec<Token>,
    /// Whether digits are written as ideographs (`[DBNum1]`).
    pub ideographs: bool,
}

/// `[>=100]`.
#[derive(Clone, Debug)]
pub struct Condition {
    operator: String,
    limit: Decimal,
}

/// One part of a section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Token {
    /// Characters that stand for themselves.
    Literal(String),
    /// A digit that is always printed, `0`.
    Zero,
    /// A digit that is printed where there is one, `#` or `?`.
    Digit,
    /// The decimal point.
    Point,
    /// A comma: thousands are parted, or the number is divided by a thousand.
    Comma,
    /// The per cent sign.
    Percent,
    /// `E+` or `E-`; whether a plus sign is printed.
    Exponent(bool),
    /// A stroke between numerator and denominator, or a part of a date.
    Slash,
    /// A run of one date letter, in lower case, with its length.
    Date(char, usize),
    /// Hours, minutes or seconds counted beyond a day: `[h]`.
    Elapsed(char, usize),
    /// `AM/PM` or `上午/下午`.
    HalfDay,
    /// The text of the cell, `@`.
    Text,
    /// `General`.
    General,
}

impl Condition {
    fn parse(body: &str) -> Option<Self> {
        let operator: String = body.chars().take_while(|c| matches!(c, '<' | '>' | '=')).collect();
        if operator.is_empty() {
            return None;
        }
        let limit = Decimal::of(body[operator.len()..].trim().parse().ok()?)?;
        Some(Self { operator, limit })
    }

    /// Whether it holds for a number.
    pub fn holds(&self, number: &Decimal) -> bool {
        let order = number.compare(&self.limit);
        match self.operator.as_str() {
            "<" => order == Ordering::Less,
            "<=" => order != Ordering::Greater,
            ">" => order == Ordering::Greater,
            ">=" => order != Ordering::Less,
            "<>" => order != Ordering::Equal,
            _ => order == Ordering::Equal,
        }
    }

    /// Whether it holds only below zero, so that it speaks for the sign.
    pub fn is_below_zero(&self) -> bool {
        matches!(self.operator.as_str(), "<" | "<=") && (self.limit.negative || self.limit.is_zero())
    }
}

impl Section {
    /// Whether it shows a number as it is.
    pub fn is_general(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::General | Token::Text))
    }

    /// Whether it shows a date or a time.
    pub fn has_date(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Elapsed(..) | Token::HalfDay))
    }
}

impl Code {
    /// Parses a format code; there is no code that has no meaning.
    pub fn parse(code: &str) -> Self {
        /// No code that an office program takes is longer.
        const LONGEST: usize = 1024;
        let chars: Vec<char> = code.chars().take(LONGEST).collect();
        let mut sections = vec![Section::default()];
        let mut at = 0;
        while at < chars.len() {
            if chars[at] == ';' {
                sections.push(Section::default());
                at += 1;
            } else if let Some(section) = sections.last_mut() {
                at += section.take(&chars[at..]);
            }
        }
        Self { sections }
    }
}

/// Letters of dates and times; `b` and `e` are years.
const DATE_LETTERS: &str = "ymdhsaeb";

impl Section {
    /// Takes one token and returns its length.
    fn take(&mut self, rest: &[char]) -> usize {
        let starts =
            |word: &str| word.chars().enumerate().all(|(i, c)| rest.get(i).is_some_and(|r| r.eq_ignore_ascii_case(&c)));
        for word in ["General", "G/通用格式", "AM/PM", "A/P", "上午/下午"] {
            if starts(word) {
                let is_general = word.starts_with('G');
                self.tokens.push(if is_general { Token::General } else { Token::HalfDay });
                return word.chars().count();
            }
        }
        let (token, length) = match rest[0] {
            '"' => {
                let literal: String = rest[1..].iter().take_while(|c| **c != '"').collect();
                let length = literal.chars().count() + 2;
                (Token::Literal(literal), length)
            }
            '\\' | '!' => (Token::Literal(rest.get(1).into_iter().collect()), 2),
            // A blank as wide as a character, and a character that fills the column: no text.
            '_' | '*' => return 2,
            '[' => return self.take_bracket(rest),
            '0' => (Token::Zero, 1),
            '#' | '?' => (Token::Digit, 1),
            '.' => (Token::Point, 1),
            ',' => (Token::Comma, 1),
            '%' => (Token::Percent, 1),
            '@' => (Token::Text, 1),
            '/' => (Token::Slash, 1),
            'E' | 'e' if matches!(rest.get(1), Some('+' | '-')) => (Token::Exponent(rest[1] == '+'), 2),
            c if DATE_LETTERS.contains(c.to_ascii_lowercase()) => {
                let length = rest.iter().take_while(|r| r.eq_ignore_ascii_case(&c)).count();
                (Token::Date(c.to_ascii_lowercase(), length), length)
            }
            c => (Token::Literal(c.to_string()), 1),
        };
        self.tokens.push(token);
        length
    }

    /// `[Red]`, `[>0]`, `[h]`, `[$¥-804]`, `[DBNum1]`.
    fn take_bracket(&mut self, rest: &[char]) -> usize {
        let body: String = rest[1..].iter().take_while(|c| **c != ']').collect();
        let length = body.chars().count() + 2;
        let lower = body.to_ascii_lowercase();
        if let Some(condition) = Condition::parse(&body) {
            self.condition = Some(condition);
        } else if let Some(currency) = body.strip_prefix('$') {
            let sign = currency.split('-').next().unwrap_or_default();
            if !sign.is_empty() {
                self.tokens.push(Token::Literal(sign.to_owned()));
            }
        } else if lower == "dbnum1" {
            self.ideographs = true;
        } else if let Some(letter) = lower.chars().next().filter(|c| matches!(c, 'h' | 'm' | 's'))
            && lower.chars().all(|c| c == letter)
        {
            self.tokens.push(Token::Elapsed(letter, lower.len()));
        }
        length
    }
}
