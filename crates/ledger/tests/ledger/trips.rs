//! What is written is read again as it was.

use std::{collections::BTreeMap, fs, path::Path};

use book::{Book, Sheet, sheets_of};
use ledger::{read_folder, read_workbook, write_folder};
use taxonomy::{Stage, Taxonomy};
use testkit::books::Size;

use crate::{good, random, written};

fn books() -> impl Iterator<Item = (Stage, Book)> {
    [Stage::Budget, Stage::FinalAccounts].into_iter().flat_map(|stage| {
        let small = (0..6).flat_map(|seed| [(seed, Size::Tiny), (seed, Size::Usual)]);
        small.chain([(7, Size::Large)]).map(move |(seed, size)| (stage, random(stage, seed, size)))
    })
}

#[test]
fn through_a_workbook() {
    for (stage, book) in books() {
        let bytes = written(stage, &sheets_of(&book, Taxonomy::embedded()));
        assert_eq!(good(&read_workbook(&bytes).unwrap()), book.unplaced());
    }
}

#[test]
fn through_a_folder() {
    for (_, book) in books() {
        let files = write_folder(&sheets_of(&book, Taxonomy::embedded())).unwrap();
        assert_eq!(good(&read_folder(&files).unwrap()), book.unplaced());
    }
}

/// Books as people keep them, through both kinds of files.
#[test]
fn the_books_of_the_repository() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/books")).unwrap();
    let mut n = 0;
    for folder in folders.map(|entry| entry.unwrap().path()) {
        let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap());
        let files: BTreeMap<String, Vec<u8>> = files
            .map(|file| (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).unwrap()))
            .collect();
        let sheets = read_folder(&files).unwrap();
        let book = good(&sheets);
        let workbook = read_workbook(&written(Stage::FinalAccounts, &sheets)).unwrap();
        assert_eq!(good(&workbook), book, "{}", folder.display());
        assert_eq!(good(&read_folder(&write_folder(&workbook).unwrap()).unwrap()), book, "{}", folder.display());
        n += 1;
    }
    assert!(n > 0);
}

#[test]
fn from_a_workbook_to_a_folder_and_back() {
    let book = random(Stage::FinalAccounts, 3, Size::Usual);
    let first = written(Stage::FinalAccounts, &sheets_of(&book, Taxonomy::embedded()));
    let files = write_folder(&read_workbook(&first).unwrap()).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert!(names.contains(&"book.toml") && names.contains(&"spending.csv"), "{names:?}");
    let second = written(Stage::FinalAccounts, &read_folder(&files).unwrap());
    assert!(first == second, "a workbook that went through a folder is another");
    assert_eq!(good(&read_workbook(&second).unwrap()), book.unplaced());
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let sheets = sheets_of(&random(Stage::Budget, 5, Size::Usual), Taxonomy::embedded());
    assert!(written(Stage::Budget, &sheets) == written(Stage::Budget, &sheets));
    assert!(write_folder(&sheets).unwrap() == write_folder(&sheets).unwrap());
}

/// The rows of a sheet of 收入 after a trip through a workbook and one through a folder.
fn tripped(rows: &[&[&str]]) -> [Sheet; 2] {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    let sheets = [Sheet::new("收入", rows)];
    let own = |sheets: Vec<Sheet>| {
        sheets.into_iter().find(|sheet| sheet.name == "收入" || sheet.name == "revenue").expect("the sheet is there")
    };
    let workbook = own(read_workbook(&written(Stage::FinalAccounts, &sheets)).expect("a written workbook can be read"));
    let files: BTreeMap<_, _> = write_folder(&sheets).expect("nothing is joined");
    [workbook, own(read_folder(&files).expect("a written folder can be read"))]
}

#[test]
fn money_keeps_its_fen_and_codes_their_digits() {
    let heads: &[&str] = &["功能科目编码", "收入来源", "决算数"];
    for (amount, expected) in [
        ("0.01", "0.01"),
        ("9999999999999.99", "9999999999999.99"),
        ("99999999999999.99", "99999999999999.99"),
        ("1,234,567.80", "1234567.8"),
        ("0", "0"),
        ("-3.5", "-3.5"),
        ("12万", "12万"),
        ("12,5", "12,5"),
    ] {
        for sheet in tripped(&[heads, &["0012345", "其他收入", amount]]) {
            let row = sheet.rows.iter().find(|row| row[0] == "0012345").unwrap();
            assert!(row.iter().any(|cell| cell == expected || cell == amount), "{row:?}");
        }
    }
}

