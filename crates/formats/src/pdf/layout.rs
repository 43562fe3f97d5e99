//! What stands on a page as lines of text and tables, from top to bottom.

use document::Area;

use super::{
    columns,
    lattice::{self, Lattice, LatticeCell},
    line::{self, Line},
    page::{Glyph, Page, intersection},
};

/// A line of text or a table.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A line outside of tables.
    Line(Line),
    /// A ruled table.
    Table(PageTable),
}

/// A table, or the part of it that stands on one page.
#[derive(Clone, Debug)]
pub struct PageTable {
    /// Its outline.
    pub area: Area,
    /// Where its columns begin, and where the last one ends.
    pub xs: Vec<i32>,
    /// Its rows, from top to bottom.
    pub rows: Vec<PageRow>,
    /// Whether lines part its columns; otherwise they are where its texts stand.
    pub is_ruled: bool,
}

/// A row of a table: the cells that begin in it, from left to right.
#[derive(Clone, Debug, Default)]
pub struct PageRow {
    /// Its cells.
    pub cells: Vec<PageCell>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct PageCell {
    /// First column.
    pub column: usize,
    /// Columns it covers.
    pub columns: usize,
    /// Rows it covers.
    pub rows: usize,
    /// The space within its lines.
    pub area: Area,
    /// Its lines of text.
    pub lines: Vec<Line>,
    /// The page they stand on.
    pub page: u32,
    /// Its lines on the pages after that, where a page break cuts it.
    pub rest: Vec<(u32, Line)>,
}

/// What stands on a page.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// 1-based.
    pub page: u32,
    /// Width of the page.
    pub width: i32,
    /// Height of the page.
    pub height: i32,
    /// Lines and tables, from top to bottom.
    pub pieces: Vec<Piece>,
    /// Lines that cannot be seen: outside the page, or hidden by a clip.
    pub unseen: Vec<Line>,
    /// The part of the page that pictures cover, in percent.
    pub pictured: i64,
    /// Whether drawing stopped early because there was too much of it.
    pub is_cut_short: bool,
}

impl PageCell {
    /// Whether it holds no text.
    pub const fn is_blank(&self) -> bool {
        self.lines.is_empty() && self.rest.is_empty()
    }
}

impl PageRow {
    /// Whether none of its cells holds text.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(PageCell::is_blank)
    }

    /// The text of its cells, without blanks, for comparing rows.
    pub fn words(&self) -> Vec<String> {
        self.cells.iter().map(|cell| cell.lines.iter().map(Line::words).collect()).collect()
    }
}

impl Piece {
    /// Its outline.
    pub fn area(&self) -> Area {
        match self {
            Self::Line(line) => line.area,
            Self::Table(table) => table.area,
        }
    }
}

impl Layout {
    /// Finds the lines and tables of a page.
    pub fn of(page: &Page, number: u32) -> Self {
        let bounds = Area { left: 0, top: 0, right: page.width, bottom: page.height };
        let ruled = lattice::find(&page.rulings);
        let n_ruled = ruled.len();
        let lattices = with_columns(page, bounds, ruled);
        let mut free = Vec::new();
        let mut unseen = Vec::new();
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); lattices.len()];
        for glyph in &page.glyphs {
            if !is_seen(glyph, bounds) {
                unseen.push(*glyph);
            } else if let Some(at) = lattices.iter().position(|lattice| lattice.area.holds(glyph.area)) {
                inside[at].push(*glyph);
            } else {
                free.push(*glyph);
            }
        }
        let mut pieces: Vec<Piece> = line::lines(free).into_iter().map(Piece::Line).collect();
        let tables = lattices.iter().zip(inside).enumerate();
        let tables = tables.map(|(i, (lattice, glyphs))| (i < n_ruled, table(lattice, glyphs, number)));
        pieces.extend(tables.map(|(is_ruled, table)| Piece::Table(PageTable { is_ruled, ..table })));
        pieces.sort_by_key(|piece| (piece.area().top, piece.area().left));
        Self {
            page: number,
            width: page.width,
            height: page.height,
            pieces,
            unseen: line::lines(unseen),
            pictured: pictured(page, bounds),
            is_cut_short: page.is_cut_short,
        }
    }

    /// Its lines outside of tables.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Line(line) => Some(line),
            Piece::Table(_) => None,
        })
    }
}

/// Ruled tables, and behind them those that only level lines bound.
fn with_columns(page: &Page, bounds: Area, mut tables: Vec<Lattice>) -> Vec<Lattice> {
    let level = lattice::merged(&page.rulings, true);
    let groups = columns::candidates(&level, &tables);
    if groups.is_empty() {
        return tables;
    }
    let is_free =
        |glyph: &&Glyph| is_seen(glyph, bounds) && !tables.iter().any(|table: &Lattice| table.area.holds(glyph.area));
    let lines = line::lines(page.glyphs.iter().filter(is_free).copied());
    for group in groups {
        for table in columns::find(&group, &level, &lines) {
            if !tables.iter().any(|other| overlap(other.area, table.area)) {
                tables.push(table);
            }
        }
    }
    tables
}

fn overlap(a: Area, b: Area) -> bool {
    let common = intersection(a, b);
    common.width() > 0 && common.height() > 0
}

/// Whether at least half of a character can be seen.
fn is_seen(glyph: &Glyph, bounds: Area) -> bool {
    let seen = intersection(glyph.visible, bounds);
    let (all, part) = (glyph.area, seen);
    // Blanks and combining marks may have no width.
    let of = |part: i32, all: i32| all <= 0 || i64::from(part) * 2 >= i64::from(all);
    bounds.holds(all) && of(part.width(), all.width()) && of(part.height(), all.height())
}

/// The share of the page that pictures cover, in percent; pictures that overlap count twice.
fn pictured(page: &Page, bounds: Area) -> i64 {
    let size = |area: Area| i64::from(area.width()) * i64::from(area.height());
    let shown = page.pictures.iter().map(|picture| size(intersection(*picture, bounds)));
    (shown.sum::<i64>() * 100).checked_div(size(bounds)).unwrap_or(0).min(100)
}

/// A ruled table with the text of its cells.
fn table(lattice: &Lattice, glyphs: Vec<Glyph>, page: u32) -> PageTable {
    let n_columns = lattice.xs.len() - 1;
    // Which cell lies at each smallest cell.
    let mut at = vec![0; n_columns * (lattice.ys.len() - 1)];
    for (i, cell) in lattice.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.rows {
            at[row * n_columns + cell.column..][..cell.columns].fill(i);
        }
    }
    let mut texts: Vec<Vec<Glyph>> = vec![Vec::new(); lattice.cells.len()];
    for glyph in glyphs {
        let index = |borders: &[i32], at: i32| {
            (borders.partition_point(|border| *border <= at).max(1) - 1).min(borders.len() - 2)
        };
        let (row, column) = (index(&lattice.ys, glyph.area.center_y()), index(&lattice.xs, glyph.area.center_x()));
        texts[at[row * n_columns + column]].push(glyph);
    }
    let mut rows = vec![PageRow::default(); lattice.ys.len() - 1];
    for (cell, glyphs) in lattice.cells.iter().zip(texts) {
        let LatticeCell { row, column, rows: n_rows, columns, area } = *cell;
        let lines = line::lines(glyphs);
        rows[row].cells.push(PageCell { column, columns, rows: n_rows, area, lines, page, rest: Vec::new() });
    }
    PageTable { area: lattice.area, xs: lattice.xs.clone(), rows, is_ruled: true }
}
