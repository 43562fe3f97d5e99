//! Containers written out part by part, as `fuzz/src/packed.rs` puts them together again.

use std::io::{Cursor, Read as _};

/// What each part begins with; the same as in `fuzz/src/packed.rs`.
const MARK: &[u8] = b"\x0c\x0c\x0c";
/// The longest part that is written out: longer ones, mostly styles and pictures, only slow the fuzzer down.
const LONGEST_PART: u64 = 128 << 10;

/// The parts of a package or an OLE file, one behind the other; `None` when it is neither.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(b"PK") { package(bytes) } else { compound(bytes) }
}

fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut seed = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).ok()?;
        let name = file.name().ok()?.into_owned();
        // The readers open no other parts.
        if file.size() <= LONGEST_PART && (name.ends_with(".xml") || name.ends_with(".rels")) {
            let mut part = Vec::new();
            file.read_to_end(&mut part).ok()?;
            push(&mut seed, &name, &part);
        }
    }
    Some(seed)
}

fn compound(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let streams = file.read_root_storage().filter(|entry| entry.is_stream() && entry.len() <= LONGEST_PART);
    let names: Vec<String> = streams.map(|entry| entry.name().to_owned()).collect();
    let mut seed = Vec::new();
    for name in names.iter().filter(|name| !name.starts_with(char::is_control)) {
        let mut part = Vec::new();
        file.open_stream(format!("/{name}")).ok()?.read_to_end(&mut part).ok()?;
        push(&mut seed, name, &part);
    }
    Some(seed)
}

fn push(seed: &mut Vec<u8>, name: &str, part: &[u8]) {
    seed.extend([MARK, name.as_bytes(), b"\n", part].concat());
}
