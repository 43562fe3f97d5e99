//! What `rwml` does not tell, said in words that it does.
//!
//! It knows neither which characters were deleted while changes were tracked, nor how Chinese lists
//! count: deleted figures would be read as printed, and 一、二、 as 1、2、. Both are one value of a
//! property, so that value is exchanged in a copy of the file for another of the same length which
//! `rwml` reports and which has no other use here.

use super::container::{Container, offset_at, u16_at};
use crate::Error;

/// A file that is ready for `rwml`.
pub struct Prepared {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether runs that go from right to left are deleted text.
    pub has_deletions: bool,
}

/// `sprmCFRMarkDel`: deleted while changes were tracked (MS-DOC 2.6.1).
const DELETED: u16 = 0x0800;
/// `sprmCFBiDi`: written from right to left, which nothing in a Chinese document is.
const RIGHT_TO_LEFT: u16 = 0x085A;
/// Where the head says where the list of pages of character properties stands (`fcPlcfBteChpx`).
const CHARACTER_PAGES: usize = 0x00FA;
/// Where the head says where the list formats stand (`fcPlfLst`).
const LISTS: usize = 0x02E2;
/// A page of properties.
const PAGE: usize = 512;

/// How Chinese lists may count (MS-OSHARED 2.2.1.3): 一 二 三, by digits or with 十.
const CHINESE_COUNTS: [u8; 7] = [0x0A, 0x0B, 0x11, 0x21, 0x23, 0x25, 0x27];
/// Counts in Korean words of the same build, which `rwml` can print.
const KOREAN_COUNT: u8 = 0x2B;
/// Korean digits and units, and the Chinese ones that they stand for here.
const DIGITS: [(char, char); 13] = [
    ('영', '〇'),
    ('일', '一'),
    ('이', '二'),
    ('삼', '三'),
    ('사', '四'),
    ('오', '五'),
    ('육', '六'),
    ('칠', '七'),
    ('팔', '八'),
    ('구', '九'),
    ('십', '十'),
    ('백', '百'),
    ('천', '千'),
];

/// Makes a file ready.
pub fn prepare(bytes: &[u8]) -> Result<Prepared, Error> {
    let mut container = Container::open(bytes)?;
    let marks = character_marks(&container);
    let has_deletions = marks.iter().any(|mark| mark.property == DELETED && mark.is_on);
    if has_deletions {
        for mark in marks {
            let [low, high] = RIGHT_TO_LEFT.to_le_bytes();
            let on = u8::from(mark.property == DELETED && mark.is_on);
            container.main[mark.at..mark.at + 3].copy_from_slice(&[low, high, on]);
        }
    }
    let counts = chinese_counts(&container.table, &container.main);
    for at in &counts {
        container.table[*at] = KOREAN_COUNT;
    }
    let is_changed = has_deletions || !counts.is_empty();
    let bytes = if is_changed { container.rewritten()? } else { bytes.to_vec() };
    Ok(Prepared { bytes, has_deletions })
}

/// The number that Word prints before a paragraph of a list, as `rwml` gives it for a prepared file.
pub fn label(label: &str) -> String {
    let chinese = |c| DIGITS.iter().find(|(korean, _)| *korean == c).map_or(c, |(_, chinese)| *chinese);
    label.chars().map(chinese).collect()
}

/// A property of one byte in the main stream.
struct Mark {
    /// Where its code stands, two bytes before its value.
    at: usize,
    property: u16,
    is_on: bool,
}

/// All marks of deleted and of right-to-left characters.
fn character_marks(container: &Container) -> Vec<Mark> {
    let mut marks = Vec::new();
    for page in character_pages(container).unwrap_or_default() {
        let Some(bytes) = container.main.get(page..page + PAGE) else { continue };
        let runs = usize::from(bytes[PAGE - 1]);
        // The ends of the runs, and then for each run where its properties stand, in words.
        let first = 4 * (runs + 1);
        for at in bytes.get(first..(first + runs).min(PAGE)).unwrap_or_default() {
            let start = 2 * usize::from(*at);
            if start == 0 {
                continue;
            }
            let length = usize::from(bytes[start]);
            let end = (start + 1 + length).min(PAGE - 1);
            properties(bytes, start + 1, end, |at, property| {
                if matches!(property, DELETED | RIGHT_TO_LEFT) {
                    marks.push(Mark { at: page + at, property, is_on: bytes[at + 2] == 1 });
                }
            });
        }
    }
    // Runs of the same properties share them.
    marks.sort_by_key(|mark| mark.at);
    marks.dedup_by_key(|mark| mark.at);
    marks
}

/// Where the pages of character properties begin in the main stream.
fn character_pages(container: &Container) -> Option<Vec<usize>> {
    let start = offset_at(&container.main, CHARACTER_PAGES)?;
    let length = offset_at(&container.main, CHARACTER_PAGES + 4)?;
    // n + 1 ends of stretches of text, and then n numbers of pages.
    let pages = length.checked_sub(4)? / 8;
    let numbers = start.checked_add(4 * (pages + 1))?;
    let list = container.table.get(numbers..numbers.checked_add(4 * pages)?)?;
    Some((0..pages).filter_map(|i| offset_at(list, 4 * i)?.checked_mul(PAGE)).collect())
}

/// Calls with the place and code of each property of a list (MS-DOC 2.2.5.1), while all of it is there.
fn properties(bytes: &[u8], start: usize, end: usize, mut each: impl FnMut(usize, u16)) {
    let mut at = start;
    while let Some(property) = u16_at(bytes, at) {
        let size = match property >> 13 {
            0 | 1 => 1,
            2 | 4 | 5 => 2,
            3 => 4,
            7 => 3,
            _ => 1 + bytes.get(at + 2).map_or(0, |length| usize::from(*length)),
        };
        if at + 2 + size > end {
            return;
        }
        each(at, property);
        at += 2 + size;
    }
}

/// Where the table stream says that a level of a list counts in Chinese.
fn chinese_counts(table: &[u8], main: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    // A list that is cut off ends the search: what was found before it stands.
    let _ = find_chinese_counts(table, main, &mut found);
    found
}

fn find_chinese_counts(table: &[u8], main: &[u8], found: &mut Vec<usize>) -> Option<()> {
    /// Bytes of the head of a list, and of the head of a level.
    const HEAD: usize = 28;
    let start = offset_at(main, LISTS)?;
    if offset_at(main, LISTS + 4)? == 0 {
        return None;
    }
    let lists = usize::from(u16_at(table, start)?);
    let heads = start.checked_add(2)?;
    let mut at = heads.checked_add(HEAD * lists)?;
    for list in 0..lists {
        let is_simple = table.get(heads + HEAD * list + 26)? & 1 == 1;
        for _ in 0..if is_simple { 1 } else { 9 } {
            let head = table.get(at..at.checked_add(HEAD)?)?;
            if CHINESE_COUNTS.contains(&head[4]) {
                found.push(at + 4);
            }
            let words = at + HEAD + usize::from(head[24]) + usize::from(head[25]);
            at = words + 2 + 2 * usize::from(u16_at(table, words)?);
        }
    }
    Some(())
}
