//! The book of a department from those of its units.

use std::collections::BTreeSet;

use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature};

use crate::{
    Account, Amounts, Balance, Book, FigureKey, Mistake, MistakeKind, Project, Transfer, Unit, UnitKind,
    check::sheet_named,
};

/// Adds the books of units to that of the department, less what passes between them.
///
/// **Shape.** `own` is the department's own book (本级) with its words, its figures and the transfers; rows of
/// the units keep the unit's name, and units that it does not list are listed behind the others. Figures add up (an
/// average is that of all), projects and rows follow each other in the order given; words and reasons stay those of
/// the department, as nobody can add them up.
///
/// **Errors.** Books of another year or given twice, and transfers that payer or receiver does not hold in full;
/// nothing is added then.
pub fn consolidate(own: Book, units: &[Book]) -> Result<Book, Vec<Mistake>> {
    let mut mistakes = strangers(&own, units);
    mistakes.extend(own.transfers.iter().filter_map(|transfer| disagreement(&own, units, transfer)));
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let mut whole = own;
    let name = whole.body.name.clone();
    add_up_wholes(&mut whole, units);
    let average = average([&whole].into_iter().chain(units));
    for unit in units {
        let named = |unit_of_row: &Option<String>| unit_of_row.clone().or_else(|| Some(unit.body.name.clone()));
        whole.revenue.extend(unit.revenue.iter().cloned().map(|row| crate::Revenue { unit: named(&row.unit), ..row }));
        whole
            .spending
            .extend(unit.spending.iter().cloned().map(|row| crate::Spending { unit: named(&row.unit), ..row }));
        whole.carried.extend(unit.carried.iter().cloned().map(|row| crate::Carried { unit: named(&row.unit), ..row }));
        let projects = unit.projects.iter().filter(|project| project.name != crate::WHOLE_BODY).cloned();
        whole.projects.extend(projects.map(|project| Project { unit: named(&project.unit), ..project }));
        for (key, amounts) in &unit.figures {
            // Last year's sum of the units counts what passed between them twice; the department states its own.
            if !is_last_year_only(key, amounts) {
                whole.figures.entry(*key).or_default().add(amounts);
            }
        }
        for balance in &unit.balances {
            add_balance(&mut whole.balances, balance);
        }
        list(&mut whole.units, unit);
    }
    if whole.figures.remove(&FigureKey::of(AVERAGE)).is_some() && average.is_some() {
        whole.figures.insert(FigureKey::of(AVERAGE), Amounts { actual: average, ..Amounts::default() });
    }
    crate::names::same_names(&mut whole);
    let transfers = std::mem::take(&mut whole.transfers);
    for transfer in &transfers {
        eliminate(&mut whole, transfer, &name);
    }
    whole.transfers = transfers;
    Ok(whole)
}

/// Books that cannot be added up: of another year, or of a body whose book is there already.
fn strangers(own: &Book, units: &[Book]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut names = BTreeSet::from([own.body.name.as_str()]);
    for Book { body, .. } in units {
        let place = || sheet_named("body");
        if !names.insert(&body.name) {
            mistakes.push(Mistake::new(place(), MistakeKind::Twice { label: body.name.clone() }));
        }
        if body.year != own.body.year {
            let kind = MistakeKind::OtherYear { unit: body.name.clone(), year: body.year, wanted: own.body.year };
            mistakes.push(Mistake::new(place(), kind));
        }
    }
    mistakes
}

/// Lists a unit, and the units that it consolidates itself.
fn list(units: &mut Vec<Unit>, book: &Book) {
    let own = Unit { kind: UnitKind::Budget(book.body.kind), name: book.body.name.clone() };
    let below = book.units.iter().filter(|unit| unit.kind != UnitKind::Office).cloned();
    for unit in [own].into_iter().chain(below) {
        let is_there = |known: &Unit| known.kind != UnitKind::Office && known.name == unit.name;
        if !units.iter().any(is_there) {
            units.push(unit);
        }
    }
}

/// The money of the body as a whole: what all books say together. Where one says nothing, or money passes between them,
/// it follows from the rows.
fn add_up_wholes(department: &mut Book, units: &[Book]) {
    let is_whole = |project: &&Project| project.name == crate::WHOLE_BODY;
    let of_units: Vec<Option<&Project>> = units.iter().map(|unit| unit.projects.iter().find(is_whole)).collect();
    let is_divided = !department.transfers.is_empty();
    let Some(whole) = department.projects.iter_mut().find(|project| project.name == crate::WHOLE_BODY) else { return };
    let add_up = |own: Amounts, of: fn(&Project) -> Amounts| {
        let together = |account| {
            let units = of_units.iter().map(|unit| of((*unit)?).get(account));
            let sum = units.fold(own.get(account), |sum, amount| Some(sum? + amount?));
            sum.filter(|_| !is_divided)
        };
        let mut sum = Amounts::default();
        Account::ALL.into_iter().for_each(|account| *sum.slot(account) = together(account));
        sum
    };
    whole.fiscal = add_up(whole.fiscal, |project| project.fiscal);
    whole.other = add_up(whole.other, |project| project.other);
    of_units.into_iter().flatten().for_each(|unit| whole.superior.add(&unit.superior));
}

