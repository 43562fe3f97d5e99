//! What every target does with its bytes, and how packages are made of them.
//!
//! A target feeds bytes that begin like its kind of file, so that `formats::read` takes them to the
//! reader under test. Nothing may panic, hang or take more memory than `cargo xtask fuzz` allows.

use std::io::{Cursor, Write as _};

use document::{CellKind, Span};
use taxonomy::Taxonomy;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Reads a file, extracts what it states, and looks up every text, defect and claim.
pub fn feed(bytes: &[u8]) {
    let Ok(document) = formats::read(bytes) else { return };
    for id in document.text_ids() {
        let text = document.str(id);
        document.place(document.whole(id));
        if let Some((last, _)) = text.char_indices().next_back() {
            document.place(Span::new(id, last..text.len()));
        }
        let _ = CellKind::of(text);
    }
    for defect in document.defects() {
        document.place(defect.span);
        let _ = document.slice(defect.span);
    }
    let disclosure = extract::extract(&document, Taxonomy::embedded());
    for claim in &disclosure.claims {
        document.place(claim.span);
        let _ = document.slice(claim.span);
    }
}

/// Feeds bytes with another beginning in place of theirs.
pub fn feed_behind(beginning: &[u8], bytes: &[u8]) {
    if bytes.starts_with(beginning) {
        feed(bytes);
    } else {
        feed(&[beginning, bytes].concat());
    }
}

/// Feeds a package: as it is where the bytes are one, and otherwise with parts of these names, which the
/// bytes hold one after the other. A mutation inside a compressed part would only ever break its checksum.
pub fn feed_package(names: &[&str], bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return feed(bytes);
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    // No text in UTF-8 has this byte.
    for (name, part) in names.iter().zip(bytes.split(|byte| *byte == 0xFF)) {
        package.start_file(*name, options).expect("writing to memory does not fail");
        package.write_all(part).expect("writing to memory does not fail");
    }
    feed(&package.finish().expect("writing to memory does not fail").into_inner());
}
