//! Tables as Word knows them: a grid of columns, merged cells, heads that are repeated on every page.

mod align;
mod fit;
mod grid;

use document::{Document, Table};

use super::{
    page::Orientation,
    paragraph::{self, Align, Format},
    styles,
    xml::Xml,
};
use crate::Error;
use align::Aligned;
use fit::Fit;
use grid::{Grid, GridCell, Place};

/// A table ready to be written.
pub struct Layout<'a> {
    grid: Grid<'a>,
    fit: Fit,
    aligned: Aligned,
    /// Rows at the top that are heads.
    n_heads: usize,
    /// The highest row that is kept on one page.
    tallest: u32,
}

impl<'a> Layout<'a> {
    /// Lays out a table for pages. A table without cells gives nothing.
    ///
    /// **Errors.** `Columns` for a table wider than Word opens.
    pub fn of(document: &'a Document, table: &Table, pages: Orientation) -> Result<Option<Self>, Error> {
        let grid = Grid::of(document, table)?;
        if grid.n_columns == 0 {
            return Ok(None);
        }
        let n_heads = usize::from(table.design.head_rows).min(grid.rows.len());
        let fit = Fit::of(&grid, &table.design.widths, pages.text_width());
        let aligned = Aligned::of(&grid, n_heads);
        // A row that may not be parted and is higher than what is left leaves that empty.
        Ok(Some(Self { grid, fit, aligned, n_heads, tallest: pages.text_height() / 3 }))
    }

    pub fn write(&self, xml: &mut Xml) {
        xml.element("w:tbl", &[], |xml| {
            self.properties(xml);
            xml.element("w:tblGrid", &[], |xml| {
                for width in &self.fit.columns {
                    xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
                }
            });
            for row in 0..self.grid.rows.len() {
                xml.element("w:tr", &[], |xml| self.row(xml, row));
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
                width(xml, "w:left", fit::CELL_MARGIN);
                width(xml, "w:right", fit::CELL_MARGIN);
            });
            let heads = if self.n_heads > 0 { "1" } else { "0" };
            xml.empty(
                "w:tblLook",
                &[
                    ("w:val", if self.n_heads > 0 { "0620" } else { "0600" }),
                    ("w:firstRow", heads),
                    ("w:lastRow", "0"),
                    ("w:firstColumn", "0"),
                    ("w:lastColumn", "0"),
                    ("w:noHBand", "1"),
                    ("w:noVBand", "1"),
                ],
            );
        });
    }

    fn row(&self, xml: &mut Xml, row: usize) {
        let places = &self.grid.rows[row];
        let is_head = row < self.n_heads;
        xml.element("w:trPr", &[], |xml| {
            xml.on("w:cantSplit", self.height(row) <= self.tallest);
            // Half a line above and below the text.
            let least = 2 * styles::line_of(self.fit.size) - fit::CELL_MARGIN;
            xml.empty("w:trHeight", &[("w:val", &least.to_string()), ("w:hRule", "atLeast")]);
            // A table of nothing but heads has nothing to repeat them for.
            xml.on("w:tblHeader", is_head && self.n_heads < self.grid.rows.len());
        });
        if places.is_empty() {
            // Word does not open rows without cells.
            self.blank(xml, 0, 1);
        }
        let mut column = 0;
        while let Some(place) = places.get(column) {
            match place {
                Place::Empty => {
                    self.blank(xml, column, 1);
                    column += 1;
                }
                Place::Cell(number) => {
                    let cell = &self.grid.cells[*number];
                    self.cell(xml, *number, cell.row == row);
                    column += cell.columns;
                }
            }
        }
    }

    /// About how high a row is; cells that reach into the next one do not count.
    fn height(&self, row: usize) -> u32 {
        let in_row = |place: &Place| match place {
            Place::Cell(number) => Some(&self.grid.cells[*number]).filter(|cell| cell.rows == 1),
            Place::Empty => None,
        };
        self.grid.rows[row].iter().filter_map(in_row).map(|cell| self.fit.height(cell)).max().unwrap_or(0)
    }

    /// A cell, or what goes on of it in a row below its first.
    fn cell(&self, xml: &mut Xml, number: usize, is_first: bool) {
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
                // Heads stay on the page of the first row below them.
                keeps_next: cell.row < self.n_heads,
                align: (align != Align::Left).then_some(align),
                ..Format::of(self.fit.style)
            };
            format.write(xml, |xml| paragraph::run(xml, if is_first { cell.text } else { "" }));
        });
    }

    /// A cell that the table lacks.
    fn blank(&self, xml: &mut Xml, column: usize, columns: usize) {
        xml.element("w:tc", &[], |xml| {
            xml.element("w:tcPr", &[], |xml| {
                width(xml, "w:tcW", self.fit.columns[column..column + columns].iter().sum());
            });
            Format::of(self.fit.style).write(xml, |_| {});
        });
    }
}

fn width(xml: &mut Xml, name: &str, twips: u32) {
    xml.empty(name, &[("w:w", &twips.to_string()), ("w:type", "dxa")]);
}
