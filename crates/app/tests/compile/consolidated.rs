//! A department with its units: what is printed is their sum, less what passed between them.

use book::{
    Account, Amounts, BodyKind, Book, Language, Project, Revenue, Scope, SheetCell, Spending, Transfer, UnitKind,
};
use compile::{Facts, Query};
use quantity::Decimal;
use taxonomy::{Concept, FunctionCode, Fund, Nature, Stage, Taxonomy};
use testkit::books::Recipe;

use crate::{compiled, edition, faults, random, recipes};

const UNIT: &str = "云间区群艺馆";
const OTHER: &str = "云间区图书馆";

fn consolidate(own: Book, units: &[Book], recipe: &Recipe) -> Book {
    book::consolidate(own, units, recipe.stage).expect("the books can be added up").0
}

fn main_account(stage: Stage) -> Account {
    if stage == Stage::Budget { Account::Original } else { Account::Actual }
}

/// A department and two of its units, to one of which it gives 1,000 元.
fn family(recipe: &Recipe, seed: u64) -> (Book, Vec<Book>) {
    let scope = |scope| Recipe { scope: Some(scope), ..recipe.clone() };
    let mut own = random(&scope(Scope::Unit), seed);
    own.body.scope = Scope::Department;
    let named = |seed: u64, name: &str, kind: BodyKind| {
        let mut book = random(&scope(Scope::Unit), seed);
        book.body.name = name.to_owned();
        book.body.kind = kind;
        book
    };
    let mut unit = named(seed + 100, UNIT, BodyKind::Institution);
    let other = named(seed + 200, OTHER, BodyKind::CivilService);
    let mut amounts = Amounts::default();
    *amounts.slot(main_account(recipe.stage)) = Some(Decimal::whole(1_000));
    let function = FunctionCode::parse("2010301").expect("it is a code");
    let paid = |nature, project: Option<&str>| Spending {
        function,
        economic: None,
        fund: Fund::Nonfiscal,
        nature,
        project: project.map(str::to_owned),
        unit: None,
        amounts,
        is_withheld: false,
        place: SheetCell::whole("支出"),
    };
    let received = |source: &'static str| Revenue {
        function,
        source: Concept::new(source),
        unit: None,
        amounts,
        is_withheld: false,
        place: SheetCell::whole("收入"),
    };
    own.spending.push(paid(Nature::ToSubordinate, None));
    own.revenue.push(received("revenue.other"));
    unit.spending.push(paid(Nature::Project, Some("送戏下乡")));
    unit.revenue.push(received("revenue.superior-subsidy"));
    own.transfers.push(Transfer {
        from: own.body.name.clone(),
        to: UNIT.to_owned(),
        source: Concept::new("revenue.superior-subsidy"),
        nature: Nature::ToSubordinate,
        function,
        amount: Decimal::whole(1_000),
        place: SheetCell::whole("内部往来"),
    });
    (own, vec![unit, other])
}

#[test]
fn totals_are_sums_without_what_passed_between_them() {
    for recipe in recipes() {
        for seed in 0..2 {
            let (own, units) = family(&recipe, seed);
            let whole = consolidate(own.clone(), &units, &recipe);
            let edition = edition(&recipe);
            let amount = |book: &Book, query: &Query| {
                let facts = Facts::new(book, Taxonomy::embedded(), recipe.stage).counted_by(&edition.settings);
                facts.amount_or_zero(query)
            };
            let account = main_account(recipe.stage);
            let of = |id: &'static str| Query::of(Concept::new(id), account);
            for (query, passed) in [
                (of("revenue"), 1_000),
                (of("revenue.total"), 1_000),
                (of("revenue.superior-subsidy"), 1_000),
                (of("expenditure"), 1_000),
                (of("expenditure.total"), 1_000),
                (Query { nature: Some(Nature::ToSubordinate), ..of("expenditure") }, 1_000),
                (Query { nature: Some(Nature::Project), ..of("expenditure") }, 0),
                (Query { fund: Fund::GeneralPublic, ..of("expenditure") }, 0),
                (of("carry-over.closing"), 0),
                (of("three-public"), 0),
                (of("staff.in-post"), 0),
                (of("performance.projects"), 0),
            ] {
                if edition.settings.counted_as.contains_key(query.concept.id()) {
                    continue;
                }
                let sum: Decimal = [&own].into_iter().chain(&units).map(|book| amount(book, &query)).sum();
                let expected = sum - Decimal::whole(passed);
                assert_eq!(amount(&whole, &query), expected, "{} {seed}: {query:?}", recipe.edition);
            }
        }
    }
}

