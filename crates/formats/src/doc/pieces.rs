//! Where the characters stand: Word keeps a text in pieces, in the order of editing.

use encoding_rs::WINDOWS_1252;

use super::{
    container::{Container, offset_at, u16_at, u32_at},
    damaged,
};
use crate::Error;

/// Where the head names the list of pieces (`fcClx`).
const CLX: usize = 0x01A2;
/// Flag of a piece: its characters take one byte each.
const ONE_BYTE: u32 = 0x4000_0000;

/// A unit of UTF-16 and where it stands in the main stream.
#[derive(Clone, Copy)]
pub struct Unit {
    /// Its code.
    pub code: u16,
    /// Its first byte.
    pub at: u32,
}

/// A stretch of characters that stand one after the other.
struct Piece {
    start: usize,
    units: usize,
    one_byte: bool,
}

/// All pieces of a text.
pub struct Pieces<'c> {
    main: &'c [u8],
    pieces: Vec<Piece>,
    /// What each byte stands for where characters take one.
    single: Vec<u16>,
}

impl<'c> Pieces<'c> {
    /// Finds the pieces of a file.
    pub fn find(container: &'c Container) -> Result<Self, Error> {
        let table = list(container.part(CLX)).ok_or_else(|| damaged("its list of pieces is cut off"))?;
        let n = table.len().saturating_sub(4) / 12;
        let mut pieces = Vec::new();
        // Pieces of a sound file share no byte; those of a hostile one may all be the same megabyte.
        let mut left = container.main.len();
        for i in 0..n {
            let (Some(from), Some(to)) = (offset_at(table, 4 * i), offset_at(table, 4 * i + 4)) else { break };
            let Some(place) = u32_at(table, 4 * (n + 1) + 8 * i + 2) else { break };
            let one_byte = place & ONE_BYTE != 0;
            let place = (place & !ONE_BYTE) as usize;
            let (start, width) = if one_byte { (place / 2, 1) } else { (place, 2) };
            let there = container.main.len().saturating_sub(start) / width;
            let units = to.saturating_sub(from).min(there).min(left / width);
            left -= units * width;
            if units > 0 {
                pieces.push(Piece { start, units, one_byte });
            }
        }
        if pieces.is_empty() {
            return Err(damaged("it holds no text"));
        }
        let single = (0..=u8::MAX).map(single).collect();
        Ok(Self { main: &container.main, pieces, single })
    }

    /// The units in reading order.
    pub fn units(&self) -> impl Iterator<Item = Unit> + '_ {
        self.pieces.iter().flat_map(move |piece| {
            (0..piece.units).map(move |i| {
                let at = piece.start + if piece.one_byte { i } else { 2 * i };
                let code = if piece.one_byte {
                    self.single[usize::from(self.main[at])]
                } else {
                    u16_at(self.main, at).unwrap_or(0)
                };
                Unit { code, at: u32::try_from(at).unwrap_or(u32::MAX) }
            })
        })
    }
}

/// What a byte stands for in the code page of Western Windows, in which one-byte pieces are always kept.
fn single(byte: u8) -> u16 {
    let bytes = [byte];
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.encode_utf16().next().unwrap_or(0)
}

/// The list of pieces, behind the lists of properties that may stand before it.
fn list(mut clx: &[u8]) -> Option<&[u8]> {
    while let Some(1) = clx.first() {
        let length = usize::from(u16_at(clx, 1)?);
        clx = clx.get(3 + length..)?;
    }
    if *clx.first()? != 2 {
        return None;
    }
    let length = offset_at(clx, 1)?;
    clx.get(5..length.saturating_add(5).min(clx.len()))
}
