//! PDF files with text and lines at given places.

use std::fmt::Write as _;

/// A PDF file in the making. Lengths are points from the top left corner of an A4 page.
#[derive(Default)]
pub struct Pdf {
    pages: Vec<PdfPage>,
}

/// A page of a PDF file in the making.
pub struct PdfPage {
    width: i32,
    height: i32,
    content: String,
}

/// Width of an A4 page.
const WIDTH: i32 = 595;
/// Height of an A4 page.
const HEIGHT: i32 = 842;

impl Pdf {
    /// Appends an upright A4 page and returns it to be drawn on.
    pub fn page(&mut self) -> &mut PdfPage {
        self.sized_page(WIDTH, HEIGHT)
    }

    /// Appends a page of a size.
    pub fn sized_page(&mut self, width: i32, height: i32) -> &mut PdfPage {
        self.pages.push(PdfPage { width, height, content: String::new() });
        self.pages.last_mut().expect("a page was just added")
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut objects: Vec<String> = Vec::new();
        let kids: Vec<String> = (0..self.pages.len()).map(|i| format!("{} 0 R", 6 + 2 * i)).collect();
        objects.push("<< /Type /Catalog /Pages 2 0 R >>".to_owned());
        objects.push(format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len()));
        objects.push(
            "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
                .to_owned(),
        );
        // Full width, and half width for what ASCII has.
        objects.push(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /W [32 126 500] >>"
                .to_owned(),
        );
        objects.push(stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n\
             1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
             2 beginbfrange <0000> <DFFF> <0000> <E001> <FFFF> <E001> endbfrange\n\
             1 beginbfchar <E000> <20142014> endbfchar\nendcmap end end",
        ));
        for (i, page) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                page.width,
                page.height,
                7 + 2 * i
            ));
            objects.push(stream(&page.content));
        }
        let mut out = String::from("%PDF-1.7\n");
        let mut offsets = Vec::new();
        for (i, object) in objects.iter().enumerate() {
            offsets.push(out.len());
            let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
        }
        let table = out.len();
        let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for offset in offsets {
            let _ = writeln!(out, "{offset:010} 00000 n ");
        }
        let _ = write!(out, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
        out.into_bytes()
    }
}

impl PdfPage {
    /// A line of text: `x` is where it begins, `y` how far down its baseline is, `size` its em. U+E000 is one shape for
    /// the two characters ——.
    pub fn text(&mut self, x: i32, y: i32, size: i32, text: &str) -> &mut Self {
        let codes: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        let _ = writeln!(self.content, "BT /F1 {size} Tf {x} {} Td <{codes}> Tj ET", self.height - y);
        self
    }

    /// A stroked line.
    pub fn line(&mut self, x0: i32, y0: i32, x1: i32, y1: i32) -> &mut Self {
        let height = self.height;
        let _ = writeln!(self.content, "0.5 w {x0} {} m {x1} {} l S", height - y0, height - y1);
        self
    }

    /// A filled rectangle.
    pub fn bar(&mut self, x: i32, y: i32, width: &str, height: &str) -> &mut Self {
        let _ = writeln!(self.content, "{x} {} {width} -{height} re f", self.height - y);
        self
    }

    /// A ruled table: borders between columns and rows, and texts by row and column, each 14 points
    /// below the upper border of its row.
    pub fn table(&mut self, xs: &[i32], ys: &[i32], rows: &[&[&str]]) -> &mut Self {
        let (Some((left, right)), Some((top, bottom))) = (xs.first().zip(xs.last()), ys.first().zip(ys.last())) else {
            return self;
        };
        for y in ys {
            self.line(*left, *y, *right, *y);
        }
        for x in xs {
            self.line(*x, *top, *x, *bottom);
        }
        for (row, y) in rows.iter().zip(ys) {
            for (cell, x) in row.iter().zip(xs) {
                self.text(x + 3, y + 14, 10, cell);
            }
        }
        self
    }

    /// What is drawn from here on can only be seen within a rectangle.
    pub fn clipped(&mut self, x: i32, y: i32, width: i32, height: i32, draw: impl FnOnce(&mut Self)) -> &mut Self {
        let _ = writeln!(self.content, "q {x} {} {width} {height} re W n", self.height - y - height);
        draw(self);
        self.content.push_str("Q\n");
        self
    }

    /// Instructions as they stand in a file.
    pub fn raw(&mut self, instructions: &str) -> &mut Self {
        self.content.push_str(instructions);
        self.content.push('\n');
        self
    }
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len() + 1)
}
