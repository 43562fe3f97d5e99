//! Sums inside a statutory table, driven by its layout.
//!
//! Head key: `layout`, a layout id.

use disclosure::{CellFact, Claim, ClaimId, Disclosure, FactRow, FactTable, Origin, RowKind};
use findings::{Finding, Outcome};
use quantity::Decimal;
use taxonomy::{Layout, Shape};

use crate::{Case, Manual, facts, sums};

/// The tables of the layout that a page's head names. A table that is missing or empty cannot be
/// checked; whether it must be there is another rule's matter.
pub fn tables<'a>(manual: &Manual, case: &Case<'a>, out: &mut Outcome) -> Vec<(&'a FactTable, &'a Layout)> {
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
        for (row_idx, row) in table.rows.iter().enumerate() {
            // The left rows of a two-sided table have one amount only.
            if matches!(row.kind, RowKind::Labelled(index) if layout.shape == Shape::TwoSided && !layout.rows[index].is_right)
            {
                continue;
            }
            for (column, id) in row.figures() {
                let Some(parts) = part_columns(table, layout, row, column) else { continue };
                let named: Vec<(ClaimId, Claim)> = parts
                    .iter()
                    .filter_map(|part| row.figure(*part).map(|id| (*part, id)))
                    .map(|(part, id)| (id, labelled_claim(case, id, column_name(layout, part))))
                    .collect();
                let total = labelled_claim(case, id, format!("{}（{}）", row.name, column_name(layout, column)));
                let parts: Vec<(ClaimId, &Claim)> = named.iter().map(|(id, claim)| (*id, claim)).collect();
                let agrees = sums::agrees(&total, &parts);
                let is_twice = table.columns.iter().filter(|other| **other == column).count() > 1;
                if !agrees && (parts.is_empty() || is_twice || row_is_unread(case, table, row_idx)) {
                    out.could_not(format!("《{}》有的栏目不能识别或没有数字", layout.name), Some(row.name_span));
                } else {
                    sums::compare(manual, (id, &total), &parts, out);
                }
            }
        }
    }
}

/// The columns of a table whose amounts add up to a column in a row. Of a column and its own parts
/// only the one counts that the row fills (单位资金 and 事业收入).
fn part_columns(table: &FactTable, layout: &Layout, row: &FactRow, column: usize) -> Option<Vec<usize>> {
    let lists = &layout.columns[column].sums;
    let present = |keys: &Vec<String>| -> Vec<usize> {
        keys.iter().filter_map(|key| layout.column(key)).filter(|part| table.columns.contains(part)).collect()
    };
    // Another list of the same total may be the one that the table prints.
    let keys = lists.iter().find(|keys| lists.len() == 1 || present(keys).len() == keys.len())?;
    let mut parts = present(keys);
    let all = parts.clone();
    parts.retain(|part| {
        let holds = |whole: &usize| {
            let below = layout.columns[*whole].sums.iter().flatten().filter_map(|key| layout.column(key));
            whole != part && row.figure(*whole).is_some() && below.into_iter().any(|key| key == *part)
        };
        !all.iter().any(holds)
    });
    (!parts.is_empty()).then_some(parts)
}

/// Whether a row has a number under a head that the layout does not know, or text for an amount.
fn row_is_unread(case: &Case<'_>, table: &FactTable, row_idx: usize) -> bool {
    let row = &table.rows[row_idx];
    let start = row.name_span.text.index();
    let end = table.rows.get(row_idx + 1).map_or(start + MOST_CELLS, |next| next.name_span.text.index());
    let is_text = row.cells.iter().any(|(_, cell)| matches!(cell, CellFact::Text(_)));
    is_text || has_unread(case, start..end, Some(&row.name))
}

/// Whether a table has a number in a row that the layout does not know.
pub fn table_is_unread(case: &Case<'_>, table: &FactTable) -> bool {
    let places = || table.rows.iter().map(|row| row.name_span.text.index());
    let (Some(start), Some(end)) = (places().min(), places().max()) else { return false };
    has_unread(case, start..end + MOST_CELLS, None)
}

/// No form of the field has more cells behind a row's name.
const MOST_CELLS: usize = 24;

fn has_unread(case: &Case<'_>, places: std::ops::Range<usize>, row: Option<&str>) -> bool {
    case.disclosure.all().any(|(_, claim)| {
        claim.origin == Origin::OtherTable
            && places.contains(&claim.span.text.index())
            && row.is_none_or(|row| claim.row.as_deref() == Some(row))
            && !claim.amount.value().is_zero()
    })
}

/// The head of a column with the head that tells it from others of its name.
fn column_name(layout: &Layout, column: usize) -> String {
    let spec = &layout.columns[column];
    format!("{}{}", spec.under.as_deref().unwrap_or(""), spec.name())
}

fn labelled_claim(case: &Case<'_>, id: ClaimId, label: String) -> Claim {
    Claim { label, ..case.disclosure.claim(id).clone() }
}

