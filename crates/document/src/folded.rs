//! Text in the form that words are looked up in.

use std::ops::Range;

use quantity::fold_char;

/// A text without white space, quotation marks and emphasis marks, with full-width forms made
/// plain, that still knows where each of its bytes stood in the printed text.
///
/// `“三公” 经费　１０ 万元` becomes `三公经费10万元`; words are found whatever the spacing and quoting.
/// Only white space between two digits stays, as one space: it parts two numbers.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, and for its end, the byte of the printed text.
    origin: Vec<u32>,
}

impl Folded {
    /// Folds a printed text.
    pub fn new(printed: &str) -> Self {
        let mut text = String::with_capacity(printed.len());
        let mut origin = Vec::with_capacity(printed.len() + 1);
        let mut end = 0;
        for (at, c) in printed.char_indices() {
            // Most characters are ideographs, which stand for themselves.
            if is_ideograph(c) {
                text.push(c);
                origin.extend_from_slice(&[at as u32; 3]);
                end = at + 3;
                continue;
            }
            if !is_kept(c) {
                continue;
            }
            let plain = fold_char(c);
            if end < at && plain.is_ascii_digit() && text.ends_with(|last: char| last.is_ascii_digit()) {
                // `07100133 1.14` must not become one number.
                text.push(' ');
                origin.push(end as u32);
            }
            text.push(plain);
            origin.extend(std::iter::repeat_n(at as u32, plain.len_utf8()));
            end = at + c.len_utf8();
        }
        origin.push(end as u32);
        Self { text, origin }
    }

    /// Folds a word of a word list, for which positions do not matter.
    pub fn word(printed: &str) -> String {
        let mut word = String::with_capacity(printed.len());
        for c in printed.chars() {
            if is_ideograph(c) {
                word.push(c);
            } else if is_kept(c) {
                word.push(fold_char(c));
            }
        }
        word
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// A stretch of the folded text as a stretch of the printed text, inner blanks included.
    pub fn printed(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origin[range.start] as usize;
        if range.end <= range.start {
            return start..start;
        }
        // The end of the last character: the printed start of that character plus its length is
        // not stored, so it is the start of the next kept character minus what was dropped, which
        // only the printed text knows; callers trim with `printed_in`.
        let end = self.origin[range.end] as usize;
        start..end.max(start)
    }

    /// As [`Self::printed`], without dropped characters at the end.
    pub fn printed_in(&self, printed: &str, range: Range<usize>) -> Range<usize> {
        let found = self.printed(range);
        let body = printed[found.clone()].trim_end_matches(|c| !is_kept(c));
        found.start..found.start + body.len()
    }
}

/// Whether a character is one of the common ideographs, each three bytes long.
fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether a character takes part in looking up words.
fn is_kept(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(
            c,
            '“' | '”'
                | '"'
                | '＂'
                | '‘'
                | '’'
                | '「'
                | '」'
                | '*'
                | '＊'
                | '\u{feff}'
                | '\u{200b}'
                | '\u{ad}'
                | '\u{7}'
        )
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn folds_and_finds_back() {
        let printed = "“三公” 经费　１０ 万元，其中";
        let folded = Folded::new(printed);
        assert_eq!(folded.as_str(), "三公经费10万元,其中");
        let at = folded.as_str().find("10").unwrap();
        assert_eq!(&printed[folded.printed_in(printed, at..at + 2)], "１０");
        assert_eq!(&printed[folded.printed_in(printed, at..at + 2 + "万元".len())], "１０ 万元");
        let end = folded.as_str().len();
        assert_eq!(&printed[folded.printed_in(printed, at..end)], "１０ 万元，其中");
        assert_eq!(Folded::new("07100133 1.14 万元").as_str(), "07100133 1.14万元");
    }
}
