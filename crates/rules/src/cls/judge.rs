//! A printed code and name against the list of codes.

use std::collections::BTreeMap;

use disclosure::{FactRow, FactTable, Span};
use findings::Finding;
use taxonomy::{Classification, Code, Confidence, Entry, FunctionCode, Level, Shape, bare};

use crate::Case;

/// One name that the tables print for a code, and all rows that do.
pub(super) struct Printed<'a, C> {
    /// The code.
    pub code: C,
    /// The folded name.
    pub name: String,
    /// The rows, in the document's order.
    pub rows: Vec<(&'a FactTable, &'a FactRow)>,
}

/// What the list says of a printed name.
#[derive(Clone, Debug)]
pub(super) enum Verdict<C> {
    /// It is the code's name.
    Right,
    /// It is the code's name but for a final 支出, a bracket or its end.
    Style(String),
    /// It is the name of another code beside it; whether the list can be trusted in this.
    Sibling(C, String, bool),
    /// The code has another name; whether the list can be trusted in this.
    Wrong(String, bool),
    /// The list does not have the code.
    Unlisted,
}

/// The names that the tables print for functional codes.
pub(super) fn functions<'a>(case: &Case<'a>) -> Vec<Printed<'a, FunctionCode>> {
    printed(case, |row| row.function)
}

/// The names that the tables print for economic codes.
pub(super) fn economics<'a>(case: &Case<'a>) -> Vec<Printed<'a, taxonomy::EconomicCode>> {
    printed(case, |row| row.economic)
}

fn printed<'a, C: Code>(case: &Case<'a>, code_of: fn(&FactRow) -> Option<C>) -> Vec<Printed<'a, C>> {
    let mut groups: BTreeMap<(C, String), Vec<(&'a FactTable, &'a FactRow)>> = BTreeMap::new();
    for table in &case.disclosure.tables {
        for row in &table.rows {
            let name = bare(&row.name);
            // A row of a project has the code of what pays for it, and its own name.
            let is_project = row.project.as_deref().is_some_and(|project| bare(project) == name);
            if let Some(code) = code_of(row).filter(|_| !name.is_empty() && !is_project) {
                groups.entry((code, name)).or_default().push((table, row));
            }
        }
    }
    groups.into_iter().map(|((code, name), rows)| Printed { code, name, rows }).collect()
}

/// Judges a printed name.
pub(super) fn judge<C: Code>(list: &Classification<C>, code: C, name: &str, year: Option<u16>) -> Verdict<C> {
    if !list.lists(code) {
        return Verdict::Unlisted;
    }
    let mut official: Vec<&Entry<C>> = list.names(code, year).collect();
    // Years are the weakest part of the list: where a row is not verified, a name of any year will do.
    let is_sure = !official.is_empty() && official.iter().all(|entry| entry.confidence <= Confidence::B);
    if !is_sure {
        official.extend(list.names(code, None));
    }
    if official.iter().any(|entry| bare(&entry.name) == name) {
        return Verdict::Right;
    }
    if let Some(entry) = official.iter().find(|entry| is_style(&entry.name, name)) {
        return Verdict::Style(entry.name.clone());
    }
    let siblings = list.with_name(name, code.level(), code.parent());
    if let Some(sibling) = siblings.into_iter().find(|sibling| *sibling != code) {
        let entry = list.names(sibling, None).next();
        let trusted = is_sure || entry.is_some_and(|entry| is_trusted(list, entry));
        return Verdict::Sibling(sibling, official[0].name.clone(), trusted);
    }
    Verdict::Wrong(official[0].name.clone(), is_trusted(list, official[0]))
}

/// Whether two names differ in nothing but a final 支出, brackets, joining words or a cut end.
pub(super) fn is_style(official: &str, printed: &str) -> bool {
    let (a, b) = (essence(official), essence(printed));
    let is_cut = a.starts_with(&b) && b.chars().count() * 3 >= a.chars().count() * 2 && b.chars().count() >= 6;
    !b.is_empty() && (a == b || is_cut)
}

fn essence(name: &str) -> String {
    let mut depth = 0;
    let mut kept = String::new();
    for c in bare(name).chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '和' | '与' | '及' | '、' | '的' | '-' | '.' => {}
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.strip_suffix("支出").unwrap_or(&kept).to_owned()
}

/// Whether a row of the list was read in a document, or follows from the way the classification is built: 99 is 其他
/// with the name above it, 01 to 03 and 50 are the same under every 款 of 201.
fn is_trusted<C: Code>(list: &Classification<C>, entry: &Entry<C>) -> bool {
    if entry.confidence <= Confidence::B {
        return true;
    }
    let name = bare(&entry.name);
    let above = entry.code.parent().and_then(|parent| list.names(parent, None).next());
    let is_rest = above.is_some_and(|above| essence(&name) == format!("其他{}", essence(&above.name)));
    is_rest || matches!(name.as_str(), "行政运行" | "一般行政管理事务" | "机关服务" | "事业运行")
}

/// Whether a row stands in a two-sided table, whose labels are part of the form.
pub(super) fn is_two_sided(case: &Case<'_>, table: &FactTable) -> bool {
    case.taxonomy.layout(&table.layout).is_some_and(|layout| layout.shape == Shape::TwoSided)
}

/// Whether any of the rows has money.
pub(super) fn has_money<C>(case: &Case<'_>, printed: &Printed<'_, C>) -> bool {
    let money = |row: &FactRow| row.figures().any(|(_, id)| !case.disclosure.claim(id).amount.value().is_zero());
    printed.rows.iter().any(|(_, row)| money(row))
}

/// The code as it is printed in tables: 201 03 02.
pub(super) fn spaced(code: &str) -> String {
    let mut out = String::new();
    for (i, c) in code.chars().enumerate() {
        if i >= 3 && (i - 3).is_multiple_of(2) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// The first row's name, then its code, then the other rows.
pub(super) fn with_rows<C>(mut finding: Finding, printed: &Printed<'_, C>) -> Finding {
    for (i, (_, row)) in printed.rows.iter().enumerate() {
        if i > 0 {
            finding = finding.evidence(row.name_span, "科目名称");
        }
        if let Some(code) = row.code_span.filter(|code| *code != row.name_span) {
            finding = finding.evidence(code, "科目编码");
        }
    }
    finding
}

/// Where the name stands first.
pub(super) fn first_span<C>(printed: &Printed<'_, C>) -> Option<Span> {
    printed.rows.first().map(|(_, row)| row.name_span)
}

/// The tables that print a name, for messages.
pub(super) fn tables_of<C>(case: &Case<'_>, printed: &Printed<'_, C>) -> String {
    let mut names: Vec<String> = Vec::new();
    for (table, _) in &printed.rows {
        let name = case.taxonomy.layout(&table.layout).map_or(table.layout.as_str(), |layout| layout.name.as_str());
        let name = format!("《{name}》");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("、")
}

/// The level of a code in words.
pub(super) fn level_name<C: Code>(code: C) -> &'static str {
    Level::name(code.level())
}
