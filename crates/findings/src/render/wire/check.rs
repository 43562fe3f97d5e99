//! The output of `check`.

use serde::Serialize;

use super::{Document, Place, unit};
use crate::{NotApplicable, Report, ReportFinding, RuleName, Unchecked, render::Trouble};

/// The name of the format.
pub const CHECK_SCHEMA: &str = "mingzhang.check/1";

/// The output of `check` for one document.
///
/// A file that could not be worked on has `error` set, no findings, and never the verdict `held`.
#[derive(Serialize)]
pub struct Check<'a> {
    schema: &'static str,
    document: Document<'a>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    findings: Vec<Finding<'a>>,
    causes: Vec<Cause<'a>>,
    rules: Rules<'a>,
    coverage: Coverage,
    unread: Vec<Unread<'a>>,
}

/// `unread[]`.
#[derive(Serialize)]
pub struct Unread<'a> {
    kind: &'static str,
    place: Place<'a>,
}

/// `findings[]`.
#[derive(Serialize)]
pub struct Finding<'a> {
    rule: &'static str,
    name: &'static str,
    severity: &'static str,
    title: &'a str,
    message: &'a str,
    stated: Option<&'a str>,
    expected: Option<&'a str>,
    difference: Option<&'a str>,
    unit: Option<&'static str>,
    arithmetic: Option<&'a str>,
    source: &'a str,
    cause: Option<u32>,
    places: Vec<Place<'a>>,
    fix: Option<Fix<'a>>,
}

/// `fix`.
#[derive(Serialize)]
pub struct Fix<'a> {
    place: usize,
    replace: &'a str,
    sure: bool,
}

/// `causes[]`.
#[derive(Serialize)]
pub struct Cause<'a> {
    id: u32,
    figure: Place<'a>,
    explains: &'a [usize],
    repair: Option<&'a str>,
}

/// `rules`.
#[derive(Serialize)]
pub struct Rules<'a> {
    held: usize,
    broken: usize,
    noted: usize,
    not_applicable: usize,
    could_not_check: Vec<CouldNotCheck<'a>>,
    held_rules: Vec<&'static str>,
    broken_rules: Vec<&'static str>,
    noted_rules: Vec<&'static str>,
    not_applicable_rules: Vec<RuleAndWhy<'a>>,
}

/// `rules.could_not_check[]`.
#[derive(Serialize)]
pub struct CouldNotCheck<'a> {
    rule: &'static str,
    why: &'a str,
    partly: bool,
    place: Option<Place<'a>>,
}

/// `rules.not_applicable_rules[]`.
#[derive(Serialize)]
pub struct RuleAndWhy<'a> {
    rule: &'static str,
    why: &'a str,
}

/// `coverage`.
#[derive(Serialize)]
pub struct Coverage {
    figures: usize,
    claims: usize,
    checked: usize,
    leftovers: usize,
}

fn codes(rules: &[RuleName]) -> Vec<&'static str> {
    rules.iter().map(|rule| rule.code).collect()
}

impl<'a> Finding<'a> {
    fn of(finding: &'a ReportFinding) -> Self {
        Self {
            rule: finding.rule,
            name: finding.name,
            severity: finding.severity.id(),
            title: &finding.title,
            message: &finding.message,
            stated: finding.stated.as_deref(),
            expected: finding.expected.as_deref(),
            difference: finding.difference.as_deref(),
            unit: unit(finding.unit),
            arithmetic: finding.arithmetic.as_deref(),
            source: &finding.source,
            cause: finding.cause,
            places: finding.places.iter().map(Place::of).collect(),
            fix: finding.fix.as_ref().map(|fix| Fix { place: fix.place, replace: &fix.replace, sure: fix.sure }),
        }
    }
}

impl<'a> Rules<'a> {
    fn of(report: &'a Report) -> Self {
        let rules = &report.rules;
        let unchecked = |entry: &'a Unchecked| CouldNotCheck {
            rule: entry.rule.code,
            why: &entry.why,
            partly: entry.partly,
            place: entry.place.as_ref().map(Place::of),
        };
        let idle = |entry: &'a NotApplicable| RuleAndWhy { rule: entry.rule.code, why: &entry.why };
        Self {
            held: rules.held.len(),
            broken: rules.broken.len(),
            noted: rules.noted.len(),
            not_applicable: rules.not_applicable.len(),
            could_not_check: rules.could_not_check.iter().map(unchecked).collect(),
            held_rules: codes(&rules.held),
            broken_rules: codes(&rules.broken),
            noted_rules: codes(&rules.noted),
            not_applicable_rules: rules.not_applicable.iter().map(idle).collect(),
        }
    }

    fn none() -> Self {
        Self {
            held: 0,
            broken: 0,
            noted: 0,
            not_applicable: 0,
            could_not_check: Vec::new(),
            held_rules: Vec::new(),
            broken_rules: Vec::new(),
            noted_rules: Vec::new(),
            not_applicable_rules: Vec::new(),
        }
    }
}

impl<'a> Check<'a> {
    /// A report in the wire format.
    pub fn of(report: &'a Report) -> Self {
        let coverage = report.coverage;
        Self {
            schema: CHECK_SCHEMA,
            document: Document::of(&report.document),
            verdict: report.conclusion.id(),
            error: None,
            findings: report.findings.iter().map(Finding::of).collect(),
            causes: report
                .causes
                .iter()
                .map(|cause| Cause {
                    id: cause.id,
                    figure: Place::of(&cause.figure),
                    explains: &cause.explains,
                    repair: cause.repair.as_deref(),
                })
                .collect(),
            rules: Rules::of(report),
            coverage: Coverage {
                figures: coverage.figures,
                claims: coverage.claims,
                checked: coverage.checked,
                leftovers: coverage.leftovers,
            },
            unread: report
                .unread
                .iter()
                .map(|defect| Unread { kind: defect.kind, place: Place::of(&defect.place) })
                .collect(),
        }
    }

    /// A file that could not be checked.
    pub fn unread(trouble: &'a Trouble) -> Self {
        Self {
            schema: CHECK_SCHEMA,
            document: Document::unread(&trouble.file),
            verdict: crate::Conclusion::CouldNotCheck.id(),
            error: Some(&trouble.message),
            findings: Vec::new(),
            causes: Vec::new(),
            rules: Rules::none(),
            coverage: Coverage { figures: 0, claims: 0, checked: 0, leftovers: 0 },
            unread: Vec::new(),
        }
    }
}
