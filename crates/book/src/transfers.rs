//! Money that passes between the units of a department, taken out on both sides.

use quantity::Decimal;
use taxonomy::{Fund, Nature, bare};

use crate::{Account, Amounts, Book, Mistake, MistakeKind, SheetCell, Transfer};

/// Takes the transfers out of the rows of payers and receivers; what one of them does not hold in full is a mistake.
///
/// Rows belong to the unit that they name, to the department's own level where they name none. What is open is taken
/// before what is withheld.
pub(crate) fn eliminate(whole: &mut Book, account: Account) -> Vec<Mistake> {
    let department = bare(&whole.body.name);
    let belongs = |unit: &Option<String>, name: &str| {
        unit.as_deref().map_or(department == bare(name), |unit| bare(unit) == bare(name))
    };
    let mut mistakes = Vec::new();
    let paid = |transfer: &Transfer| (transfer.from.clone(), transfer.function, transfer.nature);
    for ((unit, function, nature), amount, place) in added_up(&whole.transfers, paid) {
        let is_paid = |row: &&mut crate::Spending| {
            let is_same = row.function == function && row.nature == nature && belongs(&row.unit, &unit);
            // Money of projects passes on only where it is no appropriation.
            is_same && (row.fund == Fund::Nonfiscal || nature != Nature::Project)
        };
        let rows = whole.spending.iter_mut().filter(is_paid);
        let held = take(rows.map(|row| (&mut row.amounts, row.is_withheld)), account, amount);
        if let Err(held) = held {
            mistakes.push(Mistake::new(place, MistakeKind::NotPaid { unit, function, nature, amount, held }));
        }
    }
    let received = |transfer: &Transfer| (transfer.to.clone(), transfer.function, transfer.source);
    for ((unit, function, source), amount, place) in added_up(&whole.transfers, received) {
        let is_received =
            |row: &&mut crate::Revenue| row.function == function && row.source == source && belongs(&row.unit, &unit);
        let rows = whole.revenue.iter_mut().filter(is_received);
        let held = take(rows.map(|row| (&mut row.amounts, row.is_withheld)), account, amount);
        if let Err(held) = held {
            mistakes.push(Mistake::new(place, MistakeKind::NotReceived { unit, function, amount, held }));
        }
    }
    if !whole.transfers.is_empty() {
        // Nothing is left of rows that were nothing but a transfer; that something is withheld is said all the same.
        whole.spending.retain(|row| row.is_withheld || row.amounts != Amounts::default());
        whole.revenue.retain(|row| row.is_withheld || row.amounts != Amounts::default());
    }
    mistakes
}

/// What the transfers of each kind add up to, with the place of the first: several of them have to be held together.
fn added_up<K: PartialEq>(transfers: &[Transfer], key: impl Fn(&Transfer) -> K) -> Vec<(K, Decimal, SheetCell)> {
    let mut sums: Vec<(K, Decimal, SheetCell)> = Vec::new();
    for transfer in transfers {
        let own = key(transfer);
        match sums.iter_mut().find(|(known, ..)| *known == own) {
            Some((_, sum, _)) => *sum += transfer.amount,
            None => sums.push((own, transfer.amount, transfer.place.clone())),
        }
    }
    sums
}

/// Takes an amount out of rows; the error is what they hold where that is less.
fn take<'a>(
    rows: impl Iterator<Item = (&'a mut Amounts, bool)>,
    account: Account,
    amount: Decimal,
) -> Result<(), Decimal> {
    let mut rows: Vec<_> = rows.collect();
    let held: Decimal = rows.iter().map(|(amounts, _)| amounts.or_zero(account)).sum();
    rows.sort_by_key(|(_, is_withheld)| *is_withheld);
    let mut left = amount;
    for (amounts, _) in rows {
        let there = amounts.or_zero(account);
        // A correction downwards is nothing to take from.
        if left.is_zero() || there.is_zero() || there.is_negative() {
            continue;
        }
        let taken = there.min(left);
        *amounts.slot(account) = Some(there - taken);
        left = left - taken;
        if Account::ALL.iter().all(|account| amounts.or_zero(*account).is_zero()) {
            *amounts = Amounts::default();
        }
    }
    if held < amount || !left.is_zero() { Err(held) } else { Ok(()) }
}
