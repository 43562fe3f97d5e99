//! Last year's figures, from last year's book and from what its document states.

use app::{ClaimsError, Edition, Language, writers};
use book::{Account, Amounts, Book, Revenue};
use compile::{Facts, Query, WantedKind};
use findings::render::json;
use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature, Stage, Taxonomy};
use testkit::books::Recipe;

use crate::{compiled, composed, edition, faults, random, recipes};

fn main_account(stage: Stage) -> Account {
    if stage == Stage::Budget { Account::Original } else { Account::Actual }
}

/// A book of last year, and one of this year that says nothing of last year and opens with what that closed with.
fn two_years(recipe: &Recipe, seed: u64) -> (Book, Book) {
    let last = random(&Recipe { year: recipe.year - 1, ..recipe.clone() }, seed);
    let mut this = random(&Recipe { scope: Some(last.body.scope), ..recipe.clone() }, seed + 50);
    this.body.name.clone_from(&last.body.name);
    this.body.kind = last.body.kind;
    let spending = this.spending.iter_mut().map(|row| &mut row.amounts);
    let revenue = this.revenue.iter_mut().map(|row| &mut row.amounts);
    spending.chain(revenue).chain(this.figures.values_mut()).for_each(|amounts| amounts.last = None);
    this.figures.retain(|_, amounts| *amounts != Amounts::default());
    let whole = this.projects.iter_mut().filter(|project| project.name == book::WHOLE_BODY);
    whole.for_each(|project| (project.fiscal, project.other) = <(Amounts, Amounts)>::default());
    for balance in std::mem::take(&mut this.balances) {
        // What had been there comes in, so that there is enough to spend.
        let source = if balance.fund == Fund::Nonfiscal { "revenue.other" } else { "revenue.general-public" };
        let amounts = Amounts { actual: Some(balance.opening), ..Amounts::default() };
        let row = this.revenue[0].clone();
        this.revenue.push(Revenue { source: Concept::new(source), amounts, ..row });
    }
    let edition = edition(recipe);
    for fund in [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal] {
        let opening = amount(&last, &edition, &Query { fund, ..query("carry-over.closing", recipe) });
        if recipe.stage == Stage::FinalAccounts && !opening.is_zero() {
            let zero = Decimal::ZERO;
            let (function, nature) = (None, None);
            let (surplus_used, surplus_allocation, last_opening) = (zero, zero, zero);
            this.balances.push(book::Balance {
                fund,
                function,
                nature,
                opening,
                surplus_used,
                surplus_allocation,
                last_opening,
            });
        }
    }
    (last, this)
}

fn query(id: &'static str, recipe: &Recipe) -> Query {
    Query::of(Concept::new(id), main_account(recipe.stage))
}

fn known(book: &Book, edition: &Edition, query: &Query) -> Option<Decimal> {
    let facts = Facts::new(book, Taxonomy::embedded(), edition.settings.stage).counted_by(&edition.settings);
    facts.amount(query)
}

fn amount(book: &Book, edition: &Edition, query: &Query) -> Decimal {
    known(book, edition, query).unwrap_or_default()
}

/// What a book says of last year against what last year's book says of itself.
fn compare(this: &Book, last: &Book, recipe: &Recipe, reach: Decimal, what: &str) {
    let edition = edition(recipe);
    let of = |id: &'static str| query(id, recipe);
    let mut queries: Vec<Query> =
        ["revenue.total", "revenue", "expenditure", "running-costs", "three-public"].map(of).to_vec();
    queries.push(Query { fund: Fund::Fiscal, ..of("revenue.total") });
    for nature in [Nature::Basic, Nature::Project] {
        queries.push(Query { nature: Some(nature), ..of("expenditure") });
        queries.push(Query { fund: Fund::GeneralPublic, nature: Some(nature), ..of("expenditure") });
    }
    for row in this.spending.iter().chain(&last.spending) {
        let general = Query { fund: Fund::GeneralPublic, ..of("expenditure") };
        queries.push(Query { function: Some(row.function), ..general.clone() });
        queries.push(Query { function: Some(row.function.category()), ..general });
    }
    for query in queries {
        let expected = amount(last, &edition, &query);
        // Not every document states all of it.
        let is_stated = query.function.is_some() || query.concept.id() == "revenue.total" || reach.is_zero();
        let found = known(this, &edition, &Query { account: Account::LastYear, ..query.clone() });
        let Some(found) = found.or(is_stated.then_some(Decimal::ZERO)) else { continue };
        assert!((found - expected).abs() <= reach, "{} {what}: {found}, not {expected}: {query:?}", recipe.edition);
    }
}

#[test]
fn a_book_of_last_year_gives_its_figures() {
    for recipe in recipes() {
        for seed in 0..2 {
            let (last, mut this) = two_years(&recipe, seed);
            let mistakes = app::take_over(&mut this, &last, &edition(&recipe), Taxonomy::embedded());
            assert_eq!(mistakes, [], "{} {seed}", recipe.edition);
            compare(&this, &last, &recipe, Decimal::ZERO, "book");
            let compiled = compiled(this, &edition(&recipe));
            assert_eq!(faults(&compiled), Vec::<String>::new(), "{} {seed}", recipe.edition);
        }
    }
}

/// What `compile --to json`, and `extract` of the written document, say of a book.
fn claims(book: &Book, recipe: &Recipe) -> [String; 2] {
    let compiled = compiled(book.clone(), &edition(recipe));
    let written = writers::docx(&compiled.composition.document).expect("it can be written");
    let read = app::extract(&written, "a.docx", Taxonomy::embedded()).expect("it can be read");
    [&compiled.checked.extraction, &read].map(|extraction| json::extract(&app::inventory(extraction, "a")))
}

