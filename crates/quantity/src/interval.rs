//! Closed intervals of exact decimals.

use std::{
    iter::Sum,
    ops::{Add, Neg, Sub},
};

use crate::Decimal;

/// All values between two ends, both included.
///
/// Sums and differences are exact. Ratios are rounded outward at the sixth digit, so that no value
/// that could stand behind the printed operands is ever left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    low: Decimal,
    high: Decimal,
}

impl Interval {
    /// The interval of exactly one value.
    pub const fn exact(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// All values that are at most `reach` away from `value`.
    pub fn around(value: Decimal, reach: Decimal) -> Self {
        let reach = reach.abs();
        Self { low: value - reach, high: value + reach }
    }

    /// The lower end.
    pub const fn low(self) -> Decimal {
        self.low
    }

    /// The upper end.
    pub const fn high(self) -> Decimal {
        self.high
    }

    /// This interval with both ends moved outward.
    pub fn widened(self, reach: Decimal) -> Self {
        Self { low: self.low - reach.abs(), high: self.high + reach.abs() }
    }

    /// Whether one value lies inside.
    pub fn contains(self, value: Decimal) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether at least one value lies in both: one unrounded number could stand behind both.
    pub fn touches(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// The distance between the nearest ends; 0 when the two touch.
    pub fn gap(self, other: Self) -> Decimal {
        if self.touches(other) {
            Decimal::ZERO
        } else if self.high < other.low {
            other.low - self.high
        } else {
            self.low - other.high
        }
    }

    /// The values `n ÷ d × 100` for `n` in this interval and `d` in the other.
    ///
    /// **Errors.** `None` when the divisor may be 0: the ratio is not bounded then.
    pub fn percent_of(self, divisor: Self) -> Option<Self> {
        self.ratio(divisor, 100)
    }

    /// The values `n ÷ d × factor`; `None` when the divisor may be 0.
    pub fn ratio(self, divisor: Self, factor: i64) -> Option<Self> {
        if divisor.contains(Decimal::ZERO) {
            return None;
        }
        let mut low: Option<i128> = None;
        let mut high: Option<i128> = None;
        for n in [self.low, self.high] {
            for d in [divisor.low, divisor.high] {
                let numerator = n.micros() * i128::from(factor) * 1_000_000;
                let floor = numerator.div_euclid(d.micros());
                let exact = numerator.rem_euclid(d.micros()) == 0;
                // `div_euclid` rounds down for a positive divisor and up for a negative one.
                let (down, up) = match (exact, d.is_negative()) {
                    (true, _) => (floor, floor),
                    (false, false) => (floor, floor + 1),
                    (false, true) => (floor - 1, floor),
                };
                low = Some(low.map_or(down, |l| l.min(down)));
                high = Some(high.map_or(up, |h| h.max(up)));
            }
        }
        Some(Self { low: Decimal::from_micros(low?), high: Decimal::from_micros(high?) })
    }
}

impl Add for Interval {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

impl Sub for Interval {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { low: self.low - other.high, high: self.high - other.low }
    }
}

impl Neg for Interval {
    type Output = Self;
    fn neg(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }
}

impl Sum for Interval {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::exact(Decimal::ZERO), Add::add)
    }
}
