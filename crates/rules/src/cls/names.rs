//! Codes and names in tables.

use std::fmt::Display;

use findings::{Finding, Outcome, Severity};
use taxonomy::{Classification, Code, Confidence, bare};

use super::judge::{self, Printed, Verdict};
use crate::{Case, Manual};

/// Which rules a name is a matter of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Another,
    Sibling,
    TwoSided,
    Economic,
}

/// Reports functional codes that are printed with another name than the list's.
pub(super) fn function(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, &case.taxonomy.functional, &judge::functions(case), Kind::Another, out);
}

/// Reports functional codes that are printed with the name of another code beside them.
pub(super) fn sibling(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, &case.taxonomy.functional, &judge::functions(case), Kind::Sibling, out);
}

/// Reports 类 of two-sided tables that are printed with another name than the list's.
pub(super) fn two_sided(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, &case.taxonomy.functional, &judge::functions(case), Kind::TwoSided, out);
}

/// Reports economic codes that are printed with another name than the list's.
pub(super) fn economic(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    check(manual, case, &case.taxonomy.economic, &judge::economics(case), Kind::Economic, out);
}

fn check<C: Code + Display>(
    manual: &Manual,
    case: &Case<'_>,
    list: &Classification<C>,
    printed: &[Printed<'_, C>],
    kind: Kind,
    out: &mut Outcome,
) {
    if printed.is_empty() {
        out.not_applicable("文中没有印有科目编码的表");
        return;
    }
    let year = case.disclosure.year;
    for group in printed {
        let is_form = group.rows.iter().all(|(table, _)| judge::is_two_sided(case, table));
        if kind != Kind::Economic && is_form != (kind == Kind::TwoSided) {
            continue;
        }
        let verdict = judge::judge(list, group.code, &group.name, year);
        let others: Vec<&Printed<'_, C>> =
            printed.iter().filter(|other| other.code == group.code && other.name != group.name).collect();
        let is_right =
            |other: &&&Printed<'_, C>| matches!(judge::judge(list, other.code, &other.name, year), Verdict::Right);
        let contradicted = others.iter().find(is_right);
        let (official, trusted, note) = match (&verdict, kind) {
            (Verdict::Right, _) => {
                out.held([]);
                continue;
            }
            (Verdict::Unlisted, _) => continue,
            (Verdict::Style(official), Kind::Another | Kind::TwoSided | Kind::Economic) => {
                (official, false, String::new())
            }
            (Verdict::Wrong(official, trusted), Kind::Another | Kind::TwoSided | Kind::Economic) => {
                (official, *trusted, String::new())
            }
            (Verdict::Sibling(other, official, trusted), Kind::Sibling | Kind::TwoSided | Kind::Economic) => {
                let note = format!("，“{}”的编码是{}", group.name, judge::spaced(&other.to_string()));
                (official, *trusted, note)
            }
            _ => continue,
        };
        let Some(span) = judge::first_span(group) else { continue };
        let is_style = matches!(verdict, Verdict::Style(_));
        // Labels of rows without money belong to the printed form.
        let is_blank_form = is_form && !judge::has_money(case, group);
        let severity = match (is_style || is_blank_form, trusted || contradicted.is_some()) {
            (true, _) | (_, false) => Severity::Info,
            (false, true) => manual.severity,
        };
        let doubt = if is_style || trusted || contradicted.is_some() { "" } else { "（科目表此行未核）" };
        let mut finding = Finding::new(manual.code, severity, span, group.name.clone())
            .figures(group.name.clone(), official.clone(), "")
            .say("code", judge::spaced(&group.code.to_string()))
            .say("level", judge::level_name(group.code))
            .say("tables", judge::tables_of(case, group))
            .say("note", format!("{note}{doubt}"))
            .fix(official.clone(), false);
        finding = judge::with_rows(finding, group);
        for other in others {
            if let Some(span) = judge::first_span(other) {
                finding = finding.evidence(span, "同一编码在他表的名称");
            }
        }
        out.broken([], finding);
    }
}

/// Reports codes with several names of which the list cannot say which is right.
pub(super) fn several_names(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let functions = judge::functions(case);
    let economics = judge::economics(case);
    if functions.is_empty() && economics.is_empty() {
        out.not_applicable("文中没有印有科目编码的表");
    }
    one_name(manual, case, &case.taxonomy.functional, &functions, out);
    one_name(manual, case, &case.taxonomy.economic, &economics, out);
}

fn one_name<C: Code + Display>(
    manual: &Manual,
    case: &Case<'_>,
    list: &Classification<C>,
    printed: &[Printed<'_, C>],
    out: &mut Outcome,
) {
    let verdict = |group: &Printed<'_, C>| judge::judge(list, group.code, &group.name, case.disclosure.year);
    for group in printed.chunk_by(|a, b| a.code == b.code) {
        let [_, _, ..] = group else {
            if group[0].rows.len() > 1 {
                out.held([]);
            }
            continue;
        };
        // Where the list knows the right name, the rule on names says which of them is wrong.
        let is_known = group.iter().any(|g| matches!(verdict(g), Verdict::Right | Verdict::Style(_)))
            || group.iter().all(|g| matches!(verdict(g), Verdict::Wrong(_, true) | Verdict::Sibling(_, _, true)));
        if is_known {
            out.held([]);
            continue;
        }
        let mut order: Vec<&Printed<'_, C>> = group.iter().collect();
        order.sort_by_key(|g| g.rows.len());
        let alike = order
            .windows(2)
            .all(|pair| judge::is_style(&pair[0].name, &pair[1].name) || judge::is_style(&pair[1].name, &pair[0].name));
        let Some(span) = judge::first_span(order[0]) else { continue };
        let names: Vec<String> =
            order.iter().map(|g| format!("“{}”（{}）", g.name, judge::tables_of(case, g))).collect();
        let severity = if alike { Severity::Info } else { manual.severity };
        let mut finding = Finding::new(manual.code, severity, span, order[0].name.clone())
            .say("code", judge::spaced(&order[0].code.to_string()))
            .say("names", names.join("、"));
        finding = judge::with_rows(finding, order[0]);
        for other in &order[1..] {
            if let Some(span) = judge::first_span(other) {
                finding = finding.evidence(span, "他表的名称");
            }
            finding = judge::with_rows(finding, other);
        }
        out.broken([], finding);
    }
}

/// Reports one name under several codes of one parent, where the list cannot say which is right.
pub(super) fn several_codes(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let printed = judge::functions(case);
    if printed.is_empty() {
        out.not_applicable("文中没有印有功能科目编码的表");
        return;
    }
    let list = &case.taxonomy.functional;
    let verdict = |group: &Printed<'_, _>| judge::judge(list, group.code, &group.name, case.disclosure.year);
    for (i, group) in printed.iter().enumerate() {
        let twins: Vec<&Printed<'_, _>> = printed[i + 1..]
            .iter()
            .filter(|other| {
                other.name == group.name && other.code.parent() == group.code.parent() && group.code.parent().is_some()
            })
            .collect();
        let [twin, ..] = twins.as_slice() else {
            out.held([]);
            continue;
        };
        let both_right = matches!(verdict(group), Verdict::Right) && matches!(verdict(twin), Verdict::Right);
        let reported =
            [group, *twin].into_iter().any(|g| matches!(verdict(g), Verdict::Sibling(..) | Verdict::Wrong(_, true)));
        if both_right || reported {
            out.held([]);
            continue;
        }
        let (Some(span), Some(other)) = (judge::first_span(twin), judge::first_span(group)) else { continue };
        let finding = Finding::new(manual.code, manual.severity, span, group.name.clone())
            .say("name", group.name.clone())
            .say("a", judge::spaced(&group.code.to_string()))
            .say("b", judge::spaced(&twin.code.to_string()));
        out.broken([], judge::with_rows(finding.evidence(other, "同名的另一编码"), twin));
    }
}

/// Reports functional codes that the list does not have.
pub(super) fn unknown_function(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    unknown(manual, case, &case.taxonomy.functional, &judge::functions(case), out);
}

/// Reports economic codes that the list does not have.
pub(super) fn unknown_economic(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    unknown(manual, case, &case.taxonomy.economic, &judge::economics(case), out);
}

fn unknown<C: Code + Display>(
    manual: &Manual,
    case: &Case<'_>,
    list: &Classification<C>,
    printed: &[Printed<'_, C>],
    out: &mut Outcome,
) {
    if printed.is_empty() {
        out.not_applicable("文中没有印有这类科目编码的表");
        return;
    }
    for group in printed {
        if list.lists(group.code) {
            out.held([]);
            continue;
        }
        let Some(span) = judge::first_span(group) else { continue };
        // The list is complete beside the code when its rows were read in documents or lists, and the printed
        // name then is that of another code.
        let siblings: Vec<_> =
            list.entries().iter().filter(|entry| entry.code.parent() == group.code.parent()).collect();
        let is_covered = siblings.len() > 2
            && siblings.iter().filter(|entry| entry.confidence <= Confidence::B).count() * 2 > siblings.len();
        let of_name = list.entries().iter().find(|entry| {
            let above = group.code.parent();
            let is_near = entry.code.parent() == above || Some(entry.code) == above;
            is_near && (bare(&entry.name) == group.name || judge::is_style(&entry.name, &group.name))
        });
        let severity = match of_name {
            Some(_) if is_covered => Severity::Warning,
            _ => Severity::Info,
        };
        let note = of_name.map_or(String::new(), |entry| {
            format!("，“{}”的编码是{}", entry.name, judge::spaced(&entry.code.to_string()))
        });
        let mut finding = Finding::new(manual.code, severity.min(manual.severity), span, group.name.clone())
            .say("code", judge::spaced(&group.code.to_string()))
            .say("name", group.name.clone())
            .say("tables", judge::tables_of(case, group))
            .say("note", note);
        finding = judge::with_rows(finding, group);
        if let Some((_, id)) = group.rows.iter().find_map(|(_, row)| row.figures().next()) {
            finding = finding.evidence(case.disclosure.claim(id).span, "金额");
        }
        out.broken([], finding);
    }
}
