//! Order and detail of code rows.

use disclosure::{FactRow, FactTable, RowKind, Span};
use findings::{Finding, Outcome};
use taxonomy::{Level, Shape};

use super::judge;
use crate::{Case, Manual};

/// The rows of a table in groups of one budget unit.
fn groups(table: &FactTable) -> Vec<Vec<&FactRow>> {
    let mut groups: Vec<Vec<&FactRow>> = vec![Vec::new()];
    let mut last_place = 0;
    for row in &table.rows {
        // Where the rows go back to the top of the table, the next block of codes begins.
        let place = row.name_span.text.index();
        if place < last_place {
            groups.push(Vec::new());
        }
        last_place = place;
        match row.kind {
            RowKind::Unit => groups.push(Vec::new()),
            RowKind::Code => groups.last_mut().expect("one group is always open").push(row),
            _ => {}
        }
    }
    groups
}

fn code_tables<'a>(case: &Case<'a>, economic: bool) -> impl Iterator<Item = &'a FactTable> {
    let taxonomy = case.taxonomy;
    case.disclosure.tables.iter().filter(move |table| {
        taxonomy.layout(&table.layout).is_some_and(|layout| layout.shape == Shape::Codes && layout.economic == economic)
    })
}

fn digits(row: &FactRow) -> Option<String> {
    row.function.map(|code| code.to_string()).or_else(|| row.economic.map(|code| code.to_string()))
}

/// Reports rows that do not stand in ascending order of their codes, one finding a document.
pub(super) fn order(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut misplaced: Vec<(Span, String, String)> = Vec::new();
    let mut n_groups = 0;
    for table in code_tables(case, false).chain(code_tables(case, true)) {
        for group in groups(table) {
            let mut last = String::new();
            for row in &group {
                let Some(code) = digits(row) else { continue };
                if code < last {
                    misplaced.push((row.name_span, code, last.clone()));
                } else {
                    last = code;
                }
            }
            n_groups += usize::from(group.len() > 1);
        }
    }
    let [(span, code, last), rest @ ..] = misplaced.as_slice() else {
        if n_groups > 0 {
            out.held([]);
        } else {
            out.not_applicable("文中没有印有科目编码的表");
        }
        return;
    };
    let mut finding = Finding::new(manual.code, manual.severity, *span, judge::spaced(code))
        .say("code", judge::spaced(code))
        .say("last", judge::spaced(last))
        .say("n", misplaced.len().to_string());
    for (span, code, _) in rest {
        finding = finding.evidence(*span, judge::spaced(code));
    }
    out.broken([], finding);
}

/// Checks that functional tables go down to 项.
pub(super) fn items(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    detail(manual, case, false, Level::Item, out);
}

/// Checks that the table of basic expenditure goes down to 款.
pub(super) fn sections(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    detail(manual, case, true, Level::Section, out);
}

fn detail(manual: &Manual, case: &Case<'_>, economic: bool, deepest: Level, out: &mut Outcome) {
    let mut found = false;
    for table in code_tables(case, economic) {
        let rows: Vec<(&FactRow, String)> = table
            .rows
            .iter()
            .filter(|row| row.kind == RowKind::Code)
            .filter(|row| row.figures().any(|(_, id)| !case.disclosure.claim(id).amount.value().is_zero()))
            .filter_map(|row| digits(row).map(|code| (row, code)))
            .collect();
        if rows.is_empty() {
            continue;
        }
        found = true;
        let is_deep = |code: &str| code.len() == if deepest == Level::Item { 7 } else { 5 };
        let name = case.taxonomy.layout(&table.layout).map_or(table.layout.as_str(), |layout| layout.name.as_str());
        // 预备费 and the like have nothing below them.
        let has_below = |row: &FactRow| match (row.function, row.economic) {
            (Some(code), _) => case.taxonomy.functional.entries().iter().any(|entry| entry.code.parent() == Some(code)),
            (_, Some(code)) => case.taxonomy.economic.entries().iter().any(|entry| entry.code.parent() == Some(code)),
            _ => false,
        };
        let open = |(row, code): &&(&FactRow, String)| {
            !is_deep(code)
                && has_below(row)
                && !rows.iter().any(|(_, other)| other.len() > code.len() && other.starts_with(code.as_str()))
        };
        let lacking: Vec<&(&FactRow, String)> = rows.iter().filter(open).collect();
        let [(first, code), rest @ ..] = lacking.as_slice() else {
            out.held([]);
            continue;
        };
        let names: Vec<String> =
            lacking.iter().map(|(row, code)| format!("{}{}", judge::spaced(code), row.name)).collect();
        let mut finding = Finding::new(manual.code, manual.severity, first.name_span, judge::spaced(code))
            .say("table", format!("《{name}》"))
            .say("names", names.join("、"));
        for (row, code) in rest {
            finding = finding.evidence(row.name_span, judge::spaced(code));
        }
        out.broken([], finding);
    }
    if !found {
        out.not_applicable("文中没有这类科目编码的表，或表中没有金额");
    }
}
