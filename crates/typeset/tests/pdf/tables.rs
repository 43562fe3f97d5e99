//! Tables of all forms.

use document::{Design, Style};

use crate::paper::{Paper, fonts, heads, landscape, rows};

/// A row of a long table: code, name and figures that differ.
fn long_row(i: usize, n_figures: usize) -> Vec<String> {
    let names = ["行政运行", "一般行政管理事务", "机关事业单位基本养老保险缴费支出", "其他社会保障和就业支出"];
    let mut row = vec![format!("{}", 2_010_100 + i), names[i % names.len()].to_owned()];
    row.extend((0..n_figures).map(|j| match (i + j) % 5 {
        0 => String::new(),
        _ => format!("{},{:03}.{:02}", 1 + i % 9, (i * 37 + j * 11) % 1000, (i * 7 + j) % 100),
    }));
    row
}

#[test]
fn a_long_table_repeats_its_merged_heads() {
    let mut table = rows(
        "科目编码*1*2 | 科目名称*1*2 | 本年支出合计*1*2 | 基本支出*2 | 项目支出*1*2
         人员经费 | 公用经费",
    );
    table.extend((0..120).map(|i| long_row(i, 4)));
    let paper = Paper::new().body("下表列出各项支出。").titled("支出决算表", heads(2), &table).body("表后文字。");
    paper.check("long");
}

#[test]
fn sixteen_columns_fit_a_turned_page() {
    let mut table = rows(
        "科目编码*1*3 | 科目名称*1*3 | 年初结转和结余*3 | 本年收入*3 | 本年支出*3 | 结余分配*1*3 | 年末结转和结余*4
         合计*1*2 | 基本支出结转*1*2 | 项目支出结转和结余*1*2 | 合计*1*2 | 基本支出*1*2 | 项目支出*1*2 | 合计*1*2 | 基本支出*1*2 | 项目支出*1*2 | 合计*1*2 | 基本支出结转*1*2 | 项目支出结转和结余*2
         项目支出结转 | 项目支出结余",
    );
    table.extend((0..40).map(|i| long_row(i, 14).into_iter().take(16).collect::<Vec<_>>()));
    let paper = Paper::new()
        .heading(1, "第二部分 部门决算表")
        .titled("一般公共预算财政拨款收入支出决算明细表", landscape(3), &table)
        .add(Style::Note, "注：本表以“万元”为金额单位，保留两位小数。")
        .heading(1, "第三部分 情况说明")
        .body("说明文字。");
    paper.check("sixteen");
}

#[test]
fn long_texts_are_wrapped_in_their_cells() {
    let text = "按照全市统一部署，完成示例平台二期建设，覆盖全部区县，服务企业不少于1,200家，群众满意度达到95%以上；同时做好与省级平台的对接。";
    let paper = Paper::new().titled(
        "项目支出绩效自评表",
        Design { widths: vec![2, 2, 3, 5, 2, 2], ..heads(0) },
        &[
            vec!["项目名称*2".into(), "示例平台建设（二期）*4".into()],
            vec!["年度总体目标*1*2".into(), "预期目标*3".into(), "实际完成情况*2".into()],
            vec![format!("{text}{text}{text}*3"), format!("{text}{text}*2")],
            rows("绩效指标*1*5 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 得分").remove(0),
            rows("产出指标*1*3 | 数量指标*1*2 | 服务企业数量 | ≥1,200家 | 10").remove(0),
            vec![text.into(), "≥95%".into(), "9.5".into()],
            rows("质量指标 | 验收合格率 | 100% | 10").remove(0),
            rows("效益指标 | 社会效益指标 | 办事时间缩短 | 较上年缩短20%以上 | ").remove(0),
        ],
    );
    paper.check("form");
}

#[test]
fn heads_alone_and_blank_cells() {
    let paper = Paper::new()
        .titled("国有资本经营预算财政拨款支出决算表", heads(1), &rows("科目编码 | 科目名称 | 本年支出"))
        .body("本部门2024年度没有使用国有资本经营预算安排的支出，故本表为空表。")
        .titled(
            "政府性基金预算财政拨款收入支出决算表",
            heads(1),
            &rows("科目编码 | 科目名称 | 本年支出\n | | \n | | "),
        );
    paper.check("blank");
}

#[test]
fn titles_and_heads_stay_with_their_tables_wherever_the_page_ends() {
    // Lines above the table push its title, heads and rows one after the other over the end of the page.
    for n_lines in 14..=22 {
        let mut paper = Paper::new().heading(1, "第一部分 概况");
        for _ in 0..n_lines {
            paper = paper.body("说明文字。");
        }
        let mut table = rows("科目编码*1*2 | 科目名称*1*2 | 本年支出*2\n基本支出 | 项目支出");
        table.extend((0..50).map(|i| long_row(i, 2)));
        paper = paper.heading(2, "一、支出决算表").titled("支出决算表", heads(2), &table);
        paper.check("foot");
    }
}

