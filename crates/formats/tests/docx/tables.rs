use crate::check_body;
use testkit::docx::{p, row, tbl, tc, tr};

const RESTART: &str = "<w:vMerge w:val=\"restart\"/>";
const GOES_ON: &str = "<w:vMerge/>";

#[test]
fn merged_cells_stand_once() {
    let table = tbl(&[
        tr("<w:tblHeader/>", &[tc(RESTART, "项目"), tc("<w:gridSpan w:val=\"2\"/>", "支出"), tc(RESTART, "合计")]),
        tr("", &[tc(GOES_ON, ""), tc("", "基本"), tc("", "项目"), tc(GOES_ON, "")]),
        row(&["水费", "1.00", "2.00", "3.00"]),
    ]);
    check_body(
        &table,
        "table\n  | 项目{1×2} | 支出{2×1} | 合计{1×2} |\n  | 基本 | 项目 |\n  | 水费 | 1.00 | 2.00 | 3.00 |\n",
    );
}

#[test]
fn merges_that_do_not_fit() {
    // A cell that goes on under nothing, or under one of another width, is a cell of its own.
    let wide = format!("<w:gridSpan w:val=\"2\"/>{RESTART}");
    let table = tbl(&[
        tr("", &[tc(GOES_ON, "甲"), tc(&wide, "乙")]),
        tr("", &[tc("", "丙"), tc(GOES_ON, "丁"), tc("", "戊")]),
        tr("", &[tc("", "己"), tc(GOES_ON, "庚"), tc("", "辛")]),
    ]);
    check_body(
        &table,
        "table\n  | 甲 | 乙{2×1} |\n  | 丙 | 丁{1×2} | 戊 |\n  | 己 | 辛 |\n! hidden word/document.xml paragraph 7: 庚\n",
    );
    let old = tbl(&[tr("", &[tc("<w:hMerge w:val=\"restart\"/>", "甲"), tc("<w:hMerge/>", ""), tc("", "乙")])]);
    check_body(&old, "table\n  | 甲{2×1} | 乙 |\n");
}

#[test]
fn rows_that_begin_late_or_end_early() {
    let table =
        tbl(&[row(&["甲", "乙", "丙"]), tr("<w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/>", &[tc("", "丁")])]);
    check_body(&table, "table\n  | 甲 | 乙 | 丙 |\n  |  | 丁 |  |\n");
}

#[test]
fn rows_and_cells_in_containers() {
    let cell = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", tc("", "乙"));
    let inner = format!("<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{}{cell}</w:tr></w:sdtContent></w:sdt>", tc("", "甲"));
    check_body(&tbl(&[inner, row(&["丙", "丁"])]), "table\n  | 甲 | 乙 |\n  | 丙 | 丁 |\n");
}

#[test]
fn paragraphs_of_a_cell_are_its_lines() {
    let cell = format!("<w:tc>{}{}{}</w:tc>", p("一"), p(""), p("二"));
    check_body(&tbl(&[tr("", &[cell, tc("", "1")])]), "table\n  | 一⏎二 | 1 |\n");
    // Blank tables say nothing.
    check_body(&(tbl(&[row(&["", " "])]) + &p("末")), "¶ 末\n");
}

#[test]
fn tables_in_tables() {
    let inner = tbl(&[row(&["水费", "1.00"])]);
    let beside = format!("<w:tc>{}{inner}{}</w:tc>", p("甲"), p("乙"));
    check_body(
        &(tbl(&[tr("", &[beside, tc("", "丙")])]) + &p("末")),
        "table\n  | 甲⏎乙 | 丙 |\ntable\n  | 水费 | 1.00 |\n¶ 末\n",
    );
    // A frame is no table.
    let frame = format!("<w:tc>{}{inner}{}</w:tc>", p("表一"), p("注"));
    check_body(&tbl(&[tr("", &[frame])]), "¶ 表一\ntable\n  | 水费 | 1.00 |\n¶ 注\n");
}
