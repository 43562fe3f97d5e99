//! Reading Word documents of 97 to 2003: a small invented document written by LibreOffice, and what must
//! hold of every file: no panic, no hang, a clear error or a document whose places can be told.

use document::{Document, Format, Span};
use formats::{Error, read};

const SAMPLE: &[u8] = include_bytes!("sample.doc");

/// The head of the main stream, found by the mark that it begins with.
fn head() -> usize {
    SAMPLE.chunks(512).position(|sector| sector.starts_with(&[0xEC, 0xA5])).expect("the sample has a head") * 512
}

/// The place of every text must be tellable.
fn check_places(document: &Document) {
    for id in document.text_ids() {
        let place = document.place(document.whole(id));
        assert!(place.paragraph.is_some(), "{:?} is nowhere", document.str(id));
    }
}

#[test]
fn a_document_gives_its_outline() {
    let document = read(SAMPLE).unwrap();
    assert_eq!(document.format(), Format::Doc);
    check_places(&document);
    let outline = document.outline();
    let expected = include_str!("sample.outline");
    assert_eq!(outline, expected, "\n{outline}");
}

#[test]
fn places_name_paragraph_and_run() {
    let document = read(SAMPLE).unwrap();
    let text = document.text_ids().find(|id| document.str(*id).contains("100.00万元，支出")).unwrap();
    let at = document.str(text).find("支出总计").unwrap();
    let place = document.place(Span::new(text, at..at + "支出总计".len()));
    assert_eq!((place.part.as_deref(), place.paragraph), (Some("WordDocument"), Some(3)));
    assert_eq!((place.run, place.start, place.end), (Some(0), Some(18), Some(22)));
}

#[test]
fn what_cannot_be_read_is_told_apart() {
    let changed = |at: usize, value: u8| {
        let mut bytes = SAMPLE.to_vec();
        bytes[head() + at] = value;
        read(&bytes).map(|document| document.outline())
    };
    assert_eq!(changed(0x0B, SAMPLE[head() + 0x0B] | 1), Err(Error::Encrypted { format: Format::Doc }));
    assert_eq!(changed(3, 0), Err(Error::Unsupported { what: "Word 95" }));
    assert!(matches!(changed(0, 0), Err(Error::Damaged { format: Format::Doc, .. })));
    // The list of pieces lies beyond the end.
    assert!(matches!(changed(0x01A5, 0x7F), Err(Error::Damaged { format: Format::Doc, .. })));
}

#[test]
fn cut_files_end_in_an_error_or_a_document() {
    for end in (600..SAMPLE.len()).step_by(97) {
        match read(&SAMPLE[..end]) {
            Ok(document) => check_places(&document),
            Err(error) => assert!(
                matches!(error, Error::Damaged { .. } | Error::Empty | Error::Unsupported { .. }),
                "{end}: {error}"
            ),
        }
    }
}

#[test]
fn changed_files_end_in_an_error_or_a_document() {
    // A fixed walk over the file: each round sets a few bytes to values that offsets and lengths dislike.
    let mut state = 0x9E37_79B9_u32;
    let mut next = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % limit
    };
    for _ in 0..1_500 {
        let mut bytes = SAMPLE.to_vec();
        for _ in 0..=next(6) {
            let at = 512 + next(bytes.len() - 512);
            bytes[at] = [0x00, 0xFF, 0x7F, 0x80, 0x01, 0x07, 0x0D, 0x13][next(8)];
        }
        if let Ok(document) = read(&bytes) {
            check_places(&document);
        }
    }
}
