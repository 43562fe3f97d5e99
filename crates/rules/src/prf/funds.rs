//! The money part of a performance form: its own sums, and against the accounts.

use disclosure::{Claim, ClaimId, FactTable, Form, RowKind};
use findings::{Finding, Outcome, Severity};
use quantity::{Decimal, Interval};
use taxonomy::{Basis, FormKind, Fund, MoneyHead, MoneyRow};

use super::form::{self, Figure};
use crate::{Case, Manual, facts, sums};

const HEADS: [Option<MoneyHead>; 4] =
    [None, Some(MoneyHead::Original), Some(MoneyHead::Adjusted), Some(MoneyHead::Actual)];

/// Checks that the rows of the money part add up to its total, in each column.
pub(super) fn rows(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for form in form::forms(case, out) {
        for head in HEADS {
            let Some(total) = form::money(case, form, MoneyRow::Total, head) else { continue };
            let found = |rows: &[MoneyRow]| -> Vec<Figure<'_>> {
                rows.iter().filter_map(|row| form::money(case, form, *row, head)).collect()
            };
            let fiscal = found(&[MoneyRow::Fiscal]);
            let sources = found(&[MoneyRow::Superior, MoneyRow::Local]);
            let rest = found(&[MoneyRow::CarryOver, MoneyRow::Other]);
            let first = if fiscal.is_empty() { &sources } else { &fiscal };
            if first.is_empty() {
                continue;
            }
            if let ([whole], false) = (fiscal.as_slice(), sources.is_empty()) {
                compare(manual, form, *whole, &sources, out);
            }
            let parts: Vec<Figure<'_>> = first.iter().chain(&rest).copied().collect();
            compare(manual, form, total, &parts, out);
        }
    }
}

fn compare(manual: &Manual, form: &Form, total: Figure<'_>, parts: &[Figure<'_>], out: &mut Outcome) {
    let sum: Interval = parts.iter().map(|(_, part)| part.amount.interval()).sum();
    let lacks = sum.high() < total.1.amount.interval().low();
    let has_other = form.money.iter().any(|cell| cell.row == MoneyRow::Other);
    if lacks && (!has_other || !form.unknown_money.is_empty()) {
        let why = format!("{}还有未识别或未填的资金来源", form::title(form));
        out.could_not(why, Some(total.1.span));
        return;
    }
    let named = |(id, claim): &Figure<'_>| {
        let mut claim: Claim = (*claim).clone();
        claim.label = form::cell(&claim);
        (*id, claim)
    };
    let mut whole = named(&total);
    whole.1.label = format!("{}{}", form::title(form), whole.1.label);
    let parts: Vec<(ClaimId, Claim)> = parts.iter().map(named).collect();
    let parts: Vec<Figure<'_>> = parts.iter().map(|(id, claim)| (*id, claim)).collect();
    sums::compare(manual, (whole.0, &whole.1), &parts, out);
}

/// The whole-body form, when there is just one.
fn overall<'a>(case: &Case<'a>, out: &mut Outcome) -> Option<&'a Form> {
    let forms: Vec<&Form> = case.disclosure.forms.iter().filter(|form| form.kind.is_overall()).collect();
    match forms.as_slice() {
        [form] => Some(form),
        [] => {
            out.not_applicable("文中没有整体绩效表");
            None
        }
        [first, ..] => {
            out.could_not("有多张整体绩效表，不能逐张与总计核对", Some(first.title));
            None
        }
    }
}

/// The figures that make up the total of a target form: the total, or else the sources.
fn target_total<'a>(case: &Case<'a>, form: &Form) -> Vec<Figure<'a>> {
    match form::money(case, form, MoneyRow::Total, None) {
        Some(total) => vec![total],
        None => {
            let rows = [MoneyRow::Fiscal, MoneyRow::Superior, MoneyRow::Local, MoneyRow::CarryOver, MoneyRow::Other];
            let has_fiscal = form.money(MoneyRow::Fiscal, None).is_some();
            let is_part = |row: &MoneyRow| has_fiscal && matches!(row, MoneyRow::Superior | MoneyRow::Local);
            rows.iter().filter(|row| !is_part(row)).filter_map(|row| form::money(case, form, *row, None)).collect()
        }
    }
}

