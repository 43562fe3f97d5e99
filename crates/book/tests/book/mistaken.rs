//! Every kind of mistake, with its address.

use book::{Language, Merged, Mistake, MistakeKind, Sheet, TextFile};
use quantity::Decimal;
use taxonomy::{FunctionCode, Fund, Nature, Stage, Taxonomy};

use crate::{body, parse, sheet, shown};

const REVENUE: &str = "功能科目编码|收入来源|上年数|决算数";
const SPENDING: &str = "功能科目编码|经济科目编码|资金性质|支出性质|项目名称|决算数";

/// The mistakes of a sheet below its heads.
#[track_caller]
fn check(name: &str, heads: &str, rows: &str, expected: &[&str]) {
    let (_, mistakes) = parse(&[sheet(name, &format!("{heads}\n{rows}"))]);
    assert_eq!(shown(&mistakes), expected, "{rows}");
}

#[test]
fn cells_that_cannot_be_read() {
    for (row, expected) in [
        ("2012601|一般公共预算||12万", "收入!D2 not-money"),
        ("2012601|一般公共预算||1.234", "收入!D2 not-money"),
        ("2012601|一般公共预算|12,5|", "收入!C2 not-money"),
        ("2012601|一般公共预算||#REF!", "收入!D2 formula"),
        ("2012601|一般公共预算||=D3*2", "收入!D2 formula"),
        ("2012601|财政拨款||1", "收入!B2 not-choice"),
        ("|一般公共预算||1", "收入!A2 empty"),
        ("合计|一般公共预算||1", "收入!A2 not-code"),
        ("20126|一般公共预算||1", "收入!A2 not-code"),
        ("2012601人员工资|一般公共预算||1", "收入!A2 wrong-name"),
        ("2999999|一般公共预算||1", "收入!A2 unknown-code"),
    ] {
        check("收入", REVENUE, row, &[expected]);
    }
    for (row, expected) in [
        ("在职人员||20.5", "人员!C2 not-count"),
        ("在职人员||-1", "人员!C2 not-count"),
        ("编外人员||3", "人员!A2 unknown-item"),
    ] {
        check("人员", "事项|上年数|本年数", row, &[expected]);
    }
    check("国有资产", "事项|本年数", "房屋面积（平方米）|-1", &["国有资产!B2 negative"]);
    check("三公经费", "事项|本年数", "公务接待费|-1", &["三公经费!B2 negative"]);
    check("收入", REVENUE, "2012601|一般公共预算||－1.5", &["收入!D2 negative-row"]);
    check("文字", "位置|内容", "主要职能|一\u{b}二", &["文字!B2 control-character"]);
    check("国有资产", "事项|本年数", "房屋面积（平方米）|1.2345678", &["国有资产!B2 not-number"]);
    check("支出", SPENDING, "2012601|50101|一般公共预算|公用经费||1", &["支出!B2 not-code", "支出!B2 no-economic"]);
}

#[test]
fn rows_that_cannot_stand() {
    for (row, expected) in [
        ("2012602|30201|一般公共预算|项目支出||1", "支出!E2 no-project"),
        ("2012601||一般公共预算|人员经费||1", "支出!B2 no-economic"),
        ("2012601|30201|一般公共预算|人员经费||1", "支出!B2 wrong-economic"),
        ("2012601|30399|一般公共预算|公用经费||1", "支出!B2 wrong-economic"),
    ] {
        check("支出", SPENDING, row, &[expected]);
    }
    check("支出", SPENDING, "2012601|30101|非财政拨款|经营支出||1", &[]);
    check("指标", "项目名称|一级指标|二级指标|三级指标|目标值", "修缮|产出|数量|面积|1", &["指标!A2 unknown-project"]);
    for unit in ["m2", "m²", "台２次"] {
        let project = sheet("项目", "项目名称|年度目标\n修缮|完工");
        let heads = "项目名称|一级指标|二级指标|三级指标|目标值|计量单位";
        let indicators = sheet("指标", &format!("{heads}\n修缮|产出|数量|面积|1|{unit}"));
        assert_eq!(shown(&parse(&[project, indicators]).1), ["指标!F2 digit-in-unit"]);
    }
    check("原因", "位置|原因", "支出|多\n支出|少", &["原因!A3 twice"]);
    check("人员", "事项|本年数", "在职人员|1\n在职人员|2", &["人员!A3 twice"]);
    check("机构", "类别|名称", "内设机构|综合科\n内设机构|综合科", &["机构!B3 twice"]);
    check("项目", "项目名称|实施单位", "修缮|\n修缮|", &["项目!A3 twice"]);
    check("项目", "项目名称|实施单位", "修缮（甲）|\n修缮(甲)|", &["项目!A3 twice"]);
    check("结转结余", "资金性质|年初结转和结余", "非财政拨款|1\n非财政拨款|2", &["结转结余!A3 twice"]);
    check("上年数", "事项|上年数", "本年收入合计|1\n本年收入合计|2", &["上年数!A3 twice"]);
}

