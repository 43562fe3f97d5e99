//! FRM111: punctuation that is doubled or missing.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use disclosure::{Disclosure, Passage, PassageKind};
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual, words::Words};

/// Words that open a clause of their own and need a comma before them when they follow a figure.
const OPENERS: &[&str] = &["比上年", "较上年", "与上年", "同比", "比去年", "较去年"];

/// Words that a reason opens with and that need a comma before them when they follow a word.
const REASONS: &[&str] = &["主要原因是", "主要原因为", "主要原因:"];

/// Ends of a paragraph that announces what follows and needs no full stop.
const ANNOUNCING: &[&str] = &["为", "如下", "是", "包括", "其中", "情况", "说明"];

/// Marks of which two may not follow each other.
const MARKS: [char; 5] = ['。', ',', ';', ':', '、'];

/// What every slip holds: two marks, or a word that needs a comma before it. Most texts hold none.
static SUSPECT: LazyLock<Words> = LazyLock::new(|| {
    let doubled = MARKS.iter().flat_map(|a| MARKS.iter().map(move |b| format!("{a}{b}")));
    Words::new(doubled.chain(OPENERS.iter().chain(REASONS).map(|word| (*word).to_owned())))
});

/// Finds doubled marks, missing commas and missing full stops.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let mut report = |text: Plain<'_>, range: Range<usize>, what: &str| {
        let around = around(text.as_str(), &range);
        let finding = Finding::new(manual.code, manual.severity, text.span(range), "标点")
            .say("what", what)
            .say("around", around);
        out.broken([], finding);
    };
    let n_stopped = LazyCell::new(|| stopped_items(disclosure));
    let mut n_looked = 0;
    for (at, passage) in plain::prose(disclosure) {
        n_looked += 1;
        let text = Plain::of(passage);
        if SUSPECT.stand_in(text.as_str()) {
            for range in doubled(text.as_str()) {
                report(text, range, "标点重复");
            }
            for range in missing_commas(text.as_str()) {
                report(text, range, "缺少逗号");
            }
        }
        if lacks_stop(disclosure, &n_stopped, at, passage, text.as_str()) {
            let last = text.as_str().char_indices().next_back().map_or(0, |(at, _)| at);
            report(text, last..text.as_str().len(), "段末缺少句号");
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}

/// A few characters around a place, for the message.
fn around(text: &str, range: &Range<usize>) -> String {
    const REACH: usize = 6;
    let before: Vec<char> = text[..range.start].chars().rev().take(REACH).collect();
    let after: String = text[range.end..].chars().take(REACH).collect();
    format!("{}{}{after}", before.iter().rev().collect::<String>(), &text[range.clone()])
}

fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut last: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        let is_mark = MARKS.contains(&c);
        if let Some((before, mark)) = last
            && is_mark
            && before + mark.len_utf8() == at
            // An ellipsis is written with full stops by some: three and more are left alone.
            && !(mark == '。' && c == '。' && text[at..].starts_with("。。"))
        {
            found.push(before..at + c.len_utf8());
        }
        last = is_mark.then_some((at, c));
    }
    found
}

fn missing_commas(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for opener in OPENERS {
        for (at, _) in text.match_indices(opener) {
            let before = &text[..at];
            let unit = plain::MONEY_ENDS.iter().find(|unit| before.ends_with(*unit));
            let has_figure =
                unit.is_some_and(|unit| before[..before.len() - unit.len()].ends_with(|c: char| c.is_ascii_digit()));
            if let Some(unit) = unit.filter(|_| has_figure) {
                found.push(at - unit.len()..at + opener.len());
            }
        }
    }
    for reason in REASONS {
        for (at, _) in text.match_indices(reason) {
            let flat = ["无变化", "持平", "一致", "%", "万元", "无增减", "无差异"]
                .iter()
                .find(|word| text[..at].ends_with(*word));
            if let Some(word) = flat {
                found.push(at - word.len()..at + reason.len());
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Whether a numbered item ends without a full stop, where others of its section have one. What goes
/// on in the next line was cut by the page.
fn lacks_stop(
    disclosure: &Disclosure,
    n_stopped: &LazyCell<HashMap<Option<usize>, usize>, impl FnOnce() -> HashMap<Option<usize>, usize>>,
    at: usize,
    passage: &Passage,
    text: &str,
) -> bool {
    const LEAST: usize = 10;
    const LONGEST_NAME: usize = 30;
    let ends_open = text.ends_with(|c: char| plain::is_han(c) || c == '%');
    let announces = ANNOUNCING.iter().any(|word| text.ends_with(word));
    // A name needs no full stop: 2.某中心.
    let is_name = !text.contains([',', ';', ':', '。', '、']) && text.chars().count() < LONGEST_NAME;
    if !ends_open || announces || is_name || !is_item(text) || text.chars().count() < LEAST {
        return false;
    }
    let next = disclosure.passages.get(at + 1);
    let goes_on = next.is_some_and(|next| {
        next.kind == PassageKind::Paragraph && next.section == passage.section && !is_item(&plain::plain(&next.text))
    });
    !goes_on && n_stopped.get(&passage.section).is_some_and(|n| *n >= 2)
}

/// How many numbered items of each section end with a full stop.
fn stopped_items(disclosure: &Disclosure) -> HashMap<Option<usize>, usize> {
    let mut found = HashMap::new();
    for passage in disclosure.passages.iter().filter(|passage| passage.kind == PassageKind::Paragraph) {
        if passage.text.trim_end().ends_with('。') && is_item(&plain::plain(&passage.text)) {
            *found.entry(passage.section).or_default() += 1;
        }
    }
    found
}

/// Whether a plain text begins with the number of an item.
fn is_item(text: &str) -> bool {
    let body = text.strip_prefix('(').unwrap_or(text);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.len() < body.len() && rest.starts_with(['.', '、', ')'])
}
