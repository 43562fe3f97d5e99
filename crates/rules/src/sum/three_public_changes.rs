//! The change of “三公”经费 against the changes of its items.

use disclosure::{Claim, Origin};
use findings::Outcome;
use quantity::{Decimal, Interval};
use taxonomy::Measure;

use super::runs::{self, Figure, Run, Terms};
use crate::{Case, Manual, facts::Selector, sums};

/// Checks every change of the whole whose items' changes are said after it. An item without a
/// change of its own that has no money this year can only have become less.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Terms { totals, lists } = Terms::of(manual);
    for run in runs::collect(case, totals, lists) {
        let n_found = |i: &usize| (run.lists[*i].iter().flatten().count(), std::cmp::Reverse(*i));
        let Some(best) = (0..lists.len()).max_by_key(n_found) else { return };
        judge(manual, case, &run, &lists[best], &run.lists[best], out);
    }
}

fn judge(
    manual: &Manual,
    case: &Case<'_>,
    run: &Run<'_>,
    list: &[Selector],
    found: &[Option<Figure<'_>>],
    out: &mut Outcome,
) {
    let changes: Vec<Figure<'_>> = found.iter().flatten().copied().collect();
    if changes.is_empty() {
        return;
    }
    let lacking: Vec<&Selector> = list.iter().zip(found).filter(|(_, f)| f.is_none()).map(|(part, _)| part).collect();
    let sum: Interval = changes.iter().map(|(_, change)| change.amount.interval()).sum();
    let whole = run.total.1.amount.interval();
    let only_less = lacking.iter().all(|part| has_nothing(case, part, run.total.1));
    if sum.touches(whole) || lacking.is_empty() || only_less && sum.high() < whole.low() {
        sums::compare(manual, run.total, &changes, out);
    } else if let Some(part) = lacking.first() {
        let why = format!("没有写明“{}”的增减额", part.name(case.taxonomy));
        out.could_not(why, Some(run.total.1.span));
    }
}

/// Whether the section says that an item has no money this year.
fn has_nothing(case: &Case<'_>, part: &Selector, total: &Claim) -> bool {
    let amounts: Vec<&Claim> = case
        .disclosure
        .all()
        .map(|(_, claim)| claim)
        .filter(|claim| {
            claim.concept == part.concept
                && claim.measure == Measure::Amount
                && claim.origin == Origin::Narrative
                && claim.section == total.section
        })
        .collect();
    !amounts.is_empty() && amounts.iter().all(|claim| claim.amount.value() == Decimal::ZERO)
}
