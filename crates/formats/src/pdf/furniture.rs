//! Running heads and foots.

use super::{
    layout::{Layout, Piece},
    line::Line,
    page::POINT,
};

/// The part of a page, in percent of its height, in which heads and foots stand.
const MARGIN: i32 = 12;
/// How far a running line may move from page to page.
const DRIFT: i32 = 4 * POINT;
/// On how many pages a line must stand to be a running head or foot.
const FEWEST_PAGES: usize = 3;

/// Takes the running heads and foots off all pages and returns them.
///
/// A page number is known by its form and place. Any other line is one when the same words stand at
/// the same height on at least three pages and on a third of all.
pub fn take(layouts: &mut [Layout]) -> Vec<(u32, Line)> {
    let marks: Vec<Vec<(usize, String, i32)>> = layouts.iter().map(candidates).collect();
    let n_pages = layouts.len();
    let mut taken = Vec::new();
    for (layout, own) in layouts.iter_mut().zip(&marks) {
        let is_running = |words: &str, height: i32| {
            let on = marks.iter().filter(|page| {
                page.iter().any(|(_, other, at)| other == words && at.abs_diff(height) <= DRIFT.unsigned_abs())
            });
            let n = on.count();
            n >= FEWEST_PAGES && 3 * n >= n_pages
        };
        let mut drop: Vec<usize> = own
            .iter()
            .filter(|(index, words, height)| {
                let number = match &layout.pieces[*index] {
                    Piece::Line(line) => is_page_number(&line.text()),
                    Piece::Table(_) => false,
                };
                number || is_running(words, *height)
            })
            .map(|(index, ..)| *index)
            .collect();
        drop.sort_unstable();
        for index in drop.into_iter().rev() {
            if let Piece::Line(line) = layout.pieces.remove(index) {
                taken.push((layout.page, line));
            }
        }
    }
    taken
}

/// The lines in the margins of a page: index, words without digits and blanks, height.
fn candidates(layout: &Layout) -> Vec<(usize, String, i32)> {
    let margin = layout.height / 100 * MARGIN;
    let is_margin = |line: &Line| line.area.bottom <= margin || line.area.top >= layout.height - margin;
    let lines = layout.pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
        Piece::Line(line) if is_margin(line) => {
            let chars = line.glyphs.iter().map(|glyph| glyph.char);
            let words: String = chars.filter(|char| !char.is_whitespace() && !char.is_ascii_digit()).collect();
            Some((index, words, line.area.center_y()))
        }
        _ => None,
    });
    lines.collect()
}

/// 3, - 3 -, 第3页, 第 3 页 共 20 页, 3/20.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let bare = bare.trim_matches(['-', '—', '–', '－', '·', '~', '～']);
    let n_digits = bare.chars().filter(char::is_ascii_digit).count();
    let marks = |char: char| char.is_ascii_digit() || matches!(char, '第' | '页' | '共' | '/' | '，' | ',' | ' ');
    (1..=8).contains(&n_digits)
        && bare.chars().all(marks)
        && (bare.chars().all(|char| char.is_ascii_digit()) && n_digits <= 4
            || bare.contains('页')
            || bare.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 3 -", "— 12 —", "第3页", "第 3 页 共 20 页", "3/20", "第3页，共20页"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "-", "2024.5", "2024年", "12345", "3、", "共", "第三页"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
