//! Figures that should be one number.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;

use crate::{Manual, facts};

/// Compares figures that should be one: those that most others contradict are wrong. In a tie the
/// running text is held against the table.
pub fn agree(manual: &Manual, claims: &[(ClaimId, &Claim)], out: &mut Outcome) {
    if claims.len() < 2 {
        return;
    }
    let supporters = |claim: &Claim| claims.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let rank = |claim: &Claim| (supporters(claim), matches!(claim.origin, Origin::Table(_)), claim.numeral.decimals);
    let Some((model_id, model)) = claims.iter().copied().max_by_key(|(_, claim)| rank(claim)) else { return };
    let (agreeing, outliers): (Vec<_>, Vec<_>) =
        claims.iter().copied().partition(|(_, claim)| claim.amount.agrees_with(model.amount));
    if outliers.is_empty() {
        out.held(claims.iter().map(|(id, _)| *id));
        return;
    }
    for (id, claim) in outliers {
        let mut finding = facts::wrong_value(manual, claim, model.amount.value())
            .arithmetic(format!("{} ≠ {}", claim.display(), model.display()))
            .say("where", place_word(model))
            .say("n", agreeing.len().to_string())
            .fix(claim.unit.display(model.amount.value(), model.numeral.decimals), agreeing.len() > 1);
        // The nearest witnesses first: tables, then text, each once.
        let mut witnesses: Vec<&(ClaimId, &Claim)> = agreeing.iter().collect();
        witnesses.sort_by_key(|(_, witness)| !matches!(witness.origin, Origin::Table(_)));
        for (_, witness) in witnesses {
            finding = finding.evidence(witness.span, format!("{}{}", place_word(witness), witness.label));
        }
        out.broken([id, model_id], finding);
    }
}

fn place_word(claim: &Claim) -> &'static str {
    match claim.origin {
        Origin::Table(_) => "表内",
        Origin::Form(_) => "绩效表内",
        _ => "文中",
    }
}

/// The word that a page's head uses for a kind of expenditure.
pub fn nature_id(nature: taxonomy::Nature) -> &'static str {
    match nature {
        taxonomy::Nature::Basic => "basic",
        taxonomy::Nature::Project => "project",
        taxonomy::Nature::Personnel => "personnel",
        taxonomy::Nature::Operating => "operating",
        taxonomy::Nature::ToSuperior => "to-superior",
        taxonomy::Nature::Business => "business",
        taxonomy::Nature::ToSubordinate => "to-subordinate",
    }
}