/// Checks the total of the whole-body form against the text on performance and the totals of the document.
pub(super) fn overall_total(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some(form) = overall(case, out) else { return };
    let text = "performance.overall-funds";
    let is_split = !form::totals(case, &[text], Fund::All, &[Some(Basis::Adjusted)]).is_empty();
    if form.kind == FormKind::OverallTarget {
        let figures = target_total(case, form);
        let said = form::totals(case, &[text], Fund::All, &[Some(Basis::Original), Some(Basis::Adjusted), None]);
        let bases = [Some(Basis::Original), Some(Basis::Adjusted), None];
        let accounts = form::totals(case, &["revenue.total", "balance", "expenditure.total"], Fund::All, &bases);
        check_total(manual, case, form, &figures, (&said, &accounts), (Severity::Warning, "收支总预算"), out);
        return;
    }
    for (head, basis, concepts, severity, name) in [
        (MoneyHead::Adjusted, Basis::Adjusted, ["revenue.total", "expenditure.total"], Severity::Warning, "收入总计"),
        (MoneyHead::Actual, Basis::Actual, ["expenditure", "expenditure"], Severity::Error, "本年支出合计"),
    ] {
        let figures: Vec<Figure<'_>> = form::money(case, form, MoneyRow::Total, Some(head)).into_iter().collect();
        let mut said = form::totals(case, &[text], Fund::All, &[Some(basis)]);
        // 涉及资金 alone does not say whether the budget or the execution is meant.
        said.retain(|(_, claim)| is_split || !is_other_total(case, form, claim));
        let accounts = form::totals(case, &concepts, Fund::All, &[Some(Basis::Actual), None]);
        check_total(manual, case, form, &figures, (&said, &accounts), (severity, name), out);
    }
}

/// Whether an amount is the form's total of one of the budgets.
fn is_other_total(case: &Case<'_>, form: &Form, claim: &Claim) -> bool {
    [MoneyHead::Original, MoneyHead::Adjusted].into_iter().any(|head| {
        form::money(case, form, MoneyRow::Total, Some(head))
            .is_some_and(|(_, total)| total.amount.agrees_with(claim.amount))
    })
}

