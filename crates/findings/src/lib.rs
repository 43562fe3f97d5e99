//! What checking a disclosure yields, and how it is shown.
//!
//! A rule writes into an [`Outcome`]: what it found to hold, what is broken ([`Finding`]), what it
//! could not check and why, or why it does not apply. Silence is never a pass: an outcome without
//! any entry is reported as not applicable. A [`Report`] is an outcome per rule with every place
//! resolved to line and words, ready to be rendered; an [`ExtractReport`] is the same for the figures
//! themselves. Renderers ([`render`]) see nothing but a report.
//!
//! This crate knows nothing of how figures are read or which rules exist.
//!
//! Reading order: [`Severity`], [`Finding`], [`Outcome`], [`Location`], [`Report`], [`ExtractReport`],
//! [`render`].

mod finding;
mod inventory;
mod location;
mod outcome;
pub mod render;
mod report;

pub use finding::{Evidence, Finding, Fix, Severity};
pub use inventory::{ExtractReport, ReportClaim, ReportDefect, ReportNotFigure};
pub use location::{Excerpt, Location};
pub use outcome::{NotChecked, Outcome, Verdict};
pub use report::{
    Cause, Conclusion, Coverage, DocumentInfo, NotApplicable, Report, ReportFinding, ReportFix, RuleName, RuleResults,
    Unchecked, sort_findings, sort_places,
};
