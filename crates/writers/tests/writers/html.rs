//! Web pages.

use document::{Design, Document, Style};
use formats::read;
use proptest::prelude::*;
use writers::html;

use crate::compose::{Composed, budget, without_styles};

fn page(document: &Document) -> String {
    String::from_utf8(html(document)).expect("a page is UTF-8")
}

/// Checks that the page of a document gives its outline; `expected` where it is another one.
#[track_caller]
fn check(document: &Document, expected: Option<&str>) {
    let outline = read(&html(document)).expect("a page is read").outline();
    let skip = "! page-furniture html paragraph 1: 跳到正文\n";
    let expected = expected
        .map_or_else(|| without_styles(&document.outline()).replace("¶ \t", "¶ ").replace('\t', " "), str::to_owned);
    assert_eq!(outline, expected + skip, "\n{}", page(document));
}

#[test]
fn a_budget_is_read_back() {
    check(&budget(), None);
    assert_eq!(html(&budget()), html(&budget()));
}

#[test]
fn the_page_says_what_everything_is() {
    let page = page(&budget());
    for part in [
        "<html lang=\"zh-CN\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
        "<title>云溪县林业局 2026年度部门预算</title>",
        "<a class=\"skip\" href=\"#text\">跳到正文</a>\n<main>\n<header class=\"titles\"><div role=\"heading\" aria-level=\"1\">",
        "<nav aria-labelledby=\"c0\">\n<p class=\"contents-title\" id=\"c0\">目　录</p>",
        "<ul><li><a href=\"#h0\">第一部分 部门概况</a>\n<ul><li><a href=\"#h1\">一、主要职责</a></li></ul></li>\n<li><a href=\"#h2\">",
        "<h2 id=\"h1\">一、主要职责</h2>",
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t1\">\n<table>\n<caption><div class=\"name\" id=\"t1\">",
        "<div class=\"head\"><span>编制单位：云溪县林业局 </span><span class=\"right\">单位：万元</span></div></caption>",
        "<colgroup><col style=\"width:33.3%\"><col style=\"width:16.6%\"></colgroup>",
        "<thead>\n<tr><th scope=\"colgroup\" colspan=\"2\">收　　入</th>",
        "<tr><th scope=\"col\">项目</th>",
        "<tr><th scope=\"row\">一、财政拨款</th><td class=\"figure\">1,120.50</td>",
        "<div class=\"wide-page\">\n<div class=\"scroll\" role=\"region\"",
        "<th scope=\"col\" rowspan=\"2\">科目名称</th>",
        "<tr><th scope=\"row\" class=\"wide\" colspan=\"4\">合计</th><td class=\"figure\">2025000</td>",
        "<tr><td>213</td><td>02</td><td>34</td><th scope=\"row\"><div>林业草原</div><div>防灾减灾</div></th>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("url(") && !page.contains("@import"));
}

#[test]
fn forms_stand_in_the_middle_but_for_sentences_and_units_at_the_right() {
    let mut composed = Composed::new("^ 绩效目标表\n~ 单位：万元");
    let rows = ["项目名称|示例平台|资金|12.50", "总体目标|按照统一部署完成建设，覆盖全部区县|分值|10"];
    composed.table(&rows, Design { head_rows: 0, ..Design::default() });
    let page = page(&composed.0);
    for part in [
        "<div class=\"head\"><span class=\"right\">单位：万元</span></div>",
        " class=\"middle\">项目名称</",
        "<td class=\"middle\">12.50</td>",
        "<td>按照统一部署完成建设，覆盖全部区县</td>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn contents_may_skip_levels_and_name_no_heading() {
    let composed = Composed::new(
        "目 目录
        ... （一）甲
        . 第一部分 乙
        .. 一、丙
        .. 一、不在
        # 第一部分 乙
        ## 一、丙
        ¶ 本部门无下属单位，编制预算的只有部门本级，各项收支都在部门本级预算中反映。",
    );
    let page = page(&composed.0);
    let list = "\n<ul><li>（一）甲</li>\n<li><a href=\"#h0\">第一部分 乙</a>\n<ul><li><a href=\"#h1\">一、丙</a></li>\n<li>一、不在</li></ul></li></ul>\n</nav>";
    assert!(page.contains(list), "{page}");
    check(&composed.0, None);
}

#[test]
fn a_document_may_lack_anything() {
    check(&Composed::new("¶ 本部门无下属单位，编制预算的只有部门本级，各项收支都在部门本级预算中反映。").0, None);
    check(&Composed::new("^ 表1 空表\n¶ 本部门没有这项支出，本表没有数据。").0, None);
    let mut composed = Composed::new("");
    composed.table(&["项目|金额", "甲|1.00"], Design::default());
    check(&composed.0, None);
    assert!(
        page(&composed.0).contains("aria-label=\"表1\"><")
            || page(&composed.0).contains("aria-label=\"表1\">\n<table>")
    );
    assert!(page(&Composed::new("").0).contains("<title>文件</title>"));
}

#[test]
fn text_stays_text() {
    let mut composed = Composed::new("");
    composed.paragraph(Style::Title, "甲局 \"2026\" </title><script>alert(1)</script>");
    composed.paragraph(Style::Heading(1), "一、<b>总体</b> & '其他'");
    composed.paragraph(Style::Body, "</main><!-- 1 < 2 && 3 > 2 --> &amp; &#60; <img src=x onerror=alert(1)>。");
    composed.paragraph(Style::Caption, "表1 <i>\" onclick=\"x</i>");
    composed.table(&["=1+1|</td><td>", "<th>|  前后各两个  "], Design { head_rows: 1, ..Design::default() });
    let page = page(&composed.0);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>") && !page.contains("<i>"));
    // Blanks around a text are shown, but no reader of pages keeps them.
    check(&composed.0, Some(&without_styles(&composed.0.outline()).replace("  前后各两个  ", "前后各两个")));
}

#[test]
fn heads_that_reach_into_the_body_take_it_along() {
    let mut composed = Composed::new("^ 表1 收支表");
    composed.table(&["项目{1×2}|金额", "万元", "甲|1.00"], Design { head_rows: 1, ..Design::default() });
    assert!(page(&composed.0).contains("<tr><th scope=\"col\">万元</th></tr>\n</thead>"));
    check(&composed.0, None);
}

#[test]
fn long_text_is_kept() {
    let long = "很长的一段话，".repeat(10_000) + "完。";
    let mut composed = Composed::new("");
    composed.paragraph(Style::Body, &long);
    assert!(read(&html(&composed.0)).unwrap().outline().starts_with(&format!("¶ {long}\n")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever stands in cells is read back, but for blanks at their ends.
    #[test]
    fn any_cells_are_read_back(cells in prop::collection::vec("[^\\p{C}\\p{Z}{}|⏎]([^\\p{C}\\p{Z}{}|⏎]| ){0,12}[^\\p{C}\\p{Z}{}|⏎]", 4)) {
        let mut composed = Composed::new("");
        let rows: Vec<String> = cells.chunks(2).map(|row| row.join("|")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        composed.table(&rows, Design { head_rows: 1, ..Design::default() });
        let back = read(&html(&composed.0)).unwrap().outline();
        let expected = composed.0.outline();
        prop_assert!(back.starts_with(&expected), "{}\n{}", back, expected);
    }
}
