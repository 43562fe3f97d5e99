//! The book of a department from those of its units.

use std::collections::BTreeSet;

use quantity::Decimal;
use taxonomy::{Concept, Stage, bare};

use crate::{
    Account, Amounts, Balance, Book, FigureKey, Mistake, MistakeKind, Project, Schema, Unit, UnitKind,
    check::sheet_named, sealed, sums, transfers,
};

/// Adds the books of units to that of the department, less what passes between them.
///
/// **Shape.** `own` is the department's book with its words, its figures and the transfers: that of its own level (本级),
/// or of all its units, whose names its rows say; `units` may be empty. Rows of the units keep the unit's name, and
/// units that it does not list are listed behind the others. What one book withholds is withheld in it alone. Figures
/// add up (an average is that of all), projects and rows follow each other in the order given; words and reasons stay
/// those of the department, as nobody can add them up. Beside it stand remarks on what is not whole.
///
/// **Errors.** Books of another year or stage, given twice, or of a unit that has rows in another book; transfers in the
/// books of units, and those that payer or receiver does not hold in full. Nothing is added then.
pub fn consolidate(own: Book, units: &[Book], stage: Stage) -> Result<(Book, Vec<Mistake>), Vec<Mistake>> {
    let mut mistakes = strangers(&own, units, stage);
    let (mut whole, remarks) = if units.is_empty() { (own, Vec::new()) } else { added(own, units, stage) };
    mistakes.extend(transfers::eliminate(&mut whole, main_account(stage)));
    if mistakes.is_empty() { Ok((whole, remarks)) } else { Err(mistakes) }
}

/// The account that a stage is about.
const fn main_account(stage: Stage) -> Account {
    match stage {
        Stage::Budget => Account::Original,
        Stage::FinalAccounts => Account::Actual,
    }
}

/// The books as one, with what passes between them.
fn added(own: Book, units: &[Book], stage: Stage) -> (Book, Vec<Mistake>) {
    let mut books: Vec<Book> = [&own].into_iter().chain(units).cloned().map(sealed).collect();
    let mut remarks = sums::complete(&mut books, stage);
    let mut books = books.into_iter();
    let Some(mut whole) = books.next() else { return (own, remarks) };
    let units: Vec<Book> = books.collect();
    add_up_wholes(&mut whole, &units);
    // Whose a project is must be said as soon as other units may have one of its name.
    let department = whole.body.name.clone();
    let own_projects = whole.projects.iter_mut().filter(|project| project.name != crate::WHOLE_BODY);
    own_projects.for_each(|project| project.unit = project.unit.take().or_else(|| Some(department.clone())));
    let average = average([&whole].into_iter().chain(&units));
    let mut unlisted = Vec::new();
    for unit in units {
        unlisted.extend(list(&mut whole.units, &unit));
        add(&mut whole, unit);
    }
    if whole.figures.remove(&FigureKey::of(AVERAGE)).is_some() && average.is_some() {
        whole.figures.insert(FigureKey::of(AVERAGE), Amounts { actual: average, ..Amounts::default() });
    }
    crate::names::same_names(&mut whole);
    if !unlisted.is_empty() {
        remarks.push(Mistake::new(sheet_named("units"), MistakeKind::UnlistedUnits { units: unlisted }));
    }
    (whole, remarks)
}

/// Adds what a unit's book holds.
fn add(whole: &mut Book, unit: Book) {
    let name = unit.body.name;
    let named = |of_row: Option<String>| of_row.or_else(|| Some(name.clone()));
    whole.revenue.extend(unit.revenue.into_iter().map(|row| crate::Revenue { unit: named(row.unit.clone()), ..row }));
    whole
        .spending
        .extend(unit.spending.into_iter().map(|row| crate::Spending { unit: named(row.unit.clone()), ..row }));
    whole.carried.extend(unit.carried.into_iter().map(|row| crate::Carried { unit: named(row.unit.clone()), ..row }));
    let projects = unit.projects.into_iter().filter(|project| project.name != crate::WHOLE_BODY);
    whole.projects.extend(projects.map(|project| Project { unit: named(project.unit.clone()), ..project }));
    for (key, mut amounts) in unit.figures {
        // Last year's sum of the units counts what passed between them twice; the department states its own.
        if is_stated_by_department(&key) {
            amounts.last = None;
        }
        if amounts != Amounts::default() {
            whole.figures.entry(key).or_default().add(&amounts);
        }
    }
    for balance in unit.balances {
        add_balance(&mut whole.balances, balance);
    }
}

