//! FRM106: one list, several styles of numbers.

use std::ops::Range;

use disclosure::{PassageKind, Span};
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// The number before an item.
struct Label {
    number: u32,
    style: char,
    span: Span,
}

/// Checks that the items of a list are numbered in one way. Items of a list have consecutive numbers
/// in one section, or in one cell.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut list: Vec<Label> = Vec::new();
    let mut place = None;
    for (at, passage) in plain::texts(case.disclosure) {
        let here = (passage.section, (passage.kind == PassageKind::Cell).then_some(at));
        if place != Some(here) {
            close(manual, &mut list, out);
            place = Some(here);
        }
        if !passage.text.contains(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
            continue;
        }
        let text = Plain::of(passage);
        for (number, style, range) in labels(text.as_str(), passage.kind == PassageKind::Cell) {
            if list.last().is_none_or(|last| last.number + 1 != number) {
                close(manual, &mut list, out);
            }
            if !list.is_empty() || number == 1 {
                list.push(Label { number, style, span: text.span(range) });
            }
        }
    }
    close(manual, &mut list, out);
}

/// Ends a list: the style of most items is the right one, that of the first where none has most.
fn close(manual: &Manual, list: &mut Vec<Label>, out: &mut Outcome) {
    let list = std::mem::take(list);
    if list.len() < 2 {
        return;
    }
    let count = |style: char| list.iter().filter(|label| label.style == style).count();
    let Some(usual) = list.iter().rev().max_by_key(|label| count(label.style)) else { return };
    let mut odd = list.iter().filter(|label| label.style != usual.style);
    let Some(first) = odd.next() else {
        out.held([]);
        return;
    };
    let written = |label: &Label| format!("{}{}", label.number, label.style);
    let mut finding = Finding::new(manual.code, manual.severity, first.span, "编号")
        .say("odd", written(first))
        .say("usual", written(usual))
        .evidence(usual.span, "其他各项的编号");
    for label in odd {
        finding = finding.evidence(label.span, "编号");
    }
    out.broken([], finding);
}

/// The labels of a plain text: at its start and, in a cell, also behind the end of an item.
fn labels(text: &str, is_cell: bool) -> Vec<(u32, char, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 {
            if !is_cell {
                break;
            }
            at += 1;
            continue;
        }
        let end = at + digits;
        let opens = at == 0 || is_cell && text.get(..at).is_some_and(|before| before.ends_with(['。', ';', ':', '!']));
        let style = text[end..].chars().next().filter(|c| matches!(c, '.' | '、' | ')' | ','));
        let is_decimal = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if let Some(style) = style.filter(|_| opens && digits <= 2 && !is_decimal)
            && let Ok(number) = text[at..end].parse()
        {
            found.push((number, style, at..end + style.len_utf8()));
        }
        if !is_cell {
            break;
        }
        at = end;
    }
    found
}