#[test]
fn a_department_holds_the_law() {
    for recipe in recipes().into_iter().filter(|recipe| recipe.scope != Some(Scope::Unit)) {
        for seed in 0..2 {
            let (own, units) = family(&recipe, seed);
            let whole = consolidate(own, &units, &recipe);
            assert!(whole.units.iter().any(|unit| unit.name == OTHER && unit.kind != UnitKind::Office));
            let compiled = compiled(whole, &edition(&recipe));
            assert_eq!(faults(&compiled), Vec::<String>::new(), "{} {seed}", recipe.edition);
        }
    }
}

#[test]
fn books_that_disagree_are_refused() {
    let recipe = &recipes()[0];
    let (mut own, units) = family(recipe, 0);
    own.transfers[0].amount = Decimal::whole(1_001);
    let mistakes = book::consolidate(own, &units, recipe.stage).unwrap_err();
    let message = mistakes[0].message(Language::Chinese);
    assert!(mistakes.len() == 2 && message.contains("只有 1000.00 元，少于往来金额 1001.00 元"), "{message}");
}

/// Several units have a project of one name: each has a form of its own, with its own money.
#[test]
fn projects_of_one_name_are_told_apart() {
    let recipe = recipes().into_iter().find(|recipe| recipe.edition.starts_with("xinjiang-final")).unwrap();
    let (own, units) = family(&recipe, 3);
    let units = units.into_iter().zip(["12345.67", "76543.21"]).map(|(mut unit, yuan)| {
        let amount = Decimal::parse(yuan);
        let amounts = Amounts { original: amount, adjusted: amount, actual: amount, ..Amounts::default() };
        let row = unit.spending[0].clone();
        let function = row.function;
        let economic = taxonomy::EconomicCode::parse("30299");
        let project = Some("设备更新".to_owned());
        unit.spending.push(Spending { economic, nature: Nature::Project, project, amounts, ..row });
        unit.revenue.push(Revenue {
            function,
            source: Concept::new("revenue.general-public"),
            unit: None,
            amounts,
            is_withheld: false,
            place: SheetCell::whole("收入"),
        });
        unit.projects.push(Project {
            name: "设备更新".to_owned(),
            unit: None,
            basis: None,
            plan: None,
            goal: Some("按期更新".to_owned()),
            result: Some("已经更新".to_owned()),
            superior: Amounts::default(),
            fiscal: Amounts::default(),
            other: Amounts::default(),
            indicators: Vec::new(),
            is_withheld: false,
            place: SheetCell::whole("项目"),
        });
        unit
    });
    let whole = consolidate(own, &units.collect::<Vec<_>>(), &recipe);
    let compiled = compiled(whole, &edition(&recipe));
    assert_eq!(faults(&compiled), Vec::<String>::new());
    let funds: Vec<String> = compiled
        .composition
        .stated
        .iter()
        .filter(|stated| stated.concept.id() == "form.funds" && stated.project.as_deref() == Some("设备更新"))
        .filter(|stated| stated.fund == Fund::All && stated.basis == Some(taxonomy::Basis::Actual))
        .map(compile::Stated::value)
        .collect();
    assert_eq!(funds, ["1.23", "7.65"]);
}

/// The books of a department without last year's figures, and those of the year before.
struct TwoYears {
    own: Book,
    units: Vec<(Book, Stage)>,
    previous: Vec<Book>,
}

fn two_years(recipe: &Recipe, seed: u64) -> TwoYears {
    let (old, old_units) = family(&Recipe { year: recipe.year - 1, ..recipe.clone() }, seed);
    let previous: Vec<Book> = [old].into_iter().chain(old_units).collect();
    // The same books a year later, with the openings that last year closed with.
    let later = |old: &Book| {
        let mut book = old.clone();
        book.body.year += 1;
        let spending = book.spending.iter_mut().map(|row| &mut row.amounts);
        let revenue = book.revenue.iter_mut().map(|row| &mut row.amounts);
        spending.chain(revenue).chain(book.figures.values_mut()).for_each(|amounts| amounts.last = None);
        let facts = Facts::new(old, Taxonomy::embedded(), recipe.stage);
        let closing = |fund| {
            facts.amount_or_zero(&Query { fund, ..Query::of(Concept::new("carry-over.closing"), Account::Actual) })
        };
        let row = |fund| book::Balance {
            fund,
            function: None,
            nature: None,
            opening: closing(fund),
            surplus_used: Decimal::ZERO,
            surplus_allocation: Decimal::ZERO,
            last_opening: Decimal::ZERO,
        };
        let funds = [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal];
        book.balances = if recipe.stage == Stage::FinalAccounts { funds.map(row).to_vec() } else { Vec::new() };
        book
    };
    let mut books = previous.iter().map(later);
    let own = books.next().expect("there is a department");
    let units = books.map(|book| (book, recipe.stage)).collect();
    TwoYears { own, units, previous }
}

