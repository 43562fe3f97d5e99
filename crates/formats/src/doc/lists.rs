//! The numbers that Word prints before the paragraphs of a list. They stand nowhere in the file: Word
//! counts anew whenever it prints, and so must a reader.

use std::collections::HashMap;

use super::container::{Container, offset_at, u16_at, u32_at};
use crate::numerals::Numerals;

/// Where the head names the lists (`fcPlfLst`), and the uses that paragraphs make of them (`fcPlfLfo`).
const LISTS: usize = 0x02E2;
const USES: usize = 0x02EA;
/// Levels of a list.
const LEVELS: usize = 9;
/// The longest form of a number that is kept; Word's own have ten characters.
const LONGEST_FORM: usize = 64;
/// How a level counts when it prints no number: a mark, or nothing.
const NO_NUMBER: [u8; 2] = [0x17, 0xFF];

/// How the numbers of one level look.
#[derive(Clone, Default)]
struct Level {
    start: u32,
    /// How it counts (MS-OSHARED 2.2.1.3).
    count: u8,
    /// What is printed; codes below 9 stand for the number of that level.
    form: Vec<u16>,
}

/// One use of a list.
struct Use {
    list: u32,
    starts: [Option<u32>; LEVELS],
}

/// The lists of a document with how far each was counted.
pub struct Lists {
    lists: HashMap<u32, Vec<Level>>,
    uses: Vec<Use>,
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Uses that have begun a level, as only the first paragraph of a use takes its own start.
    begun: HashMap<(u16, usize), ()>,
}

impl Lists {
    /// Reads the lists of a document; those behind a cut are missing.
    pub fn read(container: &Container) -> Self {
        let (mut lists, mut uses) = (HashMap::new(), Vec::new());
        let _ = read_lists(container, &mut lists);
        let _ = read_uses(container.part(USES), &mut uses);
        Self { lists, uses, counted: HashMap::new(), begun: HashMap::new() }
    }

    /// Counts a paragraph and gives the number printed before it, if any. Uses count from 1.
    pub fn number(&mut self, list_use: u16, level: u8) -> Option<String> {
        let level = usize::from(level).min(LEVELS - 1);
        let used = self.uses.get(usize::from(list_use).checked_sub(1)?)?;
        let levels = self.lists.get(&used.list)?;
        // A simple list has one level.
        let at = |level: usize| levels.get(level).or_else(|| levels.last());
        let counted = self.counted.entry(used.list).or_default();
        let own_start = used.starts[level].filter(|_| self.begun.insert((list_use, level), ()).is_none());
        counted[level] = Some(match (own_start, counted[level]) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => at(level)?.start,
        });
        counted[level + 1..].fill(None);
        let this = at(level)?;
        if NO_NUMBER.contains(&this.count) {
            return None;
        }
        let mut printed = String::new();
        for code in &this.form {
            match usize::from(*code) {
                of @ 0..LEVELS => {
                    let shape = at(of)?;
                    let number = *counted[of].get_or_insert(shape.start);
                    printed.push_str(&numerals(shape.count).print(i32::try_from(number).unwrap_or(i32::MAX)));
                }
                _ => printed.extend(char::from_u32(u32::from(*code))),
            }
        }
        Some(printed).filter(|printed| printed.chars().any(char::is_alphanumeric))
    }
}

/// Bytes of the head of a list, and of a level (`LSTF`, `LVLF`).
const HEAD: usize = 28;

fn read_lists(container: &Container, lists: &mut HashMap<u32, Vec<Level>>) -> Option<()> {
    let heads = container.part(LISTS);
    let count = usize::from(u16_at(heads, 0)?);
    // The levels of all lists stand one after the other behind the heads.
    let mut rest = container.table.get(container.head(LISTS).checked_add(2 + HEAD * count)?..)?;
    for list in heads.get(2..)?.chunks_exact(HEAD).take(count) {
        let is_simple = list[26] & 1 == 1;
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            levels.push(level(&mut rest)?);
        }
        lists.insert(u32_at(list, 0)?, levels);
    }
    Some(())
}

