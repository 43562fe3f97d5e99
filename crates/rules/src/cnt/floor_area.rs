//! CNT201: floor areas above and below ground, counted and not counted.

use disclosure::{Claim, ClaimId, Disclosure, PassageKind};
use findings::Outcome;
use quantity::{Interval, Unit};

use crate::{Case, Manual, facts, nar::around};

type Figure<'a> = (ClaimId, &'a Claim);

/// Parts of the area of one building, by the words before the figure. The more special stand first.
const KINDS: &[(&str, Kind)] = &[
    ("不计容", Kind::Uncounted),
    ("计容", Kind::Counted),
    ("地下", Kind::Below),
    ("地上", Kind::Above),
    ("建筑面积", Kind::Whole),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Whole,
    Above,
    Below,
    Counted,
    Uncounted,
}

/// Adds up, in each passage, above and below ground to the whole, and counted and uncounted to what is above.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for passage in disclosure.passages.iter().filter(|passage| {
        passage.kind == PassageKind::Paragraph && passage.text.contains("地上") && passage.text.contains("建筑面积")
    }) {
        let areas: Vec<(Kind, Figure<'_>)> = disclosure
            .all()
            .filter(|(_, claim)| claim.span.text == passage.span.text && claim.unit == Unit::SquareMetre)
            .filter_map(|(id, claim)| Some((kind(disclosure, claim)?, (id, claim))))
            .collect();
        // Of two buildings in one passage the figures cannot be told apart.
        let one = |wanted: Kind| {
            let mut found = areas.iter().filter(|(kind, _)| *kind == wanted).map(|(_, figure)| *figure);
            found.next().filter(|_| found.next().is_none())
        };
        let above = one(Kind::Above);
        let whole = one(Kind::Whole).zip(above.zip(one(Kind::Below)));
        let split = above.zip(one(Kind::Counted).zip(one(Kind::Uncounted)));
        let sums: Vec<(Figure<'_>, [Figure<'_>; 2])> =
            [whole, split].into_iter().flatten().map(|(total, (a, b))| (total, [a, b])).collect();
        let is_broken = |(total, parts): &(Figure<'_>, [Figure<'_>; 2])| {
            let sum: Interval = parts.iter().map(|(_, claim)| claim.amount.interval()).sum();
            !sum.touches(total.1.amount.interval())
        };
        // An area of another kind (保留, 连廊) may be a part that the sums do not know.
        let known: Vec<ClaimId> = areas.iter().map(|(_, (id, _))| *id).collect();
        let start = one(Kind::Whole).map_or(0, |(_, claim)| claim.span.range().start);
        let others = disclosure.all().filter(|(id, claim)| {
            claim.span.text == passage.span.text
                && claim.unit == Unit::SquareMetre
                && claim.span.range().start > start
                && !known.contains(id)
        });
        if others.count() > 0 {
            out.could_not("同一段中还有其他面积，不能区分", Some(passage.span));
            continue;
        }
        let broken = sums.iter().filter(|sum| is_broken(sum)).count();
        for sum in &sums {
            report(manual, sum, is_broken(sum), broken == sums.len() && broken > 1, out);
        }
    }
}

/// Records one sum. Where both fail, the area above ground, which stands in both, is the suspect: it is reported once,
/// with the sum that yields it.
fn report(
    manual: &Manual,
    (total, parts): &(Figure<'_>, [Figure<'_>; 2]),
    is_broken: bool,
    both_fail: bool,
    out: &mut Outcome,
) {
    let ids = [total.0, parts[0].0, parts[1].0];
    if !is_broken {
        out.held(ids);
        return;
    }
    let is_whole = parts.iter().any(|(_, claim)| is_above(claim));
    if both_fail && is_whole {
        return;
    }
    let value = parts.iter().map(|(_, claim)| claim.amount.value()).sum();
    let mut finding = facts::wrong_value(manual, total.1, value).arithmetic(format!(
        "{} = {} ≠ {}",
        facts::written_sum(parts.iter().map(|(_, claim)| *claim)),
        facts::in_unit_of(total.1, value),
        total.1.value()
    ));
    for (_, part) in parts {
        finding = finding.evidence(part.span, part.label.clone());
    }
    out.broken(ids, finding);
}

fn is_above(claim: &Claim) -> bool {
    claim.label.contains("地上")
}

/// What an area is of, by the last word of the clause before it.
fn kind(disclosure: &Disclosure, claim: &Claim) -> Option<Kind> {
    let before = around::squeeze(around::open_sentence(around::before(disclosure, claim.span)));
    let clause = before.rfind([',', ';', '(', '、']).map_or(before.as_str(), |at| &before[at..]);
    KINDS.iter().find(|(word, _)| clause.contains(word)).map(|(_, kind)| *kind)
}
