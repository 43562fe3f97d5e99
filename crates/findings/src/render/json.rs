//! The wire format as JSON, one object a document.

use serde::Serialize;

use super::{Trouble, wire};
use crate::{ExtractReport, Report};

/// A report as one compact object without a line end.
pub fn check(report: &Report) -> String {
    print(&wire::Check::of(report))
}

/// A file that could not be checked, in the shape of a report.
pub fn check_trouble(trouble: &Trouble) -> String {
    print(&wire::Check::unread(trouble))
}

/// An inventory as one compact object without a line end.
pub fn extract(report: &ExtractReport) -> String {
    print(&wire::Extract::of(report))
}

/// A file that could not be read, in the shape of an inventory.
pub fn extract_trouble(trouble: &Trouble) -> String {
    print(&wire::Extract::unread(trouble))
}

fn print(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("wire structs have no map with keys other than text and no failing part")
}
