//! NAR111: 机关运行经费 is the 公用经费 of administrative bodies.

use disclosure::{Claim, ClaimId, Scope};
use findings::Outcome;
use taxonomy::{Concept, Fund, Measure, Nature};

use super::around;
use crate::{Case, Manual, facts};

/// Holds 机关运行经费 against the 公用经费 of 一般公共预算. A department with units below it may leave
/// out those that are no administrative bodies: its 机关运行经费 may be less, never more.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let running = case.disclosure.all().find(|(_, claim)| {
        claim.concept == Concept::new("running-costs")
            && claim.measure == Measure::Amount
            && claim.year == case.disclosure.year
            && claim.is_narrative()
    });
    let Some((id, claim)) = running.filter(|(_, claim)| !claim.amount.value().is_zero()) else {
        out.not_applicable("文中没有机关运行经费，或者为零");
        return;
    };
    let Some((operating_id, operating)) = operating(case) else {
        out.could_not("文中没有一般公共预算公用经费的数字", Some(claim.span));
        return;
    };
    let ids = [id, operating_id];
    let is_less = claim.amount.interval().high() < operating.amount.interval().low();
    if claim.amount.agrees_with(operating.amount) {
        out.held(ids);
    } else if is_less && has_units(case) {
        out.could_not("有下属单位，机关运行经费可以不含事业单位公用经费，无法逐一核对", Some(claim.span));
    } else {
        let finding = facts::wrong_value(manual, claim, operating.amount.value())
            .arithmetic(format!("{} ≠ {}", claim.display(), operating.display()))
            .evidence(operating.span, "一般公共预算公用经费");
        out.broken(ids, finding);
    }
}

/// The 公用经费 of 一般公共预算 that most places share.
fn operating<'a>(case: &Case<'a>) -> Option<(ClaimId, &'a Claim)> {
    let is_it = |claim: &Claim| {
        claim.concept == Concept::new("expenditure")
            && claim.measure == Measure::Amount
            && claim.fund == Fund::GeneralPublic
            && claim.nature == Some(Nature::Operating)
            && claim.year == case.disclosure.year
            && claim.function.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
    };
    let found: Vec<_> = case.disclosure.all().filter(|(_, claim)| is_it(claim)).collect();
    let agreeing = |claim: &Claim| found.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    found.iter().copied().max_by_key(|(_, claim)| agreeing(claim))
}

/// Whether the document speaks for units below the body, as far as its text tells.
fn has_units(case: &Case<'_>) -> bool {
    let counts = ["organisation.units", "organisation.institutions"];
    let counted =
        case.disclosure.claims.iter().any(|claim| {
            claim.is_narrative() && counts.contains(&claim.concept.id()) && !claim.amount.value().is_zero()
        });
    let words = ["下属", "所属", "直属"];
    let named = case.disclosure.passages.iter().any(|passage| {
        if !words.iter().any(|word| passage.folded.as_str().contains(word)) {
            return false;
        }
        let text = around::squeeze(&passage.text);
        words.iter().any(|word| {
            text.match_indices(word)
                .any(|(at, _)| !["无", "没有", "不含", "未设"].iter().any(|no| text[..at].ends_with(no)))
        })
    });
    case.disclosure.scope != Some(Scope::BudgetUnit) && (counted || named)
}
