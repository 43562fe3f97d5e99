//! Last year's figures from last year's book.

use book::{Account, Book, FigureKey, Sheet, take_over};
use taxonomy::{Concept, Fund, Stage, Taxonomy};

use crate::{body, sheet, shown};

const REVENUE: &str = "功能科目编码|收入来源|上年数|年初预算数|决算数|涉密";
const SPENDING: &str = "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|上年数|年初预算数|决算数|涉密";
const BALANCES: &str = "资金性质|年初结转和结余|使用非财政拨款结余|结余分配";

fn of_year(year: &str, sheets: &[Sheet]) -> Book {
    let mut body = body();
    body.rows[3][1] = year.to_owned();
    let all: Vec<Sheet> = [body].into_iter().chain(sheets.iter().cloned()).collect();
    let (book, mistakes) = book::parse(&all, Taxonomy::embedded()).expect("the body is there");
    assert_eq!(shown(&mistakes), Vec::<String>::new());
    book
}

fn revenue(rows: &str) -> Sheet {
    sheet("收入", &format!("{REVENUE}\n{rows}"))
}

fn spending(rows: &str) -> Sheet {
    sheet("支出", &format!("{SPENDING}\n{rows}"))
}

fn balances(rows: &str) -> Sheet {
    sheet("结转结余", &format!("{BALANCES}\n{rows}"))
}

/// Takes a book of last year over, whatever it contradicts; rows of expenditure with their last year's amounts.
fn taken(own: &[Sheet], last: &[Sheet], stage: Stage) -> (Book, Vec<String>) {
    let mut book = of_year("2024", own);
    take_over(&mut book, &of_year("2023", last), stage);
    let last = |amount: Option<quantity::Decimal>| amount.map_or("-".to_owned(), |amount| amount.to_string());
    let row = |row: &book::Spending| {
        let economic = row.economic.map_or(String::new(), |code| code.to_string());
        format!("{} {economic} {} {}", row.function, row.project.as_deref().unwrap_or(""), last(row.amounts.last))
    };
    let rows = book.spending.iter().map(row).collect();
    (book, rows)
}

fn last(book: &Book, concept: &'static str, fund: Fund) -> Option<String> {
    let key = FigureKey { fund, ..FigureKey::of(Concept::new(concept)) };
    book.figures.get(&key).and_then(|amounts| amounts.last).map(|amount| amount.to_string())
}

#[test]
fn rows_are_matched_and_those_of_last_year_follow() {
    let own = [spending("2012601|30101|一般公共预算|人员经费||||7|\n2012602|30201|一般公共预算|项目支出|修缮|||5|")];
    let old = [spending(
        "2012601|30101|一般公共预算|人员经费||1|2|3|\n2012601|30101|一般公共预算|人员经费||||4|\n\
         2012602|30201|一般公共预算|项目支出|搬迁|||9|\n2012602|30201|一般公共预算|项目支出|空|||0|",
    )];
    let (_, rows) = taken(&own, &old, Stage::FinalAccounts);
    assert_eq!(rows, ["2012601 30101  7", "2012602 30201 修缮 -", "2012602 30201 搬迁 9"]);
    let (_, rows) = taken(&own, &old, Stage::Budget);
    assert_eq!(rows[..2], ["2012601 30101  2", "2012602 30201 修缮 -"]);
}

#[test]
fn what_the_book_says_itself_stays() {
    // Last year's sum stands in one of several rows, as people write it.
    let own = "2012601|30101|一般公共预算|人员经费||10||7|\n2012601|30102|一般公共预算|人员经费||||5|";
    let old = "2012601|30101|一般公共预算|人员经费||||6|\n2012601|30103|一般公共预算|人员经费||||4|";
    let (_, rows) = taken(&[spending(own)], &[spending(old)], Stage::FinalAccounts);
    assert_eq!(rows, ["2012601 30101  10", "2012601 30102  -"]);
    let staff = |last: &str, actual: &str| sheet("人员", &format!("事项|上年数|本年数\n在职人员|{last}|{actual}"));
    let old = [staff("", "8"), spending(old)];
    let (book, _) = taken(&[staff("9", "10")], &old, Stage::FinalAccounts);
    assert_eq!(last(&book, "staff.in-post", Fund::All).as_deref(), Some("9"));
    let (book, _) = taken(&[staff("", "10")], &old, Stage::FinalAccounts);
    assert_eq!(last(&book, "staff.in-post", Fund::All).as_deref(), Some("8"));
}

