//! Folders as people write them.

use std::collections::BTreeMap;

use book::Language;
use ledger::{Error, read_folder};
use taxonomy::Taxonomy;

use crate::{good, shown};

const BODY: &str = r#"
[body]
name = "云间区档案馆"
edition = "invented"
year = 2024
scope = "单位"
kind = "institution"
published = 2025-08-20
"#;

fn folder(files: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
}

#[test]
fn one_file_for_what_is_said_once() {
    let said = r#"
[staff]
"在职人员" = { last = 20, actual = 21 }
"staff.retired" = { "本年数" = 3 }

[assets]
"asset.house-area" = 1234.5

[[units]]
kind = "内设机构"
name = "综合科"
[[units]]
name = "业务科"
kind = "office"
"#;
    let book = good(&read_folder(&folder(&[("book.toml", format!("{BODY}{said}").as_bytes())])).unwrap());
    assert_eq!((book.body.year, book.body.published), (2024, Some((2025, 8, 20))));
    assert_eq!((book.figures.len(), book.units.len()), (3, 2));
}

#[test]
fn files_are_sheets_by_either_name_in_either_encoding() {
    let csv = "功能科目编码,收入来源,决算数\r\n2012601,一般公共预算,\"1,000.50\"\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(csv);
    let marked = format!("\u{feff}{csv}");
    for (name, bytes) in [("收入.csv", csv.as_bytes()), ("revenue.CSV", marked.as_bytes()), ("收入.csv", &gbk)] {
        let book = good(
            &read_folder(&folder(&[
                ("book.toml", BODY.as_bytes()),
                (name, bytes),
                ("README.md", b"x"),
                (".x.csv", b"y"),
            ]))
            .unwrap(),
        );
        assert_eq!(book.revenue[0].amounts.actual.unwrap().to_string(), "1000.5");
    }
}

#[test]
fn mistakes_know_their_line() {
    let csv = "位置,内容\n主要职能,\"第一行\n第二行\"\n\n主要职能,\n";
    let toml = BODY.replace("year = 2024", "year = 24");
    let sheets = read_folder(&folder(&[("book.toml", toml.as_bytes()), ("texts.csv", csv.as_bytes())])).unwrap();
    let mistakes = book::parse(&sheets, Taxonomy::embedded()).unwrap_err();
    assert_eq!(shown(&mistakes), ["book.toml 第 5 行“年度” not-year", "texts.csv 第 5 行“内容” empty"]);
}

#[test]
fn files_that_cannot_be_read() {
    let read = |name: &str, bytes: &[u8]| read_folder(&folder(&[(name, bytes)])).unwrap_err();
    let line = |error: &Error| error.message(Language::Chinese).split('（').next().unwrap_or_default().to_owned();
    assert!(matches!(read("a.csv", b"\xff\xfea\0,\0"), Error::NotText { .. }));
    assert!(matches!(
        read("a.csv", "a,b".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice()),
        Error::NotText { .. }
    ));
    assert_eq!(line(&read("book.toml", b"[body]\nname = \n")), "book.toml 第 2 行不合 TOML 的写法");
    assert!(matches!(read("book.toml", b"\nbody = 1"), Error::Shape { line: 2, .. }));
    assert!(matches!(read("book.toml", b"[body]\nname = [1]"), Error::Shape { line: 1, .. }));
    assert!(matches!(read("book.toml", b"[units]\na = 1"), Error::Shape { .. }));
    let open = "位置,内容\n甲,\"没有配对\n乙,丙\n";
    assert!(matches!(read("texts.csv", open.as_bytes()), Error::OpenQuote { line: 2, .. }));
}

#[test]
fn quotation_marks_inside_a_cell_are_words() {
    let csv = "位置,内容\n甲,5\" 屏\n乙,丙\n";
    assert_eq!(read_folder(&folder(&[("texts.csv", csv.as_bytes())])).unwrap()[0].rows.len(), 3);
}

#[test]
fn other_sheets_and_files_are_said_to_be_left_out() {
    let files = folder(&[
        ("book.toml", format!("{BODY}\n[draft]\na = 1\n").as_bytes()),
        ("草稿.csv", b"a"),
        ("old.xlsx", b"PK"),
    ]);
    let (_, mistakes) = book::parse(&read_folder(&files).unwrap(), Taxonomy::embedded()).unwrap();
    assert_eq!(shown(&mistakes), ["book.toml unknown-sheet", "old.xlsx unknown-sheet", "草稿.csv unknown-sheet"]);
    assert!(mistakes.iter().all(book::Mistake::is_remark));
}

#[test]
fn too_much_is_refused() {
    let commas = vec![b','; 2 << 20];
    assert!(matches!(read_folder(&folder(&[("a.csv", &commas)])), Err(Error::TooMuch { .. })));
    let long = vec![b'a'; 17 << 20];
    assert!(matches!(read_folder(&folder(&[("a.csv", &long)])), Err(Error::TooMuch { .. })));
}
