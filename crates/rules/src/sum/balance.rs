//! 收入总计 and 支出总计: what comes in is what goes out, what is kept included.
//!
//! Head key: `fund`.

use disclosure::{Claim, Origin};
use findings::Outcome;
use taxonomy::{Measure, Stage};

use super::runs::{self, Figure};
use crate::{Case, Manual, agreement, sums};

/// Checks that the first statements of both totals, and that of 收支总计, are one number.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let fund = sums::fund_named(manual);
    let basis = runs::main_basis(case);
    let first = |concept: &str| -> Option<Figure<'_>> {
        case.disclosure.all().find(|(_, claim)| {
            claim.origin == Origin::Narrative
                && claim.concept.id() == concept
                && claim.measure == Measure::Amount
                && fund.is_none_or(|fund| claim.fund == fund)
                && claim.basis == Some(basis)
                && claim.nature.is_none()
                && claim.function.is_none()
                && claim.project.is_none()
                && !runs::is_of_another_year(case, claim)
                && !runs::is_of_three_public(case, claim)
        })
    };
    let totals: Vec<Figure<'_>> =
        ["revenue.total", "expenditure.total", "balance"].into_iter().filter_map(first).collect();
    match totals.as_slice() {
        [] => {}
        // 收支总预算 says both in one figure.
        [(_, only)] if only.concept.id() == "balance" => {}
        [(_, only)] => out.could_not(format!("文中只有“{}”，没有与之相等的另一个总计", only.label), Some(only.span)),
        // Some budgets leave what is kept for next year out of 支出预算.
        several if differ_by_carry_over(case, several) => out.held(several.iter().map(|(id, _)| *id)),
        several => agreement::agree(manual, several, out),
    }
}

/// Whether every total that is not the highest lacks just an amount that was kept.
fn differ_by_carry_over(case: &Case<'_>, totals: &[Figure<'_>]) -> bool {
    let Some((_, highest)) = totals.iter().max_by_key(|(_, claim)| claim.amount.value()) else { return false };
    let gap = |claim: &Claim| highest.amount.interval() - claim.amount.interval();
    let lower = || totals.iter().filter(|(_, claim)| !claim.amount.agrees_with(highest.amount));
    case.disclosure.stage == Some(Stage::Budget)
        && lower().next().is_some()
        && lower().all(|(_, claim)| sums::is_carried(case, gap(claim)))
}
