//! What cannot be although every cell can be read.

use book::{Language, Scope, Sheet, check, check_scope};
use taxonomy::Stage;

use crate::{good, sheet, shown};

#[track_caller]
fn found(sheets: &[Sheet], stage: Stage, weights: Option<u8>, expected: &[&str]) {
    let mistakes = check(&good(sheets), stage, weights);
    assert_eq!(shown(&mistakes), expected);
}

fn revenue(amount: &str) -> Sheet {
    sheet("收入", &format!("功能科目编码|收入来源|年初预算数|决算数\n2012601|一般公共预算|{amount}|{amount}"))
}

fn spending(amount: &str) -> Sheet {
    let heads = "功能科目编码|经济科目编码|资金性质|支出性质|年初预算数|决算数";
    sheet("支出", &format!("{heads}\n2012601|30101|一般公共预算|人员经费|{amount}|{amount}"))
}

#[test]
fn more_spent_than_there_was() {
    let opening = sheet("结转结余", "资金性质|年初结转和结余|结余分配\n一般公共预算|5|1");
    found(&[revenue("10"), spending("10")], Stage::FinalAccounts, None, &[]);
    found(&[revenue("10"), spending("10.01")], Stage::FinalAccounts, None, &["结转结余 overspent"]);
    found(&[revenue("10"), spending("14"), opening.clone()], Stage::FinalAccounts, None, &[]);
    found(&[revenue("10"), spending("14.01"), opening.clone()], Stage::FinalAccounts, None, &["结转结余 overspent"]);
    found(&[revenue("10"), spending("10.01"), opening], Stage::Budget, None, &["支出 over-budget"]);
    let mistakes = check(&good(&[revenue("10"), spending("10.01")]), Stage::FinalAccounts, None);
    assert_eq!(mistakes[0].words(Language::Chinese).what, "一般公共预算的支出比可用的资金多 0.01 元");
}

#[test]
fn withheld_rows_are_in_no_sum() {
    let heads = "功能科目编码|经济科目编码|资金性质|支出性质|决算数|涉密";
    let spending = sheet("支出", &format!("{heads}\n2012601|30101|一般公共预算|人员经费|10|是"));
    found(&[spending], Stage::FinalAccounts, None, &[]);
    // Nor are those of a project that is withheld.
    let heads = "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|决算数";
    let spending = sheet("支出", &format!("{heads}\n2012602|30201|一般公共预算|项目支出|修缮 （二期）|10"));
    let projects = sheet("项目", "项目名称|涉密\n修缮(二期)|是");
    found(&[spending, projects], Stage::FinalAccounts, None, &[]);
}

#[test]
fn parts_above_their_whole() {
    let procurement = |sme: &str, micro: &str| {
        let micro = format!("其中：授予小微企业合同金额||{micro}");
        sheet("政府采购", &format!("事项|年初预算数|本年数\n货物||100\n服务||50\n授予中小企业合同金额||{sme}\n{micro}"))
    };
    found(&[procurement("150", "150")], Stage::FinalAccounts, None, &[]);
    found(&[procurement("150.01", "150")], Stage::FinalAccounts, None, &["政府采购 part-above-whole"]);
    found(&[procurement("100", "120")], Stage::FinalAccounts, None, &["政府采购 part-above-whole"]);
    let assets = sheet("国有资产", "事项|本年数\n单价五十万元以上设备（台、套）|1\n单价一百万元以上设备（台、套）|2");
    found(&[assets], Stage::FinalAccounts, None, &["国有资产 part-above-whole"]);
    // Without its whole there is nothing to compare with.
    found(&[sheet("国有资产", "事项|本年数\n单价一百万元以上设备（台、套）|2")], Stage::FinalAccounts, None, &[]);
}

#[test]
fn rows_pasted_twice() {
    let heads = "功能科目编码|收入来源|决算数";
    let rows = |second: &str| sheet("收入", &format!("{heads}\n2012601|其他收入|7\n2012601|其他收入|{second}"));
    found(&[rows("7")], Stage::FinalAccounts, None, &["收入!A3 twice"]);
    found(&[rows("8")], Stage::FinalAccounts, None, &[]);
    let mistakes = check(&good(&[rows("7")]), Stage::FinalAccounts, None);
    assert_eq!(mistakes[0].words(Language::Chinese).what, "“2012601 其他收入”重复");
}

