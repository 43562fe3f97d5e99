//! Documents of which a part could not be read: nothing in them may be called missing, and the report says what
//! was not read.

use app::Language;
use findings::{
    Conclusion, Report,
    render::text::{TextOptions, check},
};
use taxonomy::Taxonomy;
use testkit::Pdf;

const LINES: [&str; 6] = [
    "青柳县园林站2024年度部门决算公开",
    "一、支出情况",
    "2024年度本年支出20.00万元，其中：基本支出12.00万元，项目支出8.00万元。",
    "二、名词解释",
    "基本支出：指保障日常运转的支出。",
    "指标：指衡量完成情况的尺度。",
];

/// A disclosure without an explanation of 项目支出, with blank pages or pictures behind its page.
fn report(pictures: usize) -> (Report, String) {
    let mut pdf = Pdf::default();
    let page = pdf.page();
    for (i, line) in (0..).zip(LINES) {
        page.text(60, 80 + 30 * i, 12, line);
    }
    for _ in 0..pictures {
        pdf.page().raw("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q");
    }
    let checked = app::check(&pdf.bytes(), "a.pdf", Taxonomy::embedded()).unwrap();
    let report = app::report(&checked, "a.pdf", Language::Chinese);
    let text = check(&report, &TextOptions::default());
    (report, text)
}

#[test]
fn what_is_missing_is_told_of_a_document_that_was_read() {
    let (report, text) = report(0);
    assert!(report.unread.is_empty(), "{:?}", report.unread);
    assert!(report.findings.iter().any(|finding| finding.rule == "PUB114"), "{text}");
    assert!(!text.contains("无法读取"), "{text}");
}

#[test]
fn nothing_is_called_missing_where_a_page_could_not_be_read() {
    let (report, text) = report(2);
    assert_eq!(report.unread.iter().map(|defect| defect.place.page).collect::<Vec<_>>(), [Some(2), Some(3)]);
    let told: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    let absence: Vec<&str> =
        rules::all().iter().map(rules::Rule::manual).filter(|m| m.absence).map(|m| m.code).collect();
    assert!(told.iter().all(|code| !absence.contains(code)), "{told:?}");
    let glossary = report.rules.could_not_check.iter().find(|entry| entry.rule.code == "PUB114").unwrap();
    assert_eq!(glossary.why, "这一页是图片，无法读取（这样的共2处），不能断定缺少什么");
    assert_eq!(glossary.place.as_ref().and_then(|place| place.page), Some(2));
    assert!(text.contains("第2页：这一页是图片，无法读取"), "{text}");
    assert!(text.contains("无法读取的图片页：第2页、第3页；其中的内容没有核对"), "{text}");
    assert_ne!(report.conclusion, Conclusion::Broken, "{text}");
    assert!(text.lines().nth(1).is_some_and(|line| line.contains("有 2 处无法读取")), "{text}");
}

#[test]
fn every_rule_about_what_is_missing_is_marked() {
    for rule in rules::all() {
        let manual = rule.manual();
        let says_missing = manual.title.starts_with("缺少") || manual.title.starts_with("没有说明");
        assert!(!says_missing || manual.absence, "{}: {} needs `absence = true`", manual.code, manual.title);
    }
}
