//! PLS112: the reason given for one item names another.

use std::collections::{BTreeMap, BTreeSet};

use findings::{Finding, Outcome};

use crate::{Case, Manual};

/// Names shorter than this are words of everyday language.
const LEAST: usize = 6;

/// Looks in the text behind 原因 for the name of another item that the document explains, where the
/// item's own name does not stand.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let stem = |name: &str| name.trim_end_matches("支出").to_owned();
    let names: BTreeSet<String> = disclosure
        .namings
        .iter()
        .filter_map(|naming| naming.names.last())
        .map(|(_, name, _)| stem(name))
        .filter(|name| name.chars().count() >= LEAST)
        .collect();
    let mut n_of_text: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, _, span) in disclosure.namings.iter().filter_map(|naming| naming.names.last()) {
        *n_of_text.entry(span.text.index()).or_default() += 1;
    }
    for naming in &disclosure.namings {
        let Some((_, own, span)) = naming.names.last() else { continue };
        let Some((_, passage)) = disclosure.passage_of(*span) else { continue };
        let rest = passage.text.get(span.range().end..).unwrap_or("");
        let Some(reason_at) = rest.find("原因") else { continue };
        let start = span.range().end + reason_at;
        let reason = &passage.text[start..];
        // Another item of the same passage has its own reason there.
        let is_alone = n_of_text.get(&span.text.index()) == Some(&1);
        if !is_alone || reason.contains(stem(own).as_str()) {
            continue;
        }
        let others = names.iter().filter(|name| !own.contains(name.as_str()));
        let foreign = others.filter_map(|name| reason.find(name.as_str()).map(|at| (at, name))).min();
        match foreign {
            None => out.held(naming.amount),
            Some((at, name)) => {
                let finding = Finding::new(
                    manual.code,
                    manual.severity,
                    passage.part(start + at..start + at + name.len()),
                    "原因",
                )
                .say("own", own.clone())
                .say("other", name.clone())
                .evidence(*span, "本项");
                out.broken(naming.amount, finding);
            }
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有逐项说明原因的科目");
    }
}
