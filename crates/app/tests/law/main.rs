//! The law: what is composed, written and read again states what was composed, and breaks no rule.
//!
//! `LAW_BOOKS` says how many books each edition is tried with.

use std::{collections::HashSet, env};

use disclosure::Disclosure;
use document::{Block, DefectKind, Document};
use rules::Case;
use taxonomy::{Stage, Taxonomy};
use testkit::books::{self, Recipe, Size};

fn findings(document: &Document, disclosure: &Disclosure, taxonomy: &Taxonomy) -> Vec<String> {
    let case = Case { disclosure, taxonomy };
    let mut found = Vec::new();
    for rule in rules::all() {
        for finding in rule.check(&case).findings() {
            let place = finding.places.first().map_or(String::new(), |place| document.slice(place.span).to_owned());
            found.push(format!("{} {place}: {finding:?}", rule.manual().code));
        }
    }
    found
}

/// A book with all the words that its edition asks for.
fn composed(recipe: &Recipe, seed: u64, size: Size, vary: Vary) -> compile::Composition {
    let taxonomy = Taxonomy::embedded();
    let mut book = books::book(recipe, seed, size, taxonomy);
    vary(&mut book, seed);
    let edition = compile::Edition::embedded(&recipe.edition).unwrap();
    loop {
        let composition = compile::compose(book.clone(), edition.clone(), taxonomy).unwrap();
        if composition.wanted.is_empty() {
            return composition;
        }
        for wanted in composition.wanted {
            books::answer(&mut book, &wanted.place, wanted.kind == compile::WantedKind::Reason);
        }
    }
}

fn check_edition(recipe: &Recipe) {
    check_varied(recipe, |_, _| {});
}

/// What an edition's place has beyond what all places have.
type Vary = fn(&mut book::Book, u64);

fn check_varied(recipe: &Recipe, vary: Vary) {
    let n: u64 = env::var("LAW_BOOKS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let first: u64 = env::var("LAW_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for seed in first..first + n {
        let size = match seed % 10 {
            0..=3 => Size::Tiny,
            9 if seed % 100 == 99 => Size::Large,
            _ => Size::Usual,
        };
        let composition = composed(recipe, seed, size, vary);
        if env::var_os("LAW_SHOW").is_some() {
            println!("{}", composition.document.outline());
        }
        let stated = &composition.stated;
        let in_tables = in_tables(&composition);
        let fails = |how: &str, document: &Document| {
            // A workbook holds the tables, and none of the rules on running text can be asked of it.
            let odd = if how == "xlsx" { compare_claims(&in_tables, document) } else { compare(stated, document) };
            assert!(odd.is_empty(), "{} seed {seed}, {how}:\n{}", recipe.edition, odd.join("\n"));
        };
        fails("composed", &composition.document);
        for (how, write) in WRITERS {
            let bytes = write(&composition.document);
            if let Some(folder) = env::var_os("LAW_KEEP") {
                std::fs::write(std::path::Path::new(&folder).join(format!("{}-{seed}.{how}", recipe.edition)), &bytes)
                    .unwrap();
            }
            fails(how, &formats::read(&bytes).unwrap());
        }
    }
}

/// The writers, each by what it writes.
const WRITERS: [(&str, fn(&Document) -> Vec<u8>); 4] = [
    ("docx", |document| writers::docx(document).unwrap()),
    ("html", writers::html),
    ("txt", writers::text),
    ("xlsx", |document| writers::xlsx(document).unwrap()),
];

/// What the tables of a composition state.
fn in_tables(composition: &compile::Composition) -> Vec<compile::Stated> {
    let mut cells = HashSet::new();
    for block in composition.document.blocks() {
        if let Block::Table(table) = block {
            cells.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text));
        }
    }
    let is_in = |stated: &&compile::Stated| stated.span.is_some_and(|span| cells.contains(&span.text));
    composition.stated.iter().filter(is_in).cloned().collect()
}

/// What a reading states beyond or below what was composed, and what rules say about it.
fn compare(stated: &[compile::Stated], document: &Document) -> Vec<String> {
    let disclosure = extract::extract(document, Taxonomy::embedded());
    let mut odd = compare_claims(stated, document);
    odd.extend(findings(document, &disclosure, Taxonomy::embedded()));
    odd
}

fn compare_claims(stated: &[compile::Stated], document: &Document) -> Vec<String> {
    let disclosure = extract::extract(document, Taxonomy::embedded());
    let mut odd = app::disagreements(stated, &disclosure);
    odd.extend(disclosure.leftovers.iter().map(|span| format!("left over: {}", document.slice(*span))));
    let told = document
        .defects()
        .iter()
        .filter(|defect| !matches!(defect.kind, DefectKind::PageFurniture | DefectKind::Formula));
    odd.extend(told.map(|defect| format!("{}: {}", defect.kind.name(), document.slice(defect.span))));
    odd
}

#[test]
fn xinjiang_final_accounts_2024() {
    check_edition(&Recipe {
        edition: "xinjiang-final-accounts-2024".into(),
        stage: Stage::FinalAccounts,
        year: 2024,
        place: "新疆维吾尔自治区云间市".into(),
        scope: None,
    });
}

#[test]
fn urumqi_budget_2024() {
    check_varied(
        &Recipe {
            edition: "urumqi-budget-2024".into(),
            stage: Stage::Budget,
            year: 2024,
            place: "新疆维吾尔自治区乌鲁木齐市云间区".into(),
            scope: None,
        },
        vary_sometimes,
    );
}

#[test]
fn changji_budget_2021() {
    check_varied(
        &Recipe {
            edition: "changji-budget-2021".into(),
            stage: Stage::Budget,
            year: 2021,
            place: "昌吉回族自治州云间县".into(),
            scope: None,
        },
        vary_sometimes,
    );
}

/// Every third book has sources of revenue that few bodies have.
fn vary_sometimes(book: &mut book::Book, seed: u64) {
    if seed.is_multiple_of(3) {
        books::vary_sources(book, seed);
    }
}
