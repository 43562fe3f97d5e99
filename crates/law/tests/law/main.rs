//! The law: what is composed, written and read again states what was composed, and breaks no rule.
//!
//! `LAW_BOOKS` says how many books each edition is tried with, `LAW_SEED` with which the first begins, and
//! `LAW_OFFICE_BOOKS` how many of them go through LibreOffice too. `LAW_SHOW` prints each document, `LAW_KEEP` names a
//! folder to keep the files in.

#![allow(clippy::print_stderr, reason = "what is left out is said")]

mod office;
#[cfg(feature = "pdf")]
mod pages;

use std::{
    collections::{BTreeMap, HashSet},
    env, fs,
    path::Path,
};

use book::Scope;
use compile::{Edition, WantedKind};
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
fn composed(edition: &Edition, recipe: &Recipe, seed: u64, size: Size) -> compile::Composition {
    let taxonomy = Taxonomy::embedded();
    let mut book = books::book(recipe, seed, size, taxonomy);
    if recipe.rare_sources && seed.is_multiple_of(3) {
        books::vary_sources(&mut book, seed);
    }
    books::add_rarities(&mut book, recipe.stage, seed);
    loop {
        let composition =
            compile::compose(book.clone(), edition.clone(), taxonomy).expect("the templates fit together");
        if composition.wanted.is_empty() {
            return composition;
        }
        for wanted in composition.wanted {
            assert!(matches!(wanted.kind, WantedKind::Text | WantedKind::Reason), "{wanted:?}");
            books::answer(&mut book, &wanted.place, wanted.kind == WantedKind::Reason);
        }
    }
}

/// Documents that do not hold before no more of an edition are tried.
const FAILURES: usize = 12;

fn check_edition(recipe: &Recipe) {
    check(&Edition::embedded(&recipe.edition).expect("the edition is built in"), recipe);
}

