//! Every renderer on one hand-made report.

use findings::{
    Conclusion, Coverage, DocumentInfo, Excerpt, ExtractReport, Location, NotApplicable, Report, ReportClaim,
    ReportFinding, ReportFix, RuleName, RuleResults, Severity, Unchecked,
    render::{
        Language, Palette, Trouble, csv, json, sarif,
        text::{self, TextOptions},
    },
};
use serde_json::Value;

fn place(line: u32, context: &str, text: &str, role: &str) -> Location {
    let start = context.find(text).map(|at| context[..at].chars().count()).expect("the text is in its context");
    let end = start + text.chars().count();
    Location {
        line: Some(line),
        start: u32::try_from(start).ok(),
        end: u32::try_from(end).ok(),
        section: Some("一、收入支出决算总体情况".to_owned()),
        text: text.to_owned(),
        context: context.to_owned(),
        role: role.to_owned(),
        excerpt: Excerpt { text: context.to_owned(), start, end, ..Excerpt::default() },
        ..Location::default()
    }
}

fn rule(code: &'static str, title: &str) -> RuleName {
    RuleName { code, name: "totals-disagree", title: title.to_owned() }
}

fn report() -> Report {
    let total = place(12, "2024年度收入总计1,024.00万元，其中：本年收入合计876.98万元。", "1,024.00", "收入总计");
    let part = place(12, "2024年度收入总计1,024.00万元，其中：本年收入合计876.98万元。", "876.98", "本年收入合计");
    Report {
        document: DocumentInfo {
            file: "资料/外办 决算.txt".to_owned(),
            format: "txt",
            stage: Some("final-accounts"),
            scope: Some("department"),
            year: Some(2024),
            body: Some("昌吉州外事办".to_owned()),
            region: Some("新疆".to_owned()),
            edition: None,
        },
        conclusion: Conclusion::Broken,
        findings: vec![ReportFinding {
            rule: "SUM101",
            name: "totals-disagree",
            title: "合计与分项之和不符".to_owned(),
            severity: Severity::Error,
            message: "收入总计写 1024.00 万元，分项之和是 1024.01 万元".to_owned(),
            holes: Vec::new(),
            stated: Some("1024.00".to_owned()),
            expected: Some("1024.01".to_owned()),
            difference: Some("0.01".to_owned()),
            unit: "万元",
            arithmetic: Some("876.98 + 0.00 + 147.03 = 1024.01".to_owned()),
            source: "算术关系".to_owned(),
            places: vec![total, part],
            fix: Some(ReportFix { place: 0, replace: "1,024.01".to_owned(), sure: true }),
            cause: None,
        }],
        causes: Vec::new(),
        rules: RuleResults {
            held: vec![rule("SUM102", "甲")],
            broken: vec![rule("SUM101", "合计与分项之和不符")],
            noted: Vec::new(),
            not_applicable: vec![
                NotApplicable { rule: rule("PUB201", "乙"), why: "只适用于预算公开".to_owned() },
                NotApplicable { rule: rule("PUB202", "丙"), why: "只适用于预算公开".to_owned() },
            ],
            could_not_check: vec![Unchecked {
                rule: rule("ROL201", "年初数与上年年末数不符"),
                why: "没有上年的决算".to_owned(),
                partly: false,
                place: None,
            }],
        },
        unread: Vec::new(),
        coverage: Coverage { figures: 4, claims: 3, checked: 2, leftovers: 1 },
        leftovers: vec![place(20, "其他\t77号", "77", "")],
        never_compared: vec![place(30, "另有5人", "5", "")],
    }
}

fn plain(language: Language) -> TextOptions {
    TextOptions { language, palette: Palette::new(false), width: 88 }
}

#[test]
fn text_for_people() {
    let expected = "\
资料/外办 决算.txt（2024年度部门决算，昌吉州外事办，新疆）
结论：不一致 —— 错误 1 条，警告 0 条，提示 0 条；已核 2/3 个数字，1 个未识别，1 条规则无法核对

错误 SUM101 合计与分项之和不符
  收入总计写 1024.00 万元，分项之和是 1024.01 万元
  计算：876.98 + 0.00 + 147.03 = 1024.01
  12 │ 2024年度收入总计1,024.00万元，其中：本年收入合计876.98万元。
     │                 ^^^^^^^^ 收入总计
  依据：
  12 │ 2024年度收入总计1,024.00万元，其中：本年收入合计876.98万元。
     │                                                 ^^^^^^ 本年收入合计
  来源：算术关系
  建议：把“1,024.00”改为“1,024.01”（可直接采用）

未能核对（1 项）
  ROL201 年初数与上年年末数不符：没有上年的决算

未识别的数字（1 个）
  20 │ 其他 77号
     │      ^^

已识别、但没有规则核对的数字（1 个）
  第30行 5

不适用的规则（2 条）
  只适用于预算公开：PUB201 PUB202
";
    assert_eq!(text::check(&report(), &plain(Language::Chinese)), expected);
}

