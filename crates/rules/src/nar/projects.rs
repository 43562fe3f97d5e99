//! NAR115: a project has one budget in the text, the project table and its performance form.

use std::collections::BTreeMap;

use disclosure::{Claim, ClaimId, ProjectMention, ProjectSource};
use findings::Outcome;
use taxonomy::bare;

use crate::{Case, Manual, facts};

/// Compares the amounts of a project by its exact name.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut by_name: BTreeMap<String, Vec<(&ProjectMention, ClaimId)>> = BTreeMap::new();
    for mention in &case.disclosure.projects {
        if let Some(amount) = mention.amount {
            by_name.entry(bare(&mention.name)).or_default().push((mention, amount));
        }
    }
    for mentions in by_name.values() {
        let count = |source: fn(&ProjectSource) -> bool| mentions.iter().filter(|(m, _)| source(&m.source)).count();
        let counts = [
            count(|source| matches!(source, ProjectSource::Table)),
            count(|source| matches!(source, ProjectSource::Narrative)),
            count(|source| matches!(source, ProjectSource::Form(_))),
        ];
        if counts.iter().filter(|n| **n > 0).count() < 2 {
            continue;
        }
        // One name for several projects, or one project under several functions: which belongs to which is not said.
        if counts.iter().any(|n| *n > 1) {
            let (mention, _) = mentions[0];
            out.could_not(format!("项目“{}”不止一处列示金额，无法逐一对应", mention.name), Some(mention.span));
            continue;
        }
        compare(manual, case, mentions, out);
    }
}

fn compare(manual: &Manual, case: &Case<'_>, mentions: &[(&ProjectMention, ClaimId)], out: &mut Outcome) {
    let figures: Vec<(&ProjectMention, ClaimId, &Claim)> =
        mentions.iter().map(|(mention, id)| (*mention, *id, case.disclosure.claim(*id))).collect();
    let agreeing =
        |claim: &Claim| figures.iter().filter(|(_, _, other)| other.amount.agrees_with(claim.amount)).count();
    let is_table = |mention: &ProjectMention| mention.source == ProjectSource::Table;
    let model = figures.iter().copied().max_by_key(|(mention, _, claim)| (agreeing(claim), is_table(mention)));
    let Some((model_mention, model_id, model)) = model else { return };
    for (mention, id, claim) in figures.iter().copied().filter(|(_, id, _)| *id != model_id) {
        if claim.amount.agrees_with(model.amount) || is_part_of_form(case, mention, model) {
            out.held([id, model_id]);
            continue;
        }
        let mut finding = facts::wrong_value(manual, claim, model.amount.value())
            .arithmetic(format!("{} ≠ {}", claim.display(), model.display()))
            .say("project", mention.name.clone())
            .say("place", place(mention))
            .say("where", place(model_mention))
            .fix(facts::in_unit_of(claim, model.amount.value()), false);
        for (witness, _, amount) in figures.iter().filter(|(_, _, other)| other.amount.agrees_with(model.amount)) {
            finding = finding.evidence(amount.span, place(witness));
        }
        out.broken([id, model_id], finding);
    }
}

/// Whether an amount is a part of a form's money: the table of 一般公共预算 leaves other money out.
fn is_part_of_form(case: &Case<'_>, mention: &ProjectMention, amount: &Claim) -> bool {
    let ProjectSource::Form(form) = mention.source else { return false };
    let parts = case.disclosure.forms.get(form).into_iter().flat_map(|form| &form.money);
    parts.into_iter().any(|cell| case.disclosure.claim(cell.claim).amount.agrees_with(amount.amount))
}

const fn place(mention: &ProjectMention) -> &'static str {
    match mention.source {
        ProjectSource::Table => "项目支出表",
        ProjectSource::Narrative => "项目支出说明",
        ProjectSource::Form(_) => "绩效目标表",
    }
}
