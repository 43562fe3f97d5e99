//! The use cases on small invented texts.

use app::{Error, Language};
use findings::Conclusion;
use taxonomy::Taxonomy;

const FINAL_ACCOUNTS: &str = "某某县某某局\n2024年度部门决算公开说明\n第二部分 部门决算情况说明\n一、收入支出决算总体情况说明\n\
2024年度收入总计100.00万元，其中：本年收入合计80.00万元，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余30.00万元。\n";

fn refuse(bytes: &[u8], name: &str) -> Error {
    match app::check(bytes, name, Taxonomy::embedded()) {
        Err(error) => error,
        Ok(_) => panic!("{name} was taken for a disclosure"),
    }
}

#[test]
fn what_is_no_disclosure_is_never_clean() {
    for (bytes, name, chinese, english) in [
        (&b""[..], "a.txt", "文件是空的", "The file is empty"),
        (b"  \n \n", "a.txt", "文件是空的", "The file is empty"),
        (b"PK\x03\x04....", "a.docx", "这是压缩包", "This is an archive"),
        (b"{\\rtf1", "a.docx", "这是 RTF 文件", "This is a RTF file"),
        (b"\xff\xfe\x00\x00\x41", "a.txt", "不是 UTF-8", "is not text"),
        (b"\x00\x9f\x92\x96\x00\x01", "a.txt", "无法识别的二进制文件", "a binary file of an unknown kind"),
        ("今天天气很好，我们去了 3 个公园。\n".as_bytes(), "a.txt", "不像部门预算或决算公开", "does not look like"),
    ] {
        let error = refuse(bytes, name);
        assert!(error.explain(Language::Chinese).contains(chinese), "{bytes:?}: {}", error.explain(Language::Chinese));
        assert!(error.explain(Language::English).contains(english), "{bytes:?}: {}", error.explain(Language::English));
    }
}

#[test]
fn figures_resolve_to_their_places() {
    let extraction = app::extract(FINAL_ACCOUNTS.as_bytes(), "a.txt", Taxonomy::embedded()).unwrap();
    let report = app::inventory(&extraction, "a.txt");
    assert_eq!((report.document.stage, report.document.year), (Some("final-accounts"), Some(2024)));
    let claim = report.claims.iter().find(|claim| claim.raw == "80.00").unwrap();
    let place = &claim.place;
    assert_eq!((place.line, place.text.as_str(), claim.unit), (Some(5), "80.00", "万元"));
    let line: Vec<char> = FINAL_ACCOUNTS.lines().nth(4).unwrap().chars().collect();
    let (start, end) = (place.start.unwrap() as usize, place.end.unwrap() as usize);
    assert_eq!(line[start..end].iter().collect::<String>(), "80.00");
    assert!(place.context.contains("本年收入合计80.00万元"), "{}", place.context);
    assert!(place.section.as_deref().is_some_and(|section| section.contains("总体情况")), "{:?}", place.section);
}

#[test]
fn every_rule_is_accounted_for() {
    let checked = app::check(FINAL_ACCOUNTS.as_bytes(), "a.txt", Taxonomy::embedded()).unwrap();
    for language in [Language::Chinese, Language::English] {
        let report = app::report(&checked, "a.txt", language);
        let rules = &report.rules;
        let wholly_unchecked = rules.could_not_check.iter().filter(|entry| !entry.partly);
        let mut codes: Vec<_> = wholly_unchecked.map(|entry| entry.rule.code).collect();
        codes.dedup();
        let n_filed =
            rules.held.len() + rules.broken.len() + rules.noted.len() + rules.not_applicable.len() + codes.len();
        assert_eq!(n_filed, app::rules().count());
        let coverage = report.coverage;
        assert_eq!(coverage.figures, coverage.claims + coverage.leftovers);
        assert_eq!(report.never_compared.len(), coverage.claims - coverage.checked);
        if rules.held.is_empty() && report.findings.is_empty() {
            assert_eq!(report.conclusion, Conclusion::CouldNotCheck);
        }
        // Errors first.
        assert!(report.findings.is_sorted_by(|a, b| a.severity >= b.severity));
        assert!(report.findings.iter().all(|finding| !finding.places.is_empty()));
    }
}

#[test]
fn rules_are_found_by_code_and_name() {
    for manual in app::rules() {
        assert_eq!(app::explain(manual.code).map(|found| found.code), Some(manual.code));
        assert_eq!(app::explain(&manual.code.to_lowercase()).map(|found| found.code), Some(manual.code));
        assert_eq!(app::explain(manual.name).map(|found| found.code), Some(manual.code));
        let slip = format!("{}x", manual.name);
        assert_eq!(app::nearest(&slip).map(|found| found.code), Some(manual.code));
    }
    assert!(app::explain("no such rule").is_none());
    assert!(app::nearest("zzzzzzzzzzzzzzzzzzzz").is_none());
    assert_eq!(app::sarif_rules(Language::Chinese).len(), app::rules().count());
}

#[test]
fn a_long_line_costs_no_more_than_its_length() {
    let mut text = String::from("某某县某某局2024年度部门决算\n一、收入支出决算总体情况说明\n");
    for _ in 0..2_000 {
        text.push_str("收入总计1,024.00万元，");
    }
    let checked = app::check(text.as_bytes(), "a.txt", Taxonomy::embedded()).unwrap();
    let report = app::report(&checked, "a.txt", Language::Chinese);
    let longest = report.never_compared.iter().map(|place| place.context.chars().count()).max().unwrap_or(0);
    assert!(longest < 3_000, "{longest}");
}

#[test]
fn more_figures_than_any_disclosure_has_are_refused() {
    let text = format!("某某局2024年度部门决算公开\n{}", "支出12.50万元，增长3.20%。\n".repeat(30_000));
    assert!(matches!(refuse(text.as_bytes(), "a.txt"), Error::TooManyFigures { figures: 60_001, .. }));
    let rows = "项目\t1.00\t2.00\t3.00\t4.00\t5.00\t6.00\n".repeat(40_000);
    let table = format!("某某局2024年度部门决算公开\n{rows}");
    assert!(matches!(refuse(table.as_bytes(), "a.txt"), Error::TooManyFigures { figures: 240_001, .. }));
}
