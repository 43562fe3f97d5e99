//! What people write, in the ways they write it.

use book::{Account, Amounts, BodyKind, Merged, Relation, Scope, Sheet, UnitKind};
use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature};

use crate::{good, sheet};

fn yuan(text: &str) -> Option<Decimal> {
    Decimal::parse(text)
}

#[test]
fn a_whole_book() {
    let book = good(&[
        sheet("机构", "类别|名称\n内设机构|综合科\n事业单位|云间区地方志中心"),
        sheet("人员", "事项|上年数|本年数\n在职人员|20|21\n退休人员||3"),
        sheet(
            "收入",
            "功能科目编码|收入来源|上年数|年初预算数|全年预算数|决算数
             2012601|一般公共预算|900|1000|1100|1100
             2012699|事业收入||||12.34",
        ),
        sheet(
            "支出",
            "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|决算数
             2012601|30101|一般公共预算|人员经费||1000.5
             2012601|30201|一般公共预算|公用经费||99.5
             2012699|30201|非财政拨款|项目支出|馆藏数字化|12.34",
        ),
        sheet("结转结余", "资金性质|年初结转和结余\n一般公共预算|5"),
        sheet("三公经费", "事项|全年预算数|本年数\n公务接待费|3000|2500\n国内公务接待批次||4"),
        sheet("上年数", "事项|上年数\n收入支出总计|905"),
        sheet("项目", "项目名称|财政拨款全年预算数|财政拨款全年执行数\n馆藏数字化|20|12.34"),
        sheet(
            "指标",
            "项目名称|一级指标|二级指标|三级指标|关系|目标值|计量单位|实际完成值|分值
             馆藏数字化|产出指标|数量指标|扫描页数|≥|1000|页|1200|90",
        ),
        sheet("文字", "位置|内容\n主要职能|第一段。\n主要职能|第二段。"),
        sheet("原因", "位置|原因\n支出增减|人员增加。"),
    ]);
    assert_eq!((book.body.year, book.body.scope, book.body.kind), (2024, Scope::Unit, BodyKind::Institution));
    assert_eq!(book.units[1].kind, UnitKind::Budget(BodyKind::Institution));
    let staff = book.figures[&book::FigureKey::of(Concept::new("staff.in-post"))];
    assert_eq!(staff, Amounts { last: yuan("20"), actual: yuan("21"), ..Amounts::default() });
    assert_eq!(book.revenue[1].source.id(), "revenue.service");
    assert_eq!(book.spending[0].amounts.get(Account::Actual), yuan("1000.50"));
    assert_eq!((book.spending[2].fund, book.spending[2].nature), (Fund::Nonfiscal, Nature::Project));
    assert_eq!(book.balances[0].opening, yuan("5").unwrap());
    let total = book.figures[&book::FigureKey::of(Concept::new("revenue.total"))];
    assert_eq!(total.last, yuan("905"));
    let indicator = &book.projects[0].indicators[0];
    assert_eq!((indicator.relation, indicator.target.as_str()), (Some(Relation::AtLeast), "1000"));
    assert_eq!(book.texts["主要职能"], ["第一段。", "第二段。"]);
    // The sentence goes on behind it.
    assert_eq!(book.reasons["支出增减"], "人员增加");
}

#[test]
fn columns_in_another_order_below_notes() {
    let book = good(&[sheet(
        "收入",
        "单位：元
         决算数||收入来源|功能科目编码

         1,234,567.80||一般公共预算|2012601
         １２３．５０||其他收入|2012699 其他档案事务支出",
    )]);
    let amounts: Vec<_> = book.revenue.iter().map(|row| row.amounts.actual).collect();
    assert_eq!(amounts, [yuan("1234567.8"), yuan("123.5")]);
    assert_eq!(book.revenue[0].place.address(book::Language::Chinese), "收入!A4");
}

