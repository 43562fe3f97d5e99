//! Pages: their sizes, margins, and numbers. Lengths are in twips, a twentieth of a point.

use super::xml::Xml;

/// Short and long side of A4: 210 mm and 297 mm.
const A4: (u32, u32) = (11906, 16838);

/// How the pages of a section lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Orientation {
    Portrait,
    Landscape,
}

/// What a page leaves free.
struct Margins {
    top: u32,
    bottom: u32,
    left: u32,
    right: u32,
    footer: u32,
}

impl Orientation {
    /// Width and height of the sheet.
    const fn sheet(self) -> (u32, u32) {
        match self {
            Self::Portrait => A4,
            Self::Landscape => (A4.1, A4.0),
        }
    }

    /// The area of text is 156 mm by 225 mm, 37 mm below the upper edge and 28 mm from the left one (GB/T 9704-2012,
    /// 5.1); the page number stands below it. Landscape pages are for wide tables, which need the width more than the
    /// free edges.
    const fn margins(self) -> Margins {
        match self {
            Self::Portrait => Margins { top: 2098, bottom: 1985, left: 1588, right: 1474, footer: 1304 },
            Self::Landscape => Margins { top: 1474, bottom: 1361, left: 1134, right: 1134, footer: 737 },
        }
    }

    /// The width of a line.
    pub const fn text_width(self) -> u32 {
        let margins = self.margins();
        self.sheet().0 - margins.left - margins.right
    }

    /// The height that text can fill.
    pub const fn text_height(self) -> u32 {
        let margins = self.margins();
        self.sheet().1 - margins.top - margins.bottom
    }
}

/// What ends a section: how its pages look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pages {
    pub orientation: Orientation,
    /// The relation to the part with the page number; none on a cover.
    pub footer: Option<&'static str>,
    /// Whether numbers begin anew, at 1.
    pub restarts: bool,
}

impl Pages {
    pub fn write(self, xml: &mut Xml) {
        let (width, height) = self.orientation.sheet();
        let margins = self.orientation.margins();
        xml.element("w:sectPr", &[], |xml| {
            if let Some(footer) = self.footer {
                xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
            }
            xml.val("w:type", "nextPage");
            let size = [width, height].map(|side| side.to_string());
            let mut attributes = vec![("w:w", size[0].as_str()), ("w:h", &size[1])];
            if self.orientation == Orientation::Landscape {
                attributes.push(("w:orient", "landscape"));
            }
            xml.empty("w:pgSz", &attributes);
            let Margins { top, bottom, left, right, footer } = margins;
            let free = [top, right, bottom, left, footer].map(|margin| margin.to_string());
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &free[0]),
                    ("w:right", &free[1]),
                    ("w:bottom", &free[2]),
                    ("w:left", &free[3]),
                    ("w:header", "851"),
                    ("w:footer", &free[4]),
                    ("w:gutter", "0"),
                ],
            );
            if self.restarts {
                xml.empty("w:pgNumType", &[("w:start", "1")]);
            }
            xml.empty("w:cols", &[("w:space", "425")]);
        });
    }
}
