//! What checking a disclosure yields, and how it is shown.
//!
//! A rule writes into an [`Outcome`]: what it found to hold, what is broken ([`Finding`]), what it
//! could not check and why, or why it does not apply. Silence is never a pass: an outcome without
//! any entry is reported as not applicable. A [`Report`] is an outcome per rule with every place
//! resolved to line and words, ready to be rendered; renderers see nothing but a report.
//!
//! This crate knows nothing of how figures are read or which rules exist.
//!
//! Reading order: [`Severity`], [`Finding`], [`Outcome`], [`Report`].

mod finding;
mod outcome;

pub use finding::{Evidence, Finding, Fix, Severity};
pub use outcome::{NotChecked, Outcome, Verdict};
