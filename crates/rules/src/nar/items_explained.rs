//! NAR114: every item of the general public table is explained in the text.

use std::collections::BTreeSet;

use disclosure::{FactRow, FactTable, RowKind, Span};
use findings::{Finding, Outcome};
use taxonomy::{FunctionCode, Level, bare};

use crate::{Case, Manual};

/// Flags items of the table that the text passes over, where it explains the others one by one.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let Some(table) = disclosure.tables.iter().find(|table| table.layout.ends_with("general-public")) else {
        out.not_applicable("文中没有一般公共预算支出表");
        return;
    };
    // 类、款、项 in full is how an item is explained; a bare name may only mention it.
    let explained =
        disclosure.namings.iter().filter(|naming| naming.names.iter().any(|(level, ..)| *level == Level::Item));
    let names: BTreeSet<String> = explained
        .clone()
        .filter_map(|naming| naming.names.iter().find(|(level, ..)| *level == Level::Item))
        .map(|(_, name, _)| stem(name))
        .collect();
    let codes: BTreeSet<FunctionCode> = explained.clone().filter_map(|naming| naming.code).collect();
    let items = items(case, table);
    let is_explained = |row: &FactRow| {
        let official = row.function.and_then(|code| case.taxonomy.functional.name(code, disclosure.year));
        row.function.is_some_and(|code| codes.contains(&code))
            || names.contains(&stem(&row.name))
            || official.is_some_and(|name| names.contains(&stem(name)))
    };
    let (with, without): (Vec<&FactRow>, Vec<&FactRow>) = items.iter().partition(|row| is_explained(row));
    // Some places explain only what matters most: a text that passes over most items does not mean to.
    if with.is_empty() || with.len() < without.len() {
        out.not_applicable("说明没有逐项列出支出科目");
        return;
    }
    // A paragraph under a name that no table has explains an item under a wrong or old name; that is a matter of
    // the rules on names.
    let misnamed = misnamed(case);
    if !without.is_empty() && misnamed.len() >= without.len() {
        out.held([]);
        return;
    }
    let figures = |rows: &[&FactRow]| -> Vec<_> { rows.iter().filter_map(|row| amount(row)).collect() };
    let Some(first) = without.first().and_then(|row| amount(row)) else {
        // That items are explained says nothing of their amounts: none counts as compared.
        out.held([]);
        return;
    };
    let listed: Vec<String> = without.iter().map(|row| row.name.clone()).collect();
    let mut finding = Finding::new(manual.code, manual.severity, disclosure.claim(first).span, without[0].name.clone())
        .say("n", with.len().to_string())
        .say("all", items.len().to_string())
        .say("missing", listed.join("、"));
    for row in &without[1..] {
        if let Some(id) = amount(row) {
            finding = finding.evidence(disclosure.claim(id).span, row.name.clone());
        }
    }
    for span in misnamed {
        finding = finding.evidence(span, "各表中都没有的名称");
    }
    let heading = explained.clone().find_map(|naming| disclosure.section(naming.section));
    if let Some(section) = heading {
        finding = finding.evidence(section.span, "逐项说明");
    }
    out.broken(figures(&without), finding);
}

/// Where the text explains an item under a name that stands in no table of the document.
fn misnamed(case: &Case<'_>) -> Vec<Span> {
    let disclosure = case.disclosure;
    let rows = || disclosure.tables.iter().flat_map(|table| &table.rows);
    let printed: BTreeSet<String> = rows().map(|row| stem(&row.name)).collect();
    let codes: BTreeSet<FunctionCode> = rows().filter_map(|row| row.function).collect();
    let names = disclosure.namings.iter().filter(|naming| naming.amount.is_some());
    let names = names.filter(|naming| naming.code.is_none_or(|code| !codes.contains(&code)));
    let items = names.filter_map(|naming| naming.names.iter().find(|(level, ..)| *level == Level::Item));
    let mut unknown: Vec<(String, Span)> =
        items.map(|(_, name, span)| (stem(name), *span)).filter(|(name, _)| !printed.contains(name)).collect();
    unknown.sort();
    unknown.dedup_by(|a, b| a.0 == b.0);
    unknown.into_iter().map(|(_, span)| span).collect()
}

/// The rows of items with an amount.
fn items<'a>(case: &Case<'_>, table: &'a FactTable) -> Vec<&'a FactRow> {
    let is_item = |row: &&FactRow| {
        row.kind == RowKind::Code
            && row.function.is_some_and(|code| code.level() == Level::Item)
            && amount(row).is_some_and(|id| !case.disclosure.claim(id).amount.value().is_zero())
    };
    table.rows.iter().filter(is_item).collect()
}

/// The first figure of a row: its total.
fn amount(row: &FactRow) -> Option<disclosure::ClaimId> {
    row.figures().next().map(|(_, id)| id)
}

fn stem(name: &str) -> String {
    bare(name).trim_end_matches("支出").to_owned()
}
