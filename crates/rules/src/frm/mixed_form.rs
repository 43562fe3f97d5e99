//! FRM206 and FRM207: one thing written in two ways: brackets of two widths, thousands with and without commas.

use disclosure::{Claim, Origin, Span};
use findings::{Finding, Outcome};
use quantity::Decimal;

use super::plain;
use crate::{Case, Manual};

/// FRM206: a bracket that opens full width and closes half width, or the other way round. One finding a document.
pub(super) fn brackets(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut places: Vec<(Span, String)> = Vec::new();
    let mut n_pairs = 0;
    for (_, passage) in plain::prose(case.disclosure) {
        let mut open: Vec<(usize, char)> = Vec::new();
        for (at, c) in passage.text.char_indices() {
            match c {
                '（' | '(' => open.push((at, c)),
                '）' | ')' => {
                    let Some((start, opening)) = open.pop() else { continue };
                    n_pairs += 1;
                    if (opening == '（') != (c == '）') {
                        let range = start..at + c.len_utf8();
                        places.push((passage.part(range.clone()), passage.text[range].to_owned()));
                    }
                }
                _ => {}
            }
        }
    }
    match places.as_slice() {
        [] if n_pairs > 0 => out.held([]),
        [] => {}
        [(first, word), rest @ ..] => {
            let mut finding = Finding::new(manual.code, manual.severity, *first, "括号")
                .say("word", word.clone())
                .say("n", places.len().to_string());
            for (span, _) in rest {
                finding = finding.evidence(*span, "括号");
            }
            out.broken([], finding);
        }
    }
}

/// One amount of another form is no habit of the writer.
const FEWEST: usize = 2;

/// FRM207: amounts of a thousand and more with and without the comma in running text. The fewer are reported.
pub(super) fn thousands(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let large: Vec<&Claim> = case
        .disclosure
        .claims
        .iter()
        .filter(|claim| claim.origin == Origin::Narrative && claim.unit.is_money())
        .filter(|claim| claim.numeral.value.abs() >= Decimal::whole(1000))
        .collect();
    let (with, without): (Vec<&Claim>, Vec<&Claim>) = large.iter().partition(|claim| claim.numeral.grouped);
    if large.len() < 2 {
        return;
    }
    let (fewer, more, what) =
        if with.len() <= without.len() { (with, without, "有") } else { (without, with, "没有") };
    let (Some(odd), Some(usual)) = (fewer.first().filter(|_| fewer.len() >= FEWEST), more.first()) else {
        out.held([]);
        return;
    };
    let finding = Finding::new(manual.code, manual.severity, odd.span, odd.label.clone())
        .say("figure", printed(case, odd))
        .say("what", what)
        .say("n", fewer.len().to_string())
        .evidence(usual.span, "另一种写法");
    out.broken([], finding);
}

/// A figure as it stands in its passage.
fn printed(case: &Case<'_>, claim: &Claim) -> String {
    let range = claim.span.range();
    let passage = case.disclosure.passage_of(claim.span);
    let text = passage.and_then(|(_, passage)| passage.text.get(range)).map_or_else(|| claim.value(), str::to_owned);
    format!("{text}{}", claim.unit.name())
}