#[test]
fn permanent_names_for_sheets_heads_items_and_words() {
    let book = good(&[
        sheet("revenue", "function|source|actual\n2012601|revenue.general-public|7"),
        sheet("staff", "item|actual\nstaff.in-post|21"),
        sheet("units", "kind|name\noffice|综合科"),
    ]);
    assert_eq!(book.revenue[0].amounts.actual, yuan("7"));
    assert_eq!(book.figures.len(), 1);
    assert_eq!(book.units[0].kind, UnitKind::Office);
}

#[test]
fn named_rows_need_no_head_of_their_own() {
    for head in ["项目", ""] {
        let book = good(&[sheet("人员", &format!("{head}|上年数|本年数\n在职人员|20|21"))]);
        assert_eq!(book.figures.len(), 1);
    }
}

#[test]
fn dates_and_years() {
    for (year, day, expected) in [
        ("2024", "2025-08-20", Some((2025, 8, 20))),
        ("２０２４年度", "2025年8月20日", Some((2025, 8, 20))),
        ("2024年", "2025/8/20", Some((2025, 8, 20))),
        ("2024", "", None),
    ] {
        let mut body = crate::body();
        body.rows[3][1] = year.to_owned();
        body.rows.push(vec!["公开日期".to_owned(), day.to_owned()]);
        let (book, mistakes) = book::parse(&[body], taxonomy::Taxonomy::embedded()).unwrap();
        assert_eq!(mistakes, []);
        assert_eq!((book.body.year, book.body.published), (2024, expected));
    }
}

#[test]
fn sheets_that_hold_no_data_are_not_looked_at() {
    good(&[sheet("说明", "功能科目编码|收入来源\n怎么填|看这里"), sheet("科目表", "编码|名称\n2012601|行政运行")]);
}

#[test]
fn remarks_below_named_rows_are_none_of_them() {
    let book = good(&[sheet("人员", "事项|上年数|本年数\n在职人员|20|21\n注：不含临时人员||")]);
    assert_eq!(book.figures.len(), 1);
}

#[test]
fn words_of_joined_cells_are_said_of_all_their_rows() {
    let indicators = sheet(
        "指标",
        "项目名称|一级指标|二级指标|三级指标|目标值
         馆藏数字化|产出指标|数量指标|扫描页数|1000
         ||质量指标|合格率|95
         ||质量指标|验收率|100",
    );
    let down = |column: usize| Merged { rows: 1..4, columns: column..column + 1 };
    let indicators = Sheet { merged: vec![down(0), down(1)], ..indicators };
    let book = good(&[sheet("项目", "项目名称|年度目标\n馆藏数字化|数字化"), indicators]);
    assert_eq!(book.projects[0].indicators.len(), 3);
    assert_eq!(book.projects[0].indicators[2].level1, "产出指标");
}

#[test]
fn projects_of_one_name_are_told_apart_by_their_unit() {
    let book = good(&[
        sheet("项目", "项目名称|实施单位|年度目标\n修缮||本级\n修缮|地方志中心|下属"),
        sheet(
            "指标",
            "项目名称|实施单位|一级指标|二级指标|三级指标|目标值
             修缮|地方志中心|产出指标|数量指标|甲|1
             修缮||产出指标|数量指标|乙|1",
        ),
    ]);
    assert_eq!(book.projects[0].indicators[0].name, "乙");
    assert_eq!(book.projects[1].indicators[0].name, "甲");
}

#[test]
fn a_project_has_one_name_however_it_is_written() {
    let book = good(&[
        sheet(
            "支出",
            "功能科目编码|资金性质|支出性质|项目名称|决算数
             2012602|一般公共预算|项目支出|修缮 (2024)|1
             2012602|一般公共预算|项目支出|物业（甲）|1
             2012602|一般公共预算|项目支出|物业(甲)|2",
        ),
        sheet("项目", "项目名称|年度目标\n修缮（2024）|完工"),
        sheet("指标", "项目名称|一级指标|二级指标|三级指标|目标值\n修缮(2024)|产出|数量|甲|1"),
    ]);
    let names: Vec<&str> = book.spending.iter().filter_map(|row| row.project.as_deref()).collect();
    assert_eq!(names, ["修缮（2024）", "物业（甲）", "物业（甲）"]);
    assert_eq!(book.projects[0].indicators.len(), 1);
}
