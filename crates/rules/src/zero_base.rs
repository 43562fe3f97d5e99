//! Rates on nothing, which have no value whatever is printed.

use disclosure::{Against, Claim, Disclosure, Origin};
use findings::{Outcome, Severity};
use quantity::Decimal;
use taxonomy::{Basis, Measure};

use crate::{
    Case, Manual, facts,
    rates::{amount_for_change, amount_of_statement, change_of_statement, wanted},
};

/// Reports growth on a zero base, which is undefined whatever is printed. By convention places print
/// 100% or 0%; any other rate is a figure from somewhere else.
pub fn growth(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in case.disclosure.all() {
        if claim.measure != Measure::Growth || claim.origin != Origin::Narrative {
            continue;
        }
        let (Some((change_id, change)), Some((amount_id, amount))) =
            (change_of_statement(case.disclosure, claim), amount_for_change(case, claim))
        else {
            continue;
        };
        let base = amount.amount.value() - change.amount.value();
        let ids = [id, change_id, amount_id];
        if !base.is_zero() || change.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        if says_zero_base(case.disclosure, claim) {
            out.held(ids);
            continue;
        }
        let printed = claim.amount.value().abs();
        let is_usual = printed.is_zero() || printed == Decimal::HUNDRED;
        let finding = facts::wrong_value(manual, claim, claim.amount.value())
            .at(if is_usual { manual.severity } else { Severity::Warning })
            .arithmetic(format!("{} − {} = 0", amount.value(), change.value()))
            .evidence(change.span, format!("{}增减额", change.label))
            .evidence(amount.span, amount.label.clone());
        out.broken(ids, finding);
    }
}

/// Reports variance on a zero budget, which is undefined whatever is printed.
pub fn variance(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in wanted(manual, case, Measure::Variance) {
        let basis = match claim.against {
            Some(Against::Basis(basis)) => basis,
            _ => Basis::Original,
        };
        let budget = amount_of_statement(case.disclosure, claim, Some(basis));
        let actual = amount_of_statement(case.disclosure, claim, Some(Basis::Actual));
        let (Some((budget_id, budget)), Some((actual_id, actual))) = (budget, actual) else { continue };
        let ids = [id, budget_id, actual_id];
        if !budget.amount.value().is_zero() || actual.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        if says_zero_base(case.disclosure, claim) {
            out.held(ids);
            continue;
        }
        let finding = facts::wrong_value(manual, claim, claim.amount.value())
            .arithmetic(format!("{} ÷ 0", actual.value()))
            .say("basis", basis.name())
            .evidence(budget.span, basis.name())
            .evidence(actual.span, Basis::Actual.name());
        out.broken(ids, finding);
    }
}

/// Whether a bracket right behind a rate says that there was nothing to compare with: 增长100.00%（上年数为零）.
fn says_zero_base(disclosure: &Disclosure, claim: &Claim) -> bool {
    let rest = disclosure.passage_of(claim.span).and_then(|(_, passage)| passage.text.get(claim.span.range().end..));
    let rest = rest.unwrap_or_default().trim_start_matches(['%', '％', ' ']);
    let bracket = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
    bracket.is_some_and(|words| words.contains("为零") || words.contains("为0"))
}
