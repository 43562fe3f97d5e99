//! FRM201, FRM202 and FRM208: figures that lack their percent sign, their 元 or their digits.

use std::ops::Range;

use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual, facts};

/// FRM201: a rate with decimals behind a word for a rate, and no percent sign before the next mark.
pub(super) fn percent(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let words = facts::strings(manual, "words");
    each(manual, case, out, |text| {
        let hits = words.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len()));
        hits.filter_map(|start| {
            let (end, has_decimals) = number(text, start)?;
            (has_decimals && ends_clause(&text[end..])).then_some(start..end)
        })
        .collect()
    });
}

/// FRM202: 支出0.39万 before a mark.
pub(super) fn yuan(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let words = facts::strings(manual, "words");
    each(manual, case, out, |text| {
        let hits = text.match_indices('万').filter(|(at, _)| text[..*at].ends_with(|c: char| c.is_ascii_digit()));
        hits.filter_map(|(at, mark)| {
            let end = at + mark.len();
            let start = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')).len();
            // The word for money stands right before the figure: 支出0.39万, 金额为0.39万.
            let before = text[..start].trim_end_matches(['为', '约', '共', '计', ':']);
            let is_money = words.iter().any(|word| before.ends_with(word));
            (is_money && ends_clause(&text[end..])).then_some(start..end)
        })
        .collect()
    });
}

/// FRM208: 支出决算为万元: the figure was never filled in.
pub(super) fn digits(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let words = facts::strings(manual, "words");
    each(manual, case, out, |text| {
        let hits = words.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at..at + word.len()));
        // 单位为万元 says what tables are counted in.
        hits.filter(|range| !text[..range.start].ends_with("单位") && ends_clause(&text[range.end..])).collect()
    });
}

/// Reports what a search finds in the folded text of every paragraph.
fn each(manual: &Manual, case: &Case<'_>, out: &mut Outcome, search: impl Fn(&str) -> Vec<Range<usize>>) {
    let mut n_looked = 0;
    for (_, passage) in
        plain::prose(case.disclosure).filter(|(_, passage)| passage.text.contains(['万', '占', '%', '％']))
    {
        n_looked += 1;
        let text = Plain::of(passage);
        for range in search(text.as_str()) {
            let figure = text.as_str()[range.clone()].to_owned();
            let finding = Finding::new(manual.code, manual.severity, text.span(range), "数字").say("figure", figure);
            out.broken([], finding);
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}

/// Where a number that begins at a place ends, and whether it has decimals.
fn number(text: &str, start: usize) -> Option<(usize, bool)> {
    let rest = &text[start..];
    let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let figure = rest[..length].trim_end_matches('.');
    let has_digits = figure.starts_with(|c: char| c.is_ascii_digit());
    has_digits.then_some((start + figure.len(), figure.contains('.')))
}

/// Whether a clause ends where a text begins.
fn ends_clause(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['。', ',', ';', '(', ')', '、'])
}
