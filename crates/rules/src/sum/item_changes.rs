//! Changes of the 项 against the change of their total.

use disclosure::{Against, Claim, Origin};
use findings::Outcome;
use quantity::{Decimal, Interval};
use taxonomy::{Measure, Nature};

use super::{
    function_lists::{self, List},
    runs::Figure,
};
use crate::{Case, Manual, facts};

/// Words that say that nothing changed, where no figure says it.
const FLAT: &[&str] = &["无变化", "持平", "无增减", "没有变化", "与上年一致"];

/// Checks that the changes of all 项 add up to the change of the total that the 项 add up to.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for list in function_lists::items_of(case) {
        let Some((_, first)) = list.figures.first() else { continue };
        let mut changes: Vec<Figure<'_>> = Vec::new();
        let mut lacking: Option<&Claim> = None;
        for (_, item) in &list.figures {
            match change_of(case, item) {
                Some(change) => changes.push(change),
                None if is_flat(case, item) => {}
                None => lacking = Some(item),
            }
        }
        if changes.is_empty() {
            continue;
        }
        if let Some(item) = lacking {
            out.could_not(format!("“{}”没有写明增减额", item.label), Some(item.span));
            continue;
        }
        if let Some((total, beside)) = total_change(case, &list) {
            judge(manual, &list, total, beside, &changes, out);
        } else {
            out.could_not("文中没有与各项相对应的合计增减额".to_owned(), Some(first.span));
        }
    }
}

/// A 项 that was dropped this year and is not listed can only take away, so the changes listed are
/// at least the change of the total. That they are more is a fault only where the document also
/// lists what was dropped.
fn judge(
    manual: &Manual,
    list: &List<'_>,
    total: Figure<'_>,
    beside: Option<Figure<'_>>,
    changes: &[Figure<'_>],
    out: &mut Outcome,
) {
    let zero = Interval::exact(Decimal::ZERO);
    let rest = beside.map_or(zero, |(_, claim)| claim.amount.interval());
    let sum = changes.iter().map(|(_, change)| change.amount.interval()).sum::<Interval>() - rest;
    let whole = total.1.amount.interval();
    let ids = changes.iter().map(|(id, _)| *id).chain([total.0]).chain(beside.map(|(id, _)| id));
    if sum.touches(whole) {
        out.held(ids);
        return;
    }
    let lists_dropped = list.figures.iter().any(|(_, item)| item.amount.value().is_zero());
    if !list.is_understood || sum.low() > whole.high() && !lists_dropped {
        out.could_not("上年有而本年没有的科目可能没有列出".to_owned(), Some(total.1.span));
        return;
    }
    let value = changes.iter().map(|(_, change)| change.amount.value()).sum::<Decimal>()
        - beside.map_or(Decimal::ZERO, |(_, claim)| claim.amount.value());
    let written = facts::written_sum(changes.iter().map(|(_, change)| *change));
    let less = beside.map_or(String::new(), |(_, claim)| format!(" − ({})", claim.value()));
    let names =
        beside.map_or("各项增减额".to_owned(), |(_, claim)| format!("各项增减额扣除{}增减额后", claim.label));
    let mut finding = facts::wrong_value(manual, total.1, value)
        .arithmetic(format!("{written}{less} = {} ≠ {}", facts::in_unit_of(total.1, value), total.1.value()))
        .say("parts", names);
    for (_, claim) in changes.iter().copied().chain(beside) {
        finding = finding.evidence(claim.span, facts::describe(claim));
    }
    out.broken(ids, finding);
}

fn change_of<'a>(case: &Case<'a>, amount: &Claim) -> Option<Figure<'a>> {
    case.disclosure.all().find(|(_, claim)| {
        claim.measure == Measure::Change
            && claim.origin == Origin::Narrative
            && claim.against == Some(Against::LastYear)
            && claim.span.text == amount.span.text
            && claim.function == amount.function
            && claim.nature == amount.nature
            && claim.concept == amount.concept
            && claim.span.range().start > amount.span.range().start
    })
}

fn is_flat(case: &Case<'_>, item: &Claim) -> bool {
    case.disclosure
        .passage_of(item.span)
        .is_some_and(|(_, passage)| FLAT.iter().any(|word| passage.text.contains(word)))
}

/// The change said with the amount that the list adds up to. Where that amount has none, 项目支出 and
/// 基本支出 of the same section have one each: the first is the total, less the second.
fn total_change<'a>(case: &Case<'a>, list: &List<'_>) -> Option<(Figure<'a>, Option<Figure<'a>>)> {
    let sum: Interval = list.figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
    let totals = function_lists::totals_of(case, list.fund);
    let fitting = || totals.iter().filter(|(_, claim)| claim.amount.interval().touches(sum));
    if let Some(change) = fitting().find_map(|(_, claim)| change_of(case, claim)) {
        return Some((change, None));
    }
    fitting().find_map(|(_, total)| {
        let of = |nature: Nature| {
            case.disclosure.all().map(|(_, claim)| claim).find(|claim| {
                claim.concept.id() == "expenditure"
                    && claim.measure == Measure::Amount
                    && claim.fund == list.fund
                    && claim.nature == Some(nature)
                    && claim.section == total.section
                    && claim.origin == Origin::Narrative
                    && claim.function.is_none()
            })
        };
        let (basic, project) = (of(Nature::Basic)?, of(Nature::Project)?);
        let adds_up = (basic.amount.interval() + project.amount.interval()).touches(sum);
        match (change_of(case, project), change_of(case, basic)) {
            _ if !adds_up => None,
            (Some(project), Some(basic)) => Some((project, Some(basic))),
            (Some(only), None) if is_flat(case, basic) => Some((only, None)),
            (None, Some(only)) if is_flat(case, project) => Some((only, None)),
            _ => None,
        }
    })
}
