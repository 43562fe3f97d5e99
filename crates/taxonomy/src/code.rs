//! Classification codes.

use std::fmt;

/// How deep a code stands in its classification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// 类: three digits.
    Category,
    /// 款: five digits.
    Section,
    /// 项: seven digits; functional codes only.
    Item,
}

impl Level {
    /// The printed name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Category => "类",
            Self::Section => "款",
            Self::Item => "项",
        }
    }
}

/// A code of one of the two expenditure classifications, as its digits.
///
/// Codes never begin with 0, so the number keeps all digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Digits(u32);

impl Digits {
    fn parse(text: &str, lengths: &[usize], first: &[u8]) -> Option<Self> {
        let valid = lengths.contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_digit())
            && first.contains(text.as_bytes().first()?);
        valid.then(|| text.parse().ok()).flatten().map(Self)
    }

    const fn level(self) -> Level {
        match self.0 {
            0..=999 => Level::Category,
            1_000..=99_999 => Level::Section,
            _ => Level::Item,
        }
    }

    const fn parent(self) -> Option<Self> {
        match self.level() {
            Level::Category => None,
            Level::Section | Level::Item => Some(Self(self.0 / 100)),
        }
    }
}

/// 支出功能分类科目编码: 类 (3 digits), 款 (5), 项 (7); begins with 1 or 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionCode(Digits);

/// 支出经济分类科目编码: 类 (3 digits), 款 (5); 3xx is the department list, 5xx the government list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EconomicCode(Digits);

macro_rules! code {
    ($name:ident, $lengths:expr, $first:expr) => {
        impl $name {
            /// Parses the digits; `None` for any other length or first digit.
            pub fn parse(text: &str) -> Option<Self> {
                Digits::parse(text, $lengths, $first).map(Self)
            }

            /// How deep the code stands.
            pub const fn level(self) -> Level {
                self.0.level()
            }

            /// The code one level up; `None` for a 类.
            pub const fn parent(self) -> Option<Self> {
                match self.0.parent() {
                    Some(digits) => Some(Self(digits)),
                    None => None,
                }
            }

            /// The 类 this code belongs to.
            pub const fn category(self) -> Self {
                let mut digits = self.0;
                while let Some(parent) = digits.parent() {
                    digits = parent;
                }
                Self(digits)
            }

            /// Whether this code is the other one or stands below it.
            pub fn is_within(self, other: Self) -> bool {
                let mut code = Some(self);
                while let Some(current) = code {
                    if current == other {
                        return true;
                    }
                    code = current.parent();
                }
                false
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    };
}

code!(FunctionCode, &[3, 5, 7], b"12");
code!(EconomicCode, &[3, 5], b"35");

#[cfg(test)]
mod tests {
    use super::{EconomicCode, FunctionCode, Level};

    #[test]
    fn parses_codes() {
        for (text, level) in
            [("201", Some(Level::Category)), ("20103", Some(Level::Section)), ("2010301", Some(Level::Item))]
        {
            assert_eq!(FunctionCode::parse(text).map(FunctionCode::level), level, "{text}");
        }
        for text in ["", "20", "2010", "301", "20a", "201030", "20103011"] {
            assert_eq!(FunctionCode::parse(text), None, "{text}");
        }
        assert_eq!(EconomicCode::parse("30217").unwrap().category().to_string(), "302");
        assert_eq!(EconomicCode::parse("3021701"), None);
        let item = FunctionCode::parse("2010301").unwrap();
        assert!(item.is_within(FunctionCode::parse("201").unwrap()));
        assert!(!item.is_within(FunctionCode::parse("20104").unwrap()));
    }
}
