//! Fonts of official documents, and what to fall back on where they are not installed.

use super::{package::WORD, xml::Xml};

/// A font for Chinese text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Font {
    /// Running text (仿宋).
    FangSong,
    /// Titles (小标宋).
    Title,
    /// Headings of the upper levels (黑体).
    Hei,
    /// Headings below them (楷体).
    Kai,
    /// Tables and notes (宋体).
    Song,
    /// Page numbers: 宋体 for digits as well.
    SongThroughout,
}

/// The font of digits and Latin letters. It, or one of the same widths, is everywhere, so that figures fit their columns.
const LATIN: &str = "Times New Roman";

impl Font {
    /// Its name; those with 2312 have the characters of GB 2312-80 and are what offices have installed.
    const fn name(self) -> &'static str {
        match self {
            Self::FangSong => "仿宋_GB2312",
            Self::Title => "方正小标宋简体",
            Self::Hei => "黑体",
            Self::Kai => "楷体_GB2312",
            Self::Song | Self::SongThroughout => "宋体",
        }
    }

    /// Says that text is set in it. The hint makes quotation marks and dashes, which Latin fonts have as well, Chinese.
    pub fn write(self, xml: &mut Xml) {
        let name = self.name();
        let latin = if self == Self::SongThroughout { name } else { LATIN };
        xml.empty(
            "w:rFonts",
            &[("w:hint", "eastAsia"), ("w:ascii", latin), ("w:eastAsia", name), ("w:hAnsi", latin), ("w:cs", latin)],
        );
    }
}

/// What the table of fonts says of one.
struct Entry {
    name: &'static str,
    /// What to take instead. The standard has a list here, but Word takes it for one name of at most 31 characters
    /// (MS-OI29500, 2.1.262), so that one name it is.
    instead: Option<&'static str>,
    /// The ten classes by which a similar font is found.
    panose: &'static str,
    /// 134 is GB 2312, 0 Latin; in hexadecimal.
    charset: &'static str,
    family: &'static str,
    pitch: &'static str,
}

/// What a font for Chinese text says of itself.
const fn chinese(
    font: Font,
    instead: &'static str,
    panose: &'static str,
    family: &'static str,
    pitch: &'static str,
) -> Entry {
    Entry { name: font.name(), instead: Some(instead), panose, charset: "86", family, pitch }
}

const ENTRIES: [Entry; 6] = [
    chinese(Font::FangSong, "仿宋", "02010609030101010101", "modern", "fixed"),
    // Where it is missing, 宋体 is nearest; its own classes would lead to a script.
    chinese(Font::Title, "宋体", "02010600030101010101", "auto", "variable"),
    chinese(Font::Hei, "SimHei", "02010609060101010101", "modern", "fixed"),
    chinese(Font::Kai, "楷体", "02010609030101010101", "modern", "fixed"),
    chinese(Font::Song, "SimSun", "02010600030101010101", "auto", "variable"),
    Entry {
        name: LATIN,
        instead: None,
        panose: "02020603050405020304",
        charset: "00",
        family: "roman",
        pitch: "variable",
    },
];

/// The part `word/fontTable.xml`.
pub fn table() -> Vec<u8> {
    Xml::part("w:fonts", &[WORD], |xml| {
        for Entry { name, instead, panose, charset, family, pitch } in ENTRIES {
            xml.element("w:font", &[("w:name", name)], |xml| {
                if let Some(instead) = instead {
                    xml.val("w:altName", instead);
                }
                xml.val("w:panose1", panose);
                xml.val("w:charset", charset);
                xml.val("w:family", family);
                xml.val("w:pitch", pitch);
            });
        }
    })
}
