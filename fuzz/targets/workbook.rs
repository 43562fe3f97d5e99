//! Workbooks, of 97 to 2003 and since 2007.
#![no_main]

const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const PARTS: [&str; 5] = [
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(OLE) { fuzz::feed(bytes) } else { fuzz::feed_package(&PARTS, bytes) }
});
