//! Books from sheets: what is read, what is reported, and what cannot be.

mod checked;
mod consolidated;
mod mistaken;
mod previous;
mod printed;
mod read;
mod unread;

use book::{Book, Language, Mistake, Sheet};
use taxonomy::Taxonomy;

/// A sheet from lines whose cells are parted by `|`.
fn sheet(name: &str, text: &str) -> Sheet {
    let row = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    Sheet::new(name, text.trim_matches('\n').lines().map(|line| row(line.trim_start())).collect())
}

/// Whose book: a unit of 2024.
fn body() -> Sheet {
    sheet(
        "单位",
        "事项|内容
         单位名称|云间区档案馆
         版式|national-final-accounts
         年度|2024
         公开主体|单位
         单位性质|事业单位",
    )
}

/// Reads sheets beside [`body`].
fn parse(sheets: &[Sheet]) -> (Book, Vec<Mistake>) {
    let all: Vec<Sheet> = [body()].into_iter().chain(sheets.iter().cloned()).collect();
    book::parse(&all, Taxonomy::embedded()).expect("the body is there")
}

/// Reads sheets that have no mistakes.
#[track_caller]
fn good(sheets: &[Sheet]) -> Book {
    let (book, mistakes) = parse(sheets);
    assert_eq!(shown(&mistakes), Vec::<String>::new());
    book
}

/// Mistakes as address and permanent name.
fn shown(mistakes: &[Mistake]) -> Vec<String> {
    let show = |mistake: &Mistake| format!("{} {}", mistake.place.address(Language::Chinese), mistake.kind.key());
    mistakes.iter().map(show).collect()
}
