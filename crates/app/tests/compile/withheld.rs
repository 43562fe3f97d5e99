//! What is withheld stays out of every output, and whatever gives it away is said.

use std::io::{Cursor, Read as _};

use app::{Compiled, Language, writers};
use book::{Amounts, Book, FigureKey, Project, Revenue, SheetCell, Spending};
use compile::{Exposure, Facts, Query, Shows};
use findings::render::json;
use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Nature, Stage, Taxonomy};
use testkit::books::Recipe;

use crate::{compiled, edition, faults, random, recipes};

const NAME: &str = "玄鸟（二期）工程";
const LAST: &str = "5432109.87";
const THIS: &str = "7654321.09";

fn yuan(text: &str) -> Decimal {
    Decimal::parse(text).expect("it is a number")
}

fn amounts(stage: Stage) -> Amounts {
    let this = Some(yuan(THIS));
    let accounts = stage == Stage::FinalAccounts;
    let actual = if accounts { this } else { None };
    Amounts { last: Some(yuan(LAST)), original: this, adjusted: actual, actual, executed: None }
}

fn spending(book: &Book, economic: &str, amounts: Amounts) -> Spending {
    Spending {
        function: FunctionCode::parse("2010199").expect("it is a code"),
        economic: EconomicCode::parse(economic),
        fund: Fund::GovernmentFund,
        nature: Nature::Project,
        project: Some(NAME.to_owned()),
        unit: None,
        amounts,
        is_withheld: false,
        place: book.spending[0].place.clone(),
    }
}

/// A book with a secret project, nothing of which is marked yet.
fn with_secret(recipe: &Recipe, seed: u64) -> Book {
    let mut book = random(recipe, seed);
    let amounts = amounts(recipe.stage);
    let row = spending(&book, "30227", amounts);
    book.revenue.push(Revenue {
        function: row.function,
        source: Concept::new("revenue.government-fund"),
        unit: None,
        amounts,
        is_withheld: true,
        place: SheetCell::whole("收入"),
    });
    book.spending.push(row);
    let none = Amounts::default();
    book.projects.push(Project {
        name: NAME.to_owned(),
        unit: None,
        basis: Some("按规定设立".to_owned()),
        plan: None,
        goal: Some("按期完工".to_owned()),
        result: None,
        superior: none,
        fiscal: Amounts { last: None, ..amounts },
        other: none,
        indicators: Vec::new(),
        is_withheld: false,
        place: SheetCell::whole("项目"),
    });
    book
}

fn mark_project(book: &mut Book) {
    book.projects.iter_mut().filter(|project| project.name == NAME).for_each(|project| project.is_withheld = true);
}

fn mark_rows(book: &mut Book) {
    let is_secret = |row: &&mut Spending| row.project.as_deref() == Some(NAME);
    book.spending.iter_mut().filter(is_secret).for_each(|row| row.is_withheld = true);
}

/// The parts of a package.
fn parts(bytes: &[u8]) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is a package");
    let n_parts = package.len();
    let part = |at| {
        let mut text = String::new();
        package.by_index(at).expect("the part is there").read_to_string(&mut text).expect("parts are text");
        text
    };
    (0..n_parts).map(part).collect()
}

/// Every output as text: what readers of the files find, the parts of packages, plain files, and the claims.
fn outputs(compiled: &Compiled) -> Vec<String> {
    let document = &compiled.composition.document;
    let packed = [writers::docx(document), writers::xlsx(document)].map(|bytes| bytes.expect("it can be written"));
    let read = packed.iter().map(|bytes| formats::read(bytes).expect("it can be read").outline());
    let parts = packed.iter().flat_map(|bytes| parts(bytes));
    let plain =
        [writers::html(document), writers::text(document)].map(|bytes| String::from_utf8(bytes).expect("it is text"));
    let claims = json::extract(&app::inventory(&compiled.checked.extraction, "a"));
    read.chain(parts).chain(plain).chain([claims]).collect()
}

/// The words before a statement of nothing, which do not tell what is withheld.
const OPENLY: &str = "不含涉密内容，";

/// The lines of a document, without what says that something is withheld.
fn outline(compiled: &Compiled) -> Vec<String> {
    let outline = compiled.composition.document.outline().replace(OPENLY, "");
    outline.lines().filter(|line| !line.contains("涉密")).map(str::to_owned).collect()
}

