//! Word documents since 2007.
#![no_main]

const PARTS: [&str; 6] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::feed_package(&PARTS, bytes));
