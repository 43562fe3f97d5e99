//! PUB112: a statement that something is withheld stands beside what it withholds.

use disclosure::{Claim, PassageKind};
use findings::{Finding, Outcome};

use crate::{Case, Manual, facts, frm::plain, words::Words};

/// Asks for a human look at each passage that speaks of secrecy and prints figures. The program does
/// not decide what is secret.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let words = manual.keep(|manual| Words::new(facts::strings(manual, "words")));
    let open = facts::strings(manual, "open");
    let mut is_any = false;
    for (_, passage) in plain::texts(disclosure).filter(|(_, passage)| passage.kind != PassageKind::Heading) {
        let text = plain::Plain::of(passage);
        // What is said to be left out is printed nowhere.
        let is_left_out = |at: usize| open.iter().any(|word| text.as_str()[..at].ends_with(word));
        let found: Vec<_> = words.find(text.as_str()).map(|(_, range)| range).collect();
        is_any |= !found.is_empty();
        let Some(range) = found.iter().find(|range| !is_left_out(range.start)).cloned() else {
            if !found.is_empty() {
                out.held([]);
            }
            continue;
        };
        let mut figures = disclosure.claims.iter().filter(|claim| claim.span.text == passage.span.text);
        let nonzero = |claim: &&Claim| !claim.amount.value().is_zero();
        match figures.find(nonzero) {
            None => out.held([]),
            Some(claim) => {
                let finding = Finding::new(manual.code, manual.severity, text.span(range.clone()), "涉密说明")
                    .say("word", &text.as_str()[range])
                    .say("figure", claim.display())
                    .evidence(claim.span, claim.label.clone());
                out.broken([], finding);
            }
        }
    }
    if !is_any {
        out.not_applicable("文中没有涉密或不予公开的说明");
    }
}