/// The whole department with last year's figures, and what is told of it.
fn taken(years: &TwoYears, previous: Vec<Book>, recipe: &Recipe) -> (Book, Vec<&'static str>) {
    let TwoYears { own, units, .. } = years;
    let (mut own, mut units) = (own.clone(), units.clone());
    let last_year = app::LastYear::new(previous, &own, &units, recipe.stage).expect("the books can be added up");
    let last_year = last_year.expect("there are books");
    last_year.say_figures(&mut own, &mut units, recipe.stage);
    let (mut whole, _) = app::consolidate(own, &units, recipe.stage).expect("the books can be added up");
    let mistakes = last_year.take_over(&mut whole, &units, &edition(recipe), Taxonomy::embedded());
    (whole, mistakes.iter().map(|mistake| mistake.kind.key()).collect())
}

fn of(book: &Book, id: &'static str, account: Account, recipe: &Recipe) -> Decimal {
    let edition = edition(recipe);
    let facts = Facts::new(book, Taxonomy::embedded(), recipe.stage).counted_by(&edition.settings);
    facts.amount_or_zero(&Query::of(Concept::new(id), account))
}

#[test]
fn last_years_books_of_department_and_units() {
    for recipe in recipes().into_iter().filter(|recipe| recipe.scope != Some(Scope::Unit)) {
        let years = two_years(&recipe, 1);
        let account = main_account(recipe.stage);
        let old = consolidate(years.previous[0].clone(), &years.previous[1..], &recipe);
        // In any order, and as one book of all units.
        let mut turned = years.previous.clone();
        turned.reverse();
        let mut one = old.clone();
        one.transfers.clear();
        for previous in [years.previous.clone(), turned, vec![one]] {
            let (whole, told) = taken(&years, previous, &recipe);
            assert_eq!(told, Vec::<&str>::new(), "{}", recipe.edition);
            for id in ["revenue", "expenditure", "revenue.total", "running-costs", "three-public"] {
                let last = of(&whole, id, Account::LastYear, &recipe);
                assert_eq!(last, of(&old, id, account, &recipe), "{}: {id}", recipe.edition);
            }
            let staff = |book: &Book, account| of(book, "staff.in-post", account, &recipe);
            assert_eq!(staff(&whole, Account::LastYear), staff(&old, Account::Actual), "{}", recipe.edition);
            assert_eq!(faults(&compiled(whole, &edition(&recipe))), Vec::<String>::new(), "{}", recipe.edition);
        }
    }
}

#[test]
fn a_unit_without_last_year_is_asked_for() {
    let recipe = &recipes()[0];
    let mut years = two_years(recipe, 1);
    // Of the department's own level alone, or without one of the units.
    let mut alone = years.previous[0].clone();
    alone.transfers.clear();
    assert_eq!(taken(&years, vec![alone], recipe).1, ["no-previous", "no-previous"]);
    let some = years.previous[..2].to_vec();
    assert_eq!(taken(&years, some.clone(), recipe).1, ["no-previous"]);
    // A new unit says that there was nothing; what the others had is said all the same.
    let (unit, _) = &mut years.units[1];
    unit.spending[0].amounts.last = Some(Decimal::ZERO);
    unit.figures.values_mut().for_each(|amounts| amounts.last = Some(Decimal::ZERO));
    let (whole, told) = taken(&years, some.clone(), recipe);
    assert_eq!(told, Vec::<&str>::new());
    let staff: Decimal = some.iter().map(|old| of(old, "staff.in-post", Account::Actual, recipe)).sum();
    assert_eq!(of(&whole, "staff.in-post", Account::LastYear, recipe), staff);
}

#[test]
fn books_of_another_stage_are_refused() {
    let recipe = &recipes()[0];
    let (own, mut units) = family(recipe, 0);
    let other = units.pop().unwrap();
    let units = [(units.remove(0), Stage::FinalAccounts), (other, Stage::Budget)];
    let mistakes = app::consolidate(own, &units, recipe.stage).unwrap_err();
    let keys: Vec<_> = mistakes.iter().map(|mistake| mistake.kind.key()).collect();
    assert_eq!(keys, ["other-stage"]);
    assert!(mistakes[0].message(Language::Chinese).contains("“云间区图书馆”的账册没有决算数"));
}
