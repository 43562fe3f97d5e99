//! Files that nobody honest makes.

use ledger::{Error, Excess, read_folder, read_workbook};
use proptest::prelude::*;
use taxonomy::Stage;

use crate::{package, parts, scaffolded, workbook};

fn refused(bytes: &[u8]) -> Error {
    read_workbook(bytes).expect_err("nobody honest makes it")
}

#[test]
fn no_workbook_at_all() {
    assert_eq!(refused(b""), Error::NotWorkbook);
    assert_eq!(refused(b"%PDF-1.7"), Error::NotWorkbook);
    assert!(matches!(
        refused(&package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")])),
        Error::Damaged { .. } | Error::NotWorkbook
    ));
    let word = package(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#),
        ("word/document.xml", b"<w:document/>"),
    ]);
    assert!(matches!(refused(&word), Error::Damaged { .. } | Error::NotWorkbook));
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    assert_eq!(refused(&old), Error::OldWorkbook);
    old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&old), Error::Encrypted);
}

#[test]
fn bombs() {
    let zeros = vec![0; 33 << 20];
    let bomb = package(&[("xl/workbook.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(refused(&bomb), Error::TooMuch { what: Excess::Bytes, .. }));
    let parts: Vec<(String, Vec<u8>)> = (0..5000).map(|at| (format!("p{at}"), Vec::new())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert!(matches!(refused(&package(&parts)), Error::TooMuch { what: Excess::Parts, .. }));
}

#[test]
fn cells_without_end() {
    let far = workbook(&[("收入", r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#)]);
    assert!(matches!(refused(&far), Error::TooMuch { what: Excess::Cells, .. }));
    let wide: String = (1..100).map(|row| format!(r#"<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>"#)).collect();
    assert!(matches!(refused(&workbook(&[("收入", &wide)])), Error::TooMuch { what: Excess::Cells, .. }));
    let beyond = workbook(&[("收入", r#"<row r="1"><c r="ZZZZZZ99999999999"><v>1</v></c></row>"#)]);
    assert!(matches!(refused(&beyond), Error::Damaged { .. } | Error::TooMuch { .. }));
    let many: String = (0..1_100_000).map(|_| "<c><v>1</v></c>").collect();
    assert!(matches!(
        refused(&workbook(&[("收入", &format!("<row>{many}</row>"))])),
        Error::TooMuch { .. } | Error::Damaged { .. }
    ));
    let names: Vec<String> = (0..300).map(|at| format!("s{at}")).collect();
    let sheets: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(refused(&workbook(&sheets)), Error::TooMuch { what: Excess::Sheets, .. }));
}

#[test]
fn every_beginning_of_a_workbook() {
    let whole = scaffolded(Stage::Budget, None);
    for length in (0..whole.len()).step_by(997) {
        assert!(read_workbook(&whole[..length]).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn broken_parts_give_errors_and_no_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), part in any::<prop::sample::Index>()) {
        let mut own = parts(&workbook(&[("收入", r#"<row r="1"><c r="A1" s="1" t="s"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#)]));
        let chosen = part.index(own.len());
        let bytes = &mut own[chosen].1;
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if byte % 3 == 0 {
            bytes.truncate(cut.index(bytes.len()));
        }
        let own: Vec<(&str, &[u8])> = own.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        // Either is right; what counts is that it ends and does not panic outside the guard.
        let _ = read_workbook(&package(&own));
    }

    #[test]
    fn rubbish_in_folders(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a-z收入支出]{1,6}\\.(csv|toml)") {
        let _ = read_folder(&[(name, bytes)].into_iter().collect());
    }

    #[test]
    fn rubbish_that_is_text(text in "[\\[\\]\"=,a-z收入\n0-9.{}]{0,80}", is_csv in any::<bool>()) {
        let name = if is_csv { "spending.csv" } else { "book.toml" };
        if let Ok(sheets) = read_folder(&[(name.to_owned(), text.into_bytes())].into_iter().collect()) {
            let _ = book::parse(&sheets, taxonomy::Taxonomy::embedded());
        }
    }
}
