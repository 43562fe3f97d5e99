//! The output of `extract`.

use serde::Serialize;

use super::{Document, Place, unit};
use crate::{ExtractReport, ReportClaim, render::Trouble};

/// The name of the format.
pub const EXTRACT_SCHEMA: &str = "mingzhang.extract/1";

/// The output of `extract` for one document.
#[derive(Serialize)]
pub struct Extract<'a> {
    schema: &'static str,
    document: Document<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    claims: Vec<Claim<'a>>,
    leftovers: Vec<Leftover<'a>>,
    not_figures: Vec<NotFigure<'a>>,
    defects: Vec<Defect<'a>>,
}

/// `claims[]`.
#[derive(Serialize)]
pub struct Claim<'a> {
    id: &'a str,
    concept: &'static str,
    label: &'a str,
    measure: &'static str,
    value: &'a str,
    raw: &'a str,
    unit: Option<&'static str>,
    year: Option<u16>,
    basis: Option<&'static str>,
    fund: Option<&'static str>,
    nature: Option<&'static str>,
    function: Option<&'a str>,
    economic: Option<&'a str>,
    project: Option<&'a str>,
    direction: Option<&'static str>,
    statement: Option<u32>,
    place: Place<'a>,
}

/// `leftovers[]`.
#[derive(Serialize)]
pub struct Leftover<'a> {
    raw: &'a str,
    place: Place<'a>,
}

/// `not_figures[]`.
#[derive(Serialize)]
pub struct NotFigure<'a> {
    raw: &'a str,
    why: &'static str,
    place: Place<'a>,
}

/// `defects[]`.
#[derive(Serialize)]
pub struct Defect<'a> {
    kind: &'static str,
    place: Place<'a>,
}

impl<'a> Claim<'a> {
    fn of(claim: &'a ReportClaim) -> Self {
        Self {
            id: &claim.id,
            concept: claim.concept,
            label: &claim.label,
            measure: claim.measure,
            value: &claim.value,
            raw: &claim.raw,
            unit: unit(claim.unit),
            year: claim.year,
            basis: claim.basis,
            fund: claim.fund,
            nature: claim.nature,
            function: claim.function.as_deref(),
            economic: claim.economic.as_deref(),
            project: claim.project.as_deref(),
            direction: claim.direction,
            statement: claim.statement,
            place: Place::of(&claim.place),
        }
    }
}

impl<'a> Extract<'a> {
    /// An inventory in the wire format.
    pub fn of(report: &'a ExtractReport) -> Self {
        Self {
            schema: EXTRACT_SCHEMA,
            document: Document::of(&report.document),
            error: None,
            claims: report.claims.iter().map(Claim::of).collect(),
            leftovers: report.leftovers.iter().map(|p| Leftover { raw: &p.text, place: Place::of(p) }).collect(),
            not_figures: report
                .not_figures
                .iter()
                .map(|other| NotFigure { raw: &other.place.text, why: other.why, place: Place::of(&other.place) })
                .collect(),
            defects: report.defects.iter().map(|d| Defect { kind: d.kind, place: Place::of(&d.place) }).collect(),
        }
    }

    /// A file that could not be read.
    pub fn unread(trouble: &'a Trouble) -> Self {
        Self {
            schema: EXTRACT_SCHEMA,
            document: Document::unread(&trouble.file),
            error: Some(&trouble.message),
            claims: Vec::new(),
            leftovers: Vec::new(),
            not_figures: Vec::new(),
            defects: Vec::new(),
        }
    }
}
