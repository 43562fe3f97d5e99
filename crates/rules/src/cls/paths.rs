//! Function names in running text.

use std::collections::BTreeMap;

use disclosure::{Passage, PassageKind, Span};
use findings::{Finding, Outcome, Severity};
use taxonomy::{Confidence, FunctionCode, Level, bare};

use super::judge;
use crate::{Case, Manual, facts, words::Words};

/// What is wrong with a name of running text.
#[derive(Clone)]
struct Fault {
    severity: Severity,
    level: Level,
    official: String,
    note: String,
}

/// The names of 类 that were replaced.
struct OldNames {
    /// With their codes: `医疗卫生与计划生育支出=210` in the head of the page.
    names: Vec<(String, FunctionCode)>,
    /// The first two characters of each. Most documents hold none of them.
    begins: Words,
}

impl OldNames {
    fn of(manual: &Manual) -> Self {
        let parse = |text: &str| {
            let (name, code) = text.split_once('=')?;
            Some((bare(name), FunctionCode::parse(code)?))
        };
        let names: Vec<_> = facts::strings(manual, "old").into_iter().filter_map(parse).collect();
        let begin = |name: &String| name.chars().take(2).collect::<String>();
        let begins = Words::new(names.iter().map(|(name, _)| begin(name)));
        Self { names, begins }
    }
}

/// The official name of a code.
fn official(case: &Case<'_>, code: FunctionCode) -> String {
    let list = &case.taxonomy.functional;
    list.name(code, case.disclosure.year).or_else(|| list.name(code, None)).unwrap_or_default().to_owned()
}

fn categories<'a>(case: &Case<'a>) -> impl Iterator<Item = (FunctionCode, String)> + 'a {
    let entries = case.taxonomy.functional.entries().iter();
    entries.filter(|entry| entry.code.level() == Level::Category).map(|entry| (entry.code, bare(&entry.name)))
}

/// Reports 类 names of running text that the list does not have.
pub(super) fn category(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let old = manual.keep(OldNames::of);
    let categories: Vec<(FunctionCode, String)> = categories(case).collect();
    let mut faults: BTreeMap<String, (Fault, Vec<Span>)> = BTreeMap::new();
    for naming in &case.disclosure.namings {
        for (_, name, span) in naming.names.iter().filter(|(level, ..)| *level == Level::Category) {
            match category_fault(case, name, &old.names, &categories) {
                None => out.held([]),
                Some(fault) => faults.entry(name.clone()).or_insert((fault, Vec::new())).1.push(*span),
            }
        }
    }
    for (name, span, code) in unmarked(case, old) {
        let fault = Fault {
            severity: manual.severity,
            level: Level::Category,
            official: official(case, code),
            note: String::new(),
        };
        faults.entry(name).or_insert((fault, Vec::new())).1.push(span);
    }
    if case.disclosure.namings.is_empty() && faults.is_empty() {
        out.not_applicable("文中没有按类、款、项列示的科目名称");
    }
    report(manual, faults, out);
}

fn category_fault(
    case: &Case<'_>,
    name: &str,
    old: &[(String, FunctionCode)],
    categories: &[(FunctionCode, String)],
) -> Option<Fault> {
    let list = &case.taxonomy.functional;
    let fault = |severity, code: FunctionCode| {
        Some(Fault { severity, level: Level::Category, official: official(case, code), note: String::new() })
    };
    if !list.with_name(name, Level::Category, None).is_empty() {
        return None;
    }
    if let Some((_, code)) = old.iter().find(|(old, _)| old == name) {
        return fault(Severity::Warning, *code);
    }
    // Words of the sentence before the name are no part of it, unless they are of an old name.
    if let Some((code, rest)) =
        categories.iter().find_map(|(code, word)| Some((*code, name.strip_suffix(word.as_str())?)))
    {
        let is_hybrid = old.iter().any(|(old, of)| *of == code && rest.chars().count() >= 2 && old.starts_with(rest));
        return if is_hybrid { fault(Severity::Warning, code) } else { None };
    }
    // 教育（类）: most places print the name without its 支出, and so do the templates.
    if categories.iter().any(|(_, word)| word.strip_suffix("支出") == Some(name)) {
        return None;
    }
    if let Some((code, _)) = categories.iter().find(|(_, word)| judge::is_style(word, name)) {
        return fault(Severity::Info, *code);
    }
    match list.nearest(name, Level::Category, None) {
        Some(code) => fault(Severity::Warning, code),
        None => Some(Fault {
            severity: Severity::Info,
            level: Level::Category,
            official: "（无）".into(),
            note: "，请核对".into(),
        }),
    }
}

