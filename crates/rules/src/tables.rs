//! Sums inside a statutory table, driven by its layout.
//!
//! Head keys: `layout`, a layout id; for `across`: `left` and `right`, each `layout/column`, and `level`,
//! one of `total`, `category`, `code`.

use std::collections::BTreeMap;

use disclosure::{CellFact, Claim, ClaimId, Disclosure, FactRow, FactTable, RowKind};
use findings::{Finding, Outcome};
use quantity::{Decimal, Interval};
use taxonomy::{FunctionCode, Layout};

use crate::{Case, Manual, facts, sums};

/// The tables of the layout that a page's head names. A table that is missing or empty cannot be
/// checked; whether it must be there is another rule's matter.
fn tables<'a>(manual: &Manual, case: &Case<'a>, out: &mut Outcome) -> Vec<(&'a FactTable, &'a Layout)> {
    let id = facts::string(manual, "layout").expect("a table rule names its layout");
    let layout = case.taxonomy.layout(id).expect("a table rule names a layout that exists");
    let found: Vec<_> =
        case.disclosure.tables.iter().filter(|table| table.layout == id).map(|table| (table, layout)).collect();
    if found.is_empty() {
        out.not_applicable(format!("文中没有《{}》", layout.name));
    }
    found
}

/// Checks each row: a total column is the sum of its part columns.
pub fn rows(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        for row in &table.rows {
            for (column, id) in row.figures() {
                for keys in &layout.columns[column].sums {
                    let parts: Vec<usize> = keys
                        .iter()
                        .filter_map(|key| layout.column(key))
                        .filter(|part| table.columns.contains(part))
                        .collect();
                    // Another list of the same total may be the one that the table prints.
                    if parts.is_empty() || layout.columns[column].sums.len() > 1 && parts.len() < keys.len() {
                        continue;
                    }
                    let figures: Vec<(ClaimId, Claim)> = parts
                        .iter()
                        .filter_map(|part| row.figure(*part).map(|id| (*part, id)))
                        .map(|(part, id)| {
                            let mut claim = case.disclosure.claim(id).clone();
                            layout.columns[part].name().clone_into(&mut claim.label);
                            (id, claim)
                        })
                        .collect();
                    let mut total = case.disclosure.claim(id).clone();
                    total.label = format!("{}（{}）", row.name, layout.columns[column].name());
                    let parts: Vec<(ClaimId, &Claim)> = figures.iter().map(|(id, claim)| (*id, claim)).collect();
                    sums::compare(manual, (id, &total), &parts, out);
                    break;
                }
            }
        }
    }
}

/// Checks the code tree: a 类 is the sum of its 款, a 款 the sum of its 项.
pub fn hierarchy(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        let groups = unit_groups(table);
        for rows in groups {
            for (i, row) in rows.iter().enumerate() {
                let children = children(&rows, i);
                if children.is_empty() {
                    continue;
                }
                for (column, id) in row.figures() {
                    let figures: Vec<ClaimId> = children.iter().filter_map(|child| child.figure(column)).collect();
                    let name = format!("{}（{}）", row.name, layout.columns[column].name());
                    add_up(manual, case, id, &figures, &name, out);
                }
            }
        }
    }
}

/// Checks the total row: it is the sum of the highest rows below it.
pub fn total(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        let Some(total) = table.total() else {
            if !table.is_empty() {
                out.could_not("表中没有合计行", Some(table.title));
            }
            continue;
        };
        let parts = highest(table);
        if parts.is_empty() {
            continue;
        }
        for column in &table.columns {
            let figures: Vec<ClaimId> = parts.iter().filter_map(|row| row.figure(*column)).collect();
            match total.figure(*column) {
                Some(id) => {
                    let name = format!("{}（{}）", total.name, layout.columns[*column].name());
                    add_up(manual, case, id, &figures, &name, out);
                }
                None => blank_total(manual, case, total, &figures, layout.columns[*column].name(), out),
            }
        }
    }
}

