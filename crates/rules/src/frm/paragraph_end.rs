//! FRM204 and FRM205: paragraphs that end in a semicolon, and reasons that end in nothing.

use disclosure::{Disclosure, PassageKind};
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// FRM204: the last paragraph before a heading ends in a semicolon. Items of a list do so rightly, the last one does
/// not.
pub(super) fn semicolon(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (at, passage) in plain::prose(disclosure) {
        let text = Plain::of(passage);
        let is_last = disclosure.passages.get(at + 1).is_none_or(|next| next.kind == PassageKind::Heading);
        if !is_last || !text.as_str().contains("万元") {
            continue;
        }
        if text.as_str().ends_with(';') {
            let end = text.as_str().len();
            out.broken([], Finding::new(manual.code, manual.severity, text.span(end - 1..end), "标点"));
        } else {
            out.held([]);
        }
    }
}

/// FRM205: a paragraph that gives a reason ends without a mark, where others of the document end with a full stop.
pub(super) fn reason(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    const FEWEST_STOPPED: usize = 3;
    let disclosure = case.disclosure;
    let gives_reason = |text: &str| {
        let text = text.trim_end_matches('。');
        let last = text.rfind('。').map_or(text, |at| &text[at..]);
        last.contains("原因是") || last.contains("原因:")
    };
    let reasons = || plain::prose(disclosure).filter(|(_, passage)| gives_reason(passage.folded.as_str()));
    let n_stopped = plain::prose(disclosure).filter(|(_, passage)| passage.folded.as_str().ends_with('。')).count();
    for (at, passage) in reasons() {
        let text = Plain::of(passage).as_str();
        let last = text.chars().next_back().filter(|c| plain::is_han(*c));
        match last {
            Some(last) if n_stopped >= FEWEST_STOPPED && closes(disclosure, at) => {
                let span = Plain::of(passage).span(text.len() - last.len_utf8()..text.len());
                let tail: Vec<char> = text.chars().rev().take(10).collect();
                let finding = Finding::new(manual.code, manual.severity, span, "标点")
                    .say("tail", tail.iter().rev().collect::<String>());
                out.broken([], finding);
            }
            _ => out.held([]),
        }
    }
}

/// Whether what follows a paragraph cannot go on with it: a page break may cut a sentence.
fn closes(disclosure: &Disclosure, at: usize) -> bool {
    disclosure.passages.get(at + 1).is_none_or(|next| {
        let text = next.folded.as_str();
        let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit() || "(一二三四五六七八九十".contains(c));
        let is_item = unnumbered.len() < text.len() && unnumbered.starts_with(['、', '.', ')']);
        next.kind == PassageKind::Heading || is_item || text.ends_with(':')
    })
}
