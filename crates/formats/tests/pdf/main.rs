//! From pages to outlines: one small file a feature, made by the test.

use testkit::Pdf;

mod columns;
mod furniture;
mod hostile;
mod pages;
mod seams;
mod tables;
mod text;

/// Reads a file and compares its outline.
#[track_caller]
fn check(pdf: &Pdf, expected: &str) {
    let document = formats::read(&pdf.bytes()).expect("a test file is a PDF");
    let lines = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&document.outline()), lines(expected), "\n{}", document.outline());
}
