//! Execution rate and its score.

use disclosure::Form;
use findings::{Outcome, Severity};
use quantity::{Decimal, Interval};
use taxonomy::{MoneyHead, MoneyRow};

use super::form;
use crate::{Case, Manual, facts};

const ROWS: [MoneyRow; 6] =
    [MoneyRow::Total, MoneyRow::Fiscal, MoneyRow::Superior, MoneyRow::Local, MoneyRow::CarryOver, MoneyRow::Other];

/// Checks 执行率 = 全年执行数 ÷ 全年预算数 in each row that prints it.
pub(super) fn rate(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for row in ROWS {
            let of = |head| form::money(case, form, row, Some(head));
            let Some((id, claim)) = of(MoneyHead::Rate) else { continue };
            let (Some((actual_id, actual)), Some((budget_id, budget))) =
                (of(MoneyHead::Actual), of(MoneyHead::Adjusted))
            else {
                out.could_not(format!("{}没有全年预算数或全年执行数", form::title(form)), Some(claim.span));
                continue;
            };
            let ids = [id, actual_id, budget_id];
            let (top, bottom) = (actual.amount, budget.amount);
            let (Some(rate), Some(value)) = (
                top.interval().percent_of(bottom.interval()),
                top.value().percent_of(bottom.value(), claim.numeral.decimals),
            ) else {
                out.could_not(format!("{}全年预算数为0，执行率没有意义", form::title(form)), Some(claim.span));
                continue;
            };
            if rate.touches(claim.amount.interval()) {
                out.held(ids);
                continue;
            }
            // Some forms reckon with the budget at the start of the year.
            let original =
                of(MoneyHead::Original).and_then(|(_, first)| top.interval().percent_of(first.amount.interval()));
            let severity = if original.is_some_and(|rate| rate.touches(claim.amount.interval())) {
                Severity::Warning
            } else {
                manual.severity
            };
            let finding = facts::wrong_value(manual, claim, value)
                .say("form", form::title(form))
                .say("row", claim.label.trim_end_matches(':'))
                .say("actual", actual.value())
                .say("budget", budget.value())
                .arithmetic(format!(
                    "{} ÷ {} = {}%",
                    actual.value(),
                    budget.value(),
                    value.to_fixed(claim.numeral.decimals)
                ))
                .evidence(actual.span, form::cell(actual))
                .evidence(budget.span, form::cell(budget))
                .at(severity)
                .fix(value.to_fixed(claim.numeral.decimals), false);
            out.broken(ids, finding);
        }
    }
}

/// The rates that the amounts allow, together with the one that is printed.
fn rates(case: &Case<'_>, form: &Form) -> Vec<Interval> {
    let of = |head| form::money(case, form, MoneyRow::Total, Some(head)).map(|(_, claim)| claim.amount.interval());
    let computed = of(MoneyHead::Actual).zip(of(MoneyHead::Adjusted)).and_then(|(top, bottom)| top.percent_of(bottom));
    computed.into_iter().chain(of(MoneyHead::Rate)).collect()
}

/// Checks the score of the execution rate: weight × rate, at most the weight.
pub(super) fn score(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        let of = |head| form::money(case, form, MoneyRow::Total, Some(head));
        let Some((id, claim)) = of(MoneyHead::Score) else { continue };
        let Some((weight_id, weight)) = of(MoneyHead::Weight) else {
            out.could_not(format!("{}没有执行率的分值", form::title(form)), Some(claim.span));
            continue;
        };
        let rates = rates(case, form);
        let Some(first) = rates.first() else {
            out.could_not(format!("{}没有执行率", form::title(form)), Some(claim.span));
            continue;
        };
        let full = weight.amount.value();
        let capped = |rate: &Interval| {
            let high = rate.high().min(Decimal::HUNDRED);
            let low = rate.low().min(high);
            let middle = Decimal::from_micros((low.micros() + high.micros()) / 2);
            Interval::around(middle, high - middle + Decimal::from_micros(1))
        };
        let printed = form::rounded(claim);
        let ids = || {
            let heads = [MoneyHead::Score, MoneyHead::Weight, MoneyHead::Rate, MoneyHead::Actual, MoneyHead::Adjusted];
            heads.into_iter().filter_map(|head| form.money(MoneyRow::Total, Some(head)))
        };
        if rates.iter().any(|rate| form::share_of(full, capped(rate)).touches(printed)) {
            out.held(ids());
            continue;
        }
        let rate = Decimal::from_micros((first.low().micros() + first.high().micros()) / 2).min(Decimal::HUNDRED);
        let expected = form::share_value(full, rate);
        let decimals = claim.numeral.decimals.max(2);
        // Fewer points than the rate yields may follow a rule of the place; more points cannot.
        let severity = if printed.low() > expected { manual.severity } else { Severity::Warning };
        let mut finding = facts::wrong_value(manual, claim, expected)
            .figures(claim.value(), expected.to_fixed(decimals), "分")
            .difference((claim.amount.value() - expected).abs().to_fixed(decimals))
            .say("form", form::title(form))
            .say("weight", weight.value())
            .say("rate", rate.to_fixed(2))
            .arithmetic(format!("{} × {}% = {}", weight.value(), rate.to_fixed(2), expected.to_fixed(decimals)))
            .at(severity)
            .evidence(weight.span, form::cell(weight));
        if let Some((_, rate)) = of(MoneyHead::Rate) {
            finding = finding.evidence(rate.span, form::cell(rate));
        }
        out.broken([id, weight_id].into_iter().chain(ids()), finding);
    }
}
