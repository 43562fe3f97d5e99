//! The workbook that one begins with.

use book::{CellKind, Schema, Sheet};
use ledger::read_workbook;
use taxonomy::{Stage, Taxonomy};

use crate::{parts, scaffolded, shown, written};

/// The sheet of the body of an invented book.
pub fn body() -> Sheet {
    let row = |item: &str, content: &str| vec![item.to_owned(), content.to_owned()];
    let rows = vec![
        row("事项", "内容"),
        row("单位名称", "云间区档案馆"),
        row("版式", "invented"),
        row("年度", "2024"),
        row("公开主体", "单位"),
        row("单位性质", "事业单位"),
    ];
    Sheet::new("单位", rows)
}

/// The text of a part.
fn part(bytes: &[u8], name: &str) -> String {
    let own = parts(bytes).into_iter().find(|(own, _)| own == name);
    String::from_utf8(own.unwrap_or_else(|| panic!("no {name}")).1).expect("parts are UTF-8")
}

/// The part that holds a sheet: sheets are numbered in order.
fn sheet_part(bytes: &[u8], name: &str) -> (usize, String) {
    let sheets = read_workbook(bytes).expect("a written workbook can be read");
    let number = sheets.iter().position(|sheet| sheet.name == name).expect("the sheet is there") + 1;
    (number, part(bytes, &format!("xl/worksheets/sheet{number}.xml")))
}

#[test]
fn only_what_must_be_filled_in_is_missing() {
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        let sheets = read_workbook(&scaffolded(stage, None)).unwrap();
        let mistakes = book::parse(&sheets, Taxonomy::embedded()).unwrap_err();
        assert_eq!(shown(&mistakes), ["单位!B3 empty", "单位!B7 empty", "单位!B8 empty"]);
        let sheets = read_workbook(&scaffolded(stage, Some("云间区档案馆"))).unwrap();
        assert_eq!(book::parse(&sheets, Taxonomy::embedded()).unwrap_err().len(), 2);
    }
}

#[test]
fn a_stage_is_offered_what_it_needs() {
    let heads = |stage: Stage, name: &str| -> Vec<String> {
        let sheets = read_workbook(&scaffolded(stage, None)).unwrap();
        let sheet = sheets.into_iter().find(|sheet| sheet.name == name);
        sheet.map_or(Vec::new(), |sheet| sheet.rows[1].clone())
    };
    assert_eq!(heads(Stage::Budget, "结转结余"), Vec::<String>::new());
    assert_eq!(heads(Stage::FinalAccounts, "上年结转明细"), Vec::<String>::new());
    assert_eq!(heads(Stage::Budget, "收入"), ["功能科目编码", "收入来源", "预算单位", "上年数", "年初预算数", "涉密"]);
    assert!(heads(Stage::FinalAccounts, "收入").contains(&"决算数".to_owned()));
    let sheets = read_workbook(&scaffolded(Stage::Budget, None)).unwrap();
    let procurement = sheets.iter().find(|sheet| sheet.name == "政府采购").unwrap();
    assert!(procurement.rows.iter().all(|row| !row[0].contains("授予中小企业")));
}

#[test]
fn a_folder_begins_with_the_same_sheets() {
    let edition = crate::edition(Stage::Budget);
    let design = ledger::Design { edition: &edition, year: 2024, taxonomy: Taxonomy::embedded(), places: &[] };
    let files = ledger::write_folder(&ledger::blank(&design, Some("云间区档案馆"))).unwrap();
    assert!(files.contains_key("carried.csv") && !files.contains_key("balances.csv"));
    let heads = String::from_utf8(files["revenue.csv"].clone()).unwrap();
    assert!(heads.starts_with("\u{feff}功能科目编码,收入来源,预算单位,上年数,年初预算数"), "{heads}");
    let mistakes = book::parse(&ledger::read_folder(&files).unwrap(), Taxonomy::embedded()).unwrap_err();
    assert_eq!(shown(&mistakes), ["book.toml 第 7 行“公开主体” empty", "book.toml 第 8 行“单位性质” empty"]);
}

#[test]
fn what_is_filled_in_is_written_whatever_the_stage() {
    let rows = ["资金性质|年初结转和结余", "非财政拨款|5"].map(|row| row.split('|').map(str::to_owned).collect());
    let sheets = read_workbook(&written(Stage::Budget, &[Sheet::new("结转结余", rows.to_vec())])).unwrap();
    assert!(sheets.iter().any(|sheet| sheet.name == "结转结余"));
}

