//! What people mistype in books, and what they are told of it.

use std::{fs, path::Path};

use crate::{
    Run,
    compile::{compile, edit, fixture},
};

const PORTS: &str = "xinjiang-ports-2024";

#[track_caller]
fn says(run: &Run, code: i32, words: &[&str]) {
    assert_eq!(run.code, code, "{}{}", run.err, run.out);
    for words in words {
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

/// A line of a book's file, once more at its end.
fn repeat(book: &Path, file: &str, line: usize) {
    let path = book.join(file);
    let text = fs::read_to_string(&path).expect("a test file can be read");
    let again = text.lines().nth(line).expect("the line is there").to_owned();
    fs::write(path, format!("{}\n{again}\n", text.trim_end())).expect("a test file can be written");
}

#[test]
fn all_mistakes_of_all_books_are_said_at_once() {
    let (book, folder) = fixture(PORTS, "mistakes_at_once");
    let unit = folder.join("所属");
    let other = folder.join("又一");
    for copy in [&unit, &other] {
        fs::create_dir_all(copy).unwrap();
        for entry in fs::read_dir(&book).unwrap().flatten() {
            fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
    }
    repeat(&book, "spending.csv", 2);
    edit(&book, "spending.csv", "人员经费", "人头经费");
    edit(&unit, "book.toml", "xinjiang-final-accounts-2024", "xinjiang-final-account-2024");
    repeat(&unit, "spending.csv", 2);
    edit(&other, "spending.csv", "人员经费", "人头经费");
    let units = ["--unit", unit.to_str().unwrap(), "--unit", other.to_str().unwrap()];
    let run = compile(&book, &units);
    says(&run, 1, &["“人头经费”不在可选的词里", "重复", "没有版式“xinjiang-final-account-2024”"]);
    assert_eq!(run.err.matches("”重复。").count(), 2, "{}", run.err);
    assert_eq!(run.err.matches("“人头经费”").count(), 2, "{}", run.err);
    assert!(run.err.contains("book.toml 第 "), "{}", run.err);
    // A file that cannot be read hides none of the others.
    let absent = folder.join("没有.xlsx");
    let run = compile(&book, &["--unit", absent.to_str().unwrap(), "--unit", other.to_str().unwrap()]);
    says(&run, 2, &["没有.xlsx", "又一 spending.csv"]);
}

#[test]
fn what_may_follow_from_a_bad_cell_is_not_said() {
    let (book, _) = fixture(PORTS, "mistakes_follow");
    let path = book.join("revenue.csv");
    let text = fs::read_to_string(&path).unwrap();
    let line = text.lines().nth(1).unwrap();
    let amount = line.trim_end_matches(',').rsplit(',').next().unwrap().to_owned();
    edit(&book, "revenue.csv", &amount, "很多");
    let run = compile(&book, &[]);
    says(&run, 1, &["“很多”不是金额"]);
    assert!(!run.err.contains("比可用的资金多"), "{}", run.err);
}

#[test]
fn words_at_places_that_the_text_does_not_have() {
    let (book, _) = fixture(PORTS, "mistakes_places");
    let texts = fs::read_to_string(book.join("texts.csv")).unwrap();
    let reasons = fs::read_to_string(book.join("reasons.csv")).unwrap();
    fs::write(book.join("texts.csv"), format!("{}\n食堂情况,自办\n", texts.trim_end())).unwrap();
    fs::write(book.join("reasons.csv"), format!("{}\n食堂-比上年,自办\n", reasons.trim_end())).unwrap();
    let run = compile(&book, &["--to", "txt"]);
    says(
        &run,
        0,
        &["texts.csv 第 ", "“文字”页的“食堂情况”没有印出：版式没有这个位置", "“原因”页的“食堂-比上年”没有印出"],
    );
    edit(&book, "texts.csv", "主要职能", "主要职责");
    says(&compile(&book, &["--to", "txt"]), 1, &["“主要职责”没有印出", "相近的位置是“主要职能”", "缺文字“主要职能”"]);
}

#[test]
fn money_and_counts_in_columns_that_are_not_read() {
    let (book, _) = fixture(PORTS, "mistakes_columns");
    let path = book.join("three-public.csv");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("国内公务接待批次"));
    let lines: Vec<&str> = lines.chain(["国内公务接待批次,,4,"]).collect();
    fs::write(&path, lines.join("\n")).unwrap();
    says(&compile(&book, &[]), 1, &["“全年预算数”：决算不读这一项的“全年预算数”。这样的数只读“本年数”"]);
}

#[test]
fn files_under_another_name_are_found_out() {
    let (book, _) = fixture(PORTS, "mistakes_renamed");
    fs::rename(book.join("assets.csv"), book.join("资产.csv")).unwrap();
    fs::rename(book.join("reasons.csv"), book.join("增减原因.csv")).unwrap();
    says(&compile(&book, &[]), 1, &["“资产”页的表头与“国有资产”页相同", "“增减原因”页的表头与“原因”页相同"]);
}
