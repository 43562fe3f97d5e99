//! The reasons that a text gives for its changes.

use disclosure::{Claim, ClaimId, Direction, Passage};
use taxonomy::Measure;

use crate::Case;

/// A change that is not zero and the reason given for it.
pub(super) struct Reason<'a> {
    /// The change.
    pub id: ClaimId,
    /// The change.
    pub claim: &'a Claim,
    /// Which way it went.
    pub direction: Direction,
    /// The passage of both.
    pub passage: &'a Passage,
    /// The bytes of the reason, up to the full stop.
    pub range: std::ops::Range<usize>,
}

impl Reason<'_> {
    /// The printed reason.
    pub fn text(&self) -> &str {
        &self.passage.text[self.range.clone()]
    }
}

/// What a reason opens with, the longer before what it begins with.
const LEADS: &[&str] = &["原因是：", "原因是:", "原因为：", "原因为:", "原因：", "原因:", "原因是", "原因为"];

/// Pairs each change of money with the reason behind it in its passage, when no other change stands
/// between them.
pub(super) fn reasons<'a>(case: &Case<'a>) -> Vec<Reason<'a>> {
    let disclosure = case.disclosure;
    let is_change = |claim: &Claim| matches!(claim.measure, Measure::Change | Measure::Growth);
    let changes: Vec<(ClaimId, &Claim)> =
        disclosure.all().filter(|(_, claim)| claim.is_narrative() && is_change(claim)).collect();
    let mut found: Vec<Reason<'a>> = Vec::new();
    for (id, claim) in changes.iter().copied() {
        let Some(direction) = claim.direction.filter(|_| !claim.amount.value().is_zero()) else { continue };
        if found.last().is_some_and(|last| last.claim.statement == claim.statement) {
            continue;
        }
        let Some((_, passage)) = disclosure.passage_of(claim.span) else { continue };
        let end = claim.span.range().end;
        let Some(rest) = passage.text.get(end..) else { continue };
        let lead_of = |(at, _): (usize, &str)| {
            LEADS.iter().find(|lead| rest[at..].starts_with(*lead)).map(|lead| (at, lead.len()))
        };
        let Some((lead_at, lead_len)) = rest.match_indices("原因").find_map(lead_of) else { continue };
        let start = end + lead_at + lead_len;
        let mut behind =
            disclosure.claims[id.index() + 1..].iter().take_while(|other| other.span.text == claim.span.text);
        if behind.any(|other| other.statement != claim.statement && (end..start).contains(&other.span.range().start)) {
            continue;
        }
        let length = passage.text[start..].find(['。', '\n']).unwrap_or(passage.text.len() - start);
        found.push(Reason { id, claim, direction, passage, range: start..start + length });
    }
    found
}
