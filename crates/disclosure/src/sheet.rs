//! The plain text form of what a document states.

use std::fmt::Write as _;

use taxonomy::Fund;

use crate::{Against, Claim, Direction, Disclosure, Origin, Whole};

/// One line a claim, dimensions only where they are set, then leftovers; used in tests.
///
/// `three-public change -0.42万元 down last-year ×54`: concept, measure, value and unit, dimensions, and
/// the number of its statement for claims of running text.
pub fn print(disclosure: &Disclosure) -> String {
    let mut out = String::new();
    for claim in &disclosure.claims {
        let _ = writeln!(out, "{}", line(disclosure, claim));
    }
    if !disclosure.leftovers.is_empty() {
        let _ = writeln!(out, "leftovers: {}", disclosure.leftovers.len());
    }
    out
}

fn line(disclosure: &Disclosure, claim: &Claim) -> String {
    let mut out = format!("{} {} {}", claim.concept.id(), claim.measure.id(), claim.display());
    let mut add = |text: &str| {
        out.push(' ');
        out.push_str(text);
    };
    if claim.year != disclosure.year
        && let Some(year) = claim.year
    {
        add(&format!("of {year}"));
    }
    if let Some(basis) = claim.basis {
        add(basis.id());
    }
    if claim.fund != Fund::All {
        add(claim.fund.id());
    }
    if let Some(nature) = claim.nature {
        add(nature.name());
    }
    if let Some(code) = claim.function {
        add(&code.to_string());
    }
    if let Some(code) = claim.economic {
        add(&code.to_string());
    }
    if let Some(project) = &claim.project {
        add(&format!("“{project}”"));
    }
    match claim.direction {
        Some(Direction::Up) => add("up"),
        Some(Direction::Down) => add("down"),
        None => {}
    }
    match claim.against {
        Some(Against::LastYear) => add("last-year"),
        Some(Against::Basis(basis)) => add(&format!("against-{}", basis.id())),
        None => {}
    }
    match claim.whole {
        Some(Whole::Named { concept, .. }) => add(&format!("of-{}", concept.id())),
        Some(Whole::Listed(id)) => add(&format!("of-{}", disclosure.claim(id).concept.id())),
        None => {}
    }
    match claim.origin {
        Origin::Narrative => add(&format!("×{}", claim.statement)),
        Origin::Reason => add("reason"),
        Origin::Table(_) | Origin::Form(_) | Origin::OtherTable => {}
    }
    out
}
