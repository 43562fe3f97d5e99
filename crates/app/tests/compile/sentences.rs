//! What is printed is true of books that are not like most.

use book::{Amounts, Balance, BodyKind, Book, FigureKey, Revenue, Scope, SheetCell, Spending};
use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Nature, Stage};
use testkit::books::Recipe;

use crate::{compiled, edition, faults, random, recipes};

fn recipe(id: &str) -> Recipe {
    recipes().into_iter().find(|recipe| recipe.edition == id).expect("the edition is built in")
}

fn budgets() -> impl Iterator<Item = Recipe> {
    recipes().into_iter().filter(|recipe| recipe.stage == Stage::Budget)
}

fn amounts(stage: Stage, yuan: i64) -> Amounts {
    let amount = Some(Decimal::whole(yuan));
    let accounts = amount.filter(|_| stage == Stage::FinalAccounts);
    Amounts { last: amount, executed: amount, original: amount, adjusted: accounts, actual: accounts }
}

/// A row of expenditure and the revenue that pays for it.
fn spend(book: &mut Book, stage: Stage, function: &str, economic: &str, source: &'static str, row: &Spending) {
    let amounts = row.amounts;
    let function = FunctionCode::parse(function).expect("it is a code");
    book.spending.push(Spending { function, economic: EconomicCode::parse(economic), ..row.clone() });
    let (source, place) = (Concept::new(source), SheetCell::whole("收入"));
    let amounts = Amounts { executed: None, ..amounts };
    assert!(stage == Stage::Budget || amounts.actual.is_some());
    book.revenue.push(Revenue { function, source, unit: None, amounts, is_withheld: false, place });
}

fn row(stage: Stage, fund: Fund, nature: Nature, project: Option<&str>, yuan: i64) -> Spending {
    Spending {
        function: FunctionCode::parse("2010199").expect("it is a code"),
        economic: None,
        fund,
        nature,
        project: project.map(str::to_owned),
        unit: None,
        amounts: amounts(stage, yuan),
        is_withheld: false,
        place: SheetCell::whole("支出"),
    }
}

/// The document of a book with which nothing is wrong.
#[track_caller]
fn outline(book: Book, recipe: &Recipe) -> String {
    let compiled = compiled(book, &edition(recipe));
    assert_eq!(faults(&compiled), Vec::<String>::new(), "{}", recipe.edition);
    compiled.composition.document.outline()
}

fn set(book: &mut Book, id: &'static str, amounts: Amounts) {
    book.figures.insert(FigureKey::of(Concept::new(id)), amounts);
}

#[test]
fn all_kinds_of_expenditure_stand_beside_their_total() {
    for recipe in budgets() {
        let mut book = random(&recipe, 1);
        let usual = outline(book.clone(), &recipe);
        book.body.kind = BodyKind::Institution;
        for (nature, yuan) in [(Nature::Business, 234_567), (Nature::ToSuperior, 34_500), (Nature::ToSubordinate, 789)]
        {
            let row = row(Stage::Budget, Fund::Nonfiscal, nature, None, yuan);
            spend(&mut book, Stage::Budget, "2010199", "30201", "revenue.business", &row);
        }
        book.projects.clear();
        let document = outline(book, &recipe);
        for head in ["事业单位经营支出", "上缴上级支出", "对附属单位补助支出"] {
            assert!(document.contains(head) && !usual.contains(head), "{}: {head}", recipe.edition);
        }
    }
}

