//! Lines and paragraphs.

use testkit::Pdf;

use crate::check;

/// A line of 24 characters between the sides of the text, from 72 to 504 points with an em of 18.
const FULL: &str = "一二三四五六七八九十一二三四五六七八九十一二三四";

#[test]
fn lines_are_joined_where_the_next_word_would_not_have_fitted() {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    page.text(108, 100, 18, &FULL[..66]).text(72, 130, 18, FULL).text(72, 160, 18, "到此为止。");
    page.text(108, 190, 18, "另一段不接上文。").text(72, 220, 18, FULL);
    check(&pdf, &format!("¶ {}{FULL}到此为止。\n¶ 另一段不接上文。\n¶ {FULL}", &FULL[..66]));
}

#[test]
fn a_number_that_would_not_have_fitted_goes_on() {
    for (opening, goes_on) in
        [("一、收入总计一二三四五六七八", false), ("一、收入总计一二三四五六七八九十一二三四", true)]
    {
        let mut pdf = Pdf::default();
        let page = pdf.page();
        page.text(72, 80, 18, FULL).text(108, 110, 18, opening).text(72, 140, 18, "12345.67万元。");
        let glue = if goes_on { "" } else { "\n¶ " };
        check(&pdf, &format!("¶ {FULL}\n¶ {opening}{glue}12345.67万元。"));
    }
}

#[test]
fn a_sentence_broken_by_hand_goes_on() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 80, 18, FULL).text(108, 110, 18, "与上年相比支出持平。主要原因：").text(
        72,
        140,
        18,
        "人员没有变化。",
    );
    check(&pdf, &format!("¶ {FULL}\n¶ 与上年相比支出持平。主要原因：人员没有变化。"));
}

#[test]
fn a_page_of_short_paragraphs_is_indented_as_a_whole() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 80, 18, FULL).text(72, 110, 18, FULL).text(72, 140, 18, "到此为止。").text(
        108,
        170,
        18,
        "按计划完成本年度各项工作任务",
    );
    let lines = [
        "统计专项工作经费使用情况说明",
        "依照规定履行职责，完成上级交办的工作。",
        "统计专项普查经费使用情况说明",
        "统计专项调查经费使用情况说明书",
        "由业务科室按季度实施和检查各项工作任务",
        "由各业务科室按季度组织实施和检查工作",
    ];
    let page = pdf.page();
    for (n, line) in lines.into_iter().enumerate() {
        page.text(108, 80 + 30 * i32::try_from(n).expect("few lines"), 18, line);
    }
    check(&pdf, &format!("¶ {FULL}{FULL}到此为止。\n¶ 按计划完成本年度各项工作任务\n¶ {}", lines.join("\n¶ ")));
}

#[test]
fn paragraphs_go_on_over_pages_and_page_numbers_do_not_part_them() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 18, FULL).text(108, 740, 18, &FULL[..66]).text(290, 810, 9, "- 1 -");
    pdf.page().text(72, 60, 18, "接着上一页。").text(290, 810, 9, "- 2 -");
    check(
        &pdf,
        &format!(
            "¶ {FULL}\n¶ {}接着上一页。\n! page-furniture page 1: - 1 -\n! page-furniture page 2: - 2 -",
            &FULL[..66]
        ),
    );
}

#[test]
fn headings_of_a_list_open_paragraphs() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 80, 18, FULL).text(72, 110, 18, "（一）第一项").text(72, 140, 18, "（二）第二项");
    check(&pdf, &format!("¶ {FULL}\n¶ （一）第一项\n¶ （二）第二项"));
}

#[test]
fn gaps_are_blanks_and_wide_gaps_tabs() {
    let mut pdf = Pdf::default();
    pdf.page()
        .text(72, 80, 12, "编制单位：某局")
        .text(400, 80, 12, "单位：万元")
        .text(72, 110, 12, "甲")
        .text(96, 110, 12, "乙");
    check(&pdf, "¶ 编制单位：某局\t单位：万元\n¶ 甲 乙");
}

#[test]
fn bold_made_by_printing_twice_is_read_once() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 80, 12, "部门决算11.11").raw("1 0 0 1 0.3 0 cm").text(72, 80, 12, "部门决算11.11");
    check(&pdf, "¶ 部门决算11.11");
}

#[test]
fn places_are_pages_and_boxes() {
    let mut pdf = Pdf::default();
    pdf.page();
    pdf.page().text(100, 200, 10, "收入12.30万元");
    let document = formats::read(&pdf.bytes()).unwrap();
    let id = document.text_ids().next().unwrap();
    let at = document.str(id).find("12.30").unwrap();
    let place = document.place(document::Span::new(id, at..at + 5));
    assert_eq!(place.page, Some(2));
    let area = place.area.unwrap();
    assert_eq!((area.left, area.right), (12_000, 14_500));
    assert!(area.top < 20_000 && area.bottom > 20_000 && area.height() == 1_000, "{area:?}");
}

#[test]
fn an_entry_of_the_contents_may_take_two_lines() {
    let long = "一、收入支出决算总体情况以及与上年相比增减变化的";
    let (rest, short) = (format!("原因{}12", "…".repeat(20)), format!("二、其他情况{}12", "…".repeat(16)));
    let mut pdf = Pdf::default();
    pdf.page().text(252, 60, 18, "目录").text(72, 100, 18, long).text(72, 130, 18, &rest).text(72, 160, 18, &short);
    check(&pdf, &format!("¶ 目录\n¶ {long}{rest}\n¶ {short}"));
}

#[test]
fn one_shape_may_be_two_characters_alike() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 80, 18, "支出\u{e000}项目");
    check(&pdf, "¶ 支出——项目");
}
