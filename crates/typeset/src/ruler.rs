//! How wide texts are, and where their lines may end.

use ttf_parser::{Face, Tag};
use typst::text::Font;

use crate::literal::is_unseen;

/// Thousandths in an em.
pub const EM: i64 = 1000;
/// A word of letters and digits longer than this may be broken anywhere: addresses of web pages.
pub const LONGEST_WORD: usize = 12;
/// The weight that texts are set in.
const REGULAR: f32 = 400.0;

/// Measures texts in one face.
pub struct Ruler<'a> {
    face: Option<Face<'a>>,
}

impl<'a> Ruler<'a> {
    /// A ruler for a face. Without one every character is an em wide.
    pub fn new(font: Option<&'a Font>) -> Self {
        let mut face = font.and_then(|font| Face::parse(font.data(), font.index()).ok());
        if let Some(face) = &mut face {
            // A variable font draws its lightest or its boldest form where nothing is said; others ignore this.
            let _is_variable = face.set_variation(Tag::from_bytes(b"wght"), REGULAR);
        }
        Self { face }
    }

    /// The width of a character in thousandths of an em.
    pub fn width(&self, char: char) -> i64 {
        if is_unseen(char) {
            return 0;
        }
        let advance = self.face.as_ref().and_then(|face| {
            let units = face.glyph_hor_advance(face.glyph_index(char)?)?;
            (i64::from(units) * EM).checked_div(i64::from(face.units_per_em()))
        });
        advance.unwrap_or(EM)
    }

    /// The width of the widest line of a text that is not broken.
    pub fn longest_line(&self, text: &str) -> i64 {
        text.lines().map(|line| line.chars().map(|char| self.width(char)).sum()).max().unwrap_or(0)
    }

    /// The width of the widest unit of a text.
    pub fn longest_unit(&self, text: &str) -> i64 {
        text.lines().flat_map(|line| self.units(line)).max().unwrap_or(0)
    }

    /// How many lines a text takes in a width.
    pub fn n_lines(&self, text: &str, width: i64) -> i64 {
        text.split('\n').map(|line| n_lines(&self.units(line), width)).sum()
    }

    /// The widths of what no line break may part, in the order of a line.
    pub fn units(&self, line: &str) -> Vec<i64> {
        let mut units: Vec<i64> = Vec::new();
        let mut last: Option<char> = None;
        let mut n_letters = 0;
        for char in line.chars() {
            let is_bound = last.is_some_and(|last| is_opening(last) || is_closing(char));
            let is_in_word = is_letter(char) && last.is_some_and(is_letter) && n_letters < LONGEST_WORD;
            n_letters = if is_in_word { n_letters + 1 } else { usize::from(is_letter(char)) };
            match units.last_mut() {
                Some(unit) if is_bound || is_in_word => *unit += self.width(char),
                _ => units.push(self.width(char)),
            }
            last = Some(char);
        }
        units
    }
}

/// How many lines units take in a width.
pub fn n_lines(units: &[i64], width: i64) -> i64 {
    let (mut n, mut used) = (1, 0);
    for unit in units {
        if used > 0 && used + unit > width {
            (n, used) = (n + 1, 0);
        }
        used += unit;
    }
    n
}

/// Whether a character is part of words that are not broken between their letters.
pub fn is_letter(char: char) -> bool {
    !char.is_whitespace() && u32::from(char) < 0x2000
}

/// Whether a character is a mark that ends no line.
pub fn is_opening(char: char) -> bool {
    "（(“‘《〈【〔「『".contains(char)
}

/// Whether a character is a mark that begins no line.
fn is_closing(char: char) -> bool {
    "）)”’》〉】〕」』，。、；：！？,.;:!?%％‰…—".contains(char)
}

#[cfg(test)]
mod tests {
    use super::Ruler;

    #[test]
    fn figures_and_marks_stay_together() {
        let ruler = Ruler::new(None);
        for (text, unit, lines) in [
            ("", 0, 1),
            ("一般公共预算", 1000, 2),
            ("1,234.56", 8000, 1),
            ("类（款）", 3000, 1),
            ("共计12.30，其中", 6000, 3),
            ("一\n二", 1000, 2),
        ] {
            assert_eq!(ruler.longest_unit(text), unit, "{text}");
            assert_eq!(ruler.n_lines(text, 4000), lines, "{text}");
        }
    }

    #[test]
    fn addresses_are_broken() {
        assert_eq!(Ruler::new(None).longest_unit("https://www.example.org/notices"), 12_000);
    }
}
