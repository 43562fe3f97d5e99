//! The encoding of a page: its mark, what it declares, what its bytes look like.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Error, text::encoding};

/// How far into a page its encoding is looked for. Browsers stop at 1024 bytes, which styles that an
/// office program wrote into the head can fill.
const REACH: usize = 8 << 10;

/// Decodes a page. What a page declares may be wrong: bytes that are UTF-8 are read so.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    let marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0xef, 0xbb, 0xbf, ..]);
    if marked || std::str::from_utf8(bytes).is_ok() {
        return encoding::decode(bytes);
    }
    match declared(&bytes[..bytes.len().min(REACH)]) {
        // A page that can be searched for its declaration is not UTF-16.
        None => encoding::decode(bytes),
        Some(found) if found == UTF_8 || found == UTF_16LE || found == UTF_16BE => encoding::decode(bytes),
        // GB 18030 has all of GBK, and pages that call themselves GB 2312 have more than that.
        Some(found) if found == GBK => Ok(GB18030.decode_without_bom_handling(bytes).0),
        Some(found) => Ok(found.decode_without_bom_handling(bytes).0),
    }
}

/// The encoding that a page declares, in `meta charset`, `http-equiv` or the XML declaration.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    ["charset", "encoding"].into_iter().find_map(|word| {
        memchr::memmem::find_iter(&lower, word).find_map(|at| {
            let rest = lower[at + word.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')));
            Encoding::for_label(&rest[..end.unwrap_or(rest.len())])
        })
    })
}
