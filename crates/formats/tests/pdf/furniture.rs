//! Running heads and foots.

use testkit::Pdf;

use crate::check;

#[test]
fn numbers_of_tables_at_the_top_are_no_page_numbers() {
    let mut pdf = Pdf::default();
    for (i, place) in ["甲", "乙", "丙", "丁"].iter().enumerate() {
        let page = pdf.page();
        let number = ["表1", "表3", "表4", "表8"][i];
        page.text(72, 60, 12, number).text(72, 300, 12, place);
        page.text(290, 810, 9, ["— i —", "— ii —", "— iii —", "— iv —"][i]);
    }
    check(
        &pdf,
        "¶ 表1\n¶ 甲\n¶ 表3\n¶ 乙\n¶ 表4\n¶ 丙\n¶ 表8\n¶ 丁
         ! page-furniture page 1: — i —
         ! page-furniture page 2: — ii —
         ! page-furniture page 3: — iii —
         ! page-furniture page 4: — iv —",
    );
}

#[test]
fn what_a_browser_prints_around_a_page_is_furniture() {
    let mut pdf = Pdf::default();
    for (i, place) in ["甲", "乙", "丙"].iter().enumerate() {
        let page = pdf.page();
        page.text(72, 300, 12, place);
        page.text(30, 820, 8, &format!("https://example.org/2024/17.html {}/3", i + 1));
    }
    check(
        &pdf,
        "¶ 甲\n¶ 乙\n¶ 丙
         ! page-furniture page 1: https://example.org/2024/17.html 1/3
         ! page-furniture page 2: https://example.org/2024/17.html 2/3
         ! page-furniture page 3: https://example.org/2024/17.html 3/3",
    );
}