#[test]
fn text_in_english_names_the_same_things() {
    let english = text::check(&report(), &plain(Language::English));
    for words in
        ["Verdict: broken — errors: 1", "figures checked: 2/3", "Arithmetic: 876.98", "Fix: replace “1,024.00”"]
    {
        assert!(english.contains(words), "{words} in\n{english}");
    }
}

#[test]
fn colours_only_when_asked_for() {
    assert!(!text::check(&report(), &plain(Language::Chinese)).contains('\u{1b}'));
    let coloured = TextOptions { palette: Palette::new(true), ..plain(Language::Chinese) };
    assert!(text::check(&report(), &coloured).contains("\u{1b}["));
}

#[test]
fn a_hostile_document_cannot_steer_the_terminal() {
    let mut report = report();
    report.findings[0].message = "写\u{1b}]0;x\u{7}\n错误".to_owned();
    report.document.body = Some("甲\u{1b}[2J\r乙".to_owned());
    report.leftovers[0].excerpt.text = "\u{1b}[31m77".to_owned();
    assert!(!text::check(&report, &plain(Language::Chinese)).contains(['\u{1b}', '\u{7}', '\r']));
}

#[test]
fn could_not_check_never_looks_clean() {
    let mut report = report();
    report.conclusion = Conclusion::CouldNotCheck;
    report.findings.clear();
    assert!(text::check(&report, &plain(Language::Chinese)).contains("结论：无法核对（不等于没有问题）"));
    assert!(csv::check(&report, Language::Chinese).contains("无法核对"));
    let json: Value = serde_json::from_str(&json::check(&report)).unwrap();
    assert_eq!(json["verdict"], "could-not-check");
    let part = sarif::Part::of(&report, "a.txt", Language::Chinese);
    let mut log = sarif::Log::new(Vec::new(), Language::Chinese);
    log.add(part);
    let log: Value = serde_json::from_str(&log.print()).unwrap();
    assert_eq!(log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().len(), 2);
}

#[test]
fn json_keeps_the_wire_format() {
    let json: Value = serde_json::from_str(&json::check(&report())).unwrap();
    assert_eq!(json["schema"], "mingzhang.check/1");
    assert_eq!((&json["verdict"], &json["coverage"]["figures"]), (&Value::from("broken"), &Value::from(4)));
    assert_eq!(json["rules"]["could_not_check"][0]["rule"], "ROL201");
    assert_eq!((&json["rules"]["held"], &json["rules"]["not_applicable"]), (&Value::from(1), &Value::from(2)));
    let finding = &json["findings"][0];
    for (key, expected) in
        [("rule", "SUM101"), ("severity", "error"), ("stated", "1024.00"), ("expected", "1024.01"), ("unit", "万元")]
    {
        assert_eq!(finding[key], expected, "{key}");
    }
    assert_eq!(finding["cause"], Value::Null);
    assert_eq!(finding["fix"], serde_json::json!({"place": 0, "replace": "1,024.01", "sure": true}));
    let keys: Vec<_> = finding["places"][0].as_object().unwrap().keys().map(String::as_str).collect();
    for key in [
        "line", "start", "end", "page", "bbox", "sheet", "cell", "section", "table", "row", "column", "text", "context",
    ] {
        assert!(keys.contains(&key), "{key} in {keys:?}");
    }
}