/// A total cell that is blank over rows with money.
fn blank_total(
    manual: &Manual,
    case: &Case<'_>,
    total: &FactRow,
    figures: &[ClaimId],
    column: &str,
    out: &mut Outcome,
) {
    let claims: Vec<&Claim> = figures.iter().map(|id| case.disclosure.claim(*id)).collect();
    let sum: Decimal = claims.iter().map(|claim| claim.amount.value()).sum();
    let Some(first) = claims.first().filter(|_| !sum.is_zero()) else { return };
    let mut finding = Finding::new(manual.code, manual.severity, total.name_span, total.name.clone())
        .figures("空白", facts::in_unit_of(first, sum), first.unit.name())
        .difference(facts::in_unit_of(first, sum))
        .arithmetic(format!("{} = {}", facts::written_sum(claims.iter().copied()), facts::in_unit_of(first, sum)))
        .say("what", format!("{}（{column}）", total.name))
        .say("parts", "各行");
    for claim in &claims {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    out.broken(figures.iter().copied(), finding);
}

/// Checks the labelled rows of a two-sided table or record: the layout says which add up to which.
pub fn labelled(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        let row_of = |key: &str| {
            let index = layout.row(key)?;
            table.rows.iter().find(|row| row.kind == RowKind::Labelled(index))
        };
        for row in &table.rows {
            let RowKind::Labelled(index) = row.kind else { continue };
            let whole = layout.rows[index].sums.iter().find(|keys| keys.iter().all(|key| row_of(key).is_some()));
            // A form prints only the sources that it knows; those that stand are the parts.
            let some = layout.rows[index].sums.iter().find(|keys| keys.iter().any(|key| row_of(key).is_some()));
            let Some(keys) = whole.or(some) else { continue };
            for (column, id) in row.figures() {
                let figures: Vec<ClaimId> =
                    keys.iter().filter_map(|key| row_of(key)).filter_map(|part| part.figure(column)).collect();
                if figures.is_empty() && whole.is_none() {
                    continue;
                }
                add_up(manual, case, id, &figures, &row.name, out);
            }
        }
    }
}

/// Checks the expenditure side of a two-sided table: the total is the sum of the 类.
pub fn categories(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        let total =
            table.rows.iter().find(|row| matches!(row.kind, RowKind::Labelled(index) if layout.rows[index].is_right));
        let Some(total) = total else {
            out.could_not("表中没有支出总计", Some(table.title));
            continue;
        };
        let rows: Vec<&FactRow> = table.rows.iter().filter(|row| row.function.is_some()).collect();
        for (column, id) in total.figures() {
            let figures: Vec<ClaimId> = rows.iter().filter_map(|row| row.figure(column)).collect();
            add_up(manual, case, id, &figures, &format!("{}（{}）", total.name, layout.columns[column].name()), out);
        }
    }
}

/// Checks that both sides of a two-sided table end in the same total.
pub fn balance(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        let figure = |key: &str| {
            let index = layout.row(key)?;
            table.rows.iter().find(|row| row.kind == RowKind::Labelled(index)).and_then(|row| row.figure(0))
        };
        match (figure("revenue-total"), figure("expenditure-total")) {
            (Some(left), Some(right)) => {
                add_up(manual, case, left, &[right], &case.disclosure.claim(left).label, out);
            }
            _ => out.could_not("收入总计或支出总计为空", Some(table.title)),
        }
    }
}

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
    if a.is_empty() || b.is_empty() {
        let (id, span) = if a.is_empty() { (left_id, left.title) } else { (right_id, right.title) };
        let name = case.taxonomy.layout(id).map_or(id, |layout| layout.name.as_str());
        out.could_not(format!("《{name}》中没有可比的数字"), Some(span));
        return;
    }
    for (code, left_claims) in &a {
        let empty = Vec::new();
        let right_claims = b.get(code).unwrap_or(&empty);
        compare(manual, case, left_claims, right_claims, (left, right), out);
    }
    for (code, right_claims) in &b {
        if !a.contains_key(code) {
            compare(manual, case, right_claims, &[], (right, left), out);
        }
    }
}