#[test]
fn words_of_any_kind_come_back() {
    for text in [
        "一\n二",
        "=SUM(A1)",
        "+86",
        "'甲",
        "a\"b,c",
        "<甲> & 乙",
        "_x000D_",
        " 两边 ",
        "\u{1}控制",
        "95%",
        "2025-08-20",
        "1e5",
        "#REF!",
    ] {
        for sheet in tripped(&[&["功能科目编码", "收入来源", "预算单位"], &["2010301", "其他收入", text]])
        {
            let row = sheet.rows.iter().find(|row| row[0] == "2010301").unwrap();
            assert!(row.iter().any(|cell| cell == text), "{text:?} {row:?}");
        }
    }
}

#[test]
fn what_the_schema_does_not_know_is_kept_for_the_report() {
    let rows: &[&[&str]] = &[
        &["备忘"],
        &["决算数", "功能科目编码", "收入来源", "备注", "决算数", ""],
        &["1", "2010301", "其他收入", "人大", "2", "多"],
    ];
    for sheet in tripped(rows) {
        let (_, mistakes) = book::parse(&[crate::looks::body(), sheet], Taxonomy::embedded()).unwrap();
        let kinds: Vec<_> = mistakes.iter().map(|mistake| mistake.kind.key()).collect();
        assert_eq!(kinds, ["unknown-column", "twice", "no-head"]);
    }
    // Sheets that stand twice, and one without heads, are written so that they are told of again.
    let row = |text: &str| vec![text.split('|').map(str::to_owned).collect::<Vec<_>>()];
    let twice = [
        crate::looks::body(),
        Sheet::new("收入", row("没有|表头")),
        Sheet::new("收入", row("又一张")),
        Sheet::new("草稿", row("一")),
        Sheet::new("草稿", row("二")),
    ];
    let kinds = |sheets: &[Sheet]| -> Vec<String> {
        let (_, mistakes) = book::parse(sheets, Taxonomy::embedded()).unwrap();
        let mut kinds: Vec<String> = mistakes.iter().map(|mistake| mistake.kind.key().to_owned()).collect();
        kinds.sort();
        kinds
    };
    let again = read_workbook(&written(Stage::Budget, &twice)).unwrap();
    assert_eq!(kinds(&again), ["no-heads", "unknown-sheet", "unknown-sheet", "unknown-sheet"]);
    let again = read_folder(&write_folder(&twice).unwrap()).unwrap();
    assert_eq!(kinds(&again), ["no-heads", "unknown-sheet", "unknown-sheet", "unknown-sheet"]);

    let own = Sheet::new("草稿", vec![vec!["想法".to_owned()]]);
    let again = read_workbook(&written(Stage::Budget, std::slice::from_ref(&own))).unwrap();
    assert!(again.contains(&own));
    let files = write_folder(std::slice::from_ref(&own)).unwrap();
    assert_eq!(read_folder(&files).unwrap()[0].rows, own.rows);
}

#[test]
fn joined_words_are_parted_and_joined_numbers_refused() {
    let rows =
        |cells: [[&str; 3]; 3]| cells.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    let cells = [["功能科目编码", "收入来源", "决算数"], ["2010301", "其他收入", "1"], ["", "其他收入", "2"]];
    let joined = |column: usize| {
        let merged = book::Merged { rows: 1..3, columns: column..column + 1 };
        Sheet { merged: vec![merged], ..Sheet::new("收入", rows(cells)) }
    };
    let files = write_folder(&[joined(0)]).unwrap();
    assert!(String::from_utf8(files["revenue.csv"].clone()).unwrap().contains("\n2010301,其他收入,,,,,2,"));
    let error = write_folder(&[joined(2)]).unwrap_err();
    assert!(error.message(book::Language::Chinese).starts_with("收入!C2："), "{error:?}");
}
