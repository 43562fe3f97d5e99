//! A number together with the interval that its print stands for.

use crate::{Decimal, Interval, Numeral, Unit};

/// A figure in the unit it is kept in, and how far the unrounded value may be from it.
///
/// **Units.** Money is in 元, shares and rates in percent points, everything else in its own unit.
/// `12.34 万元` is 123,400 元 ± 50 元. A count without decimals, and money printed to the fen, are
/// exact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Amount {
    value: Decimal,
    reach: Decimal,
}

impl Amount {
    /// A figure without rounding.
    pub const fn exact(value: Decimal) -> Self {
        Self { value, reach: Decimal::ZERO }
    }

    /// A printed figure in a unit, read at its own printed precision.
    pub fn printed(numeral: Numeral, unit: Unit) -> Self {
        Self::printed_to(numeral.value, numeral.decimals, unit)
    }

    /// A printed figure whose last true digit is the `decimals`-th, whatever was printed.
    ///
    /// Documents that drop trailing zeros print `3.3` for 3.30; the document's precision counts then.
    pub fn printed_to(value: Decimal, decimals: u8, unit: Unit) -> Self {
        let step = Decimal::step(decimals).times(unit.factor());
        let exact = match unit {
            // 元 to the fen is the book value itself (会计核算以分为止).
            Unit::Money(_) => step <= Decimal::step(2),
            Unit::Count(_) | Unit::None | Unit::Points => decimals == 0,
            _ => false,
        };
        let reach = if exact { Decimal::ZERO } else { step.half() };
        Self { value: value.times(unit.factor()), reach }
    }

    /// The number.
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// How far the unrounded value may be from the number; half the weight of the last true digit.
    pub const fn reach(self) -> Decimal {
        self.reach
    }

    /// The values that may stand behind the print.
    pub fn interval(self) -> Interval {
        Interval::around(self.value, self.reach)
    }

    /// Whether one unrounded value could stand behind both prints.
    pub fn agrees_with(self, other: Self) -> bool {
        self.interval().touches(other.interval())
    }

    /// The same figure with the sign of a direction word.
    pub fn signed(self, negative: bool) -> Self {
        let value = if negative { -self.value.abs() } else { self.value };
        Self { value, reach: self.reach }
    }
}
