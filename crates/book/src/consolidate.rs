//! The book of a department from those of its units.

use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature};

use crate::{Account, Amounts, Balance, Book, FigureKey, Transfer};

/// A transfer that the books of payer and receiver do not both hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Disagreement {
    /// The transfer, by its place among those of the department.
    pub transfer: usize,
    /// Who does not hold it: the payer, or else the receiver.
    pub is_payer: bool,
    /// What that unit's book holds under the function and source or kind of expenditure, in 元.
    pub held: Decimal,
}

/// Adds the books of units to that of the department, less what passes between them.
///
/// **Shape.** `own` is the department's own book (本级) with its words, its figures and the transfers; rows of
/// the units keep the unit's name. Figures add up (an average is that of all), projects and rows follow each other
/// in the order given; words and reasons stay those of the department, as nobody can add them up.
///
/// **Errors.** Transfers that payer or receiver does not hold in full; nothing is eliminated then.
pub fn consolidate(own: Book, units: &[Book]) -> Result<Book, Vec<Disagreement>> {
    let mut whole = own;
    let name = whole.body.name.clone();
    let disagreements: Vec<Disagreement> =
        (0..whole.transfers.len()).filter_map(|at| disagreement(&whole, units, at)).collect();
    if !disagreements.is_empty() {
        return Err(disagreements);
    }
    let average = average([&whole].into_iter().chain(units));
    for unit in units {
        let named = |unit_of_row: &Option<String>| unit_of_row.clone().or_else(|| Some(unit.body.name.clone()));
        whole.revenue.extend(unit.revenue.iter().cloned().map(|row| crate::Revenue { unit: named(&row.unit), ..row }));
        whole
            .spending
            .extend(unit.spending.iter().cloned().map(|row| crate::Spending { unit: named(&row.unit), ..row }));
        whole.carried.extend(unit.carried.iter().cloned().map(|row| crate::Carried { unit: named(&row.unit), ..row }));
        let projects = unit.projects.iter().filter(|project| project.name != crate::WHOLE_BODY).cloned();
        whole.projects.extend(projects.map(|project| crate::Project { unit: named(&project.unit), ..project }));
        for (key, amounts) in &unit.figures {
            // Last year's sum of the units counts what passed between them twice; the department states its own.
            if !is_last_year_only(key, amounts) {
                whole.figures.entry(*key).or_default().add(amounts);
            }
        }
        for balance in &unit.balances {
            add_balance(&mut whole.balances, balance);
        }
    }
    if whole.figures.remove(&FigureKey::of(AVERAGE)).is_some() && average.is_some() {
        whole.figures.insert(FigureKey::of(AVERAGE), Amounts { actual: average, ..Amounts::default() });
    }
    let transfers = std::mem::take(&mut whole.transfers);
    for transfer in &transfers {
        eliminate(&mut whole, transfer, &name);
    }
    whole.transfers = transfers;
    Ok(whole)
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

/// Whether payer and receiver both hold a transfer.
fn disagreement(own: &Book, units: &[Book], at: usize) -> Option<Disagreement> {
    let transfer = &own.transfers[at];
    let book = |name: &str| [own].into_iter().chain(units).find(|book| book.body.name == name);
    let account = account(own);
    let paid: Decimal = book(&transfer.from).map_or(Decimal::ZERO, |book| {
        let rows = book.spending.iter().filter(|row| is_paid(row, transfer) && row.unit.is_none());
        rows.map(|row| row.amounts.or_zero(account)).sum()
    });
    if paid < transfer.amount {
        return Some(Disagreement { transfer: at, is_payer: true, held: paid });
    }
    let received: Decimal = book(&transfer.to).map_or(Decimal::ZERO, |book| {
        let rows = book.revenue.iter().filter(|row| is_received(row, transfer) && row.unit.is_none());
        rows.map(|row| row.amounts.or_zero(account)).sum()
    });
    (received < transfer.amount).then_some(Disagreement { transfer: at, is_payer: false, held: received })
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
