//! A whole document, and its parts one by one.

use document::Style;

use crate::paper::{Paper, fonts, heads, landscape, rows};

const LONG: &str = "示例局2024年度收入总计10,000.00万元，支出总计10,000.00万元。与2023年度相比，收入、支出总计各增加350.00万元，增长3.5%，\
                    主要原因是：“三公”经费压减后，新增了示例项目（类）支出，以及按照规定的标准调整了人员经费；其中，一般公共预算财政拨款\
                    收入9,876.54万元，占98.77%；其他收入123.46万元，占1.23%。";

#[test]
fn paragraphs_go_on_over_lines_and_pages() {
    let mut paper = Paper::new().add(Style::Title, "某某市示例局2024年度部门决算");
    for i in 1..=30 {
        paper = paper.heading(2, &format!("{i}、关于收入支出决算总体情况的说明")).body(LONG);
        if i % 3 == 0 {
            paper = paper.body("（一）人员经费。").body(&LONG[LONG.find('，').unwrap() + 3..]);
        }
    }
    paper.check("paragraphs");
}

#[test]
fn texts_mean_nothing_to_the_typesetter() {
    let mut paper = Paper::new().heading(1, "#let 第一部分 = [概况]");
    for text in [
        "#let x = 1; *重点* _强调_ $x^2$ @引用 <标签> `代码`",
        "// 注释 /* 注释 */ = 标题 - 项 + 项 / 词: 义",
        "= 标题 == 小标题 ~ -- --- ... 反斜杠\\、\\u{41}、\\n",
        "他说：\"引号\"，‘单引号’，“双引号”；{花括号}#strong[文字]",
        "https://www.example.org/a/b?c=d&e=f#g 100%",
    ] {
        paper = paper.body(text);
    }
    let table = rows("#table() | $1$ | @a\n/* | // | \\\n= | - | --");
    let paper = paper.add(Style::Note, "注：#pagebreak() 也只是文字。").table(heads(0), &table);
    paper.check("literal");
}

#[test]
fn a_whole_document() {
    let entries = [
        (1, "第一部分  某某市示例局概况"),
        (2, "一、主要职能"),
        (2, "二、部门决算单位构成"),
        (1, "第二部分  2024年度部门决算表"),
        (1, "第三部分  2024年度部门决算情况说明"),
        (2, "一、收入支出决算总体情况说明"),
        (3, "（一）收入决算情况说明"),
        (2, "二、一般公共预算财政拨款“三公”经费支出决算情况说明以及与上年相比的增减变化原因"),
    ];
    let mut paper = Paper::new().add(Style::Title, "某某市示例局").add(Style::Title, "2024年度部门决算");
    paper = paper.add(Style::ContentsTitle, "目录");
    for (level, text) in entries {
        paper = paper.add(Style::Contents(level), text);
    }
    paper = paper.heading(1, entries[0].1).heading(2, entries[1].1).body(LONG).heading(2, entries[2].1).body(LONG);
    paper = paper.heading(1, entries[3].1);
    let table = rows(
        "收入*2 | 支出*4
         项目 | 决算数 | 项目（按功能分类） | 决算数 | 项目（按支出性质和经济分类） | 决算数
         一、一般公共预算财政拨款收入 | 9,876.54 | 一、一般公共服务支出 | 8,000.00 | 一、基本支出 | 6,000.00
         二、政府性基金预算财政拨款收入 |  | 二、外交支出 |  | 人员经费 | 5,500.00
         三、其他收入 | 123.46 | 八、社会保障和就业支出 | 2,000.00 | 公用经费 | 500.00
          |  |  |  | 二、项目支出 | 4,000.00
         本年收入合计 | 10,000.00 | 本年支出合计 | 10,000.00 | 本年支出合计 | 10,000.00",
    );
    paper = paper
        .titled("收入支出决算总表", heads(2), &table)
        .add(Style::Note, "注：本表反映部门本年度的总收支和年末结转结余情况。");
    paper = paper.titled("收入决算表", landscape(1), &rows(
        "科目编码 | 科目名称 | 本年收入合计 | 财政拨款收入 | 上级补助收入 | 事业收入 | 经营收入 | 附属单位上缴收入 | 其他收入
         合计*2 | 10,000.00 | 9,876.54 | — | — | — | — | 123.46
         2010101 | 行政运行 | 10,000.00 | 9,876.54 |  |  |  |  | 123.46",
    ));
    paper = paper.heading(1, entries[4].1).heading(2, entries[5].1).body(LONG).heading(3, entries[6].1).body(LONG);
    paper = paper.heading(2, entries[7].1).body(LONG).body(LONG);
    let paper = paper.add(Style::Signature, "某某市示例局").add(Style::Signature, "2025年8月20日");
    paper.check("whole");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let Some(fonts) = fonts().first() else { return };
    let paper = Paper::new().heading(1, "概况").body(LONG).table(heads(1), &rows("科目 | 金额\n教育支出 | 1.00"));
    let first = typeset::pdf(&paper.0, fonts).unwrap();
    assert!(first == typeset::pdf(&paper.0, fonts).unwrap());
}

#[test]
fn characters_that_no_font_has_are_named() {
    let Some(fonts) = fonts().first() else { return };
    let paper = Paper::new().body("某\u{10ffff}某");
    assert_eq!(typeset::pdf(&paper.0, fonts), Err(typeset::Error::Lacking { chars: vec!['\u{10ffff}'] }));
    let none = typeset::Fonts::new([vec![0; 10]]);
    assert_eq!(typeset::pdf(&paper.0, &none), Err(typeset::Error::NoChineseFont));
}

#[test]
fn blanks_and_marks_that_nobody_sees_are_not_read_as_others() {
    for fonts in fonts() {
        for blank in ["\u{a0}", "\u{2002}", "\u{2009}", "\u{202f}", "\u{3000}", " "] {
            let text = format!("收入{blank}总计 10.00元");
            let paper = Paper::new().body(&text).table(heads(0), &[vec![text, format!("1.00{blank}")]]);
            let read = formats::read(&typeset::pdf(&paper.0, fonts).unwrap()).unwrap();
            let blank = if blank == "\u{3000}" { blank } else { " " };
            let text = format!("收入{blank}总计 10.00元");
            assert_eq!(
                read.outline(),
                format!("¶ {text}\ntable\n  | {text} | 1.00 |\n! page-furniture page 1: — 1 —\n")
            );
        }
        for mark in ["\u{ad}", "\u{200b}", "\u{200d}", "\u{200e}", "\u{202c}", "\u{2060}", "\u{fe0f}", "\u{feff}"] {
            let text = format!("收入{mark}总计10.{mark}00元");
            let paper = Paper::new().body(&text).table(heads(0), &[vec![text, format!("1.00{mark}")]]);
            let read = formats::read(&typeset::pdf(&paper.0, fonts).unwrap()).unwrap();
            let text = "收入总计10.00元";
            assert_eq!(
                read.outline(),
                format!("¶ {text}\ntable\n  | {text} | 1.00 |\n! page-furniture page 1: — 1 —\n")
            );
        }
    }
}
