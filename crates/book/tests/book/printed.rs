//! Books back into sheets.

use book::{Book, sheets_of};
use taxonomy::{Stage, Taxonomy};
use testkit::books::{Recipe, Size};

use crate::shown;

pub fn random(stage: Stage, seed: u64, size: Size) -> Book {
    let recipe = Recipe {
        edition: "invented".into(),
        stage,
        year: 2024,
        place: "云间市松浦区".into(),
        scope: None,
        rare_sources: false,
    };
    testkit::books::book(&recipe, seed, size, Taxonomy::embedded())
}

#[test]
fn sheets_of_a_book_are_the_book() {
    for stage in [Stage::Budget, Stage::FinalAccounts] {
        for (seed, size) in (0..12).flat_map(|seed| [(seed, Size::Tiny), (seed, Size::Usual)]).chain([(1, Size::Large)])
        {
            let mut book = random(stage, seed, size);
            testkit::books::answer(&mut book, "主要职能", false);
            testkit::books::answer(&mut book, "支出增减", true);
            let (again, mistakes) = book::parse(&sheets_of(&book, Taxonomy::embedded()), Taxonomy::embedded()).unwrap();
            assert_eq!(shown(&mistakes), Vec::<String>::new());
            assert_eq!(again.unplaced(), book.unplaced(), "{stage:?} {seed} {size:?}");
        }
    }
}

#[test]
fn every_sheet_is_printed_even_without_rows() {
    let sheets = sheets_of(&crate::good(&[]), Taxonomy::embedded());
    assert_eq!(sheets.len(), book::Schema::embedded().sheets.len());
    let spending = sheets.iter().find(|sheet| sheet.name == "支出").unwrap();
    assert_eq!(spending.rows.len(), 1);
    assert_eq!(spending.rows[0][0], "功能科目编码");
}