/// Checks the code tree: a 类 is the sum of its 款, a 款 the sum of its 项, a unit the sum of its 类.
pub fn hierarchy(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        for (unit, rows) in unit_groups(table) {
            let below: Vec<Vec<&FactRow>> = (0..rows.len()).map(|at| children(&rows, at)).collect();
            let inner = rows.iter().copied().zip(below.iter().cloned());
            let tops =
                rows.iter().copied().filter(|row| !below.iter().flatten().any(|child| std::ptr::eq(*child, *row)));
            let whole = unit.map(|unit| (unit, tops.collect()));
            for (row, parts) in inner.chain(whole) {
                for (column, id) in row.figures() {
                    let figures: Vec<ClaimId> = parts.iter().filter_map(|part| part.figure(column)).collect();
                    // A row may stand without the level below it.
                    if !figures.is_empty() {
                        let name = format!("{}（{}）", row.name, column_name(layout, column));
                        add_up(manual, case, id, &figures, &name, out);
                    }
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
        let readings = tops(table);
        for column in &table.columns {
            let figures =
                |rows: &Vec<&FactRow>| -> Vec<ClaimId> { rows.iter().filter_map(|row| row.figure(*column)).collect() };
            let lists: Vec<Vec<ClaimId>> = readings.iter().map(figures).filter(|list| !list.is_empty()).collect();
            let Some(first) = lists.first() else { continue };
            let name = format!("{}（{}）", total.name, column_name(layout, *column));
            let Some(id) = total.figure(*column) else {
                blank_total(manual, case, total, first, &column_name(layout, *column), out);
                continue;
            };
            let claim = case.disclosure.claim(id);
            let fits = |list: &&Vec<ClaimId>| {
                let parts: Vec<(ClaimId, &Claim)> = list.iter().map(|id| (*id, case.disclosure.claim(*id))).collect();
                sums::agrees(claim, &parts)
            };
            add_up(manual, case, id, lists.iter().find(fits).unwrap_or(first), &name, out);
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
    // A total row without any figure was not read rather than left blank.
    if total.figures().next().is_none() {
        out.could_not("合计行没有数字", Some(total.name_span));
        return;
    }
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
        for row in &table.rows {
            let RowKind::Labelled(index) = row.kind else { continue };
            let stands = |key: &String| labelled_row(table, layout, key).is_some();
            let lists = &layout.rows[index].sums;
            // A form prints only the sources that it knows; those that stand are the parts.
            let whole = lists.iter().find(|keys| keys.iter().all(stands));
            let mut readings: Vec<Vec<&FactRow>> = Vec::new();
            for keys in whole.map_or(lists.as_slice(), std::slice::from_ref) {
                let mut rows = Vec::new();
                keys.iter().for_each(|key| standing(table, layout, key, &mut rows));
                readings.push(rows);
            }
            for (column, id) in row.figures() {
                let lists = readings.iter().map(|rows| rows.iter().filter_map(|part| part.figure(column)).collect());
                let lists: Vec<Vec<ClaimId>> = lists.filter(|list: &Vec<ClaimId>| !list.is_empty()).collect();
                let claim = case.disclosure.claim(id);
                let fits = |list: &&Vec<ClaimId>| {
                    let parts: Vec<(ClaimId, &Claim)> =
                        list.iter().map(|id| (*id, case.disclosure.claim(*id))).collect();
                    sums::agrees(claim, &parts)
                };
                let name = if table.columns.len() > 1 {
                    format!("{}（{}）", row.name, column_name(layout, column))
                } else {
                    row.name.clone()
                };
                match (lists.iter().find(fits), lists.first()) {
                    (Some(list), _) => add_up(manual, case, id, list, &name, out),
                    // A row whose parts are all blank was not broken down.
                    (None, None) => {}
                    (None, Some(list)) if !table_is_unread(case, table) => add_up(manual, case, id, list, &name, out),
                    (None, Some(_)) => out.could_not("表中有的项目不能识别", Some(row.name_span)),
                }
            }
        }
    }
}

/// Checks the labelled rows that add up economic 类: 人员经费合计 = 301 + 303.
pub fn economic(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (table, layout) in tables(manual, case, out) {
        for row in &table.rows {
            let RowKind::Labelled(index) = row.kind else { continue };
            let codes = &layout.rows[index].economic;
            let is_part = |part: &&FactRow| part.economic.is_some_and(|code| codes.contains(&code));
            for (column, id) in row.figures() {
                let parts: Vec<ClaimId> = table.rows.iter().filter(is_part).filter_map(|r| r.figure(column)).collect();
                if codes.is_empty() {
                    continue;
                }
                if parts.is_empty() {
                    out.could_not("表中没有相应的经济分类“类”", Some(row.name_span));
                } else {
                    add_up(manual, case, id, &parts, &row.name, out);
                }
            }
        }
    }
}

/// The row of a key.
fn labelled_row<'a>(table: &'a FactTable, layout: &Layout, key: &str) -> Option<&'a FactRow> {
    let index = layout.row(key)?;
    table.rows.iter().find(|row| row.kind == RowKind::Labelled(index))
}

/// The row of a key or, where the table leaves it out, those of its parts.
fn standing<'a>(table: &'a FactTable, layout: &Layout, key: &str, rows: &mut Vec<&'a FactRow>) {
    if let Some(row) = labelled_row(table, layout, key) {
        if !rows.iter().any(|other| std::ptr::eq(*other, row)) {
            rows.push(row);
        }
    } else if let Some(index) = layout.row(key)
        && let Some(keys) = layout.rows[index].sums.first()
    {
        keys.iter().for_each(|key| standing(table, layout, key, rows));
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
            let parts: Vec<(ClaimId, &Claim)> = figures.iter().map(|id| (*id, case.disclosure.claim(*id))).collect();
            // 本年支出合计 and 结转下年 stand between the 类 and the total in some places.
            if !sums::agrees(case.disclosure.claim(id), &parts) && (parts.is_empty() || table_is_unread(case, table)) {
                out.could_not("表中有的项目不能识别", Some(total.name_span));
                continue;
            }
            add_up(manual, case, id, &figures, &format!("{}（{}）", total.name, column_name(layout, column)), out);
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

/// Compares a printed total with its parts and records the verdict under the total's name.
fn add_up(manual: &Manual, case: &Case<'_>, total: ClaimId, parts: &[ClaimId], name: &str, out: &mut Outcome) {
    let disclosure: &Disclosure = case.disclosure;
    let mut claim = disclosure.claim(total).clone();
    name.clone_into(&mut claim.label);
    let parts: Vec<(ClaimId, &Claim)> = parts.iter().map(|id| (*id, disclosure.claim(*id))).collect();
    sums::compare(manual, (total, &claim), &parts, out);
}

/// Rows that no other row of the table stands below.
pub fn is_leaf(table: &FactTable, row: &FactRow) -> bool {
    let Some(code) = row.function else { return true };
    !table.rows.iter().any(|other| other.function.is_some_and(|below| below != code && below.is_within(code)))
}

/// The code rows of each budget unit with the row of the unit, for tables that are grouped by unit.
fn unit_groups(table: &FactTable) -> Vec<(Option<&FactRow>, Vec<&FactRow>)> {
    let mut groups: Vec<(Option<&FactRow>, Vec<&FactRow>)> = vec![(None, Vec::new())];
    for row in &table.rows {
        match row.kind {
            RowKind::Unit => groups.push((Some(row), Vec::new())),
            RowKind::Code => groups.last_mut().expect("one group is always open").1.push(row),
            _ => {}
        }
    }
    groups
}

/// The rows right below a row: within its code, with no other row of the group between.
fn children<'a>(rows: &[&'a FactRow], at: usize) -> Vec<&'a FactRow> {
    let row = rows[at];
    let is_below = |low: &FactRow, high: &FactRow| {
        !std::ptr::eq(low, high) && (is_within(low, high) || is_project_of(rows, low, high))
    };
    let below: Vec<&FactRow> = rows.iter().copied().filter(|child| is_below(child, row)).collect();
    below.iter().copied().filter(|child| !below.iter().any(|between| is_below(child, between))).collect()
}

