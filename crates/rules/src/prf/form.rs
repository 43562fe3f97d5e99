//! What the rules on performance forms share: their figures, names and intervals.

use disclosure::{Claim, ClaimId, Form, Goal, Indicator, Operator, Origin, Span};
use findings::Outcome;
use quantity::{Amount, Decimal, Interval, Unit};
use taxonomy::{Basis, Concept, Fund, Measure, MoneyHead, MoneyRow};

use crate::Case;

/// A claim with its handle.
pub(super) type Figure<'a> = (ClaimId, &'a Claim);

/// The forms of the document; without any the rule has nothing to look at.
pub(super) fn forms<'a>(case: &Case<'a>, out: &mut Outcome) -> &'a [Form] {
    if case.disclosure.forms.is_empty() {
        out.not_applicable("文中没有绩效表");
    }
    &case.disclosure.forms
}

/// A figure of the money part.
pub(super) fn money<'a>(case: &Case<'a>, form: &Form, row: MoneyRow, head: Option<MoneyHead>) -> Option<Figure<'a>> {
    form.money(row, head).map(|id| (id, case.disclosure.claim(id)))
}

/// A figure by its handle.
pub(super) fn figure<'a>(case: &Case<'a>, id: Option<ClaimId>) -> Option<Figure<'a>> {
    id.map(|id| (id, case.disclosure.claim(id)))
}

/// The form in words: 项目“…”的《项目支出绩效自评表》.
pub(super) fn title(form: &Form) -> String {
    match &form.project {
        Some((name, _)) => format!("项目“{name}”的《{}》", form.kind.name()),
        None => format!("《{}》", form.kind.name()),
    }
}

/// A money cell in words: 合计（全年预算数）.
pub(super) fn cell(claim: &Claim) -> String {
    let row = claim.row.as_deref().unwrap_or(&claim.label).trim_end_matches(':');
    match claim.column.as_deref() {
        Some(column) if column != "预算数" => format!("{row}（{column}）"),
        _ => row.to_owned(),
    }
}

/// The interval of a rounded print. A score or weight without decimals may be rounded too, other
/// than a count.
pub(super) fn rounded(claim: &Claim) -> Interval {
    Interval::around(claim.amount.value(), Decimal::step(claim.numeral.decimals).half())
}

/// The interval of a score at the precision of its form: where 6.67 stands in a form, 10 is 10.00.
pub(super) fn score(case: &Case<'_>, form: &Form, claim: &Claim) -> Interval {
    let scores = form.indicators.iter().filter_map(|row| row.score);
    let scores = scores.chain(form.money(MoneyRow::Total, Some(MoneyHead::Score)));
    let decimals = scores.map(|id| case.disclosure.claim(id).numeral.decimals).max().unwrap_or(0);
    Interval::around(claim.amount.value(), Decimal::step(decimals.max(claim.numeral.decimals)).half())
}

/// A weight times a rate in percent, rounded outward.
pub(super) fn share_of(weight: Decimal, percent: Interval) -> Interval {
    let scale = 100 * 1_000_000;
    let product = |rate: Decimal| weight.micros() * rate.micros();
    let low = product(percent.low()).div_euclid(scale);
    let high = -(-product(percent.high())).div_euclid(scale);
    Interval::around(Decimal::from_micros((low + high) / 2), Decimal::from_micros((high - low + 1) / 2))
}

/// The value of a weight times a rate in percent.
pub(super) fn share_value(weight: Decimal, percent: Decimal) -> Decimal {
    Decimal::from_micros(weight.micros() * percent.micros() / (100 * 1_000_000))
}

/// Whether a cell says nothing: blank, dashes, 无.
pub(super) fn is_empty(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "-—–―─/。".contains(c));
    text.is_empty() || matches!(text, "无" | "无偏差" | "不适用")
}

/// How a result stands to its target.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing {
    /// It reaches the target. The rate in percent is there where more is better.
    Met(Option<Interval>),
    /// It falls short; the rate in percent.
    Short(Interval),
    /// It is more than the target allows.
    Over,
    /// The cells do not tell.
    Unknown,
}

