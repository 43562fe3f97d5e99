//! Tables from the lines that rule them.

use testkit::Pdf;

use crate::check;

#[test]
fn merged_heads_cover_their_columns_and_rows() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for (y, from) in [(100, 72), (120, 172), (140, 72), (160, 72)] {
        page.line(from, y, 372, y);
    }
    for (x, from) in [(72, 100), (172, 100), (272, 120), (372, 100)] {
        page.line(x, from, x, 160);
    }
    page.text(80, 125, 10, "科目").text(240, 114, 10, "本年支出").text(176, 134, 10, "基本支出").text(
        276,
        134,
        10,
        "项目支出",
    );
    page.text(76, 154, 10, "201").text(200, 154, 10, "1.00").text(300, 154, 10, "2.00");
    check(
        &pdf,
        "table
         | 科目{1×2} | 本年支出{2×1} |
         | 基本支出 | 项目支出 |
         | 201 | 1.00 | 2.00 |",
    );
}

#[test]
fn thin_filled_rectangles_are_borders() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for y in [100, 120, 140] {
        page.bar(72, y, "200", "0.48");
    }
    for x in [72, 172, 272] {
        page.bar(x, 100, "0.48", "40");
    }
    // A coloured background is no border.
    page.raw("0.9 g").bar(73, 101, "98", "18").raw("0 g");
    page.text(76, 114, 10, "甲").text(176, 114, 10, "1.00").text(76, 134, 10, "乙").text(176, 134, 10, "2.00");
    check(&pdf, "table\n| 甲 | 1.00 |\n| 乙 | 2.00 |");
}

#[test]
fn labels_wrapped_in_their_cells_are_joined() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    page.table(&[72, 132, 232], &[100, 140], &[]);
    page.text(76, 114, 10, "一般公共").text(76, 130, 10, "服务支出").text(140, 122, 10, "3.00");
    check(&pdf, "table\n| 一般公共服务支出 | 3.00 |");
}

#[test]
fn a_table_goes_on_over_pages_with_and_without_its_heads() {
    let head: &[&str] = &["科目", "金额"];
    for repeats in [true, false] {
        let mut pdf = Pdf::default();
        pdf.page().text(72, 80, 12, "收入决算表").table(&[72, 172, 272], &[100, 120, 140], &[head, &["甲", "1.00"]]);
        let page = pdf.page();
        if repeats {
            page.table(&[72, 172, 272], &[60, 80, 100], &[head, &["乙", "2.00"]]);
        } else {
            page.table(&[72, 172, 272], &[60, 80], &[&["乙", "2.00"]]);
        }
        page.text(72, 160, 12, "说明文字。");
        let marks = if repeats { "! repeated-head page 2: 科目\n! repeated-head page 2: 金额" } else { "" };
        check(
            &pdf,
            &format!("¶ 收入决算表\ntable\n| 科目 | 金额 |\n| 甲 | 1.00 |\n| 乙 | 2.00 |\n¶ 说明文字。\n{marks}"),
        );
    }
}

#[test]
fn a_lone_total_with_fewer_columns_is_aligned() {
    let mut pdf = Pdf::default();
    pdf.page().table(&[72, 112, 152, 272], &[100, 120, 140], &[&["类", "款", "金额"], &["201", "01", "1.00"]]);
    pdf.page().table(&[72, 152, 272], &[60, 80], &[&["合计", "1.00"]]);
    check(&pdf, "table\n| 类 | 款 | 金额 |\n| 201 | 01 | 1.00 |\n| 合计{2×1} | 1.00 |");
}

#[test]
fn another_table_at_the_top_of_a_page_stays_another() {
    let mut pdf = Pdf::default();
    pdf.page().table(&[72, 172, 272], &[100, 120, 140], &[&["科目", "金额"], &["甲", "1.00"]]);
    pdf.page().text(72, 40, 12, "支出决算表").table(
        &[72, 172, 272],
        &[60, 80, 100],
        &[&["科目", "金额"], &["乙", "2.00"]],
    );
    check(&pdf, "table\n| 科目 | 金额 |\n| 甲 | 1.00 |\n¶ 支出决算表\ntable\n| 科目 | 金额 |\n| 乙 | 2.00 |");
}
