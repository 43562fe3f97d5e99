//! The table of contents and the headings that it announces.

use document::{Block, Document, Format, Paragraph, Style, Text};

use crate::read;

#[test]
fn headings_behind_the_name_of_the_body_are_announced_by_the_contents() {
    let text = "青山县2025年县级部门预算\n目录\n一、部门主要职能……………\n二、名词解释……………\n三、部门预算编制说明……………\n\
                青山县某局主要职能\n某局主管某事。\n名词解释\n（一）其他收入：指其他的收入。\n2025年部门预算编制说明\n支出预算3.00万元。\n";
    let disclosure = read(text);
    let entries: Vec<&str> = disclosure.contents.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(entries, ["部门主要职能", "名词解释", "部门预算编制说明"]);
    let titles: Vec<&str> = disclosure.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["青山县某局主要职能", "名词解释", "2025年部门预算编制说明"]);
    let glossary = disclosure.passages.iter().find(|passage| passage.text.contains("其他收入")).unwrap();
    assert!(glossary.is_glossary);
}

#[test]
fn contents_without_leaders_end_where_the_parts_begin_again() {
    let text = "青山县某局2024年度部门决算\n目录\n第一部分 部门决算报表\n第二部分 部门决算说明\n\
                第二部分 部门决算说明\n一、总体情况\n支出3.00万元。\n";
    let disclosure = read(text);
    let entries: Vec<&str> = disclosure.contents.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(entries, ["部门决算报表", "部门决算说明"]);
    assert_eq!(disclosure.sections.len(), 2);
}

#[test]
fn a_tab_leads_to_the_page_of_an_entry() {
    let mut document = Document::new(Format::Composed);
    for line in [
        "青山县某局2025年部门预算",
        "目录",
        "一、部门主要职能\t2",
        "二、部门机构设置\t3",
        "三、部门预算编制说明\t6",
        "某局主要职能",
        "某局主管某事。",
    ] {
        let text = document.add_text(Text::composed(line));
        document.add_block(Block::Paragraph(Paragraph { text, style: Style::Body }));
    }
    let disclosure = extract::extract(&document, taxonomy::Taxonomy::embedded());
    let entries: Vec<&str> = disclosure.contents.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(entries, ["部门主要职能", "部门机构设置", "部门预算编制说明"]);
    assert!(disclosure.claims.is_empty(), "the number of a page is no number of posts");
}

#[test]
fn a_short_list_below_the_word_is_no_contents() {
    let disclosure = read("青山县某局2024年度部门决算\n目录\n一、总体情况\n支出3.00万元。\n");
    assert!(disclosure.contents.is_empty());
}
