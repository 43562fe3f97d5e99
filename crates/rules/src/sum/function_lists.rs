//! Expenditure by function in running text: 类 in the list of the structure, 项 in the list of details.

use std::collections::BTreeMap;

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use quantity::{Decimal, Interval};
use taxonomy::{FunctionCode, Fund, Level, Measure, Stage};

use super::runs::{self, Figure};
use crate::{Case, Manual, sums};

/// One list of functions: of one section and one kind of money.
pub(super) struct List<'a> {
    pub section: Option<usize>,
    pub fund: Fund,
    pub figures: Vec<Figure<'a>>,
    /// Whether every function that the section names was understood and has its amount.
    pub is_understood: bool,
}

/// Checks that the 类 listed in a section add up to the expenditure of their money.
pub(super) fn categories(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for list in categories_of(case) {
        let complete = || is_complete(case, &list);
        total(manual, case, &list, complete, out);
    }
}

/// Checks that the 项 explained in a section add up to the expenditure of their money.
pub(super) fn items(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for list in items_of(case) {
        let complete = || list.figures.len() > 1 && list.is_understood && !table_knows_more(case, &list);
        total(manual, case, &list, complete, out);
    }
}

/// Checks that the 项 explained below a 类 add up to what the structure says for the 类.
pub(super) fn items_of_categories(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let structures = categories_of(case);
    for list in items_of(case) {
        if !structures.iter().any(|structure| structure.fund == list.fund && structure.section != list.section) {
            out.not_applicable("文中没有按类说明支出结构");
            continue;
        }
        let mut groups: BTreeMap<FunctionCode, Vec<Figure<'_>>> = BTreeMap::new();
        for (id, claim) in &list.figures {
            if let Some(code) = claim.function {
                groups.entry(code.category()).or_default().push((*id, claim));
            }
        }
        for (category, parts) in groups {
            let stated: Vec<Figure<'_>> = structures
                .iter()
                .filter(|structure| structure.fund == list.fund && structure.section != list.section)
                .flat_map(|structure| structure.figures.iter().copied())
                .filter(|(_, claim)| claim.function == Some(category))
                .collect();
            let sum: Interval = parts.iter().map(|(_, part)| part.amount.interval()).sum();
            let fitting = stated.iter().find(|(_, claim)| claim.amount.interval().touches(sum));
            let before = |(id, _): &&Figure<'_>| parts.first().is_some_and(|(first, _)| id < first);
            let nearest = fitting.or_else(|| stated.iter().rev().find(before)).or(stated.first());
            match nearest {
                // A 类 whose 项 all ended at nothing has no line of its own.
                None if sum.contains(Decimal::ZERO) => {}
                None => out.could_not(format!("文中没有“{}”所属类的数字", parts[0].1.label), Some(parts[0].1.span)),
                Some(total) if fitting.is_some() || list.is_understood => {
                    sums::compare(manual, *total, &parts, out);
                }
                Some(total) => {
                    out.could_not("有的科目名称不能识别，无法按类汇总".to_owned(), Some(total.1.span));
                }
            }
        }
    }
}

/// Compares a list with the expenditure of its money; a list that may leave something out is wrong
/// only when it is more.
fn total(manual: &Manual, case: &Case<'_>, list: &List<'_>, complete: impl Fn() -> bool, out: &mut Outcome) {
    let totals = totals_of(case, list.fund);
    // A list that does not say whose money it is of may be one of all fiscal money.
    let fiscal = if list.fund == Fund::All { totals_of(case, Fund::Fiscal) } else { Vec::new() };
    let sum: Interval = list.figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
    let Some(first) = list.figures.first() else { return };
    let fitting = totals.iter().chain(&fiscal).find(|(_, claim)| claim.amount.interval().touches(sum));
    let Some(stated) = fitting.or_else(|| accepted(case, &totals, list)) else {
        out.could_not(format!("文中没有这些科目的合计（{}等），或者合计不止一个", first.1.label), Some(first.1.span));
        return;
    };
    let whole = stated.1.amount.interval();
    if fitting.is_none() && sums::is_carried(case, whole - sum) {
        out.could_not(format!("“{}”与所列科目相差的正是结转数，口径可能不同", stated.1.label), Some(stated.1.span));
        return;
    }
    let is_more = sum.low() > whole.high();
    if fitting.is_some() || list.is_understood && (is_more && list.figures.len() > 1 || complete()) {
        sums::compare(manual, *stated, &list.figures, out);
    } else {
        out.could_not(format!("所列科目可能不是“{}”的全部，或者有的不能识别", stated.1.label), Some(stated.1.span));
    }
}

