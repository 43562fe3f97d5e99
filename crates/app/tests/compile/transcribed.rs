//! Books from tables: the tables of a disclosure, read from a workbook, make a book that has the same tables.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use app::{Composition, writers};
use book::{Account, Amounts, Book, Spending};
use document::Block;
use quantity::Decimal;
use taxonomy::{Nature, Taxonomy, UnitKind};

use crate::{composed, edition, random, recipes};

/// A book whose money is whole in every table: a fen becomes a hundred 元, the last digit of 万元 with two decimals.
fn coarse(mut book: Book) -> Book {
    const FACTOR: i64 = 10_000;
    let enlarge = |amounts: &mut Amounts| {
        for account in Account::ALL {
            let slot = amounts.slot(account);
            *slot = slot.map(|amount| amount.times(FACTOR));
        }
    };
    book.spending.iter_mut().for_each(|row| enlarge(&mut row.amounts));
    book.revenue.iter_mut().for_each(|row| enlarge(&mut row.amounts));
    for project in &mut book.projects {
        [&mut project.superior, &mut project.fiscal, &mut project.other].into_iter().for_each(enlarge);
    }
    for row in &mut book.balances {
        let amounts = [&mut row.opening, &mut row.surplus_used, &mut row.surplus_allocation, &mut row.last_opening];
        amounts.into_iter().for_each(|amount| *amount = amount.times(FACTOR));
    }
    book.carried.iter_mut().for_each(|row| row.amount = row.amount.times(FACTOR));
    for (key, amounts) in &mut book.figures {
        let entry = Taxonomy::embedded().lexicon.concept(key.concept);
        if entry.is_some_and(|entry| entry.unit == UnitKind::Money) {
            enlarge(amounts);
        }
    }
    book
}

/// What the statutory tables of a disclosure state, and how often.
fn tables(composition: &Composition) -> BTreeMap<String, i32> {
    let mut cells = HashSet::new();
    for block in composition.document.blocks() {
        if let Block::Table(table) = block {
            cells.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text));
        }
    }
    let mut counts = BTreeMap::new();
    for stated in &composition.stated {
        // Which units are institutions, whose costs are left out of 机关运行经费, no table says.
        let is_form = stated.concept.id().starts_with("form.") || stated.concept.id() == "running-costs";
        let is_zero = stated.numeral.value == Decimal::ZERO;
        if !is_form && !is_zero && stated.span.is_some_and(|span| cells.contains(&span.text)) {
            let compile::Stated { concept, basis, fund, nature, function, economic, project, .. } = stated;
            let about = format!("{concept:?} {basis:?} {fund:?} {nature:?} {function:?} {economic:?} {project:?}");
            *counts.entry(format!("{about} {}", stated.value())).or_default() += 1;
        }
    }
    counts
}

/// What one has and the other lacks.
fn differences(before: &BTreeMap<String, i32>, after: &BTreeMap<String, i32>) -> Vec<String> {
    let lost = before.iter().map(|(figure, n)| (figure, n - after.get(figure).copied().unwrap_or(0)));
    let new = after.iter().filter(|(figure, _)| !before.contains_key(*figure)).map(|(figure, n)| (figure, -n));
    lost.chain(new).filter(|(_, n)| *n != 0).map(|(figure, n)| format!("{n:+} {figure}")).collect()
}

/// The book that the tables of another make, by way of a workbook.
fn transcribed(book: Book, composed: &Composition) -> Book {
    let workbook = writers::xlsx(&composed.document).expect("it can be written");
    let read = app::extract(&workbook, "表.xlsx", Taxonomy::embedded()).expect("it can be read");
    app::transcribe(&[read.disclosure], book.body)
}

#[test]
fn tables_make_a_book_with_the_same_tables() {
    let mut wrong = Vec::new();
    for recipe in recipes() {
        for seed in 0..5 {
            let edition = edition(&recipe);
            let book = coarse(random(&recipe, seed));
            let before = composed(&book, &edition);
            let after = composed(&transcribed(book, &before), &edition);
            let odd = differences(&tables(&before), &tables(&after));
            if !odd.is_empty() {
                wrong.push(format!("{} {seed}:\n{}", recipe.edition, odd.join("\n")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Figures that are each rounded leave differences, of which no row may come.
#[test]
fn rounding_makes_no_rows() {
    for recipe in recipes() {
        for seed in 0..5 {
            let book = random(&recipe, seed);
            let before = composed(&book, &edition(&recipe));
            let found = transcribed(book.clone(), &before);
            let items = |book: &Book| -> BTreeSet<String> {
                // Less than is printed is nothing.
                let is_printed = |row: &&Spending| {
                    Account::ALL.iter().any(|account| {
                        *account != Account::LastYear && row.amounts.or_zero(*account) > Decimal::whole(100)
                    })
                };
                let rows = book.spending.iter().filter(is_printed);
                rows.map(|row| format!("{} {:?} {:?}", row.function, row.fund, row.nature == Nature::Project)).collect()
            };
            let strange: Vec<String> = items(&found).difference(&items(&book)).cloned().collect();
            assert_eq!(strange, Vec::<String>::new(), "{} {seed}", recipe.edition);
            let (_, mistakes) =
                book::parse(&book::sheets_of(&found, Taxonomy::embedded()), Taxonomy::embedded()).unwrap();
            let keys: BTreeSet<&str> = mistakes.iter().map(|mistake| mistake.kind.key()).collect();
            // Final accounts name no projects in their tables, and budgets only those of one fund.
            assert!(keys.iter().all(|key| *key == "no-project"), "{} {seed}: {keys:?}", recipe.edition);
        }
    }
}

/// Amounts of one table that stands in several files count once.
#[test]
fn files_may_hold_the_same_tables() {
    let recipe = &recipes()[0];
    let book = random(recipe, 1);
    let composed = composed(&book, &edition(recipe));
    let disclosure = || {
        let workbook = writers::xlsx(&composed.document).unwrap();
        app::extract(&workbook, "表.xlsx", Taxonomy::embedded()).unwrap().disclosure
    };
    let once = app::transcribe(&[disclosure()], book.body.clone());
    assert_eq!(app::transcribe(&[disclosure(), disclosure()], book.body), once);
}

/// Units of a department have a row each under one code.
#[test]
fn rows_of_one_code_add_up() {
    let recipe = &recipes()[0];
    let book = coarse(random(recipe, 1));
    let composed = composed(&book, &edition(recipe));
    let workbook = writers::xlsx(&composed.document).unwrap();
    let mut disclosure = app::extract(&workbook, "表.xlsx", Taxonomy::embedded()).unwrap().disclosure;
    let table = disclosure.tables.iter().position(|table| table.layout.ends_with(".general-public")).unwrap();
    let is_project = |claim: &&disclosure::Claim| {
        claim.origin == disclosure::Origin::Table(table)
            && claim.nature == Some(Nature::Project)
            && claim.function.is_some_and(|code| code.level() == taxonomy::Level::Item)
    };
    let claim = disclosure.claims.iter().find(is_project).unwrap().clone();
    let spent = |book: &Book| -> Decimal {
        let rows =
            book.spending.iter().filter(|row| Some(row.function) == claim.function && row.nature == Nature::Project);
        rows.filter(|row| row.fund == taxonomy::Fund::GeneralPublic)
            .map(|row| row.amounts.or_zero(Account::Actual))
            .sum()
    };
    let once = spent(&app::transcribe(std::slice::from_ref(&disclosure), book.body.clone()));
    disclosure.claims.push(claim.clone());
    assert_eq!(spent(&app::transcribe(&[disclosure], book.body)), once + claim.amount.value());
}