#[test]
fn rows_that_differ_in_any_account_are_two() {
    let heads = "功能科目编码|经济科目编码|资金性质|支出性质|上年执行数|年初预算数";
    let rows = |second: &str| {
        let row = "2012601|30101|一般公共预算|人员经费";
        sheet("支出", &format!("{heads}\n{row}|1|7\n{row}|{second}|7"))
    };
    let revenue = sheet("收入", "功能科目编码|收入来源|年初预算数\n2012601|一般公共预算|14");
    found(&[rows("2"), revenue.clone()], Stage::Budget, None, &[]);
    found(&[rows("1"), revenue], Stage::Budget, None, &["支出!A3 twice"]);
}

#[test]
fn carried_rows_pasted_twice() {
    let heads = "项目名称|功能科目编码|资金性质|支出性质|金额";
    let rows = |second: &str| {
        let row = "2012602|一般公共预算|项目支出";
        sheet("上年结转明细", &format!("{heads}\n修缮（二期）|{row}|7\n修缮(二期)|{row}|{second}"))
    };
    found(&[rows("8")], Stage::Budget, None, &[]);
    found(&[rows("7")], Stage::Budget, None, &["上年结转明细!A3 twice"]);
    let mistakes = check(&good(&[rows("7")]), Stage::Budget, None);
    assert_eq!(mistakes[0].words(Language::Chinese).what, "“修缮（二期） 2012602 一般公共预算 项目支出”重复");
}

#[test]
fn projects_without_money() {
    let heads = "功能科目编码|资金性质|支出性质|项目名称|年初预算数|决算数";
    let revenue = revenue("10");
    let all = |spent: &str, projects: &str| {
        let spending = sheet("支出", &format!("{heads}\n2012602|一般公共预算|项目支出|{spent}|5|5"));
        vec![spending, revenue.clone(), sheet("项目", &format!("项目名称|财政拨款年初预算数\n{projects}"))]
    };
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        found(&all("修缮（2024）", "修缮 (2024)|\n整体支出|"), stage, None, &[]);
        found(&all("修缮项目经费", "修缮项目|"), stage, None, &["项目!A2 no-money"]);
        found(&all("修缮项目经费", "修缮项目|0\n物业|3"), stage, None, &[]);
    }
    let mistakes = check(&good(&all("修缮项目经费", "修缮项目|\n物业|")), Stage::Budget, None);
    let said: Vec<String> = mistakes.iter().map(|mistake| mistake.words(Language::Chinese).why).collect();
    assert!(said[0].contains("（“支出”页有“修缮项目经费”）") && !said[1].contains('（'), "{said:?}");
    // What was carried over is its money, too.
    let carried = "项目名称|功能科目编码|资金性质|支出性质|金额\n修缮（二期）|2012602|一般公共预算|项目支出|7";
    let projects = sheet("项目", "项目名称|年度目标\n修缮(二期)|完工");
    found(&[sheet("上年结转明细", carried), projects.clone()], Stage::Budget, None, &[]);
    found(&[projects], Stage::Budget, None, &["项目!A2 no-money"]);
}

#[test]
fn units_that_are_not_listed() {
    let units = sheet("机构", "类别|名称\n行政单位|云间区档案局本级\n事业单位|云间区档案馆");
    let heads = "功能科目编码|收入来源|预算单位|决算数";
    let row = |unit: &str, amount: &str| format!("2012601|其他收入|{unit}|{amount}");
    let rows = [row("云间区档案馆", "7"), row("", "8"), row("云间档案馆", "9"), row("云间档案馆", "10")].join("\n");
    let revenue = sheet("收入", &format!("{heads}\n{rows}"));
    // A project may be carried out by somebody who has no budget here.
    let projects = sheet("项目", "项目名称|实施单位|其他资金年初预算数\n修缮|云间区方志馆|0");
    found(&[units, revenue.clone(), projects], Stage::FinalAccounts, None, &["收入!A4 unknown-unit"]);
    // A unit that lists none says nothing of them; a department that lists none would print that it has none.
    found(std::slice::from_ref(&revenue), Stage::FinalAccounts, None, &[]);
    let mut department = good(&[revenue]);
    department.body.scope = Scope::Department;
    assert_eq!(shown(&check(&department, Stage::FinalAccounts, None)), ["收入!A4 unknown-unit"]);
}

