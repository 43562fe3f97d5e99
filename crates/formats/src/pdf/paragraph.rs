//! Paragraphs from lines.

use std::collections::HashMap;

use super::{layout::Layout, line::Line};

/// The sides of the text on each page.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    /// Where unindented lines begin.
    pub left: i32,
    /// Where full lines end.
    pub right: i32,
}

/// A line shorter than this says nothing about where full lines end.
const LONG_LINE: usize = 12;

/// The sides of the text of each page. A page with few long lines has those of its neighbours of the
/// same size.
pub fn sides(layouts: &[Layout]) -> HashMap<u32, Sides> {
    const FEW: usize = 3;
    let of = |layouts: &mut dyn Iterator<Item = &Layout>| {
        let mut n = 0;
        let mut sides: Option<Sides> = None;
        for line in
            layouts.flat_map(|layout| layout.lines().collect::<Vec<_>>()).filter(|line| line.glyphs.len() >= LONG_LINE)
        {
            n += 1;
            let all = sides.get_or_insert(Sides { left: line.area.left, right: line.area.right });
            all.left = all.left.min(line.area.left);
            all.right = all.right.max(line.area.right);
        }
        (n, sides)
    };
    let mut by_size: HashMap<(i32, i32), Option<Sides>> = HashMap::new();
    let mut out = HashMap::new();
    for layout in layouts {
        let size = (layout.width, layout.height);
        let all = *by_size
            .entry(size)
            .or_insert_with(|| of(&mut layouts.iter().filter(|other| (other.width, other.height) == size)).1);
        let (n, own) = of(&mut std::iter::once(layout));
        // The same margin on both sides is the best guess where there is little to go by.
        let even = |sides: Sides| Sides { right: sides.right.max(layout.width - sides.left), ..sides };
        let sides = if n >= FEW { own } else { all.or(own).map(even) };
        let whole = Sides { left: 0, right: layout.width };
        out.insert(layout.page, sides.unwrap_or(whole));
    }
    out
}

/// A paragraph in the making.
#[derive(Debug)]
pub struct Paragraph {
    /// Its lines, with their pages.
    pub lines: Vec<(u32, Line)>,
}

impl Paragraph {
    /// Whether a line goes on with it.
    ///
    /// The line before must be full: what the next one begins with would not have fitted. The next
    /// one must begin where a paragraph goes on, not where one opens.
    pub fn goes_on(&self, page: u32, next: &Line, sides: &HashMap<u32, Sides>, opens: impl Fn(&str) -> bool) -> bool {
        let (Some((first_page, first)), Some((last_page, last))) = (self.lines.first(), self.lines.last()) else {
            return false;
        };
        let size = last.size.max(1);
        if last.size.abs_diff(next.size) * 6 > size.unsigned_abs()
            || has_columns(last)
            || is_contents_line(last)
            || is_contents_line(next)
        {
            return false;
        }
        let (Some(from), Some(to)) = (sides.get(last_page), sides.get(&page)) else { return false };
        let same_page = *last_page == page;
        if same_page && (next.area.top - last.area.bottom > 3 * size || next.area.center_y() <= last.area.center_y()) {
            return false;
        }
        if !is_full(last, next, *from) {
            return self.is_broken_by_hand(next, *from, *to, opens);
        }
        if is_centered(last, *from) && is_centered(next, *to) && last.area.left > from.left + size {
            return true;
        }
        // Distances from the left side of the text, as pages may differ.
        let indent = |line: &Line, sides: &Sides| line.area.left - sides.left;
        let slack = size / 2;
        let next_indent = indent(next, to);
        let Some(first_sides) = sides.get(first_page) else { return false };
        let first_indent = indent(first, first_sides);
        if self.lines.len() > 1 {
            // 2 indented by as much as the first line of a paragraph opens one.
            let usual = indent(last, from);
            if (next_indent - usual).abs() <= slack {
                return usual < first_indent - slack || !opens(&next.text());
            }
            return next_indent <= slack && first_indent > slack;
        }
        if next_indent < first_indent - slack {
            return true;
        }
        let text = next.text();
        if next_indent <= first_indent + slack {
            // No first line is indented here: only what the lines say parts paragraphs.
            return first_indent <= slack && !opens(&text);
        }
        // The lines of a list item hang under its text.
        next_indent <= first_indent + 4 * size && opens(&first.text()) && !opens(&text)
    }
}

impl Paragraph {
    /// Whether a line that is not full was ended by hand in the middle of a sentence: the paragraph opens
    /// indented, the next line does not, and the line ends where no sentence does.
    fn is_broken_by_hand(&self, next: &Line, from: Sides, to: Sides, opens: impl Fn(&str) -> bool) -> bool {
        let [(_, only)] = self.lines.as_slice() else { return false };
        let is_indented = only.area.left - from.left > only.size + only.size / 2;
        let goes_on = next.area.left - to.left <= next.size / 2;
        let ends = only.glyphs.last().is_none_or(|glyph| "。！？；;.".contains(glyph.char));
        let is_sentence = only.glyphs.len() >= LONG_LINE && !opens(&only.text()) && !has_columns(only);
        is_indented && goes_on && !ends && is_sentence && !opens(&next.text())
    }
}

/// Whether what the next line begins with would not have fitted behind a line.
fn is_full(line: &Line, next: &Line, sides: Sides) -> bool {
    line.area.right + first_unit(next) + next.size > sides.right
}

/// The width of what no line break may part at the start of a line: opening brackets, a character or a
/// word of letters and digits, and the marks that may not open a line.
fn first_unit(line: &Line) -> i32 {
    let is_opening = |char: char| "（(“‘《〈【〔「『".contains(char);
    let is_closing = |char: char| "）)”’》〉】〕」』，。、；：！？,.;:!?%％".contains(char);
    let is_word = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | ',' | '%' | '-');
    let mut glyphs = line.glyphs.iter().peekable();
    let mut width = 0;
    while let Some(glyph) = glyphs.next_if(|glyph| is_opening(glyph.char)) {
        width += glyph.area.width();
    }
    if let Some(first) = glyphs.next() {
        width += first.area.width();
        while let Some(glyph) = glyphs.next_if(|glyph| is_word(first.char) && is_word(glyph.char)) {
            width += glyph.area.width();
        }
    }
    while let Some(glyph) = glyphs.next_if(|glyph| is_closing(glyph.char)) {
        width += glyph.area.width();
    }
    width
}

fn is_centered(line: &Line, sides: Sides) -> bool {
    let middle = sides.left.midpoint(sides.right);
    (line.area.center_x() - middle).abs() <= line.size
}

/// Whether a gap as wide as a column parts a line: 编制单位 on the left, 单位：万元 on the right.
fn has_columns(line: &Line) -> bool {
    line.glyphs.iter().any(|glyph| glyph.char == '\t')
}

/// A line of a table of contents: dots or a wide gap, then a page number.
fn is_contents_line(line: &Line) -> bool {
    let text = line.text();
    let body = text.trim_end_matches(|char: char| {
        char.is_ascii_digit() || char.is_whitespace() || matches!(char, '(' | ')' | '-')
    });
    let leader = body
        .chars()
        .rev()
        .take_while(|char| matches!(char, '.' | '…' | '·' | '．' | '⋯' | '-' | '—' | '_' | ' '))
        .count();
    leader >= 6
}
