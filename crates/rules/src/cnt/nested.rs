//! CNT109 and CNT110: what is counted in something is not more than it.

use disclosure::{Claim, ClaimId, Disclosure};
use findings::Outcome;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts};

/// Checks chains of figures of one section, each of which is a part of the next. Head key: `chains`,
/// lists of concept ids from the smallest part to the whole.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some(chains) = manual.head.get("chains").and_then(toml::Value::as_array) else { return };
    for chain in chains {
        let ids: Vec<&str> = chain.as_array().into_iter().flatten().filter_map(toml::Value::as_str).collect();
        // The nearest whole that is printed: 小微 in 中小, and in the total where 中小 is not said.
        for (place, part) in ids.iter().enumerate() {
            for part in figures(case.disclosure, part) {
                let whole = ids[place + 1..].iter().find_map(|whole| beside(case.disclosure, whole, part.1));
                if let Some(whole) = whole {
                    compare(manual, part, whole, out);
                }
            }
        }
    }
}

fn compare(manual: &Manual, part: (ClaimId, &Claim), whole: (ClaimId, &Claim), out: &mut Outcome) {
    if part.1.amount.interval().low() <= whole.1.amount.interval().high() {
        // A limit does not fix the figures: none of them counts as compared.
        out.held([]);
        return;
    }
    let finding = facts::wrong_value(manual, part.1, whole.1.amount.value())
        .arithmetic(format!("{} > {}", part.1.display(), whole.1.display()))
        .say("whole", whole.1.label.clone())
        .evidence(whole.1.span, whole.1.label.clone());
    out.broken([part.0, whole.0], finding);
}

fn figures<'a>(disclosure: &'a Disclosure, concept: &str) -> Vec<(ClaimId, &'a Claim)> {
    disclosure
        .all()
        .filter(|(_, claim)| {
            claim.concept.id() == concept
                && matches!(claim.measure, Measure::Amount | Measure::Count)
                && claim.is_narrative()
        })
        .collect()
}

/// The figure of a concept nearest to another one in its section, before it if possible.
fn beside<'a>(disclosure: &'a Disclosure, concept: &str, of: &Claim) -> Option<(ClaimId, &'a Claim)> {
    let found: Vec<_> =
        figures(disclosure, concept).into_iter().filter(|(_, claim)| claim.section == of.section).collect();
    let is_before = |claim: &Claim| (claim.span.text, claim.span.range().start) < (of.span.text, of.span.range().start);
    let last_before = found.iter().rev().find(|(_, claim)| is_before(claim));
    last_before.or_else(|| found.first()).copied().filter(|(_, claim)| claim.concept != Concept::STATED)
}