/// Reads a level and moves on behind it.
fn level(rest: &mut &[u8]) -> Option<Level> {
    let head = rest.get(..HEAD)?;
    let words = HEAD + usize::from(head[24]) + usize::from(head[25]);
    let length = usize::from(u16_at(rest, words)?);
    let form = rest.get(words + 2..words + 2 + 2 * length)?;
    let form = form.chunks_exact(2).take(LONGEST_FORM).filter_map(|unit| u16_at(unit, 0)).collect();
    let level = Level { start: u32_at(head, 0)?, count: head[4], form };
    *rest = &rest[words + 2 + 2 * length..];
    Some(level)
}

fn read_uses(bytes: &[u8], uses: &mut Vec<Use>) -> Option<()> {
    /// Bytes of the head of a use, and of one change to a level (`LFO`, `LFOLVL`).
    const USE: usize = 16;
    const CHANGE: usize = 8;
    let count = offset_at(bytes, 0)?.min(bytes.len() / USE);
    let mut at = 4 + USE * count;
    let mut is_whole = true;
    for head in bytes.get(4..at)?.chunks_exact(USE) {
        let mut starts = [None; LEVELS];
        // The changes of all uses stand behind the heads, each use led by four bytes that say nothing here.
        at += 4;
        for _ in 0..head[12] {
            let Some(flags) = u32_at(bytes, at + 4).filter(|_| is_whole) else { break };
            let (level_idx, has_start, has_level) = ((flags & 0xF) as usize, flags & 0x10 != 0, flags & 0x20 != 0);
            if has_start && let Some(start) = starts.get_mut(level_idx) {
                *start = u32_at(bytes, at);
            }
            at += CHANGE;
            if has_level {
                let mut rest = bytes.get(at..).unwrap_or_default();
                let before = rest.len();
                let own = level(&mut rest);
                is_whole = own.is_some();
                at += before - rest.len();
                if let Some(start) = starts.get_mut(level_idx)
                    && has_start
                {
                    *start = own.map(|own| own.start);
                }
            }
        }
        uses.push(Use { list: u32_at(head, 0)?, starts });
    }
    Some(())
}

/// How a level counts, by the number that says so (MS-OSHARED 2.2.1.3, MSONFC).
fn numerals(how: u8) -> Numerals {
    match how {
        0x01 => Numerals::UpperRoman,
        0x02 => Numerals::LowerRoman,
        0x03 => Numerals::UpperLetter,
        0x04 => Numerals::LowerLetter,
        0x0A | 0x0B | 0x11 | 0x21 | 0x23 | 0x25 | 0x27 => Numerals::Chinese,
        0x0E | 0x13 => Numerals::FullWidth,
        0x12 | 0x1C | 0x1D => Numerals::Circled,
        0x1A => Numerals::Dotted,
        0x1B => Numerals::Bracketed,
        0x16 => Numerals::DecimalZero,
        0x1E => Numerals::Stems,
        _ => Numerals::Decimal,
    }
}

#[cfg(test)]
mod tests {
    use super::numerals;

    #[test]
    fn numbers_as_lists_count() {
        for (number, how, expected) in [
            (3, 0x00, "3"),
            (1, 0x27, "一"),
            (10, 0x25, "十"),
            (12, 0x0B, "十二"),
            (35, 0x27, "三十五"),
            (120, 0x27, "一百二十"),
            (4, 0x02, "iv"),
            (28, 0x03, "BB"),
            (2, 0x12, "②"),
            (3, 0x1B, "⑶"),
            (7, 0x16, "07"),
            (2, 0x1E, "乙"),
            (0, 0x27, "0"),
        ] {
            assert_eq!(numerals(how).print(number), expected, "{number} in {how:#x}");
        }
    }
}
