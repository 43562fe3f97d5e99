//! Project forms against the text and the project table.

use std::sync::LazyLock;

use disclosure::{Form, Origin, PassageKind, ProjectMention, ProjectSource};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Interval};
use taxonomy::{Basis, FormKind, Measure, MoneyHead, MoneyRow, Stage};

use super::form::{self, Figure};
use crate::{Case, Manual, facts, words::Words};

/// The forms of single projects that go with the stage of the document.
fn project_forms<'a>(case: &Case<'a>) -> Vec<&'a Form> {
    let wanted = match case.disclosure.stage {
        Some(Stage::FinalAccounts) => FormKind::ProjectSelfEvaluation,
        _ => FormKind::ProjectTarget,
    };
    case.disclosure.forms.iter().filter(|form| form.kind == wanted).collect()
}

/// What the text says of one kind of project, from its concept.
fn said<'a>(case: &Case<'a>, concept: &str, measure: Measure, basis: Option<Basis>) -> Vec<Figure<'a>> {
    let fits = |claim: &disclosure::Claim| {
        claim.concept.id() == concept
            && claim.measure == measure
            && claim.origin == Origin::Narrative
            && (measure == Measure::Count || claim.basis == basis)
    };
    case.disclosure.all().filter(|(_, claim)| fits(claim)).collect()
}

/// Whether the document withholds projects as secret; then there are fewer forms than projects.
fn is_secret(case: &Case<'_>) -> bool {
    let counted = |claim: &disclosure::Claim| {
        claim.concept.id() == "performance.secret-projects" && !claim.amount.value().is_zero()
    };
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(["涉密", "SM项目", "不予公开", "不宜公开"]));
    case.disclosure.claims.iter().any(counted)
        || case.disclosure.passages.iter().any(|passage| WORDS.stand_in(&passage.text))
}

/// Whether the paragraph of a figure says that its forms follow. Elsewhere only some may be published.
fn is_attached(case: &Case<'_>, claim: &disclosure::Claim) -> bool {
    let text = case.disclosure.passage_of(claim.span).map_or("", |(_, passage)| passage.text.as_str());
    ["具体附", "见下表", "附项目", "后附", "分别填报", "详见附表"].iter().any(|word| text.contains(word))
}

/// Whether more titles of forms stand in the document than forms were read.
fn has_unread_forms(case: &Case<'_>) -> bool {
    let is_title = |text: &str| {
        let text = taxonomy::bare(text);
        let text = text.split('(').next().unwrap_or(&text);
        text.chars().count() <= 20
            && ["绩效自评表", "绩效目标表", "绩效目标申报表", "自评情况表"].iter().any(|end| text.ends_with(end))
    };
    let passages = case.disclosure.passages.iter().filter(|passage| passage.kind != PassageKind::Contents);
    passages.filter(|passage| passage.text.contains('表') && is_title(&passage.text)).count()
        > case.disclosure.forms.len()
}

/// What forms hold in a row and column, taken together.
fn sum(
    case: &Case<'_>,
    forms: &[&Form],
    row: MoneyRow,
    head: Option<MoneyHead>,
) -> Option<(Interval, Decimal, Vec<disclosure::ClaimId>)> {
    let figures: Vec<Figure<'_>> = forms.iter().filter_map(|form| form::money(case, form, row, head)).collect();
    if figures.len() != forms.len() || figures.is_empty() {
        return None;
    }
    let interval = figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
    Some((
        interval,
        figures.iter().map(|(_, claim)| claim.amount.value()).sum(),
        figures.iter().map(|(id, _)| *id).collect(),
    ))
}

/// A kind of project in the text and the forms that may belong to it.
struct Group<'a> {
    count: &'static str,
    funds: &'static str,
    name: &'static str,
    /// Possible readings: the forms, and which of their rows the text adds up.
    readings: Vec<(Vec<&'a Form>, MoneyRow)>,
}

