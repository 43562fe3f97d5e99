//! Lists of properties, and the pages of 512 bytes that say which characters have which.

use super::container::{Container, offset_at, u16_at};

/// Where the head names the pages of character properties (`fcPlcfBteChpx`), and of paragraphs.
const CHARACTER_PAGES: usize = 0x00FA;
const PARAGRAPH_PAGES: usize = 0x0102;
/// A page of properties.
const PAGE: usize = 512;
/// `sprmPHugePapx` and its older form: the properties of the paragraph stand in the data stream.
const HUGE: [u16; 2] = [0x6646, 0x6645];
/// The longest list in the data stream (MS-DOC 2.9.208, `cbGrpprl`).
const HUGE_LIMIT: usize = 0x3FA2;

/// One property: its code and the bytes of its value.
pub type Property<'b> = (u16, &'b [u8]);

/// The properties of a list (MS-DOC 2.2.5.1), up to the first that is cut off.
pub fn properties(mut list: &[u8]) -> impl Iterator<Item = Property<'_>> {
    /// `sprmTDefTable`: its length takes two bytes and counts one too many.
    const TABLE: u16 = 0xD608;
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let (before, size) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE => (2, usize::from(u16_at(list, 2)?).saturating_sub(1)),
            _ => (1, usize::from(*list.get(2)?)),
        };
        let value = list.get(2 + before..2 + before + size)?;
        list = &list[2 + before + size..];
        Some((code, value))
    })
}

/// What of the properties of characters matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// Not printed.
    pub hidden: bool,
    /// Added while changes were tracked.
    pub inserted: bool,
    /// Deleted while changes were tracked.
    pub deleted: bool,
    /// The character of a symbol font that stands for it.
    pub symbol: Option<u16>,
    /// Where its picture stands in the data stream.
    pub picture: Option<u32>,
}

impl Look {
    fn of(list: &[u8]) -> Self {
        let mut look = Self::default();
        for (code, value) in properties(list) {
            let is_on = value.first().is_some_and(|value| *value & 1 == 1);
            match code {
                0x083C => look.hidden = is_on,
                0x0800 => look.deleted = is_on,
                0x0801 => look.inserted = is_on,
                0x6A09 => look.symbol = u16_at(value, 2),
                0x6A03 => look.picture = super::container::u32_at(value, 0),
                _ => {}
            }
        }
        look
    }
}

/// A stretch of the main stream and what holds there.
struct Stretch<T> {
    from: u32,
    to: u32,
    what: T,
}

/// What holds at each place of the main stream.
pub struct Map<T>(Vec<Stretch<T>>);

impl<T> Map<T> {
    fn new(mut stretches: Vec<Stretch<T>>) -> Self {
        stretches.sort_by_key(|stretch| stretch.from);
        Self(stretches)
    }

    /// What holds at a place.
    pub fn at(&self, place: u32) -> Option<&T> {
        let after = self.0.partition_point(|stretch| stretch.from <= place);
        let stretch = self.0.get(after.checked_sub(1)?)?;
        (place < stretch.to).then_some(&stretch.what)
    }
}

/// The looks of all characters that have one.
pub fn looks(container: &Container) -> Map<Look> {
    let mut stretches = Vec::new();
    each_entry(container, CHARACTER_PAGES, 1, |from, to, page, at| {
        let length = page.get(at).map_or(0, |length| usize::from(*length));
        let what = Look::of(page.get(at + 1..at + 1 + length).unwrap_or_default());
        if what != Look::default() {
            stretches.push(Stretch { from, to, what });
        }
    });
    Map::new(stretches)
}

/// The properties of a paragraph: its style and its own list.
#[derive(Clone, Copy)]
pub struct Own<'c> {
    /// Index of its style.
    pub style: u16,
    /// Its list.
    pub list: &'c [u8],
    /// A list that is too long for a page.
    pub huge: &'c [u8],
}

/// The properties of all paragraphs.
pub fn paragraphs(container: &Container) -> Map<Own<'_>> {
    let mut stretches = Vec::new();
    each_entry(container, PARAGRAPH_PAGES, 13, |from, to, page, at| {
        // The length counts words and one byte less; where it is 0, the next byte counts words (2.9.175).
        let (start, length) = match page.get(at) {
            Some(0) => (at + 2, page.get(at + 1).map_or(0, |words| 2 * usize::from(*words))),
            Some(words) => (at + 1, 2 * usize::from(*words) - 1),
            None => return,
        };
        let bytes = page.get(start..start + length).unwrap_or_default();
        let list = bytes.get(2..).unwrap_or_default();
        let huge = properties(list).find(|(code, _)| HUGE.contains(code));
        let huge = huge.and_then(|(_, value)| huge_list(&container.data, offset_at(value, 0)?));
        let what = Own { style: u16_at(bytes, 0).unwrap_or(0), list, huge: huge.unwrap_or_default() };
        stretches.push(Stretch { from, to, what });
    });
    Map::new(stretches)
}

fn huge_list(data: &[u8], at: usize) -> Option<&[u8]> {
    let length = usize::from(u16_at(data, at)?).min(HUGE_LIMIT);
    let end = at.checked_add(2 + length)?.min(data.len());
    data.get(at + 2..end)
}

/// Calls for each entry of the pages that the head names at a place: the stretch it is about, its page,
/// and where in the page its properties stand. `step` is what an entry takes besides its stretch.
fn each_entry<'c>(container: &'c Container, at: usize, step: usize, mut each: impl FnMut(u32, u32, &'c [u8], usize)) {
    let list = container.part(at);
    let n = list.len().saturating_sub(4) / 8;
    // A sound file names each page once.
    for i in 0..n.min(container.main.len() / PAGE) {
        let Some(start) = offset_at(list, 4 * (n + 1) + 4 * i).and_then(|page| page.checked_mul(PAGE)) else {
            continue;
        };
        let Some(page) = start.checked_add(PAGE).and_then(|end| container.main.get(start..end)) else { continue };
        let entries = usize::from(page[PAGE - 1]);
        for entry in 0..entries {
            let from = super::container::u32_at(page, 4 * entry);
            let to = super::container::u32_at(page, 4 * entry + 4);
            let word = page.get(4 * (entries + 1) + step * entry);
            let (Some(from), Some(to), Some(word)) = (from, to, word) else { break };
            if *word != 0 {
                each(from, to, page, 2 * usize::from(*word));
            } else if step > 1 {
                // A paragraph of style 0 without properties of its own.
                each(from, to, &[0; 4], 0);
            }
        }
    }
}
