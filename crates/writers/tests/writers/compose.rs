//! Documents composed in a few lines, and what their outlines become when they are read back.

use document::{Block, Cell, CellSum, Design, Document, Format, GridCell, Paragraph, Row, Style, Table, Text};

/// A document in the making.
pub struct Composed(pub Document);

impl Composed {
    /// A document of paragraphs, one a line: `=` a title, `目` the title of the contents, `.` and `..` the contents,
    /// `#` a heading, `^` the title of a table, `~` the line above it, `*` a note, `@` a signature, `¶` running
    /// text. `|` opens a row of a table: cells parted by `|`, `{2×1}` behind what covers two columns.
    pub fn new(lines: &str) -> Self {
        let mut composed = Self(Document::new(Format::Composed));
        let mut rows: Vec<&str> = Vec::new();
        for line in lines.lines().map(str::trim_start).filter(|line| !line.is_empty()).chain(["¶"]) {
            if let Some(row) = line.strip_prefix('|') {
                rows.push(row);
                continue;
            }
            if !rows.is_empty() {
                composed.table(&std::mem::take(&mut rows), Design { head_rows: 1, ..Design::default() });
            }
            let (mark, text) = line.split_once(' ').unwrap_or((line, ""));
            let level = u8::try_from(mark.len()).expect("a mark is short");
            let style = match mark.chars().next().expect("a line has a mark") {
                '=' => Style::Title,
                '目' => Style::ContentsTitle,
                '.' => Style::Contents(level),
                '#' => Style::Heading(level),
                '^' => Style::Caption,
                '~' => Style::TableHead,
                '*' => Style::Note,
                '@' => Style::Signature,
                _ => Style::Body,
            };
            if !text.is_empty() {
                composed.paragraph(style, &text.replace('→', "\t"));
            }
        }
        composed
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, style: Style, text: &str) -> &mut Self {
        let text = self.0.add_text(Text::composed(text));
        self.0.add_block(Block::Paragraph(Paragraph { text, style }));
        self
    }

    /// Adds a table with rows as in [`Composed::new`]; `⏎` stands for a line break.
    pub fn table(&mut self, rows: &[&str], design: Design) -> &mut Self {
        let mut cell = |printed: &str| {
            let (text, spans) = match printed.strip_suffix('}').and_then(|cell| cell.rsplit_once('{')) {
                Some((text, spans)) => (text, spans.split_once('×').expect("spans are two numbers")),
                None => (printed, ("1", "1")),
            };
            let text = self.0.add_text(Text::composed(text.replace('⏎', "\n")));
            Cell {
                text,
                columns: spans.0.parse().expect("columns are a number"),
                rows: spans.1.parse().expect("rows are a number"),
            }
        };
        let rows = rows.iter().map(|row| Row { cells: row.split('|').map(&mut cell).collect() }).collect();
        self.0.add_block(Block::Table(Table { rows, design }));
        self
    }
}

/// A sum of the table: each place is (row, column).
pub fn sum(cell: (u16, u16), parts: &[(u16, u16)]) -> CellSum {
    let place = |(row, column): (u16, u16)| GridCell { row, column };
    CellSum { cell: place(cell), parts: parts.iter().copied().map(place).collect() }
}

/// The outline with all styles but headings gone, as no format but docx keeps them.
pub fn without_styles(outline: &str) -> String {
    let line = |line: &str| match line.split_once(' ') {
        Some((mark, text)) if !mark.is_empty() && mark.chars().all(|c| "=.^~*@".contains(c)) || mark == ".#" => {
            format!("¶ {text}\n")
        }
        _ => format!("{line}\n"),
    };
    outline.lines().map(line).collect()
}

/// A small budget with everything that documents have.
pub fn budget() -> Document {
    let mut composed = Composed::new(
        "
        = 云溪县林业局
        = 2026年度部门预算
        目 目　录
        . 第一部分 部门概况
        .. 一、主要职责
        . 第二部分 部门预算表
        . 第三部分 预算情况说明
        .. 一、收支总体情况
        # 第一部分 部门概况
        ## 一、主要职责
        ¶ 负责全县林业工作的监督管理，组织造林绿化和森林防火。
        # 第二部分 部门预算表
        ^ 表1 部门收支总表
        ~ 编制单位：云溪县林业局→单位：万元
        ",
    );
    let design = Design {
        head_rows: 2,
        is_landscape: false,
        widths: vec![4, 2, 4, 2],
        sums: vec![sum((5, 1), &[(2, 1), (3, 1), (4, 1)]), sum((5, 3), &[(2, 3), (3, 3), (4, 3)])],
    };
    let rows = [
        "收　　入{2×1}|支　　出{2×1}",
        "项目|预算数|项目|预算数",
        "一、财政拨款|1,120.50|一、行政支出|820.10",
        "二、事业收入|—|二、项目支出|300.40",
        "三、其他收入|3.25|三、结转下年|3.25",
        "合计|1,123.75|合计|1,123.75",
    ];
    composed.table(&rows, design);
    composed.paragraph(Style::Note, "注：本表反映部门全部收支。");
    composed.paragraph(Style::Caption, "表2 一般公共预算支出表（按功能分类）");
    composed.paragraph(Style::TableHead, "\t单位：元");
    let design = Design {
        head_rows: 2,
        is_landscape: true,
        widths: vec![1, 1, 1, 4, 2, 2, 2],
        sums: vec![
            sum((2, 4), &[(3, 4), (4, 4)]),
            sum((2, 5), &[(3, 5), (4, 5)]),
            sum((3, 4), &[(3, 5), (3, 6)]),
            sum((4, 4), &[(4, 5), (4, 6)]),
        ],
    };
    let rows = [
        "科目编码{3×1}|科目名称{1×2}|合计{1×2}|其中{2×1}",
        "类|款|项|基本支出|项目支出",
        "合计{4×1}|2025000|1524000|501000",
        "213|02|01|行政运行|1720000|1520000|200000",
        "213|02|34|林业草原⏎防灾减灾|305000|4000|301000",
    ];
    composed.table(&rows, design);
    for (style, text) in [
        (Style::Heading(1), "第三部分 预算情况说明"),
        (Style::Heading(2), "一、收支总体情况"),
        (Style::Body, "2026年收入预算1,123.75万元，支出预算1,123.75万元。"),
        (Style::Body, "收支平衡。"),
        (Style::Signature, "云溪县林业局"),
        (Style::Signature, "2026年2月18日"),
    ] {
        composed.paragraph(style, text);
    }
    composed.0
}
