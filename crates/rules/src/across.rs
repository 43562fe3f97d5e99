//! The same amounts in two statutory tables.
//!
//! Head keys: `left` and `right`, each `layout/column`, and `level`, one of `total`, `category`, `code`.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{Claim, ClaimId, FactRow, FactTable, RowKind};
use findings::{Finding, Outcome};
use quantity::{Decimal, Interval};
use taxonomy::{FunctionCode, Shape};

use crate::{Case, Manual, facts, tables};

/// Checks that two tables give the same amounts for the same codes.
pub fn across(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let level = facts::string(manual, "level").expect("a cross-table rule has a level");
    let side = |key: &str| {
        let text = facts::string(manual, key).expect("a cross-table rule names both sides");
        let (layout, column) = text.split_once('/').expect("layout/column");
        (layout, column)
    };
    let ((left_id, left_column), (right_id, right_column)) = (side("left"), side("right"));
    let (Some(left), Some(right)) = (case.disclosure.table(left_id), case.disclosure.table(right_id)) else {
        out.not_applicable("两张表不都在文中");
        return;
    };
    let a = amounts(case, left, left_column, level);
    let b = amounts(case, right, right_column, level);
    if a.is_empty() && b.is_empty() {
        out.not_applicable("两张表都没有这类数字");
        return;
    }
    if a.is_empty() || b.is_empty() {
        let (id, span) = if a.is_empty() { (left_id, left.title) } else { (right_id, right.title) };
        let name = case.taxonomy.layout(id).map_or(id, |layout| layout.name.as_str());
        out.could_not(format!("《{name}》中没有可比的数字"), Some(span));
        return;
    }
    let is_unread = |table: &FactTable| {
        let layout = case.taxonomy.layout(&table.layout);
        layout.is_some_and(|layout| layout.shape == Shape::TwoSided) && tables::table_is_unread(case, table)
    };
    let unread = [left, right].into_iter().find(|table| is_unread(table));
    let codes: BTreeSet<_> = a.keys().chain(b.keys()).copied().collect();
    for code in codes {
        let (Some(ours), Some(theirs)) = (at_code(&a, code), at_code(&b, code)) else { continue };
        match (ours.is_empty() || theirs.is_empty(), unread) {
            (true, Some(table)) => out.could_not("表中有的项目不能识别", Some(table.title)),
            (true, None) if ours.is_empty() => compare(manual, case, code, &theirs, &ours, (right, left), out),
            _ => compare(manual, case, code, &ours, &theirs, (left, right), out),
        }
    }
}

type Amounts = BTreeMap<Option<FunctionCode>, Vec<ClaimId>>;

/// The amounts of a code, gathered from below where the table goes deeper; `None` where it stops
/// above the code.
fn at_code(amounts: &Amounts, code: Option<FunctionCode>) -> Option<Vec<ClaimId>> {
    let Some(wanted) = code else { return Some(amounts.get(&None).cloned().unwrap_or_default()) };
    if amounts.keys().flatten().any(|other| *other != wanted && wanted.is_within(*other)) {
        return None;
    }
    let below = amounts.iter().filter(|(other, _)| other.is_some_and(|other| other.is_within(wanted)));
    Some(below.flat_map(|(_, ids)| ids.iter().copied()).collect())
}

fn compare(
    manual: &Manual,
    case: &Case<'_>,
    code: Option<FunctionCode>,
    left: &[ClaimId],
    right: &[ClaimId],
    tables: (&FactTable, &FactTable),
    out: &mut Outcome,
) {
    let claims = |ids: &[ClaimId]| -> Vec<Claim> { ids.iter().map(|id| case.disclosure.claim(*id).clone()).collect() };
    let (a, b) = (claims(left), claims(right));
    let interval = |claims: &[Claim]| -> Interval { claims.iter().map(|claim| claim.amount.interval()).sum() };
    let value = |claims: &[Claim]| -> Decimal { claims.iter().map(|claim| claim.amount.value()).sum() };
    let ids = left.iter().chain(right).copied();
    if interval(&a).touches(interval(&b)) {
        out.held(ids);
        return;
    }
    let name = |table: &FactTable| {
        case.taxonomy.layout(&table.layout).map_or(table.layout.clone(), |layout| layout.name.clone())
    };
    let Some(first) = a.first() else { return };
    let expected = value(&b);
    // Amounts gathered from below are called what they add up to.
    let own = a.iter().chain(&b).find(|claim| claim.function == code).map(|claim| claim.label.clone());
    let listed = || case.taxonomy.functional.name(code?, case.disclosure.year).map(str::to_owned);
    let what = own.or_else(listed).unwrap_or_else(|| first.label.clone());
    let mut finding = Finding::new(manual.code, manual.severity, first.span, format!("《{}》{what}", name(tables.0)))
        .figures(facts::in_unit_of(first, value(&a)), facts::in_unit_of(first, expected), first.unit.name())
        .difference(facts::in_unit_of(first, (value(&a) - expected).abs()))
        .arithmetic(format!(
            "{} ≠ {}",
            facts::written_sum(&a),
            if b.is_empty() { "（无）".to_owned() } else { facts::written_sum(&b) }
        ))
        .say("what", what)
        .say("left", format!("《{}》", name(tables.0)))
        .say("right", format!("《{}》", name(tables.1)));
    for claim in a.iter().skip(1).chain(&b) {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    if b.is_empty() {
        finding = finding.evidence(tables.1.title, format!("《{}》", name(tables.1)));
    }
    out.broken(ids, finding);
}

/// The amounts of a column by code. A code without a row of its own is the sum of its rows below.
fn amounts(case: &Case<'_>, table: &FactTable, column: &str, level: &str) -> Amounts {
    let mut out = Amounts::new();
    let Some(column) = case.taxonomy.layout(&table.layout).and_then(|layout| layout.column(column)) else { return out };
    let figures = |rows: &mut dyn Iterator<Item = &FactRow>| -> Vec<ClaimId> {
        rows.filter_map(|row| row.figure(column)).collect()
    };
    match level {
        "total" => {
            let labelled = |row: &&FactRow| matches!(row.kind, RowKind::Labelled(_) | RowKind::Total);
            let total = table.rows.iter().filter(labelled).rfind(|row| row.name.contains('计'));
            let found = figures(&mut total.into_iter());
            if !found.is_empty() {
                out.insert(None, found);
            }
        }
        "category" => {
            for row in table.rows.iter().filter(|row| row.function.is_some()) {
                let code = row.function.map(FunctionCode::category);
                let own = table.rows.iter().any(|other| other.function == code && other.figure(column).is_some());
                if own != (row.function == code) || !own && !tables::is_leaf(table, row) {
                    continue;
                }
                if let Some(id) = row.figure(column) {
                    out.entry(code).or_default().push(id);
                }
            }
        }
        _ => {
            for row in table.rows.iter().filter(|row| row.function.is_some() && tables::is_leaf(table, row)) {
                if let Some(id) = row.figure(column) {
                    out.entry(row.function).or_default().push(id);
                }
            }
        }
    }
    out.retain(|_, ids| ids.iter().any(|id| !case.disclosure.claim(*id).amount.value().is_zero()));
    out
}
