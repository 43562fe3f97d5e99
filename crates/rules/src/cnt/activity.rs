//! CNT111: money spent on something that is counted as none.

use disclosure::{Claim, ClaimId};
use findings::Outcome;
use quantity::Decimal;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts, nar::around};

/// An expense and what must have been there for it to arise.
const PAIRS: &[(&str, &str)] = &[
    ("three-public.overseas-travel", "three-public.travel-groups"),
    ("three-public.overseas-travel", "three-public.travel-persons"),
    ("three-public.official-reception", "three-public.reception-batches"),
    ("three-public.official-reception", "three-public.reception-persons"),
    ("three-public.vehicle-purchase", "three-public.vehicles-bought"),
    ("three-public.vehicle-operation", "three-public.vehicles-held"),
];

/// Flags counts printed as 0 beside money that was spent. The other way round is no fault: others may
/// have paid.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (expense, count) in PAIRS {
        let (Some((money_id, money)), Some((count_id, count))) =
            (most_printed(case, expense, Measure::Amount), most_printed(case, count, Measure::Count))
        else {
            continue;
        };
        if money.amount.interval().low() <= Decimal::ZERO
            || !count.amount.value().is_zero()
            || is_of_guests(case, count)
        {
            // That both are there does not fix the figures: none of them counts as compared.
            out.held([]);
            continue;
        }
        let finding = facts::wrong_value(manual, count, Decimal::ZERO)
            .arithmetic(format!("{} > 0，{} = 0", money.display(), count.display()))
            .say("money", format!("{}{}", money.label, money.display()))
            .evidence(money.span, money.label.clone());
        out.broken([money_id, count_id], finding);
    }
}

/// The figure of a concept that most places of the text share.
fn most_printed<'a>(case: &Case<'a>, concept: &'static str, measure: Measure) -> Option<(ClaimId, &'a Claim)> {
    let concept = Concept::new(concept);
    let found: Vec<_> = case
        .disclosure
        .all()
        .filter(|(_, claim)| claim.concept == concept && claim.measure == measure && claim.is_narrative())
        .filter(|(_, claim)| {
            claim.year == case.disclosure.year && claim.basis.is_none_or(|basis| basis == taxonomy::Basis::Actual)
        })
        .collect();
    let agreeing = |claim: &Claim| found.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    found.iter().copied().max_by_key(|(_, claim)| agreeing(claim))
}

/// Whether a count is one of foreign guests only (其中：外宾接待0批次).
fn is_of_guests(case: &Case<'_>, count: &Claim) -> bool {
    let before = around::open_sentence(around::before(case.disclosure, count.span));
    let clause = before.rfind(['，', '；', ',', ';', '：']).map_or(before, |at| &before[at..]);
    clause.contains("外宾") || clause.contains("国（境）外") || clause.contains("外事")
}
