//! PLS102: a body that is called by several names.

use std::collections::BTreeMap;

use disclosure::Span;
use findings::{Finding, Outcome};

use crate::{Case, Manual, frm::plain};

/// Words that may be left out of a body's name without naming another body. One character may always.
const DROPPED: &[&str] =
    &["人民政府", "政府", "回族", "自治", "民族", "委员会", "管理", "工作", "领导小组", "直属", "机关"];

/// How many characters of the name a variant begins with.
const PREFIX: usize = 3;

/// Looks for names that begin and end like the body's, and are shorter in the middle or differ in one
/// character. One finding for each such name, at its first place.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let Some(body) = disclosure.body.as_deref() else {
        out.could_not("不知道单位名称", None);
        return;
    };
    let name: Vec<char> = plain::plain(body).chars().collect();
    if name.len() < PREFIX + 2 {
        out.not_applicable("单位名称太短，不便比较");
        return;
    }
    let prefix: String = name[..PREFIX].iter().collect();
    let mut variants: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut n_full = 0;
    for (_, passage) in plain::texts(disclosure).filter(|(_, passage)| passage.text.contains(name[0])) {
        let text = plain::Plain::of(passage);
        for (at, _) in text.as_str().match_indices(&prefix) {
            match variant(&name, &text.as_str()[at..]) {
                Some(found) if found.chars().count() == name.len() && found.chars().eq(name.iter().copied()) => {
                    n_full += 1
                }
                Some(found) => variants.entry(found.clone()).or_default().push(text.span(at..at + found.len())),
                None => {}
            }
        }
    }
    for (found, places) in variants {
        // What stands more often than the name itself is how the body is called.
        if places.len() >= n_full.max(1) * 2 {
            continue;
        }
        let mut finding =
            Finding::new(manual.code, manual.severity, places[0], "名称").say("found", found).say("body", body);
        for place in &places[1..] {
            finding = finding.evidence(*place, "名称");
        }
        if let Some(span) = disclosure.body_span {
            finding = finding.evidence(span, "单位名称");
        }
        out.broken([], finding);
    }
    if out.findings().is_empty() && n_full > 0 {
        out.held([]);
    }
}

/// The name or variant that a text begins with.
fn variant(name: &[char], text: &str) -> Option<String> {
    let printed: Vec<char> = text.chars().take(name.len() + 5).collect();
    let text = &printed[..printed.len().min(name.len())];
    if text == name {
        return Some(text.iter().collect());
    }
    // One character is another one: 规划与自然资源局 for 规划和自然资源局.
    let n_other = text.iter().zip(name).filter(|(a, b)| a != b).count();
    if text.len() == name.len() && n_other == 1 && text.last() == name.last() {
        return Some(text.iter().collect());
    }
    // One stretch of the middle is missing.
    let same = text.iter().zip(name).take_while(|(a, b)| a == b).count();
    for gap in 1..name.len().saturating_sub(same) {
        let rest = &name[same + gap..];
        let dropped: String = name[same..same + gap].iter().collect();
        let end = same + rest.len();
        // In a title (…局2024年度部门决算表) nothing but this body can be meant.
        let is_title = printed
            .get(end..end + 5)
            .is_some_and(|after| after[4] == '年' && after[..4].iter().all(char::is_ascii_digit));
        let may_drop = gap == 1 || is_title || DROPPED.contains(&dropped.as_str());
        if may_drop && !rest.is_empty() && end >= name.len() / 2 && text.len() >= end && text[same..end] == *rest {
            return Some(text[..end].iter().collect());
        }
    }
    None
}
