//! What cannot stand in a book although every cell of it can be read.

use std::collections::{BTreeMap, BTreeSet};

use quantity::Decimal;
use taxonomy::{Concept, Fund, Stage, bare};

use crate::{
    Account, Amounts, Book, FigureKey, Indicator, Mistake, MistakeKind, Project, Schema, Scope, SheetCell, UnitKind,
    WHOLE_BODY, nearest,
    sealed::{idle, sealed},
};

/// Looks for what cannot be: money spent that was not there, parts larger than their whole, rows that stand
/// twice, weights and scores that do not fit. Only what is certain counts; what is merely odd is for the
/// checks of the finished document.
///
/// **Shape.** `weights` is what the weights of a project's indicators must add up to, where the edition says so.
pub fn check(book: &Book, stage: Stage, weights: Option<u8>) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = idle(book).collect();
    let book = &sealed(book.clone());
    overspent(book, stage, &mut mistakes);
    parts(book, &mut mistakes);
    mistakes.extend(check_rows(book));
    without_money(book, &mut mistakes);
    for project in book.projects.iter().filter(|project| !project.is_withheld) {
        indicators(project, stage, weights, &mut mistakes);
    }
    mistakes
}

/// Looks whether a book is that of a department, or of a unit, where its edition is made for nothing else.
pub fn check_scope(book: &Book, scope: Scope) -> Option<Mistake> {
    let id = match scope {
        Scope::Department => "department",
        Scope::Unit => "unit",
    };
    let label = Schema::embedded().word("scope", id).unwrap_or(id).to_owned();
    (book.body.scope != scope).then(|| Mistake::new(sheet_named("body"), MistakeKind::WrongScope { label }))
}

/// What of [`check`] holds for books of any stage: rows that stand twice, units that are not listed.
pub fn check_rows(book: &Book) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    twice(book, &mut mistakes);
    unknown_units(book, &mut mistakes);
    mistakes
}

/// The money that a source of revenue is.
pub(crate) fn money(source: Concept) -> Fund {
    let id = source.id();
    let funds = [
        ("revenue.general-public", Fund::GeneralPublic),
        ("revenue.government-fund", Fund::GovernmentFund),
        ("revenue.state-capital", Fund::StateCapital),
    ];
    funds.into_iter().find(|(name, _)| id.starts_with(name)).map_or(Fund::Nonfiscal, |(_, fund)| fund)
}

/// Funds of which more was spent than there was. What a budget takes over from last year pays for itself.
fn overspent(book: &Book, stage: Stage, mistakes: &mut Vec<Mistake>) {
    let (account, sheet) = match stage {
        Stage::Budget => (Account::Original, "spending"),
        Stage::FinalAccounts => (Account::Actual, "balances"),
    };
    for fund in [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal] {
        let revenue = book.revenue.iter().filter(|row| !row.is_withheld && money(row.source) == fund);
        let came: Decimal = revenue.map(|row| row.amounts.or_zero(account)).sum();
        let spending = book.spending.iter().filter(|row| !row.is_withheld && row.fund == fund);
        let spent: Decimal = spending.map(|row| row.amounts.or_zero(account)).sum();
        let balances = book.balances.iter().filter(|row| row.fund == fund && stage == Stage::FinalAccounts);
        let kept: Decimal = balances.map(|row| row.opening + row.surplus_used - row.surplus_allocation).sum();
        let left = kept + came - spent;
        if left.is_negative() {
            let missing = left.abs();
            let kind = match stage {
                Stage::Budget => MistakeKind::OverBudget { fund, missing },
                Stage::FinalAccounts => MistakeKind::Overspent { fund, missing },
            };
            mistakes.push(Mistake::new(sheet_named(sheet), kind));
        }
    }
}

/// Named figures that are part of others: sheet, part, wholes whose sum is the whole.
const PARTS: [(&str, &str, &[&str]); 6] = [
    ("procurement", "procurement.micro", &["procurement.sme"]),
    ("procurement", "procurement.sme", &["procurement.goods", "procurement.works", "procurement.services"]),
    ("procurement", "procurement.micro-reserved", &["procurement.sme-reserved"]),
    ("procurement", "procurement.sme-reserved", &["procurement.goods", "procurement.works", "procurement.services"]),
    ("assets", "asset.equipment-100", &["asset.equipment-50"]),
    ("assets", "asset.equipment-100-planned", &["asset.equipment-50-planned"]),
];