#[test]
fn a_fund_that_spends_nothing_has_a_balance() {
    for id in ["xinjiang-final-accounts-2024", "shanghai-final-accounts-2024"] {
        let recipe = recipe(id);
        let mut book = random(&recipe, 0);
        book.spending.retain(|row| row.fund != Fund::GovernmentFund);
        book.revenue.retain(|row| row.source.id() != "revenue.government-fund");
        book.projects.clear();
        book.balances.push(Balance {
            fund: Fund::GovernmentFund,
            function: FunctionCode::parse("2120801"),
            nature: None,
            opening: Decimal::whole(120_000),
            surplus_used: Decimal::ZERO,
            surplus_allocation: Decimal::ZERO,
            last_opening: Decimal::whole(120_000),
        });
        let document = outline(book, &recipe);
        assert!(document.contains("年末政府性基金预算财政拨款结转和结余12.00万元"), "{id}");
        assert!(!document.contains("支出0.00万元，支出具体情况如下"), "{id}");
    }
}

#[test]
fn the_three_public_expenses_are_those_of_the_budget_that_pays() {
    for (id, heads) in
        [("changji-budget-2021", "一般公共预算“三公”经费数为"), ("urumqi-budget-2024", "“三公”经费预算数为")]
    {
        let recipe = recipe(id);
        let mut book = random(&recipe, 0);
        book.spending.retain(|row| row.economic.is_none_or(|code| code.to_string() != "31013"));
        let row = row(Stage::Budget, Fund::GovernmentFund, Nature::Project, Some("购车项目"), 300_000);
        spend(&mut book, Stage::Budget, "2120801", "31013", "revenue.government-fund", &row);
        set(&mut book, "three-public.vehicle-purchase", amounts(Stage::Budget, 300_000));
        book.projects.clear();
        let document = outline(book, &recipe);
        let line = document.lines().find(|line| line.contains(heads)).expect("the section is there");
        let is_all = id.starts_with("urumqi");
        let bought = if is_all { "公务用车购置费30.00万元" } else { "公务用车购置费0万元" };
        assert!(line.contains(bought), "{id}: {line}");
    }
}

#[test]
fn projects_of_one_name_have_their_own_money() {
    let recipe = recipe("shanghai-department-budget-2026");
    let mut book = random(&recipe, 0);
    let project = book.projects.iter().find(|project| project.name != book::WHOLE_BODY).expect("it has one").clone();
    let is_project = |row: &Spending| row.nature == Nature::Project;
    let functions: Vec<FunctionCode> =
        book.spending.iter().filter(|row| is_project(row)).map(|row| row.function).collect();
    book.spending.retain(|row| !is_project(row));
    book.revenue.retain(|row| !functions.contains(&row.function));
    let unit = book.units.last().expect("a department has units").name.clone();
    book.projects.clear();
    let own = [(None, 100_000), (Some(unit), 300_000)];
    for (unit, yuan) in own {
        let fresh = Amounts::default();
        let project = book::Project { unit: unit.clone(), fiscal: fresh, other: fresh, ..project.clone() };
        let row = row(Stage::Budget, Fund::GeneralPublic, Nature::Project, Some(&project.name), yuan);
        let row = Spending { unit, ..row };
        spend(&mut book, Stage::Budget, "2010199", "30201", "revenue.general-public", &row);
        book.projects.push(project);
    }
    let document = outline(book, &recipe);
    assert!(document.contains("年度预算安排10.00万元") && document.contains("年度预算安排30.00万元"));
}

#[test]
fn the_title_names_a_district_only_where_there_is_one() {
    let recipe = recipe("shanghai-unit-budget-2026");
    for (name, title) in [
        ("上海市云间区档案馆", "上海市云间区2026年区级单位预算"),
        ("上海市浦东新区档案馆", "上海市浦东新区2026年区级单位预算"),
        ("上海市社区发展服务中心", "2026年区级单位预算"),
        ("上海市高新区管理委员会", "2026年区级单位预算"),
        ("上海市老城区改造办公室", "2026年区级单位预算"),
        ("上海市档案馆", "2026年区级单位预算"),
    ] {
        let mut book = random(&recipe, 0);
        book.body.name = name.to_owned();
        book.body.scope = Scope::Unit;
        let document = compiled(book, &edition(&recipe)).composition.document.outline();
        assert!(document.lines().any(|line| line.trim_start_matches("= ") == title), "{name}: {document}");
    }
}
