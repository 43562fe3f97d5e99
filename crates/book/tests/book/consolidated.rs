//! The book of a department from those of its units.

use book::{Account, BodyKind, Book, FigureKey, Language, Mistake, Sheet, Unit, UnitKind};
use quantity::Decimal;
use taxonomy::{Concept, Stage, Taxonomy};

use crate::{body, sheet, shown};

const REVENUE: &str = "功能科目编码|收入来源|决算数";
const SPENDING: &str = "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|决算数";

fn book(name: &str, sheets: &[Sheet]) -> Book {
    let mut body = body();
    body.rows[1][1] = name.to_owned();
    let all: Vec<Sheet> = [body].into_iter().chain(sheets.iter().cloned()).collect();
    let (book, mistakes) = book::parse(&all, Taxonomy::embedded()).expect("the body is there");
    assert_eq!(mistakes, []);
    book
}

fn consolidate(own: Book, units: &[Book]) -> Result<Book, Vec<Mistake>> {
    book::consolidate(own, units, Stage::FinalAccounts).map(|(whole, _)| whole)
}

/// The department gives 30 元 of its own money to a unit.
fn department(transfer: &str) -> Book {
    let transfers = "付款单位|收款单位|收款单位的收入来源|付款单位的支出性质|功能科目编码|金额";
    book(
        "云间区档案局",
        &[
            sheet("人员", "事项|本年数\n在职人员|10"),
            sheet("收入", &format!("{REVENUE}\n2012601|一般公共预算|100\n2012699|其他收入|30")),
            sheet(
                "支出",
                &format!(
                    "{SPENDING}\n2012601|30101|一般公共预算|人员经费||100\n2012699||非财政拨款|对附属单位补助支出||30"
                ),
            ),
            sheet("结转结余", "资金性质|年初结转和结余\n一般公共预算|1"),
            sheet("项目", "项目名称|年度目标\n整体支出|部门"),
            sheet(
                "内部往来",
                &format!("{transfers}\n云间区档案局|云间区档案馆|上级补助收入|对附属单位补助支出|2012699|{transfer}"),
            ),
        ],
    )
}

fn unit() -> Book {
    book(
        "云间区档案馆",
        &[
            sheet("人员", "事项|本年数\n在职人员|5"),
            sheet("收入", &format!("{REVENUE}\n2012604|一般公共预算|50\n2012699|上级补助收入|30")),
            sheet(
                "支出",
                &format!("{SPENDING}\n2012604|30101|一般公共预算|人员经费||50\n2012699||非财政拨款|项目支出|修缮|30"),
            ),
            sheet("结转结余", "资金性质|年初结转和结余\n一般公共预算|2"),
            sheet("项目", "项目名称|年度目标\n整体支出|单位\n修缮|完工"),
        ],
    )
}

fn archive() -> Book {
    book("云间区地方志中心", &[sheet("收入", &format!("{REVENUE}\n2012699|事业收入|8"))])
}

#[test]
fn two_units_with_a_transfer() {
    let whole = consolidate(department("30"), &[unit(), archive()]).unwrap();
    let sum = |amounts: &mut dyn Iterator<Item = Option<Decimal>>| amounts.flatten().sum::<Decimal>().to_string();
    assert_eq!(sum(&mut whole.revenue.iter().map(|row| row.amounts.actual)), "188");
    assert_eq!(sum(&mut whole.spending.iter().map(|row| row.amounts.actual)), "180");
    // What passed between them is gone on both sides; what was done with it remains.
    assert!(whole.revenue.iter().all(|row| row.source.id() != "revenue.superior-subsidy"));
    let units: Vec<_> = whole.spending.iter().map(|row| row.unit.as_deref()).collect();
    assert_eq!(units, [None, Some("云间区档案馆"), Some("云间区档案馆")]);
    assert_eq!(whole.balances[0].opening.to_string(), "3");
    let staff = FigureKey::of(Concept::new("staff.in-post"));
    assert_eq!(whole.figures[&staff].actual, Some(Decimal::whole(15)));
    // The body as a whole is the department, not each of its units.
    let projects: Vec<_> = whole.projects.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(projects, ["整体支出", "修缮"]);
}

