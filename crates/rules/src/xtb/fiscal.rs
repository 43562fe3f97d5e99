//! 财政拨款收支总表 against 一般公共预算支出表, where both speak of the same money.

use disclosure::FactTable;
use findings::Outcome;

use super::cells;
use crate::{Case, Manual, across};

/// Compares by 类. Where the overview counts what was kept from last year, the other table may not.
pub(super) fn by_category(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    if is_comparable(case, out) {
        across::across(manual, case, out);
    }
}

/// Compares the totals where no other budget has money.
pub(super) fn totals(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let other_budgets = ["budget.government-fund", "budget.state-capital"];
    let has_money = |table: &FactTable| {
        table
            .rows
            .iter()
            .flat_map(|row| row.figures())
            .any(|(_, id)| !case.disclosure.claim(id).amount.value().is_zero())
    };
    let in_overview = ["government-fund", "state-capital"].iter().any(|key| {
        let cell = cells::cell(case, &format!("budget.fiscal-overview#{key}"));
        cell.is_some_and(|(_, claim)| !claim.amount.value().is_zero())
    });
    if in_overview
        || case.disclosure.tables.iter().any(|table| other_budgets.contains(&table.layout.as_str()) && has_money(table))
    {
        out.not_applicable("财政拨款不只来自一般公共预算");
    } else if is_comparable(case, out) {
        cells::check(manual, case, out);
    }
}

/// Whether 收入总计 is the appropriation of the year and nothing kept from last year.
fn is_comparable(case: &Case<'_>, out: &mut Outcome) -> bool {
    let cell = |key: &str| cells::cell(case, &format!("budget.fiscal-overview#{key}"));
    let Some(table) = case.disclosure.table("budget.fiscal-overview") else {
        out.not_applicable("文中没有财政拨款收支总表");
        return false;
    };
    let (Some((_, total)), Some((_, current))) =
        (cell("revenue-total"), cell("appropriation").or_else(|| cell("general-public")))
    else {
        out.could_not("财政拨款收支总表没有收入总计或本年财政拨款", Some(table.title));
        return false;
    };
    let is_same = total.amount.agrees_with(current.amount);
    if !is_same {
        out.could_not("财政拨款收支总表的收入总计含有本年拨款以外的资金，口径不同", Some(total.span));
    }
    is_same
}
