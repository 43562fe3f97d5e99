//! Composes documents, and holds what is read from their pages against them.

use std::{collections::BTreeSet, fs, path::PathBuf, sync::LazyLock};

use document::{Block, Cell, DefectKind, Design, Document, Format, Paragraph, Row, Style, Table, Text, TextId};
use typeset::{Fonts, Role, WIDE};

/// Where Debian and TeX Live keep the fonts that the README names.
const FANDOL: [&str; 2] =
    ["/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol", "/usr/share/texmf/fonts/opentype/public/fandol"];
const NOTO: [&str; 2] = ["/usr/share/fonts/opentype/noto", "/usr/share/fonts/noto-cjk"];

static FONTS: LazyLock<Vec<Fonts>> = LazyLock::new(|| {
    let sets = [installed(&FANDOL), installed(&NOTO)];
    sets.into_iter().filter(Fonts::has_chinese).collect()
});

/// The wanted fonts of some folders.
fn installed(folders: &[&str]) -> Fonts {
    let wanted: Vec<&str> =
        Role::ALL.into_iter().flat_map(Role::faces).chain(WIDE).flat_map(|face| face.files).copied().collect();
    let folders = folders.iter().filter_map(|folder| fs::read_dir(folder).ok());
    let mut files: Vec<PathBuf> = folders.flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        wanted.contains(&name.as_str())
    });
    files.sort();
    Fonts::new(files.iter().map(|path| fs::read(path).expect("an installed font can be read")))
}

/// Each installed set of fonts; says so where there is none, so that a test is seen to be left out.
#[expect(clippy::print_stderr, reason = "says what was left out")]
pub fn fonts() -> &'static [Fonts] {
    if FONTS.is_empty() {
        eprintln!("left out: no Chinese font is installed (texlive-lang-chinese or fonts-noto-cjk)");
    }
    &FONTS
}

/// A document in the making.
pub struct Paper(pub Document);

impl Paper {
    pub fn new() -> Self {
        Self(Document::new(Format::Composed))
    }

    pub fn add(mut self, style: Style, printed: &str) -> Self {
        let text = self.0.add_text(Text::composed(printed));
        self.0.add_block(Block::Paragraph(Paragraph { text, style }));
        self
    }

    pub fn body(self, printed: &str) -> Self {
        self.add(Style::Body, printed)
    }

    pub fn heading(self, level: u8, printed: &str) -> Self {
        self.add(Style::Heading(level), printed)
    }

    /// Title, unit line and table.
    pub fn titled(self, title: &str, design: Design, rows: &[Vec<String>]) -> Self {
        self.add(Style::Caption, title).add(Style::TableHead, "编制单位：某某市示例局\t单位：万元").table(design, rows)
    }

    /// A table whose cells are `text`, or `text*columns*rows` where they are merged.
    pub fn table(mut self, design: Design, rows: &[Vec<String>]) -> Self {
        let mut cell = |printed: &String| {
            let (text, spans) = printed.split_once('*').unwrap_or((printed, ""));
            let (columns, rows) = spans.split_once('*').unwrap_or((spans, ""));
            let span = |printed: &str| printed.parse().unwrap_or(1);
            Cell { text: self.0.add_text(Text::composed(text)), columns: span(columns), rows: span(rows) }
        };
        let rows = rows.iter().map(|row| Row { cells: row.iter().map(&mut cell).collect() }).collect();
        self.0.add_block(Block::Table(Table { rows, design }));
        self
    }

    /// Sets the document in each set of fonts, reads it and checks that it is the same. Files stay where the variable
    /// `MINGZHANG_PAGES` names a folder, to be looked at.
    #[track_caller]
    pub fn check(&self, name: &str) {
        for (i, fonts) in fonts().iter().enumerate() {
            let file = typeset::pdf(&self.0, fonts).expect("the document can be set");
            let name = format!("{name}-{i}");
            if let Ok(folder) = std::env::var("MINGZHANG_PAGES") {
                fs::write(PathBuf::from(folder).join(format!("{name}.pdf")), &file).expect("the folder can be written");
            }
            self.check_file(&name, &file);
        }
    }

