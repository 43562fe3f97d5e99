//! FRM103: numbers that are not written as numbers.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use disclosure::{Claim, Origin, PassageKind};
use findings::{Finding, Outcome};
use quantity::{Flaw, Unit};

use super::plain::{self, Plain};
use crate::{Case, Manual, words::Words};

/// Units that are printed twice behind a number.
const DOUBLED: &[&str] = &["%%", "万元万元", "万元元", "万万元", "元元"];

/// What every malformed number holds. Most texts hold none of it.
static SUSPECT: LazyLock<Words> = LazyLock::new(|| {
    let points = ["..", ".万元", ".亿元", ".%"];
    Words::new(points.iter().chain(DOUBLED))
});

/// Finds malformed numbers: those that the reader of figures marked, and those that only the print
/// shows.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let mut seen = BTreeSet::new();
    for (id, claim) in disclosure.all() {
        let is_measured = claim.unit.is_money() || claim.unit == Unit::Percent;
        let why = match claim.numeral.flaw {
            Some(Flaw::PointWithoutDecimals) => "小数点后没有数字",
            Some(Flaw::ManyPoints) if is_measured => "有多个小数点",
            Some(Flaw::LeadingZero) if is_measured && !is_code(claim) => "以多余的零开头",
            _ => {
                out.held([]);
                continue;
            }
        };
        seen.insert((claim.span.text.index(), claim.span.range().start));
        let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
            .say("figure", written(case, claim))
            .say("why", why);
        out.broken([id], finding);
    }
    for (_, passage) in plain::texts(disclosure).filter(|(_, passage)| passage.kind != PassageKind::Heading) {
        let text = Plain::of(passage);
        if !SUSPECT.stand_in(text.as_str()) {
            continue;
        }
        for (range, why) in marks(text.as_str()) {
            let span = text.span(range.clone());
            if !seen.insert((span.text.index(), span.range().start)) {
                continue;
            }
            let finding = Finding::new(manual.code, manual.severity, span, "数字")
                .say("figure", &text.as_str()[range])
                .say("why", why);
            out.broken([], finding);
        }
    }
}

/// Whether a number may be a part of a code (302 | 01) in a table that was not understood.
fn is_code(claim: &Claim) -> bool {
    matches!(claim.origin, Origin::Form(_)) || claim.origin == Origin::OtherTable && claim.numeral.decimals == 0
}

/// A printed figure with the character behind it. Cells that are numbers are no passages.
fn written(case: &Case<'_>, claim: &Claim) -> String {
    let range = claim.span.range();
    let printed = case.disclosure.passage_of(claim.span).and_then(|(_, passage)| {
        let after = passage.text.get(range.end..)?.chars().next().map_or(0, char::len_utf8);
        passage.text.get(range.start..range.end + after)
    });
    printed.map_or_else(|| claim.value(), str::to_owned)
}

fn marks(text: &str) -> Vec<(Range<usize>, &'static str)> {
    const UNITS: &[&str] = &["万元", "亿元", "%"];
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let start_of = |end: usize| {
        let head = text[..end].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        head.len()
    };
    let mut found = Vec::new();
    for (at, _) in text.match_indices('.') {
        if at == 0 || !digit(at - 1) {
            continue;
        }
        let rest = &text[at + 1..];
        // 2.万元以上资产 opens an item; 支出20.万元 lost its decimals.
        let is_figure = text[..start_of(at)].ends_with(plain::is_han);
        if is_figure && UNITS.iter().any(|unit| rest.starts_with(unit)) {
            found.push((start_of(at)..at + 1, "小数点后没有数字"));
        } else if bytes.get(at + 1) == Some(&b'.') && digit(at + 2) {
            found.push((start_of(at)..at + 2, "小数点重复"));
        }
    }
    for word in DOUBLED {
        let hits = text.match_indices(word).filter(|(at, _)| *at > 0 && digit(at - 1));
        found.extend(hits.map(|(at, word)| (start_of(at)..at + word.len(), "单位重复")));
    }
    found
}
