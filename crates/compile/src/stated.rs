//! Figures as they are printed, each with what it states.

use document::Span;
use quantity::{Decimal, Numeral, Unit};
use taxonomy::{Basis, Concept, EconomicCode, FunctionCode, Fund, Measure, Nature};

/// One printed figure and what it states; the claim that reading the document must give back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stated {
    /// What it is about.
    pub concept: Concept,
    /// What kind of number it is.
    pub measure: Measure,
    /// The number as printed, signed by the direction word.
    pub numeral: Numeral,
    /// The unit, printed beside it or in the head of its table.
    pub unit: Unit,
    /// The year it is about.
    pub year: Option<u16>,
    /// Which account of the year; rates have none.
    pub basis: Option<Basis>,
    /// Which money.
    pub fund: Fund,
    /// Which kind of expenditure.
    pub nature: Option<Nature>,
    /// Functional classification.
    pub function: Option<FunctionCode>,
    /// Economic classification.
    pub economic: Option<EconomicCode>,
    /// The project, or the item of a list without codes.
    pub project: Option<String>,
    /// Where it is printed.
    pub span: Option<Span>,
}

impl Stated {
    /// The printed number, plain and signed: the `value` of the wire format.
    pub fn value(&self) -> String {
        self.numeral.plain()
    }

    /// The characters that are printed; a sign that a direction word says is not.
    pub fn printed(&self) -> String {
        let is_said = matches!(self.measure, Measure::Change | Measure::Growth);
        print(
            if is_said { self.numeral.value.abs() } else { self.numeral.value },
            self.numeral.decimals,
            self.numeral.grouped,
        )
    }
}

/// A number rounded half up to some decimals.
pub fn numeral(value: Decimal, decimals: u8, grouped: bool) -> Numeral {
    let value = Decimal::parse(&value.to_fixed(decimals)).unwrap_or_default();
    Numeral { value, decimals, grouped, flaw: None }
}

/// How many decimals a number needs when it is rounded to so many at most.
pub fn fewest_decimals(value: Decimal, most: u8) -> u8 {
    let rounded = numeral(value, most, false).value;
    (0..=most).find(|decimals| numeral(value, *decimals, false).value == rounded).unwrap_or(most)
}

/// A number with all its decimals, and thousands separators where asked for.
pub fn print(value: Decimal, decimals: u8, grouped: bool) -> String {
    let plain = value.to_fixed(decimals);
    if !grouped {
        return plain;
    }
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (integer, fraction) = digits.split_once('.').map_or((digits, None), |(i, f)| (i, Some(f)));
    let mut out = String::from(sign);
    for (at, digit) in integer.chars().enumerate() {
        if at > 0 && (integer.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::print;
    use quantity::Decimal;

    #[test]
    fn prints_thousands() {
        for (value, decimals, expected) in
            [("0", 2, "0.00"), ("999.995", 2, "1,000.00"), ("-1234567.8", 1, "-1,234,567.8"), ("123456", 0, "123,456")]
        {
            assert_eq!(print(Decimal::parse(value).unwrap(), decimals, true), expected);
        }
    }
}