#[test]
fn every_head_and_item_has_a_comment() {
    let bytes = scaffolded(Stage::FinalAccounts, None);
    let comments: String = parts(&bytes)
        .iter()
        .filter(|(name, _)| name.starts_with("xl/comments"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let n_notes = comments.matches("<comment ").count();
    let schema = Schema::embedded();
    let is_there = |stage: Option<Stage>| stage != Some(Stage::Budget);
    let sheets = || schema.sheets.iter().filter(|plan| is_there(plan.stage));
    let columns: usize = sheets().map(|plan| plan.columns.iter().filter(|column| is_there(column.stage)).count()).sum();
    let items: usize = sheets().map(|plan| plan.items.iter().filter(|item| is_there(item.stage)).count()).sum();
    let named = sheets().filter(|plan| !plan.items.is_empty()).count();
    assert!(n_notes >= columns + items && n_notes <= columns + items + 2 * named, "{n_notes} {columns} {items}");
    assert!(comments.contains("七位的项级科目编码") && comments.contains("必填。"));
    for column in
        sheets().flat_map(|plan| &plan.columns).filter(|column| is_there(column.stage) && !column.help.is_empty())
    {
        assert!(comments.contains(&column.help.replace('&', "&amp;")), "{}", column.head);
    }
}

#[test]
fn lists_to_choose_from_and_formats() {
    let bytes = scaffolded(Stage::FinalAccounts, None);
    let (_, spending) = sheet_part(&bytes, "支出");
    assert!(spending.contains("'科目表'!$A$3:$A$"), "functional codes");
    assert!(spending.contains("'科目表'!$E$3:$E$"), "economic codes");
    assert!(spending.contains("一般公共预算,政府性基金预算,国有资本经营预算,非财政拨款"), "funds");
    assert!(spending.contains("AND(ISNUMBER(G3),ROUND(G3,2)=G3)"), "money: {spending}");
    let (_, body) = sheet_part(&bytes, "单位");
    assert!(body.contains("部门,单位"), "scope");
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("numFmtId=\"4\"") && styles.contains("numFmtId=\"49\""), "#,##0.00 and text");
    let (_, list) = sheet_part(&bytes, "指标");
    // One word for each meaning.
    assert!(list.contains("≥,≤,＝,＞,＜\""), "relations");
}

#[test]
fn codes_of_the_year_with_their_names() {
    let sheets = read_workbook(&scaffolded(Stage::FinalAccounts, None)).unwrap();
    let codes = sheets.iter().find(|sheet| sheet.name == "科目表").unwrap();
    let row = codes.rows.iter().find(|row| row[0] == "2010301").unwrap();
    assert_eq!((row[1].as_str(), row[2].as_str()), ("行政运行", "一般公共服务支出 — 政府办公厅（室）及相关机构事务"));
    let economic: Vec<&str> = codes.rows[2..]
        .iter()
        .map(|row| row.get(4).map_or("", String::as_str))
        .filter(|code| !code.is_empty())
        .collect();
    assert!(economic.contains(&"30101") && economic.iter().all(|code| code.starts_with('3') && code.len() == 5));
    let functional = codes.rows[2..].iter().filter(|row| !row[0].is_empty()).count();
    let (_, spending) = sheet_part(&scaffolded(Stage::FinalAccounts, None), "支出");
    assert!(spending.contains(&format!("$A${}<", functional + 2)), "the list ends with the last code");
}

#[test]
fn instructions_name_sheets_commands_and_places() {
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        let sheets = read_workbook(&scaffolded(stage, None)).unwrap();
        let text: String = sheets[0].rows.iter().flatten().map(|cell| format!("{cell}\n")).collect();
        for sheet in &sheets[1..] {
            assert!(text.contains(&sheet.name), "{}", sheet.name);
        }
        for word in
            ["mingzhang new", "mingzhang compile", "mingzhang check", "mingzhang explain", "主要职能", "元", "invented"]
        {
            assert!(text.contains(word), "{word}");
        }
        let about = Schema::embedded().sheets.iter().filter(|plan| plan.stage.is_none_or(|only| only == stage));
        about.for_each(|plan| assert!(text.contains(&plan.about), "{}", plan.name));
    }
}

#[test]
fn data_stand_as_numbers_days_and_words() {
    let rows = ["功能科目编码|收入来源|决算数", "2010301|其他收入|1234.5", "2010301|其他收入|12万"];
    let rows = rows.map(|row| row.split('|').map(str::to_owned).collect()).to_vec();
    let mut who = body();
    who.rows.push(vec!["公开日期".into(), "2025-08-20".into()]);
    let bytes = written(Stage::FinalAccounts, &[who, Sheet::new("收入", rows)]);
    let (_, revenue) = sheet_part(&bytes, "收入");
    assert!(revenue.contains("<v>1234.5</v>") && !revenue.contains("<v>2010301</v>"));
    let (_, who) = sheet_part(&bytes, "单位");
    assert!(who.contains("<v>45889</v>") && who.contains("<v>2024</v>"));
    let kinds =
        Schema::embedded().sheets.iter().flat_map(|plan| &plan.items).filter(|item| item.kind == CellKind::Date);
    assert_eq!(kinds.count(), 1);
}

#[test]
fn a_text_that_no_cell_holds_is_refused() {
    let long = "甲".repeat(40_000);
    let rows = vec![vec!["位置".to_owned(), "内容".to_owned()], vec!["主要职能".to_owned(), long]];
    let edition = crate::edition(Stage::Budget);
    let design = ledger::Design { edition: &edition, year: 2024, taxonomy: Taxonomy::embedded(), places: &[] };
    let error = ledger::write_workbook(&design, &[Sheet::new("文字", rows)]).unwrap_err();
    assert!(error.message(book::Language::Chinese).starts_with("文字!B3：文字超过"), "{error}");
}
