//! The words around a figure of running text.

use disclosure::{Disclosure, Passage, Span};
use quantity::fold_char;

/// The passage that a span lies in.
pub(crate) fn passage(disclosure: &Disclosure, span: Span) -> Option<&Passage> {
    disclosure.passage_of(span).map(|(_, passage)| passage)
}

/// What is printed before a span in its passage.
pub(crate) fn before(disclosure: &Disclosure, span: Span) -> &str {
    let passage = passage(disclosure, span);
    passage.and_then(|p| p.text.get(..span.range().start.saturating_sub(p.span.range().start))).unwrap_or("")
}

/// What is printed after a span in its passage.
pub(crate) fn after(disclosure: &Disclosure, span: Span) -> &str {
    let passage = passage(disclosure, span);
    passage.and_then(|p| p.text.get(span.range().end.saturating_sub(p.span.range().start)..)).unwrap_or("")
}

/// What is printed between two spans of one passage, in reading order.
pub(crate) fn between(disclosure: &Disclosure, first: Span, second: Span) -> Option<&str> {
    let passage = passage(disclosure, first).filter(|_| first.text == second.text)?;
    let start = passage.span.range().start;
    passage.text.get(first.range().end.checked_sub(start)?..second.range().start.checked_sub(start)?)
}

/// The part of a text after its last full stop: the sentence that goes on.
pub(crate) fn open_sentence(text: &str) -> &str {
    text.rfind(['。', '！', '？']).map_or(text, |at| text[at..].split_at(STOP_LEN).1)
}

/// The part of a text up to its first full stop.
pub(crate) fn rest_of_sentence(text: &str) -> &str {
    text.find(['。', '！', '？']).map_or(text, |at| &text[..at])
}

/// Bytes of 。, ！ and ？ in UTF-8.
const STOP_LEN: usize = '。'.len_utf8();

/// A text without white space and quotation marks, full-width forms folded: as labels are kept.
pub(crate) fn squeeze(text: &str) -> String {
    let is_quote = |c: char| matches!(c, '“' | '”' | '"' | '‘' | '’');
    let mut squeezed = String::with_capacity(text.len());
    squeezed.extend(text.chars().filter(|c| !c.is_whitespace() && !is_quote(*c)).map(fold_char));
    squeezed
}
