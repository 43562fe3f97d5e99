//! The book of a department from those of its units.

use book::{Book, Language, Sheet, consolidate};
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
fn transfers_that_disagree() {
    let own = department("31");
    let disagreements = consolidate(own.clone(), &[unit()]).unwrap_err();
    assert_eq!((disagreements[0].is_payer, disagreements[0].held.to_string().as_str()), (true, "30"));
    let words = disagreements[0].words(&own.transfers[0], Language::Chinese);
    assert_eq!(words.place, "内部往来!A2");
    assert!(words.what.starts_with("付款单位“云间区档案局”的账册里"), "{}", words.what);

    let own = department("30");
    let poor = book("云间区档案馆", &[sheet("收入", &format!("{REVENUE}\n2012699|上级补助收入|29"))]);
    let disagreements = consolidate(own.clone(), &[poor]).unwrap_err();
    assert_eq!((disagreements[0].is_payer, disagreements[0].held.to_string().as_str()), (false, "29"));
    let words = disagreements[0].words(&own.transfers[0], Language::English);
    assert!(words.what.contains("“云间区档案馆” holds 29.00 元"), "{}", words.what);
}