#[test]
fn a_file_that_was_not_read_stands_in_every_output() {
    let trouble = Trouble { file: "坏.txt".to_owned(), message: "文件是空的".to_owned() };
    let check: Value = serde_json::from_str(&json::check_trouble(&trouble)).unwrap();
    assert_eq!((&check["verdict"], &check["error"]), (&Value::from("could-not-check"), &Value::from("文件是空的")));
    let extract: Value = serde_json::from_str(&json::extract_trouble(&trouble)).unwrap();
    assert_eq!(
        (&extract["schema"], &extract["error"]),
        (&Value::from("mingzhang.extract/1"), &Value::from("文件是空的"))
    );
    assert!(csv::check_trouble(&trouble, Language::Chinese).starts_with("坏.txt,,无法检查"));
    assert!(csv::extract_trouble(&trouble, Language::Chinese).contains("文件是空的"));
    let mut log = sarif::Log::new(Vec::new(), Language::Chinese);
    log.add(sarif::Part::trouble(&trouble, "x.txt"));
    let log: Value = serde_json::from_str(&log.print()).unwrap();
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let rules = vec![sarif::SarifRule {
        code: "SUM101",
        name: "totals-disagree",
        title: "合计与分项之和不符".to_owned(),
        description: "来源：算术关系".to_owned(),
        help: "# 检查什么".to_owned(),
        severity: Severity::Error,
    }];
    let mut log = sarif::Log::new(rules, Language::Chinese);
    let uri = sarif::uri("资料/外办 决算.txt".as_bytes());
    assert_eq!(uri, "%E8%B5%84%E6%96%99/%E5%A4%96%E5%8A%9E%20%E5%86%B3%E7%AE%97.txt");
    log.add(sarif::Part::of(&report(), &uri, Language::Chinese));
    let log: Value = serde_json::from_str(&log.print()).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["rules"][0]["id"]), (&Value::from("mingzhang"), &Value::from("SUM101")));
    assert_eq!(driver["rules"][0]["defaultConfiguration"]["level"], "error");
    let result = &run["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&Value::from("SUM101"), &Value::from("error")));
    let region = &result["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        *region,
        serde_json::json!({"startLine": 12, "startColumn": 11, "endColumn": 19, "snippet": {"text": "1,024.00"}})
    );
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "本年收入合计");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["associatedRule"]["id"], "ROL201");
}

#[test]
fn spreadsheets_run_nothing() {
    let mut report = report();
    report.document.file = "=cmd.txt".to_owned();
    report.findings[0].message = "+1，“引号\"”".to_owned();
    report.findings[0].stated = Some("-3.50".to_owned());
    report.findings[0].places[0].context = "@SUM(A1)".to_owned();
    let head = csv::check_head(Language::Chinese);
    assert!(head.starts_with("\u{feff}文件,规则,级别,"), "{head}");
    assert!(csv::check_head(Language::English).contains("file,rule,severity,title,message,stated,expected"));
    let row = csv::check(&report, Language::Chinese);
    assert!(row.starts_with("'=cmd.txt,SUM101,错误,"), "{row}");
    assert!(row.contains(",\"'+1，“引号\"\"”\",-3.50,"), "{row}");
    assert!(row.contains(",'@SUM(A1),"), "{row}");
    assert!(row.ends_with("\r\n"));
}

#[test]
fn inventories_list_claims_and_leftovers() {
    let claim = ReportClaim {
        id: "c1".to_owned(),
        concept: "revenue.total",
        label: "收入总计".to_owned(),
        measure: "amount",
        value: "1024.00".to_owned(),
        raw: "1,024.00".to_owned(),
        unit: "万元",
        year: Some(2024),
        basis: Some("actual"),
        fund: None,
        nature: None,
        function: Some("2010301".to_owned()),
        economic: None,
        project: None,
        direction: None,
        statement: Some(1),
        place: place(12, "收入总计1,024.00万元", "1,024.00", ""),
    };
    let report = ExtractReport {
        document: report().document,
        claims: vec![claim],
        leftovers: vec![place(20, "其他77号", "77", "")],
        ..ExtractReport::default()
    };
    let json: Value = serde_json::from_str(&json::extract(&report)).unwrap();
    let claim = &json["claims"][0];
    assert_eq!((&claim["value"], &claim["function"]), (&Value::from("1024.00"), &Value::from("2010301")));
    assert_eq!((&claim["fund"], &claim["place"]["start"]), (&Value::Null, &Value::from(4)));
    assert_eq!(json["leftovers"][0]["raw"], "77");
    let text = text::extract(&report, &plain(Language::Chinese));
    assert!(text.contains("数字 1 个已识别，1 个未识别"), "{text}");
    assert!(text.contains("第12行 收入总计 1024.00万元 [revenue.total amount 2024 actual 2010301]"), "{text}");
    let sheet = csv::extract_head(Language::Chinese) + &csv::extract(&report);
    let rows: Vec<_> = ::csv::Reader::from_reader(sheet.as_bytes()).into_records().map(Result::unwrap).collect();
    let cells: Vec<_> = rows.iter().map(|row| (row.get(4).unwrap(), row.get(6).unwrap())).collect();
    assert_eq!(cells, [("amount", "1,024.00"), ("leftover", "77")]);
}
