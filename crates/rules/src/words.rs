//! Finding many words in one pass over a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A list of words, the longest of which wins where several begin together.
pub struct Words(AhoCorasick);

impl Words {
    /// A finder of the words, which keep their order.
    pub fn new<T: AsRef<[u8]>>(words: impl IntoIterator<Item = T>) -> Self {
        let matcher =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA)).build(words);
        Self(matcher.expect("a few hundred words are within the matcher's limits"))
    }

    /// The words in a text, left to right: the index of each, and where it stands.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.0.find_iter(text).map(|found| (found.pattern().as_usize(), found.range()))
    }

    /// Whether a text holds any of the words.
    pub fn stand_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}
