//! RAT401: the words for a change and for its growth go the same way.

use disclosure::{Claim, ClaimId, Disclosure, Origin, Span};
use findings::{Finding, Outcome};
use quantity::Interval;
use taxonomy::{Cue, Meaning, Measure, Taxonomy};

use crate::{Case, Manual, nar::around, rates};

/// Flags 增加 beside 下降 and 减少 beside 增长.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, growth) in disclosure.all() {
        if growth.measure != Measure::Growth || growth.origin != Origin::Narrative || growth.direction.is_none() {
            continue;
        }
        let Some((change_id, change)) = change_beside(disclosure, growth) else { continue };
        let (up, down) = (growth.amount.value(), change.amount.value());
        if up.is_zero() || down.is_zero() || up.is_negative() == down.is_negative() {
            // Words that agree do not fix the figures: none of them counts as compared.
            out.held([]);
            continue;
        }
        let (change_words, growth_words) = (words_of(case, change), words_of(case, growth));
        let (wrong, other) = if is_change_wrong(case, growth, change) {
            (&change_words, &growth_words)
        } else {
            (&growth_words, &change_words)
        };
        let finding = Finding::new(manual.code, manual.severity, wrong.0, change.label.clone())
            .say("what", change.label.clone())
            .say("first", change_words.1.clone())
            .say("second", growth_words.1.clone())
            .say("wrong", wrong.1.clone())
            .evidence(other.0, change.label.clone());
        out.broken([id, change_id], finding);
    }
}

/// The change said with a growth, on the same comparison.
fn change_beside<'a>(disclosure: &'a Disclosure, growth: &Claim) -> Option<(ClaimId, &'a Claim)> {
    disclosure.all().find(|(_, claim)| {
        claim.measure == Measure::Change
            && claim.direction.is_some()
            && claim.statement == growth.statement
            && claim.origin == growth.origin
            && claim.against == growth.against
    })
}

/// Whether the numbers only fit when the change is turned round; when they do not tell, the growth
/// is the suspect.
fn is_change_wrong(case: &Case<'_>, growth: &Claim, change: &Claim) -> bool {
    let Some((_, amount)) = rates::amount_for_change(case, growth) else { return false };
    let amount = amount.amount.interval();
    let fits =
        |change: Interval, growth: Interval| change.percent_of(amount - change).is_some_and(|r| r.touches(growth));
    let (change, growth) = (change.amount.interval(), growth.amount.interval());
    fits(-change, growth) && !fits(change, -growth)
}

/// A figure with the direction word before it: its place and its print.
fn words_of(case: &Case<'_>, claim: &Claim) -> (Span, String) {
    let before = around::before(case.disclosure, claim.span);
    let start = last_direction(case.taxonomy, before).unwrap_or(before.len());
    let passage_start = around::passage(case.disclosure, claim.span).map_or(0, |p| p.span.range().start);
    let span = Span::new(claim.span.text, passage_start + start..claim.span.range().end);
    let printed = around::squeeze(&before[start..]);
    let unsigned = claim.value();
    (span, format!("{printed}{}{}", unsigned.trim_start_matches('-'), claim.unit.name()))
}

/// Where the last direction word of a text begins, if nothing but white space and signs follows it.
fn last_direction(taxonomy: &Taxonomy, before: &str) -> Option<usize> {
    let is_direction = |meaning: &Meaning| matches!(meaning, Meaning::Cue(Cue::Up | Cue::Down));
    let found = taxonomy.lexicon.words(before).filter(|(_, meaning)| is_direction(meaning)).last();
    found.map(|(range, _)| range.start)
}
