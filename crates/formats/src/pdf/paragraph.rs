//! Paragraphs from lines.

use std::collections::{HashMap, HashSet};

use super::{
    layout::{Layout, Piece},
    line::Line,
};
use crate::phrases;

/// The sides of the text on each page.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    /// Where unindented lines begin.
    pub left: i32,
    /// Where full lines end.
    pub right: i32,
    /// How wide the page is.
    pub page: i32,
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
            let all = sides.get_or_insert(Sides { left: line.area.left, right: line.area.right, page: 0 });
            all.left = all.left.min(line.area.left);
            all.right = all.right.max(line.area.right);
        }
        (n, sides)
    };
    let mut by_size: HashMap<(i32, i32), (usize, Option<Sides>)> = HashMap::new();
    let mut out = HashMap::new();
    for layout in layouts {
        let size = (layout.width, layout.height);
        let all = *by_size
            .entry(size)
            .or_insert_with(|| of(&mut layouts.iter().filter(|other| (other.width, other.height) == size)));
        let (n, own) = of(&mut std::iter::once(layout));
        let (n_all, all) = all;
        let n = if own.is_some_and(|own| is_filled(layout, own, all, n)) { n } else { 0 };
        // A page of short paragraphs may be indented as a whole; what goes on below a full line is not.
        let own = own.map(|own| match all {
            Some(all) if is_indented(layout, own, all) => Sides { left: own.left.min(all.left), ..own },
            _ => own,
        });
        // A line or two are not full only because there is none longer; tables mostly fill the width, and
        // the same margin on both sides is the best guess where there are none.
        let even = |sides: Sides| Sides { right: sides.right.max(layout.width - sides.left), ..sides };
        let whole = Sides { left: 0, right: layout.width, page: layout.width };
        let sides = match (own, all) {
            (Some(own), _) if n >= FEW => own,
            (_, Some(all)) if n_all >= FEW => all,
            (Some(lines), _) | (None, Some(lines)) => tables(layout).map_or(even(lines), |tables| Sides {
                left: lines.left.min(tables.left),
                right: lines.right.max(tables.right),
                ..lines
            }),
            (None, None) => whole,
        };
        out.insert(layout.page, Sides { page: layout.width, ..sides });
    }
    out
}

/// Whether the longest of the `n` long lines of a page are full.
///
/// That is known from two of them; the same words twice are as long by themselves. Where those of other
/// pages end further right, most long lines must be full, and no page leaves a quarter of its width blank
/// that others fill.
fn is_filled(layout: &Layout, own: Sides, all: Option<Sides>, n: usize) -> bool {
    let full: Vec<&Line> = layout.lines().filter(|line| is_end(line, own)).collect();
    let n_full = full.iter().map(|line| line.text()).collect::<HashSet<_>>().len();
    let is_short = |all: Sides| full.iter().any(|line| line.area.right + 2 * line.size < all.right);
    let is_narrow = |all: Sides| (own.right - all.left) * 4 < (all.right - all.left) * 3;
    n_full > 1 && all.is_none_or(|all| !is_narrow(all) && (2 * n_full >= n || !is_short(all)))
}

/// Whether a line ends where full lines do.
fn is_end(line: &Line, sides: Sides) -> bool {
    line.area.right + line.size > sides.right
}

/// Whether the long lines of a page are all indented: what goes on from them in short lines begins further
/// left, or nothing goes on from them at all.
fn is_indented(layout: &Layout, own: Sides, all: Sides) -> bool {
    let is_left = |line: &Line| line.area.left < own.left - line.size && line.area.left >= all.left - line.size;
    let lines: Vec<&Line> = layout.lines().collect();
    let goes_on = |pair: &[&Line]| {
        let &[above, below] = pair else { return false };
        let is_open = is_end(above, own) && !ends_sentence(above) && !opens(&below.text());
        is_open && (below.area.left - own.left).abs() < below.size
    };
    lines.iter().any(|line| is_left(line)) || !lines.windows(2).any(goes_on)
}

