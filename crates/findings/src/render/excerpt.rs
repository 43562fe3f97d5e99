//! A line of the document with a mark under a part of it.

use unicode_width::UnicodeWidthChar;

use crate::Excerpt;

/// The mark of everything that was left out.
const CUT: char = '…';

/// An excerpt in terminal columns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marked {
    /// The text to show.
    pub text: String,
    /// Columns before the mark.
    pub indent: usize,
    /// Columns of the mark; at least 1.
    pub width: usize,
}

/// One printed character as a terminal can show it: blanks become one space, and characters that
/// would steer the terminal or turn the direction of writing become `�`.
fn shown(c: char) -> char {
    match c {
        c if c.is_whitespace() && c != '\u{3000}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A text on one line, safe to send to a terminal.
pub fn one_line(text: &str) -> String {
    text.trim().chars().map(shown).collect()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// Cuts an excerpt to at most `limit` columns around its mark; what is cut away is marked with `…`.
pub fn mark(excerpt: &Excerpt, limit: usize) -> Marked {
    let chars: Vec<char> = excerpt.text.chars().map(shown).collect();
    let start = excerpt.start.min(chars.len());
    let end = excerpt.end.clamp(start, chars.len());
    let marked: usize = chars[start..end].iter().map(|c| columns(*c)).sum();
    // Two columns are kept for the cut marks.
    let room = limit.saturating_sub(2).max(1);

    let (mut from, mut to) = (start, start);
    let mut used = 0;
    if marked >= room {
        while to < end && used + columns(chars[to]) <= room {
            used += columns(chars[to]);
            to += 1;
        }
    } else {
        (to, used) = (end, marked);
        let mut grows = true;
        while grows {
            grows = false;
            if from > 0 && used + columns(chars[from - 1]) <= room {
                from -= 1;
                used += columns(chars[from]);
                grows = true;
            }
            if to < chars.len() && used + columns(chars[to]) <= room {
                used += columns(chars[to]);
                to += 1;
                grows = true;
            }
        }
    }

    // Blanks at the ends say nothing, as long as they are outside the mark.
    let mut text = String::new();
    if from == 0 && !excerpt.cut_before {
        while from < start && chars[from].is_whitespace() {
            from += 1;
        }
    }
    if from > 0 && chars[..from].iter().any(|c| !c.is_whitespace()) || excerpt.cut_before {
        text.push(CUT);
    }
    let lead: usize = text.chars().map(columns).sum();
    let indent = lead + chars[from..start].iter().map(|c| columns(*c)).sum::<usize>();
    let width = chars[start..end.min(to)].iter().map(|c| columns(*c)).sum::<usize>().max(1);
    text.extend(&chars[from..to]);
    if to < chars.len() && chars[to..].iter().any(|c| !c.is_whitespace()) || excerpt.cut_after {
        text.push(CUT);
    }
    Marked { text: text.trim_end().to_owned(), indent, width }
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Marked, mark};

    fn excerpt(text: &str, marked: &str) -> Excerpt {
        let start = text.find(marked).map(|at| text[..at].chars().count()).unwrap();
        Excerpt { text: text.to_owned(), start, end: start + marked.chars().count(), ..Excerpt::default() }
    }

    #[test]
    fn marks_stand_under_their_text() {
        for (text, marked, limit, expected) in [
            ("收入10.00万元", "10.00", 80, ("收入10.00万元", 4, 5)),
            ("收入１０万元", "１０", 80, ("收入１０万元", 4, 4)),
            ("\t\t18.60\t3", "18.60", 80, ("18.60 3", 0, 5)),
            ("  收入 10", "10", 80, ("收入 10", 5, 2)),
            // Ten columns, two of them for the cut marks.
            ("一二三四五6七八九十", "6", 10, ("…四五6七…", 5, 1)),
            ("6七八九十十一", "6", 10, ("6七八九…", 0, 1)),
            ("一二三四五六6", "6", 10, ("…四五六6", 7, 1)),
            ("一二三四五六七八九十", "一二三四五六七八九十", 10, ("一二三四…", 0, 8)),
            // Nothing may steer the terminal.
            ("红\u{1b}[31m7\u{202e}", "7", 80, ("红\u{fffd}[31m7\u{fffd}", 7, 1)),
        ] {
            let found = mark(&excerpt(text, marked), limit);
            let expected = Marked { text: expected.0.to_owned(), indent: expected.1, width: expected.2 };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_empty_mark_and_a_mark_outside_are_shown() {
        let at_end = Excerpt { text: "缺".to_owned(), start: 9, end: 12, ..Excerpt::default() };
        assert_eq!(mark(&at_end, 80), Marked { text: "缺".to_owned(), indent: 2, width: 1 });
        let cut = Excerpt { text: "缺".to_owned(), start: 0, end: 0, cut_before: true, cut_after: true };
        assert_eq!(mark(&cut, 80), Marked { text: "…缺…".to_owned(), indent: 1, width: 1 });
    }
}