/// The average score over what it is an average of.
const AVERAGE: Concept = Concept::new("performance.average-score");
const AVERAGED: Concept = Concept::new("performance.evaluated-projects");

/// The average score over all books; `None` where one does not say over how many projects its own is.
fn average<'a>(books: impl Iterator<Item = &'a Book>) -> Option<Decimal> {
    let actual = |book: &Book, concept| book.figures.get(&FigureKey::of(concept)).and_then(|amounts| amounts.actual);
    let (mut sum, mut n) = (Decimal::ZERO, Decimal::ZERO);
    for book in books {
        let (score, projects) = (actual(book, AVERAGE), actual(book, AVERAGED));
        if score.is_none() && projects.is_none_or(Decimal::is_zero) {
            continue;
        }
        let (score, projects) = (score?, projects?);
        sum += Decimal::from_micros(score.micros() * projects.micros() / Decimal::whole(1).micros());
        n += projects;
    }
    sum.ratio(n, 1, 2)
}

/// Figures of the sheet of last year's sums.
fn is_last_year_only(key: &FigureKey, amounts: &Amounts) -> bool {
    let others = Amounts { last: None, ..*amounts };
    others == Amounts::default()
        && (key.concept.id().starts_with("revenue") || key.concept.id().starts_with("expenditure"))
}

fn add_balance(balances: &mut Vec<Balance>, more: &Balance) {
    let same = |balance: &&mut Balance| {
        (balance.fund, balance.function, balance.nature) == (more.fund, more.function, more.nature)
    };
    match balances.iter_mut().find(same) {
        Some(balance) => {
            balance.opening += more.opening;
            balance.surplus_used += more.surplus_used;
            balance.surplus_allocation += more.surplus_allocation;
            balance.last_opening += more.last_opening;
        }
        None => balances.push(more.clone()),
    }
}

/// What payer or receiver does not hold of a transfer.
fn disagreement(own: &Book, units: &[Book], transfer: &Transfer) -> Option<Mistake> {
    let book = |name: &str| [own].into_iter().chain(units).find(|book| book.body.name == name);
    let account = account(own);
    let wrong = |kind: MistakeKind| Some(Mistake::new(transfer.place.clone(), kind));
    let Transfer { from, to, function, nature, amount, .. } = transfer.clone();
    let held: Decimal = book(&from).map_or(Decimal::ZERO, |book| {
        let rows = book.spending.iter().filter(|row| is_paid(row, transfer) && row.unit.is_none());
        rows.map(|row| row.amounts.or_zero(account)).sum()
    });
    if held < amount {
        return wrong(MistakeKind::NotPaid { unit: from, function, nature, amount, held });
    }
    let held: Decimal = book(&to).map_or(Decimal::ZERO, |book| {
        let rows = book.revenue.iter().filter(|row| is_received(row, transfer) && row.unit.is_none());
        rows.map(|row| row.amounts.or_zero(account)).sum()
    });
    if held < amount { wrong(MistakeKind::NotReceived { unit: to, function, amount, held }) } else { None }
}

/// The account that a book is about: what was spent, or else what was budgeted.
fn account(book: &Book) -> Account {
    let has_actual = book.spending.iter().any(|row| row.amounts.actual.is_some());
    if has_actual { Account::Actual } else { Account::Original }
}

/// Money of projects passes on only where it is no appropriation.
fn is_paid(row: &crate::Spending, transfer: &Transfer) -> bool {
    let is_same = row.function == transfer.function && row.nature == transfer.nature;
    is_same && (row.fund == Fund::Nonfiscal || transfer.nature != Nature::Project)
}

fn is_received(row: &crate::Revenue, transfer: &Transfer) -> bool {
    row.function == transfer.function && row.source == transfer.source
}

/// Takes a transfer out of the rows of payer and receiver.
fn eliminate(whole: &mut Book, transfer: &Transfer, department: &str) {
    let account = account(whole);
    let belongs = |unit: &Option<String>, name: &str| unit.as_deref().unwrap_or(department) == name;
    let mut left = transfer.amount;
    for row in whole.spending.iter_mut().filter(|row| is_paid(row, transfer) && belongs(&row.unit, &transfer.from)) {
        take(&mut row.amounts, account, &mut left);
    }
    let mut left = transfer.amount;
    for row in whole.revenue.iter_mut().filter(|row| is_received(row, transfer) && belongs(&row.unit, &transfer.to)) {
        take(&mut row.amounts, account, &mut left);
    }
    let is_empty = |amounts: &Amounts| Account::ALL.iter().all(|account| amounts.or_zero(*account).is_zero());
    whole.spending.retain(|row| !is_empty(&row.amounts));
    whole.revenue.retain(|row| !is_empty(&row.amounts));
}

fn take(amounts: &mut Amounts, account: Account, left: &mut Decimal) {
    let taken = amounts.or_zero(account).min(*left);
    if let Some(amount) = amounts.slot(account) {
        *amount = *amount - taken;
    }
    *left = *left - taken;
}