#[test]
fn last_year_by_function() {
    let heads = "事项|功能科目编码|上年数";
    check("上年数", heads, "一般公共预算支出|2012601|5\n本年收入合计|2012601|5", &[]);
    check("上年数", heads, "收入支出总计|2012601|5", &["上年数!B2 not-by-function"]);
    check("上年数", heads, "机关运行经费|2012601|5\n机关运行经费||5", &["上年数!B2 not-by-function"]);
}

#[test]
fn sheets_and_heads_that_cannot_be_read() {
    check("收入", "功能科目编码|决算数", "2012601|1", &["收入!A1 no-column"]);
    check("收入", &format!("{REVENUE}|备注"), "2012601|一般公共预算||1|人大", &["收入!E1 unknown-column"]);
    check("收入", &format!("{REVENUE}|决算数"), "2012601|一般公共预算||1|2", &["收入!E1 twice"]);
    check("收入", REVENUE, "2012601|一般公共预算||1|多出\n2012601|其他收入||1|又多", &["收入!E2 no-head"]);
    check("收入", "2012601|一般公共预算||1", "", &["收入 no-heads"]);
    check("草稿", "想法", "", &["草稿 unknown-sheet"]);
    check("收入表", REVENUE, "2012601|一般公共预算||1", &["收入表 misnamed-sheet"]);
    // Small sheets, too, are known by what stands on them.
    check("资产", "事项|本年数", "房屋价值|5\n办公家具价值|6", &["资产 misnamed-sheet"]);
    check("编制", "事项|上年数|本年数", "编制数|5|6\n在职人员|6|6", &["编制 misnamed-sheet"]);
    check("增减原因", "位置|原因", "支出|人员增加", &["增减原因 misnamed-sheet"]);
    check("段落", "位置|内容", "主要职能|很多", &["段落 misnamed-sheet"]);
    check("科室", "类别|名称", "内设机构|综合科", &["科室 misnamed-sheet"]);
    check("往年资产", "事项|本年数", "房屋|5\n桌椅|6", &["往年资产 unknown-sheet"]);
    check("清单", "类别|名称", "桌椅|办公桌", &["清单 unknown-sheet"]);
    check("底稿", "位置|内容|经手人", "大门|换锁|张三", &["底稿 unknown-sheet"]);
    let (_, mistakes) = parse(&[sheet("收入", REVENUE), sheet("revenue", REVENUE)]);
    assert_eq!(shown(&mistakes), ["revenue twice"]);
    assert!(Mistake::new(mistakes[0].place.clone(), MistakeKind::UnknownSheet).is_remark() && !mistakes[0].is_remark());
}

#[test]
fn numbers_of_joined_cells_belong_to_no_row() {
    let rows = format!("{REVENUE}\n2012601|一般公共预算||10\n2012602|一般公共预算||");
    let joined = Sheet { merged: vec![Merged { rows: 1..3, columns: 3..4 }], ..sheet("收入", &rows) };
    let (book, mistakes) = parse(&[joined]);
    assert_eq!(shown(&mistakes), ["收入!D2 merged", "收入!D3 merged"]);
    assert!(book.revenue.iter().all(|row| row.amounts.actual.is_none()));
}

#[test]
fn without_a_body_there_is_no_book() {
    let mistakes = |sheets: &[Sheet]| shown(&book::parse(sheets, Taxonomy::embedded()).unwrap_err());
    assert_eq!(mistakes(&[]), ["单位 no-sheet"]);
    assert_eq!(mistakes(&[sheet("单位", "")]), vec!["单位 empty"; 5]);
    assert_eq!(mistakes(&[sheet("单位", "事项|内容\n单位名称|甲")]), vec!["单位 empty"; 4]);
    // What is wrong with the rest is said at once.
    let spending = sheet("支出", &format!("{SPENDING}\n2012602|30201|一般公共预算|项目支出||1"));
    assert_eq!(mistakes(&[spending]), ["单位 no-sheet", "支出!E2 no-project"]);
    let twice = sheet(
        "支出",
        &format!("{SPENDING}\n2012601|30101|非财政拨款|经营支出||1\n2012601|30101|非财政拨款|经营支出||1"),
    );
    assert_eq!(mistakes(&[twice]), ["单位 no-sheet", "支出!A3 twice"]);
    let mut two = body();
    two.rows[3][1] = "24".into();
    two.rows.push(vec!["公开日期".into(), "二月三十日".into()]);
    assert_eq!(mistakes(&[two]), ["单位!B4 not-year", "单位!B7 not-date"]);
}

#[test]
fn text_files_are_addressed_by_line_and_head() {
    let file = TextFile { name: "revenue.csv".into(), lines: vec![1, 2, 5] };
    let rows = format!("{REVENUE}\n2012601|一般公共预算||10\n2012601|其他收入||十元");
    let (_, mistakes) = parse(&[Sheet { file: Some(file), ..sheet("收入", &rows) }]);
    assert_eq!(shown(&mistakes), ["revenue.csv 第 5 行“决算数” not-money"]);
    assert_eq!(
        mistakes[0].message(Language::Chinese),
        "revenue.csv 第 5 行“决算数”：“十元”不是金额。金额以元为单位，最多两位小数，不带单位和文字。填数字，如 123456.78；\
         公式用 ROUND(…,2) 取整到分；没有金额就不填。"
    );
}

