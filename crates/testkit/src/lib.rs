//! What tests of several crates need: the examples, the real documents beside the checkout, the same
//! text in other encodings, and slips of a typist.
//!
//! A development dependency only; nothing of the program may use it.
//!
//! Reading order: [`examples`], [`real_documents`], [`encodings`], [`slips`], [`Docx`], [`Pdf`].

pub mod books;
pub mod docx;
mod pdf;

pub use docx::Docx;
pub use pdf::{Pdf, PdfPage};

use std::{
    env, fs,
    ops::Range,
    path::{Path, PathBuf},
};

/// A document by name.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The file name.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The example disclosures of the repository.
pub fn examples() -> Vec<Sample> {
    read_folder(&repository().join("examples"), "txt")
}

/// The example disclosure without mistakes; the other one has a dozen.
pub fn clean_example() -> Sample {
    let clean = examples().into_iter().find(|sample| sample.name.contains("决算"));
    clean.expect("the repository has a final-accounts example")
}

/// The real text disclosures beside the checkout, when they are there.
///
/// **Shape.** The folder is `$MINGZHANG_SHARED` or `../shared`; without it the caller says that this part
/// of the tests was left out.
pub fn real_documents() -> Option<Vec<Sample>> {
    let found = real_files("corpus/seeds", "txt");
    (!found.is_empty()).then_some(found)
}

/// The files of a kind in a folder beside the checkout; none where there is no such folder.
pub fn real_files(folder: &str, extension: &str) -> Vec<Sample> {
    let shared = env::var_os("MINGZHANG_SHARED").map_or_else(|| repository().join("../shared"), PathBuf::from);
    read_folder(&shared.join(folder), extension)
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read_folder(folder: &Path, wanted: &str) -> Vec<Sample> {
    let mut found: Vec<Sample> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == wanted))
        .filter_map(|entry| {
            let bytes = fs::read(entry.path()).ok()?;
            Some(Sample { name: entry.file_name().to_string_lossy().into_owned(), bytes })
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The same text as an office might save it: with a byte order mark, with other line ends, in GBK.
pub fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let crlf = text.replace('\n', "\r\n");
    vec![
        ("UTF-8 with a byte order mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("UTF-8 with CRLF", crlf.clone().into_bytes()),
        ("UTF-8 with CR", text.replace('\n', "\r").into_bytes()),
        ("GB18030", gbk.into_owned()),
        ("GB18030 with CRLF", encoding_rs::GB18030.encode(&crlf).0.into_owned()),
    ]
}

/// One slip: a text with one figure changed.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What was done.
    pub kind: &'static str,
    /// The figure as it was.
    pub before: String,
    /// The figure as it is now.
    pub after: String,
    /// The changed text.
    pub text: String,
}

/// The slips that a typist makes with the figure at a place: a digit wrong, two swapped, one
/// dropped, one doubled. A slip that leaves the number as it was is left out.
///
/// **Shape.** `range` are the bytes of a number with at least one digit.
pub fn slips(text: &str, range: Range<usize>) -> Vec<Slip> {
    let before = &text[range.clone()];
    let digits: Vec<usize> = before.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    let value = |figure: &str| figure.replace(',', "").parse::<i128>().ok();
    let number = |figure: &str| {
        let plain = figure.replace([',', '.'], "");
        plain.parse::<i128>().ok().or_else(|| value(figure))
    };
    let mut out: Vec<Slip> = Vec::new();
    let mut add = |kind: &'static str, after: String| {
        if number(&after) != number(before) {
            let text = format!("{}{after}{}", &text[..range.start], &text[range.end..]);
            out.push(Slip { kind, before: before.to_owned(), after, text });
        }
    };
    let (Some(first), Some(last)) = (digits.first().copied(), digits.last().copied()) else { return out };
    let digit = |at: usize| before.as_bytes()[at] - b'0';
    let with = |at: usize, new: u8| {
        let mut figure = before.to_owned();
        figure.replace_range(at..=at, &new.to_string());
        figure
    };
    add("first digit wrong", with(first, digit(first) % 9 + 1));
    let middle = digits[digits.len() / 2];
    add("middle digit wrong", with(middle, (digit(middle) + 4) % 10));
    if digits.len() > 1 {
        let (a, b) = (digits[0], digits[1]);
        let mut swapped = with(a, digit(b));
        swapped.replace_range(b..=b, &digit(a).to_string());
        add("two digits swapped", swapped);
    }
    let integer = before.split('.').next().unwrap_or(before);
    if integer.bytes().filter(u8::is_ascii_digit).count() > 1 {
        let mut dropped = before.to_owned();
        dropped.remove(first);
        add("digit dropped", dropped.trim_start_matches(',').to_owned());
    }
    if last > 0 {
        let mut doubled = before.to_owned();
        doubled.insert(first, char::from(b'0' + digit(first)));
        add("digit doubled", doubled);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn slips_change_the_number() {
        let text = "共计120.50万元";
        let at = text.find('1').unwrap();
        let found: Vec<String> = slips(text, at..at + 6).into_iter().map(|slip| slip.text).collect();
        assert_eq!(found, ["共计220.50万元", "共计124.50万元", "共计210.50万元", "共计20.50万元", "共计1120.50万元"]);
    }
}
