//! Scores and completion rates of single indicators.

use disclosure::{ClaimId, Form, Indicator, Operator};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Interval};
use taxonomy::Scoring;

use super::form::{self, Standing};
use crate::{Case, Manual, facts};

/// What a score should be.
enum Expected {
    /// This many points; the interval of the ratio behind it, and the severity of anything else.
    Points(Interval, Decimal, Severity),
    /// Anything less than all.
    Less(Severity),
    /// Anything from none to all.
    Open(&'static str),
}

/// Checks each score: never over its weight, and weight × completion where the form says so.
pub(super) fn score(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let Some((id, claim)) = form::figure(case, indicator.score) else { continue };
            let Some((weight_id, weight)) = form::figure(case, indicator.weight) else {
                out.could_not(format!("指标“{}”没有分值", indicator.name), Some(claim.span));
                continue;
            };
            let full = weight.amount.value();
            let printed = form::rounded(claim);
            let mut ids: Vec<ClaimId> = vec![id, weight_id];
            ids.extend(indicator.target.as_ref().and_then(|goal| goal.figure));
            ids.extend(indicator.actual.as_ref().and_then(|goal| goal.figure));
            if printed.low() > full || claim.amount.value().is_negative() {
                let finding = broken(manual, case, form, indicator, full, "0至满分").at(Severity::Error);
                out.broken(ids, finding);
                continue;
            }
            match expected(case, indicator, full) {
                Expected::Points(interval, value, severity) => {
                    let is_rounded = interval.touches(printed);
                    let is_full = claim.amount.value() == full;
                    if interval.touches(form::score(case, form, claim)) {
                        out.held(ids);
                    } else if is_rounded {
                        // A person may have rounded to whole points where the form itself does not.
                        let severity = if is_full { Severity::Warning } else { Severity::Info };
                        out.broken(ids, broken(manual, case, form, indicator, value, "分值 × 完成比例").at(severity));
                    } else if scoring_may_deduct(indicator, claim.amount.value(), value) {
                        out.could_not(format!("指标“{}”的扣分办法没有写明", indicator.name), Some(claim.span));
                    } else {
                        let is_more = claim.amount.value() > value;
                        let severity = if is_more { severity } else { severity.min(Severity::Warning) };
                        out.broken(ids, broken(manual, case, form, indicator, value, "分值 × 完成比例").at(severity));
                    }
                }
                Expected::Less(severity) if claim.amount.value() == full && !full.is_zero() => {
                    let mut finding =
                        broken(manual, case, form, indicator, full, "超过目标上限不应得满分").at(severity);
                    finding.expected = Some(format!("低于{}", weight.value()));
                    finding.difference = None;
                    out.broken(ids, finding);
                }
                Expected::Less(_) => {
                    out.could_not(
                        format!("指标“{}”超过目标上限，应得几分表中没有写明", indicator.name),
                        Some(claim.span),
                    );
                }
                // Within its bounds is all that can be said of a direct or graded score.
                Expected::Open("") => out.held(ids),
                Expected::Open(why) => out.could_not(format!("指标“{}”{why}", indicator.name), Some(claim.span)),
            }
        }
    }
}

/// Places take all points where hardly anything was done.
fn scoring_may_deduct(indicator: &Indicator, score: Decimal, expected: Decimal) -> bool {
    score.is_zero() && !expected.is_zero() && indicator.scoring != Some(Scoring::Direct)
}

fn expected(case: &Case<'_>, indicator: &Indicator, full: Decimal) -> Expected {
    let all = Interval::exact(full);
    let severity = match indicator.scoring {
        Some(Scoring::Proportional) => Severity::Error,
        Some(Scoring::Satisfaction) => Severity::Warning,
        Some(Scoring::Grades | Scoring::Direct) => return Expected::Open(""),
        None => return unruled(case, indicator, full),
    };
    match form::standing(case, indicator) {
        // Far above the target some places deduct.
        Standing::Met(Some(rate)) if rate.high() > Decimal::whole(120) => {
            let has_full =
                form::figure(case, indicator.score).is_some_and(|(_, score)| all.touches(form::rounded(score)));
            if has_full { Expected::Open("") } else { Expected::Open("超额完成，是否扣分表中没有写明") }
        }
        Standing::Met(_) => Expected::Points(all, full, severity),
        Standing::Short(rate) => {
            Expected::Points(form::share_of(full, rate), form::share_value(full, middle(rate)), severity)
        }
        Standing::Over => Expected::Less(Severity::Warning),
        Standing::Unknown => Expected::Open("的目标值与完成值无法换算成比例"),
    }
}

fn middle(rate: Interval) -> Decimal {
    Decimal::from_micros((rate.low().micros() + rate.high().micros()) / 2)
}

/// Forms without a rule column: points that fit the completion are confirmed, others are open.
fn unruled(case: &Case<'_>, indicator: &Indicator, full: Decimal) -> Expected {
    let why = Expected::Open("没有赋分规则，无法核对得分");
    let Some((_, score)) = form::figure(case, indicator.score) else { return why };
    let (points, value) = match form::standing(case, indicator) {
        Standing::Met(_) => (Interval::exact(full), full),
        Standing::Short(rate) => (form::share_of(full, rate), form::share_value(full, middle(rate))),
        Standing::Over => return Expected::Less(Severity::Warning),
        Standing::Unknown => return why,
    };
    if points.touches(form::rounded(score)) {
        Expected::Open("")
    } else if value < full && score.amount.value() == full {
        // Whatever the rule of the place, a missed target does not earn all points.
        Expected::Points(points, value, Severity::Warning)
    } else if value < full {
        // Another way to score is possible; a person may look.
        Expected::Points(points, value, Severity::Info)
    } else {
        why
    }
}

