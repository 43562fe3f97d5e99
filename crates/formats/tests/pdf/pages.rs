//! What stands beside the text, and what cannot be seen.

use formats::Error;
use testkit::Pdf;

use crate::check;

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let mut pdf = Pdf::default();
    for page in 1..=4 {
        let body = ["甲乙丙丁", "戊己庚辛", "子丑寅卯", "辰巳午未"][page - 1];
        pdf.page().text(72, 40, 9, "某局2024年度部门决算").text(72, 300, 12, body).text(
            290,
            810,
            9,
            &format!("第{page}页"),
        );
    }
    let marks: String = (1..=4)
        .map(|page| {
            format!("! page-furniture page {page}: 第{page}页\n! page-furniture page {page}: 某局2024年度部门决算\n")
        })
        .collect();
    check(&pdf, &format!("¶ 甲乙丙丁\n¶ 戊己庚辛\n¶ 子丑寅卯\n¶ 辰巳午未\n{marks}"));
}

#[test]
fn what_lies_outside_the_page_or_under_a_clip_is_told() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, "看得见").text(72, 900, 12, "页外文字");
    check(&pdf, "¶ 看得见\n! outside-page page 1: 页外文字");
    let mut pdf = Pdf::default();
    // Half a line at the foot of the first page, the whole line on the second.
    pdf.page().text(72, 100, 12, "第一段").clipped(72, 90, 400, 52, |page| {
        page.text(72, 150, 12, "露出一点的第二段");
    });
    pdf.page().text(72, 100, 12, "露出一点的第二段");
    check(&pdf, "¶ 第一段\n¶ 露出一点的第二段\n! remnant page 1: 露出一点的第二段");
}

#[test]
fn blank_pages_are_told() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, "甲");
    pdf.page();
    pdf.page().table(&[72, 172, 272], &[60, 80], &[]).text(72, 400, 1, " ");
    pdf.page().text(72, 100, 12, "乙");
    check(&pdf, "¶ 甲\n¶ 乙\n! blank-page page 2: \n! blank-page page 3: ");
}

/// A picture over most of the page.
const PICTURE: &str = "q 500 0 0 700 50 70 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";

#[test]
fn pages_that_are_pictures_are_never_blank() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, "甲");
    pdf.page().raw(PICTURE);
    check(&pdf, "¶ 甲\n! image-page page 2: ");
    let mut pdf = Pdf::default();
    pdf.page().raw(PICTURE);
    pdf.page().raw(PICTURE);
    let error = formats::read(&pdf.bytes()).unwrap_err();
    assert_eq!(error, Error::Pictures { format: document::Format::Pdf, pages: 2 });
}

#[test]
fn files_that_are_cut_short_or_empty() {
    let mut pdf = Pdf::default();
    pdf.page().text(72, 100, 12, "甲");
    let bytes = pdf.bytes();
    for length in [8, 20, 200] {
        assert!(matches!(formats::read(&bytes[..length]), Err(Error::Damaged { .. })), "{length}");
    }
    let blank = Pdf::default();
    assert!(formats::read(&blank.bytes()).is_err());
}