    #[track_caller]
    fn check_file(&self, name: &str, file: &[u8]) {
        assert!(file.windows(12).any(|bytes| bytes == b"pdfuaid:part"), "{name}: no PDF/UA");
        let read = formats::read(file).expect("the file can be read");
        self.check_pages(name, &read);
        let (expected, found) = (plain(&self.0), plain(&read));
        for (i, (expected, found)) in expected.iter().zip(&found).enumerate() {
            assert_eq!(bare(found), bare(expected), "{name}: line {i}");
        }
        assert_eq!(found.len(), expected.len(), "{name}: {:?}", found.get(expected.len()));
        for defect in read.defects() {
            let is_expected =
                matches!(defect.kind, DefectKind::PageFurniture | DefectKind::RepeatedHead | DefectKind::SplitRow);
            assert!(is_expected, "{name}: {} {}", defect.kind.name(), read.slice(defect.span));
        }
    }

    /// Checks what a reader of the pages would see: headings and titles stand on the page of what follows them, heads
    /// on that of their first row, and no line begins with a mark that ends a clause.
    #[track_caller]
    fn check_pages(&self, name: &str, read: &Document) {
        let page = |text: TextId| read.place(read.whole(text)).page;
        let cell_pages = |row: &Row| row.cells.iter().filter_map(|cell| page(cell.text)).collect::<Vec<_>>();
        let first_page = |block: &Block| match block {
            Block::Paragraph(paragraph) => page(paragraph.text),
            Block::Table(table) => table.rows.iter().flat_map(cell_pages).next(),
        };
        for (composed, pair) in self.0.blocks().iter().zip(read.blocks().windows(2)) {
            match composed {
                Block::Paragraph(Paragraph { style: Style::Heading(_) | Style::Caption | Style::TableHead, text }) => {
                    let pages = (first_page(&pair[0]), first_page(&pair[1]));
                    assert_eq!(pages.0, pages.1, "{name}: {} stands alone", self.0.str(*text));
                }
                Block::Table(table) => {
                    let Block::Table(own) = &pair[0] else { panic!("{name}: no table") };
                    let n_heads = usize::from(table.design.head_rows);
                    let pages: Vec<u32> = own.rows.iter().take(n_heads + 1).flat_map(cell_pages).collect();
                    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "{name}: heads stand alone: {pages:?}");
                    if matches!(pair[1], Block::Paragraph(below) if below.style == Style::Note) {
                        let last = own.rows.iter().flat_map(cell_pages).last();
                        assert_eq!(last, first_page(&pair[1]), "{name}: a note stands alone");
                    }
                }
                Block::Paragraph(_) => {}
            }
        }
        let texts = read.text_ids().filter(|text| !read.str(*text).starts_with("— "));
        let areas: Vec<_> = texts.filter_map(|text| Some((page(text)?, read.place(read.whole(text)).area?))).collect();
        // Upright the type area ends at 527 points and 743 points down, turned at 771 and 522; the blank half of a mark at the
        // end of a line may stand outside.
        let turned: BTreeSet<u32> =
            areas.iter().filter(|(_, area)| area.right > 55_000).map(|(page, _)| *page).collect();
        for (page, area) in areas {
            let bottom = if turned.contains(&page) { 52_200 } else { 74_300 };
            assert!(area.bottom <= bottom, "{name}: {area:?} is below the type area of page {page}");
        }
        for text in read.text_ids() {
            for piece in read.text(text).pieces() {
                let line = &read.str(text)[piece.at..];
                let is_wrong = line.starts_with(['，', '。', '、', '；', '：', '）', '”', '》', '%']);
                assert!(!is_wrong, "{name}: a line begins with a mark: {line}");
            }
        }
    }
}

/// Rows of cells parted by `|`.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A design with so many head rows.
pub fn heads(head_rows: u16) -> Design {
    Design { head_rows, ..Design::default() }
}

/// The same on a turned page.
pub fn landscape(head_rows: u16) -> Design {
    Design { head_rows, is_landscape: true, ..Design::default() }
}

/// The paragraphs and rows in their plain form, without what fixed pages cannot say.
fn plain(document: &Document) -> Vec<String> {
    let outline = document.outline();
    let lines = outline.lines().filter(|line| !line.starts_with('!'));
    // Two blanks open a row; the mark before a paragraph is its style.
    let text = |line: &str| line.trim_start().split_once(' ').map_or(String::new(), |(_, text)| text.to_owned());
    lines.map(text).collect()
}

/// A line of the contents without its dots and page number.
fn bare(text: &str) -> &str {
    let body = text.trim_end_matches(|char: char| char.is_ascii_digit());
    if body.ends_with("....") { body.trim_end_matches(['.', ' ']) } else { text }
}
