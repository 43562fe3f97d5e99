//! Characters of symbol fonts.

/// The character that a symbol of a font shows. One that is not known here keeps its code, so that it is not lost.
pub fn character(font: &str, code: u32) -> Option<char> {
    // Symbol fonts have their characters from U+F000 on.
    let low = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    let known = match (font.to_lowercase().as_str(), low) {
        ("wingdings", 0x6c | 0x9f) | ("symbol", 0xb7) => Some('●'),
        ("wingdings", 0x6e | 0xa7) => Some('■'),
        ("wingdings", 0x6f | 0x71 | 0x72 | 0xa8) | ("wingdings 2", 0xa3 | 0x2a | 0x30) => Some('□'),
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => Some('√'),
        ("wingdings", 0xfb) | ("wingdings 2", 0x4f) => Some('×'),
        ("wingdings", 0xfe) | ("wingdings 2", 0x52) => Some('☑'),
        ("wingdings", 0xfd) | ("wingdings 2", 0x51 | 0x54) => Some('☒'),
        ("wingdings", 0x75) => Some('◆'),
        ("wingdings", 0xab) => Some('★'),
        ("wingdings", 0xd8) => Some('➢'),
        ("wingdings", 0xe0) => Some('→'),
        ("wingdings", n @ 0x81..=0x8a) => char::from_u32(u32::from('①') + n - 0x81),
        ("wingdings", n @ 0x8c..=0x95) => char::from_u32(u32::from('❶') + n - 0x8c),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xb8) => Some('÷'),
        ("symbol", 0xb9) => Some('≠'),
        ("symbol", 0xb0) => Some('°'),
        ("symbol", 0x2d) => Some('−'),
        // The plain part of this font is that of others.
        ("symbol", 0x20..=0x40) => char::from_u32(low),
        _ => None,
    };
    known.or_else(|| char::from_u32(code).filter(|c| !c.is_control()))
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn symbols_of_fonts() {
        for (font, code, expected) in [
            ("Wingdings 2", 0xf052, Some('☑')),
            ("Wingdings", 0xa8, Some('□')),
            ("Wingdings", 0xf083, Some('③')),
            ("Symbol", 0xf0b3, Some('≥')),
            ("Symbol", 0xf035, Some('5')),
            ("Wingdings", 0xf001, Some('\u{f001}')),
            ("宋体", 0x2460, Some('①')),
            ("宋体", 0xd800, None),
            ("宋体", 7, None),
        ] {
            assert_eq!(character(font, code), expected, "{font} {code:x}");
        }
    }
}