/// Old and mixed names with an amount behind them, in running text: 医疗卫生健康支出 34.97 万元.
fn unmarked(case: &Case<'_>, old: &OldNames) -> Vec<(String, Span, FunctionCode)> {
    // The names in use date from the reform of 2018 and hold from the budget of 2019 on.
    if case.disclosure.year.is_some_and(|year| year < 2019) {
        return Vec::new();
    }
    let is_suspect =
        |passage: &&Passage| passage.kind == PassageKind::Paragraph && old.begins.stand_in(passage.folded.as_str());
    let suspects: Vec<&Passage> = case.disclosure.passages.iter().filter(is_suspect).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let mut wrong: Vec<(String, FunctionCode)> = old.names.clone();
    for (code, name) in categories(case) {
        for (old, _) in old.names.iter().filter(|(_, of)| *of == code) {
            let starts = old.char_indices().map(|(at, _)| at).skip(2);
            wrong.extend(starts.map(|end| (format!("{}{name}", &old[..end]), code)));
        }
    }
    // The longest name first, so that a mixed name is not taken for a part of it.
    wrong.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    wrong.dedup();
    let mut found = Vec::new();
    for passage in suspects {
        let text = passage.folded.as_str();
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        for (name, code) in &wrong {
            for (at, _) in text.match_indices(name.as_str()) {
                let end = at + name.len();
                let rest = text[end..].trim_start_matches(['等', '为', '预', '决', '算', '数']);
                let has_amount = rest.starts_with(|c: char| c.is_ascii_digit());
                if has_amount && !taken.iter().any(|range| range.start < end && at < range.end) {
                    taken.push(at..end);
                    found.push((name.clone(), passage.folded_part(at..end), *code));
                }
            }
        }
    }
    found
}

/// Reports 款 and 项 names of running text that the list does not have under their parent.
pub(super) fn below(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    deeper(manual, case, false, out);
}

/// Reports 款 and 项 of running text that belong to another parent.
pub(super) fn belonging(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    deeper(manual, case, true, out);
}

fn deeper(manual: &Manual, case: &Case<'_>, elsewhere: bool, out: &mut Outcome) {
    let mut faults: BTreeMap<String, (Fault, Vec<Span>)> = BTreeMap::new();
    let mut found = false;
    for naming in &case.disclosure.namings {
        let mut parent: Option<FunctionCode> = None;
        let mut is_guess = false;
        for (level, name, span) in &naming.names {
            if is_guess {
                out.could_not(format!("“{name}”的上级科目名称有误，无法核对"), Some(*span));
                break;
            }
            let Some(above) = parent.filter(|above| Some(above.level()) == level_above(*level)) else {
                if *level != Level::Category {
                    break;
                }
                parent = resolve(case, name, *level, None);
                is_guess = is_guessed(case, name, *level, None);
                continue;
            };
            found = true;
            parent = resolve(case, name, *level, Some(above));
            // What stands below a name that was only guessed cannot be judged.
            is_guess |= is_guessed(case, name, *level, Some(above));
            match fault(case, name, *level, above) {
                None => out.held([]),
                Some((of_other, fault)) if of_other == elsewhere => {
                    faults.entry(format!("{name}\u{1}{above}")).or_insert((fault, Vec::new())).1.push(*span);
                }
                Some(_) => {}
            }
        }
    }
    if !found {
        out.not_applicable("文中没有写到款、项的科目名称");
    }
    report(manual, faults, out);
}

fn level_above(level: Level) -> Option<Level> {
    match level {
        Level::Category => None,
        Level::Section => Some(Level::Category),
        Level::Item => Some(Level::Section),
    }
}

fn resolve(case: &Case<'_>, name: &str, level: Level, parent: Option<FunctionCode>) -> Option<FunctionCode> {
    let list = &case.taxonomy.functional;
    let exact = list.with_name(name, level, parent).first().copied();
    exact.or_else(|| suffix(case, name, level, parent)).or_else(|| list.nearest(name, level, parent))
}

