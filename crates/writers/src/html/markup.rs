//! Text as markup.

/// Adds a text that shows just its own characters; a line break in it becomes `line_break`.
///
/// A browser shows blanks in a row, and at the ends of a text, as one or none; they are written as blanks that
/// it keeps. Control characters print nothing and are left out.
pub fn push(out: &mut String, text: &str, line_break: &str) {
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_edge = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\n');
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            ' ' if is_edge(before) || is_edge(next) => out.push_str("&#160;"),
            '\t' => out.push(' '),
            '\r' if next == Some('\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str(line_break),
            // Neither is one of the characters of HTML.
            c if c.is_control() || is_noncharacter(c) => {}
            c => out.push(c),
        }
        before = Some(c);
    }
}

/// A text as an attribute or a title holds it, in one line.
pub fn attribute(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = String::new();
    push(&mut out, &words.join(" "), " ");
    out
}

/// Whether a code point is reserved for use inside programs.
const fn is_noncharacter(c: char) -> bool {
    matches!(c as u32 & 0xfffe, 0xfffe) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

#[cfg(test)]
mod tests {
    use super::{attribute, push};

    #[test]
    fn text_shows_just_itself() {
        for (text, expected) in [
            ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"),
            ("甲 乙  丙", "甲 乙&#160;&#160;丙"),
            (" 甲 ", "&#160;甲&#160;"),
            ("甲\r\n乙\n丙", "甲|乙|丙"),
            ("甲\0\u{7}\u{ffff}乙", "甲乙"),
        ] {
            let mut out = String::new();
            push(&mut out, text, "|");
            assert_eq!(out, expected);
        }
        assert_eq!(attribute(" \"甲\"\n乙 "), "&quot;甲&quot; 乙");
    }
}
