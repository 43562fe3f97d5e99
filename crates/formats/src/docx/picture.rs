//! Pictures, in which no text can be read.

use crate::xml::{Element, Space};

/// How large a picture is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// An ornament, or of unknown size.
    Small,
    /// Large enough to show a table or a page.
    Large,
}

/// From this area on a picture may show a table: some eight by twelve centimetres, in square points.
const LARGE: i64 = 75_000;
/// English Metric Units in a point.
const EMU: i64 = 12_700;
/// Twentieths in a point.
const TWIPS: i64 = 20;

/// The frame that was opened last; what it holds comes behind its size.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// Square points.
    area: i64,
}

impl Frame {
    /// Looks at an element: one that tells the size of a frame is remembered, and one that puts a picture
    /// into the frame gives its size.
    pub fn see(&mut self, element: &Element<'_>) -> Option<Size> {
        let length =
            |name: &str, unit: i64| element.attr(name).and_then(|n| n.trim().parse::<i64>().ok()).unwrap_or(0) / unit;
        match (element.space, element.name()) {
            (Space::Other, "extent") => self.area = length("cx", EMU).saturating_mul(length("cy", EMU)),
            (Space::Word, "object") => self.area = length("dxaOrig", TWIPS).saturating_mul(length("dyaOrig", TWIPS)),
            (Space::Vml, "shape" | "rect") => {
                if let Some(style) = element.attr("style") {
                    self.area = points(&style, "width").saturating_mul(points(&style, "height"));
                }
            }
            (Space::Other, "blipFill") | (Space::Vml, "imagedata") => {
                return Some(if self.area >= LARGE { Size::Large } else { Size::Small });
            }
            _ => {}
        }
        None
    }
}

/// A length of a style sheet in whole points: `width:415.3pt`.
fn points(style: &str, name: &str) -> i64 {
    let value = style.split(';').find_map(|pair| pair.trim().strip_prefix(name)?.trim_start().strip_prefix(':'));
    let value = value.unwrap_or_default().trim();
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    let number = value[..digits].parse::<i64>().unwrap_or(0);
    match value.trim_end_matches(|c: char| !c.is_ascii_alphabetic()) {
        value if value.ends_with("pt") => number,
        value if value.ends_with("in") => number.saturating_mul(72),
        _ => 0,
    }
}
