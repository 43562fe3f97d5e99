//! How much room text takes. No font is at hand: a Chinese character is as wide as it is high, others half of that, but
//! for a few that come near a whole one.

/// How many half characters a text is wide.
pub fn half_characters(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() && !matches!(c, '%' | '@' | 'A'..='Z') { 1 } else { 2 }).sum()
}

/// How wide half a character is, in twips: a twentieth of a point is the unit of widths, half a point that of sizes.
pub const fn half_character(size: u32) -> u32 {
    size * 5
}

/// About how many lines a text takes that are so many twips wide.
pub fn lines(text: &str, size: u32, width: u32) -> u32 {
    let in_line = (width / half_character(size)).max(1);
    text.split('\n').map(|line| half_characters(line).div_ceil(in_line).max(1)).sum()
}
