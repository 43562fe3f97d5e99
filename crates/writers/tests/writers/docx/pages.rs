//! What lies on which pages: sections, contents, heads of tables.

use document::{Design, Document, Style};

use super::{body, part};
use crate::composed::{Composed, everything, heads, wide};

/// The sections of a document, each as its orientation and what is special about its page numbers.
fn sections(document: &Document) -> Vec<String> {
    let body = body(document);
    let sections = body.split("<w:sectPr>").skip(1);
    sections
        .map(|section| {
            let section = section.split_once("</w:sectPr>").map_or(section, |(inside, _)| inside);
            let mut told =
                String::from(if section.contains("w:orient=\"landscape\"") { "landscape" } else { "portrait" });
            for (mark, word) in [("footerReference", " numbered"), ("w:start=\"1\"", " from 1")] {
                told += if section.contains(mark) { word } else { "" };
            }
            told
        })
        .collect()
}

/// The paragraph of the body that holds a text.
fn paragraph<'b>(body: &'b str, text: &str) -> &'b str {
    let at = body.find(&format!(">{text}<")).unwrap_or_else(|| panic!("{text} is not there"));
    let start = body[..at].rfind("<w:p>").expect("text stands in a paragraph");
    &body[start..start + body[start..].find("</w:p>").expect("paragraphs end")]
}

#[test]
fn wide_tables_have_pages_of_their_own() {
    assert_eq!(
        sections(&everything()),
        [
            // The cover, the contents, the text with the first table, both wide tables, the rest.
            "portrait",
            "portrait numbered from 1",
            "portrait numbered",
            "landscape numbered",
            "portrait numbered",
        ]
    );
    let body = body(&everything());
    // What stands with the tables lies on their pages.
    let landscape = body.find("支出决算分类表").unwrap()..body.find("w:orient").unwrap();
    for text in ["注：本表较宽。", "支出决算分类表（续）"] {
        assert!(landscape.contains(&body.find(text).unwrap()), "{text}");
    }
    assert!(paragraph(&body, "支出决算分类表（续）").contains("<w:pageBreakBefore w:val=\"1\"/>"));
    assert!(!paragraph(&body, "支出决算分类表").contains("pageBreakBefore"));
}

#[test]
fn a_heading_right_before_a_wide_table_goes_with_it() {
    let document = Composed::new()
        .add(Style::Body, "甲")
        .add(Style::Heading(1), "第二部分")
        .add(Style::Caption, "表")
        .table(wide(1), &["子 | 丑", "1 | 2"])
        .0;
    let body = body(&document);
    assert_eq!(sections(&document), ["portrait numbered from 1", "landscape numbered"]);
    // The section begins the page, not the heading.
    assert!(paragraph(&body, "第二部分").contains("<w:pageBreakBefore w:val=\"0\"/>"));
    // The first section ends in its last paragraph: no blank line, no empty page.
    assert!(paragraph(&body, "甲").len() > 10 && body[..body.find("第二部分").unwrap()].matches("<w:p>").count() == 2);
}

#[test]
fn wide_tables_at_both_ends() {
    let table = ["子 | 丑", "1 | 2"];
    let only = Composed::new().table(wide(1), &table).0;
    assert_eq!(sections(&only), ["landscape numbered from 1"]);
    let first = Composed::new().table(wide(1), &table).add(Style::Body, "甲").0;
    assert_eq!(sections(&first), ["landscape numbered from 1", "portrait numbered"]);
    super::check_reading(&first);
    let between = Composed::new().table(wide(1), &table).table(heads(1), &table).table(wide(1), &table).0;
    assert_eq!(sections(&between), ["landscape numbered from 1", "portrait numbered", "landscape numbered"]);
    super::check_reading(&between);
}

#[test]
fn a_title_stands_on_a_cover_only_before_contents_or_a_part() {
    let title = || Composed::new().add(Style::Title, "标题").add(Style::Title, "副题");
    let cover = title().add(Style::Heading(1), "第一部分").0;
    assert_eq!(sections(&cover), ["portrait", "portrait numbered from 1"]);
    assert!(paragraph(&body(&cover), "第一部分").contains("<w:pageBreakBefore w:val=\"0\"/>"));
    for document in [title().add(Style::Body, "正文").0, title().add(Style::Heading(2), "一、").0, title().0] {
        assert_eq!(sections(&document), ["portrait numbered from 1"]);
    }
}

