//! From text to claims: one small text a feature.

mod accounts;
mod narrative;
mod regions;
mod sections;
mod tables;

fn read(text: &str) -> disclosure::Disclosure {
    let document = formats::read(text.as_bytes()).expect("a test text is text");
    extract::extract(&document, taxonomy::Taxonomy::embedded())
}

/// Reads a text and compares the claim sheet.
fn check(text: &str, expected: &str) {
    let document = formats::read(text.as_bytes()).expect("a test text is text");
    check_document(&document, expected);
}

/// Reads a document and compares the claim sheet.
fn check_document(document: &document::Document, expected: &str) {
    let disclosure = extract::extract(document, taxonomy::Taxonomy::embedded());
    let lines = |sheet: &str| sheet.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&disclosure.sheet()), lines(expected), "\n{}", document.outline());
}
