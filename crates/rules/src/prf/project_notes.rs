//! PRF201 to PRF203: what the description of a project has to say, and scores that cannot be.

use disclosure::{Disclosure, Passage, PassageKind, Section};
use findings::{Finding, Outcome};
use quantity::Decimal;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts, frm::plain};

/// PRF201: a project's 年度预算安排 names an amount, or says that there is none.
pub(super) fn amount(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let none = facts::strings(manual, "none");
    for (index, section) in sections(manual, disclosure) {
        let Some(text) = content(disclosure, index) else { continue };
        let has_amount = text.iter().any(|passage| {
            let text = passage.folded.as_str();
            text.contains('元') && text.contains(|c: char| c.is_ascii_digit()) || plain::holds_any(text, &none)
        });
        // What a table says is read with the table.
        let has_table = text.iter().any(|passage| passage.kind == PassageKind::Cell);
        if has_amount || has_table {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, section.span, section.title.clone())
            .say("title", section.title.clone())
            .evidence(text[0].span, "正文");
        out.broken([], finding);
    }
}

/// PRF202: a project's 实施主体 says who carries it out. A short text is a name.
pub(super) fn actor(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    const LONGEST_NAME: usize = 30;
    let disclosure = case.disclosure;
    let words = facts::strings(manual, "words");
    let body = disclosure.body.as_deref().map(plain::plain);
    for (index, section) in sections(manual, disclosure) {
        let Some(text) = content(disclosure, index) else { continue };
        let whole: String = text.iter().map(|passage| passage.folded.as_str()).collect();
        let names_body = body.as_deref().is_some_and(|body| whole.contains(body));
        let says = names_body || plain::holds_any(&whole, &words) || whole.chars().count() <= LONGEST_NAME;
        if says {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, text[0].span, section.title.clone())
            .say("title", section.title.clone())
            .evidence(section.span, "标题");
        out.broken([], finding);
    }
}

/// The sections with one of the page's titles that stand beside others of a project's description.
fn sections<'a>(manual: &Manual, disclosure: &'a Disclosure) -> Vec<(usize, &'a Section)> {
    let titles = facts::strings(manual, "titles");
    let beside = facts::strings(manual, "beside");
    let is_project = |section: &Section| {
        let siblings = disclosure.sections.iter().filter(|other| other.parent == section.parent);
        siblings.filter(|other| beside.contains(&other.title.as_str())).count() > 1
    };
    let found = disclosure.sections.iter().enumerate();
    found.filter(|(_, section)| titles.contains(&section.title.as_str()) && is_project(section)).collect()
}

/// What stands under a heading, when anything does.
fn content(disclosure: &Disclosure, section: usize) -> Option<Vec<&Passage>> {
    let is_content = |passage: &&Passage| passage.section == Some(section) && passage.kind != PassageKind::Heading;
    let found: Vec<&Passage> = disclosure.passages.iter().filter(is_content).collect();
    (!found.is_empty()).then_some(found)
}

/// PRF203: the average of scores of at most a hundred is at most a hundred.
pub(super) fn average(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let average = Concept::new("performance.average-score");
    for (id, claim) in case.disclosure.all() {
        if claim.concept != average || claim.measure != Measure::Score {
            continue;
        }
        if claim.amount.value() <= Decimal::HUNDRED {
            out.held([]);
            continue;
        }
        let finding =
            Finding::new(manual.code, manual.severity, claim.span, claim.label.clone()).say("score", claim.display());
        out.broken([id], finding);
    }
}
