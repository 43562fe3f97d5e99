//! Whole disclosures from books: what is withheld, departments with their units, last year's figures, and books from
//! tables.

mod consolidated;
mod previous;
mod sentences;
mod transcribed;
mod withheld;

use app::{Compiled, Composition, Edition, Language};
use book::{Book, Scope};
use compile::WantedKind;
use taxonomy::{Stage, Taxonomy};
use testkit::books::{self, Recipe, Size};

/// The editions that are built in, each with a place and a year that it was made for.
fn recipes() -> Vec<Recipe> {
    let recipe = |edition: &str, stage, year, place: &str, scope| Recipe {
        edition: edition.to_owned(),
        stage,
        year,
        place: place.to_owned(),
        scope,
        rare_sources: false,
    };
    let (budget, accounts) = (Stage::Budget, Stage::FinalAccounts);
    vec![
        recipe("xinjiang-final-accounts-2024", accounts, 2024, "新疆维吾尔自治区云间市", None),
        recipe("shanghai-final-accounts-2024", accounts, 2024, "上海市云间区", None),
        recipe("urumqi-budget-2024", budget, 2024, "新疆维吾尔自治区乌鲁木齐市云间区", None),
        recipe("changji-budget-2021", budget, 2021, "昌吉回族自治州云间县", None),
        recipe("shanghai-department-budget-2026", budget, 2026, "上海市云间区", Some(Scope::Department)),
        recipe("shanghai-unit-budget-2026", budget, 2026, "上海市云间区", Some(Scope::Unit)),
    ]
}

fn edition(recipe: &Recipe) -> Edition {
    Edition::embedded(&recipe.edition).expect("the edition is built in")
}

/// A random book.
fn random(recipe: &Recipe, seed: u64) -> Book {
    books::book(recipe, seed, Size::Usual, Taxonomy::embedded())
}

/// The disclosure of a book, with all the words that its edition asks for.
#[track_caller]
fn compiled(mut book: Book, edition: &Edition) -> Compiled {
    loop {
        let composition = composed(&book, edition);
        if composition.wanted.is_empty() {
            return app::compile(book, edition.clone(), Taxonomy::embedded()).expect("it can be composed");
        }
        for wanted in &composition.wanted {
            assert!(matches!(wanted.kind, WantedKind::Text | WantedKind::Reason), "{wanted:?}");
            books::answer(&mut book, &wanted.place, wanted.kind == WantedKind::Reason);
        }
    }
}

/// The disclosure of a book as it is.
fn composed(book: &Book, edition: &Edition) -> Composition {
    compile::compose(book.clone(), edition.clone(), Taxonomy::embedded()).expect("it can be composed")
}

/// What is wrong with a disclosure that was composed; nothing ever is.
fn faults(compiled: &Compiled) -> Vec<String> {
    let report = app::report(&compiled.checked, "", Language::Chinese);
    let findings = report.findings.iter().map(|finding| format!("{} {}", finding.rule, finding.message));
    compiled.disagreements().into_iter().chain(findings).collect()
}
