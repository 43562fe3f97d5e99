//! RAT209, RAT210 and RAT213: rates that cannot be: on nothing, and below nothing.

use disclosure::{Claim, ClaimId, Direction, Disclosure, Origin};
use findings::{Finding, Outcome};
use quantity::Decimal;
use taxonomy::{Basis, Measure};

use crate::{Case, Manual, facts, rates};

/// RAT209: growth on an execution of nothing.
pub(super) fn zero_execution(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in rates_of(case.disclosure, Measure::Growth) {
        let Some(((amount_id, amount), (base_id, base))) = rates::last_execution(case.disclosure, claim) else {
            continue;
        };
        let ids = [id, amount_id, base_id];
        if !base.amount.value().is_zero() || amount.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
            .arithmetic(format!("{} − {}", amount.value(), base.value()))
            .say("what", facts::describe(claim))
            .say("rate", claim.display())
            .say("base", base.display())
            .evidence(base.span, "上年执行数")
            .evidence(amount.span, amount.label.clone());
        out.broken(ids, finding);
    }
}

/// RAT210: completion of a budget of nothing, printed in the text or in a table.
pub(super) fn zero_budget(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, claim) in rates_of(disclosure, Measure::Completion) {
        let Some((budget_id, budget)) = budget_of(disclosure, claim) else { continue };
        if !budget.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
            .say("what", claim.label.clone())
            .say("rate", claim.display())
            .evidence(budget.span, "预算数");
        out.broken([id, budget_id], finding);
    }
}

/// The budget that a completion speaks of: in its own breath, else wherever the document prints it.
fn budget_of<'a>(disclosure: &'a Disclosure, rate: &Claim) -> Option<(ClaimId, &'a Claim)> {
    let budgets = || {
        disclosure.all().filter(|(_, claim)| {
            matches!(claim.basis, Some(Basis::Original | Basis::Adjusted))
                && claim.measure == Measure::Amount
                && claim.concept == rate.concept
                && claim.function == rate.function
                && claim.nature == rate.nature
                && claim.year == rate.year
                && matches!(claim.origin, Origin::Narrative | Origin::Table(_))
        })
    };
    let said = budgets().find(|(_, claim)| claim.is_narrative() && claim.statement == rate.statement);
    said.or_else(|| budgets().find(|(_, claim)| rate.function.is_none() && !claim.is_narrative()))
}

/// RAT213: a fall by more than all there was.
pub(super) fn falls(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in rates_of(case.disclosure, Measure::Growth) {
        if claim.direction != Some(Direction::Down) {
            continue;
        }
        if claim.amount.interval().high() >= -Decimal::HUNDRED {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
            .say("what", claim.label.clone())
            .say("rate", claim.display().trim_start_matches('-').to_owned());
        out.broken([id], finding);
    }
}

fn rates_of(disclosure: &Disclosure, measure: Measure) -> impl Iterator<Item = (ClaimId, &Claim)> {
    disclosure.all().filter(move |(_, claim)| claim.measure == measure && claim.origin == Origin::Narrative)
}