/// Parts that are larger than their whole. A whole that the book does not state is nothing to compare with.
fn parts(book: &Book, mistakes: &mut Vec<Mistake>) {
    let figure = |id: &'static str| book.figures.get(&FigureKey::of(Concept::new(id)));
    for (sheet, part, wholes) in PARTS {
        for account in [Account::Original, Account::Actual] {
            let known: Vec<Decimal> = wholes.iter().filter_map(|id| figure(id)?.get(account)).collect();
            let Some(amount) = figure(part).and_then(|amounts| amounts.get(account)) else { continue };
            if !known.is_empty() && amount > known.iter().copied().sum() {
                let whole = wholes.iter().map(|id| label(sheet, id)).collect::<Vec<_>>().join("＋");
                let kind = MistakeKind::PartAboveWhole { part: label(sheet, part), whole };
                mistakes.push(Mistake::new(sheet_named(sheet), kind));
            }
        }
    }
}

/// Rows of money that stand twice with the same amounts, as when they were pasted twice. Rows of one kind with
/// different amounts add up.
fn twice(book: &Book, mistakes: &mut Vec<Mistake>) {
    let mut seen = BTreeSet::new();
    let mut row = |names: Vec<String>, amounts: &Amounts, place: &SheetCell| {
        let micros = Account::ALL.map(|account| amounts.get(account));
        let is_money = micros.iter().flatten().any(|amount| !amount.is_zero());
        let label = names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if is_money && !seen.insert((place.sheet.clone(), names, micros)) {
            mistakes.push(Mistake::new(place.clone(), MistakeKind::Twice { label }));
        }
    };
    let word = |list: &str, meaning: &str| Schema::embedded().word(list, meaning).unwrap_or(meaning).to_owned();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    for revenue in &book.revenue {
        let source = word("source", revenue.source.id());
        row(vec![revenue.function.to_string(), source, optional(&revenue.unit)], &revenue.amounts, &revenue.place);
    }
    for spending in &book.spending {
        let economic = spending.economic.map_or(String::new(), |code| code.to_string());
        let (fund, nature) = (word("fund", spending.fund.id()), spending.nature.name().to_owned());
        let (project, unit) = (optional(&spending.project), optional(&spending.unit));
        let names = vec![spending.function.to_string(), economic, fund, nature, project, unit];
        row(names, &spending.amounts, &spending.place);
    }
    for transfer in &book.transfers {
        let (source, nature) = (word("source", transfer.source.id()), transfer.nature.name().to_owned());
        let names = vec![transfer.from.clone(), transfer.to.clone(), source, nature, transfer.function.to_string()];
        row(names, &Amounts { actual: Some(transfer.amount), ..Amounts::default() }, &transfer.place);
    }
    for carried in &book.carried {
        let (fund, nature) = (word("fund", carried.fund.id()), carried.nature.name().to_owned());
        let names = vec![carried.project.clone(), carried.function.to_string(), fund, nature, optional(&carried.unit)];
        row(names, &Amounts { original: Some(carried.amount), ..Amounts::default() }, &carried.place);
    }
}

/// Projects of the sheet of projects for which no money stands anywhere. Whoever has none types 0.
fn without_money(book: &Book, mistakes: &mut Vec<Mistake>) {
    let own = |unit: &Option<String>| unit.clone().unwrap_or_else(|| book.body.name.clone());
    let spent = book.spending.iter().filter_map(|row| Some((row.project.as_deref()?, &row.unit)));
    let mut rows: BTreeMap<String, (&str, BTreeSet<String>)> = BTreeMap::new();
    for (name, unit) in spent.chain(book.carried.iter().map(|row| (row.project.as_str(), &row.unit))) {
        rows.entry(bare(name)).or_insert_with(|| (name, BTreeSet::new())).1.insert(own(unit));
    }
    let mut n_named: BTreeMap<String, usize> = BTreeMap::new();
    book.projects.iter().for_each(|project| *n_named.entry(bare(&project.name)).or_default() += 1);
    for project in book.projects.iter().filter(|project| project.name != WHOLE_BODY && !project.is_withheld) {
        let plain = bare(&project.name);
        let typed = [&project.superior, &project.fiscal, &project.other];
        let has_rows =
            rows.get(&plain).is_some_and(|(_, units)| n_named[&plain] == 1 || units.contains(&own(&project.unit)));
        if typed.iter().all(|amounts| **amounts == Amounts::default()) && !has_rows {
            // A name that another project has is not meant. More names than these no person wrote.
            let free = rows.iter().filter(|(name, _)| !n_named.contains_key(*name)).take(1000);
            let near = nearest(&project.name, free.map(|(_, (name, _))| *name)).map(str::to_owned);
            let kind = MistakeKind::NoMoney { name: project.name.clone(), near };
            mistakes.push(Mistake::new(project.place.clone(), kind));
        }
    }
}

