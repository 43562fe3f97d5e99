//! The styles: the real ones of Word for titles, headings and contents, in the fonts and sizes of official documents
//! (GB/T 9704-2012, 5 and 7). Sizes are in half points, lengths in twips.

use document::Style;

use super::{
    fonts::Font,
    measure,
    package::WORD,
    page::Orientation,
    paragraph::{self, Align, Tab},
    xml::Xml,
};

/// The id of the style that the text of tables has, by its size: 五号, 小五, 六号, 小六, 七号.
pub const TABLE_TEXTS: [(u32, &str, &str); 5] = [
    (21, "TableText21", "表格五号"),
    (18, "TableText18", "表格小五"),
    (15, "TableText15", "表格六号"),
    (13, "TableText13", "表格小六"),
    (11, "TableText11", "表格七号"),
];

/// The style of tables.
pub const TABLE: &str = "TableGrid";
/// The style of the paragraph with the page number.
pub const FOOTER: &str = "Footer";
/// The style of paragraphs that are nothing but the mark of their end, so low that nobody sees them.
pub const HIDDEN_LINE: &str = "HiddenLine";

/// Lines of running text are 28 points high, so that 22 fill a page.
const LINE: u32 = 560;
/// The size of running text: 三号.
const BODY_SIZE: u32 = 32;
/// Two characters of running text.
const TWO_CHARACTERS: u32 = BODY_SIZE * 20;

const HEADINGS: [(&str, &str); 9] = [
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("Heading4", "heading 4"),
    ("Heading5", "heading 5"),
    ("Heading6", "heading 6"),
    ("Heading7", "heading 7"),
    ("Heading8", "heading 8"),
    ("Heading9", "heading 9"),
];
const CONTENTS: [(&str, &str); 9] = [
    ("TOC1", "toc 1"),
    ("TOC2", "toc 2"),
    ("TOC3", "toc 3"),
    ("TOC4", "toc 4"),
    ("TOC5", "toc 5"),
    ("TOC6", "toc 6"),
    ("TOC7", "toc 7"),
    ("TOC8", "toc 8"),
    ("TOC9", "toc 9"),
];

/// The id of the style of a paragraph.
pub fn id(style: Style) -> &'static str {
    match style {
        Style::Body => "BodyText",
        Style::Heading(level) => HEADINGS[index(level)].0,
        Style::Title => "Title",
        Style::ContentsTitle => "TOCHeading",
        Style::Contents(level) => CONTENTS[index(level)].0,
        Style::Caption => "Caption",
        Style::TableHead => "TableHead",
        Style::Note => "TableNote",
        Style::Signature => "Signature",
    }
}

/// Word knows nine levels; deeper ones are like the ninth.
pub fn level(level: u8) -> u8 {
    level.clamp(1, 9)
}

fn index(of: u8) -> usize {
    usize::from(level(of) - 1)
}

/// About how high a paragraph is in lines of a width, with the room above and below it. Twips.
pub fn height(style: Style, text: &str, width: u32) -> u32 {
    let look = match style {
        Style::Heading(of) => heading(level(of)),
        Style::Contents(of) => contents(level(of)),
        Style::Title => TITLE,
        _ => OTHERS.into_iter().find(|look| look.id == id(style)).unwrap_or(BODY),
    };
    let first = if look.is_indented { TWO_CHARACTERS } else { 0 };
    let width = width.saturating_sub(look.left + look.right + first);
    look.above + look.below + measure::lines(text, look.size, width).saturating_mul(look.line)
}

/// How paragraphs of a style look.
struct Look {
    id: &'static str,
    name: &'static str,
    /// Whether it is not one of Word's own.
    is_own: bool,
    /// The style of the paragraph behind it, when somebody goes on writing.
    next: Option<&'static str>,
    font: Font,
    size: u32,
    is_bold: bool,
    keeps_next: bool,
    begins_page: bool,
    tabs: &'static [Tab],
    above: u32,
    below: u32,
    /// How high a line is.
    line: u32,
    /// The first line is set in by two characters.
    is_indented: bool,
    /// Whether the space above and below stands only beside other styles.
    closes_up: bool,
    /// Twips at the left edge.
    left: u32,
    /// Twips at the right edge.
    right: u32,
    align: Align,
    /// The level in the outline, from 0.
    outline: Option<u8>,
}

