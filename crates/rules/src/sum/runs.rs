//! Totals of running text with the parts that are said after them.
//!
//! Head keys: `total`, terms; `parts`, terms; `or_parts`, terms of another way to list the parts. A
//! part with a final `?` is one that documents leave out when it is zero.

use disclosure::{Claim, ClaimId, Naming, Origin};
use findings::Outcome;
use quantity::Interval;
use taxonomy::{Basis, Fund, Measure};

use crate::{
    Case, Manual,
    facts::{self, Selector},
    sums,
};

/// A figure with its handle.
pub(super) type Figure<'a> = (ClaimId, &'a Claim);

/// A total and what was found of its parts, a list for each way to list them.
pub(super) struct Run<'a> {
    /// The total.
    pub total: Figure<'a>,
    /// The parts in the order of the terms; `None` where one was not said.
    pub lists: Vec<Vec<Option<Figure<'a>>>>,
    /// Set when a part was said again: what follows tells another story.
    is_closed: bool,
}

/// The terms of a page's head.
pub(super) struct Terms {
    /// The totals.
    pub totals: Vec<Selector>,
    /// The ways to list the parts.
    pub lists: Vec<Vec<Selector>>,
}

impl Terms {
    /// Those of a page.
    pub fn of(manual: &Manual) -> &Self {
        manual.keep(|manual| {
            let parts = ["parts", "or_parts"].into_iter().map(|key| facts::selectors(manual, key));
            Self { totals: facts::selectors(manual, "total"), lists: parts.filter(|list| !list.is_empty()).collect() }
        })
    }
}

/// Checks every total whose parts are said after it in its section, up to the next total.
pub(crate) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Terms { totals, lists } = Terms::of(manual);
    for run in collect(case, totals, lists) {
        judge(manual, case, &run, lists, out);
    }
}

/// All totals with their parts, in order. A part belongs to the last total before it, in its
/// section, of its money and account.
pub(super) fn collect<'a>(case: &Case<'a>, totals: &[Selector], lists: &[Vec<Selector>]) -> Vec<Run<'a>> {
    let mut runs: Vec<Run<'a>> = Vec::new();
    for (id, claim) in case.disclosure.all().filter(|(_, claim)| claim.origin == Origin::Narrative) {
        if totals.iter().any(|total| total.fits(claim)) {
            if !is_of_another_year(case, claim) {
                let empty = lists.iter().map(|list| vec![None; list.len()]).collect();
                runs.push(Run { total: (id, claim), lists: empty, is_closed: false });
            }
            continue;
        }
        let fitting: Vec<(usize, usize)> = lists
            .iter()
            .enumerate()
            .filter_map(|(i, list)| list.iter().position(|part| part.fits(claim)).map(|at| (i, at)))
            .collect();
        let is_aside = || is_of_another_year(case, claim) || names_function(case, claim);
        let Some((i, at)) = fitting.first().filter(|_| !is_aside()) else { continue };
        let part = &lists[*i][*at];
        let Some(run) = runs.iter_mut().rev().find(|run| belongs(case, part, claim, run.total.1)) else { continue };
        run.is_closed |= fitting.iter().any(|(i, at)| run.lists[*i][*at].is_some());
        if !run.is_closed {
            for (i, at) in fitting {
                run.lists[i][at] = Some((id, claim));
            }
        }
    }
    runs
}

/// Whether a figure can be a part of a total: of its section, account, comparison and money.
fn belongs(case: &Case<'_>, part: &Selector, claim: &Claim, total: &Claim) -> bool {
    let has_fund = case.taxonomy.lexicon.concept(part.concept).is_some_and(|entry| entry.has_fund);
    claim.section == total.section
        && (part.fund.is_some() || !has_fund || claim.fund == fund_of(total))
        && (part.basis.is_some() || claim.basis == total.basis)
        && (claim.measure == Measure::Amount || claim.against == total.against)
        && facts::same_kind(claim, total)
}

/// The money of a total. Revenue by source has none of its own; its source names it.
pub(super) fn fund_of(total: &Claim) -> Fund {
    match total.concept.id() {
        "revenue.general-public" => Fund::GeneralPublic,
        "revenue.government-fund" => Fund::GovernmentFund,
        "revenue.state-capital" => Fund::StateCapital,
        _ => total.fund,
    }
}

