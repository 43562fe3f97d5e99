//! Tables that carry a balance forward: opening balance, revenue, expenditure, closing balance in one row.
//!
//! Head key: `layout`, a layout with the columns `opening`, `revenue`, `total` and `closing`.

use disclosure::{Claim, ClaimId, FactRow};
use findings::{Finding, Outcome};
use quantity::{Decimal, Interval};

use crate::{Case, Manual, facts, tables};

/// Checks each row: opening balance + revenue − expenditure = closing balance; blank is none.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables::tables(manual, case, out) {
        let columns: Option<Vec<usize>> = ["opening", "revenue", "total", "closing"]
            .into_iter()
            .map(|key| layout.column(key).filter(|column| table.columns.contains(column)))
            .collect();
        let Some(columns) = columns else {
            if !table.is_empty() {
                out.could_not("表中没有结转和结余、本年收入各栏", Some(table.title));
            }
            continue;
        };
        for row in &table.rows {
            carried_forward(manual, case, row, &columns, out);
        }
    }
}

fn carried_forward(manual: &Manual, case: &Case<'_>, row: &FactRow, columns: &[usize], out: &mut Outcome) {
    let figure = |at: usize| row.figure(columns[at]).map(|id| (id, case.disclosure.claim(id)));
    let cells: Vec<Option<(ClaimId, &Claim)>> = (0..columns.len()).map(figure).collect();
    let ids: Vec<ClaimId> = cells.iter().flatten().map(|(id, _)| *id).collect();
    let Some((_, first)) = cells.iter().flatten().next() else { return };
    let interval = |at: usize| cells[at].map_or(Interval::exact(Decimal::ZERO), |(_, claim)| claim.amount.interval());
    let value = |at: usize| cells[at].map_or(Decimal::ZERO, |(_, claim)| claim.amount.value());
    if (interval(0) + interval(1) - interval(2)).touches(interval(3)) {
        out.held(ids);
        return;
    }
    let expected = value(0) + value(1) - value(2);
    let what = format!("{}（年末结转和结余）", row.name);
    let mut finding = match cells[3] {
        Some((_, claim)) => facts::wrong_value(manual, claim, expected),
        None => Finding::new(manual.code, manual.severity, row.name_span, row.name.clone())
            .figures("空白", facts::in_unit_of(first, expected), first.unit.name())
            .difference(facts::in_unit_of(first, expected.abs())),
    };
    let printed = |at: usize| facts::in_unit_of(first, value(at));
    finding = finding.say("what", what).arithmetic(format!(
        "{} + {} − {} = {} ≠ {}",
        printed(0),
        printed(1),
        printed(2),
        facts::in_unit_of(first, expected),
        printed(3)
    ));
    for (_, claim) in cells.iter().flatten() {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    out.broken(ids, finding);
}
