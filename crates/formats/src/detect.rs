//! What kind of content a file holds, told by its first bytes.

/// First bytes of the kinds of file that offices mix up with text, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip (docx, xlsx)"),
    (b"PK\x05\x06", "zip (docx, xlsx)"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE (doc, xls)"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
];

/// Openings of markup, in lower case: text, but not to be read as plain text.
const MARKUP: &[(&[u8], &str)] =
    &[(b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<head", "HTML"), (b"<?xml", "XML")];

/// The byte order mark of UTF-8.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The kind of a file that has no reader, or `None` for what may be text.
pub fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, what)) = known {
        return Some(what);
    }
    let body = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes).trim_ascii_start();
    let opens = |mark: &[u8]| body.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    MARKUP.iter().find(|(mark, _)| opens(mark)).map(|(_, what)| *what)
}