const BODY: Look = Look {
    id: "BodyText",
    name: "Body Text",
    is_own: false,
    next: None,
    font: Font::FangSong,
    size: BODY_SIZE,
    is_bold: false,
    keeps_next: false,
    begins_page: false,
    tabs: &[],
    above: 0,
    below: 0,
    line: LINE,
    is_indented: true,
    closes_up: false,
    left: 0,
    right: 0,
    align: Align::Both,
    outline: None,
};

/// Text without an indent.
const FLUSH: Look = Look { is_indented: false, ..BODY };

const TITLE: Look = Look {
    id: "Title",
    name: "Title",
    next: Some("BodyText"),
    font: Font::Title,
    size: 44,
    below: 280,
    closes_up: true,
    line: 700,
    align: Align::Center,
    // The title is no part of the outline, which Word and others would else take it for.
    outline: Some(9),
    ..FLUSH
};

const OTHERS: [Look; 8] = [
    Look {
        id: "TOCHeading",
        name: "TOC Heading",
        font: Font::Hei,
        size: 36,
        keeps_next: true,
        below: 280,
        align: Align::Center,
        outline: Some(9),
        ..FLUSH
    },
    Look {
        id: "Caption",
        name: "caption",
        font: Font::Hei,
        size: 30,
        keeps_next: true,
        above: 160,
        line: 480,
        align: Align::Center,
        ..FLUSH
    },
    Look { id: "TableHead", name: "Table Head", is_own: true, keeps_next: true, ..SMALL },
    Look { id: "TableNote", name: "Table Note", is_own: true, above: 60, align: Align::Both, ..SMALL },
    Look {
        id: "Signature",
        name: "Signature",
        above: LINE,
        closes_up: true,
        right: TWO_CHARACTERS,
        align: Align::Right,
        ..FLUSH
    },
    Look { id: FOOTER, name: "footer", font: Font::SongThroughout, size: 28, line: 360, align: Align::Center, ..FLUSH },
    Look { id: HIDDEN_LINE, name: "Hidden Line", is_own: true, size: 2, line: 20, ..FLUSH },
    BODY,
];

/// Text beside a table.
const SMALL: Look = Look { font: Font::Song, size: 21, line: 320, align: Align::Left, ..FLUSH };

fn heading(level: u8) -> Look {
    let (id, name) = HEADINGS[index(level)];
    let look = Look { id, name, next: Some("BodyText"), keeps_next: true, outline: Some(level - 1), ..BODY };
    match level {
        1 => Look {
            font: Font::Hei,
            size: 36,
            begins_page: true,
            below: 280,
            is_indented: false,
            align: Align::Center,
            ..look
        },
        2 => Look { font: Font::Hei, ..look },
        3 => Look { font: Font::Kai, ..look },
        4 => Look { is_bold: true, ..look },
        _ => look,
    }
}

fn contents(level: u8) -> Look {
    const END: [Tab; 1] = [Tab { at: Orientation::Portrait.text_width(), align: Align::Right, dotted: true }];
    let (id, name) = CONTENTS[index(level)];
    let left = u32::from(level - 1) * 280;
    Look { id, name, size: 28, tabs: &END, line: 480, left, align: Align::Left, ..FLUSH }
}

fn table_text((size, id, name): (u32, &'static str, &'static str)) -> Look {
    Look { id, name, is_own: true, font: Font::Song, size, line: line_of(size), align: Align::Left, ..FLUSH }
}

/// How high a line of table text is: 1.3 times its size.
pub const fn line_of(size: u32) -> u32 {
    size * 13
}

