//! FRM203: words of a template that tell the writer what to do.

use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual, facts, words::Words};

/// Finds the prompts of the page's head in every text outside the glossary. One finding a passage.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let prompts = manual.keep(|manual| Words::new(facts::strings(manual, "prompts").into_iter().flat_map(with_digits)));
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        n_looked += 1;
        let text = Plain::of(passage);
        let mut found = prompts.find(text.as_str());
        let Some((_, range)) = found.next() else { continue };
        let word = text.as_str()[range.clone()].to_owned();
        let mut finding = Finding::new(manual.code, manual.severity, text.span(range), "提示语").say("word", word);
        for (_, range) in found {
            finding = finding.evidence(text.span(range), "提示语");
        }
        out.broken([], finding);
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}

/// A prompt that ends in `#` is one where a digit follows.
fn with_digits(prompt: &str) -> Vec<String> {
    match prompt.strip_suffix('#') {
        Some(head) => (0..10).map(|digit| format!("{head}{digit}")).collect(),
        None => vec![prompt.to_owned()],
    }
}