/// Where nothing is published there may be something withheld.
#[test]
fn statements_of_nothing_say_that_they_leave_out_what_is_withheld() {
    let nothing = ["没有", "年度无", "全部为", "未安排", "年无政府性", "年无国有", "本年新增支出"];
    // What withheld money has no part in: units, words of the body, and what its kind alone decides.
    let others =
        ["没有用完", "没有完成", "没有其他需要说明的事项", "没有内设机构", "没有其他预算单位", "本单位为事业单位"];
    for (recipe, seed) in recipes().into_iter().zip(0..) {
        let mut book = with_secret(&recipe, seed);
        mark_project(&mut book);
        let document = compiled(book, &edition(&recipe)).composition.document.outline();
        let is_bare = |line: &&str| {
            nothing.iter().any(|words| line.contains(words))
                && !line.contains(OPENLY)
                && !others.iter().any(|words| line.contains(words))
        };
        assert_eq!(document.lines().filter(is_bare).collect::<Vec<_>>(), Vec::<&str>::new(), "{}", recipe.edition);
    }
}

#[test]
fn a_withheld_project_leaves_nothing_but_the_statement() {
    for (recipe, seed) in recipes().into_iter().zip(0..) {
        let (id, edition) = (&recipe.edition, edition(&recipe));
        let open = outline(&compiled(random(&recipe, seed), &edition));
        let marks: [&[fn(&mut Book)]; 3] = [&[mark_project], &[mark_rows], &[mark_project, mark_rows]];
        for marks in marks {
            let mut book = with_secret(&recipe, seed);
            marks.iter().for_each(|mark| mark(&mut book));
            let secret = compiled(book, &edition);
            assert_eq!(secret.exposures, [], "{id}");
            assert_eq!(faults(&secret), Vec::<String>::new(), "{id}");
            assert!(secret.composition.document.outline().contains("有涉密项目"), "{id}: there is no statement");
            let found = outline(&secret);
            let odd: Vec<_> = found.iter().zip(&open).filter(|(secret, open)| secret != open).collect();
            assert!(found.len() == open.len() && odd.is_empty(), "{id}: {odd:?}");
            if marks.len() > 1 {
                for text in outputs(&secret) {
                    let plain: String = text.chars().filter(|c| *c != ',').collect();
                    let traces = ["玄鸟", THIS, LAST, "765.43", "543.21"];
                    assert!(!traces.iter().any(|trace| plain.contains(trace)), "{id}");
                }
            }
        }
    }
}

/// What a book with a withheld project gives away after something was done to it.
fn check(recipe: &Recipe, change: impl Fn(&mut Book), expected: &[Shows]) {
    let mut book = with_secret(recipe, 1);
    mark_project(&mut book);
    change(&mut book);
    let compiled = compiled(book, &edition(recipe));
    let expected: Vec<Exposure> =
        expected.iter().map(|how| Exposure { withheld: NAME.to_owned(), how: how.clone() }).collect();
    assert_eq!(compiled.exposures, expected, "{}", recipe.edition);
    for exposure in &compiled.exposures {
        for language in [Language::Chinese, Language::English] {
            let words = app::warn(exposure, language);
            assert!(words.contains(NAME) && !words.contains("revenue."), "{words}");
        }
    }
}

/// What the book without the secret says of a figure.
fn published(recipe: &Recipe, key: FigureKey, account: book::Account) -> Decimal {
    let book = random(recipe, 1);
    let edition = edition(recipe);
    let facts = Facts::new(&book, Taxonomy::embedded(), recipe.stage).counted_by(&edition.settings);
    let FigureKey { concept, fund, nature, function } = key;
    facts.derived(&Query { fund, nature, function, ..Query::of(concept, account) }).expect("the book says it")
}

fn difference(figure: &str) -> Shows {
    Shows::Difference { figure: figure.to_owned() }
}

