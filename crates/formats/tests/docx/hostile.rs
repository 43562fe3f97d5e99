use std::{fmt::Write as _, path::PathBuf};

use formats::{Error, read};
use proptest::prelude::*;

use crate::check;
use testkit::docx::{Docx, p, r, row, tbl, tc, tr, zip};

/// The error that a body gives.
#[track_caller]
fn fails(docx: &Docx) -> Error {
    read(&docx.zip()).expect_err("the document is not readable")
}

#[test]
fn limits_hold() {
    let deep = "<w:sdt>".repeat(10_000) + &p("甲") + &"</w:sdt>".repeat(10_000);
    let many = "<w:p/>".repeat((1 << 20) + 1);
    let wide = tbl(&vec![tr("", &[tc("<w:gridSpan w:val=\"99999999\"/>", "甲")]); 1100]);
    let runs = format!("<w:p>{}</w:p>", "<w:r/>".repeat((4 << 20) + 1));
    for (what, body) in [("deep", deep), ("many", many), ("wide", wide), ("runs", runs)] {
        let error = fails(&Docx::new(&body));
        assert!(matches!(error, Error::TooMuch { .. }), "{what}: {error}");
    }
}

#[test]
fn bombs_do_not_go_off() {
    let bomb = zip(&[("word/document.xml".into(), vec![b' '; (128 << 20) + 1])]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(read(&bomb).unwrap_err(), Error::TooMuch { .. }));
}

#[test]
fn broken_packages() {
    let docx = Docx::new(&p("甲")).styles("").zip();
    assert!(matches!(read(&docx[..docx.len() / 2]).unwrap_err(), Error::Damaged { .. }));
    for end in (4..docx.len()).step_by(docx.len() / 50) {
        let error = read(&docx[..end]).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. } | Error::Unsupported { .. }), "{end}: {error}");
    }
    for (what, part) in [("no XML", "甲乙"), ("cut at once", "<w:document><w:bo")] {
        let error = read(&zip(&[("word/document.xml".into(), part.into())])).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. } | Error::Empty), "{what}: {error}");
    }
    assert_eq!(fails(&Docx::new("<w:p/>")), Error::Empty);
}

#[test]
fn encrypted_parts_are_told() {
    let mut bytes = Docx::new(&p("甲")).zip();
    // The flag of encryption, in the head of each part and in the list of parts.
    for (mark, flag) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let heads: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(mark)).collect();
        heads.into_iter().for_each(|at| bytes[at + flag] |= 1);
    }
    assert!(matches!(read(&bytes).unwrap_err(), Error::Encrypted { .. }));
}

#[test]
fn the_package_names_its_main_part() {
    let relation =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let main = format!("<w:document><w:body>{}</w:body></w:document>", p("甲"));
    let parts = [("_rels/.rels".into(), relation.into()), ("word/document2.xml".into(), main.into_bytes())];
    assert_eq!(read(&zip(&parts)).unwrap().outline(), "¶ 甲\n");
}

#[test]
fn what_stands_before_a_break_is_read() {
    let cut = format!("<w:document><w:body>{}<w:tbl><w:tr><w:tc>{}", p("甲"), p("乙"));
    let document = read(&zip(&[("word/document.xml".into(), cut.into_bytes())])).unwrap();
    assert_eq!(document.outline(), "¶ 甲\ntable\n  | 乙 |\n! unreadable word/document.xml paragraph 1: \n");
}

#[test]
fn broken_parts_beside_the_text() {
    let body = p("甲");
    for (kind, name) in [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("comments", "comments.xml")] {
        let docx = Docx::new(&body).raw(kind, name, b"<w:x><w:y></w:x>");
        check(&docx, &format!("¶ 甲\n! unreadable word/{name} paragraph 1: \n"));
    }
    // A part that is named and missing says nothing.
    let docx = Docx::new(&(body + "<w:sectPr><w:headerReference r:id=\"x\"/></w:sectPr>"));
    check(&docx, "¶ 甲\n");
}

#[test]
fn elements_in_the_wrong_place() {
    for (body, expected) in [
        ("<w:tc><w:p/></w:tc><w:tr/><w:r><w:t>无段</w:t></w:r><w:p><w:r><w:t>甲</w:t></w:r></w:p>", "¶ 甲\n"),
        ("<w:tbl><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tbl>", "table\n  | 甲 |\n"),
        ("<w:tbl><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tbl>", "¶ 甲\n"),
        ("<w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:p>", "¶ 甲\n"),
    ] {
        check(&Docx::new(body), expected);
    }
}

/// Many fields without end, which must not take time that grows with their square.
#[test]
fn fields_without_end() {
    let mut body = String::new();
    for _ in 0..50_000 {
        let _ = write!(
            body,
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>{}</w:p>",
            r("甲")
        );
    }
    assert_eq!(read(&Docx::new(&body).zip()).unwrap().blocks().len(), 50_000);
}

/// A document with some of everything.
fn everything() -> Docx {
    let body = p("甲")
        + &tbl(&[
            tr("", &[tc("<w:vMerge w:val=\"restart\"/>", "乙"), tc("", "1")]),
            tr("", &[tc("<w:vMerge/>", ""), tc("", "2")]),
        ])
        + "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:ins><w:r><w:t>丙</w:t></w:r></w:ins>\
           <w:del><w:r><w:delText>丁</w:delText></w:r></w:del><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>"
        + &tbl(&[row(&["戊"])]);
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
                     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    Docx::new(&body).numbering(numbering).styles("<w:style w:styleId=\"a\"><w:name w:val=\"heading 1\"/></w:style>")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_packages_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>()) {
        let mut bytes = everything().zip();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = read(&bytes);
        let _ = read(&bytes[..cut.index(bytes.len())]);
    }

    /// The XML itself is changed, so that the damage gets past the checksums of the package.
    #[test]
    fn shuffled_elements_never_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let xml = format!("<w:document>{}", pieces.concat());
        if let Ok(document) = read(&zip(&[("word/document.xml".into(), xml.into_bytes())])) {
            document.outline();
        }
    }
}

const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>12</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>",
    "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>",
    "<w:trPr><w:del/></w:trPr>",
    "<w:ins>",
    "</w:ins>",
    "<w:del>",
    "</w:del>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:br w:type=\"page\"/>",
    "&amp;",
    "<w:comment>",
    "<w:pPr/>",
];

/// The rebuilt originals, where they are at hand.
#[test]
fn shared_documents_are_read() {
    let shared = std::env::var_os("MINGZHANG_SHARED").map_or_else(|| PathBuf::from("../../../shared"), PathBuf::from);
    let Ok(folder) = std::fs::read_dir(shared.join("corpus/formats")) else { return };
    for path in folder.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "docx")) {
        let document = read(&std::fs::read(&path).unwrap()).unwrap();
        assert!(document.blocks().len() > 50, "{}", path.display());
        let mut found = document.blocks().iter().filter(|block| matches!(block, document::Block::Table(_)));
        assert!(found.next().is_some(), "{}", path.display());
    }
}
