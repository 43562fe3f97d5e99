//! FRM112: brackets and quotation marks without their partner.

use std::ops::Range;

use findings::{Finding, Outcome};

use super::plain;
use crate::{Case, Manual};

/// Opening and closing marks; half and full width may be mixed.
const PAIRS: &[(&[char], &[char])] =
    &[(&['（', '('], &['）', ')']), (&['《'], &['》']), (&['“'], &['”']), (&['【'], &['】']), (&['〔'], &['〕'])];

/// Checks each paragraph. A closing bracket behind the number of an item has no partner.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_checked = 0;
    for (_, passage) in plain::prose(case.disclosure) {
        let text = &passage.text;
        let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_mark(*c)).collect();
        if marks.is_empty() {
            continue;
        }
        n_checked += 1;
        for range in alone(text, &marks) {
            let mark = &text[range.clone()];
            let mut finding =
                Finding::new(manual.code, manual.severity, passage.part(range.clone()), "标点").say("mark", mark);
            // An opening mark lacks its partner before the end of the paragraph.
            let is_open = PAIRS.iter().any(|(open, _)| mark.chars().all(|c| open.contains(&c)));
            if is_open {
                finding = finding.evidence(passage.part(last_sentence(text, range.end)), "段末");
            }
            out.broken([], finding);
        }
    }
    if out.findings().is_empty() {
        if n_checked > 0 {
            out.held([]);
        } else {
            out.not_applicable("文中没有成对的标点");
        }
    }
}

/// The last sentence of a text, or what of it stands behind a place.
fn last_sentence(text: &str, from: usize) -> Range<usize> {
    let end = text.trim_end().len();
    let body = text[..end].trim_end_matches(['。', '；']);
    let start = body.rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
    start.max(from).min(end)..end
}

/// Whether a character is one of the [`PAIRS`].
const fn is_mark(c: char) -> bool {
    matches!(c, '（' | '(' | '）' | ')' | '《' | '》' | '“' | '”' | '【' | '】' | '〔' | '〕')
}

/// The marks without a partner, at most one of a kind: after the first slip the others do not fit.
fn alone(text: &str, marks: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in PAIRS {
        let mut stack: Vec<Range<usize>> = Vec::new();
        let mut first = None;
        for &(at, c) in marks {
            let range = at..at + c.len_utf8();
            if open.contains(&c) {
                stack.push(range);
            } else if close.contains(&c) && stack.pop().is_none() && !is_item(&text[..at]) {
                first = first.or(Some(range));
            }
        }
        found.extend(first.or_else(|| stack.into_iter().next()));
    }
    found
}

/// Whether what stands before a closing bracket is the number of an item: 1）, 二）.
fn is_item(before: &str) -> bool {
    let body = before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③".contains(c));
    let body_end = body.trim_end();
    body.len() < before.len() && (body_end.is_empty() || body_end.ends_with(['。', '；', ';', '：', ':', '，', '\n']))
}
