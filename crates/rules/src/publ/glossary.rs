//! PUB114: terms that are used and not explained.

use disclosure::PassageKind;
use findings::{Finding, Outcome};

use crate::{Case, Manual, facts, frm::plain};

/// Checks that the glossary explains the terms that a page's head lists, where the text uses them.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let glossary = disclosure.sections.iter().find(|section| section.title.contains("名词解释"));
    let Some(glossary) = glossary else {
        out.not_applicable("文中没有名词解释");
        return;
    };
    let explained: String = disclosure
        .passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Contents && plain::in_glossary(disclosure, passage.section))
        .map(|passage| plain::plain(&passage.text))
        .collect();
    if !explained.contains('指') && !explained.contains(':') {
        out.could_not("名词解释部分没有读到内容", Some(glossary.span));
        return;
    }
    let labels: Vec<String> =
        disclosure.claims.iter().filter(|claim| claim.is_narrative()).map(|claim| plain::plain(&claim.label)).collect();
    let used = facts::strings(manual, "terms").into_iter().filter(|term| labels.iter().any(|l| l.contains(term)));
    let (known, missing): (Vec<&str>, Vec<&str>) = used.partition(|term| explained.contains(term));
    if !known.is_empty() {
        out.held([]);
    }
    if !missing.is_empty() {
        let finding = Finding::new(manual.code, manual.severity, glossary.span, "名词解释");
        out.broken([], finding.say("what", missing.join("、")));
    }
}