#[test]
fn typed_totals_give_it_away() {
    let recipe = &recipes()[0];
    let last = |key: FigureKey, more: &str| {
        let typed = published(recipe, key, book::Account::LastYear) + yuan(more);
        move |book: &mut Book| book.figures.entry(key).or_default().last = Some(typed)
    };
    let total = FigureKey::of(Concept::new("revenue.total"));
    check(recipe, last(total, LAST), &[difference("revenue.total")]);
    // Last year's totals are copied from a document that rounds.
    check(recipe, last(total, "5432100"), &[difference("revenue.total")]);
    check(recipe, last(total, "5400000"), &[]);
    check(recipe, last(total, "0"), &[]);
    let fund = FigureKey { fund: Fund::GovernmentFund, ..FigureKey::of(Concept::new("expenditure")) };
    check(recipe, last(fund, LAST), &[difference("expenditure@government-fund")]);
    let actual = |id: &'static str, more: Decimal| {
        let key = FigureKey::of(Concept::new(id));
        let typed = published(recipe, key, book::Account::Actual) + more;
        move |book: &mut Book| book.figures.entry(key).or_default().actual = Some(typed)
    };
    check(recipe, actual("performance.project-funds", yuan(THIS)), &[difference("performance.project-funds")]);
    let counted = Shows::Counted { figure: "performance.projects".to_owned() };
    check(recipe, actual("performance.projects", Decimal::whole(1)), &[counted]);
    check(recipe, actual("performance.projects", Decimal::whole(2)), &[]);
}

#[test]
fn an_economic_code_inside_a_typed_item_gives_it_away() {
    let recipe = &recipes()[0];
    let reception = FigureKey::of(Concept::new("three-public.official-reception"));
    let secret = |book: &mut Book| {
        let row = spending(book, "30217", Amounts { actual: Some(yuan("4321.09")), ..Amounts::default() });
        book.spending.push(Spending { fund: Fund::GeneralPublic, ..row });
        book.revenue.last_mut().unwrap().amounts.actual = Some(yuan(THIS) + yuan("4321.09"));
    };
    let basic = |book: &Book| -> Decimal {
        let is_it = |row: &&Spending| {
            row.fund == Fund::GeneralPublic
                && row.nature != Nature::Project
                && row.economic == EconomicCode::parse("30217")
        };
        book.spending.iter().filter(is_it).map(|row| row.amounts.or_zero(book::Account::Actual)).sum()
    };
    let typed = |more: &'static str| {
        move |book: &mut Book| {
            let amount = basic(book) + yuan(more);
            secret(book);
            book.figures.entry(reception).or_default().actual = Some(amount);
        }
    };
    check(recipe, typed("0"), &[]);
    check(recipe, typed("4321.09"), &[difference("three-public.official-reception")]);
}

#[test]
fn money_that_seems_to_be_left_over_gives_it_away() {
    for recipe in recipes() {
        let unpaid = |book: &mut Book| book.revenue.last_mut().unwrap().is_withheld = false;
        check(&recipe, unpaid, &[Shows::LeftOver { fund: Fund::GovernmentFund }]);
    }
}

#[test]
fn words_give_it_away() {
    let recipe = &recipes()[0];
    let text = |text: &'static str| {
        move |book: &mut Book| {
            book.texts.insert("主要职能".to_owned(), vec!["负责档案工作。".to_owned(), text.to_owned()]);
        }
    };
    let words = || Shows::Words { place: "主要职能".to_owned() };
    let name = || Shows::Name { place: "主要职能".to_owned() };
    check(recipe, text("本年安排7,654,321.09元。"), &[words()]);
    check(recipe, text("本年安排765.4万元。"), &[words()]);
    check(recipe, text("上年安排５４３．２１万元，用于玄鸟(二期)工程。"), &[words(), name()]);
    check(recipe, text("本年安排765.5万元，召开会议765次。"), &[]);
    let indicator = |book: &mut Book| {
        let whole = book.projects.iter_mut().find(|project| project.name == book::WHOLE_BODY).unwrap();
        whole.indicators[0].evidence = Some("玄鸟（二期）工程验收单".to_owned());
    };
    check(recipe, indicator, &[Shows::Name { place: book::WHOLE_BODY.to_owned() }]);
}

#[test]
fn the_body_as_a_whole_may_be_withheld() {
    for recipe in recipes() {
        let mut book = random(&recipe, 2);
        let whole = with_secret(&recipe, 2).projects.pop().unwrap();
        book.projects.retain(|project| project.name != book::WHOLE_BODY);
        book.projects.push(Project { name: book::WHOLE_BODY.to_owned(), is_withheld: true, ..whole });
        let compiled = compiled(book, &edition(&recipe));
        assert_eq!(faults(&compiled), Vec::<String>::new(), "{}", recipe.edition);
        assert!(!compiled.composition.document.outline().contains("7654321.09"), "{}", recipe.edition);
    }
}
