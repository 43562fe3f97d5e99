//! A total and its parts.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use quantity::Interval;
use taxonomy::{Fund, Measure};

use crate::{Case, Manual, facts};

/// Whether one set of unrounded numbers could stand behind a total and its parts.
pub fn agrees(total: &Claim, parts: &[(ClaimId, &Claim)]) -> bool {
    let sum: Interval = parts.iter().map(|(_, part)| part.amount.interval()).sum();
    sum.touches(total.amount.interval())
}

/// Compares a total with the sum of its parts and records the verdict.
pub fn compare(manual: &Manual, total: (ClaimId, &Claim), parts: &[(ClaimId, &Claim)], out: &mut Outcome) {
    let ids = std::iter::once(total.0).chain(parts.iter().map(|(id, _)| *id));
    if agrees(total.1, parts) {
        out.held(ids);
        return;
    }
    let value = parts.iter().map(|(_, part)| part.amount.value()).sum();
    let written = facts::written_sum(parts.iter().map(|(_, part)| *part));
    let mut finding = facts::wrong_value(manual, total.1, value)
        .arithmetic(format!("{written} = {} ≠ {}", facts::in_unit_of(total.1, value), total.1.value()))
        .say("parts", part_names(parts));
    for (_, part) in parts {
        finding = finding.evidence(part.span, facts::describe(part));
    }
    out.broken(ids, finding);
}

/// Whether a difference between two totals is money kept from last year or for next year, which some
/// places count in the one and not in the other.
pub fn is_carried(case: &Case<'_>, difference: Interval) -> bool {
    let is_carry_over = |claim: &Claim| {
        let in_row = claim.row.as_deref().is_some_and(|row| row.contains("结转") || row.contains("结余"));
        claim.concept.id().contains("carry-over") || claim.origin == Origin::OtherTable && in_row
    };
    case.disclosure.all().any(|(_, claim)| {
        let amount = claim.amount.interval();
        is_carry_over(claim)
            && claim.measure == Measure::Amount
            && !claim.amount.value().is_zero()
            && (amount.touches(difference) || amount.touches(-difference))
    })
}

/// The names of the parts; of a long list only the first few, as its figures stand in the evidence.
fn part_names(parts: &[(ClaimId, &Claim)]) -> String {
    const MOST_NAMES: usize = 8;
    const FIRST_NAMES: usize = 3;
    let names = |n: usize| parts.iter().take(n).map(|(_, part)| facts::describe(part)).collect::<Vec<_>>().join("、");
    if parts.len() > MOST_NAMES { format!("{}等{}项", names(FIRST_NAMES), parts.len()) } else { names(parts.len()) }
}

/// The money that a fund word of a head names.
pub fn fund_named(manual: &Manual) -> Option<Fund> {
    facts::string(manual, "fund").map(|name| {
        [Fund::All, Fund::Fiscal, Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal]
            .into_iter()
            .find(|fund| fund.id() == name)
            .unwrap_or_else(|| panic!("no fund {name}"))
    })
}