/// The figures that a list of functions of some money can be the parts of.
pub(super) fn totals_of<'a>(case: &Case<'a>, fund: Fund) -> Vec<Figure<'a>> {
    let basis = runs::main_basis(case);
    let is_total = |claim: &Claim| match claim.concept.id() {
        "expenditure" | "expenditure.total" | "balance" => claim.fund == fund && claim.nature.is_none(),
        // 一般公共预算拨款合计 is the expenditure of that money in a budget.
        "revenue.general-public" => fund == Fund::GeneralPublic && case.disclosure.stage == Some(Stage::Budget),
        "revenue.total" => claim.fund == fund && case.disclosure.stage == Some(Stage::Budget),
        _ => false,
    };
    case.disclosure
        .all()
        .filter(|(_, claim)| {
            claim.origin == Origin::Narrative
                && claim.measure == Measure::Amount
                && claim.basis == Some(basis)
                && claim.function.is_none()
                && claim.economic.is_none()
                && claim.project.is_none()
                && is_total(claim)
                && !runs::is_of_another_year(case, claim)
                && !runs::is_of_three_public(case, claim)
        })
        .collect()
}

/// The total that most statements of the document give, at its place nearest before the list;
/// `None` when as many statements give another. In final accounts 本年支出 goes before 支出总计, which
/// holds what is kept.
fn accepted<'t, 'a>(case: &Case<'_>, totals: &'t [Figure<'a>], list: &List<'_>) -> Option<&'t Figure<'a>> {
    let is_final = case.disclosure.stage == Some(Stage::FinalAccounts);
    let usual = |(_, claim): &&Figure<'_>| !is_final || claim.concept.id() == "expenditure";
    let candidates: Vec<&Figure<'_>> = totals.iter().filter(usual).collect();
    let supporters =
        |claim: &Claim| candidates.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let most = candidates.iter().map(|(_, claim)| supporters(claim)).max()?;
    let model = candidates.iter().find(|(_, claim)| supporters(claim) == most)?;
    let is_disputed =
        candidates.iter().any(|(_, claim)| supporters(claim) == most && !claim.amount.agrees_with(model.1.amount));
    let agreeing = || candidates.iter().copied().filter(|(_, claim)| claim.amount.agrees_with(model.1.amount));
    let start: Option<ClaimId> = list.figures.first().map(|(id, _)| *id);
    let before = agreeing().rfind(|(id, _)| start.is_some_and(|start| *id < start));
    before.or_else(|| agreeing().next()).filter(|(_, claim)| !is_disputed && !claim.amount.value().is_zero())
}

/// The lists of 类, each up to the first that is said again.
fn categories_of<'a>(case: &Case<'a>) -> Vec<List<'a>> {
    let mut lists: Vec<List<'a>> = Vec::new();
    let mut closed: Vec<(Option<usize>, Fund)> = Vec::new();
    for (id, claim) in amounts(case, Level::Category) {
        let key = (claim.section, claim.fund);
        let at = lists.iter().position(|list| (list.section, list.fund) == key);
        let at = at.unwrap_or_else(|| {
            lists.push(List { section: key.0, fund: key.1, figures: Vec::new(), is_understood: true });
            lists.len() - 1
        });
        if lists[at].figures.iter().any(|(_, other)| other.function == claim.function) {
            closed.push(key);
        }
        if !closed.contains(&key) {
            lists[at].figures.push((id, claim));
        }
    }
    lists
}