#[test]
fn a_department_in_the_edition_of_units() {
    let book = good(&[]);
    assert_eq!(check_scope(&book, Scope::Unit), None);
    let mistake = check_scope(&book, Scope::Department).expect("it is a unit's book");
    assert_eq!(shown(std::slice::from_ref(&mistake)), ["单位 wrong-scope"]);
    assert_eq!(mistake.words(Language::Chinese).what, "“公开主体”不是“部门”");
}

#[test]
fn weights_and_scores() {
    let project = sheet("项目", "项目名称|年度目标|其他资金年初预算数\n修缮|完工|0");
    let indicators = |rows: &str| {
        sheet("指标", &format!("项目名称|一级指标|二级指标|三级指标|目标值|实际完成值|分值|直接得分\n{rows}"))
    };
    let all = |rows: &str| vec![project.clone(), indicators(rows)];
    let (final_accounts, budget) = (Stage::FinalAccounts, Stage::Budget);
    found(&all("修缮|产出|数量|甲|1|1|90|"), final_accounts, Some(90), &[]);
    found(&all("修缮|产出|数量|甲|1|1|90|"), final_accounts, None, &[]);
    found(&all("修缮|产出|数量|甲|1|1|80|"), final_accounts, Some(90), &["项目!A2 weights"]);
    found(&all("修缮|产出|数量|甲|1|1||"), final_accounts, Some(90), &["项目!A2 weights"]);
    found(&all("修缮|产出|数量|甲|1|||"), budget, Some(100), &[]);
    found(&all("修缮|产出|数量|甲|1|好|90|90.5"), final_accounts, Some(90), &["指标!A2 score"]);
    found(&all("修缮|产出|数量|甲|1||90|"), final_accounts, Some(90), &["指标!A2 no-score"]);
    found(std::slice::from_ref(&project), final_accounts, Some(90), &[]);
}

#[test]
fn random_consistent_books_have_nothing_that_cannot_be() {
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        for (seed, size) in
            (0..20).flat_map(|seed| [(seed, testkit::books::Size::Tiny), (seed, testkit::books::Size::Usual)])
        {
            let book = crate::printed::random(stage, seed, size);
            assert_eq!(shown(&check(&book, stage, Some(90))), Vec::<String>::new(), "{stage:?} {seed} {size:?}");
        }
    }
}

#[test]
fn withheld_projects_that_withhold_nothing() {
    let heads = "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|预算单位|决算数";
    let spending =
        |unit: &str| sheet("支出", &format!("{heads}\n2012602|30201|一般公共预算|项目支出|密级专项经费|{unit}|10"));
    let projects = |row: &str| sheet("项目", &format!("项目名称|实施单位|财政拨款全年执行数|涉密\n{row}"));
    let lost = |unit: &str, row: &str, expected: &[&str]| {
        let opening = sheet("结转结余", "资金性质|年初结转和结余\n一般公共预算|10");
        found(&[spending(unit), projects(row), opening], Stage::FinalAccounts, None, expected);
    };
    lost("", "密级专项|||是", &["项目!A2 nothing-withheld"]);
    lost("", "密级专项|||", &["项目!A2 no-money"]);
    lost("", "密级 专项经费|||是", &[]);
    lost("", "密级专项||10|是", &[]);
    // Its name alone, where it names no unit.
    lost("云间区美术馆", "密级专项经费|||是", &[]);
    lost("云间区美术馆", "密级专项经费|云间区美术馆||是", &[]);
    lost("", "密级专项经费|云间区美术馆||是", &["项目!A2 nothing-withheld"]);
    let carried =
        sheet("上年结转明细", "项目名称|功能科目编码|资金性质|支出性质|金额\n密级专项|2012602|一般公共预算|项目支出|3");
    found(&[carried, projects("密级专项|||是")], Stage::Budget, None, &[]);
}

#[test]
fn transfers_stand_once() {
    let row = "云间区档案局|云间区档案馆|上级补助收入|对附属单位补助支出|2012699|30";
    let heads = "付款单位|收款单位|收款单位的收入来源|付款单位的支出性质|功能科目编码|金额";
    let other = row.replace("|30", "|31");
    let transfers = sheet("内部往来", &format!("{heads}\n{row}\n{other}\n{row}"));
    found(&[transfers], Stage::FinalAccounts, None, &["内部往来!A4 twice"]);
}
