//! Every figure of one document, with every place resolved.

use crate::{DocumentInfo, Location};

/// One figure as programs read it; the words are those of the wire format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportClaim {
    /// `c1`, `c2`, … in the order of reading.
    pub id: String,
    /// What it is about: `three-public.overseas-travel`.
    pub concept: &'static str,
    /// The words that name it.
    pub label: String,
    /// `amount`, `share`, `growth`, …
    pub measure: &'static str,
    /// Plain decimal, signed by the direction word.
    pub value: String,
    /// As printed.
    pub raw: String,
    /// The printed unit; empty for none.
    pub unit: &'static str,
    /// The year it is about.
    pub year: Option<u16>,
    /// `original`, `adjusted`, `actual`.
    pub basis: Option<&'static str>,
    /// Which money; `None` for all of it.
    pub fund: Option<&'static str>,
    /// Which kind of expenditure.
    pub nature: Option<&'static str>,
    /// Digits of the functional code.
    pub function: Option<String>,
    /// Digits of the economic code.
    pub economic: Option<String>,
    /// The project, or the item of a list without codes.
    pub project: Option<String>,
    /// `up` or `down`.
    pub direction: Option<&'static str>,
    /// Figures with the same number were said in one breath; `None` in tables.
    pub statement: Option<u32>,
    /// Where.
    pub place: Location,
}

/// Digits that are no figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportNotFigure {
    /// Why: `year`, `ordinal`, …
    pub why: &'static str,
    /// Where.
    pub place: Location,
}

/// Something the reader could not take as content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportDefect {
    /// What: `page-number`, …
    pub kind: &'static str,
    /// Where.
    pub place: Location,
}

/// The result of extracting one document: every run of digits is in one of the lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ExtractReport {
    /// The document.
    pub document: DocumentInfo,
    /// The figures.
    pub claims: Vec<ReportClaim>,
    /// Digits that were not understood.
    pub leftovers: Vec<Location>,
    /// Digits that are no figure.
    pub not_figures: Vec<ReportNotFigure>,
    /// What the reader could not take as content.
    pub defects: Vec<ReportDefect>,
}
