//! Plain text.

use document::{Design, Document, Style};
use formats::read;
use writers::text;

use crate::compose::{Composed, budget};

/// Checks the text of a document and that it is read back; `→` stands for a tab in both.
#[track_caller]
fn check(document: &Document, expected: &str, outline: &str) {
    let written = String::from_utf8(text(document)).expect("a text is UTF-8");
    assert_eq!(written.replace('\t', "→"), expected);
    let back = read(written.as_bytes()).expect("a text is read").outline();
    assert_eq!(back.replace('\t', "→"), outline, "\n{back}");
}

#[test]
fn a_budget_is_read_back() {
    check(
        &budget(),
        "云溪县林业局
2026年度部门预算

目　录
第一部分 部门概况
一、主要职责
第二部分 部门预算表
第三部分 预算情况说明
一、收支总体情况

第一部分 部门概况

一、主要职责

负责全县林业工作的监督管理，组织造林绿化和森林防火。

第二部分 部门预算表

表1 部门收支总表
编制单位：云溪县林业局    单位：万元
收　　入→→支　　出→
项目→预算数→项目→预算数
一、财政拨款→1,120.50→一、行政支出→820.10
二、事业收入→—→二、项目支出→300.40
三、其他收入→3.25→三、结转下年→3.25
合计→1,123.75→合计→1,123.75

注：本表反映部门全部收支。

表2 一般公共预算支出表（按功能分类）
单位：元
科目编码→→→科目名称→合计→其中→
类→款→项→→→基本支出→项目支出
合计→→→→2025000→1524000→501000
213→02→01→行政运行→1720000→1520000→200000
213→02→34→林业草原 防灾减灾→305000→4000→301000

第三部分 预算情况说明

一、收支总体情况

2026年收入预算1,123.75万元，支出预算1,123.75万元。

收支平衡。

云溪县林业局
2026年2月18日
",
        "¶ 云溪县林业局
¶ 2026年度部门预算
¶ 目　录
¶ 第一部分 部门概况
¶ 一、主要职责
¶ 第二部分 部门预算表
¶ 第三部分 预算情况说明
¶ 一、收支总体情况
¶ 第一部分 部门概况
¶ 一、主要职责
¶ 负责全县林业工作的监督管理，组织造林绿化和森林防火。
¶ 第二部分 部门预算表
¶ 表1 部门收支总表
¶ 编制单位：云溪县林业局    单位：万元
table
  | 收　　入 |  | 支　　出 |  |
  | 项目 | 预算数 | 项目 | 预算数 |
  | 一、财政拨款 | 1,120.50 | 一、行政支出 | 820.10 |
  | 二、事业收入 | — | 二、项目支出 | 300.40 |
  | 三、其他收入 | 3.25 | 三、结转下年 | 3.25 |
  | 合计 | 1,123.75 | 合计 | 1,123.75 |
¶ 注：本表反映部门全部收支。
¶ 表2 一般公共预算支出表（按功能分类）
¶ 单位：元
table
  | 科目编码 |  |  | 科目名称 | 合计 | 其中 |  |
  | 类 | 款 | 项 |  |  | 基本支出 | 项目支出 |
  | 合计 |  |  |  | 2025000 | 1524000 | 501000 |
  | 213 | 02 | 01 | 行政运行 | 1720000 | 1520000 | 200000 |
  | 213 | 02 | 34 | 林业草原 防灾减灾 | 305000 | 4000 | 301000 |
¶ 第三部分 预算情况说明
¶ 一、收支总体情况
¶ 2026年收入预算1,123.75万元，支出预算1,123.75万元。
¶ 收支平衡。
¶ 云溪县林业局
¶ 2026年2月18日
",
    );
    assert_eq!(text(&budget()), text(&budget()));
}

#[test]
fn paragraphs_and_tables_stay_apart() {
    let mut composed = Composed::new("¶ 收入增加，\n¶ 的确如此。\n¶ 共计，支出为\n¶ 12.5万元，其余不变");
    composed.table(&["项目|金额|备注", "一般公共服务|1.0|无"], Design::default());
    composed.table(&["支出||", "甲|2.0|"], Design::default());
    check(
        &composed.0,
        "收入增加，


的确如此。

共计，支出为


12.5万元，其余不变


项目→金额→备注
一般公共服务→1.0→无


支出→→
甲→2.0→
",
        "¶ 收入增加，
¶ 的确如此。
¶ 共计，支出为
¶ 12.5万元，其余不变
table
  | 项目 | 金额 | 备注 |
  | 一般公共服务 | 1.0 | 无 |
table
  | 支出 |  |  |
  | 甲 | 2.0 |  |
",
    );
}

#[test]
fn what_a_line_cannot_hold_becomes_a_blank() {
    let mut composed = Composed::new("");
    composed.paragraph(Style::Body, "甲\n乙\t丙\r\n丁\u{7}。");
    composed.table(&["项目|金额", "甲\t乙⏎丙|=1+1", "  <td>|\"1\"  "], Design { head_rows: 1, ..Design::default() });
    check(
        &composed.0,
        "甲 乙 丙 丁。\n\n\n项目→金额\n甲 乙 丙→=1+1\n  <td>→\"1\"  \n",
        "¶ 甲 乙 丙 丁。\ntable\n  | 项目 | 金额 |\n  | 甲 乙 丙 | =1+1 |\n  |   <td> | \"1\"   |\n",
    );
}

#[test]
fn every_row_is_as_wide_as_the_cells_that_come_down_into_it() {
    let mut composed = Composed::new("");
    composed.table(&["甲{1×3}|乙|丙{1×2}", "1", "2|3"], Design { head_rows: 1, ..Design::default() });
    check(&composed.0, "甲→乙→丙\n→1→\n→2→3\n", "table\n  | 甲 | 乙 | 丙 |\n  |  | 1 |  |\n  |  | 2 | 3 |\n");
}

#[test]
fn two_columns_may_begin_blank() {
    let mut composed = Composed::new("");
    composed.table(&["类别{1×4}|项目", "甲", "乙", "丙", "|丁", "|"], Design { head_rows: 1, ..Design::default() });
    check(
        &composed.0,
        "类别→项目\n →甲\n →乙\n →丙\n →丁\n →\n",
        "table\n  | 类别 | 项目 |\n  |   | 甲 |\n  |   | 乙 |\n  |   | 丙 |\n  |   | 丁 |\n  |   |  |\n",
    );
}

#[test]
fn long_lines_are_kept() {
    let long = "很长的一段话，".repeat(10_000) + "完。";
    let mut composed = Composed::new("");
    composed.paragraph(Style::Body, &long);
    check(&composed.0, &format!("{long}\n"), &format!("¶ {long}\n"));
    assert_eq!(text(&Composed::new("").0), b"");
}