#[test]
fn units_are_listed_with_what_they_are() {
    let whole = consolidate(department("30"), &[unit(), archive()]).unwrap();
    let institution = UnitKind::Budget(BodyKind::Institution);
    let units: Vec<_> = whole.units.iter().map(|unit| (unit.kind, unit.name.as_str())).collect();
    assert_eq!(units, [(institution, "云间区档案馆"), (institution, "云间区地方志中心")]);
    // Once, and as the department lists it.
    let mut own = department("30");
    own.units.push(Unit { kind: UnitKind::Budget(BodyKind::CivilService), name: "云间区档案馆".into() });
    let whole = consolidate(own, &[unit(), archive()]).unwrap();
    let units: Vec<_> = whole.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(units, ["云间区档案馆", "云间区地方志中心"]);
    assert_eq!(whole.units[0].kind, UnitKind::Budget(BodyKind::CivilService));
}

#[track_caller]
fn refused(own: Book, units: &[Book], expected: &[&str]) {
    let mistakes = consolidate(own, units).expect_err("the books disagree");
    let words = mistakes.iter().map(|mistake| mistake.words(Language::Chinese));
    let found: Vec<String> = words.map(|words| format!("{}：{}", words.place, words.what)).collect();
    assert_eq!(found, expected);
}

#[test]
fn books_that_disagree() {
    let payer =
        "付款单位“云间区档案局”的账册里，功能科目 2012699、对附属单位补助支出只有 30.00 元，少于往来金额 31.00 元";
    let receiver = |held: &str, amount: &str| {
        let what = format!("的账册里，功能科目 2012699 的这项收入只有 {held}.00 元，少于往来金额 {amount}.00 元");
        format!("内部往来!A2：收款单位“云间区档案馆”{what}")
    };
    let payer = format!("内部往来!A2：{payer}");
    refused(department("31"), &[unit()], &[&payer, &receiver("30", "31")]);
    let poor = book("云间区档案馆", &[sheet("收入", &format!("{REVENUE}\n2012699|上级补助收入|29"))]);
    refused(department("30"), std::slice::from_ref(&poor), &[&receiver("29", "30")]);
    let mistake = consolidate(department("30"), &[poor]).unwrap_err().remove(0);
    let words = mistake.words(Language::English);
    assert!(words.what.contains("“云间区档案馆” holds 29.00 元"), "{}", words.what);
    // All at once.
    let mut old = unit();
    old.body.year = 2023;
    let year = "单位：“云间区档案馆”的账册是 2023 年的，部门的是 2024 年的";
    refused(
        department("31"),
        &[old, archive(), archive()],
        &[year, "单位：“云间区地方志中心”重复", &payer, &receiver("30", "31")],
    );
}

fn figure<'a>(book: &'a Book, id: &'static str) -> &'a book::Amounts {
    &book.figures[&FigureKey::of(Concept::new(id))]
}

/// Remarks in words.
fn told(remarks: &[Mistake]) -> Vec<String> {
    assert!(remarks.iter().all(Mistake::is_remark));
    remarks.iter().map(|remark| remark.words(Language::Chinese).what).collect()
}

/// Of one unit a project is withheld, of the other one of the same name is open.
fn with_project(name: &str, mark_row: &str, project: &str) -> Book {
    let spending = format!("{SPENDING}|涉密\n2012602|30201|一般公共预算|项目支出|修缮|5|{mark_row}");
    book(name, &[sheet("支出", &spending), sheet("项目", &format!("项目名称|年度目标|涉密\n{project}"))])
}

