//! Weights and scores as sums.

use disclosure::{Claim, ClaimId, Form, Indicator};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Interval, Unit};
use taxonomy::{FormKind, MoneyHead, MoneyRow};

use super::form::{self, Figure};
use crate::{Case, Manual, facts};

/// Indicators with something to reach: rows that a form leaves blank have none.
fn rows(form: &Form) -> impl Iterator<Item = &Indicator> {
    form.indicators.iter().filter(|row| row.target.is_some() || row.actual.is_some() || row.weight.is_some())
}

fn column<'a>(case: &Case<'a>, form: &Form, of: fn(&Indicator) -> Option<ClaimId>) -> Vec<Figure<'a>> {
    rows(form).filter_map(|row| form::figure(case, of(row))).collect()
}

fn value(figures: &[Figure<'_>]) -> Decimal {
    figures.iter().map(|(_, claim)| claim.amount.value()).sum()
}

fn interval(figures: &[Figure<'_>]) -> Interval {
    figures.iter().map(|(_, claim)| claim.amount.interval()).sum()
}

fn ids(figures: &[Figure<'_>]) -> Vec<ClaimId> {
    figures.iter().map(|(id, _)| *id).collect()
}

/// Checks that the weights add up to 100, in a target form to 90 or 100.
pub(super) fn sum(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let forms = form::forms(case, out);
    for form in forms {
        let mut weights = column(case, form, |row| row.weight);
        if weights.is_empty() {
            continue;
        }
        let is_complete = rows(form).all(|row| row.weight.is_some());
        let execution = form::money(case, form, MoneyRow::Total, Some(MoneyHead::Weight));
        weights.extend(execution);
        let sum = value(&weights);
        let is_result = form.kind.is_self_evaluation();
        let hundred = Decimal::HUNDRED;
        let ninety = Decimal::whole(90);
        let printed = form::figure(case, form.total_weight);
        let mut all = ids(&weights);
        all.extend(printed.map(|(id, _)| id));
        // A form without a weight of its own for the execution rate leaves 10 points for it.
        let is_sum = |sum: Decimal| sum == hundred || sum == ninety && execution.is_none();
        let fits_total = printed.is_none_or(|(_, total)| total.amount.value() == sum);
        if is_sum(sum)
            && (fits_total || printed.is_some_and(|(_, total)| is_sum(total.amount.value()) && execution.is_none()))
        {
            out.held(all);
            continue;
        }
        if !is_complete {
            out.could_not(format!("{}有指标没有分值", form::title(form)), Some(form.title));
            continue;
        }
        let whole = match printed {
            Some((_, total)) => total.amount.value(),
            None if execution.is_some() || sum > hundred => hundred,
            None if is_result || sum > Decimal::whole(95) => hundred,
            None => ninety,
        };
        if printed.is_some() && sum == whole {
            out.held(all);
            continue;
        }
        let severity = match (printed.is_some(), is_result) {
            (true, _) => Severity::Error,
            (false, true) if execution.is_some() => Severity::Error,
            // A sum that all forms of the document share is a rule of the place.
            (false, _) if is_custom(case, form.kind, sum) => Severity::Info,
            (false, _) => Severity::Warning,
        };
        let odd = odd_one(case, forms, &weights, sum - whole);
        let mut finding = Finding::new(manual.code, severity, odd.span, format!("{}（{}）", odd.label, "分值权重"))
            .figures(sum.to_string(), whole.to_string(), "分")
            .difference((sum - whole).abs().to_string())
            .arithmetic(format!("{} = {sum}", facts::written_sum(weights.iter().map(|(_, claim)| *claim))))
            .say("form", form::title(form));
        for (_, claim) in weights.iter().filter(|(_, claim)| claim.span != odd.span) {
            finding = finding.evidence(claim.span, claim.label.clone());
        }
        if let Some((_, total)) = printed {
            finding = finding.evidence(total.span, "总分");
        }
        out.broken(all, finding);
    }
}

fn is_custom(case: &Case<'_>, kind: FormKind, sum: Decimal) -> bool {
    let of_kind = || case.disclosure.forms.iter().filter(|form| form.kind == kind);
    of_kind().count() > 1 && of_kind().all(|form| value(&column(case, form, |row| row.weight)) == sum)
}

/// The weight that is most likely wrong: corrected by the difference, it becomes one that the forms
/// of the document use often, while as printed it is rare.
fn odd_one<'a>(case: &Case<'a>, forms: &[Form], weights: &[Figure<'a>], excess: Decimal) -> &'a Claim {
    let all: Vec<Decimal> = forms
        .iter()
        .flat_map(|form| column(case, form, |row| row.weight))
        .map(|(_, claim)| claim.amount.value())
        .collect();
    let count = |value: Decimal| all.iter().filter(|other| **other == value).count();
    let likelihood = |claim: &Claim| {
        let printed = claim.amount.value();
        count(printed - excess).cast_signed() - count(printed).cast_signed()
    };
    let best = weights.iter().map(|(_, claim)| likelihood(claim)).max().unwrap_or(0);
    let found = weights.iter().find(|(_, claim)| likelihood(claim) == best).or(weights.first());
    found.expect("a form without weights is not looked at").1
}

/// The score of a form: the printed total, or else the sum of all scores.
fn score_of(case: &Case<'_>, form: &Form) -> Option<(Interval, Decimal, Vec<ClaimId>)> {
    if let Some((id, total)) = form::figure(case, form.total_score) {
        return Some((total.amount.interval(), total.amount.value(), vec![id]));
    }
    let mut scores = column(case, form, |row| row.score);
    let is_complete = !scores.is_empty() && rows(form).all(|row| row.score.is_some());
    scores.push(form::money(case, form, MoneyRow::Total, Some(MoneyHead::Score))?);
    is_complete.then(|| (interval(&scores), value(&scores), ids(&scores)))
}

/// Compares the scores that running text gives with those of the forms: 整体支出绩效自评得分99.14分.
fn said(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in case.disclosure.all() {
        let is_score = claim.is_narrative() && claim.unit == Unit::Points && claim.label.contains("得分");
        if !is_score || claim.label.contains("平均") {
            continue;
        }
        let kinds: &[FormKind] = if claim.label.contains("整体") {
            &[FormKind::OverallSelfEvaluation]
        } else if claim.label.contains("项目") {
            &[FormKind::ProjectSelfEvaluation]
        } else {
            continue;
        };
        let forms: Vec<&Form> = case.disclosure.forms.iter().filter(|form| kinds.contains(&form.kind)).collect();
        let ([form], Some((range, value, mut all))) =
            (forms.as_slice(), forms.first().and_then(|form| score_of(case, form)))
        else {
            out.could_not(format!("“{}”没有可比的绩效表", claim.label), Some(claim.span));
            continue;
        };
        all.push(id);
        if range.touches(form::rounded(claim)) {
            out.held(all);
            continue;
        }
        let decimals = claim.numeral.decimals.max(2);
        let mut finding = facts::wrong_value(manual, claim, value)
            .figures(claim.value(), value.to_fixed(decimals), "分")
            .difference((claim.amount.value() - value).abs().to_fixed(decimals))
            .say("form", format!("文中{}与{}不一致，文中", claim.label, form::title(form)))
            .arithmetic(format!("{} ≠ {}", claim.value(), value.to_fixed(decimals)));
        for id in all.iter().filter(|other| **other != id) {
            let score = case.disclosure.claim(*id);
            finding = finding.evidence(score.span, form::cell(score));
        }
        out.broken(all, finding);
    }
}

/// Checks that the scores of the indicators and of the execution rate add up to the total score.
pub(super) fn score_sum(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    said(manual, case, out);
    for form in form::forms(case, out) {
        let Some((total_id, total)) = form::figure(case, form.total_score) else {
            if form.kind.is_self_evaluation() && !column(case, form, |row| row.score).is_empty() {
                out.could_not(format!("{}没有总分", form::title(form)), Some(form.title));
            }
            continue;
        };
        let mut scores = column(case, form, |row| row.score);
        if scores.is_empty() {
            out.could_not(format!("{}没有得分", form::title(form)), Some(total.span));
            continue;
        }
        let is_complete = rows(form).all(|row| row.score.is_some());
        let execution = form::money(case, form, MoneyRow::Total, Some(MoneyHead::Score));
        scores.extend(execution);
        let sum = interval(&scores);
        let mut all = ids(&scores);
        all.push(total_id);
        if sum.touches(total.amount.interval()) {
            out.held(all);
            continue;
        }
        if !is_complete {
            out.could_not(format!("{}有指标没有得分", form::title(form)), Some(total.span));
            continue;
        }
        let decimals = scores.iter().map(|(_, claim)| claim.numeral.decimals).max().unwrap_or(0);
        let value = value(&scores);
        let mut finding = facts::wrong_value(manual, total, value)
            .figures(total.value(), value.to_fixed(decimals), "分")
            .difference((total.amount.value() - value).abs().to_fixed(decimals.max(total.numeral.decimals)))
            .arithmetic(format!(
                "{} = {}",
                facts::written_sum(scores.iter().map(|(_, claim)| *claim)),
                value.to_fixed(decimals)
            ))
            .say("form", form::title(form))
            .fix(value.to_fixed(decimals.max(total.numeral.decimals)), false);
        for (_, claim) in &scores {
            finding = finding.evidence(claim.span, form::cell(claim));
        }
        out.broken(all, finding);
    }
}

/// Checks that where indicators have weights and scores, all of them have.
pub(super) fn missing(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    type Column = fn(&Indicator) -> Option<ClaimId>;
    let columns: [(&str, MoneyHead, Column); 2] =
        [("分值权重", MoneyHead::Weight, |row| row.weight), ("得分", MoneyHead::Score, |row| row.score)];
    for form in form::forms(case, out) {
        for (name, head, of) in columns {
            let figures = column(case, form, of);
            let lacking: Vec<&Indicator> = rows(form).filter(|row| of(row).is_none()).collect();
            // A column that hardly any row fills is no column of the form.
            if figures.len() < 2 || figures.len() <= lacking.len() {
                continue;
            }
            let mut all = figures.clone();
            all.extend(form::money(case, form, MoneyRow::Total, Some(head)));
            let total = match head {
                MoneyHead::Weight => form.total_weight,
                _ => form.total_score,
            };
            let total = form::figure(case, total).map(|(_, claim)| claim.amount.value());
            let sum = value(&all);
            // Merged cells stand for several rows; then the others already add up.
            let adds_up = total == Some(sum)
                || head == MoneyHead::Weight && (sum == Decimal::HUNDRED || sum == Decimal::whole(90));
            let [first, rest @ ..] = lacking.as_slice() else {
                out.held(ids(&figures));
                continue;
            };
            if adds_up {
                out.held(ids(&figures));
                continue;
            }
            let names: Vec<&str> = lacking.iter().map(|row| row.name.as_str()).collect();
            let mut finding = Finding::new(manual.code, manual.severity, first.name_span, first.name.clone())
                .say("form", form::title(form))
                .say("column", name)
                .say("names", names.join("、"));
            for row in rest {
                finding = finding.evidence(row.name_span, row.name.clone());
            }
            out.broken(ids(&figures), finding);
        }
    }
}
