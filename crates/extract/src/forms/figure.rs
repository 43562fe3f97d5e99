//! Cells of a form that hold one figure: `>=70个`, `86.21%`, `100.00分`, `=45天`.

use disclosure::Operator;
use document::{Folded, Span, TextId};
use quantity::{Numeral, Unit};

/// A cell that is one figure with an operator and a unit.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The sign before it.
    pub operator: Option<Operator>,
    /// The number.
    pub numeral: Numeral,
    /// Its unit, when printed.
    pub unit: Unit,
}

/// Signs and words before a figure, the longer first.
const OPERATORS: &[(&str, Operator)] = &[
    (">=", Operator::AtLeast),
    ("=>", Operator::AtLeast),
    ("≥", Operator::AtLeast),
    ("大于等于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不少于", Operator::AtLeast),
    ("至少", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("=<", Operator::AtMost),
    ("≤", Operator::AtMost),
    ("小于等于", Operator::AtMost),
    ("不超过", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("=", Operator::Equal),
    ("等于", Operator::Equal),
    (">", Operator::Above),
    ("大于", Operator::Above),
    ("<", Operator::Below),
    ("小于", Operator::Below),
];

impl Figure {
    /// Reads a cell; `None` when anything but an operator, one number and a unit stands in it.
    pub fn read(printed: &str) -> Option<Self> {
        let folded = Folded::new(printed);
        let text = folded.as_str();
        let (operator, rest) = OPERATORS
            .iter()
            .find_map(|(sign, operator)| text.strip_prefix(sign).map(|rest| (Some(*operator), rest)))
            .unwrap_or((None, text));
        let (negative, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
        let (numeral, len) = Numeral::leading(rest)?;
        let rest = &rest[len..];
        let Some((unit, unit_len)) = Unit::leading(rest) else {
            return is_unknown_unit(rest).then_some(Self {
                operator,
                numeral: numeral.signed(negative),
                unit: Unit::None,
            });
        };
        let rest = &rest[unit_len..];
        // =150个工作日以上, 3次以上, >=70个/年 are figures too.
        let closed = rest.is_empty() || matches!(rest, "以上" | "以内" | "以下" | "/年" | "/人" | "/月" | "。");
        closed.then_some(Self { operator, numeral: numeral.signed(negative), unit })
    }
}

/// Nothing, or a measure word that no list has: 万卷, 列, 平方公里.
fn is_unknown_unit(rest: &str) -> bool {
    let is_word = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"年月日至到左右余多约第以".contains(c);
    rest.is_empty()
        || matches!(rest, "。" | "以上" | "以内" | "以下")
        || rest.chars().count() <= 4 && rest.chars().all(is_word)
}

/// The digits of a cell that holds one number.
pub fn digits(printed: &str, text: TextId) -> Span {
    let folded = Folded::new(printed);
    let plain = folded.as_str();
    let start = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let len = Numeral::leading(&plain[start..]).map_or(plain.len() - start, |(_, len)| len);
    Span::new(text, folded.printed_in(printed, start..start + len))
}

/// The unit that an indicator's name says in brackets: 缴纳次数（次）.
pub fn unit_in_name(name: &str) -> Option<Unit> {
    let folded = Folded::new(name);
    let text = folded.as_str().strip_suffix(')')?;
    let (_, inside) = text.rsplit_once('(')?;
    let (unit, len) = Unit::leading(inside)?;
    (len == inside.len()).then_some(unit)
}
