//! Lines of text from single characters.

use document::Area;

use super::page::{Glyph, Turn};

/// A line of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its characters, with a blank where a gap parts two words.
    pub glyphs: Vec<Glyph>,
    /// Its outline.
    pub area: Area,
    /// Height of an em of most of it.
    pub size: i32,
}

impl Line {
    /// Its characters.
    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.char).collect()
    }

    /// Its characters without blanks, for comparing lines.
    pub fn words(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.char).filter(|char| !char.is_whitespace()).collect()
    }

    /// Joins characters that stand in one line; `None` where there is nothing but blanks.
    fn of(mut glyphs: Vec<Glyph>) -> Option<Self> {
        let along = |glyph: &Glyph| match glyph.turn {
            Turn::Down => (glyph.area.top, glyph.area.left),
            Turn::Up => (-glyph.area.bottom, glyph.area.left),
            Turn::None | Turn::Askew => (glyph.area.left, glyph.area.top),
        };
        glyphs.sort_by_key(along);
        let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            if let Some(last) = out.last().copied() {
                if is_double(&last, &glyph) {
                    continue;
                }
                out.extend(gap(&last, &glyph));
            } else if glyph.char.is_whitespace() {
                continue;
            }
            out.push(glyph);
        }
        while out.last().is_some_and(|glyph| glyph.char.is_whitespace()) {
            out.pop();
        }
        let area = out.iter().map(|glyph| glyph.area).reduce(Area::union)?;
        let mut sizes: Vec<i32> = out.iter().map(|glyph| glyph.size).collect();
        let middle = sizes.len() / 2;
        let size = *sizes.select_nth_unstable(middle).1;
        Some(Self { glyphs: out, area, size })
    }
}

/// The same character a second time at nearly the same place: bold made by printing twice.
fn is_double(last: &Glyph, next: &Glyph) -> bool {
    let shift = last.area.left.abs_diff(next.area.left).max(last.area.top.abs_diff(next.area.top));
    last.char == next.char && shift.saturating_mul(5) < next.size.unsigned_abs()
}

/// A blank for a gap that parts words: a tab where it is as wide as a column.
fn gap(last: &Glyph, next: &Glyph) -> Option<Glyph> {
    if last.turn != Turn::None || last.char.is_whitespace() || next.char.is_whitespace() {
        return None;
    }
    let (from, to) = (last.area.right, next.area.left);
    let (width, size) = (to.saturating_sub(from), next.size.max(1));
    let char = match width.saturating_mul(10) / size {
        0..=5 => return None,
        ..0 => return None,
        6..=30 => ' ',
        _ => '\t',
    };
    let area = Area { left: from, right: to, ..last.area };
    Some(Glyph { char, area, visible: area, ..*last })
}

/// Sorts characters into lines, from top to bottom.
///
/// Characters whose middles lie within half an em of each other stand in one line. Turned text makes
/// lines of its own.
pub fn lines(glyphs: impl IntoIterator<Item = Glyph>) -> Vec<Line> {
    let mut upright: Vec<Glyph> = Vec::new();
    let mut turned: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        if glyph.turn == Turn::None { upright.push(glyph) } else { turned.push(glyph) }
    }
    let mut out = level(upright, |glyph| glyph.area.center_y());
    out.extend(level(turned, |glyph| match glyph.turn {
        Turn::Down | Turn::Up => glyph.area.center_x(),
        Turn::None | Turn::Askew => glyph.area.center_y(),
    }));
    out
}

fn level(mut glyphs: Vec<Glyph>, height: fn(&Glyph) -> i32) -> Vec<Line> {
    glyphs.sort_by_key(height);
    let mut out = Vec::new();
    let mut current: Vec<Glyph> = Vec::new();
    let mut at = 0;
    for glyph in glyphs {
        let here = height(&glyph);
        let reach = current.last().map_or(0, |last: &Glyph| last.size.min(glyph.size)) / 2;
        if !current.is_empty() && here - at > reach {
            out.extend(Line::of(std::mem::take(&mut current)));
        }
        if current.is_empty() || !glyph.char.is_whitespace() {
            at = here;
        }
        current.push(glyph);
    }
    out.extend(Line::of(current));
    out
}
