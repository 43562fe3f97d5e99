//! Numbers where nothing reads them.

use book::{Language, Sheet, unread};
use taxonomy::{Stage, Taxonomy};

use crate::{sheet, shown};

#[track_caller]
fn check(sheets: &[Sheet], stage: Stage, expected: &[&str]) {
    assert_eq!(shown(&unread(sheets, stage, Taxonomy::embedded())), expected);
}

#[test]
fn accounts_of_named_figures() {
    let (budget, accounts) = (Stage::Budget, Stage::FinalAccounts);
    let three_public = |row: &str| sheet("三公经费", &format!("事项|上年数|年初预算数|全年预算数|本年数\n{row}"));
    check(&[three_public("公务接待费|1|2||")], budget, &[]);
    check(&[three_public("公务接待费|1|||2")], budget, &["三公经费!E2 unread"]);
    check(&[three_public("公务接待费|1|2|3|4")], accounts, &[]);
    check(&[three_public("国内公务接待批次||4||")], accounts, &["三公经费!C2 unread"]);
    check(&[three_public("国内公务接待批次||4||")], budget, &["三公经费!C2 unread"]);
    check(&[three_public("国内公务接待批次||||4")], budget, &[]);
    // Nothing is lost of a zero.
    check(&[three_public("公务接待费|1|2||0")], budget, &[]);
    check(
        &[sheet("政府采购", "事项|年初预算数|本年数\n货物||5\n服务||6")],
        budget,
        &["政府采购!C2 unread", "政府采购!C3 unread"],
    );
    check(&[sheet("国有资产", "事项|本年数\n房屋价值|5")], budget, &[]);
    let mistakes = unread(&[three_public("公务接待费|1|||2")], budget, Taxonomy::embedded());
    assert_eq!(
        mistakes[0].message(Language::Chinese),
        "三公经费!E2：预算不读这一项的“本年数”。这样的数只读“年初预算数”，填在别的列里哪里也不印。\
         移到“年初预算数”；不需要的，请删去。"
    );
}

#[test]
fn columns_and_sheets_of_the_other_stage() {
    let rows = sheet(
        "支出",
        "功能科目编码|经济科目编码|资金性质|支出性质|上年执行数|年初预算数|决算数
         2012601|30101|一般公共预算|人员经费|1|2|3
         2012601|30102|一般公共预算|人员经费|1|2|3",
    );
    check(std::slice::from_ref(&rows), Stage::Budget, &["支出!G2 unread"]);
    let words =
        |stage| unread(std::slice::from_ref(&rows), stage, Taxonomy::embedded())[0].words(Language::Chinese).how;
    assert!(words(Stage::Budget).starts_with("移到“年初预算数”；"));
    assert!(words(Stage::FinalAccounts).starts_with("移到“上年数”；"));
    check(&[rows], Stage::FinalAccounts, &["支出!E2 unread"]);
    let projects = sheet("项目", "项目名称|完成情况|财政拨款全年预算数\n修缮|完工|5");
    check(std::slice::from_ref(&projects), Stage::FinalAccounts, &[]);
    check(&[projects], Stage::Budget, &["项目!C2 unread"]);
    let balances = sheet("结转结余", "资金性质|年初结转和结余|结余分配\n一般公共预算|5|1\n非财政拨款|6|");
    check(std::slice::from_ref(&balances), Stage::FinalAccounts, &[]);
    check(&[balances], Stage::Budget, &["结转结余!B2 unread-sheet"]);
}

#[test]
fn random_books_have_none() {
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        for seed in 0..20 {
            let book = crate::printed::random(stage, seed, testkit::books::Size::Usual);
            let sheets = book::sheets_of(&book, Taxonomy::embedded());
            check(&sheets, stage, &[]);
        }
    }
}

#[test]
fn money_in_the_schema_is_money_in_the_lexicon() {
    for sheet in &book::Schema::embedded().sheets {
        for item in sheet.items.iter().filter(|_| sheet.form == book::SheetForm::Figures) {
            let lexicon = &Taxonomy::embedded().lexicon;
            let entry = lexicon.by_id(&item.key).and_then(|concept| lexicon.concept(concept));
            let is_money = entry.is_some_and(|entry| entry.unit == taxonomy::UnitKind::Money);
            assert_eq!(item.kind == book::CellKind::Money, is_money, "{}", item.key);
        }
    }
}
