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
