//! Last year's figures from last year's book.

use quantity::Decimal;
use taxonomy::Stage;

use crate::{Account, Amounts, Book, Revenue, Spending};

/// Fills in last year's figures where the book says none, from the book of the year before.
///
/// **Shape.** Rows are matched by everything but their amounts; what was there only last year becomes a row with
/// nothing but last year's amount. For a budget last year's budget counts, for final accounts what was spent.
pub fn take_over(book: &mut Book, previous: &Book, stage: Stage) {
    let account = if stage == Stage::Budget { Account::Original } else { Account::Actual };
    let mut old: Vec<Spending> = previous.spending.clone();
    for row in &mut book.spending {
        let same = |other: &Spending| {
            (other.function, other.economic, other.fund, other.nature)
                == (row.function, row.economic, row.fund, row.nature)
                && other.project == row.project
                && other.unit == row.unit
        };
        let matched = take_all(&mut old, same, |row| row.amounts.get(account));
        row.amounts.last = row.amounts.last.or(matched);
    }
    book.spending.extend(old.into_iter().filter_map(|row| {
        let amounts = last_only(row.amounts.get(account)?)?;
        Some(Spending { amounts, ..row })
    }));
    let mut old: Vec<Revenue> = previous.revenue.clone();
    for row in &mut book.revenue {
        let same =
            |other: &Revenue| (other.function, other.source) == (row.function, row.source) && other.unit == row.unit;
        let matched = take_all(&mut old, same, |row| row.amounts.get(account));
        row.amounts.last = row.amounts.last.or(matched);
    }
    book.revenue.extend(old.into_iter().filter_map(|row| {
        let amounts = last_only(row.amounts.get(account)?)?;
        Some(Revenue { amounts, ..row })
    }));
    for (key, amounts) in &previous.figures {
        // Counts and amounts of last year; sums that were typed for the year before it say nothing.
        let Some(amount) = amounts.get(account).or(amounts.actual) else { continue };
        let slot = &mut book.figures.entry(*key).or_default().last;
        *slot = slot.or(Some(amount));
    }
    for balance in &mut book.balances {
        let same = previous.balances.iter().filter(|old| old.fund == balance.fund && old.function == balance.function);
        let opening: Decimal = same.map(|old| old.opening).sum();
        if balance.last_opening.is_zero() {
            balance.last_opening = opening;
        }
    }
}

/// Takes the rows that match out of a list and adds their amounts up.
fn take_all<T>(
    rows: &mut Vec<T>,
    same: impl Fn(&T) -> bool,
    amount: impl Fn(&T) -> Option<Decimal>,
) -> Option<Decimal> {
    let matched: Vec<T> = rows.extract_if(.., |row| same(row)).collect();
    matched.iter().filter_map(amount).fold(None, |sum: Option<Decimal>, amount| Some(sum.unwrap_or_default() + amount))
}

/// Amounts with nothing but last year's; `None` for nothing.
fn last_only(amount: Decimal) -> Option<Amounts> {
    (!amount.is_zero()).then(|| Amounts { last: Some(amount), ..Amounts::default() })
}
