//! 财政拨款支出 and the budgets that it comes from.

use disclosure::{Claim, Origin};
use findings::Outcome;
use quantity::Decimal;
use taxonomy::{Basis, Fund, Measure};

use super::runs::{self, Figure};
use crate::{Case, Manual, sums};

/// Words by which a document says that there is no money of a budget.
const NONE: &[&str] = &["空表", "没有使用", "无政府性基金", "无国有资本", "未安排", "没有政府性基金", "没有国有资本"];

/// Checks 财政拨款支出 against the first statements of the three budgets' expenditure. A budget
/// without an amount counts as nothing only where the document says so.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some(total) = first(case, Fund::Fiscal) else { return };
    let Some(general) = first(case, Fund::GeneralPublic) else {
        out.could_not("文中没有一般公共预算支出的合计".to_owned(), Some(total.1.span));
        return;
    };
    let mut parts = vec![general];
    let mut lacking = "";
    for (fund, word) in [(Fund::GovernmentFund, "政府性基金"), (Fund::StateCapital, "国有资本经营")] {
        match first(case, fund) {
            Some(part) => parts.push(part),
            None if is_said_to_be_nothing(case, fund, word) => {}
            None => lacking = fund.name(),
        }
    }
    if lacking.is_empty() {
        sums::compare(manual, total, &parts, out);
    } else {
        runs::incomplete(manual, total, &parts, lacking, out);
    }
}

/// The first statement of the expenditure of a budget.
fn first<'a>(case: &Case<'a>, fund: Fund) -> Option<Figure<'a>> {
    case.disclosure.all().find(|(_, claim)| {
        claim.origin == Origin::Narrative
            && claim.concept.id() == "expenditure"
            && claim.measure == Measure::Amount
            && claim.fund == fund
            && claim.basis == Some(Basis::Actual)
            && claim.nature.is_none()
            && claim.function.is_none()
            && claim.project.is_none()
            && !runs::is_of_another_year(case, claim)
            && !runs::is_of_three_public(case, claim)
    })
}

/// Whether the document says that a budget has no money, and no figure says otherwise.
fn is_said_to_be_nothing(case: &Case<'_>, fund: Fund, word: &str) -> bool {
    let has_money = |claim: &Claim| {
        claim.fund == fund
            && claim.concept.id() != "stated"
            && claim.measure == Measure::Amount
            && claim.amount.value() != Decimal::ZERO
    };
    let says_none = |text: &str| text.contains(word) && NONE.iter().any(|none| text.contains(none));
    !case.disclosure.all().any(|(_, claim)| has_money(claim))
        && case.disclosure.passages.iter().any(|passage| says_none(&passage.text))
}
