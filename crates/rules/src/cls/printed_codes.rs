//! CLS201 and CLS202: codes printed with names of running text, and items explained twice.

use std::collections::BTreeMap;

use disclosure::{Disclosure, Naming, Passage};
use findings::{Finding, Outcome, Severity};
use taxonomy::{FunctionCode, Level};

use super::judge;
use crate::{Case, Manual, frm::plain};

/// CLS201: （204类）司法（06款）: a name that belongs to another code than the one printed with it.
pub(super) fn agree(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let list = &case.taxonomy.functional;
    for naming in &case.disclosure.namings {
        let Some(printed) = naming.printed else { continue };
        for (level, name, span) in &naming.names {
            let code = at_level(printed, *level);
            let owners = list.with_name(name, *level, None);
            // Names that no code has are the matter of the rules on names; old names still are names.
            if owners.is_empty() || owners.contains(&code) || list.names(code, None).next().is_none() {
                if owners.contains(&code) {
                    out.held([]);
                }
                continue;
            }
            // 行政运行 has a code in every 款: one of the same 款 is meant.
            let near = owners.iter().find(|owner| owner.parent() == code.parent()).or(owners.first());
            let right = near.map(|owner| judge::spaced(&owner.to_string())).unwrap_or_default();
            let official = list.name(code, case.disclosure.year).unwrap_or_default();
            let finding = Finding::new(manual.code, manual.severity, *span, name.clone())
                .figures(judge::spaced(&code.to_string()), right, "")
                .say("name", name.clone())
                .say("official", official);
            out.broken([], finding);
            break;
        }
    }
}

fn at_level(code: FunctionCode, level: Level) -> FunctionCode {
    let mut code = code;
    while code.level() > level {
        match code.parent() {
            Some(parent) => code = parent,
            None => break,
        }
    }
    code
}

/// CLS202: two numbered items of one section that explain the same function.
pub(super) fn twice(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let mut seen: BTreeMap<(Option<usize>, FunctionCode), &Naming> = BTreeMap::new();
    for naming in &disclosure.namings {
        let (Some(code), Some((level, name, span))) = (naming.code, naming.names.last()) else { continue };
        if *level != Level::Item || naming.names.len() < ALL_LEVELS || !opens_item(disclosure, naming) {
            continue;
        }
        let Some(first) = seen.insert((naming.section, code), naming) else {
            out.held([]);
            continue;
        };
        let same_names = first.names.iter().map(|(_, name, _)| name).eq(naming.names.iter().map(|(_, name, _)| name));
        if let Some((_, _, place)) = first.names.last().filter(|_| same_names) {
            let amount = |naming: &Naming| naming.amount.map(|id| disclosure.claim(id).amount.value());
            // Other money may be that of another unit.
            let severity = if amount(first) == amount(naming) { manual.severity } else { Severity::Info };
            let finding = Finding::new(manual.code, severity, *span, name.clone())
                .say("name", name.clone())
                .evidence(*place, "前一处");
            out.broken([], finding);
        }
    }
}

/// 类, 款 and 项.
const ALL_LEVELS: usize = 3;

/// Whether a path opens a numbered paragraph.
fn opens_item(disclosure: &Disclosure, naming: &Naming) -> bool {
    let Some((_, _, first)) = naming.names.first() else { return false };
    let before = |passage: &Passage| {
        let at = first.range().start - passage.span.range().start;
        passage.text.get(..at).map(plain::plain)
    };
    let text = disclosure.passage_of(*first).and_then(|(_, passage)| before(passage)).unwrap_or_default();
    let body = text.trim_start_matches('(');
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < body.len() && matches!(rest, "." | "、" | ")" | ")、")
}
