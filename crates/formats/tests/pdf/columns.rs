//! Tables without the lines that part columns.

use testkit::Pdf;

use crate::check;

#[test]
fn level_lines_alone_rule_a_table() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    page.text(72, 90, 10, "说明文字在表的上面。");
    for y in [100, 120, 152, 172, 192] {
        page.line(72, y, 472, y);
    }
    page.text(76, 114, 10, "科目").text(276, 114, 10, "预算").text(400, 114, 10, "决算");
    page.text(76, 132, 10, "行政事业单位养老保险缴费补").text(76, 148, 10, "助支出");
    page.text(280, 140, 10, "1.00").text(408, 140, 10, "2.00");
    page.text(76, 166, 10, "教育").text(408, 166, 10, "3.00");
    page.text(76, 186, 10, "合    计").text(280, 186, 10, "1.00").text(408, 186, 10, "5.00");
    page.text(72, 210, 10, "说明文字在表的下面。");
    check(
        &pdf,
        "¶ 说明文字在表的上面。
         table
         | 科目 | 预算 | 决算 |
         | 行政事业单位养老保险缴费补⏎助支出 | 1.00 | 2.00 |
         | 教育 |  | 3.00 |
         | 合    计 | 1.00 | 5.00 |
         ¶ 说明文字在表的下面。",
    );
}

#[test]
fn three_lines_rule_a_table() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for y in [100, 120, 180] {
        page.line(72, y, 472, y);
    }
    for (y, row) in [(114, ["科目", "预算", "决算"]), (134, ["甲", "1.00", "2.00"]), (154, ["乙", "", "3.00"])]
    {
        for (x, text) in [76, 276, 400].into_iter().zip(row) {
            page.text(x, y, 10, text);
        }
    }
    page.text(76, 174, 10, "合计").text(276, 174, 10, "1.00").text(400, 174, 10, "5.00");
    check(
        &pdf,
        "table
         | 科目 | 预算 | 决算 |
         | 甲 | 1.00 | 2.00 |
         | 乙 |  | 3.00 |
         | 合计 | 1.00 | 5.00 |",
    );
}

#[test]
fn a_line_under_a_merged_head_tells_its_columns() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for y in [100, 140, 180] {
        page.line(72, y, 472, y);
    }
    page.line(200, 120, 472, 120);
    page.text(76, 125, 10, "科目").text(320, 114, 10, "支出");
    page.text(230, 134, 10, "基本支出").text(400, 134, 10, "项目支出");
    page.text(76, 154, 10, "甲").text(240, 154, 10, "1.00").text(410, 154, 10, "2.00");
    page.text(76, 174, 10, "乙").text(240, 174, 10, "3.00").text(410, 174, 10, "4.00");
    check(
        &pdf,
        "table
         | 科目{1×2} | 支出{2×1} |
         | 基本支出 | 项目支出 |
         | 甲 | 1.00 | 2.00 |
         | 乙 | 3.00 | 4.00 |",
    );
}

#[test]
fn lines_of_a_page_around_text_are_no_table() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    page.line(72, 60, 522, 60).line(72, 790, 522, 790);
    page.text(72, 100, 12, "第一段说明今年的工作。").text(72, 140, 12, "第二段说明明年的工作。");
    page.text(72, 180, 12, "某某单位    2024年");
    check(&pdf, "¶ 第一段说明今年的工作。\n¶ 第二段说明明年的工作。\n¶ 某某单位    2024年");
}

#[test]
fn a_side_is_open_where_merged_cells_stand() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for (y, from) in [(100, 72), (120, 172), (140, 172), (160, 72)] {
        page.line(from, y, 372, y);
    }
    page.line(172, 100, 172, 160).line(272, 100, 272, 160);
    page.text(76, 134, 10, "产出指标");
    for (y, name) in [(114, "数量"), (134, "质量"), (154, "时效")] {
        page.text(180, y, 10, name).text(280, y, 10, "10");
    }
    check(&pdf, "table\n| 产出指标{1×3} | 数量 | 10 |\n| 质量 | 10 |\n| 时效 | 10 |");
}
