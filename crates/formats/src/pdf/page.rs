//! What stands on one page, before anything is made of it.
//!
//! All lengths are hundredths of a point from the top left corner of the page as it is shown.

use std::ops::ControlFlow;

use document::Area;

/// Hundredths in a point.
pub const POINT: i32 = 100;

/// Where pages come from: one library today, a second one as the oracle of the tests.
pub trait PageSource {
    /// How many pages there are.
    fn n_pages(&self) -> usize;

    /// Hands out what stands on each page, in order, until the visitor has had enough.
    fn pages(&self, visit: &mut dyn FnMut(Page) -> ControlFlow<()>);
}

/// What stands on one page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Width of the visible page.
    pub width: i32,
    /// Height of the visible page.
    pub height: i32,
    /// Printed characters in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// Lines that may rule a table.
    pub rulings: Vec<Ruling>,
    /// The part of the page that pictures cover.
    pub pictures: Vec<Area>,
    /// Whether drawing stopped early or was never begun, because there was too much of it or it cannot be drawn.
    pub is_cut_short: bool,
}

/// One printed character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// The character.
    pub char: char,
    /// Its box: from where it begins to where the next one would, and from ascent to descent.
    pub area: Area,
    /// The part of the box that can be seen; empty when a clip hides it all.
    pub visible: Area,
    /// Height of an em.
    pub size: i32,
    /// Which way it is turned.
    pub turn: Turn,
    /// Characters drawn by one instruction have the same number.
    pub run: u32,
}

/// Which way a character is turned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// Upright.
    None,
    /// Its line runs down the page.
    Down,
    /// Its line runs up the page.
    Up,
    /// Any other angle: stamps and watermarks.
    Askew,
}

/// A line from one point to another, horizontal or vertical.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ruling {
    /// Whether it runs from left to right; from top to bottom otherwise.
    pub is_horizontal: bool,
    /// How far down a horizontal line is, or how far right a vertical one.
    pub at: i32,
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}

impl Glyph {
    /// Whether nothing of it can be seen.
    pub const fn is_hidden(&self) -> bool {
        self.visible.right <= self.visible.left || self.visible.bottom <= self.visible.top
    }
}

/// The common part of two rectangles; of no width or height when there is none.
pub fn intersection(a: Area, b: Area) -> Area {
    let (left, top) = (a.left.max(b.left), a.top.max(b.top));
    Area { left, top, right: a.right.min(b.right).max(left), bottom: a.bottom.min(b.bottom).max(top) }
}