/// The part `word/styles.xml`.
pub fn part() -> Vec<u8> {
    Xml::part("w:styles", &[WORD], |xml| {
        defaults(xml);
        style(xml, "paragraph", ("Normal", "Normal"), "w:default", |xml| {
            xml.on("w:qFormat", true);
            xml.element("w:pPr", &[], |xml| {
                for property in ["w:widowControl", "w:kinsoku", "w:overflowPunct"] {
                    xml.on(property, true);
                }
            });
        });
        style(xml, "character", ("DefaultParagraphFont", "Default Paragraph Font"), "w:default", |xml| {
            xml.val("w:uiPriority", 1);
            xml.on("w:semiHidden", true);
        });
        style(xml, "table", ("TableNormal", "Normal Table"), "w:default", |xml| {
            xml.val("w:uiPriority", 99);
            xml.on("w:semiHidden", true);
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            });
        });
        style(xml, "numbering", ("NoList", "No List"), "w:default", |xml| {
            xml.val("w:uiPriority", 99);
            xml.on("w:semiHidden", true);
        });
        let levels = 1..=9;
        let looks = [TITLE].into_iter().chain(levels.clone().map(heading)).chain(levels.map(contents));
        for look in looks.chain(OTHERS).chain(TABLE_TEXTS.into_iter().map(table_text)) {
            look.write(xml);
        }
        style(xml, "table", (TABLE, "Table Grid"), "", |xml| {
            xml.val("w:basedOn", "TableNormal");
            xml.val("w:uiPriority", 39);
            xml.element("w:tblPr", &[], |xml| xml.element("w:tblBorders", &[], borders));
        });
    })
}

/// What holds for all text.
fn defaults(xml: &mut Xml) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                Font::FangSong.write(xml);
                size(xml, BODY_SIZE);
                xml.empty("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")]);
            });
        });
        xml.element("w:pPrDefault", &[], |_| {});
    });
}

/// A style with its id and name; `flag` is an attribute that is on.
fn style(xml: &mut Xml, kind: &str, (id, name): (&str, &str), flag: &str, content: impl FnOnce(&mut Xml)) {
    let mut attributes = vec![("w:type", kind)];
    if !flag.is_empty() {
        attributes.push((flag, "1"));
    }
    attributes.push(("w:styleId", id));
    xml.element("w:style", &attributes, |xml| {
        xml.val("w:name", name);
        content(xml);
    });
}

impl Look {
    fn write(&self, xml: &mut Xml) {
        let flag = if self.is_own { "w:customStyle" } else { "" };
        style(xml, "paragraph", (self.id, self.name), flag, |xml| {
            xml.val("w:basedOn", "Normal");
            if let Some(next) = self.next {
                xml.val("w:next", next);
            }
            xml.on("w:qFormat", true);
            xml.element("w:pPr", &[], |xml| self.write_paragraph(xml));
            xml.element("w:rPr", &[], |xml| {
                self.font.write(xml);
                xml.on("w:b", self.is_bold);
                xml.on("w:bCs", self.is_bold);
                size(xml, self.size);
            });
        });
    }

    fn write_paragraph(&self, xml: &mut Xml) {
        xml.on("w:keepNext", self.keeps_next);
        xml.on("w:keepLines", self.keeps_next);
        xml.on("w:pageBreakBefore", self.begins_page);
        paragraph::tabs(xml, self.tabs);
        let [above, below, line] = [self.above, self.below, self.line].map(|twips| twips.to_string());
        xml.empty(
            "w:spacing",
            &[("w:before", &above), ("w:after", &below), ("w:line", &line), ("w:lineRule", "exact")],
        );
        let [left, right, first] = [self.left, self.right, TWO_CHARACTERS].map(|twips| twips.to_string());
        let mut indent = Vec::new();
        if self.left > 0 {
            indent.push(("w:left", left.as_str()));
        }
        if self.right > 0 {
            indent.push(("w:right", &right));
        }
        if self.is_indented {
            indent.extend([("w:firstLineChars", "200"), ("w:firstLine", first.as_str())]);
        }
        if !indent.is_empty() {
            xml.empty("w:ind", &indent);
        }
        xml.on("w:contextualSpacing", self.closes_up);
        xml.val("w:jc", self.align.name());
        if let Some(outline) = self.outline {
            xml.val("w:outlineLvl", outline);
        }
    }
}

fn size(xml: &mut Xml, size: u32) {
    xml.val("w:sz", size);
    xml.val("w:szCs", size);
}

/// Single lines around and between all cells.
fn borders(xml: &mut Xml) {
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
    }
}
