//! Paragraphs: what they say beyond their style, and their characters.

use super::{page::Pages, xml::Xml};

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Center,
    Right,
    /// At both edges.
    Both,
}

impl Align {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
            Self::Both => "both",
        }
    }
}

/// A place that a tab goes to, from the left edge of the text.
#[derive(Clone, Copy, Debug)]
pub struct Tab {
    pub at: u32,
    pub align: Align,
    /// Whether dots lead there.
    pub dotted: bool,
}

/// What a paragraph says of itself.
#[derive(Debug, Default)]
pub struct Format<'a> {
    /// The id of its style.
    pub style: &'a str,
    /// Whether it stays on the page of what follows; its style may say so as well.
    pub keeps_next: bool,
    /// Whether it begins a page, where that differs from its style.
    pub begins_page: Option<bool>,
    pub tabs: Vec<Tab>,
    /// Twips above it.
    pub above: Option<u32>,
    pub align: Option<Align>,
    /// The pages of the section that it ends.
    pub ends: Option<Pages>,
}

impl<'a> Format<'a> {
    /// A paragraph that says nothing beyond its style.
    pub fn of(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }

    /// A paragraph with this format.
    pub fn write(&self, xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.val("w:pStyle", self.style);
                xml.on("w:keepNext", self.keeps_next);
                if let Some(begins_page) = self.begins_page {
                    xml.val("w:pageBreakBefore", u8::from(begins_page));
                }
                tabs(xml, &self.tabs);
                if let Some(above) = self.above {
                    xml.empty("w:spacing", &[("w:before", &above.to_string())]);
                }
                if let Some(align) = self.align {
                    xml.val("w:jc", align.name());
                }
                if let Some(pages) = self.ends {
                    pages.write(xml);
                }
            });
            content(xml);
        });
    }
}

/// The places that tabs go to.
pub fn tabs(xml: &mut Xml, tabs: &[Tab]) {
    if tabs.is_empty() {
        return;
    }
    xml.element("w:tabs", &[], |xml| {
        for Tab { at, align, dotted } in tabs {
            let mut attributes = vec![("w:val", align.name())];
            if *dotted {
                attributes.push(("w:leader", "dot"));
            }
            let at = at.to_string();
            attributes.push(("w:pos", &at));
            xml.empty("w:tab", &attributes);
        }
    });
}

/// Characters in one run. Line breaks and tabs are elements of their own.
pub fn run(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.element("w:r", &[], |xml| {
        // Quotation marks and dashes are Chinese where other characters are.
        if !text.is_ascii() {
            xml.element("w:rPr", &[], |xml| xml.empty("w:rFonts", &[("w:hint", "eastAsia")]));
        }
        for part in text.split_inclusive(['\n', '\t']) {
            let printed = part.trim_end_matches(['\n', '\t']);
            if !printed.is_empty() {
                xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(printed));
            }
            match part.as_bytes().last() {
                Some(b'\n') => xml.empty("w:br", &[]),
                Some(b'\t') => xml.empty("w:tab", &[]),
                _ => {}
            }
        }
    });
}

/// A field: its code, and what is printed of it until a program works it out.
pub struct Field<'a> {
    pub code: &'a str,
    /// Whether programs are asked to work it out when they open the file.
    pub is_stale: bool,
}

impl Field<'_> {
    /// The field as far as its printed result begins.
    pub fn begin(&self, xml: &mut Xml) {
        xml.element("w:r", &[], |xml| {
            let mut attributes = vec![("w:fldCharType", "begin")];
            if self.is_stale {
                attributes.push(("w:dirty", "true"));
            }
            xml.empty("w:fldChar", &attributes);
        });
        xml.element("w:r", &[], |xml| {
            let code = format!(" {} ", self.code);
            xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&code));
        });
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", "separate")]));
    }

    /// The end of the field that was begun last.
    pub fn end(xml: &mut Xml) {
        xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", "end")]));
    }
}