#[test]
fn headings_stay_with_their_text_wherever_the_page_ends() {
    for n_lines in 16..=22 {
        let mut paper = Paper::new().heading(1, "第一部分 概况");
        for _ in 0..n_lines {
            paper = paper.body("说明文字。");
        }
        paper = paper.heading(2, "一、总体情况").heading(3, "（一）收入情况");
        paper.body("这一段文字有好几行，".repeat(9).trim_end_matches('，')).check("headings");
    }
}

#[test]
fn a_row_higher_than_a_page_is_cut_and_nothing_is_lost() {
    // Where a sentence ends with a full line at the foot of the page, nobody can tell whether the row goes on.
    let text = "按照统一部署完成示例平台二期建设、覆盖全部区县、".repeat(130);
    let table = [rows("项目 | 内容").remove(0), vec!["职能".into(), text], rows("其他 | 无").remove(0)];
    Paper::new().body("说明。").titled("职能表", heads(1), &table).check("high");
}

#[test]
fn merged_cells_go_on_over_pages() {
    let mut table = rows("一级指标 | 二级指标 | 指标值");
    for (i, name) in ["产出指标", "效益指标", "满意度指标"].into_iter().enumerate() {
        for row in 0..40 {
            let label = format!("第{i}类第{row}项指标的名称");
            let mut cells = vec![label, format!("{row}.{i}0")];
            if row == 0 {
                cells.insert(0, format!("{name}*1*40"));
            }
            table.push(cells);
        }
    }
    Paper::new().titled("绩效目标表", heads(1), &table).check("merged");
}

#[test]
fn a_table_too_wide_to_be_read_is_turned() {
    let head: Vec<String> = (1..=14).map(|i| format!("第{i}项支出")).collect();
    let row: Vec<String> = (1..=14).map(|i| format!("1,234,5{i:02}.00")).collect();
    let paper = Paper::new().body("表前文字。").titled("明细表", heads(1), &[head, row]).body("表后文字。");
    paper.check("turned");
}

#[test]
fn ragged_rows_are_filled_up() {
    let Some(fonts) = fonts().first() else { return };
    let paper = Paper::new().table(heads(1), &rows("甲 | 乙 | 丙\n1.00\n2.00 | 3.00*5*9 | 4.00"));
    let read = formats::read(&typeset::pdf(&paper.0, fonts).unwrap()).unwrap();
    assert_eq!(
        read.outline(),
        "table\n  | 甲 | 乙 | 丙 |  |  |  |  |\n  | 1.00 |  |  |  |  |  |  |\n  | 2.00 | 3.00{5×1} | 4.00 |\n! page-furniture page 1: — 1 —\n"
    );
}

#[test]
fn headings_of_parts_are_read_back_however_long_they_are() {
    let table = rows("科目编码 | 科目名称 | 本年支出\n201 | 一般公共服务支出 | 1.00");
    for n in 8..28 {
        let name = format!("第三部分 {}2024年度部门决算情况说明", "示".repeat(n));
        let paper = Paper::new().heading(1, &name).heading(2, "一、总体情况");
        paper.body("这一段文字有好几行，".repeat(9).trim_end_matches('，')).check("part");
        Paper::new().heading(1, &name).titled("支出决算表", heads(1), &table).check("part-table");
    }
}

#[test]
fn all_titles_and_notes_stay_with_their_table() {
    // From tables that have much room on their page over those that have hardly any to those that have none.
    for n_rows in (18..=44).step_by(2) {
        let mut table = rows("功能分类科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出");
        table.extend((0..n_rows).map(|i| long_row(i, 3)));
        let numbered = |design: Design| {
            let paper =
                Paper::new().heading(1, "第二部分 部门预算表").body("本部门预算表如下。").add(Style::Caption, "表1");
            let paper = paper.titled("一般公共预算支出情况表", design, &table);
            let paper = paper.add(Style::Note, "注：本表反映部门本年度一般公共预算支出情况。");
            paper.add(Style::Note, "注：表中数据按四舍五入列示，部分合计数与各分项相加之和存在尾差。")
        };
        numbered(heads(1)).check("notes");
        numbered(landscape(1)).check("notes-turned");
    }
}

#[test]
fn a_signature_below_a_turned_table_stands_on_its_page() {
    let Some(fonts) = fonts().first() else { return };
    let table = rows("科目编码 | 科目名称 | 本年支出\n201 | 一般公共服务支出 | 1.00");
    let paper = Paper::new().titled("支出决算表", landscape(1), &table);
    let paper = paper.add(Style::Signature, "某某市示例局").add(Style::Signature, "2025年8月20日");
    let read = formats::read(&typeset::pdf(&paper.0, fonts).unwrap()).unwrap();
    let pages: Vec<_> = read.text_ids().filter_map(|text| read.place(read.whole(text)).page).collect();
    assert!(pages.iter().all(|page| *page == 1), "{pages:?}");
}
