//! 非财政拨款结转和结余 from the beginning of the year to its end.

use findings::Outcome;
use quantity::{Decimal, Interval};

use super::runs::{self, Figure};
use crate::{
    Case, Manual,
    facts::{self, Selector},
};

/// The money that is not 财政拨款: each figure of all money less the one of 财政拨款.
const CLOSING: [&str; 2] = ["carry-over.closing@all", "carry-over.closing@fiscal"];
const OPENING: [&str; 2] = ["carry-over.opening@all", "carry-over.opening@fiscal"];
const REVENUE: [&str; 2] = ["revenue@all", "revenue@fiscal"];
const EXPENDITURE: [&str; 2] = ["expenditure@all", "expenditure@fiscal"];

/// Checks that what was there, plus what came in, less what went out, is what is left.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let figure = |term: &str| first(case, &Selector::parse(term));
    let pair = |terms: [&str; 2]| Some([figure(terms[0])?, figure(terms[1])?]);
    let (Some(closing), Some(opening), Some(revenue), Some(expenditure)) =
        (pair(CLOSING), pair(OPENING), pair(REVENUE), pair(EXPENDITURE))
    else {
        let total = figure(CLOSING[0]).or_else(|| figure(OPENING[0]));
        if let Some((_, claim)) = total {
            out.could_not("总收支或财政拨款的收入、支出、年初、年末数没有全部写明".to_owned(), Some(claim.span));
        }
        return;
    };
    let difference = |[all, fiscal]: [Figure<'_>; 2]| all.1.amount.interval() - fiscal.1.amount.interval();
    let value = |[all, fiscal]: [Figure<'_>; 2]| all.1.amount.value() - fiscal.1.amount.value();
    let used = figure("revenue.nonfiscal-surplus-used@all");
    let allocated = figure("surplus-allocation@all");
    let zero = Interval::exact(Decimal::ZERO);
    let interval_of = |figure: Option<Figure<'_>>| figure.map_or(zero, |(_, claim)| claim.amount.interval());
    let value_of = |figure: Option<Figure<'_>>| figure.map_or(Decimal::ZERO, |(_, claim)| claim.amount.value());
    let left = difference(opening) + difference(revenue) + interval_of(used)
        - difference(expenditure)
        - interval_of(allocated);
    let figures: Vec<Figure<'_>> =
        [closing, opening, revenue, expenditure].concat().into_iter().chain(used).chain(allocated).collect();
    let ids = figures.iter().map(|(id, _)| *id);
    if left.touches(difference(closing)) {
        out.held(ids);
        return;
    }
    let rest = value(opening) + value(revenue) + value_of(used) - value(expenditure) - value_of(allocated);
    let total = closing[0].1;
    let printed = |value: Decimal| facts::in_unit_of(total, value);
    let mut finding = facts::wrong_value(manual, total, rest + closing[1].1.amount.value())
        .arithmetic(format!(
            "{} + {} + {} − {} − {} = {} ≠ {}",
            printed(value(opening)),
            printed(value(revenue)),
            printed(value_of(used)),
            printed(value(expenditure)),
            printed(value_of(allocated)),
            printed(rest),
            printed(value(closing)),
        ))
        .say("rest", printed(rest))
        .say("closing", printed(value(closing)));
    for (_, claim) in figures.iter().skip(1) {
        finding = finding.evidence(claim.span, claim.label.clone());
    }
    out.broken(ids, finding);
}

/// The first statement of a term.
fn first<'a>(case: &Case<'a>, term: &Selector) -> Option<Figure<'a>> {
    let basis = runs::main_basis(case);
    case.disclosure.all().find(|(_, claim)| {
        claim.is_narrative() && term.fits(claim) && claim.basis == Some(basis) && !runs::is_of_another_year(case, claim)
    })
}