/// Books that cannot be added up: of another year or stage, of a body whose book or rows are there already, or with
/// transfers, which only the department's book can hold.
fn strangers(own: &Book, units: &[Book], stage: Stage) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut names = BTreeSet::from([own.body.name.as_str()]);
    for book @ Book { body, .. } in units {
        let place = || sheet_named("body");
        if !names.insert(&body.name) {
            mistakes.push(Mistake::new(place(), MistakeKind::Twice { label: body.name.clone() }));
        }
        if body.year != own.body.year {
            let kind = MistakeKind::OtherYear { unit: body.name.clone(), year: body.year, wanted: own.body.year };
            mistakes.push(Mistake::new(place(), kind));
        }
        if !sums::has_account(book, main_account(stage))
            && Account::ALL.iter().any(|account| sums::has_account(book, *account))
        {
            mistakes.push(Mistake::new(place(), MistakeKind::OtherStage { unit: body.name.clone(), stage }));
        }
        if let Some(transfer) = book.transfers.first() {
            mistakes.push(Mistake::new(transfer.place.clone(), MistakeKind::UnitTransfers { unit: body.name.clone() }));
        }
        let others = [own].into_iter().chain(units).filter(|other| other.body.name != body.name);
        let revenue = others.clone().flat_map(|other| other.revenue.iter().map(|row| (&row.unit, Some(&row.place))));
        let spending = others.clone().flat_map(|other| other.spending.iter().map(|row| (&row.unit, Some(&row.place))));
        let carried = others.flat_map(|other| other.carried.iter().map(|row| (&row.unit, None)));
        let is_its = |unit: &Option<String>| unit.as_deref().is_some_and(|unit| bare(unit) == bare(&body.name));
        if let Some((_, place)) = revenue.chain(spending).chain(carried).find(|(unit, _)| is_its(unit)) {
            let place = place.cloned().unwrap_or_else(|| sheet_named("carried"));
            mistakes.push(Mistake::new(place, MistakeKind::UnitRows { unit: body.name.clone() }));
        }
    }
    mistakes
}

/// Lists a unit, and the units that it consolidates itself; returns those that the list lacked.
fn list(units: &mut Vec<Unit>, book: &Book) -> Vec<String> {
    let own = Unit { kind: UnitKind::Budget(book.body.kind), name: book.body.name.clone() };
    let below = book.units.iter().filter(|unit| unit.kind != UnitKind::Office).cloned();
    let mut unlisted = Vec::new();
    for unit in [own].into_iter().chain(below) {
        let is_there = |known: &Unit| known.kind != UnitKind::Office && known.name == unit.name;
        if !units.iter().any(is_there) {
            unlisted.push(unit.name.clone());
            units.push(unit);
        }
    }
    unlisted
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

/// Whether a figure is one of the sheet of last year's figures (上年数).
pub(crate) fn is_stated_by_department(key: &FigureKey) -> bool {
    let choices = Schema::embedded().choices.get("figure");
    choices.into_iter().flatten().any(|(_, meaning)| {
        let (rest, nature) =
            meaning.split_once('#').map_or((meaning.as_str(), None), |(rest, nature)| (rest, Some(nature)));
        let (concept, fund) = rest.split_once('@').unwrap_or((rest, taxonomy::Fund::All.id()));
        (key.concept.id(), key.fund.id(), key.nature.map(taxonomy::Nature::id)) == (concept, fund, nature)
    })
}

fn add_balance(balances: &mut Vec<Balance>, more: Balance) {
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
        None => balances.push(more),
    }
}
