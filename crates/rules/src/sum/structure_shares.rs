//! Shares of the entries of a numbered list that cannot all be shares of one whole.

use disclosure::{Claim, ClaimId, PassageKind};
use findings::{Finding, Outcome};
use quantity::{Decimal, Interval};
use taxonomy::Measure;

use crate::{Case, Manual};

/// Checks that the shares at the head of the numbered paragraphs of a section do not exceed a
/// hundred. Less than a hundred is no fault: a list need not be whole.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for section in (0..case.disclosure.sections.len()).map(Some) {
        let shares: Vec<(ClaimId, &Claim)> = case
            .disclosure
            .passages
            .iter()
            .filter(|passage| passage.section == section && passage.kind == PassageKind::Paragraph)
            .filter(|passage| is_numbered(&passage.text))
            .filter_map(|passage| {
                let mut figures = case.disclosure.all().filter(|(_, claim)| claim.span.text == passage.span.text);
                let (_, first) = figures.next()?;
                let (id, share) = figures.next()?;
                let is_entry = share.measure == Measure::Share
                    && share.statement == first.statement
                    && first.measure == Measure::Amount
                    && (first.concept.id() == "expenditure" || first.concept.id().starts_with("revenue."));
                is_entry.then_some((id, share))
            })
            .collect();
        if shares.len() < 2 {
            continue;
        }
        let sum: Interval = shares.iter().map(|(_, share)| share.amount.interval()).sum();
        let ids = shares.iter().map(|(id, _)| *id);
        if sum.low() <= Decimal::HUNDRED {
            out.held(ids);
            continue;
        }
        let value: Decimal = shares.iter().map(|(_, share)| share.amount.value()).sum();
        let printed = value.to_fixed(2);
        let written: Vec<String> = shares.iter().map(|(_, share)| format!("{}%", share.value())).collect();
        let names: Vec<String> = shares.iter().map(|(_, share)| share.label.clone()).collect();
        let mut finding = Finding::new(manual.code, manual.severity, shares[0].1.span, shares[0].1.label.clone())
            .figures(printed.clone(), "100", "%")
            .difference((value - Decimal::HUNDRED).to_fixed(2))
            .arithmetic(format!("{} = {printed}% > 100%", written.join(" + ")))
            .say("parts", names.join("、"));
        for (_, share) in &shares[1..] {
            finding = finding.evidence(share.span, share.label.clone());
        }
        out.broken(ids, finding);
    }
}

/// Whether a paragraph opens with the number of a list item of the first depth: `1.` `2、`.
fn is_numbered(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    rest.len() < text.len() && rest.starts_with(['.', '、', '．', ' '])
}
