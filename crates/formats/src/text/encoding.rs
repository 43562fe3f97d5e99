//! From bytes to text.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

use crate::Error;

/// Bytes that the guess of an encoding looks at, from the first that is not ASCII.
///
/// Some thousand Chinese characters settle it; the guess is far slower than all the rest.
const SAMPLE: usize = 4 << 10;

/// Decodes a text file; bytes that are no text become U+FFFD.
///
/// **Errors.** [`Error::Unsupported`] for NUL and many control characters, [`Error::NotText`] when a
/// twentieth of the text cannot be decoded.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    let text = match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Err(Error::NotText),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        _ => by_content(bytes)?,
    };
    if is_binary(text.as_bytes()) {
        return Err(Error::Unsupported { what: "unknown binary" });
    }
    // Every replacement character is three bytes long, as most Chinese characters are.
    if text.contains('\u{fffd}') && text.matches('\u{fffd}').count() > text.len() / 3 / 20 + 1 {
        return Err(Error::NotText);
    }
    Ok(text)
}

/// Decodes a text without byte order mark.
fn by_content(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    // Some editors write NUL between the letters of UTF-16; no multi-byte encoding has any.
    if bytes.contains(&0) {
        return Err(Error::Unsupported { what: "unknown binary" });
    }
    if is_damaged_utf8(bytes) {
        return Ok(String::from_utf8_lossy(bytes));
    }
    let (text, flawed) = GB18030.decode_without_bom_handling(bytes);
    let guess = guess(bytes);
    if guess == GBK || guess == GB18030 {
        return Ok(text);
    }
    let (other, other_flawed) = guess.decode_without_bom_handling(bytes);
    // One broken byte rules GBK out for the guess, and a single-byte encoding is never flawed.
    let is_chinese = if guess.is_single_byte() { !flawed || is_mostly_chinese(&text) } else { other_flawed };
    Ok(if is_chinese { text } else { other })
}

/// Whether most of what is not ASCII is Chinese and hardly anything is broken.
fn is_mostly_chinese(text: &str) -> bool {
    let count = |found: fn(char) -> bool| text.chars().filter(|c| found(*c)).count();
    let chinese = count(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    chinese * 2 >= count(|c| !c.is_ascii()) && count(|c| c == '\u{fffd}') * 20 <= chinese
}

/// The likeliest encoding of a text that is not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let body = &bytes[bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0)..];
    let sample = &body[..body.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == body.len());
    detector.guess(Some(b"cn"), Utf8Detection::Deny)
}

/// Whether the text is UTF-8 with some broken bytes, as a file cut off or patched by hand.
///
/// Text in GB 18030 read as UTF-8 is broken at nearly every character.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken * 20
}

/// Whether there are control characters that no text has.
fn is_binary(text: &[u8]) -> bool {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x07 | 0x0b | 0x0c | 0x1a);
    // Word leaves a few of its own marks in text, so that one in a hundred is let pass.
    let count = text.iter().filter(|b| control(**b)).count();
    text.contains(&0) || count > 4 + text.len() / 100
}
