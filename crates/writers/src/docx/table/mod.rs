//! Tables as Word knows them: a grid of columns, merged cells, heads that are repeated on every page.

mod align;
mod fit;
mod grid;
mod heights;
mod rows;

use document::{Document, Table};

use super::{
    paragraph::{self, Align, Format},
    styles,
    xml::Xml,
};
use crate::Error;
use align::Aligned;
use fit::Fit;
use grid::{Grid, GridCell, Place};
use heights::Heights;
use rows::{Room, RowLayout};

pub use heights::Stand;

/// What a cell leaves free above its text and below it: half a millimetre.
const ABOVE_AND_BELOW: u32 = 28;

/// Between the least height of a row and an ample one, so many twips are tried at a time: a quarter of a millimetre.
const HEIGHT_STEP: usize = 15;
/// Text smaller than 小五, in half points, is no way to fit a table on one page.
const SMALLEST_FOR_ONE_PAGE: u32 = 18;

/// A table ready to be written.
pub struct Layout<'a> {
    grid: Grid<'a>,
    fit: Fit,
    aligned: Aligned,
    rows: Vec<RowLayout>,
    n_pages: usize,
    has_heads: bool,
}

impl<'a> Layout<'a> {
    /// Lays out a table where it stands. One without cells gives nothing.
    ///
    /// A table that fits on one page with lower rows or smaller text is set so; what needs more pages anyhow is set
    /// as large as its columns allow, on as few pages as its rows can be low. They are as high as those pages have
    /// room for.
    ///
    /// **Errors.** `Columns` for a table wider than Word opens.
    pub fn of(document: &'a Document, table: &Table, stand: Stand) -> Result<Option<Self>, Error> {
        let grid = Grid::of(document, table)?;
        if grid.n_columns == 0 {
            return Ok(None);
        }
        let n_heads = usize::from(table.design.head_rows).min(grid.rows.len());
        let n_pages = |heights: &Heights, least: u32, stand: Stand| heights.n_pages(&heights.rows(least), stand);
        let scant = |fit: &Fit| Room::Scant.least_height(fit.size);
        let mut fits = Fit::all(&grid, &table.design.widths, stand.pages.text_width());
        let smallest = SMALLEST_FOR_ONE_PAGE.min(fits[0].size);
        let is_on_one_page =
            |fit: &Fit| fit.size >= smallest && n_pages(&Heights::of(&grid, fit, n_heads), scant(fit), stand) == 1;
        let fit = fits.swap_remove(fits.iter().position(is_on_one_page).unwrap_or(0));
        let heights = Heights::of(&grid, &fit, n_heads);
        let fewest = n_pages(&heights, scant(&fit), stand);
        // What is left over behind the table gets room where that takes no further page.
        let with_rest = Stand { below: stand.below.saturating_add(stand.behind), ..stand };
        let filled = if n_pages(&heights, scant(&fit), with_rest) == fewest { with_rest } else { stand };
        let mut higher = (scant(&fit)..=Room::Ample.least_height(fit.size)).rev().step_by(HEIGHT_STEP);
        let least = higher.find(|least| n_pages(&heights, *least, filled) == fewest).unwrap_or(scant(&fit));
        let aligned = Aligned::of(&grid, n_heads);
        let rows = rows::lay_out(&heights.rows(least), n_heads, stand, fewest == 1);
        Ok(Some(Self { grid, fit, aligned, rows, n_pages: fewest, has_heads: n_heads > 0 }))
    }

    /// Whether one page does not hold it.
    pub const fn is_long(&self) -> bool {
        self.n_pages > 1
    }

    pub fn write(&self, xml: &mut Xml) {
        xml.element("w:tbl", &[], |xml| {
            self.properties(xml);
            xml.element("w:tblGrid", &[], |xml| {
                for width in &self.fit.columns {
                    xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
                }
            });
            for (row, (layout, places)) in self.rows.iter().zip(&self.grid.rows).enumerate() {
                xml.element("w:tr", &[], |xml| self.row(xml, row, *layout, places));
            }
        });
    }

    fn properties(&self, xml: &mut Xml) {
        xml.element("w:tblPr", &[], |xml| {
            xml.val("w:tblStyle", styles::TABLE);
            width(xml, "w:tblW", self.fit.columns.iter().sum());
            xml.val("w:jc", "center");
            // Programs that fit columns by themselves would break the widths that figures need.
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, margin) in [
                    ("w:top", ABOVE_AND_BELOW),
                    ("w:left", fit::CELL_MARGIN),
                    ("w:bottom", ABOVE_AND_BELOW),
                    ("w:right", fit::CELL_MARGIN),
                ] {
                    width(xml, side, margin);
                }
            });
            let (look, first_row) = if self.has_heads { ("0620", "1") } else { ("0600", "0") };
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", look),
                    ("w:firstRow", first_row),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
        });
    }

    fn row(&self, xml: &mut Xml, row: usize, layout: RowLayout, places: &[Place]) {
        xml.element("w:trPr", &[], |xml| {
            xml.on("w:cantSplit", layout.is_whole);
            xml.empty("w:trHeight", &[("w:val", &layout.least.to_string()), ("w:hRule", "atLeast")]);
            xml.on("w:tblHeader", layout.is_repeated);
        });
        if places.is_empty() {
            // Word does not open rows without cells.
            self.blank(xml, 0);
        }
        let mut column = 0;
        while let Some(place) = places.get(column) {
            match place {
                Place::Empty => {
                    self.blank(xml, column);
                    column += 1;
                }
                Place::Cell(number) => {
                    let cell = &self.grid.cells[*number];
                    self.cell(xml, *number, cell.row == row, layout);
                    column += cell.columns;
                }
            }
        }
    }

    /// A cell, or what goes on of it in a row below its first.
    fn cell(&self, xml: &mut Xml, number: usize, is_first: bool, row: RowLayout) {
        let cell: &GridCell<'_> = &self.grid.cells[number];
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                width(xml, "w:tcW", self.fit.width(cell));
                if cell.columns > 1 {
                    xml.val("w:gridSpan", cell.columns);
                }
                match (cell.rows, is_first) {
                    (1, _) => {}
                    (_, true) => xml.val("w:vMerge", "restart"),
                    (_, false) => xml.val("w:vMerge", "continue"),
                }
                xml.val("w:vAlign", "center");
            });
            let align = self.aligned.of_cell(number);
            let format = Format {
                keeps_next: row.keeps_next,
                align: (align != Align::Left).then_some(align),
                ..Format::of(self.fit.style)
            };
            format.write(xml, |xml| paragraph::run(xml, if is_first { cell.text } else { "" }));
        });
    }

    /// A cell that the table lacks.
    fn blank(&self, xml: &mut Xml, column: usize) {
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                width(xml, "w:tcW", self.fit.columns[column]);
            });
            Format::of(self.fit.style).write(xml, |_| {});
        });
    }
}

fn width(xml: &mut Xml, name: &str, twips: u32) {
    xml.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")]);
}