/// Whether the code of a row stands below the code of another.
fn is_within(low: &FactRow, high: &FactRow) -> bool {
    match (low.function, high.function, low.economic, high.economic) {
        (Some(low), Some(high), _, _) => low != high && low.is_within(high),
        (_, _, Some(low), Some(high)) => low != high && low.is_within(high),
        _ => false,
    }
}

/// Whether a row is a project under the row of its own code, which comes first and names none.
fn is_project_of(rows: &[&FactRow], low: &FactRow, high: &FactRow) -> bool {
    let mut same = rows.iter().filter(|row| row.function.is_some() && row.function == high.function);
    let is_first = same.next().is_some_and(|first| std::ptr::eq(*first, high));
    // A row without a project has the name that the rows of the codes above it have: that of the unit or none. Projects of
    // one name may stand under several codes.
    let names_none =
        || high.project.is_none() || rows.iter().any(|row| is_within(high, row) && row.project == high.project);
    is_first
        && low.function == high.function
        && same.all(|row| row.project.is_some() && row.project != high.project)
        && names_none()
}

/// The rows that the total row adds up, as far as tables differ: units, items, the highest codes.
fn tops(table: &FactTable) -> Vec<Vec<&FactRow>> {
    let of = |kind: RowKind| -> Vec<&FactRow> { table.rows.iter().filter(|row| row.kind == kind).collect() };
    let mut highest = Vec::new();
    for (_, rows) in unit_groups(table) {
        let below: Vec<&FactRow> = (0..rows.len()).flat_map(|at| children(&rows, at)).collect();
        highest.extend(rows.into_iter().filter(|row| !below.iter().any(|child| std::ptr::eq(*child, *row))));
    }
    [of(RowKind::Unit), of(RowKind::Item), highest].into_iter().filter(|rows| !rows.is_empty()).collect()
}