fn compare(
    manual: &Manual,
    case: &Case<'_>,
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
    let mut finding =
        Finding::new(manual.code, manual.severity, first.span, format!("《{}》{}", name(tables.0), first.label))
            .figures(facts::in_unit_of(first, value(&a)), facts::in_unit_of(first, expected), first.unit.name())
            .difference(facts::in_unit_of(first, (value(&a) - expected).abs()))
            .arithmetic(format!(
                "{} ≠ {}",
                facts::written_sum(&a),
                if b.is_empty() { "（无）".to_owned() } else { facts::written_sum(&b) }
            ))
            .say("what", first.label.clone())
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
fn amounts(
    case: &Case<'_>,
    table: &FactTable,
    column: &str,
    level: &str,
) -> BTreeMap<Option<FunctionCode>, Vec<ClaimId>> {
    let mut out: BTreeMap<Option<FunctionCode>, Vec<ClaimId>> = BTreeMap::new();
    let Some(column) = case.taxonomy.layout(&table.layout).and_then(|layout| layout.column(column)) else { return out };
    let figures = |rows: &mut dyn Iterator<Item = &FactRow>| -> Vec<ClaimId> {
        rows.filter_map(|row| row.figure(column)).collect()
    };
    match level {
        "total" => {
            let labelled = |row: &&FactRow| matches!(row.kind, RowKind::Labelled(_) | RowKind::Total);
            let total = table.rows.iter().filter(labelled).filter(|row| row.name.contains('计')).next_back();
            let found = figures(&mut total.into_iter());
            if !found.is_empty() {
                out.insert(None, found);
            }
        }
        "category" => {
            for row in table.rows.iter().filter(|row| row.function.is_some()) {
                let code = row.function.map(FunctionCode::category);
                let own = table.rows.iter().any(|other| other.function == code && other.figure(column).is_some());
                if own != (row.function == code) || !own && !is_leaf(table, row) {
                    continue;
                }
                if let Some(id) = row.figure(column) {
                    out.entry(code).or_default().push(id);
                }
            }
        }
        _ => {
            for row in table.rows.iter().filter(|row| row.function.is_some() && is_leaf(table, row)) {
                if let Some(id) = row.figure(column) {
                    out.entry(row.function).or_default().push(id);
                }
            }
        }
    }
    out.retain(|_, ids| ids.iter().any(|id| !case.disclosure.claim(*id).amount.value().is_zero()));
    out
}

/// Compares a printed total with its parts and records the verdict under the total's name.
fn add_up(manual: &Manual, case: &Case<'_>, total: ClaimId, parts: &[ClaimId], name: &str, out: &mut Outcome) {
    let disclosure: &Disclosure = case.disclosure;
    let mut claim = disclosure.claim(total).clone();
    name.clone_into(&mut claim.label);
    let parts: Vec<(ClaimId, &Claim)> = parts.iter().map(|id| (*id, disclosure.claim(*id))).collect();
    sums::compare(manual, (total, &claim), &parts, out);
}

/// Rows that no other row of the table stands below.
fn is_leaf(table: &FactTable, row: &FactRow) -> bool {
    let Some(code) = row.function else { return true };
    !table.rows.iter().any(|other| other.function.is_some_and(|below| below != code && below.is_within(code)))
}

/// The rows of each budget unit, for tables that are grouped by unit.
fn unit_groups(table: &FactTable) -> Vec<Vec<&FactRow>> {
    let mut groups: Vec<Vec<&FactRow>> = vec![Vec::new()];
    for row in &table.rows {
        match row.kind {
            RowKind::Unit => groups.push(Vec::new()),
            RowKind::Code => groups.last_mut().expect("one group is always open").push(row),
            _ => {}
        }
    }
    groups
}

/// The rows one level below a row, when the table prints that level.
fn children<'a>(rows: &[&'a FactRow], at: usize) -> Vec<&'a FactRow> {
    let row = rows[at];
    let below = |child: &&&FactRow| match (row.function, child.function, row.economic, child.economic) {
        (Some(code), Some(child), _, _) => child.parent() == Some(code),
        (_, _, Some(code), Some(child)) => child.parent() == Some(code),
        _ => false,
    };
    rows.iter().filter(below).copied().collect()
}

/// The rows that the total row adds up: units where the table is grouped, else the highest codes.
fn highest(table: &FactTable) -> Vec<&FactRow> {
    let units: Vec<&FactRow> = table.rows.iter().filter(|row| row.kind == RowKind::Unit).collect();
    if !units.is_empty() {
        return units;
    }
    let items: Vec<&FactRow> = table.rows.iter().filter(|row| row.kind == RowKind::Item).collect();
    if !items.is_empty() {
        return items;
    }
    let has_parent = |row: &FactRow| {
        table.rows.iter().any(|other| match (row.function, other.function, row.economic, other.economic) {
            (Some(code), Some(above), _, _) => code != above && code.is_within(above),
            (_, _, Some(code), Some(above)) => code != above && code.is_within(above),
            _ => false,
        })
    };
    table.rows.iter().filter(|row| row.kind == RowKind::Code && !has_parent(row)).collect()
}

/// Whether a row's cell holds text where an amount was expected.
pub fn text_cells(table: &FactTable) -> impl Iterator<Item = (&FactRow, disclosure::Span)> {
    table.rows.iter().flat_map(|row| {
        row.cells.iter().filter_map(move |(_, cell)| match cell {
            CellFact::Text(span) => Some((row, *span)),
            _ => None,
        })
    })
}
