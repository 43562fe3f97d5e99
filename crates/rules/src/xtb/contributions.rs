//! Contributions that have a functional and an economic code of their own.

use disclosure::{Claim, ClaimId};
use findings::{Finding, Outcome};
use quantity::Interval;
use taxonomy::{EconomicCode, FunctionCode};

use crate::{Case, Manual, facts};

/// Functional codes and the economic code that pays for them (《政府收支分类科目》: 机关事业单位基本养老
/// 保险缴费, 行政事业单位医疗, 公务员医疗补助, 其他社会保障缴费).
const PAIRS: &[(&[&str], &str)] =
    &[(&["2080505"], "30108"), (&["2101101", "2101102"], "30110"), (&["2101103"], "30111"), (&["2101199"], "30112")];

/// Compares 一般公共预算支出表 and 基本支出表 where a contribution is wholly 基本支出.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let (Some(functions), Some(economics)) =
        (case.disclosure.table("budget.general-public"), case.disclosure.table("budget.basic"))
    else {
        out.not_applicable("两张表不都在文中");
        return;
    };
    let column = |layout: &str, key: &str| case.taxonomy.layout(layout).and_then(|layout| layout.column(key));
    let (Some(total), Some(project), Some(sum)) = (
        column("budget.general-public", "total"),
        column("budget.general-public", "project"),
        column("budget.basic", "total"),
    ) else {
        return;
    };
    for (codes, economic) in PAIRS {
        let wanted: Vec<FunctionCode> = codes.iter().filter_map(|code| FunctionCode::parse(code)).collect();
        let rows: Vec<_> =
            functions.rows.iter().filter(|row| row.function.is_some_and(|code| wanted.contains(&code))).collect();
        let is_basic = rows
            .iter()
            .all(|row| row.figure(project).is_none_or(|id| case.disclosure.claim(id).amount.value().is_zero()));
        let paid: Vec<(ClaimId, &Claim)> =
            rows.iter().filter_map(|row| row.figure(total)).map(|id| (id, case.disclosure.claim(id))).collect();
        let code = EconomicCode::parse(economic);
        let row = economics.rows.iter().find(|row| row.economic == code && code.is_some());
        let Some(id) = row.and_then(|row| row.figure(sum)).filter(|_| is_basic && !paid.is_empty()) else { continue };
        let item = case.disclosure.claim(id);
        compare(manual, (id, item), &paid, out);
    }
}

fn compare(manual: &Manual, item: (ClaimId, &Claim), paid: &[(ClaimId, &Claim)], out: &mut Outcome) {
    let ids = std::iter::once(item.0).chain(paid.iter().map(|(id, _)| *id));
    let interval: Interval = paid.iter().map(|(_, claim)| claim.amount.interval()).sum();
    if interval.touches(item.1.amount.interval()) {
        out.held(ids);
        return;
    }
    let value = paid.iter().map(|(_, claim)| claim.amount.value()).sum();
    let names: Vec<&str> = paid.iter().map(|(_, claim)| claim.label.as_str()).collect();
    let mut finding: Finding = facts::wrong_value(manual, item.1, value)
        .arithmetic(format!("{} ≠ {}", item.1.display(), facts::written_sum(paid.iter().map(|(_, claim)| *claim))))
        .say("functions", names.join("、"));
    for (_, claim) in paid {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    out.broken(ids, finding);
}
