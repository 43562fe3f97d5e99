//! From an extraction to an inventory of its figures.

use disclosure::{Claim, Direction};
use findings::{ExtractReport, ReportClaim, ReportDefect, ReportNotFigure};
use taxonomy::{Basis, Fund, Nature};

use crate::{Extraction, report::document_info, resolve::Resolver};

/// Resolves every claim, leftover, other run of digits and defect. `name` is the file as the user
/// named it.
pub fn inventory(extraction: &Extraction, name: &str) -> ExtractReport {
    let resolver = Resolver::new(extraction);
    let disclosure = &extraction.disclosure;
    let not_figure = |other: &disclosure::NotFigure| ReportNotFigure {
        why: other.why.id(),
        place: resolver.location(other.span, ""),
    };
    let defect = |(kind, span): &(document::DefectKind, document::Span)| ReportDefect {
        kind: kind.name(),
        place: resolver.location(*span, ""),
    };
    ExtractReport {
        document: document_info(extraction, name),
        claims: disclosure.all().map(|(id, claim)| resolved(id.index(), claim, &resolver)).collect(),
        leftovers: disclosure.leftovers.iter().map(|span| resolver.location(*span, "")).collect(),
        not_figures: disclosure.not_figures.iter().map(not_figure).collect(),
        defects: disclosure.defects.iter().map(defect).collect(),
    }
}

fn resolved(index: usize, claim: &Claim, resolver: &Resolver<'_>) -> ReportClaim {
    let place = resolver.location(claim.span, "");
    ReportClaim {
        id: format!("c{}", index + 1),
        concept: claim.concept.id(),
        label: claim.label.clone(),
        measure: claim.measure.id(),
        value: claim.value(),
        raw: place.text.clone(),
        unit: claim.unit.name(),
        year: claim.year,
        basis: claim.basis.map(Basis::id),
        fund: (claim.fund != Fund::All).then(|| claim.fund.id()),
        nature: claim.nature.map(Nature::id),
        function: claim.function.map(|code| code.to_string()),
        economic: claim.economic.map(|code| code.to_string()),
        project: claim.project.clone(),
        direction: claim.direction.map(|direction| match direction {
            Direction::Up => "up",
            Direction::Down => "down",
        }),
        // Table cells belong to no sentence; they carry the highest number.
        statement: (claim.statement != u32::MAX).then_some(claim.statement),
        place,
    }
}
