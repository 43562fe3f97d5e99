//! Texts: one byte or two a character, and the shared ones may break at any record's end.

use super::records::{u16_at, u32_at};

/// A text whose length is one byte.
pub fn short(data: &[u8]) -> Option<String> {
    let count = usize::from(*data.first()?);
    Some(body(data.get(1..)?, count))
}

/// A text whose length is two bytes.
pub fn long(data: &[u8]) -> Option<String> {
    let count = usize::from(u16_at(data, 0)?);
    Some(body(data.get(2..)?, count))
}

/// Flags, then characters. Texts outside the shared ones have no runs before their characters.
fn body(data: &[u8], count: usize) -> String {
    let Some((flags, rest)) = data.split_first() else { return String::new() };
    characters(rest, count, flags & 1 != 0).1
}

/// Up to so many characters; also how many there were.
fn characters(data: &[u8], count: usize, wide: bool) -> (usize, String) {
    if wide {
        let units: Vec<u16> = data.chunks_exact(2).take(count).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        (units.len(), String::from_utf16_lossy(&units))
    } else {
        // The upper bytes are zero, as in Latin-1.
        let taken = data.len().min(count);
        (taken, data[..taken].iter().map(|b| char::from(*b)).collect())
    }
}

/// The shared texts, from their record and those that continue it.
///
/// A broken table ends early; cells that refer behind its end print nothing.
pub fn shared(parts: &[&[u8]]) -> Vec<String> {
    let Some((first, _)) = parts.split_first() else { return Vec::new() };
    let count = u32_at(first, 4).map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
    let mut reader = Parts { parts, part: 0, at: 8 };
    let mut strings = Vec::new();
    while strings.len() < count {
        let Some(string) = reader.string() else { break };
        strings.push(string);
    }
    strings
}

/// A place in the parts of the table of shared texts.
struct Parts<'p> {
    parts: &'p [&'p [u8]],
    part: usize,
    at: usize,
}

impl<'p> Parts<'p> {
    fn rest(&self) -> &'p [u8] {
        self.parts.get(self.part).and_then(|part| part.get(self.at..)).unwrap_or_default()
    }

    /// Goes on to the next part when this one is used up.
    fn fill(&mut self) -> Option<()> {
        while self.rest().is_empty() {
            self.part += 1;
            self.at = 0;
            self.parts.get(self.part)?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.fill()?;
        let byte = self.rest()[0];
        self.at += 1;
        Some(byte)
    }

    fn number(&mut self, bytes: u32) -> Option<usize> {
        let mut number = 0;
        for place in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * place);
        }
        Some(number)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            self.fill()?;
            let here = self.rest().len().min(bytes);
            self.at += here;
            bytes -= here;
        }
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        const WIDE: u8 = 1;
        const READING: u8 = 4;
        const RUNS: u8 = 8;
        let count = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & RUNS != 0 { self.number(2)? } else { 0 };
        let reading = if flags & READING != 0 { self.number(4)? } else { 0 };
        let (mut text, mut left, mut wide) = (String::new(), count, flags & WIDE != 0);
        while left > 0 {
            if self.rest().is_empty() {
                self.fill()?;
                // The rest of a text that goes on in the next record begins with its own flags.
                wide = self.byte()? & WIDE != 0;
                continue;
            }
            let (taken, more) = characters(self.rest(), left, wide);
            if taken == 0 {
                return None;
            }
            text.push_str(&more);
            self.at += if wide { taken * 2 } else { taken };
            left -= taken;
        }
        self.skip(runs * 4)?;
        self.skip(reading)?;
        Some(text.replace("\r\n", "\n").replace('\r', "\n"))
    }
}