/// The lists of 项 that are named by their whole path, as the lists of details name them.
pub(super) fn items_of<'a>(case: &Case<'a>) -> Vec<List<'a>> {
    let mut lists: Vec<List<'a>> = Vec::new();
    let items: Vec<Figure<'a>> = amounts(case, Level::Item).collect();
    for naming in &case.disclosure.namings {
        let Some((_, _, span)) = naming.names.iter().find(|(level, ..)| *level == Level::Item) else { continue };
        let found = items.iter().find(|(_, claim)| {
            claim.span.text == span.text
                && claim.function == naming.code
                && claim.span.range().start > span.range().start
        });
        let fund = found.map(|(_, claim)| claim.fund);
        let at =
            lists.iter().position(|list| list.section == naming.section && fund.is_none_or(|fund| list.fund == fund));
        let at = at.unwrap_or_else(|| {
            let fund = fund.unwrap_or(Fund::All);
            lists.push(List { section: naming.section, fund, figures: Vec::new(), is_understood: true });
            lists.len() - 1
        });
        match found {
            Some((id, claim)) if naming.code.is_some() => {
                if !lists[at].figures.iter().any(|(other, _)| other == id) {
                    lists[at].figures.push((*id, claim));
                }
            }
            _ => lists[at].is_understood = false,
        }
    }
    lists
}

/// Amounts of functions of a level in running text.
fn amounts<'a>(case: &Case<'a>, level: Level) -> impl Iterator<Item = Figure<'a>> + use<'a> {
    let basis = runs::main_basis(case);
    case.disclosure.all().filter(move |(_, claim)| {
        claim.origin == Origin::Narrative
            && claim.concept.id() == "expenditure"
            && claim.measure == Measure::Amount
            && claim.basis == Some(basis)
            && claim.nature.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
            && claim.function.is_some_and(|code| code.level() == level)
    })
}

/// Whether the 类 of a list are all: their shares make up a hundred, or the document's tables and
/// details know no other.
fn is_complete(case: &Case<'_>, list: &List<'_>) -> bool {
    let share_of = |part: &Claim| {
        case.disclosure.all().map(|(_, claim)| claim).find(|claim| {
            claim.measure == Measure::Share && claim.statement == part.statement && claim.origin == part.origin
        })
    };
    let shares: Vec<&Claim> = list.figures.iter().filter_map(|(_, part)| share_of(part)).collect();
    if shares.len() == list.figures.len() {
        let total: Interval = shares.iter().map(|share| share.amount.interval()).sum();
        return total.widened(Decimal::step(1)).contains(Decimal::HUNDRED);
    }
    list.figures.len() > 1 && !table_knows_more(case, list) && has_table(case, list)
}

fn in_table(claim: &Claim, fund: Fund) -> bool {
    matches!(claim.origin, Origin::Table(_))
        && claim.concept.id() == "expenditure"
        && claim.fund == fund
        && claim.function.is_some()
        && !claim.amount.value().is_zero()
}

fn has_table(case: &Case<'_>, list: &List<'_>) -> bool {
    case.disclosure.all().any(|(_, claim)| in_table(claim, list.fund))
}

/// Whether a table of the same money has a function that the list leaves out.
fn table_knows_more(case: &Case<'_>, list: &List<'_>) -> bool {
    case.disclosure.all().any(|(_, claim)| {
        let Some(code) = claim.function.filter(|_| in_table(claim, list.fund)) else { return false };
        let is_listed = |part: &Claim| part.function.is_some_and(|own| own.is_within(code) || code.is_within(own));
        !list.figures.iter().any(|(_, part)| is_listed(part))
    })
}
