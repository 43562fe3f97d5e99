use document::{Block, Span};
use formats::read;

use crate::check;
use testkit::docx::{Docx, p, p_with, row, tbl, tr};

/// A level of a list.
fn level(ilvl: usize, format: &str, pattern: &str, rest: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{ilvl}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{pattern}\"/>{rest}</w:lvl>"
    )
}

fn list(id: i32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.concat())
}

fn using(id: i32, list: i32, rest: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{list}\"/>{rest}</w:num>")
}

fn item(num: i32, level: usize, text: &str) -> String {
    p_with(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{num}\"/></w:numPr>"), text)
}

const TIGHT: &str = "<w:suff w:val=\"nothing\"/>";

#[test]
fn labels_are_counted_by_level() {
    let levels = [
        level(0, "chineseCounting", "%1、", TIGHT),
        level(1, "chineseCounting", "（%2）", TIGHT),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    ];
    let numbering = list(0, &levels) + &using(1, 0, "");
    let body = [
        item(1, 0, "收入"),
        item(1, 1, "总体"),
        item(1, 1, "结构"),
        item(1, 2, "水费"),
        item(1, 0, "支出"),
        item(1, 1, "总体"),
        p("正文"),
        item(0, 0, "没有编号"),
    ];
    check(
        &Docx::new(&body.concat()).numbering(&numbering),
        "¶ 一、收入\n¶ （一）总体\n¶ （二）结构\n¶ 1.2.1 水费\n¶ 二、支出\n¶ （一）总体\n¶ 正文\n¶ 没有编号\n",
    );
}

#[test]
fn lists_go_on_or_start_anew() {
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    let other =
        format!("<w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride>", level(0, "decimalEnclosedCircle", "%1", TIGHT));
    let numbering = list(0, &[level(0, "decimal", "%1.", TIGHT)])
        + &using(1, 0, "")
        + &using(2, 0, "")
        + &using(3, 0, anew)
        + &using(4, 0, &other);
    let body =
        [item(1, 0, "甲"), item(2, 0, "乙"), item(3, 0, "丙"), item(3, 0, "丁"), item(4, 0, "戊"), item(9, 0, "己")];
    check(&Docx::new(&body.concat()).numbering(&numbering), "¶ 1.甲\n¶ 2.乙\n¶ 5.丙\n¶ 6.丁\n¶ ⑦戊\n¶ 己\n");
}

#[test]
fn styles_number_paragraphs() {
    let style = |id: &str, rest: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{id}\"/>{rest}</w:style>")
    };
    let numbered = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let styles = style("one", numbered) + &style("two", numbered) + &style("deep", "<w:basedOn w:val=\"two\"/>");
    let levels = [
        level(0, "japaneseCounting", "第%1部分", "<w:pStyle w:val=\"one\"/>"),
        level(1, "upperRoman", "%2. ", "<w:pStyle w:val=\"two\"/><w:suff w:val=\"nothing\"/>"),
    ];
    let styled = |id: &str, text: &str| p_with(&format!("<w:pStyle w:val=\"{id}\"/>"), text);
    let body = [styled("one", "概况"), styled("two", "职责"), styled("deep", "机构"), styled("one", "说明")];
    check(
        &Docx::new(&body.concat()).styles(&styles).numbering(&(list(0, &levels) + &using(1, 0, ""))),
        "¶ 第一部分 概况\n¶ I. 职责\n¶ II. 机构\n¶ 第二部分 说明\n",
    );
}

#[test]
fn labels_of_cells_and_their_places() {
    let numbering = list(0, &[level(0, "decimal", "%1", "")]) + &using(7, 0, "");
    let numbered = || tr("", &[format!("<w:tc>{}</w:tc>", item(7, 0, "")), format!("<w:tc>{}</w:tc>", p("水费"))]);
    let docx = Docx::new(&tbl(&[row(&["序号", "名称"]), numbered(), numbered()])).numbering(&numbering);
    check(&docx, "table\n  | 序号 | 名称 |\n  | 1 | 水费 |\n  | 2 | 水费 |\n");
    let docx = Docx::new(&(p("前") + &item(7, 0, "水费"))).numbering(&numbering);
    let document = read(&docx.zip()).unwrap();
    let Some(Block::Paragraph(last)) = document.blocks().last() else { panic!("{}", document.outline()) };
    assert_eq!(document.str(last.text), "1 水费");
    let place = document.place(Span::new(last.text, 2..5));
    assert_eq!((place.paragraph, place.start, place.end), (Some(2), Some(0), Some(1)));
}

#[test]
fn bullets_are_signs() {
    let numbering = list(0, &[level(0, "bullet", "\u{f0b7}", "")]) + &using(1, 0, "");
    check(&Docx::new(&item(1, 0, "甲")).numbering(&numbering), "¶ • 甲\n");
}