/// Compares a result with its target. Words, dates, different units and signs that leave the
/// direction open are unknown.
pub(super) fn standing(case: &Case<'_>, indicator: &Indicator) -> Standing {
    let (Some(target), Some(actual)) = (&indicator.target, &indicator.actual) else { return Standing::Unknown };
    let (Some((_, goal)), Some((_, result))) = (figure(case, target.figure), figure(case, actual.figure)) else {
        return Standing::Unknown;
    };
    let is_plain = matches!(actual.operator, None | Some(Operator::Equal));
    if !is_plain || !is_same_unit(target, goal, actual, result) {
        return Standing::Unknown;
    }
    // A target is set, not measured, so its print is exact.
    let (goal, result) = (Amount::exact(goal.amount.value()), result.amount);
    let rate = result.interval().percent_of(goal.interval());
    let reaches = result.value() >= goal.value() || result.agrees_with(goal);
    match target.operator {
        Some(Operator::AtMost) if result.value() <= goal.value() || result.agrees_with(goal) => Standing::Met(None),
        Some(Operator::Below) if result.value() < goal.value() => Standing::Met(None),
        Some(Operator::AtMost | Operator::Below) => Standing::Over,
        Some(Operator::Above) if result.value() > goal.value() => Standing::Met(rate),
        Some(Operator::AtLeast | Operator::Equal) if reaches => match (target.operator, rate) {
            // = 0 次: nothing must happen, so what happens is too much.
            (Some(Operator::Equal), None) if !result.value().is_zero() => Standing::Over,
            _ => Standing::Met(rate),
        },
        Some(_) => rate.map_or(Standing::Unknown, Standing::Short),
        None if result.agrees_with(goal) => Standing::Met(rate),
        None => Standing::Unknown,
    }
}

/// Whether two cells are counted in one unit. A unit that no list knows is compared as it is printed.
pub(super) fn is_same_unit(a: &Goal, a_claim: &Claim, b: &Goal, b_claim: &Claim) -> bool {
    let (left, right) = (unit_text(a, a_claim), unit_text(b, b_claim));
    if a.unit.is_money() && b.unit.is_money() {
        return true;
    }
    left == right || left.is_empty() || right.is_empty()
}

/// The unit of a cell as printed, or as its name says it.
pub(super) fn unit_text(goal: &Goal, claim: &Claim) -> String {
    if goal.unit != Unit::None {
        return goal.unit.name().to_owned();
    }
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '<' | '>' | '=' | '≥' | '≤' | '-');
    let unit = goal.text.rsplit(digits).next().unwrap_or("");
    let unit = unit.trim_end_matches('。').trim_end_matches("以上").trim_end_matches("以内").trim_end_matches("以下");
    if claim.has_own_unit { String::new() } else { unit.to_owned() }
}

/// The amounts that a document prints for a total of a kind of money, tables and running text, of
/// the document's year.
pub(super) fn totals<'a>(case: &Case<'a>, concepts: &[&str], fund: Fund, bases: &[Option<Basis>]) -> Vec<Figure<'a>> {
    let concepts: Vec<Concept> = concepts.iter().filter_map(|id| case.taxonomy.lexicon.by_id(id)).collect();
    let fits = |claim: &Claim| {
        concepts.contains(&claim.concept)
            && claim.measure == Measure::Amount
            && claim.fund == fund
            && matches!(claim.origin, Origin::Narrative | Origin::Table(_))
            && claim.nature.is_none()
            && claim.function.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
            && bases.contains(&claim.basis)
            && (claim.year.is_none() || claim.year == case.disclosure.year)
    };
    case.disclosure.all().filter(|(_, claim)| fits(claim)).collect()
}

/// The figure that most of several prints of one number agree with.
pub(super) fn most_common<'a>(figures: &[Figure<'a>]) -> Option<Figure<'a>> {
    let supporters = |claim: &Claim| figures.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    // The first of the best: `max_by_key` would give the last.
    let best = figures.iter().map(|(_, claim)| supporters(claim)).max()?;
    figures.iter().find(|(_, claim)| supporters(claim) == best).copied()
}

/// The digits of a goal cell, or all of it.
pub(super) fn goal_span(case: &Case<'_>, goal: &Goal) -> Span {
    figure(case, goal.figure).map_or(goal.span, |(_, claim)| claim.span)
}