/// One of every kind. A kind that is added must be added here: the `match` of `key` does not compile without it.
fn every_kind() -> Vec<MistakeKind> {
    let text = || "多余{words}".to_owned();
    let one = Decimal::whole(1);
    let function = FunctionCode::parse("2012601").expect("it is a code");
    vec![
        MistakeKind::NoSheet,
        MistakeKind::UnknownSheet,
        MistakeKind::MisnamedSheet { name: text() },
        MistakeKind::NoHeads { wanted: vec![text(), text()] },
        MistakeKind::NoColumn { head: text() },
        MistakeKind::UnknownColumn { head: text() },
        MistakeKind::NoHead { text: text() },
        MistakeKind::UnknownItem { label: text() },
        MistakeKind::UnknownUnit { label: text() },
        MistakeKind::WrongScope { label: text() },
        MistakeKind::Twice { label: text() },
        MistakeKind::Empty { head: text() },
        MistakeKind::Merged { text: text() },
        MistakeKind::Formula { text: text() },
        MistakeKind::NotMoney { text: text() },
        MistakeKind::NotCount { text: text() },
        MistakeKind::NotNumber { text: text() },
        MistakeKind::NotYear { text: text() },
        MistakeKind::NotDate { text: text() },
        MistakeKind::NotChoice { text: text(), words: vec![text()] },
        MistakeKind::NotCode { text: text(), digits: 7 },
        MistakeKind::UnknownCode { code: text(), year: 2024 },
        MistakeKind::WrongName { code: text(), text: text(), name: text() },
        MistakeKind::NoProject,
        MistakeKind::UnknownProject { name: text() },
        MistakeKind::NoEconomic,
        MistakeKind::NotByFunction { label: text() },
        MistakeKind::WrongEconomic { code: text(), nature: Nature::Personnel },
        MistakeKind::Overspent { fund: Fund::GeneralPublic, missing: one },
        MistakeKind::OverBudget { fund: Fund::GeneralPublic, missing: one },
        MistakeKind::NoMoney { name: text(), near: Some(text()) },
        MistakeKind::UnknownEdition { text: text() },
        MistakeKind::PartAboveWhole { part: text(), whole: text() },
        MistakeKind::Weights { project: text(), sum: one, wanted: one },
        MistakeKind::Score { name: text(), score: one, weight: one },
        MistakeKind::NoScore { name: text() },
        MistakeKind::Unread { head: text(), wanted: vec![text()], stage: Stage::Budget },
        MistakeKind::UnreadSheet { name: text(), stage: Stage::Budget },
        MistakeKind::Negative { text: text() },
        MistakeKind::NegativeRow { text: text() },
        MistakeKind::ControlCharacter { text: text(), code: "U+000B".to_owned() },
        MistakeKind::DigitInUnit { text: text() },
        MistakeKind::NotYearBefore { found: 2022, wanted: 2023 },
        MistakeKind::NothingBefore { stage: Stage::Budget },
        MistakeKind::OtherYear { unit: text(), year: 2022, wanted: 2023 },
        MistakeKind::OtherStage { unit: text(), stage: Stage::Budget },
        MistakeKind::UnitRows { unit: text() },
        MistakeKind::UnitTransfers { unit: text() },
        MistakeKind::Unadded { unit: text(), label: text(), account: book::Account::LastYear },
        MistakeKind::UnlistedUnits { units: vec![text()] },
        MistakeKind::OtherBody { found: text(), wanted: text() },
        MistakeKind::NoPrevious { unit: text() },
        MistakeKind::NothingWithheld { name: text() },
        MistakeKind::NotPaid { unit: text(), function, nature: Nature::Project, amount: one, held: one },
        MistakeKind::NotReceived { unit: text(), function, amount: one, held: one },
        MistakeKind::Opening { fund: Fund::Fiscal, opening: one, closing: Decimal::ZERO },
    ]
}

#[test]
fn every_kind_has_texts_without_open_holes() {
    let kinds = every_kind();
    let texts = include_str!("../../mistakes.toml");
    assert_eq!(kinds.len(), texts.lines().filter(|line| line.starts_with('[')).count());
    for kind in kinds {
        let mistake = Mistake::new(book::SheetCell::whole("支出"), kind);
        for language in [Language::Chinese, Language::English] {
            let words = mistake.words(language);
            assert!(!words.what.is_empty() && !words.why.is_empty() && !words.how.is_empty(), "{words:?}");
            let message = mistake.message(language).replace("{words}", "");
            assert!(!message.contains('{') && message.starts_with("支出"), "{message}");
        }
    }
}

#[test]
fn long_cells_are_shortened_in_messages() {
    let kind = MistakeKind::NotMoney { text: "一\n二".repeat(100) };
    let what = Mistake::new(book::SheetCell::whole("支出"), kind).words(Language::Chinese).what;
    assert!(what.chars().count() < 60 && !what.contains('\n'), "{what}");
}
