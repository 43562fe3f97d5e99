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
            let finding =
                Finding::new(manual.code, manual.severity, passage.part(range.clone()), "标点").say("mark", mark);
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
