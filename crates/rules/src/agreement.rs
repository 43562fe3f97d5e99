//! The same fact in several places.
//!
//! Head keys of [`same_fact`]: `concepts`, ids or prefixes ending in `.`; `fund`; `by`, one of `none`,
//! `function`, `economic`; `natures`, list of kinds of expenditure that count (default: all); `among`,
//! a list of `text`, `table`, `form`; `may_include`, ids of concepts that some forms count in and some do not.
//! Head keys of [`equal`]: `facts`, a list of terms that all mean one number.

use std::collections::BTreeMap;

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use taxonomy::{Basis, Measure};

use crate::{Case, Manual, facts, sums};

/// Everything that tells one fact from another.
type Key = (
    &'static str,
    taxonomy::Fund,
    Option<taxonomy::Nature>,
    Option<taxonomy::FunctionCode>,
    Option<taxonomy::EconomicCode>,
    Option<String>,
    Option<Basis>,
    Option<u16>,
);

/// Checks that a fact that is printed in several places is the same everywhere.
pub fn same_fact(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let concepts = facts::strings(manual, "concepts");
    let fund = sums::fund_named(manual);
    let by = facts::string(manual, "by").unwrap_or("none");
    let natures = facts::strings(manual, "natures");
    let among = facts::strings(manual, "among");
    let wanted = |claim: &Claim| {
        let id = claim.concept.id();
        let is_concept = concepts.iter().any(|c| *c == id || c.ends_with('.') && id.starts_with(c));
        let place = match claim.origin {
            Origin::Narrative => "text",
            Origin::Table(_) => "table",
            Origin::Form(_) => "form",
            Origin::Reason | Origin::OtherTable => return false,
        };
        let has_codes = match by {
            "function" => claim.function.is_some() && claim.economic.is_none(),
            "economic" => claim.economic.is_some() && claim.function.is_none(),
            _ => claim.function.is_none() && claim.economic.is_none(),
        };
        is_concept
            && matches!(claim.measure, Measure::Amount | Measure::Count | Measure::Area)
            && fund.is_none_or(|fund| claim.fund == fund)
            && has_codes
            && claim.project.is_none()
            && (natures.is_empty() || natures.contains(&claim.nature.map_or("none", nature_id)))
            && (among.is_empty() || among.contains(&place))
    };
    let mut groups: BTreeMap<Key, Vec<(ClaimId, &Claim)>> = BTreeMap::new();
    for (id, claim) in case.disclosure.all().filter(|(_, claim)| wanted(claim)) {
        let key = (
            claim.concept.id(),
            claim.fund,
            claim.nature,
            claim.function,
            claim.economic,
            claim.project.clone(),
            claim.basis,
            claim.year,
        );
        groups.entry(key).or_default().push((id, claim));
    }
    let included = facts::strings(manual, "may_include");
    for claims in groups.values() {
        let claims = one_meaning(case, claims, &included);
        agree(manual, &claims, out);
    }
}

/// Drops figures that differ from the most common one by just what may or may not be counted in it:
/// 一般公共预算拨款 with or without the transfers from above, which forms count both ways.
fn one_meaning<'a>(case: &Case<'_>, claims: &[(ClaimId, &'a Claim)], included: &[&str]) -> Vec<(ClaimId, &'a Claim)> {
    let Some((_, model)) = claims
        .iter()
        .max_by_key(|(_, claim)| claims.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count())
    else {
        return Vec::new();
    };
    let differs_by_included = |claim: &Claim| {
        let gap = claim.amount.interval() - model.amount.interval();
        case.disclosure.all().any(|(_, other)| {
            included.contains(&other.concept.id())
                && other.function.is_none()
                && !other.amount.value().is_zero()
                && (gap.touches(other.amount.interval()) || (-gap).touches(other.amount.interval()))
        })
    };
    let agrees = |claim: &Claim| claim.amount.agrees_with(model.amount);
    claims.iter().copied().filter(|(_, claim)| agrees(claim) || !differs_by_included(claim)).collect()
}

/// Checks that several names of one number say the same.
pub fn equal(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let terms = facts::selectors(manual, "facts");
    let found: Vec<Vec<(ClaimId, &Claim)>> = terms
        .iter()
        .map(|term| {
            case.disclosure
                .all()
                .filter(|(_, claim)| matches!(claim.origin, Origin::Narrative | Origin::Table(_)) && term.fits(claim))
                .collect()
        })
        .collect();
    let present = found.iter().filter(|claims| !claims.is_empty()).count();
    if present < 2 {
        let missing = terms.iter().zip(&found).find(|(term, claims)| claims.is_empty() && !term.is_optional);
        if let (1, Some((term, _))) = (present, missing) {
            out.could_not(format!("文中没有“{}”的数字", term.name(case.taxonomy)), None);
        }
        return;
    }
    // One figure for each name: where a name has several, their own rule compares them.
    let first: Vec<(ClaimId, &Claim)> = found
        .iter()
        .filter_map(|claims| {
            let most = claims.iter().max_by_key(|(_, claim)| {
                claims.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count()
            });
            most.copied()
        })
        .collect();
    agree(manual, &first, out);
}

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
