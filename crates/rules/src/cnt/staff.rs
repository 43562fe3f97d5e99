//! CNT101 and CNT102: people in all, in post, retired, and the establishment.

use disclosure::{Claim, ClaimId, Disclosure};
use findings::Outcome;
use quantity::{Decimal, Unit};
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts, nar::around};

/// The groups that 实有人数 is made of.
const GROUPS: &[&str] = &["staff.in-post", "staff.retired-veterans", "staff.retired"];

/// CNT101: checks 实有人数 against the groups that 其中 lists after it in one sentence.
pub(super) fn sum(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, total) in counts(disclosure, "staff.total") {
        let rest = around::rest_of_sentence(around::after(disclosure, total.span));
        if !["其中", "包括", "包含", "分别"].iter().any(|word| rest.contains(word)) {
            continue;
        }
        let end = total.span.range().end + rest.len();
        let listed = |claim: &Claim| {
            claim.span.text == total.span.text
                && claim.measure == Measure::Count
                && (total.span.range().end..end).contains(&claim.span.range().start)
        };
        let parts: Vec<(ClaimId, &Claim)> =
            GROUPS.iter().filter_map(|group| counts(disclosure, group).find(|(_, claim)| listed(claim))).collect();
        // People of other kinds in the list (聘用人员, 遗属) may or may not be counted in.
        let is_other = |claim: &Claim| listed(claim) && claim.concept == Concept::STATED && is_people(claim.unit);
        if disclosure.claims.iter().any(is_other) {
            out.could_not("人员构成中有在职、离休、退休以外的类别，无法核对实有人数", Some(total.span));
            continue;
        }
        if parts.len() < 2 {
            continue;
        }
        let ids: Vec<ClaimId> = std::iter::once(id).chain(parts.iter().map(|(id, _)| *id)).collect();
        let sum: Decimal = parts.iter().map(|(_, claim)| claim.amount.value()).sum();
        if sum == total.amount.value() {
            out.held(ids);
            continue;
        }
        let written = facts::written_sum(parts.iter().map(|(_, claim)| *claim));
        let mut finding =
            facts::wrong_value(manual, total, sum).arithmetic(format!("{written} = {sum} ≠ {}", total.value())).say(
                "parts",
                parts
                    .iter()
                    .map(|(_, claim)| format!("{}{}", claim.label, claim.display()))
                    .collect::<Vec<_>>()
                    .join("、"),
            );
        for (_, part) in &parts {
            finding = finding.evidence(part.span, part.label.clone());
        }
        out.broken(ids, finding);
    }
}

/// CNT102: checks that no more people are in post than the establishment allows. Where it is split
/// into kinds (行政编制, 事业编制) all of them together count.
pub(super) fn quota(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, in_post) in counts(disclosure, "staff.in-post") {
        let quotas: Vec<(ClaimId, &Claim)> =
            counts(disclosure, "staff.quota").filter(|(_, claim)| claim.section == in_post.section).collect();
        let Some((first_id, first)) = quotas.first().copied() else { continue };
        let all: Decimal = quotas.iter().map(|(_, claim)| claim.amount.value()).sum();
        if in_post.amount.value() <= all {
            // A limit does not fix the figures: none of them counts as compared.
            out.held([]);
            continue;
        }
        let finding = facts::wrong_value(manual, in_post, all)
            .arithmetic(format!("{} > {all}", in_post.value()))
            .evidence(first.span, first.label.clone());
        out.broken([id, first_id], finding);
    }
}

/// The printed numbers of one group of people.
fn counts<'a>(disclosure: &'a Disclosure, concept: &'static str) -> impl Iterator<Item = (ClaimId, &'a Claim)> + 'a {
    let concept = Concept::new(concept);
    disclosure
        .all()
        .filter(move |(_, claim)| claim.concept == concept && claim.measure == Measure::Count && claim.is_narrative())
}

fn is_people(unit: Unit) -> bool {
    matches!(unit, Unit::Count("人" | "名" | "位"))
}