/// Checks the number of project forms and their money against the sentence on performance.
pub(super) fn totals(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let forms = project_forms(case);
    let is_zero = |form: &Form, row: MoneyRow| {
        form::money(case, form, row, None).is_none_or(|(_, claim)| claim.amount.value().is_zero())
            && form::money(case, form, row, Some(MoneyHead::Adjusted))
                .is_none_or(|(_, claim)| claim.amount.value().is_zero())
    };
    let of = |keep: &dyn Fn(&Form) -> bool| -> Vec<&Form> { forms.iter().copied().filter(|form| keep(form)).collect() };
    let fiscal = of(&|form| !is_zero(form, MoneyRow::Fiscal));
    let other_only = of(&|form| is_zero(form, MoneyRow::Fiscal) && !is_zero(form, MoneyRow::Other));
    let mut fiscal_readings = vec![(fiscal.clone(), MoneyRow::Total), (fiscal, MoneyRow::Fiscal)];
    // Where the text counts other projects apart, the first number is that of the fiscal ones.
    if said(case, "performance.nonfiscal-projects", Measure::Count, None).is_empty() {
        fiscal_readings.push((forms.clone(), MoneyRow::Total));
    }
    let groups = [
        Group {
            count: "performance.projects",
            funds: "performance.project-funds",
            name: "项目",
            readings: fiscal_readings,
        },
        Group {
            count: "performance.nonfiscal-projects",
            funds: "performance.nonfiscal-project-funds",
            name: "非财政拨款项目",
            readings: vec![
                (other_only.clone(), MoneyRow::Total),
                (other_only, MoneyRow::Other),
                (of(&|form| !is_zero(form, MoneyRow::Other)), MoneyRow::Other),
            ],
        },
    ];
    let mut is_said = false;
    for group in &groups {
        let counts = said(case, group.count, Measure::Count, None);
        let Some((count_id, count)) = counts.first().copied() else { continue };
        is_said = true;
        if is_secret(case) {
            out.not_applicable("有涉密项目，绩效表不全部公开");
            continue;
        }
        if forms.is_empty() {
            if !count.amount.value().is_zero() {
                out.could_not("文中没有附项目绩效表", Some(count.span));
            }
            continue;
        }
        let number = |forms: &[&Form]| Decimal::whole(i64::try_from(forms.len()).unwrap_or(i64::MAX));
        let fits = |forms: &[&Form]| counts.iter().any(|(_, count)| count.amount.value() == number(forms));
        let readings: Vec<&(Vec<&Form>, MoneyRow)> = group.readings.iter().filter(|(forms, _)| fits(forms)).collect();
        if readings.is_empty() {
            let n = group.readings.first().map_or(0, |(forms, _)| forms.len());
            // More forms than projects contradict the sentence; fewer may be attached elsewhere.
            let most = group.readings.iter().map(|(forms, _)| number(forms)).max().unwrap_or(Decimal::ZERO);
            let least = group.readings.iter().map(|(forms, _)| number(forms)).min().unwrap_or(Decimal::ZERO);
            let severity = match (least > count.amount.value(), is_attached(case, count)) {
                (true, true) => manual.severity,
                (false, true) | (true, false) => Severity::Warning,
                (false, false) => Severity::Info,
            };
            let severity = if most.is_zero() { Severity::Info } else { severity };
            if severity != Severity::Error && has_unread_forms(case) {
                out.could_not("有绩效表没有读出，无法核对张数", Some(count.span));
                continue;
            }
            let mut finding = Finding::new(manual.code, severity, count.span, count.label.clone())
                .figures(count.value(), n.to_string(), "个")
                .difference((count.amount.value() - number(&group.readings[0].0)).abs().to_string())
                .say("what", format!("文中{}{}个", group.name, count.value()))
                .say("forms", format!("绩效表{n}张"));
            for form in &group.readings[0].0 {
                finding = finding.evidence(form.title, "绩效表");
            }
            out.broken([count_id], finding);
            continue;
        }
        out.held([count_id]);
        funds(manual, case, group, &readings, out);
    }
    if !is_said {
        out.not_applicable("文中没有写绩效项目的个数");
    }
    overall(manual, case, out);
}

fn funds(manual: &Manual, case: &Case<'_>, group: &Group<'_>, readings: &[&(Vec<&Form>, MoneyRow)], out: &mut Outcome) {
    let pairs: [(Option<Basis>, &[Option<MoneyHead>]); 4] = [
        (Some(Basis::Adjusted), &[Some(MoneyHead::Adjusted)]),
        (Some(Basis::Actual), &[Some(MoneyHead::Actual)]),
        (Some(Basis::Original), &[None, Some(MoneyHead::Original)]),
        (None, &[None, Some(MoneyHead::Adjusted), Some(MoneyHead::Actual)]),
    ];
    let is_split = !said(case, group.funds, Measure::Amount, Some(Basis::Adjusted)).is_empty();
    for (basis, heads) in pairs {
        let Some((id, claim)) = said(case, group.funds, Measure::Amount, basis).first().copied() else { continue };
        // 涉及资金 alone does not say whether the budget or the execution is meant.
        let any = [None, Some(MoneyHead::Actual), Some(MoneyHead::Adjusted), Some(MoneyHead::Original)];
        let heads = if is_split { heads } else { &any[..] };
        let sums: Vec<_> = readings
            .iter()
            .flat_map(|(forms, row)| heads.iter().filter_map(|head| sum(case, forms, *row, *head)))
            .collect();
        let Some((_, value, ids)) = sums.first() else {
            out.could_not("绩效表没有资金总额", Some(claim.span));
            continue;
        };
        if let Some((_, _, ids)) = sums.iter().find(|(interval, ..)| interval.touches(claim.amount.interval())) {
            out.held(ids.iter().copied().chain([id]));
            continue;
        }
        let claims: Vec<&disclosure::Claim> = ids.iter().map(|id| case.disclosure.claim(*id)).collect();
        let expected = facts::in_unit_of(claim, *value);
        let written = facts::written_sum(claims.iter().copied());
        let column = basis.map_or("金额", Basis::name);
        let mut finding = facts::wrong_value(manual, claim, *value)
            .say("what", format!("文中{}{column}{}", group.name, claim.display()))
            .say("forms", format!("绩效表合计{expected}{}", claim.unit.name()))
            .at(if is_split || is_attached(case, claim) { manual.severity } else { Severity::Warning })
            .arithmetic(format!("{written} = {expected} ≠ {}", claim.value()));
        for part in claims {
            finding = finding.evidence(part.span, part.project.clone().unwrap_or_default());
        }
        out.broken(ids.iter().copied().chain([id]), finding);
    }
}