#[test]
fn what_is_withheld_is_withheld_in_its_own_book() {
    let flags = |own: &Book, unit: &Book| {
        let whole = book::sealed(consolidate(own.clone(), std::slice::from_ref(unit)).unwrap());
        let rows: Vec<_> = whole.spending.iter().map(|row| row.is_withheld).collect();
        let projects: Vec<_> = whole.projects.iter().map(|project| project.is_withheld).collect();
        (rows, projects)
    };
    let open = with_project("云间区档案局", "", "");
    // By its rows, and by the project.
    for secret in [("是", "修缮|完工|"), ("", "修缮|完工|是")] {
        let unit = with_project("云间区档案馆", secret.0, secret.1);
        assert_eq!(flags(&open, &unit), (vec![false, true], vec![true]));
        let own = with_project("云间区档案局", secret.0, secret.1);
        assert_eq!(flags(&own, &with_project("云间区档案馆", "", "")), (vec![true, false], vec![true]));
    }
}

#[test]
fn transfers_are_held_together() {
    let mut own = department("20");
    own.transfers.push(own.transfers[0].clone());
    let payer =
        "付款单位“云间区档案局”的账册里，功能科目 2012699、对附属单位补助支出只有 30.00 元，少于往来金额 40.00 元";
    let receiver = "收款单位“云间区档案馆”的账册里，功能科目 2012699 的这项收入只有 30.00 元，少于往来金额 40.00 元";
    refused(own, &[unit()], &[&format!("内部往来!A2：{payer}"), &format!("内部往来!A2：{receiver}")]);
    let mut own = department("20");
    own.transfers.push(book::Transfer { amount: Decimal::whole(10), ..own.transfers[0].clone() });
    // A correction downwards is part of what is held, and nothing to take from.
    let row = own.spending[1].clone();
    let amounts = |yuan| book::Amounts { actual: Some(Decimal::whole(yuan)), ..book::Amounts::default() };
    own.spending.push(book::Spending { amounts: amounts(5), ..row.clone() });
    own.spending.push(book::Spending { amounts: amounts(-2), ..row });
    let whole = consolidate(own, &[unit()]).unwrap();
    let paid = whole.spending.iter().filter(|row| row.nature == taxonomy::Nature::ToSubordinate);
    assert_eq!(paid.map(|row| row.amounts.or_zero(Account::Actual)).sum::<Decimal>().to_string(), "3");
    assert!(whole.revenue.iter().all(|row| row.source.id() != "revenue.superior-subsidy"));
}

#[test]
fn transfers_of_a_department_in_one_book() {
    let transfers = "付款单位|收款单位|收款单位的收入来源|付款单位的支出性质|功能科目编码|金额";
    let own = |amount: &str| {
        let revenue = "2012699|其他收入||30\n2012699|上级补助收入|云间区档案馆|30";
        let spending = "2012699||非财政拨款|对附属单位补助支出|||30\n2012699||非财政拨款|项目支出|修缮|云间区档案馆|30";
        let transfer = format!("云间区档案局|云间区档案馆|上级补助收入|对附属单位补助支出|2012699|{amount}");
        book(
            "云间区档案局",
            &[
                sheet("收入", &format!("功能科目编码|收入来源|预算单位|决算数\n{revenue}")),
                sheet(
                    "支出",
                    &format!("功能科目编码|经济科目编码|资金性质|支出性质|项目名称|预算单位|决算数\n{spending}"),
                ),
                sheet("内部往来", &format!("{transfers}\n{transfer}")),
            ],
        )
    };
    let whole = consolidate(own("30"), &[]).unwrap();
    assert_eq!((whole.revenue.len(), whole.spending.len()), (1, 1));
    assert_eq!((whole.revenue[0].unit.as_deref(), whole.spending[0].unit.as_deref()), (None, Some("云间区档案馆")));
    let mistakes = consolidate(own("31"), &[]).unwrap_err();
    assert_eq!(shown(&mistakes), ["内部往来!A2 not-paid", "内部往来!A2 not-received"]);
    // A book without any stays as it is.
    assert_eq!(consolidate(unit(), &[]).unwrap(), unit());
}