fn broken(
    manual: &Manual,
    case: &Case<'_>,
    form: &Form,
    indicator: &Indicator,
    expected: Decimal,
    how: &'static str,
) -> Finding {
    let score = form::figure(case, indicator.score).expect("only rows with a score are looked at").1;
    let decimals = score.numeral.decimals.max(2);
    let text = |goal: &Option<disclosure::Goal>| goal.as_ref().map_or("（空）".to_owned(), |goal| goal.text.clone());
    let weight = form::figure(case, indicator.weight).map(|(_, claim)| claim);
    let mut finding = facts::wrong_value(manual, score, expected)
        .figures(score.value(), expected.to_fixed(decimals), "分")
        .difference((score.amount.value() - expected).abs().to_fixed(decimals))
        .say("form", form::title(form))
        .say("name", indicator.name.clone())
        .say("target", text(&indicator.target))
        .say("actual", text(&indicator.actual))
        .say("weight", weight.map_or(String::new(), disclosure::Claim::value))
        .arithmetic(how);
    for (goal, role) in [(&indicator.actual, "实际完成值"), (&indicator.target, "目标值")] {
        if let Some(goal) = goal {
            finding = finding.evidence(form::goal_span(case, goal), role);
        }
    }
    if let Some(weight) = weight {
        finding = finding.evidence(weight.span, "分值权重");
    }
    finding
}

/// Checks 完成率 = 实际完成值 ÷ 目标值; capped at 100 or not.
pub(super) fn completion(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for indicator in &form.indicators {
            let Some((id, claim)) = form::figure(case, indicator.completion) else { continue };
            let goal = |goal: &Option<disclosure::Goal>| form::figure(case, goal.as_ref().and_then(|goal| goal.figure));
            let (Some((target_id, target)), Some((actual_id, actual))) =
                (goal(&indicator.target), goal(&indicator.actual))
            else {
                worded(manual, form, indicator, (id, claim), out);
                continue;
            };
            let ids = [id, target_id, actual_id];
            // A missing % makes 1.00 of 100%.
            let printed = [
                claim.amount.interval(),
                Interval::around(claim.amount.value().times(100), claim.amount.reach().times(100)),
            ];
            let shows = |rate: Interval| printed.iter().any(|printed| printed.touches(rate));
            let full = Interval::exact(Decimal::HUNDRED);
            // A target is set, not measured, so its print is exact.
            let goal_value = Interval::exact(target.amount.value());
            let rate = actual.amount.interval().percent_of(goal_value);
            let operator = indicator.target.as_ref().and_then(|goal| goal.operator);
            let standing = form::standing(case, indicator);
            let is_met = matches!(standing, Standing::Met(_));
            if is_met && shows(full) || rate.is_some_and(shows) {
                out.held(ids);
                continue;
            }
            let is_more_better = matches!(operator, Some(Operator::AtLeast | Operator::Above | Operator::Equal));
            // Where less is better places reckon in several ways; when all of them give another rate it is wrong.
            let inverse = goal_value.percent_of(actual.amount.interval());
            let mirrored = rate.map(|rate| Interval::exact(Decimal::whole(200)) - rate);
            let fits_less = [inverse, mirrored].into_iter().flatten().any(shows);
            let decided = match standing {
                Standing::Met(_) => is_more_better || !fits_less,
                Standing::Short(_) => is_more_better,
                Standing::Over | Standing::Unknown => false,
            };
            let expected = if is_more_better {
                actual.amount.value().percent_of(target.amount.value(), claim.numeral.decimals)
            } else {
                Some(Decimal::HUNDRED)
            };
            let (true, Some(value)) = (decided, expected) else {
                out.could_not(format!("指标“{}”的完成率如何计算没有写明", indicator.name), Some(claim.span));
                continue;
            };
            let severity = if is_more_better { manual.severity } else { Severity::Warning };
            let written = if is_more_better {
                format!("{} ÷ {} = {}%", actual.value(), target.value(), value.to_fixed(claim.numeral.decimals))
            } else {
                "达到目标为100%".to_owned()
            };
            let finding = facts::wrong_value(manual, claim, value)
                .figures(claim.value(), value.to_fixed(claim.numeral.decimals), "%")
                .difference((claim.amount.value() - value).abs().to_fixed(claim.numeral.decimals))
                .say("form", form::title(form))
                .say("name", indicator.name.clone())
                .arithmetic(written)
                .at(severity)
                .evidence(actual.span, "实际完成值")
                .evidence(target.span, "目标值")
                .fix(value.to_fixed(claim.numeral.decimals), false);
            out.broken(ids, finding);
        }
    }
}

/// A target in words is met or not; it cannot be exceeded.
fn worded(manual: &Manual, form: &Form, indicator: &Indicator, (id, claim): form::Figure<'_>, out: &mut Outcome) {
    let mut goals = [&indicator.target, &indicator.actual].into_iter().flatten();
    if goals.any(|goal| goal.figure.is_some())
        || indicator.target.is_none()
        || claim.amount.interval().low() <= Decimal::HUNDRED
    {
        let why = format!("指标“{}”的目标值或完成值不是数字，无法核对完成率", indicator.name);
        out.could_not(why, Some(claim.span));
        return;
    }
    let is_date = [&indicator.target, &indicator.actual].into_iter().flatten().any(|goal| goal.is_date);
    let finding = facts::wrong_value(manual, claim, Decimal::HUNDRED)
        .say("form", form::title(form))
        .say("name", indicator.name.clone())
        .arithmetic("定性指标达到目标为100%")
        .at(if is_date { Severity::Info } else { Severity::Warning });
    out.broken([id], finding);
}