#[test]
fn claims_of_last_year_give_its_figures() {
    for (recipe, seed) in recipes().into_iter().zip(0..) {
        let (last, this) = two_years(&recipe, seed);
        for json in claims(&last, &recipe) {
            let mut this = this.clone();
            let mistakes =
                app::take_over_claims(&mut this, json.as_bytes(), recipe.stage, Taxonomy::embedded()).unwrap();
            assert_eq!(mistakes, [], "{}", recipe.edition);
            // Half of the last digit in 万元 with two decimals.
            compare(&this, &last, &recipe, Decimal::whole(50), "claims");
            let compiled = compiled(this, &edition(&recipe));
            assert_eq!(faults(&compiled), Vec::<String>::new(), "{}", recipe.edition);
        }
    }
}

#[test]
fn claims_that_do_not_fit() {
    let recipe = &recipes()[0];
    let (last, this) = two_years(recipe, 1);
    let [json, _] = claims(&last, recipe);
    let taken = |book: &Book, json: &str, stage| {
        let mut book = book.clone();
        let mistakes = app::take_over_claims(&mut book, json.as_bytes(), stage, Taxonomy::embedded());
        (book, mistakes.map(|found| found.iter().map(|mistake| mistake.kind.key()).collect::<Vec<_>>()))
    };
    let accounts = Stage::FinalAccounts;
    assert_eq!(taken(&this, &json, accounts).1, Ok(vec![]));
    assert_eq!(taken(&this, &format!("\u{feff} [{json}]"), accounts).1, Ok(vec![]));
    assert_eq!(taken(&this, &json, Stage::Budget).1, Err(ClaimsError::OtherStage { stage: Stage::Budget }));
    assert_eq!(taken(&this, &format!("[{json},{json}]"), accounts).1, Err(ClaimsError::Several { n: 2 }));
    let half = json.split_once("claims").expect("it has claims").0;
    for broken in ["", "{}", "[1]", "[]", half, &json.replace("mingzhang.extract/1", "other/1")] {
        let error = taken(&this, broken, accounts).1.unwrap_err();
        assert!(matches!(error, ClaimsError::NotClaims | ClaimsError::OtherStage { .. }), "{broken:.40}");
        for language in [Language::Chinese, Language::English] {
            assert!(!error.explain(language).is_empty());
        }
    }
    let mut later = this.clone();
    later.body.year += 1;
    assert_eq!(taken(&later, &json, accounts).1, Ok(vec!["not-year-before"]));
    let mut other = this.clone();
    match other.balances.first_mut() {
        Some(balance) => balance.opening += Decimal::whole(1_000),
        None => panic!("the book has balances"),
    }
    let (_, mistakes) = taken(&other, &json, accounts);
    // Of the money itself, of all appropriations perhaps, and of all.
    assert!(mistakes.is_ok_and(|found| found.len() >= 2 && found.iter().all(|key| *key == "opening")));
    // What the book says of last year stays.
    let mut own = this.clone();
    own.spending[0].amounts.last = Some(Decimal::whole(7));
    let (own, _) = taken(&own, &json, accounts);
    let said = Query { account: Account::LastYear, ..query("expenditure", recipe) };
    assert_eq!(amount(&own, &edition(recipe), &said), Decimal::whole(7));
}

#[test]
fn a_change_from_an_unknown_figure_is_asked_for_and_never_nothing() {
    for recipe in recipes() {
        let (_, this) = two_years(&recipe, 3);
        let composition = composed(&this, &edition(&recipe));
        let asked: Vec<&str> = composition
            .wanted
            .iter()
            .filter(|wanted| matches!(wanted.kind, WantedKind::Figure { account: Account::LastYear }))
            .map(|wanted| wanted.place.as_str())
            .collect();
        // Of what a book has no place for the parts are asked for.
        assert!(!asked.contains(&"three-public") && !asked.contains(&"three-public.vehicles"), "{asked:?}");
        // Final accounts have to say what has changed; a first budget may leave it out.
        let must_say = recipe.stage == Stage::FinalAccounts;
        assert_eq!(asked.contains(&"expenditure"), must_say, "{}: {asked:?}", recipe.edition);
    }
}

/// What is withheld this year is no part of any figure of last year, derived or said by name.
#[test]
fn what_is_withheld_this_year_shows_in_no_figure_of_last_year() {
    for recipe in recipes() {
        let (mut last, mut this) = two_years(&recipe, 4);
        // Operating costs of an office of its own, which are 机关运行经费 last year.
        let is_operating = |row: &&book::Spending| row.nature == Nature::Operating && row.fund == Fund::GeneralPublic;
        let row = last.spending.iter().find(is_operating).expect("there are operating costs").clone();
        let function = taxonomy::FunctionCode::parse("2012999").expect("it is a code");
        let mut secret = book::Spending { function, unit: None, ..row };
        *secret.amounts.slot(main_account(recipe.stage)) = Some(Decimal::whole(7_654_321));
        let open = {
            let mut this = this.clone();
            app::take_over(&mut this, &last, &edition(&recipe), Taxonomy::embedded());
            this
        };
        last.spending.push(secret.clone());
        secret.amounts.last = None;
        this.spending.push(book::Spending { is_withheld: true, ..secret });
        app::take_over(&mut this, &last, &edition(&recipe), Taxonomy::embedded());
        for id in ["expenditure", "running-costs"] {
            let query = Query { account: Account::LastYear, ..query(id, &recipe) };
            assert_eq!(
                known(&this, &edition(&recipe), &query),
                known(&open, &edition(&recipe), &query),
                "{}: {id}",
                recipe.edition
            );
        }
    }
}
