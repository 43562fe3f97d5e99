//! Several names of one number.
//!
//! Head keys: `facts`, terms that all mean one number; `may_include`, ids of concepts that one of
//! them may count in.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;

use super::stated::{differs_by_included, means_what_its_label_says, place_word, times_printed};
use crate::{Case, Manual, facts};

type Figure<'a> = (ClaimId, &'a Claim);

/// Checks what the text says under one name against what stands under the others. A name that has
/// several figures of its own is compared by the rule on that fact; two tables by the rules on tables.
pub(crate) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let terms = facts::selectors(manual, "facts");
    let found: Vec<Vec<Figure<'_>>> = terms
        .iter()
        .map(|term| {
            let is_place = |claim: &Claim| match claim.origin {
                Origin::Narrative => means_what_its_label_says(case, claim),
                Origin::Table(_) => true,
                _ => false,
            };
            case.disclosure
                .all()
                .filter(|(_, claim)| term.fits(claim) && claim.year == case.disclosure.year && is_place(claim))
                .collect()
        })
        .collect();
    let chosen: Vec<Option<Figure<'_>>> = found.iter().map(|figures| what_most_say(figures)).collect();
    let present: Vec<Figure<'_>> = chosen.iter().flatten().copied().collect();
    if present.len() < 2 {
        let missing = terms.iter().zip(&found).find(|(term, figures)| figures.is_empty() && !term.is_optional);
        if let (1, Some((term, _))) = (present.len(), missing) {
            out.could_not(format!("文中没有“{}”的数字", term.name(case.taxonomy)), None);
        }
        return;
    }
    let included = facts::strings(manual, "may_include");
    let agreeing = |claim: &Claim| present.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let rank = |claim: &Claim| (agreeing(claim), times_printed(case, claim), matches!(claim.origin, Origin::Table(_)));
    let Some((model_id, model)) = present.iter().copied().max_by_key(|(_, claim)| rank(claim)) else { return };
    for (id, claim) in present.iter().copied() {
        if id == model_id {
            continue;
        }
        if claim.amount.agrees_with(model.amount) || differs_by_included(case, claim, model, &included) {
            out.held([id, model_id]);
            continue;
        }
        let is_table = |claim: &Claim| matches!(claim.origin, Origin::Table(_));
        if is_table(claim) && is_table(model) {
            continue;
        }
        let finding = facts::wrong_value(manual, claim, model.amount.value())
            .arithmetic(format!("{} ≠ {}", claim.display(), model.display()))
            .say("where", place_word(model))
            .say("other", model.label.clone())
            .fix(facts::in_unit_of(claim, model.amount.value()), false)
            .evidence(model.span, model.label.clone());
        out.broken([id, model_id], finding);
    }
}

/// The figure of a name that most of its places share; tables before text.
fn what_most_say<'a>(figures: &[Figure<'a>]) -> Option<Figure<'a>> {
    let agreeing = |claim: &Claim| figures.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let rank = |claim: &Claim| (agreeing(claim), matches!(claim.origin, Origin::Table(_)));
    figures.iter().copied().max_by_key(|(_, claim)| rank(claim))
}
