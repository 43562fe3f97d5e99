//! Running heads and foots.

use std::collections::HashMap;

use super::{
    layout::{Layout, Piece},
    line::Line,
    page::POINT,
};

/// The part of a page, in percent of its height, in which heads and foots stand.
const MARGIN: i32 = 12;
/// How far a running line may move from page to page.
const DRIFT: i32 = 4 * POINT;
/// No page has a higher number.
const MOST_PAGES: i64 = 10_000;
/// On how many pages a line must stand to be a running head or foot.
const FEWEST_PAGES: usize = 3;

/// A line in the margin of a page.
struct Candidate {
    /// Its index among the pieces of the page.
    index: usize,
    /// Its words without blanks.
    words: String,
    /// Its words without digits.
    bare: String,
    /// How far each of its numbers is from that of the page.
    offsets: Vec<i64>,
    /// How far down it stands.
    height: i32,
}

/// How far down lines of the same words stand, from top to bottom.
type Heights<'a> = HashMap<(&'a str, i64), Vec<i32>>;

/// Takes the running heads and foots off all pages and returns them.
///
/// A page number is known by its form and place. Any other line is one when the same words stand at
/// the same height on at least three pages and on a third of all; or on most pages, with a number that
/// grows with the pages.
pub fn take(layouts: &mut [Layout]) -> Vec<(u32, Line)> {
    let candidates: Vec<Vec<Candidate>> = layouts.iter().map(candidates).collect();
    let (mut same, mut counted) = (Heights::new(), Heights::new());
    for own in candidates.iter().flatten() {
        same.entry((&own.words, 0)).or_default().push(own.height);
        for offset in &own.offsets {
            counted.entry((&own.bare, *offset)).or_default().push(own.height);
        }
    }
    same.values_mut().chain(counted.values_mut()).for_each(|heights| heights.sort_unstable());
    let n_pages = layouts.len();
    let n_near = |heights: &Heights<'_>, key: (&str, i64), height: i32| {
        let heights = heights.get(&key).map_or(&[] as &[i32], Vec::as_slice);
        heights.partition_point(|at| *at <= height + DRIFT) - heights.partition_point(|at| *at < height - DRIFT)
    };
    let mut taken = Vec::new();
    for (layout, own) in layouts.iter_mut().zip(&candidates) {
        let is_running = |own: &Candidate| {
            let n_same = n_near(&same, (&own.words, 0), own.height);
            let n_counted = own.offsets.iter().map(|offset| n_near(&counted, (&own.bare, *offset), own.height));
            let n_counted = n_counted.max().unwrap_or(0);
            n_same >= FEWEST_PAGES && 3 * n_same >= n_pages || n_counted >= FEWEST_PAGES && 3 * n_counted >= 2 * n_pages
        };
        for own in own.iter().rev() {
            let is_number = match &layout.pieces[own.index] {
                Piece::Line(line) => is_page_number(&line.text()),
                Piece::Table(_) => false,
            };
            if (is_number || is_running(own))
                && let Piece::Line(line) = layout.pieces.remove(own.index)
            {
                taken.push((layout.page, line));
            }
        }
    }
    taken
}

/// The lines in the margins of a page.
fn candidates(layout: &Layout) -> Vec<Candidate> {
    let margin = layout.height / 100 * MARGIN;
    let is_margin = |line: &Line| line.area.bottom <= margin || line.area.top >= layout.height - margin;
    let lines = layout.pieces.iter().enumerate().filter_map(|(index, piece)| match piece {
        Piece::Line(line) if is_margin(line) => {
            let words = line.words();
            let numbers = words.split(|char: char| !char.is_ascii_digit()).filter_map(|digits| digits.parse().ok());
            let near = numbers.filter(|number: &i64| *number < MOST_PAGES);
            let mut offsets: Vec<i64> = near.map(|number| number - i64::from(layout.page)).collect();
            offsets.sort_unstable();
            offsets.dedup();
            let bare = words.chars().filter(|char| !char.is_ascii_digit()).collect();
            Some(Candidate { index, words, bare, offsets, height: line.area.center_y() })
        }
        _ => None,
    });
    lines.collect()
}

/// 3, - 3 -, 第3页, 第 3 页 共 20 页, 3/20, Page 3 of 20, iii.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    let bare = bare.trim_matches(|char: char| "-—–－―_·•~～|()（）[]【】<>《》".contains(char));
    let is_roman = |text: &str| (1..=6).contains(&text.len()) && text.chars().all(|char| "ivxlIVXL".contains(char));
    if is_roman(bare) || bare.chars().count() == 1 && bare.starts_with(|char| ('Ⅰ'..='ⅿ').contains(&char)) {
        return true;
    }
    let (english, bare) = match bare.strip_prefix("Page").or_else(|| bare.strip_prefix('P')) {
        Some(rest) => (true, rest.replace("of", "/")),
        None => (false, bare.to_owned()),
    };
    let n_digits = bare.chars().filter(char::is_ascii_digit).count();
    let marks = |char: char| char.is_ascii_digit() || matches!(char, '第' | '页' | '共' | '总' | '/' | '，' | ',');
    let is_number = bare.chars().all(|char| char.is_ascii_digit()) && n_digits <= 4;
    (1..=8).contains(&n_digits)
        && bare.chars().all(marks)
        && (is_number || english || bare.contains('页') || bare.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers() {
        for text in [
            "3",
            "- 3 -",
            "— 12 —",
            "第3页",
            "第 3 页 共 20 页",
            "3/20",
            "第3页，共20页",
            "Page 3 of 20",
            "iv",
            "— ii —",
            "Ⅲ",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["", "-", "2024.5", "2024年", "12345", "3、", "共", "第三页"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
