//! Marks that an editor left in the text: bookmarks, field codes, broken references.

use std::ops::Range;

/// The most bytes one mark may have; what is longer is text.
const LONGEST: usize = 240;

/// The words that field codes of Word open with.
const FIELDS: &[&str] = &[
    "HYPERLINK",
    "PAGEREF",
    "NUMPAGES",
    "PAGE",
    "TOC",
    "SEQ",
    "REF",
    "STYLEREF",
    "MERGEFIELD",
    "FORMTEXT",
    "DATE",
    "TIME",
];

/// What broken references say, before the closing mark.
const BROKEN: &[&str] = &[
    "错误！未找到引用源",
    "错误!未找到引用源",
    "错误！未定义书签",
    "错误!未定义书签",
    "错误！未找到目录项",
    "错误!未找到目录项",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
];

/// Whether a whole text can hold any mark; nearly all cannot, and are spared the search.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(i, b)| match b {
        b'[' => ["[bookmark", "[Bookmark", "[if ", "[endif"].iter().any(|mark| bytes[i..].starts_with(mark.as_bytes())),
        b'E' => bytes[i..].starts_with(b"Error! "),
        b'\\' => bytes.get(i + 2).is_none_or(|b| !b.is_ascii_alphabetic()),
        b'H' => bytes[i..].starts_with(b"HYPERLINK "),
        b'P' => bytes[i..].starts_with(b"PAGE"),
        b'{' => true,
        // 错 as the first of 错误.
        0xe9 => ["错误！", "错误!"].iter().any(|mark| bytes[i..].starts_with(mark.as_bytes())),
        _ => false,
    })
}

/// The first mark at or after a byte of a line.
pub fn find(line: &str, from: usize) -> Option<Range<usize>> {
    for (i, c) in line[from..].char_indices() {
        let at = from + i;
        let rest = &line[at..];
        let len = match c {
            '[' | '<' => bracket(rest),
            '{' => braces(rest),
            '错' | 'E' => broken(rest),
            'A'..='Z' if !line[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) => bare_field(rest),
            _ => None,
        };
        if let Some(len) = len {
            return Some(at..at + len);
        }
    }
    None
}

/// The start of a text, at most as long as a mark may be.
fn window(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `[bookmark: …]`, `[if !supportLists]`, `<![endif]>`.
fn bracket(text: &str) -> Option<usize> {
    let text = window(text);
    let (open, close) = match text {
        _ if text.starts_with("<!--[") => ("<!--", "-->"),
        _ if text.starts_with("<![") => ("<!", ">"),
        _ => ("", ""),
    };
    let body = text.get(open.len()..)?.strip_prefix('[')?;
    let known = ["bookmark:", "Bookmark:", "bookmark：", "if ", "endif"].iter().any(|word| body.starts_with(word));
    let end = open.len() + 1 + body.find(']')? + 1;
    known.then(|| if text[end..].starts_with(close) { end + close.len() } else { end })
}

/// `{ PAGE \* MERGEFORMAT }`
fn braces(text: &str) -> Option<usize> {
    let text = window(text);
    let body = text[1..].trim_start();
    let word = FIELDS.iter().find_map(|field| body.strip_prefix(field))?;
    word.starts_with([' ', '}', '\\']).then_some(())?;
    Some(text.find('}')? + 1)
}

/// `错误！未找到引用源。`
fn broken(text: &str) -> Option<usize> {
    let mark = BROKEN.iter().find(|mark| text.starts_with(*mark))?;
    let close = text[mark.len()..].chars().next().filter(|c| matches!(c, '。' | '.'));
    Some(mark.len() + close.map_or(0, char::len_utf8))
}

/// A field code without its braces: its word and at least one argument that only a field has.
fn bare_field(text: &str) -> Option<usize> {
    let text = window(text);
    let field = FIELDS.iter().find(|field| text.starts_with(*field))?;
    let mut end = field.len();
    loop {
        let rest = &text[end..];
        let argument = rest.trim_start_matches(' ');
        let gap = rest.len() - argument.len();
        let len = if let Some(quoted) = argument.strip_prefix('"') {
            quoted.find('"').map(|close| close + 2)
        } else if argument.starts_with('\\') || argument.starts_with("_Toc") || argument.starts_with("_Ref") {
            let stop = |c: char| c == ' ' || !c.is_ascii();
            Some(argument.find(stop).unwrap_or(argument.len()))
        } else {
            argument.starts_with("MERGEFORMAT").then_some("MERGEFORMAT".len())
        };
        match len {
            Some(len) if gap > 0 => end += gap + len,
            _ => break,
        }
    }
    (end > field.len()).then_some(end)
}
