//! Fixed pages: PDF.
//!
//! A library draws each page onto a canvas that keeps characters with their boxes and the lines that
//! may rule tables ([`page`], `hayro`, `radical`); what it would take is found out first (`weight`,
//! `unpacked`). On top of that stands a table finder of our own, as finding these tables is what everything
//! else lives from: `lattice`, and `segment`, `columns` and `grid` where no lines part columns. Then lines of
//! text (`line`), what stands on a page (`layout`), running heads and foots (`furniture`), tables that go on
//! over pages (`continued`, `seam`), paragraphs (`paragraph`), and the document in the making (`draft`).

use std::ops::ControlFlow;

use document::{Area, DefectKind, Document, Format};
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};

use crate::{Error, guard};
use draft::Draft;
use layout::{Layout, Piece};

pub use hayro::HayroSource;
pub use page::PageSource;

pub mod page;

mod hayro;
mod radical;
mod unpacked;
mod weight;

mod columns;
mod grid;
mod lattice;
mod line;
mod segment;

mod continued;
mod furniture;
mod layout;
mod paragraph;
mod seam;

mod draft;

/// The most pages that are read. The longest disclosures, of departments with all their units, have a
/// few hundred.
const MOST_PAGES: usize = 2_000;
/// The most characters and lines of a whole file; a dense page has some 2,000.
const MOST_PARTS: usize = 4_000_000;

/// Reads a PDF file.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    read_pages(&open(bytes)?)
}

/// Opens a PDF file.
pub fn open(bytes: &[u8]) -> Result<HayroSource, Error> {
    if unpacked::has_endless_objects(bytes) {
        return Err(too_much("its objects unpack to more than any disclosure has".to_owned()));
    }
    let pdf = guard::against_panics(|| Pdf::new(bytes.to_vec())).unwrap_or(Err(LoadPdfError::Invalid));
    let pdf = pdf.map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Encrypted { format: Format::Pdf },
        LoadPdfError::Invalid => damaged("its structure cannot be followed"),
    })?;
    Ok(HayroSource::new(pdf))
}

fn too_much(why: String) -> Error {
    Error::TooMuch { format: Format::Pdf, why }
}

fn damaged(why: &str) -> Error {
    Error::Damaged { format: Format::Pdf, why: why.to_owned() }
}

/// Reads pages from any source; the tests compare sources with it.
pub fn read_pages(source: &dyn PageSource) -> Result<Document, Error> {
    let n_pages = source.n_pages();
    if n_pages == 0 {
        return Err(damaged("it has no pages"));
    }
    if n_pages > MOST_PAGES {
        return Err(too_much(format!("{n_pages} pages; at most {MOST_PAGES} are read")));
    }
    let mut layouts: Vec<Layout> = Vec::with_capacity(n_pages);
    let mut n_parts = 0;
    source.pages(&mut |page| {
        n_parts += page.glyphs.len() + page.rulings.len();
        let number = u32::try_from(layouts.len() + 1).unwrap_or(u32::MAX);
        layouts.push(Layout::of(&page, number));
        if n_parts > MOST_PARTS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if n_parts > MOST_PARTS {
        return Err(too_much(format!("more than {MOST_PARTS} characters and lines")));
    }
    assemble(layouts)
}

/// Makes the document of all pages.
fn assemble(mut layouts: Vec<Layout>) -> Result<Document, Error> {
    let mut draft = Draft::new();
    let furniture = furniture::take(&mut layouts);
    let pictures: Vec<u32> = layouts.iter().filter(|layout| draft::is_picture(layout)).map(|l| l.page).collect();
    let has_text = layouts.iter().any(|layout| !layout.pieces.is_empty() || !layout.unseen.is_empty());
    let cut_short: Vec<u32> = layouts.iter().filter(|layout| layout.is_cut_short).map(|l| l.page).collect();
    if !has_text && !cut_short.is_empty() {
        return Err(too_much("none of its pages can be drawn with the effort that a disclosure takes".to_owned()));
    }
    if !has_text {
        let pages = u32::try_from(pictures.len()).unwrap_or(u32::MAX);
        return Err(if pages > 0 { Error::Pictures { format: Format::Pdf, pages } } else { Error::Empty });
    }
    let unseen: Vec<_> = layouts
        .iter_mut()
        .map(|layout| {
            let bounds = Area { left: 0, top: 0, right: layout.width, bottom: layout.height };
            (layout.page, std::mem::take(&mut layout.unseen), bounds)
        })
        .collect();
    let mut blank = Vec::new();
    for layout in &mut layouts {
        let is_blank =
            |piece: &Piece| matches!(piece, Piece::Table(table) if table.rows.iter().all(layout::PageRow::is_blank));
        if layout.pieces.iter().all(is_blank) && !pictures.contains(&layout.page) {
            layout.pieces.clear();
            blank.push(layout.page);
        }
    }
    let sides = paragraph::sides(&layouts);
    let (items, repeated) = continued::join(layouts);
    for item in items {
        draft.item(item, &sides);
    }
    draft.flush();
    for (page, line) in furniture {
        draft.defect(DefectKind::PageFurniture, page, &[line]);
    }
    for cell in repeated {
        draft.defect(DefectKind::RepeatedHead, cell.page, &cell.lines);
    }
    draft.unseen(&unseen);
    for (kind, pages) in
        [(DefectKind::BlankPage, blank), (DefectKind::ImagePage, pictures), (DefectKind::Unreadable, cut_short)]
    {
        for page in pages {
            draft.page_defect(kind, page);
        }
    }
    Ok(draft.finish())
}
