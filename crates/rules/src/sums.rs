//! A total of running text and its parts: identities that stand in the head of a manual page.
//!
//! Head keys: `total`, a term; `parts`, a list of terms.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use quantity::Interval;
use taxonomy::{Fund, Measure};

use crate::{
    Case, Manual,
    facts::{self, Selector},
};

/// Checks every printed total against the parts that stand nearest to it.
pub fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let totals = facts::selectors(manual, "total");
    let parts = facts::selectors(manual, "parts");
    for total in &totals {
        check_total(manual, case, total, &parts, out);
    }
}

fn check_total(manual: &Manual, case: &Case<'_>, total: &Selector, parts: &[Selector], out: &mut Outcome) {
    let disclosure = case.disclosure;
    let all: Vec<(ClaimId, &Claim)> = facts::narrative(disclosure, total).collect();
    let mut n_checked = 0;
    let mut missing: Option<(String, disclosure::Span)> = None;
    for (id, claim) in &all {
        let found: Vec<Option<(ClaimId, &Claim)>> = parts.iter().map(|part| nearest(case, part, claim)).collect();
        // A total that stands alone (收支总预算…) is checked where its parts stand.
        if !found.iter().flatten().any(|(_, part)| is_near(claim, part)) {
            continue;
        }
        let lacking = parts.iter().zip(&found).find(|(part, found)| !part.is_optional && found.is_none());
        if let Some((part, _)) = lacking {
            missing.get_or_insert((part.name(case.taxonomy), claim.span));
            continue;
        }
        let addends: Vec<(ClaimId, &Claim)> = found.into_iter().flatten().collect();
        n_checked += 1;
        compare(manual, (*id, claim), &addends, out);
    }
    if n_checked == 0
        && let Some((name, span)) = missing
    {
        out.could_not(format!("文中没有“{name}”的数字"), Some(span));
    }
}

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

/// The figure of a part that belongs to a total: in the same paragraph and behind it, else in the
/// same paragraph, else in the same section.
fn nearest<'a>(case: &Case<'a>, part: &Selector, total: &Claim) -> Option<(ClaimId, &'a Claim)> {
    let has_fund = case.taxonomy.lexicon.concept(part.concept).is_some_and(|entry| entry.has_fund);
    let fits = |claim: &Claim| {
        part.fits(claim)
            && (part.fund.is_some() || !has_fund || claim.fund == total.fund)
            && (part.basis.is_some() || claim.basis == total.basis || total.basis.is_none())
            && claim.origin == total.origin
            && claim.year == total.year
            && facts::same_kind(claim, total)
    };
    let candidates: Vec<(ClaimId, &Claim)> = case.disclosure.all().filter(|(_, claim)| fits(claim)).collect();
    let behind = candidates
        .iter()
        .find(|(_, c)| c.span.text == total.span.text && c.span.range().start > total.span.range().start);
    let beside = || candidates.iter().find(|(_, c)| c.span.text == total.span.text);
    let in_section = || candidates.iter().find(|(_, c)| c.section == total.section && c.span.text > total.span.text);
    behind.or_else(beside).or_else(in_section).copied()
}

fn is_near(total: &Claim, part: &Claim) -> bool {
    part.section == total.section
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
