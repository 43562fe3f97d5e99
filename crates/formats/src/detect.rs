//! What kind of content a file holds, told by its content and never by its name.
//!
//! WPS writes .wps and .et files that are Word and Excel files inside, so a name would say nothing.

use std::io::Cursor;

use crate::package::lists_too_many;

/// The kinds of content that are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// What may be plain text.
    Text,
    /// A web page.
    Html,
    /// A Word document since 2007.
    Docx,
    /// A workbook since 2007.
    Xlsx,
    /// A Word document of 97 to 2003.
    Doc,
    /// A workbook of 97 to 2003.
    Xls,
    /// Fixed pages.
    Pdf,
    /// An encrypted document or workbook since 2007.
    EncryptedOffice,
    /// A kind that has no reader, with its name.
    Unsupported(&'static str),
}

/// First bytes of kinds of file that need no second look.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"\x89PNG", Kind::Unsupported("image")),
    (b"\xff\xd8\xff", Kind::Unsupported("image")),
    (b"GIF8", Kind::Unsupported("image")),
    (b"II*\x00", Kind::Unsupported("image")),
    (b"MM\x00*", Kind::Unsupported("image")),
    (b"{\\rtf", Kind::Unsupported("RTF")),
    (b"Rar!", Kind::Unsupported("archive")),
    (b"7z\xbc\xaf\x27\x1c", Kind::Unsupported("archive")),
    (b"\x1f\x8b\x08", Kind::Unsupported("archive")),
];

/// Openings of markup, in lower case.
const MARKUP: &[(&[u8], Kind)] = &[
    (b"<!doctype html", Kind::Html),
    (b"<html", Kind::Html),
    (b"<head", Kind::Html),
    (b"<body", Kind::Html),
    (b"<meta", Kind::Html),
    (b"<title", Kind::Html),
    (b"<style", Kind::Html),
    (b"<table", Kind::Html),
    (b"<div", Kind::Html),
    (b"<!--", Kind::Html),
];

/// The byte order mark of UTF-8.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
/// How far into a file a PDF may begin: readers search the first kilobyte (ISO 32000-1, annex H.3.4.1).
const PDF_REACH: usize = 1024;
/// How far into an XML text the root element of a web page is looked for.
const XML_REACH: usize = 1024;

/// The kind of a file.
pub fn kind(bytes: &[u8]) -> Kind {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return *kind;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return compound(bytes);
    }
    if find(&bytes[..bytes.len().min(PDF_REACH)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    let narrow;
    let body = match bytes {
        // The letters of markup in UTF-16 are those of ASCII with a zero beside each.
        [0xff, 0xfe, wide @ ..] | [0xfe, 0xff, wide @ ..] => {
            narrow = wide.iter().take(2 * XML_REACH).copied().filter(|byte| *byte != 0).collect::<Vec<u8>>();
            &narrow
        }
        _ => bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes),
    };
    let body = body.trim_ascii_start();
    let opens = |mark: &[u8]| body.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    if opens(b"<?xml") {
        let head = &body[..body.len().min(XML_REACH)];
        return if find(head, b"<html").is_some() { Kind::Html } else { Kind::Unsupported("XML") };
    }
    MARKUP.iter().find(|(mark, _)| opens(mark)).map_or(Kind::Text, |(_, kind)| *kind)
}

/// What a zip holds, by the names of its parts.
fn package(bytes: &[u8]) -> Kind {
    if lists_too_many(bytes) {
        return Kind::Unsupported("archive");
    }
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Cut short: the list of parts stands at the end. The names stand before each part too.
        return if find(bytes, b"word/document.xml").is_some() {
            Kind::Docx
        } else if find(bytes, b"xl/workbook.xml").is_some() {
            Kind::Xlsx
        } else {
            Kind::Unsupported("archive")
        };
    };
    let holds = |name: &str| archive.file_names().flatten().any(|part| part.eq_ignore_ascii_case(name));
    // Some programs number the main part: word/document2.xml; the package says which one it is.
    let is_text = |name: &str| name.to_ascii_lowercase().starts_with("word/document") && name.ends_with(".xml");
    if archive.file_names().flatten().any(|name| is_text(&name)) {
        Kind::Docx
    } else if holds("xl/workbook.xml") || holds("xl/workbook.bin") {
        Kind::Xlsx
    } else if holds("OFD.xml") {
        Kind::Unsupported("OFD")
    } else if holds("content.xml") {
        Kind::Unsupported("OpenDocument")
    } else if holds("ppt/presentation.xml") {
        Kind::Unsupported("presentation")
    } else {
        Kind::Unsupported("archive")
    }
}

/// What an OLE file holds, by the names of its streams. They are looked for as bytes, so that a
/// damaged file is still called what it is.
fn compound(bytes: &[u8]) -> Kind {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        Kind::EncryptedOffice
    } else if holds("WordDocument") {
        Kind::Doc
    } else if holds("Workbook") || holds("Book") {
        Kind::Xls
    } else {
        Kind::Unsupported("OLE")
    }
}

/// Where bytes stand first.
fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}
