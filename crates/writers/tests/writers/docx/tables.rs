//! How tables are set: where text stands in their cells, how high their rows are.

use document::{Document, Style};

use super::{body, paragraph};
use crate::composed::{Composed, heads, wide};

/// Where the text of a cell stands; nothing is the left.
fn align<'b>(body: &'b str, text: &str) -> Option<&'b str> {
    paragraph(body, text).split("<w:jc w:val=\"").nth(1).and_then(|rest| rest.split('"').next())
}

/// The heights that the rows ask for at least.
fn heights(document: &Document) -> Vec<u32> {
    let body = body(document);
    let rows = body.split("<w:trHeight w:val=\"").skip(1).filter_map(|rest| rest.split('"').next());
    rows.map(|height| height.parse().expect("heights are numbers")).collect()
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
        assert_eq!(align(&body, text), expected, "{text}");
    }
}

#[test]
fn codes_stand_alike_in_both_halves_of_a_table() {
    let document = Composed::new()
        .table(
            heads(1),
            &["科目编码 | 名称 | 决算数 | 科目编码 | 名称 | 决算数", "301 | 工资 | 100 | 30201 | 办公费 | 20"],
        )
        .0;
    let body = body(&document);
    for (text, expected) in [("301", None), ("30201", None), ("100", Some("right")), ("20", Some("right"))] {
        assert_eq!(align(&body, text), expected, "{text}");
    }
}

#[test]
fn forms_stand_in_the_middle_but_for_amounts_and_texts() {
    let document = Composed::new()
        .table(
            heads(0),
            &[
                "（2024年度）{5×1}",
                "名称 | 示例项目{4×1}",
                "资金{1×3} | 来源 | 预算数 | 执行数 | 得分",
                "财政拨款 | 12.30 | 11.00 | 10",
                "其他 | 0.00 | — | 9.5",
                "目标{1×2} | 预期目标{2×1} | 实际完成{2×1}",
                "完成各项工作任务，不留任何尾巴{2×1} | 各项工作已按计划全部完成好了{2×1}",
                "指标 | 目标值 | 业绩值 | 权重 | 说明",
                "数量 | ≥8次 | 95% | 20 | 受安排影响略有偏差，今后改进",
                "质量 | 100% | 达到预期 | 30 | 无",
            ],
        )
        .0;
    let body = body(&document);
    for (text, expected) in [
        ("（2024年度）", Some("center")),
        ("示例项目", Some("center")),
        ("预算数", Some("center")),
        ("12.30", Some("right")),
        ("—", Some("right")),
        ("9.5", Some("center")),
        ("预期目标", Some("center")),
        ("完成各项工作任务，不留任何尾巴", None),
        ("≥8次", Some("center")),
        ("95%", Some("center")),
        ("20", Some("center")),
        ("说明", Some("center")),
        ("无", None),
    ] {
        assert_eq!(align(&body, text), expected, "{text}");
    }
}

#[test]
fn rows_fill_the_page_that_they_need_and_leave_room_for_the_note() {
    let table = |n_rows: usize, notes: usize| {
        let rows: Vec<String> = (0..n_rows).map(|n| format!("第{n}项 | {n}.00")).collect();
        let mut composed = Composed::new().add(Style::Caption, "表").table(wide(1), &rows);
        for _ in 0..notes {
            composed = composed.add(Style::Note, "注：无。");
        }
        composed.0
    };
    let height = |n_rows, notes| heights(&table(n_rows, notes))[1];
    // Few rows are ample, more are lower, and many are ample again on more pages.
    assert_eq!(height(5, 1), 455);
    assert!((329..455).contains(&height(20, 1)));
    assert_eq!(height(30, 1), 455);
    // Notes push rows together, not themselves onto a page of their own.
    for n_rows in 5..60 {
        let page = 9071;
        let rows = heights(&table(n_rows, 4));
        // The title is above the first row.
        let mut used = 640;
        for row in &rows {
            used += row + 10;
            if used > page {
                used = rows[0] + row + 20;
            }
        }
        assert!(used + 4 * 380 <= page, "{n_rows} rows");
    }
}

#[test]
fn rows_leave_room_for_the_last_lines_of_a_section() {
    let rows: Vec<String> = (0..16).map(|n| format!("第{n}项 | {n}.00")).collect();
    let table = || Composed::new().add(Style::Caption, "表").table(wide(1), &rows);
    let alone = heights(&table().0)[1];
    let followed = heights(&table().add(Style::Heading(2), "其他事项").add(Style::Body, "没有。").0)[1];
    assert!(followed < alone, "{followed} {alone}");
}

#[test]
fn heads_over_several_rows_ask_for_the_height_of_their_text() {
    let long = "上级一般公共预算安排的转移支付资金数".repeat(2);
    let document = Composed::new()
        .table(
            heads(2),
            &[format!("科目{{2×1}} | {long}{{1×2}} | 合计{{1×2}}"), "类 | 款".into(), "201 | 01 | 1.00 | 1.00".into()],
        )
        .0;
    let rows = heights(&document);
    // Both rows of heads are as high, and higher than the others.
    assert!(rows[0] == rows[1] && rows[1] > rows[2], "{rows:?}");
}