fn judge(manual: &Manual, case: &Case<'_>, run: &Run<'_>, lists: &[Vec<Selector>], out: &mut Outcome) {
    let rank = |i: usize| {
        let lacking = missing(&lists[i], &run.lists[i]).is_some();
        (!lacking, run.lists[i].iter().flatten().count(), std::cmp::Reverse(i))
    };
    let Some(best) = (0..lists.len()).max_by_key(|i| rank(*i)) else { return };
    let found: Vec<Figure<'_>> = run.lists[best].iter().flatten().copied().collect();
    if found.is_empty() {
        return;
    }
    // “三公”经费 is said with several accounts in one breath; the message must tell which.
    let mut named = run.total.1.clone();
    if let Some(basis) = named.basis.filter(|basis| *basis != main_basis(case)) {
        named.label.push_str(basis.name());
    }
    let total = (run.total.0, &named);
    // 支出总预算 may count what is kept for next year, which is no kind of expenditure.
    let gap = named.amount.interval() - found.iter().map(|(_, part)| part.amount.interval()).sum();
    let is_budget_total = named.concept.id() == "expenditure.total" && main_basis(case) == Basis::Original;
    if is_budget_total && !sums::agrees(&named, &found) && sums::is_carried(case, gap) {
        out.could_not(format!("“{}”与所列各项相差的正是结转数，口径可能不同", named.label), Some(named.span));
        return;
    }
    match missing(&lists[best], &run.lists[best]) {
        None => sums::compare(manual, total, &found, out),
        Some(part) => incomplete(manual, total, &found, &part.name(case.taxonomy), out),
    }
}

fn missing<'s>(list: &'s [Selector], found: &[Option<Figure<'_>>]) -> Option<&'s Selector> {
    list.iter().zip(found).find(|(part, found)| !part.is_optional && found.is_none()).map(|(part, _)| part)
}

/// Judges a list that may lack a part: it is right when it adds up without, wrong when it is more
/// than the total, and undecided when something may make up the rest.
pub(super) fn incomplete(manual: &Manual, total: Figure<'_>, found: &[Figure<'_>], lacking: &str, out: &mut Outcome) {
    let sum: Interval = found.iter().map(|(_, part)| part.amount.interval()).sum();
    let whole = total.1.amount.interval();
    if sum.low() > whole.high() && total.1.measure == Measure::Amount || sum.touches(whole) {
        sums::compare(manual, total, found, out);
    } else {
        out.could_not(format!("“{}”的组成中没有“{lacking}”的数字", total.1.label), Some(total.1.span));
    }
}

/// Whether the words right before a figure speak of another year: 比上年收入总计1000万元.
pub(super) fn is_of_another_year(case: &Case<'_>, claim: &Claim) -> bool {
    // A change is always said beside the year it is counted from.
    if claim.measure != Measure::Amount {
        return false;
    }
    if claim.year.is_some() && case.disclosure.year.is_some() && claim.year != case.disclosure.year {
        return true;
    }
    let clause = clause_before(case, claim);
    let clause = if clause.contains("上年结") {
        clause.replace("上年结转", "").replace("上年结余", "")
    } else {
        clause
    };
    if ["上年", "去年", "上一年", "往年"].iter().any(|word| clause.contains(word)) {
        return true;
    }
    let Some(year) = case.disclosure.year else { return false };
    clause.match_indices('年').any(|(at, _)| {
        let number = at.checked_sub(4).and_then(|from| clause.get(from..at));
        number.is_some_and(|number| number.starts_with("20") && number.parse::<u16>().is_ok_and(|other| other != year))
    })
}

/// Whether the paragraph of a figure explains a function: what else it names only describes, as in
/// …（项），主要用于职工培训等项目支出，年初预算为….
fn names_function(case: &Case<'_>, claim: &Claim) -> bool {
    let names = |naming: &Naming| naming.names.iter().any(|(_, _, span)| span.text == claim.span.text);
    case.disclosure.namings.iter().any(names)
}

/// Whether a figure that is called by a general word belongs to “三公”经费: 三公经费财政拨款支出0.95万元.
pub(super) fn is_of_three_public(case: &Case<'_>, claim: &Claim) -> bool {
    let section = case.disclosure.section(claim.section);
    section.is_some_and(|section| section.title.contains("三公")) || clause_before(case, claim).contains("三公")
}

/// The words between the last punctuation and a figure, without white space.
fn clause_before(case: &Case<'_>, claim: &Claim) -> String {
    let Some((_, passage)) = case.disclosure.passage_of(claim.span) else {
        return String::new();
    };
    let end = claim.span.range().start.saturating_sub(passage.span.range().start);
    let before = passage.text.get(..end).unwrap_or("");
    let mark = |c: &char| matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':');
    let clause: Vec<char> = before.chars().rev().take_while(|c| !mark(c)).filter(|c| !c.is_whitespace()).collect();
    clause.into_iter().rev().collect()
}

/// The account that a document of this stage states.
pub(super) fn main_basis(case: &Case<'_>) -> Basis {
    match case.disclosure.stage {
        Some(taxonomy::Stage::FinalAccounts) => Basis::Actual,
        _ => Basis::Original,
    }
}