/// Units that rows of money name and the list of units lacks, each once. A unit that lists none says nothing of them; a
/// department that lists none would print that it has none.
fn unknown_units(book: &Book, mistakes: &mut Vec<Mistake>) {
    let listed = book.units.iter().filter(|unit| unit.kind != UnitKind::Office).map(|unit| unit.name.as_str());
    let mut known: BTreeSet<&str> = listed.collect();
    if known.is_empty() && book.body.scope == Scope::Unit {
        return;
    }
    known.insert(&book.body.name);
    let revenue = book.revenue.iter().map(|row| (&row.unit, &row.place));
    let spending = book.spending.iter().map(|row| (&row.unit, &row.place));
    for (unit, place) in revenue.chain(spending) {
        let Some(unit) = unit else { continue };
        if known.insert(unit) {
            mistakes.push(Mistake::new(place.clone(), MistakeKind::UnknownUnit { label: unit.clone() }));
        }
    }
}

/// Weights that do not add up, and scores that cannot be.
fn indicators(project: &Project, stage: Stage, weights: Option<u8>, mistakes: &mut Vec<Mistake>) {
    let own: Vec<Decimal> = project.indicators.iter().filter_map(|indicator| indicator.weight).collect();
    let sum: Decimal = own.iter().copied().sum();
    // A budget may set targets without weights, and a project may stand there for its money alone.
    let is_weighed = !own.is_empty() || stage == Stage::FinalAccounts && !project.indicators.is_empty();
    if let Some(wanted) = weights.map(|weights| Decimal::whole(i64::from(weights)))
        && is_weighed
        && sum != wanted
    {
        let kind = MistakeKind::Weights { project: project.name.clone(), sum, wanted };
        mistakes.push(Mistake::new(project.place.clone(), kind));
    }
    let wrong = |indicator: &Indicator| {
        let name = indicator.name.clone();
        match (indicator.score, indicator.weight) {
            (Some(score), Some(weight)) if score > weight => Some(MistakeKind::Score { name, score, weight }),
            (None, _) if stage == Stage::FinalAccounts && indicator.actual.is_none() => {
                Some(MistakeKind::NoScore { name })
            }
            _ => None,
        }
    };
    let wrongs = project.indicators.iter().filter_map(|indicator| Some((indicator, wrong(indicator)?)));
    mistakes.extend(wrongs.map(|(indicator, kind)| Mistake::new(indicator.place.clone(), kind)));
}

/// The address of a sheet by its permanent name.
pub(crate) fn sheet_named(key: &str) -> SheetCell {
    SheetCell::whole(Schema::embedded().sheet(key).map_or(key, |plan| plan.name.as_str()))
}

/// What people call an item of a sheet.
fn label(sheet: &str, id: &str) -> String {
    let items = Schema::embedded().sheet(sheet).map(|plan| plan.items.iter());
    let item = items.into_iter().flatten().find(|item| item.key == id);
    item.map_or(id, |item| item.label.as_str()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::PARTS;
    use crate::Schema;

    #[test]
    fn parts_and_wholes_are_items() {
        for (sheet, part, wholes) in PARTS {
            let plan = Schema::embedded().sheet(sheet).unwrap();
            for id in wholes.iter().chain([&part]) {
                assert!(plan.items.iter().any(|item| item.key == **id), "{id}");
            }
        }
    }
}
