//! CNT202 to CNT204: parties and people of journeys and receptions.

use disclosure::{Claim, ClaimId, Disclosure};
use findings::Outcome;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts};

/// Checks that one count is not above another. Head keys: `fewer`, `more`: pairs of concepts in order.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let concepts = |key: &str| -> Vec<Concept> {
        facts::selectors(manual, key).into_iter().map(|selector| selector.concept).collect()
    };
    for (fewer, more) in concepts("fewer").into_iter().zip(concepts("more")) {
        for (id, claim) in counts(case.disclosure, fewer) {
            let Some((other_id, other)) = nearest(case.disclosure, claim, more) else { continue };
            if claim.amount.value() <= other.amount.value() {
                // That one is below the other does not fix them: none of them counts as compared.
                out.held([]);
                continue;
            }
            let finding = facts::wrong_value(manual, claim, other.amount.value())
                .arithmetic(format!("{} > {}", claim.display(), other.display()))
                .say("fewer", claim.display())
                .say("more", other.display())
                .say("other", other.label.clone())
                .evidence(other.span, other.label.clone());
            out.broken([id, other_id], finding);
        }
    }
}

fn counts(disclosure: &Disclosure, concept: Concept) -> impl Iterator<Item = (ClaimId, &Claim)> {
    disclosure.all().filter(move |(_, claim)| {
        claim.concept == concept
            && matches!(claim.measure, Measure::Count | Measure::Amount)
            && claim.is_narrative()
            && claim.year == disclosure.year
    })
}

/// The other count of the same passage that stands nearest.
fn nearest<'a>(disclosure: &'a Disclosure, claim: &Claim, concept: Concept) -> Option<(ClaimId, &'a Claim)> {
    let distance = |other: &Claim| other.span.range().start.abs_diff(claim.span.range().start);
    counts(disclosure, concept)
        .filter(|(_, other)| other.span.text == claim.span.text)
        .min_by_key(|(_, other)| distance(other))
}
