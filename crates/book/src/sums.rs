//! Sums over the books of a department that are whole, or are none.

use std::collections::BTreeSet;

use taxonomy::Stage;

use crate::{
    Account, Amounts, Book, FigureKey, Mistake, MistakeKind, Schema, check::sheet_named,
    consolidate::is_stated_by_department,
};

/// Makes books fit to be added up: a budget that nobody has adjusted is the original one, and a figure of last year that
/// one book leaves open is left open by all, so that it is asked for. The remarks are what sums will lack.
pub(crate) fn complete(books: &mut [Book], stage: Stage) -> Vec<Mistake> {
    let mut remarks = Vec::new();
    if stage == Stage::FinalAccounts {
        let figures = books.iter_mut().flat_map(|book| book.figures.values_mut());
        figures.for_each(|amounts| amounts.adjusted = amounts.adjusted.or(amounts.original));
    }
    let keys: BTreeSet<FigureKey> = books.iter().flat_map(|book| book.figures.keys().copied()).collect();
    for key in keys.into_iter().filter(|key| !is_stated_by_department(key)) {
        for account in [Account::LastYear, Account::Original, Account::Actual] {
            let said: Vec<bool> =
                books.iter().filter_map(|book| Some(book.figures.get(&key)?.get(account).is_some())).collect();
            if !said.contains(&true) || !said.contains(&false) {
                continue;
            }
            let is_silent = |book: &&Book| book.figures.get(&key).is_some_and(|amounts| amounts.get(account).is_none());
            let label = label(&key);
            remarks.extend(books.iter().filter(is_silent).map(|book| unadded(book, &label, account)));
            if account == Account::LastYear {
                let figures = books.iter_mut().filter_map(|book| book.figures.get_mut(&key));
                figures.for_each(|amounts| amounts.last = None);
            }
        }
    }
    rows(books, &mut remarks);
    remarks
}

/// Accounts that the rows of one book have and those of another lack throughout.
fn rows(books: &[Book], remarks: &mut Vec<Mistake>) {
    for (sheet, amounts) in [("revenue", of_revenue as fn(&Book) -> Vec<&Amounts>), ("spending", of_spending)] {
        for account in [Account::LastYear, Account::LastExecuted, Account::Original, Account::Adjusted] {
            let has = |book: &&Book| amounts(book).iter().any(|amounts| amounts.get(account).is_some());
            let with_rows = || books.iter().filter(|book| !amounts(book).is_empty());
            if with_rows().any(|book| has(&book)) {
                let label = sheet_named(sheet).sheet;
                remarks.extend(with_rows().filter(|book| !has(book)).map(|book| unadded(book, &label, account)));
            }
        }
    }
}

/// Whether the rows of a book have an account.
pub(crate) fn has_account(book: &Book, account: Account) -> bool {
    of_revenue(book).into_iter().chain(of_spending(book)).any(|amounts| amounts.get(account).is_some())
}

fn of_revenue(book: &Book) -> Vec<&Amounts> {
    book.revenue.iter().map(|row| &row.amounts).collect()
}

fn of_spending(book: &Book) -> Vec<&Amounts> {
    book.spending.iter().map(|row| &row.amounts).collect()
}

fn unadded(book: &Book, label: &str, account: Account) -> Mistake {
    let kind = MistakeKind::Unadded { unit: book.body.name.clone(), label: label.to_owned(), account };
    Mistake::new(sheet_named("body"), kind)
}

/// What people call a figure.
fn label(key: &FigureKey) -> String {
    let id = key.concept.id();
    Schema::embedded().item(id).map_or(id, |item| item.label.as_str()).to_owned()
}
