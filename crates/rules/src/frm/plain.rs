//! Printed text in the form that words are looked up in, for the rules about form and wording.

use std::ops::Range;

use disclosure::{Disclosure, Folded, Passage, PassageKind, Span};

/// The folded text of a passage.
#[derive(Clone, Copy)]
pub(crate) struct Plain<'a>(&'a Passage);

impl<'a> Plain<'a> {
    /// That of a passage.
    pub const fn of(passage: &'a Passage) -> Self {
        Self(passage)
    }

    /// The folded text.
    pub fn as_str(&self) -> &'a str {
        self.0.folded.as_str()
    }

    /// A stretch of the folded text as a place in the document.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.0.folded_part(range)
    }
}

/// A printed text without white space and quotation marks.
pub(crate) fn plain(printed: &str) -> String {
    Folded::word(printed)
}

/// Paragraphs that state something: neither contents nor glossary.
pub(crate) fn prose(disclosure: &Disclosure) -> impl Iterator<Item = (usize, &Passage)> {
    disclosure
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.kind == PassageKind::Paragraph && !passage.is_glossary)
}

/// Everything but the contents and the glossary.
pub(crate) fn texts(disclosure: &Disclosure) -> impl Iterator<Item = (usize, &Passage)> {
    disclosure
        .passages
        .iter()
        .enumerate()
        .filter(|(_, passage)| passage.kind != PassageKind::Contents && !passage.is_glossary)
}

/// Whether a section, or one above it, has a word in its title.
pub(crate) fn under(disclosure: &Disclosure, section: Option<usize>, word: &str) -> bool {
    let mut current = disclosure.section(section);
    while let Some(section) = current {
        if section.title.contains(word) {
            return true;
        }
        current = disclosure.section(section.parent);
    }
    false
}

/// Whether a section explains terms; what stands there states nothing about the body.
pub(crate) fn in_glossary(disclosure: &Disclosure, section: Option<usize>) -> bool {
    disclosure.section(section).is_some_and(|section| section.is_glossary)
}

/// Whether a text holds any of some words.
pub(crate) fn holds_any<T: AsRef<str>>(text: &str, words: &[T]) -> bool {
    words.iter().any(|word| text.contains(word.as_ref()))
}

/// The sentences of a text, in bytes, without their full stop.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '。' | '！' | '!' | '\n') {
            if at > start {
                found.push(start..at);
            }
            start = at + c.len_utf8();
        }
    }
    if text.len() > start {
        found.push(start..text.len());
    }
    found
}

/// How many characters two texts have in common, in order.
pub(crate) fn common(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row = vec![0; b.len() + 1];
    for x in a.chars() {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == *y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Whether a character is Chinese writing.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The words that a money figure ends with.
pub(crate) const MONEY_ENDS: &[&str] = &["万元", "亿元", "元"];

/// A place for a finding about something that is not there: the first section whose title has a
/// word, else the body's name, else the first text.
pub(crate) fn anchor(disclosure: &Disclosure, words: &[&str]) -> Option<Span> {
    words
        .iter()
        .find_map(|word| disclosure.sections.iter().find(|section| section.title.contains(word)))
        .map(|section| section.span)
        .or(disclosure.body_span)
        .or_else(|| disclosure.passages.first().map(|passage| passage.span))
}

#[cfg(test)]
mod tests {
    use super::{common, sentences};

    #[test]
    fn compares_and_cuts() {
        assert_eq!(common("境外安保培训经费", "境外安保工作经费"), 6);
        assert_eq!(common("", "甲"), 0);
        let text = "甲。乙；丙。";
        let cut: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(cut, ["甲", "乙；丙"]);
    }
}