#[test]
fn lines_of_the_contents_lead_to_headings_of_their_level() {
    let document = Composed::new()
        .add(Style::Contents(1), "甲")
        .add(Style::Contents(2), "乙")
        .add(Style::Contents(1), "丙")
        .add(Style::Contents(1), "无")
        .add(Style::Heading(1), "甲")
        .add(Style::Heading(3), "不在目录")
        .add(Style::Heading(2), "乙")
        .add(Style::Heading(1), "丙")
        .0;
    let body = body(&document);
    let links: Vec<&str> = body.split("w:anchor=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let marks: Vec<&str> = body.split("w:name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(links, ["_Toc000000001", "_Toc000000002", "_Toc000000003"]);
    assert_eq!(marks, links);
    assert!(paragraph(&body, "乙").contains("PAGEREF _Toc000000002 \\h"));
    assert!(paragraph(&body, "乙").contains("w:fldCharType=\"begin\" w:dirty=\"true\""));
    assert!(!paragraph(&body, "无").contains("hyperlink"));
    assert!(body.contains(" TOC \\o &quot;1-2&quot; \\h \\z \\u "));
    // As many fields end as begin.
    let count = |kind: &str| body.matches(&format!("w:fldCharType=\"{kind}\"")).count();
    assert_eq!([count("begin"), count("separate"), count("end")], [4, 4, 4]);
    super::check_reading(&document);
}

#[test]
fn heads_of_tables_are_repeated_and_stay_with_their_table() {
    let document = everything();
    let body = body(&document);
    // Two, one, one and two.
    assert_eq!(body.matches("<w:tblHeader/>").count(), 6);
    assert!(paragraph(&body, "人员经费").contains("<w:keepNext/>"));
    assert!(!paragraph(&body, "第1项支出").contains("<w:keepNext/>"));
    let styles = part(&document, "word/styles.xml");
    for id in ["Heading1", "Heading9", "Caption", "TableHead"] {
        let style = styles.split(&format!("w:styleId=\"{id}\"")).nth(1).unwrap().split("</w:style>").next().unwrap();
        assert!(style.contains("<w:keepNext/>"), "{id}");
    }
    let all_heads = super::body(&Composed::new().table(heads(2), &["甲", "乙"]).0);
    assert!(!all_heads.contains("tblHeader"));
}

#[test]
fn small_tables_and_rows_stay_whole_and_tall_ones_do_not() {
    let small = body(&Composed::new().table(heads(1), &["甲 | 乙", "丙 | 丁", "戊 | 己"]).0);
    assert!(paragraph(&small, "丙").contains("<w:keepNext/>"));
    assert!(!paragraph(&small, "戊").contains("<w:keepNext/>"));
    assert_eq!(small.matches("<w:cantSplit/>").count(), 3);
    let tall =
        body(&Composed::new().table(heads(1), &["甲 | 乙", &format!("{} | 丁", "长文".repeat(1000)), "戊 | 己"]).0);
    assert!(!paragraph(&tall, "丁").contains("<w:keepNext/>"));
    assert_eq!(tall.matches("<w:cantSplit/>").count(), 2);
}

#[test]
fn columns_fill_the_line_and_figures_fit() {
    let widths = |document: &Document| -> Vec<u32> {
        let body = body(document);
        let columns = body.split("<w:gridCol w:w=\"").skip(1);
        columns.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    };
    let design = Design { widths: vec![3, 1], ..heads(1) };
    assert_eq!(widths(&Composed::new().table(design, &["甲 | 乙", "丙 | 1.00"]).0), [6552, 2232]);
    // A figure needs more than the design has for it.
    let design = Design { widths: vec![9, 1], ..heads(1) };
    let long = widths(&Composed::new().table(design, &["甲 | 乙", "丙 | -123,456,789,012.00"]).0);
    assert!(long[1] > 2000 && long.iter().sum::<u32>() == 8784, "{long:?}");
    // Many columns: smaller text.
    let row = ["123,456.78"; 12].join(" | ");
    let many = Composed::new().table(heads(0), &[row]).0;
    assert_eq!(widths(&many).iter().sum::<u32>(), 8784);
    assert!(!body(&many).contains("TableText21"));
}

#[test]
fn text_in_cells_is_aligned() {
    let document = Composed::new()
        .table(
            heads(1),
            &[
                "编码 | 科目 | 金额 | 占比",
                "2010301 | 行政运行 | 12.30 | 5.00%",
                "201{1×2} | 合并 | — | ",
                "其他 | 8 | 9",
            ],
        )
        .0;
    let body = body(&document);
    for (text, expected) in [
        ("科目", Some("center")),
        ("2010301", None),
        ("行政运行", None),
        ("12.30", Some("right")),
        ("5.00%", Some("right")),
        ("—", Some("right")),
        ("8", Some("right")),
    ] {
        let paragraph = paragraph(&body, text);
        let align = paragraph.split("<w:jc w:val=\"").nth(1).map(|rest| rest.split('"').next().unwrap());
        assert_eq!(align, expected, "{text}");
    }
}

#[test]
fn the_line_above_a_table_reaches_to_both_edges() {
    for (text, expected) in [
        ("编制单位：甲\t单位：万元", "<w:tab w:val=\"right\" w:pos=\"8844\"/></w:tabs>"),
        ("甲\t乙\t丙", "<w:tab w:val=\"center\" w:pos=\"4422\"/><w:tab w:val=\"right\" w:pos=\"8844\"/></w:tabs>"),
        ("单位：万元", "<w:jc w:val=\"right\"/>"),
        ("编制单位：甲    单位：万元", "<w:pStyle w:val=\"TableHead\"/></w:pPr>"),
    ] {
        let document = Composed::new().add(Style::TableHead, text).table(heads(0), &["甲"]).0;
        assert!(body(&document).contains(expected), "{text}");
    }
}
