//! 本年收入 and its sources, however a place groups them.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use quantity::{Decimal, Interval};
use taxonomy::Measure;

use super::runs::{self, Figure};
use crate::{Case, Manual, sums};

/// Totals that a list of sources can stand under.
const TOTALS: &[&str] = &["revenue", "revenue.total", "balance"];
/// Parts of a total that are no revenue of the year; under 本年收入 they belong to another list.
const NOT_CURRENT: &[&str] = &["carry-over.opening", "revenue.nonfiscal-surplus-used"];
/// 财政拨款收入 and its three budgets.
const FISCAL: &[&str] = &["revenue.fiscal", "revenue.appropriation"];
const BUDGETS: &[&str] = &["revenue.general-public", "revenue.government-fund", "revenue.state-capital"];
/// 上级转移支付, printed beside 一般公共预算 or counted in it.
const TRANSFERS: &[&str] =
    &["revenue.general-public-transfer", "revenue.government-fund-transfer", "revenue.state-capital-transfer"];
/// What 单位资金 consists of, where a place prints both.
const UNIT_PARTS: &[&str] = &[
    "revenue.service",
    "revenue.business",
    "revenue.superior-subsidy",
    "revenue.subordinate-remittance",
    "revenue.other",
    "revenue.unit-other",
];

/// One total with the sources said after it.
struct List<'a> {
    total: Figure<'a>,
    sources: Vec<Figure<'a>>,
    is_closed: bool,
}

/// Checks each total against every way in which its sources can be meant; it is wrong only when
/// none adds up.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for list in lists(case) {
        // What was kept from last year alone is no list of sources.
        if list.sources.iter().all(|(_, claim)| NOT_CURRENT.contains(&claim.concept.id())) {
            continue;
        }
        let readings = readings(&list.sources);
        let whole = list.total.1.amount.interval();
        let fitting = readings.iter().find(|reading| sum(reading).touches(whole));
        let reading = fitting.unwrap_or(&readings[0]);
        if fitting.is_some() || sum(reading).low() > whole.high() || is_complete(case, &list, reading) {
            sums::compare(manual, list.total, reading, out);
        } else {
            let why = format!("“{}”下没有列出全部来源", list.total.1.label);
            out.could_not(why, Some(list.total.1.span));
        }
    }
}

fn ids(figures: &[Figure<'_>]) -> Vec<ClaimId> {
    figures.iter().map(|(id, _)| *id).collect()
}

fn sum(figures: &[Figure<'_>]) -> Interval {
    figures.iter().map(|(_, claim)| claim.amount.interval()).sum()
}

fn lists<'a>(case: &Case<'a>) -> Vec<List<'a>> {
    let mut lists: Vec<List<'a>> = Vec::new();
    let amounts = case.disclosure.all().filter(|(_, claim)| {
        claim.origin == Origin::Narrative
            && claim.measure == Measure::Amount
            && claim.unit.is_money()
            && claim.function.is_none()
            && claim.project.is_none()
    });
    for (id, claim) in amounts {
        let concept = claim.concept.id();
        if TOTALS.contains(&concept) && claim.nature.is_none() {
            if !runs::is_of_another_year(case, claim) {
                lists.push(List { total: (id, claim), sources: Vec::new(), is_closed: false });
            }
            continue;
        }
        let Some(list) = lists.last_mut() else { continue };
        let is_under_total = list.total.1.concept.id() != "revenue";
        let is_source = concept.starts_with("revenue.") || NOT_CURRENT.contains(&concept);
        if !is_source || NOT_CURRENT.contains(&concept) && !is_under_total {
            continue;
        }
        if claim.section != list.total.1.section || claim.basis != list.total.1.basis {
            continue;
        }
        list.is_closed |= list.sources.iter().any(|(_, other)| other.concept == claim.concept);
        if !list.is_closed && !runs::is_of_another_year(case, claim) {
            list.sources.push((id, claim));
        }
    }
    lists
}

/// The ways to add the sources up, the most usual first.
fn readings<'a>(sources: &[Figure<'a>]) -> Vec<Vec<Figure<'a>>> {
    let has = |list: &[&str]| sources.iter().any(|(_, claim)| list.contains(&claim.concept.id()));
    let has_fiscal = has(FISCAL);
    let has_unit = has(&["revenue.unit-funds"]);
    let has_carry_over = has(&["revenue.carry-over"]);
    let has_general = has(&["revenue.general-public"]);
    let mut readings: Vec<Vec<Figure<'a>>> = Vec::new();
    for (in_fiscal, in_general, in_unit) in [
        (true, false, true),
        (true, false, false),
        (true, true, true),
        (true, true, false),
        (false, false, true),
        (false, false, false),
        (false, true, true),
        (false, true, false),
    ] {
        let counts = |claim: &Claim| {
            let id = claim.concept.id();
            let is_budget = BUDGETS.contains(&id);
            let is_transfer = TRANSFERS.contains(&id);
            let is_own = id == "revenue.general-public-own";
            let is_unit_part = UNIT_PARTS.contains(&id);
            let is_carried_part = id.starts_with("revenue.carry-over-");
            !(has_fiscal && in_fiscal && (is_budget || is_transfer || is_own)
                || is_transfer && in_general
                || is_own && has_general
                || has_unit && in_unit && is_unit_part
                || has_carry_over && is_carried_part)
        };
        let reading: Vec<Figure<'a>> = sources.iter().copied().filter(|(_, claim)| counts(claim)).collect();
        if !reading.is_empty() && !readings.iter().any(|other| ids(other) == ids(&reading)) {
            readings.push(reading);
        }
    }
    readings
}

/// Whether a list can be held to be all: its shares make up a hundred, or no other place of the
/// document knows a further source.
fn is_complete(case: &Case<'_>, list: &List<'_>, reading: &[Figure<'_>]) -> bool {
    let share_of = |part: &Claim| {
        case.disclosure.all().map(|(_, claim)| claim).find(|claim| {
            claim.measure == Measure::Share && claim.statement == part.statement && claim.origin == part.origin
        })
    };
    let shares: Vec<&Claim> = reading.iter().filter_map(|(_, part)| share_of(part)).collect();
    if shares.len() > 1 || shares.len() == reading.len() {
        let total: Interval = shares.iter().map(|share| share.amount.interval()).sum();
        return total.widened(Decimal::step(1)).contains(Decimal::HUNDRED);
    }
    let listed = |claim: &Claim| {
        let id = claim.concept.id();
        list.sources.iter().any(|(_, source)| {
            source.concept == claim.concept || source.concept.id().starts_with(id) && id.ends_with("carry-over")
        })
    };
    let mut others = case.disclosure.all().map(|(_, claim)| claim).filter(|claim| {
        matches!(claim.origin, Origin::Table(_))
            && claim.concept.id().starts_with("revenue.")
            && claim.concept.id() != "revenue.total"
            && claim.function.is_none()
            && !claim.amount.value().is_zero()
    });
    let mut knows_any = false;
    let all_listed = others.all(|claim| {
        knows_any = true;
        listed(claim) || is_nested(claim)
    });
    all_listed && knows_any
}

/// Concepts of table rows and columns that only part or group others.
fn is_nested(claim: &Claim) -> bool {
    let id = claim.concept.id();
    id.starts_with("revenue.carry-over-")
        || UNIT_PARTS.contains(&id)
        || TRANSFERS.contains(&id)
        || FISCAL.contains(&id)
        || id == "revenue.general-public-own"
}