/// The number of whole-body forms.
fn overall(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some((id, claim)) = said(case, "performance.overall", Measure::Count, None).first().copied() else { return };
    let forms: Vec<&Form> = case.disclosure.forms.iter().filter(|form| form.kind.is_overall()).collect();
    let n = Decimal::whole(i64::try_from(forms.len()).unwrap_or(i64::MAX));
    if forms.is_empty() {
        if !claim.amount.value().is_zero() {
            out.could_not("文中没有附整体绩效表", Some(claim.span));
        }
    } else if claim.amount.value() == n {
        out.held([id]);
    } else {
        let mut finding = Finding::new(manual.code, Severity::Warning, claim.span, claim.label.clone())
            .figures(claim.value(), n.to_string(), "个")
            .difference((claim.amount.value() - n).abs().to_string())
            .say("what", format!("文中整体绩效表{}个", claim.value()))
            .say("forms", format!("整体绩效表{n}张"));
        for form in forms {
            finding = finding.evidence(form.title, "整体绩效表");
        }
        out.broken([id], finding);
    }
}

/// Checks the money of each project form against the text and the project table.
pub(super) fn each(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let forms = project_forms(case);
    if forms.is_empty() {
        out.not_applicable("文中没有项目绩效表");
        return;
    }
    for form in &forms {
        let Some((name, _)) = &form.project else { continue };
        let same_name =
            forms.iter().filter(|other| other.project.as_ref().is_some_and(|(other, _)| other == name)).count();
        let mentions: Vec<(&ProjectMention, Figure<'_>)> = case
            .disclosure
            .projects
            .iter()
            .filter(|mention| mention.name == *name && !matches!(mention.source, ProjectSource::Form(_)))
            .filter_map(|mention| form::figure(case, mention.amount).map(|figure| (mention, figure)))
            .collect();
        if mentions.is_empty() || same_name > 1 {
            continue;
        }
        let cells: Vec<Figure<'_>> = form
            .money
            .iter()
            .map(|cell| (cell.claim, case.disclosure.claim(cell.claim)))
            .filter(|(_, claim)| claim.unit.is_money())
            .collect();
        let basis = if form.kind.is_self_evaluation() { Basis::Adjusted } else { Basis::Original };
        let Some((first_id, first)) = cells.iter().find(|(_, claim)| claim.basis == Some(basis)).copied() else {
            continue;
        };
        let fits = |amount: Interval| cells.iter().find(|(_, claim)| claim.amount.interval().touches(amount));
        for source in [ProjectSource::Narrative, ProjectSource::Table] {
            let of_source: Vec<Figure<'_>> =
                mentions.iter().filter(|(mention, _)| mention.source == source).map(|(_, figure)| *figure).collect();
            let Some((id, claim)) = of_source.first().copied() else { continue };
            // A project may stand in several rows, one for each function.
            let total: Interval = of_source.iter().map(|(_, claim)| claim.amount.interval()).sum();
            let single = of_source.iter().find_map(|(_, claim)| fits(claim.amount.interval()));
            if let Some((cell_id, _)) = fits(total).or(single) {
                out.held(of_source.iter().map(|(id, _)| *id).chain([*cell_id]));
                continue;
            }
            let value: Decimal = of_source.iter().map(|(_, claim)| claim.amount.value()).sum();
            let place = if source == ProjectSource::Table { "项目支出表" } else { "文字说明" };
            let mut finding = facts::wrong_value(manual, first, value)
                .say("form", form::title(form))
                .say("place", place)
                .arithmetic(format!("{} ≠ {}", first.value(), facts::in_unit_of(first, value)));
            for (_, claim) in &of_source {
                finding = finding.evidence(claim.span, place);
            }
            let _ = claim;
            out.broken([first_id, id], finding);
        }
    }
}
