//! How long streams are when they are unpacked, found out without holding what is in them.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::{Filter, object::Stream};
use memchr::memmem::Finder;

/// The longest stream that is ever unpacked: more than any font, table of objects or page has.
pub const LONGEST_STREAM: u64 = 128 << 20;

/// How many bytes a byte of each packing can become at the most.
const MOST_OF_FLATE: u64 = 1032;
const MOST_OF_LZW: u64 = 2731;
const MOST_OF_RUNS: u64 = 64;

/// How long a stream is, or something above [`LONGEST_STREAM`] when it is longer or nobody can tell.
pub fn unpacked_length(stream: &Stream<'_>) -> u64 {
    let (raw, filters) = (stream.raw_data(), stream.filters());
    if *filters == [Filter::FlateDecode] {
        return inflated_length(&raw);
    }
    let most = filters.iter().fold(raw.len() as u64, |most, filter| {
        most.saturating_mul(match filter {
            Filter::FlateDecode => MOST_OF_FLATE,
            Filter::LzwDecode => MOST_OF_LZW,
            Filter::RunLengthDecode => MOST_OF_RUNS,
            _ => 1,
        })
    });
    if most > LONGEST_STREAM {
        return most;
    }
    // A picture is not unpacked here, and a broken stream is empty.
    stream.decoded_data().map_or(0, |data| data.len() as u64)
}

/// Whether a file has a stream of objects, or of places of objects, that is too long to be unpacked. The library
/// unpacks these as it opens a file, before anything can be asked of it.
///
/// Those of a file that is encrypted without a password cannot be told apart here.
pub fn has_endless_objects(file: &[u8]) -> bool {
    const LONGEST_HEAD: usize = 1024;
    // A name may be written with numbers for its letters.
    let (stream, marks) = (Finder::new("stream"), ["ObjStm", "XRef", "#"].map(Finder::new));
    let mut total: u64 = 0;
    for at in stream.find_iter(file) {
        let head = &file[at.saturating_sub(LONGEST_HEAD)..at];
        let head = &head[memchr::memmem::rfind(head, b" obj").unwrap_or(0)..];
        let body = &file[at + "stream".len()..];
        let body = body.strip_prefix(b"\r").unwrap_or(body);
        let Some(body) = body.strip_prefix(b"\n") else { continue };
        if !head.ends_with(b"end") && marks.iter().any(|mark| mark.find(head).is_some()) {
            total = total.saturating_add(inflated_length(body));
        }
        if total > LONGEST_STREAM {
            return true;
        }
    }
    false
}

/// As the library does, the two bytes before the packed data are passed over, and data without them is taken, too.
fn inflated_length(packed: &[u8]) -> u64 {
    match count(ZlibDecoder::new(packed)) {
        0 => count(DeflateDecoder::new(packed)).max(count(DeflateDecoder::new(packed.get(2..).unwrap_or_default()))),
        length => length,
    }
}

/// Up to the limit and a little more; what comes before a fault counts.
fn count(mut unpacking: impl Read) -> u64 {
    let mut length = 0;
    let mut some = vec![0; 1 << 16];
    while length <= LONGEST_STREAM {
        match unpacking.read(&mut some) {
            Ok(0) => break,
            Ok(n) => length += n as u64,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    length
}
