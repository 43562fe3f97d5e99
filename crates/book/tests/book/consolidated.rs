//! The book of a department from those of its units.

use book::{BodyKind, Book, Language, Sheet, Unit, UnitKind, consolidate};
use quantity::Decimal;
use taxonomy::Taxonomy;

use crate::{body, sheet};

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
    let staff = book::FigureKey::of(taxonomy::Concept::new("staff.in-post"));
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
    refused(department("31"), &[unit()], &[&format!("内部往来!A2：{payer}")]);
    let poor = book("云间区档案馆", &[sheet("收入", &format!("{REVENUE}\n2012699|上级补助收入|29"))]);
    let receiver = "收款单位“云间区档案馆”的账册里，功能科目 2012699 的这项收入只有 29.00 元，少于往来金额 30.00 元";
    refused(department("30"), std::slice::from_ref(&poor), &[&format!("内部往来!A2：{receiver}")]);
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
        &[year, "单位：“云间区地方志中心”重复", &format!("内部往来!A2：{payer}")],
    );
}