#[expect(clippy::print_stdout, reason = "who asks to see a document sees it")]
fn check(edition: &Edition, recipe: &Recipe) {
    let n: u64 = env::var("LAW_BOOKS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let first: u64 = env::var("LAW_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let n_office: u64 = env::var("LAW_OFFICE_BOOKS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut office: BTreeMap<&str, Vec<Written>> = BTreeMap::new();
    let mut failures = Vec::new();
    for seed in first..first + n {
        if failures.len() >= FAILURES {
            break;
        }
        let size = match seed % 10 {
            0..=3 => Size::Tiny,
            9 if seed % 100 == 99 => Size::Large,
            _ => Size::Usual,
        };
        let composition = composed(edition, recipe, seed, size);
        if env::var_os("LAW_SHOW").is_some() {
            println!("{}", composition.document.outline());
        }
        let stated = &composition.stated;
        let in_tables = in_tables(&composition);
        let mut holds = |how: &str, document: &Document| {
            // A workbook holds the tables, and none of the rules on running text can be asked of it.
            let odd = if how == "xlsx" { compare_claims(&in_tables, document) } else { compare(stated, document) };
            if !odd.is_empty() {
                failures.push(format!("{} seed {seed}, {how}:\n{}", recipe.edition, odd.join("\n")));
            }
        };
        holds("composed", &composition.document);
        for (how, write) in WRITERS {
            let Some(bytes) = write(&composition.document) else { continue };
            if let Some(folder) = env::var_os("LAW_KEEP") {
                fs::write(Path::new(&folder).join(format!("{}-{seed}.{how}", recipe.edition)), &bytes)
                    .expect("the folder can be written to");
            }
            holds(how, &formats::read(&bytes).expect("what is written can be read"));
            if n_office > seed - first && matches!(*how, "docx" | "xlsx") {
                let name = format!("{}-{seed}.{how}", recipe.edition);
                let stated = if *how == "xlsx" { in_tables.clone() } else { stated.clone() };
                office.entry(how).or_default().push(Written { name, bytes, stated });
            }
        }
    }
    for (kind, written) in office {
        for (copy, written) in office::saved_again(&written, kind).into_iter().flatten().zip(&written) {
            let document = formats::read(&copy).expect("what LibreOffice writes can be read");
            let disclosure = extract::extract(&document, Taxonomy::embedded());
            let odd = app::disagreements(&written.stated, &disclosure);
            if !odd.is_empty() {
                failures.push(format!("{}, saved by LibreOffice:\n{}", written.name, odd.join("\n")));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// A file and what it states.
struct Written {
    name: String,
    bytes: Vec<u8>,
    stated: Vec<compile::Stated>,
}

type Writer = fn(&Document) -> Option<Vec<u8>>;

/// The writers, each by what it writes.
const WRITERS: &[(&str, Writer)] = &[
    ("docx", |document| Some(writers::docx(document).expect("a document fits into docx"))),
    ("html", |document| Some(writers::html(document))),
    ("txt", |document| Some(writers::text(document))),
    ("xlsx", |document| Some(writers::xlsx(document).expect("tables fit into a workbook"))),
    #[cfg(feature = "pdf")]
    ("pdf", pages::write),
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
    let told = document.defects().iter().filter(|defect| {
        !matches!(defect.kind, DefectKind::PageFurniture | DefectKind::Formula | DefectKind::RepeatedHead)
    });
    odd.extend(told.map(|defect| format!("{}: {}", defect.kind.name(), document.slice(defect.span))));
    odd
}

/// A new region is a new folder and touches no Rust: every folder beside this test is an edition of a place that does
/// not exist.
#[test]
fn editions_of_nowhere() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editions");
    let mut ids: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    ids.sort();
    for id in ids {
        let files = fs::read_dir(folder.join(&id)).unwrap().map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap())
        });
        let edition = Edition::from_files(&id, files.collect()).unwrap();
        assert_eq!(edition.unknown_names(Taxonomy::embedded()), [], "{id}");
        let stage = edition.settings.stage;
        check(
            &edition,
            &Recipe {
                edition: id, stage, year: 2024, place: "青岚省云间市".into(), scope: None, rare_sources: false
            },
        );
    }
}

#[test]
fn shanghai_final_accounts_2024() {
    check_edition(&Recipe {
        edition: "shanghai-final-accounts-2024".into(),
        stage: Stage::FinalAccounts,
        year: 2024,
        place: "上海市云间区".into(),
        scope: None,
        rare_sources: true,
    });
}

#[test]
fn xinjiang_final_accounts_2024() {
    check_edition(&Recipe {
        edition: "xinjiang-final-accounts-2024".into(),
        stage: Stage::FinalAccounts,
        year: 2024,
        place: "新疆维吾尔自治区云间市".into(),
        scope: None,
        rare_sources: true,
    });
}

#[test]
fn urumqi_budget_2024() {
    check_edition(&Recipe {
        edition: "urumqi-budget-2024".into(),
        stage: Stage::Budget,
        year: 2024,
        place: "新疆维吾尔自治区乌鲁木齐市云间区".into(),
        scope: None,
        rare_sources: true,
    });
}

#[test]
fn changji_budget_2021() {
    check_edition(&Recipe {
        edition: "changji-budget-2021".into(),
        stage: Stage::Budget,
        year: 2021,
        place: "昌吉回族自治州云间县".into(),
        scope: None,
        rare_sources: true,
    });
}

#[test]
fn shanghai_department_budget_2026() {
    check_edition(&Recipe {
        edition: "shanghai-department-budget-2026".into(),
        stage: Stage::Budget,
        year: 2026,
        place: "上海市云间区".into(),
        scope: Some(Scope::Department),
        rare_sources: false,
    });
}

#[test]
fn shanghai_unit_budget_2026() {
    check_edition(&Recipe {
        edition: "shanghai-unit-budget-2026".into(),
        stage: Stage::Budget,
        year: 2026,
        place: "上海市云间区".into(),
        scope: Some(Scope::Unit),
        rare_sources: false,
    });
}
