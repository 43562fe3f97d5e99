//! Small composed documents.

use document::{Block, Cell, Design, Document, Format, Paragraph, Row, Style, Table, Text};

/// A composed document in the making.
pub struct Composed(pub Document);

impl Composed {
    pub fn new() -> Self {
        Self(Document::new(Format::Composed))
    }

    /// Adds a paragraph.
    pub fn add(mut self, style: Style, text: &str) -> Self {
        let text = self.0.add_text(Text::composed(text));
        self.0.add_block(Block::Paragraph(Paragraph { text, style }));
        self
    }

    /// Adds a table. Each row is written as the outline has it: `甲{2×1} | 乙`, with `⏎` for a line break.
    pub fn table<S: AsRef<str>>(mut self, design: Design, rows: &[S]) -> Self {
        let rows = rows.iter().map(|row| self.row(row.as_ref())).collect();
        self.0.add_block(Block::Table(Table { rows, design }));
        self
    }

    fn row(&mut self, row: &str) -> Row {
        let cells = row.split(" | ").map(|cell| {
            let (text, spans) = cell.split_once('{').unwrap_or((cell, "1×1}"));
            let (columns, rows) = spans.trim_end_matches('}').split_once('×').expect("a cell is written `text{2×1}`");
            let span = |span: &str| span.parse().expect("a span is a number");
            let text = self.0.add_text(Text::composed(text.replace('⏎', "\n")));
            Cell { text, columns: span(columns), rows: span(rows) }
        });
        Row { cells: cells.collect() }
    }
}

/// A design of so many heads.
pub fn heads(head_rows: u16) -> Design {
    Design { head_rows, ..Design::default() }
}

/// A design for the long side of the page.
pub fn wide(head_rows: u16) -> Design {
    Design { is_landscape: true, ..heads(head_rows) }
}

/// A disclosure with some of everything.
pub fn everything() -> Document {
    let details: Vec<String> =
        ["支出明细{1×2} | 合计{1×2} | 基本支出{2×1} | 项目支出{1×2}".into(), "人员经费 | 公用经费".into()]
            .into_iter()
            .chain((1..=60).map(|n| format!("第{n}项支出 | {n}3.60 | {n}1.20 | 1.40 | 1.00")))
            .collect();
    let columns = (1..=16).map(|n| format!("第{n}类支出数")).collect::<Vec<_>>().join(" | ");
    let amounts = (1..=16).map(|n| format!("{n},234.56")).collect::<Vec<_>>().join(" | ");
    let wide_rows = [columns, amounts.clone(), amounts];
    let mut composed = Composed::new()
        .add(Style::Title, "某某区示例局")
        .add(Style::Title, "2024年度部门决算")
        .add(Style::ContentsTitle, "目  录");
    let headings = [
        (1, "第一部分 概况"),
        (2, "一、主要职责"),
        (1, "第二部分 决算表"),
        (1, "第三部分 决算情况说明"),
        (2, "一、收入支出总体情况"),
    ];
    for (level, text) in headings {
        composed = composed.add(Style::Contents(level), text);
    }
    composed
        .add(Style::Heading(1), headings[0].1)
        .add(Style::Heading(2), headings[1].1)
        .add(Style::Body, "示例局负责示例工作，贯彻有关规定，“三公”经费单列——见后表。")
        .add(Style::Heading(1), headings[2].1)
        .add(Style::Caption, "收入支出决算总表")
        .add(Style::TableHead, "编制单位：示例局\t2024年度\t单位：万元")
        .table(
            Design { widths: vec![5, 3, 5, 3], ..heads(2) },
            &[
                "收入{2×1} | 支出{2×1}",
                "项目 | 金额 | 项目 | 金额",
                "一、财政拨款收入 | 1,234.56 | 一、教育支出 | 1,000.00",
                " |  | 二、其他支出 | 234.56",
                "合计 | 1,234.56 | 合计 | 1,234.56",
            ],
        )
        .add(Style::Note, "注：本表反映收支情况。")
        .add(Style::Caption, "支出决算分类表")
        .add(Style::TableHead, "单位：万元")
        .table(wide(1), &wide_rows)
        .add(Style::Note, "注：本表较宽。")
        .add(Style::Caption, "支出决算分类表（续）")
        .add(Style::TableHead, "编制单位：示例局  单位：万元")
        .table(wide(1), &wide_rows)
        .add(Style::Caption, "一般公共预算财政拨款支出决算明细表")
        .add(Style::TableHead, "单位：万元")
        .table(heads(2), &details)
        .add(Style::Heading(1), headings[3].1)
        .add(Style::Heading(2), headings[4].1)
        .add(Style::Heading(3), "（一）收入")
        .add(Style::Body, "收入总计1,234.56万元。")
        .add(Style::Signature, "某某区示例局")
        .add(Style::Signature, "2025年8月20日")
        .0
}