fn check_total(
    manual: &Manual,
    case: &Case<'_>,
    form: &Form,
    figures: &[Figure<'_>],
    (said, accounts): (&[Figure<'_>], &[Figure<'_>]),
    (severity, name): (Severity, &str),
    out: &mut Outcome,
) {
    let Some(first) = figures.iter().max_by_key(|(_, claim)| claim.amount.value()) else {
        out.could_not(format!("{}没有资金合计", form::title(form)), Some(form.title));
        return;
    };
    let total: Interval = figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
    let value: Decimal = figures.iter().map(|(_, claim)| claim.amount.value()).sum();
    let ids = || figures.iter().map(|(id, _)| *id);
    let agrees = |(_, other): &&Figure<'_>| other.amount.interval().touches(total);
    let of_accounts = accounts.iter().find(agrees);
    // The text on performance against the form: the accounts say which of the two is wrong.
    for (id, claim) in said.iter().filter(|other| !agrees(other)) {
        let fits_accounts = accounts.iter().any(|(_, other)| other.amount.agrees_with(claim.amount));
        if fits_accounts && of_accounts.is_none() {
            continue;
        }
        let finding = facts::wrong_value(manual, claim, value)
            .say("other", format!("{}的合计", form::title(form)))
            .arithmetic(format!("{} ≠ {}", claim.value(), facts::in_unit_of(claim, value)))
            .at(Severity::Error);
        out.broken(std::iter::once(*id).chain(ids()), with_evidence(finding, figures));
    }
    if let Some((id, _)) = of_accounts {
        out.held(ids().chain([*id]));
        return;
    }
    let Some((id, model)) = form::most_common(accounts) else {
        match said.iter().find(agrees) {
            Some((id, _)) => out.held(ids().chain([*id])),
            None if said.is_empty() => out.could_not(format!("文中没有“{name}”的数字"), Some(first.1.span)),
            None => {}
        }
        return;
    };
    // A department's form may speak for its own level only.
    let severity =
        if case.disclosure.scope == Some(disclosure::Scope::Department) { Severity::Warning } else { severity };
    let severity = if form.unknown_money.is_empty() { severity } else { Severity::Info };
    let part = if figures.len() > 1 { "各来源合计".to_owned() } else { form::cell(first.1) };
    let label = format!("{}{part}", form::title(form));
    let mut finding = disagreement(manual, first.1, label, value, model)
        .say("other", format!("文中{name}"))
        .arithmetic(format!("{} ≠ {}", facts::in_unit_of(first.1, value), model.value()))
        .at(severity);
    finding = with_evidence(finding, &[(id, model)]);
    let others: Vec<Figure<'_>> = figures.iter().copied().filter(|(id, _)| *id != first.0).collect();
    out.broken(ids().chain([id]), with_evidence(finding, &others));
}

fn with_evidence(mut finding: Finding, figures: &[Figure<'_>]) -> Finding {
    for (_, claim) in figures {
        let role = if claim.column.is_some() { form::cell(claim) } else { claim.label.clone() };
        finding = finding.evidence(claim.span, role);
    }
    finding
}

/// Checks, in final accounts, that the fiscal rows of the whole-body form are the fiscal money of the accounts.
pub(super) fn fiscal_rows(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some(form) = overall(case, out) else { return };
    if !form.kind.is_self_evaluation() {
        out.not_applicable("文中没有整体支出绩效自评表");
        return;
    }
    let bases = [Some(Basis::Actual), None];
    for (head, concept, severity, name) in [
        (MoneyHead::Actual, "expenditure", Severity::Error, "本年财政拨款支出"),
        (MoneyHead::Adjusted, "revenue.total", Severity::Warning, "财政拨款收入总计"),
    ] {
        let figures: Vec<Figure<'_>> = [MoneyRow::Local, MoneyRow::Superior, MoneyRow::Fiscal]
            .iter()
            .filter_map(|row| form::money(case, form, *row, Some(head)))
            .collect();
        let (Some(first), 1..=2) = (figures.first(), figures.len()) else {
            out.could_not(format!("{}没有可与“{name}”相比的财政资金", form::title(form)), Some(form.title));
            continue;
        };
        let accounts = form::totals(case, &[concept], Fund::Fiscal, &bases);
        let Some((model_id, model)) = form::most_common(&accounts) else {
            out.could_not(format!("文中没有“{name}”的数字"), Some(first.1.span));
            continue;
        };
        // A form whose total is not that of the accounts speaks of another body: of a department's own
        // level, or of one of its units.
        let all = form::totals(case, &[concept], Fund::All, &bases);
        let total = form::money(case, form, MoneyRow::Total, Some(head));
        if let (Some((_, total)), false) = (total, all.is_empty())
            && !all.iter().any(|(_, claim)| claim.amount.agrees_with(total.amount))
        {
            out.could_not(
                format!("{}的合计与总计不一致，无法再核对其中的财政资金", form::title(form)),
                Some(total.span),
            );
            continue;
        }
        let sum: Interval = figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
        let value: Decimal = figures.iter().map(|(_, claim)| claim.amount.value()).sum();
        // 上级补助收入 is no fiscal appropriation, yet some forms count it as money from above.
        let subsidies = form::totals(case, &["revenue.superior-subsidy"], Fund::All, &bases);
        let subsidy = form::most_common(&subsidies).map(|(_, claim)| claim.amount.interval());
        let allowed = |account: Interval| sum.touches(account) || subsidy.is_some_and(|s| sum.touches(account + s));
        let ids = || figures.iter().map(|(id, _)| *id).chain([model_id]);
        if accounts.iter().any(|(_, claim)| allowed(claim.amount.interval())) {
            out.held(ids());
            continue;
        }
        let severity = if form.unknown_money.is_empty() { severity } else { Severity::Info };
        let written = facts::written_sum(figures.iter().map(|(_, claim)| *claim));
        let rows: Vec<String> = figures.iter().map(|(_, claim)| form::cell(claim)).collect();
        let label = format!("{}{}", form::title(form), rows.join("与"));
        let mut finding = disagreement(manual, first.1, label, value, model)
            .say("other", name)
            .arithmetic(format!("{written} ≠ {}", model.value()))
            .at(severity)
            .evidence(model.span, name);
        finding = with_evidence(finding, &figures[1..]);
        let other = form::money(case, form, MoneyRow::Other, Some(head));
        finding = with_evidence(finding, &other.into_iter().collect::<Vec<_>>());
        out.broken(ids(), finding);
    }
}

/// The sources of revenue of a budget by their keys in the layouts of the revenue tables.
struct Sources<'a> {
    figures: Vec<(String, Figure<'a>)>,
    keys: Vec<String>,
}

impl<'a> Sources<'a> {
    /// Reads the two-sided overview, or else the total row of the revenue table.
    fn read(case: &Case<'a>) -> Option<Self> {
        let of = |id: &str| case.disclosure.tables.iter().find(|table| table.layout == id && !table.is_empty());
        let found = of("budget.overview").map(|table| Self::overview(case, table)).filter(Self::has_transfers);
        found.or_else(|| of("budget.revenue").and_then(|table| Self::revenue(case, table)).filter(Self::has_transfers))
    }

    fn overview(case: &Case<'a>, table: &FactTable) -> Self {
        let layout = case.taxonomy.layout(&table.layout);
        let mut found = Self { figures: Vec::new(), keys: Vec::new() };
        for row in &table.rows {
            let RowKind::Labelled(index) = row.kind else { continue };
            let Some(key) = layout.and_then(|layout| layout.rows.get(index)).map(|row| row.key.clone()) else {
                continue;
            };
            if let Some((_, id)) = row.figures().next() {
                found.figures.push((key.clone(), (id, case.disclosure.claim(id))));
            }
            found.keys.push(key);
        }
        found
    }

    fn revenue(case: &Case<'a>, table: &FactTable) -> Option<Self> {
        let layout = case.taxonomy.layout(&table.layout)?;
        let total = table.total()?;
        let key = |column: usize| layout.columns[column].key.clone();
        let figures = total.figures().map(|(column, id)| (key(column), (id, case.disclosure.claim(id)))).collect();
        Some(Self { figures, keys: table.columns.iter().map(|column| key(*column)).collect() })
    }

    /// Only a table that has a place for transfers from above can show that there are none.
    fn has_transfers(&self) -> bool {
        self.keys.iter().any(|key| key.ends_with("-transfer"))
    }

    fn of(&self, keys: &[&str]) -> Vec<Figure<'a>> {
        self.figures.iter().filter(|(key, _)| keys.contains(&key.as_str())).map(|(_, figure)| *figure).collect()
    }
}

fn total_of(figures: &[Figure<'_>]) -> (Interval, Decimal) {
    let interval = figures.iter().map(|(_, claim)| claim.amount.interval()).sum();
    (interval, figures.iter().map(|(_, claim)| claim.amount.value()).sum())
}

/// Checks, in a budget, that the sources of the whole-body form are those of the revenue tables.
pub(super) fn budget_split(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let Some(form) = overall(case, out) else { return };
    let row = |row: MoneyRow| form::money(case, form, row, None);
    let (Some(superior), Some(local)) = (row(MoneyRow::Superior), row(MoneyRow::Local)) else {
        out.not_applicable("整体绩效目标表没有分列上级安排与本级安排");
        return;
    };
    let Some(sources) = Sources::read(case) else {
        out.could_not("收入表没有分列上级转移支付，无法核对资金来源", Some(form.title));
        return;
    };
    let transfers = sources.of(&["general-public-transfer", "government-fund-transfer", "state-capital-transfer"]);
    let carried = match sources.of(&["carry-over-fiscal"]) {
        fiscal if fiscal.is_empty() => sources.of(&["carry-over"]),
        fiscal => fiscal,
    };
    let mut units = sources.of(&["unit-funds"]);
    if units.is_empty() {
        units =
            sources.of(&["service", "superior-subsidy", "subordinate-remittance", "business", "other", "unit-other"]);
    }
    units.extend(sources.of(&["carry-over-nonfiscal"]));
    let special = sources.of(&["special-account"]);
    let (from_above, above_value) = total_of(&transfers);
    let ceiling = from_above + total_of(&carried).0;
    let (nonfiscal, nonfiscal_value) = total_of(&units);
    let with_special = nonfiscal + total_of(&special).0;
    let other = row(MoneyRow::Other);
    let other_amount = other.map_or(Interval::exact(Decimal::ZERO), |(_, claim)| claim.amount.interval());
    let rows: Vec<Figure<'_>> = [Some(superior), Some(local), other].into_iter().flatten().collect();
    let ids: Vec<ClaimId> = rows.iter().chain(&transfers).chain(&carried).chain(&units).map(|(id, _)| *id).collect();

    let too_much = superior.1.amount.interval().low() > ceiling.high();
    if !too_much {
        let is_same = superior.1.amount.interval().touches(from_above)
            && (other_amount.touches(nonfiscal) || other_amount.touches(with_special));
        if is_same {
            out.held(ids);
        } else {
            out.could_not("结转资金属于上级还是本级、单位资金如何归类，表中没有写明", Some(superior.1.span));
        }
        return;
    }
    let shown = |claim: &Claim, value: Decimal| facts::in_unit_of(claim, value);
    let local_value =
        rows.iter().map(|(_, claim)| claim.amount.value()).sum::<Decimal>() - above_value - nonfiscal_value;
    let figures: Vec<String> = rows.iter().map(|(_, claim)| claim.value()).collect();
    let mut finding = facts::wrong_value(manual, superior.1, above_value)
        .say("rows", figures.join("、"))
        .say("transfers", shown(superior.1, above_value))
        .say("local", shown(superior.1, local_value))
        .say("other", shown(superior.1, nonfiscal_value))
        .arithmetic(format!("{} > {}", superior.1.value(), shown(superior.1, above_value + total_of(&carried).1)));
    let rest: Vec<Figure<'_>> = rows[1..].iter().chain(&transfers).chain(&carried).chain(&units).copied().collect();
    finding = with_evidence(finding, &rest);
    let public = sources.of(&["general-public"]);
    out.broken(ids, with_evidence(finding, &public));
}

/// A finding that the rows of a form, of which the first is marked, together are not what the accounts say.
fn disagreement(manual: &Manual, first: &Claim, label: String, value: Decimal, account: &Claim) -> Finding {
    let stated = Claim { label, ..first.clone() };
    let expected = account.amount.value();
    facts::wrong_value(manual, &stated, expected)
        .figures(facts::in_unit_of(first, value), facts::in_unit_of(first, expected), first.unit.name())
        .difference(facts::in_unit_of(first, (value - expected).abs()))
}
