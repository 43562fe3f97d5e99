//! Lists of amounts under a total in one paragraph: economic items, allocations of a project.

use disclosure::{Claim, Origin};
use findings::Outcome;
use quantity::Interval;
use taxonomy::{Measure, Nature};

use super::runs::{self, Figure};
use crate::{Case, Manual, sums};

/// Words after a list that say that it goes on.
const OPEN_ENDS: &[&str] = &["等", "及其他", "以及其他"];

/// Marks inside a list of something else than parts side by side.
const NESTED: &[&str] = &["其中", "（含", "(含", "包括", "×", "*", "/", "每", "标准"];

/// Checks 人员经费 and 公用经费 against the economic items listed behind them.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut open: Option<(Figure<'_>, Vec<Figure<'_>>)> = None;
    let mut lists = Vec::new();
    for (id, claim) in amounts(case) {
        let is_kind = claim.concept.id() == "expenditure"
            && claim.nature.is_some()
            && claim.economic.is_none()
            && claim.function.is_none();
        if is_kind {
            lists.extend(open.take());
            if matches!(claim.nature, Some(Nature::Personnel | Nature::Operating)) {
                open = Some(((id, claim), Vec::new()));
            }
        } else if let Some((total, items)) = &mut open
            && claim.span.text == total.1.span.text
            && claim.basis == total.1.basis
        {
            items.push((id, claim));
        }
    }
    lists.extend(open);
    for (total, items) in lists {
        let n_named = items.iter().filter(|(_, item)| item.economic.is_some()).count();
        if n_named >= 2 || n_named > 0 && n_named == items.len() {
            judge(manual, case, total, &items, out);
        }
    }
}

/// Checks 预算安排规模 of each project against its 资金分配情况.
pub(super) fn allocations(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut open: Option<(Figure<'_>, Vec<Figure<'_>>)> = None;
    let mut lists = Vec::new();
    for (id, claim) in amounts(case) {
        if claim.concept.id() == "project.budget" {
            lists.extend(open.take());
            open = Some(((id, claim), Vec::new()));
        } else if let Some((total, items)) = &mut open
            && claim.section == total.1.section
            && (claim.concept.id() == "project.allocation" || allocates(case, claim))
            && items.iter().all(|(_, item)| item.span.text == claim.span.text)
        {
            items.push((id, claim));
        }
    }
    lists.extend(open);
    for (total, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        judge(manual, case, total, &items, out);
    }
}

fn amounts<'a>(case: &Case<'a>) -> impl Iterator<Item = Figure<'a>> + use<'a> {
    case.disclosure.all().filter(|(_, claim)| {
        claim.origin == Origin::Narrative && claim.measure == Measure::Amount && claim.unit.is_money()
    })
}

/// Whether a figure stands in the paragraph that says how a project's money is divided.
fn allocates(case: &Case<'_>, claim: &Claim) -> bool {
    text_of(case, claim).is_some_and(|text| text.trim_start().starts_with("资金分配"))
}

fn text_of<'a>(case: &Case<'a>, claim: &Claim) -> Option<&'a str> {
    case.disclosure.passage_of(claim.span).map(|(_, passage)| passage.text.as_str())
}

/// Compares a total with its list, unless the list has lists inside, says that it goes on, or counts
/// out how an amount comes about.
fn judge(manual: &Manual, case: &Case<'_>, total: Figure<'_>, items: &[Figure<'_>], out: &mut Outcome) {
    // 资金分配情况：共18万元，办公费8万元、劳务费10万元 says the total again.
    let says_total = items.len() > 1 && items[0].1.amount.agrees_with(total.1.amount);
    let items = if says_total { &items[1..] } else { items };
    if !sums::agrees(total.1, items) && !is_plain(case, total.1, items) {
        let why = format!("“{}”的明细没有列全，或者明细之中还有明细", total.1.label);
        out.could_not(why, Some(total.1.span));
        return;
    }
    sums::compare(manual, total, items, out);
}

/// Whether a list that does not add up is nothing but parts, one beside the other, and all of them.
fn is_plain(case: &Case<'_>, total: &Claim, items: &[Figure<'_>]) -> bool {
    let (Some((_, first)), Some((_, last))) = (items.first(), items.last()) else { return false };
    let Some((_, passage)) = case.disclosure.passage_of(first.span) else {
        return false;
    };
    let end = |claim: &Claim| claim.span.range().end.saturating_sub(passage.span.range().start);
    let inside = passage.text.get(end(first)..end(last)).unwrap_or("");
    let behind = passage.text.get(end(last)..).unwrap_or("").trim_start_matches(|c: char| "万亿元 ".contains(c));
    let sum: Interval = items.iter().map(|(_, item)| item.amount.interval()).sum();
    let is_open = OPEN_ENDS.iter().any(|word| behind.starts_with(word)) && sum.high() < total.amount.interval().low();
    !is_open
        && !NESTED.iter().any(|mark| inside.contains(mark))
        && items.iter().all(|(_, item)| item.unit == total.unit && !runs::is_of_another_year(case, item))
}
