//! CNT207: units by kind against the units counted.

use disclosure::{Claim, ClaimId};
use findings::Outcome;
use quantity::Decimal;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts};

/// Kinds of units.
const KINDS: [&str; 3] =
    ["organisation.administrative-units", "organisation.institutions", "organisation.civil-service-institutions"];

/// Adds up the kinds that a passage counts. The body itself may be one of them or not.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let counts = |concept: &'static str| {
        disclosure.all().filter(move |(_, claim)| {
            claim.concept == Concept::new(concept) && claim.measure == Measure::Count && claim.is_narrative()
        })
    };
    for (id, units) in counts("organisation.units") {
        let of_kind = |concept: &'static str| -> Vec<(ClaimId, &Claim)> {
            let here = |claim: &Claim| {
                claim.span.text == units.span.text && claim.span.range().start > units.span.range().start
            };
            counts(concept).filter(|(_, claim)| here(claim)).collect()
        };
        let kinds: Vec<Vec<(ClaimId, &Claim)>> = KINDS.iter().map(|concept| of_kind(concept)).collect();
        // One kind alone need not be all; a kind counted twice tells two stories.
        if kinds.iter().filter(|found| !found.is_empty()).count() < 2 || kinds.iter().any(|found| found.len() > 1) {
            continue;
        }
        let parts: Vec<(ClaimId, &Claim)> = kinds.into_iter().flatten().collect();
        let ids: Vec<ClaimId> = std::iter::once(id).chain(parts.iter().map(|(id, _)| *id)).collect();
        let sum: Decimal = parts.iter().map(|(_, claim)| claim.amount.value()).sum();
        let stated = units.amount.value();
        // 事业单位3家，其中参公单位1家: the one may be a part of the other.
        let part = of_kind(KINDS[2]).into_iter().map(|(_, claim)| claim.amount.value()).sum::<Decimal>();
        let fits = |sum: Decimal| sum == stated || sum == stated + Decimal::whole(1);
        if fits(sum) || fits(sum - part) {
            out.held(ids);
            continue;
        }
        let mut finding = facts::wrong_value(manual, units, sum)
            .arithmetic(format!("{} = {sum}", facts::written_sum(parts.iter().map(|(_, claim)| *claim))))
            .say("sum", sum.to_fixed(0));
        for (_, part) in &parts {
            finding = finding.evidence(part.span, part.label.clone());
        }
        out.broken(ids, finding);
    }
}
