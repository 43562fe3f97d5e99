//! NAR204: revenue and expenditure of one amount that changed by different amounts.

use disclosure::{Claim, ClaimId};
use findings::Outcome;
use taxonomy::Measure;

use crate::{Case, Manual, facts};

/// Compares the change of fiscal revenue with that of fiscal expenditure where both amounts are the same this year: as
/// both were also the same last year, so are the changes, unless they are measured on different accounts.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let terms = facts::selectors(manual, "sides");
    let find = |selector: &facts::Selector, measure: Measure| -> Option<(ClaimId, &Claim)> {
        let mut wanted = selector.clone();
        wanted.measure = measure;
        case.disclosure
            .all()
            .find(|(_, claim)| claim.is_narrative() && claim.year == case.disclosure.year && wanted.fits(claim))
    };
    let [left, right] = terms.as_slice() else { return };
    let amounts = (find(left, Measure::Amount), find(right, Measure::Amount));
    let changes = (find(left, Measure::Change), find(right, Measure::Change));
    let ((Some((_, a)), Some((_, b))), (Some((change_id, change)), Some((other_id, other)))) = (amounts, changes)
    else {
        return;
    };
    if a.amount.value() != b.amount.value() || change.against != other.against {
        out.not_applicable("收入与支出的金额不同");
        return;
    }
    if change.amount.agrees_with(other.amount) {
        out.held([change_id, other_id]);
        return;
    }
    let finding = facts::wrong_value(manual, other, change.amount.value())
        .arithmetic(format!("{} ≠ {}", change.display(), other.display()))
        .say("left", format!("{}{}", facts::describe(change), change.display()))
        .say("right", format!("{}{}", facts::describe(other), other.display()))
        .evidence(change.span, change.label.clone());
    out.broken([change_id, other_id], finding);
}
