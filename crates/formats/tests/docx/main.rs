//! Reading documents of Word: small documents with the outline they must give, hostile ones, and what must
//! hold of every input.

mod changes;
mod hostile;
mod numbering;
mod paragraphs;
mod tables;

use formats::read;
use testkit::Docx;

/// Checks the outline of a document.
#[track_caller]
fn check(docx: &Docx, expected: &str) {
    let document = read(&docx.zip()).expect("the document is readable");
    assert_eq!(document.outline(), expected, "\n{}", document.outline());
}

/// Checks the outline of a document that has nothing but a body.
#[track_caller]
fn check_body(body: &str, expected: &str) {
    check(&Docx::new(body), expected);
}
