//! Lines of text cut where columns may part them.

use document::Area;

use super::line::Line;

/// A piece of a line of text, up to a gap that may part columns.
#[derive(Clone, Copy)]
pub struct Segment {
    /// Its outline.
    pub area: Area,
    /// Characters of it.
    pub n: usize,
    /// Which line it is part of.
    pub line: usize,
    /// Height of an em.
    pub size: i32,
    /// Whether it is nothing but digits and the marks of figures.
    pub is_figure: bool,
}

/// The pieces of a line between gaps of an em, or of less where the next piece was drawn on its own. Two
/// single characters that stand alone are one word, drawn wide.
pub fn split(line: &Line, at: usize) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut run = 0;
    let mut has_blank = true;
    for glyph in &line.glyphs {
        if glyph.char.is_whitespace() {
            has_blank = true;
            continue;
        }
        let least = match (glyph.run == run, has_blank) {
            (true, _) => line.size,
            (false, true) => line.size * 6 / 10,
            (false, false) => line.size * 3 / 10,
        };
        (run, has_blank) = (glyph.run, false);
        let is_figure = glyph.char.is_ascii_digit() || matches!(glyph.char, '.' | ',' | '-' | '%');
        match out.last_mut() {
            Some(last) if glyph.area.left - last.area.right < least => {
                last.area = last.area.union(glyph.area);
                last.n += 1;
                last.is_figure &= is_figure;
            }
            _ => out.push(Segment { area: glyph.area, n: 1, line: at, size: line.size, is_figure }),
        }
    }
    let mut i = 0;
    while i + 1 < out.len() {
        let gap = |left: usize| out.get(left + 1).map_or(i32::MAX, |next| next.area.left - out[left].area.right);
        let own = gap(i);
        let around = gap(i + 1).min(i.checked_sub(1).map_or(i32::MAX, gap));
        let is_wide = out[i].is_drawn_wide() && out[i + 1].n == 1 && !out[i].is_figure && !out[i + 1].is_figure;
        if is_wide && (own < line.size * 5 / 4 || out[i].n == 1 && own < 6 * line.size && own < around / 4 * 3) {
            let second = out.remove(i + 1);
            out[i].area = out[i].area.union(second.area);
            out[i].n += 1;
        } else {
            i += 1;
        }
    }
    out
}

impl Segment {
    /// Whether it is a single character, or several with gaps between them.
    fn is_drawn_wide(&self) -> bool {
        self.n == 1
            || i64::from(self.area.width()) * 4
                > i64::from(self.size) * 5 * i64::try_from(self.n).unwrap_or(i64::MAX / 1_000_000_000)
    }
}