/// The outermost sides of the tables of a page.
fn tables(layout: &Layout) -> Option<Sides> {
    let tables = layout.pieces.iter().filter(|piece| matches!(piece, Piece::Table(_))).map(Piece::area);
    tables.reduce(document::Area::union).map(|area| Sides { left: area.left, right: area.right, page: layout.width })
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
    pub fn goes_on(&self, page: u32, next: &Line, sides: &HashMap<u32, Sides>) -> bool {
        let (Some((first_page, first)), Some((last_page, last))) = (self.lines.first(), self.lines.last()) else {
            return false;
        };
        let size = last.size.max(1);
        if last.size.abs_diff(next.size) * 6 > size.unsigned_abs() || has_columns(last) || is_contents_line(last) {
            return false;
        }
        let below = next.text();
        if is_contents_line(next) && (opens(&below) || *last_page != page) {
            return false;
        }
        let is_heading = |line: &Line| phrases::opens_section(&line.text());
        if opens(&below) && (ends_sentence(last) || self.lines.len() == 1 && is_heading(first) && is_heading(next)) {
            return false;
        }
        let (Some(from), Some(to)) = (sides.get(last_page), sides.get(&page)) else { return false };
        let same_page = *last_page == page;
        // What stands in the middle of a new page is the title of what follows.
        if !same_page && next.area.width() * 2 < to.page && is_centered(next, Sides { left: 0, right: to.page, ..*to })
        {
            return false;
        }
        if same_page && (next.area.top - last.area.bottom > 3 * size || next.area.center_y() <= last.area.center_y()) {
            return false;
        }
        if is_contents_line(next) {
            // An entry too long for one line has its dots and page number behind the rest of it.
            return is_full(last, next, *from);
        }
        if !is_full(last, next, *from) {
            return self.is_broken_by_hand(next, *from, *to);
        }
        // The last line of running text reaches from side to side, and stands in the middle only so.
        let is_running = self.lines.len() > 1 && last.area.left - from.left <= size / 2;
        if !is_running && is_title_wrapped(last, *from, next, *to) {
            return !opens(&below);
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
            // No first line is indented here, or all lines are: only what the lines say parts paragraphs.
            // Then the rest of a heading is short; what is long is the text under it.
            let is_short = 2 * next.area.width() < to.right - to.left;
            let is_whole = last.area.right + size > from.right && !ends_sentence(last) && is_short;
            return (first_indent <= slack || is_whole && opens(&first.text())) && !opens(&text);
        }
        // The lines of a list item hang under its text.
        next_indent <= first_indent + 4 * size && opens(&first.text()) && !opens(&text)
    }
}

impl Paragraph {
    /// Whether a line that is not full was ended by hand in the middle of a sentence: the paragraph opens
    /// indented, the next line does not, and the line ends where no sentence does.
    fn is_broken_by_hand(&self, next: &Line, from: Sides, to: Sides) -> bool {
        let (Some((_, first)), Some((_, last))) = (self.lines.first(), self.lines.last()) else { return false };
        // Only the first line tells how far paragraphs are indented.
        let is_indented = first.area.left - from.left > first.size + first.size / 2;
        let goes_on = next.area.left - to.left <= next.size / 2;
        let (above, below) = (last.text(), next.text());
        // A colon opens a list, unless it asks for the reason.
        let opens_list = above.ends_with(['：', ':']) && !above.trim_end_matches(['：', ':']).ends_with(['因', '是']);
        // A heading is not broken before its text; an item of several lines is.
        let is_heading = self.lines.len() == 1 && opens(&first.text());
        let is_open = !ends_sentence(last) && !opens_list && !is_heading && !has_columns(last);
        let is_sentence = above.chars().count() >= LONG_LINE;
        is_indented && goes_on && is_open && is_sentence && !opens(&below) && !phrases::is_title(&below)
    }
}

/// Whether a centred title goes on in a second centred line. A line of a paragraph that ends as far from
/// the right as its first line begins from the left is centred only by chance.
fn is_title_wrapped(last: &Line, from: Sides, next: &Line, to: Sides) -> bool {
    let is_alike = (last.area.left - next.area.left).abs() <= last.size / 2;
    is_centered(last, from)
        && is_centered(next, to)
        && next.area.left > to.left + next.size
        && !is_alike
        && !ends_sentence(last)
}

/// Whether a text opens as an item, a section or a table does.
fn opens(text: &str) -> bool {
    phrases::ordinal(text).is_some() || phrases::opens_section(text) || phrases::opens_table(text)
}

/// Whether a line ends where a sentence does.
pub fn ends_sentence(line: &Line) -> bool {
    line.glyphs.last().is_none_or(|glyph| "。！？；;.".contains(glyph.char))
}

/// Whether a figure is cut between two lines, as a narrow cell does: 3.7 and 6, 1,234. and 56.
pub fn is_figure_cut(line: &Line, next: &Line) -> bool {
    let (above, below) = (line.text(), next.text());
    let is_figure = |text: &str| text.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | ',' | '-'));
    let decimals = above.rsplit_once('.').map(|(_, decimals)| decimals.len());
    is_figure(&above)
        && below.chars().all(|char| char.is_ascii_digit())
        && decimals.is_some_and(|decimals| decimals + below.len() <= 2)
}

/// Whether what the next line begins with would not have fitted behind a line.
fn is_full(line: &Line, next: &Line, sides: Sides) -> bool {
    line.area.right + first_unit(next) + next.size > sides.right
}

/// The width of what no line break may part at the start of a line: opening brackets, a character or a
/// word of letters and digits, and the marks that may not open a line.
pub fn first_unit(line: &Line) -> i32 {
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
        // The halves of a dash or of an ellipsis: —— and ……
        while let Some(glyph) = glyphs.next_if(|glyph| matches!(first.char, '—' | '…') && glyph.char == first.char)
        {
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
