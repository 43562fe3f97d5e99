//! FRM101: alternatives of a template that were not resolved.

use disclosure::PassageKind;
use findings::{Finding, Outcome};
use taxonomy::{Cue, Meaning};

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// A cell shorter than this is a head (比上年增加（减少）), not a sentence.
const SENTENCE: usize = 20;

/// Finds places where both words of a pair still stand. One finding a passage.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        let text = &passage.text;
        let may = text.contains(['增', '减', '升', '降', '大', '高', '多']);
        if !may {
            continue;
        }
        n_looked += 1;
        if !text.contains(['(', '（', '/', '／', '或']) {
            continue;
        }
        let plain = Plain::of(passage);
        let is_short = passage.kind == PassageKind::Cell && plain.as_str().chars().count() < SENTENCE;
        let mut words = case.taxonomy.lexicon.words(plain.as_str()).filter(|(range, meaning)| {
            let has_figure = plain.as_str()[range.end..].starts_with(|c: char| c.is_ascii_digit());
            // 增加或减少的支出 is a sentence; before a figure the two words are alternatives.
            let is_sentence = plain.as_str()[range.clone()].contains('或') && !has_figure;
            *meaning == Meaning::Cue(Cue::Unfilled) && (!is_short || has_figure) && !is_sentence
        });
        let Some((first, _)) = words.next() else { continue };
        let mut finding = Finding::new(manual.code, manual.severity, plain.span(first.clone()), "未选定的用语")
            .say("word", &plain.as_str()[first]);
        for (range, _) in words {
            finding = finding.evidence(plain.span(range), "未选定的用语");
        }
        out.broken([], finding);
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}