/// Whether a name was resolved by likeness alone.
fn is_guessed(case: &Case<'_>, name: &str, level: Level, parent: Option<FunctionCode>) -> bool {
    let list = &case.taxonomy.functional;
    let of_parent = |code: FunctionCode| code.level() == level && (parent.is_none() || code.parent() == parent);
    let like = |entry: &&taxonomy::Entry<FunctionCode>| of_parent(entry.code) && judge::is_style(&entry.name, name);
    list.with_name(name, level, parent).is_empty()
        && suffix(case, name, level, parent).is_none()
        && !list.entries().iter().any(|entry| like(&entry))
}

/// A name behind words of the sentence: 用于一般公共服务支出(类).
fn suffix(case: &Case<'_>, name: &str, level: Level, parent: Option<FunctionCode>) -> Option<FunctionCode> {
    let fits = |code: FunctionCode| code.level() == level && (parent.is_none() || code.parent() == parent);
    let entries = case.taxonomy.functional.entries().iter().filter(|entry| fits(entry.code));
    entries
        .filter(|entry| name.ends_with(&bare(&entry.name)))
        .max_by_key(|entry| entry.name.len())
        .map(|entry| entry.code)
}

/// What is wrong with a name under a parent, and whether it belongs to another parent.
fn fault(case: &Case<'_>, name: &str, level: Level, above: FunctionCode) -> Option<(bool, Fault)> {
    let list = &case.taxonomy.functional;
    if !list.with_name(name, level, Some(above)).is_empty() {
        return None;
    }
    // A name that the document's own tables print under this parent is a matter of the rule on tables.
    let rows = case.disclosure.tables.iter().flat_map(|table| &table.rows);
    let mut codes = rows.filter(|row| bare(&row.name) == name).filter_map(|row| row.function);
    if codes.any(|code| code.parent() == Some(above)) {
        return None;
    }
    let make = |severity, official: String, note: String| Fault { severity, level, official, note };
    let children = || list.entries().iter().filter(|entry| entry.code.parent() == Some(above));
    if let Some(entry) = children().find(|entry| judge::is_style(&entry.name, name)) {
        return Some((false, make(Severity::Info, entry.name.clone(), String::new())));
    }
    let is_known = |code: &FunctionCode| list.names(*code, None).any(|entry| entry.confidence <= Confidence::B);
    let others = list.with_name(name, level, None);
    if let [other, ..] = others.as_slice() {
        // Names that stand under many parents (行政运行) may stand under this one too; the list is not complete.
        let severity =
            if others.len() <= 3 && others.iter().any(is_known) { Severity::Warning } else { Severity::Info };
        let at = other.parent().map(|parent| official(case, parent)).unwrap_or_default();
        let note = format!("，该名称属于“{at}”（{}）", judge::spaced(&other.to_string()));
        return Some((true, make(severity, official(case, above), note)));
    }
    match list.nearest(name, level, Some(above)) {
        Some(code) => {
            let severity = if is_known(&code) { Severity::Warning } else { Severity::Info };
            Some((false, make(severity, official(case, code), String::new())))
        }
        None => {
            let is_category = !list.with_name(name, Level::Category, None).is_empty();
            let severity = if is_category { Severity::Warning } else { Severity::Info };
            let note = if is_category { "，这是类的名称" } else { "，请核对" };
            Some((false, make(severity, "（无）".into(), note.into())))
        }
    }
}

/// One finding for each name, at all its places.
fn report(manual: &Manual, faults: BTreeMap<String, (Fault, Vec<Span>)>, out: &mut Outcome) {
    for (key, (fault, spans)) in faults {
        let name = key.split('\u{1}').next().unwrap_or("").to_owned();
        let [first, rest @ ..] = spans.as_slice() else { continue };
        let mut finding = Finding::new(manual.code, fault.severity.min(manual.severity), *first, name.clone())
            .figures(name, fault.official.clone(), "")
            .say("level", fault.level.name())
            .say("note", fault.note.clone());
        for span in rest {
            finding = finding.evidence(*span, "同一名称");
        }
        out.broken([], finding);
    }
}
