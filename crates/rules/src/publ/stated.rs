//! Facts that a document has to state.
//!
//! Head keys: `gate`, words or concepts without which the rule has nothing to look at; `section`, words
//! of the heading that a finding is put at; `item`, the facts asked for:
//!
//! - `name`, for the message
//! - `facts`, terms of claims any of which states it; `words`, words that state it too
//! - `beside`, whether the words must stand in the passage of the fact it belongs to
//! - `when`, the term of the fact it belongs to, asked for only where that is not zero
//! - `severity`, where it is lower than the page's
//! - `regions`, places that ask for it; elsewhere it is not looked for
//!
//! Where the place of the document is not known, everything is a note: places differ in what they ask.

use disclosure::{Claim, ClaimId, Disclosure, Origin, Span};
use findings::{Finding, Outcome, Severity};
use serde::Deserialize;
use taxonomy::{Basis, Stage};

use crate::{Case, Manual, facts::Selector, frm::plain};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    name: String,
    #[serde(default)]
    facts: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    beside: bool,
    when: Option<String>,
    severity: Option<String>,
    #[serde(default)]
    regions: Vec<String>,
}

/// Checks that each fact is stated.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let gate = crate::facts::strings(manual, "gate");
    if !gate.is_empty() && !says(disclosure, &gate, None) {
        out.not_applicable(format!("文中没有提到{}", gate.join("、")));
        return;
    }
    if disclosure.sections.len() < 2 {
        out.could_not("未识别出正文的章节", None);
        return;
    }
    for item in manual.keep(items) {
        one(manual, case, item, out);
    }
}

fn items(manual: &Manual) -> Vec<Item> {
    let items = manual.head.get("item").and_then(toml::Value::as_array).into_iter().flatten();
    items
        .map(|value| {
            value.clone().try_into().expect("the items of a duty page are well formed (its examples read them)")
        })
        .collect()
}

fn one(manual: &Manual, case: &Case<'_>, item: &Item, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let region = disclosure.region.as_deref();
    if !item.regions.is_empty() && !region.is_some_and(|region| item.regions.iter().any(|r| r == region)) {
        return;
    }
    // What final accounts have to tell more of is money that was spent, not money that was planned.
    let is_spent = |claim: &Claim| {
        let is_planned = matches!(claim.basis, Some(Basis::Original | Basis::Adjusted));
        !is_planned || disclosure.stage != Some(Stage::FinalAccounts)
    };
    let owner = item
        .when
        .as_deref()
        .map(|term| figures(disclosure, term).find(|(_, claim)| !claim.amount.value().is_zero() && is_spent(claim)));
    let owner = match owner {
        Some(None) => return,
        Some(Some(found)) => Some(found),
        None => None,
    };
    let stating: Vec<ClaimId> =
        item.facts.iter().flat_map(|term| figures(disclosure, term).map(|(id, _)| id)).collect();
    let near = if item.beside { owner.map(|(_, claim)| claim.span) } else { None };
    if !stating.is_empty() || says(disclosure, &item.words, near) {
        out.held(stating);
        return;
    }
    let place = owner
        .map(|(_, claim)| claim.span)
        .or_else(|| plain::anchor(disclosure, &crate::facts::strings(manual, "section")));
    let Some(place) = place else { return };
    let severity = match (item.severity.as_deref(), region) {
        (None, Some(_)) => manual.severity,
        _ => Severity::Info,
    };
    let finding = Finding::new(manual.code, severity, place, item.name.clone()).say("what", item.name.clone());
    out.broken(owner.map(|(id, _)| id), finding);
}

/// Whether any of some words stands outside contents and glossary, in one passage or anywhere.
/// Some words are printed as they are in the page, some only once the text is folded.
fn says<T: AsRef<str>>(disclosure: &Disclosure, words: &[T], near: Option<Span>) -> bool {
    let passages = || {
        plain::texts(disclosure)
            .map(|(_, passage)| passage)
            .filter(|_| near.is_none())
            .chain(near.and_then(|span| disclosure.passage_of(span)).map(|(_, passage)| passage))
    };
    !words.is_empty()
        && (passages().any(|passage| plain::holds_any(&passage.text, words))
            || passages().any(|passage| plain::holds_any(passage.folded.as_str(), words)))
}

/// The figures that a term means, wherever they stand.
fn figures<'a>(disclosure: &'a Disclosure, term: &str) -> impl Iterator<Item = (ClaimId, &'a Claim)> + 'a {
    let selector = Selector::parse(term);
    disclosure.all().filter(move |(_, claim)| {
        claim.concept == selector.concept && claim.measure == selector.measure && claim.origin != Origin::Reason
    })
}
