//! CNT105 to CNT107 and CNT208: vehicles by type, their value, and those held against those owned.

use disclosure::{Claim, ClaimId, Disclosure};
use findings::Outcome;
use quantity::Interval;
use taxonomy::{Concept, Measure};

use crate::{Case, Manual, facts, nar::around};

/// CNT105: checks the number of vehicles against the types of its paragraph.
pub(super) fn numbers(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    by_type(manual, case, "asset.vehicles", Measure::Count, out);
}

/// CNT208: checks the number of vehicles to be bought against the types of its paragraph.
pub(super) fn planned(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    by_type(manual, case, "three-public.vehicles-bought", Measure::Count, out);
}

/// CNT106: checks the value of vehicles against the types of its paragraph.
pub(super) fn values(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    by_type(manual, case, "asset.vehicles-value", Measure::Amount, out);
}

fn by_type(manual: &Manual, case: &Case<'_>, concept: &'static str, measure: Measure, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let prefix = format!("{concept}.");
    for (id, total) in disclosure.all() {
        if total.concept != Concept::new(concept) || total.measure != measure || !total.is_narrative() {
            continue;
        }
        let parts: Vec<(ClaimId, &Claim)> = disclosure
            .all()
            .filter(|(_, claim)| {
                claim.concept.id().starts_with(&prefix)
                    && claim.measure == measure
                    && claim.is_narrative()
                    && claim.span.text == total.span.text
                    && claim.span.range().start > total.span.range().start
            })
            .collect();
        if parts.is_empty() || has_twice(&parts) {
            continue;
        }
        let ids: Vec<ClaimId> = std::iter::once(id).chain(parts.iter().map(|(id, _)| *id)).collect();
        let sum: Interval = parts.iter().map(|(_, claim)| claim.amount.interval()).sum();
        let whole = total.amount.interval();
        // Without 其他用车 the list may name only some types: it can be less, never more.
        let is_complete = parts.iter().any(|(_, claim)| claim.concept.id().ends_with(".other"));
        let is_short = sum.high() < whole.low();
        if sum.touches(whole) {
            out.held(ids);
            continue;
        }
        if is_short && !is_complete {
            out.could_not("车辆没有按全部类型列示，无法核对合计", Some(total.span));
            continue;
        }
        let value = parts.iter().map(|(_, claim)| claim.amount.value()).sum();
        let printed: Vec<&Claim> =
            parts.iter().map(|(_, claim)| *claim).filter(|c| !c.amount.value().is_zero()).collect();
        let written = facts::written_sum(printed.iter().copied());
        let mut finding = facts::wrong_value(manual, total, value).arithmetic(format!(
            "{written} = {} ≠ {}",
            facts::in_unit_of(total, value),
            total.value()
        ));
        for part in &printed {
            finding = finding.evidence(part.span, part.label.clone());
        }
        out.broken(ids, finding);
    }
}

/// Whether one type stands twice: two lists in one paragraph cannot be told apart.
fn has_twice(parts: &[(ClaimId, &Claim)]) -> bool {
    parts.iter().enumerate().any(|(i, (_, claim))| parts[..i].iter().any(|(_, other)| other.concept == claim.concept))
}

/// CNT107: checks that a difference between vehicles held (保有量) and owned (固定资产车辆) is explained.
pub(super) fn held(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let held = find(disclosure, "three-public.vehicles-held", None);
    let owned = held.and_then(|(_, held)| find(disclosure, "three-public.vehicles-owned", Some(held)));
    let (Some((held_id, held)), Some((owned_id, owned))) = (held, owned) else {
        out.not_applicable("文中没有同时写明公务用车保有量和固定资产车辆");
        return;
    };
    let explained: Vec<(ClaimId, &Claim)> = ["three-public.vehicles-rented", "three-public.vehicles-borrowed"]
        .iter()
        .filter_map(|concept| any_origin(disclosure, concept, held))
        .collect();
    let ids = [held_id, owned_id].into_iter().chain(explained.iter().map(|(id, _)| *id));
    let difference = held.amount.value() - owned.amount.value();
    let told = explained.iter().map(|(_, claim)| claim.amount.value()).sum();
    let says = explanation(disclosure, owned);
    let fits = match says {
        _ if difference.is_zero() => true,
        Explanation::None | Explanation::SaysEqual => false,
        // The words may explain what no count says.
        Explanation::Reason => {
            explained.is_empty() || difference.is_negative() || difference == told || counts_others(disclosure, owned)
        }
    };
    if fits {
        out.held(ids);
        return;
    }
    let why = match says {
        Explanation::SaysEqual => "却写明两者一致".to_owned(),
        Explanation::None => "没有说明差异原因".to_owned(),
        Explanation::Reason => format!("而说明的租用、借用车辆共{told}辆"),
    };
    let mut finding = facts::wrong_value(manual, held, owned.amount.value() + told)
        .arithmetic(format!("{} − {} = {difference} ≠ {told}", held.value(), owned.value()))
        .say("owned", owned.value())
        .say("why", why)
        .evidence(owned.span, owned.label.clone());
    for (_, claim) in &explained {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    out.broken(ids, finding);
}

/// What the sentence of the owned vehicles says about a difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Explanation {
    None,
    SaysEqual,
    Reason,
}

fn explanation(disclosure: &Disclosure, owned: &Claim) -> Explanation {
    let rest = around::after(disclosure, owned.span);
    let sentence = around::rest_of_sentence(rest);
    if ["一致", "无差异", "相同", "没有差异"].iter().any(|word| sentence.contains(word)) && !sentence.contains("不一致")
    {
        return Explanation::SaysEqual;
    }
    let following = disclosure.passages.iter().skip_while(|passage| passage.span.text != owned.span.text).nth(1);
    let next = following.map_or("", |passage| passage.text.as_str());
    let gives_reason =
        |text: &str| ["原因", "差异", "由于", "因为", "不一致", "其中", "主要"].iter().any(|word| text.contains(word));
    if gives_reason(rest) || gives_reason(next) || sentence.contains('因') || sentence.contains('系') {
        Explanation::Reason
    } else {
        Explanation::None
    }
}

/// Whether a paragraph counts vehicles behind a figure that are neither rented nor borrowed: they may
/// be a part of the explanation.
fn counts_others(disclosure: &Disclosure, owned: &Claim) -> bool {
    disclosure.claims.iter().any(|claim| {
        claim.span.text == owned.span.text
            && claim.span.range().start > owned.span.range().end
            && claim.unit == owned.unit
            && !matches!(claim.concept.id(), "three-public.vehicles-rented" | "three-public.vehicles-borrowed")
    })
}

fn find<'a>(disclosure: &'a Disclosure, concept: &'static str, beside: Option<&Claim>) -> Option<(ClaimId, &'a Claim)> {
    any(disclosure, concept, beside, false)
}

fn any_origin<'a>(disclosure: &'a Disclosure, concept: &'static str, beside: &Claim) -> Option<(ClaimId, &'a Claim)> {
    any(disclosure, concept, Some(beside), true)
}

fn any<'a>(
    disclosure: &'a Disclosure,
    concept: &'static str,
    beside: Option<&Claim>,
    in_reasons: bool,
) -> Option<(ClaimId, &'a Claim)> {
    disclosure.all().find(|(_, claim)| {
        claim.concept == Concept::new(concept)
            && claim.measure == Measure::Count
            && (in_reasons || claim.is_narrative())
            && beside.is_none_or(|beside| beside.span.text == claim.span.text)
    })
}
