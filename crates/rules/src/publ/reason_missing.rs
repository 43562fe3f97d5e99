//! PUB110: a change is given without its reason.

use std::collections::BTreeSet;

use disclosure::{ClaimId, PassageKind};
use findings::{Finding, Outcome};
use taxonomy::Measure;

use crate::{Case, Manual, facts, frm::plain};

/// Words that a reason is given with.
const REASONS: &[&str] = &["原因", "由于", "因为", "主要是", "主要系", "系", "因", "用于", "所致", "导致"];

/// How many paragraphs below a list of totals its reasons may stand.
const REACH: usize = 5;

/// Checks that a reason follows each change of money that is not zero, in its passage or soon below.
/// Figures of one statement share a reason, and a total may leave it to its parts.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let is_change = |measure| matches!(measure, Measure::Change | Measure::Variance);
    let mut told = BTreeSet::new();
    for (id, claim) in disclosure.all() {
        if !is_change(claim.measure)
            || !claim.is_narrative()
            || claim.amount.value().is_zero()
            || told.contains(&claim.statement)
        {
            continue;
        }
        if claim.measure == Measure::Change && !claim.unit.is_money() {
            continue;
        }
        let Some((at, passage)) = disclosure.passage_of(claim.span) else { continue };
        let rest = passage.text.get(claim.span.range().end..).unwrap_or("");
        let below =
            disclosure.passages[at + 1..].iter().take(REACH).take_while(|next| next.kind != PassageKind::Heading);
        let follows = plain::holds_any(rest, REASONS) || below.into_iter().any(|next| next.text.contains("原因"));
        told.insert(claim.statement);
        let ids: Vec<ClaimId> = vec![id];
        if follows {
            out.held(ids);
        } else {
            let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
                .say("what", facts::describe(claim))
                .say("figure", claim.display());
            out.broken(ids, finding);
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有不为零的增减额或差异率");
    }
}