#[test]
fn books_that_cannot_be_added() {
    let check = |own: Book, unit: Book, expected: &[&str]| {
        assert_eq!(shown(&consolidate(own, &[unit]).unwrap_err()), expected);
    };
    // Whose transfers nobody takes out.
    let own = || department("30");
    let mut unit = unit();
    unit.transfers = own().transfers;
    check(own(), unit.clone(), &["内部往来!A2 unit-transfers"]);
    unit.transfers.clear();
    // Rows of the unit stand there already.
    let mut both = own();
    both.revenue[1].unit = Some(unit.body.name.clone());
    check(both, unit, &["收入!A3 unit-rows"]);
    // A budget in final accounts.
    let revenue = "功能科目编码|收入来源|年初预算数\n2012699|事业收入|8";
    let budget = book("云间区地方志中心", &[sheet("收入", revenue)]);
    let mut apart = own();
    apart.transfers.clear();
    check(apart.clone(), budget, &["单位 other-stage"]);
    // Nothing at all is no other stage.
    assert!(consolidate(apart, &[book("云间区地方志中心", &[])]).is_ok());
}

#[test]
fn sums_are_whole_or_none() {
    let public = |rows: &str| sheet("三公经费", &format!("事项|上年数|年初预算数|全年预算数|本年数\n{rows}"));
    let staff = |last: &str, actual: &str| sheet("人员", &format!("事项|上年数|本年数\n在职人员|{last}|{actual}"));
    let own = book("云间区档案局", &[staff("10", "11"), public("公务接待费|1|2|3|4")]);
    let unit = book("云间区档案馆", &[staff("", "5"), public("公务接待费|10|20||40")]);
    let (whole, remarks) = book::consolidate(own, &[unit], Stage::FinalAccounts).unwrap();
    let reception = figure(&whole, "three-public.official-reception");
    // What nobody has adjusted is the original budget.
    assert_eq!((reception.last, reception.adjusted), (Some(Decimal::whole(11)), Some(Decimal::whole(23))));
    let staff = figure(&whole, "staff.in-post");
    assert_eq!((staff.last, staff.actual), (None, Some(Decimal::whole(16))));
    assert_eq!(
        told(&remarks),
        ["“云间区档案馆”的“在职人员”没有填上年数，其他账册填了", "“机构”页没有 云间区档案馆，已经补在后面"]
    );
    let rows = |name: &str, last: &str| {
        book(name, &[sheet("收入", &format!("功能科目编码|收入来源|上年数|决算数\n2012601|一般公共预算|{last}|9"))])
    };
    let (own, unit) = (rows("云间区档案局", "8"), rows("云间区档案馆", ""));
    let (_, remarks) = book::consolidate(own, &[unit], Stage::FinalAccounts).unwrap();
    assert_eq!(told(&remarks)[0], "“云间区档案馆”的“收入”没有填上年数，其他账册填了");
}

#[test]
fn figures_of_last_year_are_those_of_the_department() {
    let typed = |name: &str, amount: &str| {
        let figures = format!("机关运行经费||{amount}\n一般公共预算支出|2012601|{amount}");
        book(name, &[sheet("上年数", &format!("事项|功能科目编码|上年数\n{figures}"))])
    };
    let whole = consolidate(typed("云间区档案局", "100"), &[typed("云间区档案馆", "40")]).unwrap();
    assert!(whole.figures.len() == 2 && whole.figures.values().all(|own| own.last == Some(Decimal::whole(100))));
    let whole = consolidate(department("30"), &[unit(), typed("云间区地方志中心", "40")]).unwrap();
    assert!(!whole.figures.contains_key(&FigureKey::of(Concept::new("running-costs"))));
}
