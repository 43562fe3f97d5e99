//! RAT211 and RAT212: changes and growth where both years' amounts are printed.

use disclosure::{Against, Claim, ClaimId, Disclosure};
use findings::Outcome;
use taxonomy::{Basis, Measure, Stage};

use crate::{Case, Manual, facts, nar::around};

type Figure<'a> = (ClaimId, &'a Claim);

/// RAT211: a change against the two amounts said with it.
pub(super) fn changes(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim, (amount_id, amount), (base_id, base)) in compared(case.disclosure, Measure::Change) {
        let ids = [id, amount_id, base_id];
        let difference = amount.amount.interval() - base.amount.interval();
        if difference.touches(claim.amount.interval()) {
            out.held(ids);
            continue;
        }
        let value = amount.amount.value() - base.amount.value();
        let finding = facts::wrong_value(manual, claim, value)
            .arithmetic(format!("{} − {} = {}", amount.value(), base.value(), facts::in_unit_of(claim, value)))
            .say("amount", amount.display())
            .say("base", base.display())
            .evidence(amount.span, amount.label.clone())
            .evidence(base.span, "上年数");
        out.broken(ids, finding);
    }
}

/// RAT212: a growth rate against the two amounts said with it.
pub(super) fn growth(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim, (amount_id, amount), (base_id, base)) in compared(case.disclosure, Measure::Growth) {
        let ids = [id, amount_id, base_id];
        let change = amount.amount.interval() - base.amount.interval();
        let value = amount.amount.value() - base.amount.value();
        let (Some(rate), Some(value)) =
            (change.percent_of(base.amount.interval()), value.percent_of(base.amount.value(), claim.numeral.decimals))
        else {
            continue;
        };
        if rate.touches(claim.amount.interval()) {
            out.held(ids);
            continue;
        }
        out.broken(ids, facts::wrong_growth(manual, claim, value, amount, (base, "上年数")));
    }
}

/// The changes or rates against last year with the amounts of both years, where one breath says all three.
fn compared(disclosure: &Disclosure, measure: Measure) -> Vec<(ClaimId, &Claim, Figure<'_>, Figure<'_>)> {
    let account = match disclosure.stage {
        Some(Stage::FinalAccounts) => Some(Basis::Actual),
        Some(Stage::Budget) => Some(Basis::Original),
        None => None,
    };
    let rates = disclosure.all().filter(|(_, claim)| {
        claim.measure == measure && claim.is_narrative() && claim.against == Some(Against::LastYear)
    });
    rates
        .filter_map(|(id, claim)| {
            // What stands behind the rate belongs to the next sentence.
            let said = || {
                disclosure.all().filter(|(other_id, other)| {
                    *other_id < id
                        && other.statement == claim.statement
                        && other.is_narrative()
                        && other.measure == Measure::Amount
                })
            };
            let mut priors =
                said().filter(|(_, other)| other.year.is_some_and(|year| Some(year + 1) == disclosure.year));
            let prior = priors.next()?;
            let mut amounts = said().filter(|(_, other)| {
                other.year == disclosure.year && (other.basis == account || other.basis.is_none())
            });
            let amount = amounts.next()?;
            // Two amounts of one year: which is meant cannot be told. Executions of budgets have a rule of their own.
            let is_other = is_other_account(disclosure, prior.1);
            (priors.next().is_none() && amounts.next().is_none() && !is_other).then_some((id, claim, amount, prior))
        })
        .collect()
}

/// Whether last year's amount is of another account than this year's: a budget beside an execution, or the reverse.
fn is_other_account(disclosure: &Disclosure, prior: &Claim) -> bool {
    const REACH: usize = 10;
    let before = around::before(disclosure, prior.span);
    let words: String = before.chars().rev().take(REACH).collect::<Vec<_>>().into_iter().rev().collect();
    match disclosure.stage {
        Some(Stage::Budget) => prior.basis == Some(Basis::Actual) || words.contains("执行") || words.contains("决算"),
        Some(Stage::FinalAccounts) => words.contains("预算"),
        None => false,
    }
}
