//! What the reader met in the file that no reader of the page should have to: text outside the page,
//! tracked changes, comments. The page names the kinds of defect.

use disclosure::Span;
use findings::{Finding, Outcome};

use crate::{Case, Manual, facts};

/// So many places are shown; the message says how many there are.
const MOST_PLACES: usize = 10;

/// One finding for all defects of the kinds that the page names: they are mended in one go.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let kinds = facts::strings(manual, "defects");
    let spans: Vec<Span> = case
        .disclosure
        .defects
        .iter()
        .filter(|(kind, _)| kinds.contains(&kind.name()))
        .map(|(_, span)| *span)
        .collect();
    let Some((first, others)) = spans.split_first() else {
        out.not_applicable("文件中没有这样的内容");
        return;
    };
    let role = facts::string(manual, "role").unwrap_or_default();
    let finding = Finding::new(manual.code, manual.severity, *first, role).say("count", spans.len().to_string());
    let others = others.iter().take(MOST_PLACES - 1);
    out.broken([], others.fold(finding, |finding, span| finding.evidence(*span, role)));
}
