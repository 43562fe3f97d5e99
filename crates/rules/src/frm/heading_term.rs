//! FRM108: a heading that uses another term than the text below it.

use std::sync::LazyLock;

use findings::{Finding, Outcome};
use serde::Deserialize;

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// Two terms of which a heading uses one and its text the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    heading: String,
    text: String,
}

#[derive(Deserialize)]
struct Pairs {
    pair: Vec<Pair>,
}

static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let file: Pairs = toml::from_str(include_str!("../../../../taxonomy/wording/headings.toml"))
        .expect("the embedded headings.toml is valid (the examples of FRM108 read it)");
    file.pair
});

/// Looks in the text of each heading for the term that belongs there.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (at, section) in disclosure.sections.iter().enumerate() {
        for pair in PAIRS.iter() {
            let is_wrong = section.title.contains(&pair.heading) && !section.title.contains(&pair.text);
            if !is_wrong && !section.title.contains(&pair.text) {
                continue;
            }
            let body = || {
                plain::texts(disclosure)
                    .filter(|(_, passage)| passage.section == Some(at) && passage.span != section.span)
            };
            let says = body().find_map(|(_, passage)| {
                let text = Plain::of(passage);
                let found = text.as_str().find(&pair.text)?;
                Some(text.span(found..found + pair.text.len()))
            });
            let Some(evidence) = says else { continue };
            if !is_wrong || body().any(|(_, passage)| plain::plain(&passage.text).contains(&pair.heading)) {
                out.held([]);
                continue;
            }
            let place = disclosure.passage_of(section.span).and_then(|(_, passage)| {
                let text = Plain::of(passage);
                let found = text.as_str().find(&pair.heading)?;
                Some(text.span(found..found + pair.heading.len()))
            });
            let finding = Finding::new(manual.code, manual.severity, place.unwrap_or(section.span), "标题")
                .say("heading", pair.heading.clone())
                .say("text", pair.text.clone())
                .evidence(evidence, "正文");
            out.broken([], finding);
        }
    }
}