#[test]
fn what_is_withheld_stays_so() {
    let own = spending("2012601|30101|一般公共预算|人员经费||||7|");
    let old = spending("2012601|30101|一般公共预算|人员经费||||6|\n2012601|30101|一般公共预算|人员经费||||4|是");
    let (book, rows) = taken(&[own], &[old], Stage::FinalAccounts);
    assert_eq!(rows, ["2012601 30101  6", "2012601 30101  4"]);
    assert_eq!(book.spending.iter().map(|row| row.is_withheld).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_is_withheld_this_year_takes_last_year_with_it() {
    let withheld = |own: &str, old: &str| {
        let (book, rows) = taken(&[spending(own)], &[spending(old)], Stage::FinalAccounts);
        let flag = |(row, spending): (&String, &book::Spending)| {
            format!("{row}{}", if spending.is_withheld { " *" } else { "" })
        };
        rows.iter().zip(&book.spending).map(flag).collect::<Vec<_>>()
    };
    let own = "2012602|30201|一般公共预算|项目支出|修缮|||5|是\n2012602|30202|一般公共预算|项目支出|搬迁|||5|";
    // The same row, and another of the same project.
    let old = "2012602|30201|一般公共预算|项目支出|修缮|||4|\n2012699|30202|一般公共预算|项目支出|修缮|||3|";
    let expected = ["2012602 30201 修缮 4 *", "2012602 30202 搬迁 -", "2012699 30202 修缮 3 *"];
    assert_eq!(withheld(own, old), expected);
    // Money of one kind without a project.
    let own = "2012601|30101|一般公共预算|人员经费||||7|是";
    assert_eq!(
        withheld(own, "2012601|30102|一般公共预算|人员经费||||6|"),
        ["2012601 30101  - *", "2012601 30102  6 *"]
    );
    // What is open beside it stays open.
    let own = "2012601|30101|一般公共预算|人员经费||||7|\n2012601|30101|一般公共预算|人员经费||||8|是";
    let old = "2012601|30101|一般公共预算|人员经费||||6|";
    assert_eq!(withheld(own, old), ["2012601 30101  6", "2012601 30101  - *"]);
}

#[test]
fn totals_of_last_year_are_without_what_is_withheld_this_year() {
    let own = [revenue("2012601|一般公共预算|||100|\n2012601|政府性基金预算|||9|是"), balances("一般公共预算|2||")];
    let old = [
        revenue("2012601|一般公共预算|||50|\n2012601|政府性基金预算|||4|"),
        spending("2012601|30101|一般公共预算|人员经费||||48|\n2012601||政府性基金预算|项目支出|修缮|||4|"),
    ];
    let (book, _) = taken(&own, &old, Stage::FinalAccounts);
    assert_eq!(last(&book, "revenue.total", Fund::All), None);
    let flags: Vec<_> = book.revenue.iter().map(|row| row.is_withheld).collect();
    assert_eq!((flags, book.revenue[1].amounts.last), (vec![false, true], Some(quantity::Decimal::whole(4))));
}

#[test]
fn a_body_of_another_name_is_told() {
    let old = of_year("2023", &[revenue("2012601|一般公共预算|||50|")]);
    let mut book = of_year("2024", &[revenue("2012601|一般公共预算|||1|"), balances("一般公共预算|50||")]);
    book.body.name = "云间区档案局".to_owned();
    let mistakes = take_over(&mut book, &old, Stage::FinalAccounts);
    assert_eq!(shown(&mistakes), ["单位 other-body"]);
    assert!(mistakes[0].is_remark());
    let words = mistakes[0].words(book::Language::Chinese);
    assert_eq!(words.what, "上年数取自“云间区档案馆”，账册是“云间区档案局”的");
    assert_eq!(book.revenue[0].amounts.last, Some(quantity::Decimal::whole(50)));
}

#[test]
fn all_that_there_was_last_year() {
    let own =
        [revenue("2012601|一般公共预算|||100|\n2012601|其他收入|||9|"), balances("一般公共预算|3||\n非财政拨款|2||")];
    let old = [
        revenue("2012601|一般公共预算|||50|\n2012601|其他收入|||4|"),
        spending("2012601|30101|一般公共预算|人员经费||||48|\n2012601||非财政拨款|经营支出||||6|"),
        balances("一般公共预算|1||\n非财政拨款|3|2|1"),
    ];
    let (book, _) = taken(&own, &old, Stage::FinalAccounts);
    // 50 + 4 came, 1 + 3 had been there, and 2 of the surplus were used.
    assert_eq!(last(&book, "revenue.total", Fund::All).as_deref(), Some("60"));
    // Revenue and opening balances say it.
    assert_eq!(last(&book, "revenue.total", Fund::Fiscal), None);
    assert_eq!(book.balances[0].last_opening.to_string(), "1");
}

#[test]
fn a_budget_holds_what_it_took_over_beside_its_rows() {
    let carried =
        sheet("上年结转明细", "项目名称|功能科目编码|资金性质|支出性质|金额\n修缮|2012699|一般公共预算|项目支出|30");
    let own = [revenue("2012601|一般公共预算||100||"), spending("2012601|30101|一般公共预算|人员经费|||100||")];
    let old = [revenue("2012601|一般公共预算||80||"), spending("2012601|30101|一般公共预算|人员经费|||80||"), carried];
    let (book, _) = taken(&own, &old, Stage::Budget);
    assert_eq!(last(&book, "revenue.total", Fund::All).as_deref(), Some("110"));
    assert_eq!(last(&book, "expenditure", Fund::All).as_deref(), Some("110"));
    assert_eq!(last(&book, "revenue.carry-over-fiscal", Fund::All).as_deref(), Some("30"));
    assert_eq!(book.spending[0].amounts.get(Account::LastYear).unwrap().to_string(), "80");
    // What is new this year says so and nothing of the rest; an amount of its own, or nothing in place of what was, does.
    for (rows, total) in [
        ("2012601|一般公共预算||100||\n2012699|一般公共预算|0|5||", Some("110")),
        ("2012601|一般公共预算||100||\n2012699|一般公共预算|1|5||", None),
        ("2012601|一般公共预算|0|100||", None),
    ] {
        let (book, _) = taken(&[revenue(rows), own[1].clone()], &old, Stage::Budget);
        assert_eq!(last(&book, "revenue.total", Fund::All).as_deref(), total);
    }
}

/// The mistakes in two books that are put beside each other.
fn check(year: &str, own: &[Sheet], last: &[Sheet], stage: Stage, expected: &[&str]) {
    let mistakes = take_over(&mut of_year("2024", own), &of_year(year, last), stage);
    assert_eq!(shown(&mistakes), expected);
}

#[test]
fn books_that_contradict_each_other() {
    let old = [
        revenue("2012601|一般公共预算|||50|"),
        spending("2012601|30101|一般公共预算|人员经费||||48|\n2012601|30101|一般公共预算|人员经费||||1|是"),
    ];
    let final_accounts = Stage::FinalAccounts;
    let own = |opening: &str| vec![revenue("2012601|一般公共预算|||1|"), balances(opening)];
    check("2023", &own("一般公共预算|2||"), &old, final_accounts, &[]);
    check("2023", &own("一般公共预算|2.01||"), &old, final_accounts, &["结转结余 opening"]);
    check("2023", &own("一般公共预算|||\n非财政拨款|2||"), &old, final_accounts, &["结转结余 opening"; 2]);
    check("2023", &own("一般公共预算|||"), &old, Stage::Budget, &["单位 nothing-before"]);
    check("2022", &own("一般公共预算|2||"), &old, final_accounts, &["单位 not-year-before"]);
    let mistakes = take_over(&mut of_year("2024", &own("一般公共预算|5||")), &of_year("2023", &old), final_accounts);
    let words = mistakes[0].words(book::Language::Chinese);
    assert_eq!(words.what, "一般公共预算的年初结转和结余是 5.00 元，上年年末的是 2.00 元");
}
