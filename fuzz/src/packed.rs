//! Containers written out part by part, so that mutations reach what stands in them.
//!
//! A changed byte of a compressed part only breaks its checksum, and a changed length moves all that stands
//! behind it. Here each part is a line with its name behind [`MARK`], and then its bytes. `cargo xtask fuzz`
//! writes seeds in this form from real files; `fuzz/seeds` holds small ones.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What each part begins with.
const MARK: &[u8] = b"\x0c\x0c\x0c";

/// The container that bytes write out; `None` when they are a file as it is.
pub fn container(bytes: &[u8], pack: fn(&[Part<'_>]) -> Vec<u8>) -> Option<Vec<u8>> {
    bytes.starts_with(MARK).then(|| pack(&parts(bytes)))
}

/// One part: its name, and what stands in it.
pub struct Part<'b> {
    name: String,
    bytes: &'b [u8],
}

fn parts(mut bytes: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    while let Some(rest) = bytes.strip_prefix(MARK) {
        let end = rest.windows(MARK.len()).position(|window| window == MARK).unwrap_or(rest.len());
        let (part, next) = rest.split_at(end);
        let line = part.iter().position(|byte| *byte == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..line]).into_owned();
        parts.push(Part { name, bytes: part.get(line + 1..).unwrap_or_default() });
        bytes = next;
    }
    parts
}

/// A zip package that compresses nothing.
pub fn zip(parts: &[Part<'_>]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts {
        // A name that the writer refuses, or twice the same one, is a package without that part.
        if package.start_file(part.name.as_str(), options).is_ok() {
            package.write_all(part.bytes).expect("writing to memory does not fail");
        }
    }
    package.finish().expect("writing to memory does not fail").into_inner()
}

/// An OLE file with a stream a part.
pub fn ole(parts: &[Part<'_>]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("writing to memory does not fail");
    for part in parts {
        // What the writer panics at is no name.
        let is_name = part.name.len() <= 31 && part.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !part.name.is_empty()
            && is_name
            && let Ok(mut stream) = file.create_stream(format!("/{}", part.name))
        {
            stream.write_all(part.bytes).expect("writing to memory does not fail");
        }
    }
    file.flush().expect("writing to memory does not fail");
    file.into_inner().into_inner()
}

/// A PDF file of one page. The parts are its objects from the fourth on: the name is the inside of a
/// dictionary, and what stands in the part, if anything, is its stream. The fourth holds the resources of
/// the page and the fifth its content.
pub fn pdf(parts: &[Part<'_>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    let mut object = |body: &[u8]| {
        offsets.push(file.len());
        file.extend(format!("{} 0 obj\n", offsets.len()).into_bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    object(b"<</Type/Catalog/Pages 2 0 R>>");
    object(b"<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 4 0 R/Contents 5 0 R>>");
    for part in parts {
        let mut body = b"<<".to_vec();
        body.extend(part.name.as_bytes());
        if part.bytes.is_empty() {
            body.extend(b">>");
        } else {
            body.extend(format!("/Length {}>>\nstream\n", part.bytes.len()).into_bytes());
            body.extend(part.bytes);
            body.extend(b"\nendstream");
        }
        object(&body);
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", offsets.len() + 1).into_bytes());
    for offset in &offsets {
        file.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let end = format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", offsets.len() + 1);
    file.extend(end.into_bytes());
    file
}
