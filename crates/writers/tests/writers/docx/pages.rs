//! What lies on which pages: sections, contents, heads of tables.

use document::{Design, Document, Style};

use super::{body, paragraph, part};
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
    let first = Composed::new().table(wide(1), &table).add(Style::Heading(1), "甲").0;
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
    // Within a field of contents LibreOffice works out no numbers of pages.
    assert!(!body.contains(" TOC "));
    // As many fields end as begin.
    let count = |kind: &str| body.matches(&format!("w:fldCharType=\"{kind}\"")).count();
    assert_eq!([count("begin"), count("separate"), count("end")], [3, 3, 3]);
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

#[test]
fn a_few_lines_behind_a_wide_table_have_no_page_to_themselves() {
    let document = |n_lines: usize, last: Style| {
        let composed = Composed::new().table(wide(1), &["子 | 丑", "1 | 2"]).add(Style::Note, "注：无。");
        let text = (0..n_lines).fold(composed, |composed, _| composed.add(Style::Body, "没有其他事项。"));
        text.add(last, "末").0
    };
    assert_eq!(sections(&document(1, Style::Signature)), ["landscape numbered from 1"]);
    assert_eq!(sections(&document(3, Style::Heading(1))), ["landscape numbered from 1", "portrait numbered"]);
    let body = body(&document(3, Style::Heading(1)));
    assert!(body.find("没有其他事项").unwrap() < body.find("w:orient").unwrap());
    // Text that fills a page has one.
    assert_eq!(sections(&document(4, Style::Heading(1))), ["landscape numbered from 1", "portrait numbered"]);
    let long = super::body(&document(4, Style::Heading(1)));
    assert!(long.find("没有其他事项").unwrap() > long.find("w:orient").unwrap());
}

#[test]
fn a_table_longer_than_a_page_begins_one_behind_another_table() {
    let begins_page = |before: Composed, n_rows: usize| {
        let rows: Vec<String> = (0..n_rows).map(|n| format!("第{n}项 | {n}.00")).collect();
        let document = before.add(Style::Caption, "支出表").table(heads(1), &rows).0;
        paragraph(&body(&document), "支出表").contains("<w:pageBreakBefore w:val=\"1\"/>")
    };
    let behind_table = || Composed::new().table(heads(1), &["甲", "乙"]).add(Style::Note, "注：无。");
    assert!(begins_page(behind_table(), 60));
    assert!(!begins_page(behind_table(), 5));
    assert!(!begins_page(Composed::new().add(Style::Body, "见下表。"), 60));
}
