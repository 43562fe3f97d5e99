//! Printed figures without floating point.
//!
//! A disclosure prints rounded figures. `12.34 万元` does not say "123,400 元"; it says "some value
//! between 123,350 元 and 123,450 元 was rounded to this". Everything here keeps that difference:
//! a [`Numeral`] is what was printed, an [`Amount`] is the number together with how far the
//! unrounded value may lie from it, an [`Interval`] is what arithmetic on amounts yields. Rules
//! compare intervals, so no rule needs a tolerance constant.
//!
//! This crate knows nothing of documents, budgets or files.
//!
//! Reading order: [`Decimal`], [`Numeral`], [`Scale`], [`Unit`], [`Amount`], [`Interval`].

mod amount;
mod decimal;
mod interval;
mod numeral;
mod unit;

pub use amount::Amount;
pub use decimal::Decimal;
pub use interval::Interval;
pub use numeral::{Flaw, Numeral, fold_char};
pub use unit::{Scale, Unit};
