//! Texts as expressions of the typesetter that print them as they are.

use crate::ruler::{LONGEST_WORD, is_letter, is_opening};

/// An expression that prints a text literally: no character of it has a meaning to the typesetter.
///
/// A line break stays one; a word of letters that is too long for a line may be broken. Blanks are plain ones, and what
/// is not seen is left out.
pub fn text(printed: &str) -> String {
    expression(printed, true)
}

/// An expression that prints a figure, which is never broken.
pub fn figure(printed: &str) -> String {
    expression(printed, false)
}

fn expression(printed: &str, breaks_words: bool) -> String {
    let mut out = String::from("\"");
    let mut n_letters = 0;
    let mut last = None;
    for char in printed.chars() {
        let is_long = n_letters == LONGEST_WORD && is_letter(char);
        // Unicode binds a bracket to the percentage before it (UAX #14, LB25), which leaves a gap of several characters.
        let is_bracketed = last == Some('%') && is_opening(char);
        if breaks_words && (is_long || is_bracketed) {
            // A space that nobody sees, at which a line may end; one of no width would be left out.
            out.push_str("\" + h(0.01pt) + \"");
            n_letters = 0;
        }
        last = Some(char);
        n_letters = if is_letter(char) { n_letters + 1 } else { 0 };
        match char {
            '"' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            '\n' => out.push_str("\" + linebreak() + \""),
            '\t' => out.push_str("\" + h(2em) + \""),
            '\r' => {}
            // Fonts draw all blanks but that of Chinese with one shape, which would be read as the last of them wherever
            // it is printed; and marks that nobody sees with the same shape, which would be read as parts of figures.
            char if char.is_whitespace() && char != '\u{3000}' => out.push(' '),
            char if is_unseen(char) => {}
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

/// Whether a character has no shape and no width: it only steers others.
pub fn is_unseen(char: char) -> bool {
    let is_steering = matches!(
        char,
        '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'
    );
    is_steering || char.is_control()
}

#[cfg(test)]
mod tests {
    use super::{figure, text};

    #[test]
    fn nothing_has_a_meaning() {
        for (printed, expected) in [
            ("", r#""""#),
            ("#let *x* = $y$ @z // `w`", r##""#let *x* = $y$ @z // `w`""##),
            (r#"他说"是\否""#, r#""他说\"是\\否\"""#),
            ("一\r\n二\t三", r#""一" + linebreak() + "二" + h(2em) + "三""#),
            ("一\u{a0}二\u{2003}三\u{3000}四", "\"一 二 三\u{3000}四\""),
            ("\u{feff}1.00\u{200b}\u{ad}\u{7}", r#""1.00""#),
            ("95%（含）", r#""95%" + h(0.01pt) + "（含）""#),
            ("abcdefghijklmnop", r#""abcdefghijkl" + h(0.01pt) + "mnop""#),
        ] {
            assert_eq!(text(printed), expected);
        }
        assert_eq!(figure("1,234,567,890.12"), r#""1,234,567,890.12""#);
    }
}
