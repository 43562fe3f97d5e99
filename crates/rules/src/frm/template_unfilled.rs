//! FRM101: alternatives of a template that were not resolved.

use std::sync::LazyLock;

use disclosure::PassageKind;
use findings::{Finding, Outcome};
use taxonomy::{Cue, Meaning, Taxonomy};

use super::plain::{self, Plain};
use crate::{Case, Manual, words::Words};

/// A cell shorter than this is a head (比上年增加（减少）), not a sentence.
const SENTENCE: usize = 20;

/// All pairs. Most texts hold none and need not be read with the whole lexicon.
static ALTERNATIVES: LazyLock<Words> = LazyLock::new(|| Words::new(Taxonomy::embedded().lexicon.alternatives()));

/// Finds places where both words of a pair still stand. One finding a passage.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        // One text that may hold a pair is enough for the rule to have looked.
        if n_looked == 0 && passage.text.contains(['增', '减', '升', '降', '大', '高', '多']) {
            n_looked += 1;
        }
        let plain = Plain::of(passage);
        if !ALTERNATIVES.stand_in(plain.as_str()) {
            continue;
        }
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
