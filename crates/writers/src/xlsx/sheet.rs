//! One sheet: a table with its title, head lines and notes.

use std::collections::HashMap;

use document::{CellKind, Document, Style};
use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::number::Exact;
use super::sums::{self, At};
use super::{column_at, looks, measure, printable, row_at, titles};
use crate::columns::{self, Role};
use crate::exhibit::{Exhibit, sides};
use crate::grid::{Grid, Placed};

/// Points of the highest row of a workbook.
const HIGHEST: u32 = 409;
/// Points that a page has for rows, upright and on its side: A4 without the margins.
const PAGE: u32 = 740;
const LONG_PAGE: u32 = 490;

/// Writes a table with what is printed around it.
pub fn write(sheet: &mut Worksheet, document: &Document, exhibit: &Exhibit<'_>) -> Result<(), XlsxError> {
    let grid = Grid::of(exhibit.table);
    let roles = columns::roles(document, &grid, &exhibit.table.design);
    let widths = measure::columns(document, exhibit.table, &grid, &roles);
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column_at(column)?, *width)?;
    }
    let mut page = Page { sheet, document, widths: &widths, next: 0, height: 0 };
    for line in titles(exhibit) {
        page.caption(document.str(line.text))?;
    }
    for line in exhibit.above.iter().filter(|line| line.style != Style::Caption) {
        page.head_line(document.str(line.text))?;
    }
    page.table(exhibit, &grid, &roles)?;
    for note in &exhibit.notes {
        page.across(document.str(note.text), &looks::beside(), looks::LINE, 1)?;
    }
    let height = page.height;
    set_up(sheet, exhibit.table.design.is_landscape, height);
    Ok(())
}

/// A4, one page wide, with numbers of pages. What goes a little over its page is printed a little smaller.
fn set_up(sheet: &mut Worksheet, is_landscape: bool, height: u32) {
    const A4: u8 = 9;
    let page = if is_landscape { LONG_PAGE } else { PAGE };
    let n_pages = u16::from((page..=page * 13 / 10).contains(&height));
    sheet.set_paper_size(A4).set_print_fit_to_pages(1, n_pages).set_print_center_horizontally(true);
    sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3).set_footer("&C&P / &N");
    if is_landscape {
        sheet.set_landscape();
    }
}

/// A sheet that is filled from the top down.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    document: &'a Document,
    /// Widths of the columns of the table.
    widths: &'a [u32],
    /// The next free row.
    next: usize,
    /// The heights of the rows above, in points.
    height: u32,
}

impl Page<'_> {
    /// A title over the whole width.
    fn caption(&mut self, text: &str) -> Result<(), XlsxError> {
        // Its letters are larger than those that the widths are counted in, by three to five.
        self.across(text, &looks::caption(), looks::TITLE_LINE, 2)
    }

    /// A text over the whole width; `enlarged` is how many times wider its letters may be.
    fn across(&mut self, text: &str, format: &Format, line: u32, enlarged: u32) -> Result<(), XlsxError> {
        let width = self.widths.len().max(1);
        let room: u32 = self.widths.iter().sum();
        self.strip(0, width, text, format)?;
        self.end_row(measure::lines(text, room / enlarged), line)
    }

    /// The line between the title and the table.
    fn head_line(&mut self, text: &str) -> Result<(), XlsxError> {
        let (left, right) = sides(text);
        let width = self.widths.len();
        match (left.is_empty(), right.is_empty()) {
            (_, true) => return self.across(&left, &looks::beside(), looks::LINE, 1),
            (true, false) => return self.across(right, &looks::beside_right(), looks::LINE, 1),
            (false, false) if width < 2 => {
                return self.across(&format!("{left}  {right}"), &looks::beside(), looks::LINE, 1);
            }
            (false, false) => {}
        }
        // As few columns on the right as the text needs.
        let mut from = width - 1;
        let room = |columns: &[u32]| columns.iter().fold(0, |sum: u32, width| sum.saturating_add(*width));
        while from > 1 && room(&self.widths[from..]) < measure::width(right) + 2 {
            from -= 1;
        }
        let lines = measure::lines(&left, room(&self.widths[..from]));
        let lines = lines.max(measure::lines(right, room(&self.widths[from..])));
        self.strip(0, from, &left, &looks::beside())?;
        self.strip(from, width, right, &looks::beside_right())?;
        self.end_row(lines, looks::LINE)
    }

    /// A text over some columns of the next row.
    fn strip(&mut self, from: usize, to: usize, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (row, first, last) = (row_at(self.next)?, column_at(from)?, column_at(to - 1)?);
        if last > first {
            self.sheet.merge_range(row, first, row, last, "", format)?;
        }
        self.sheet.write_string_with_format(row, first, printable(text), format)?;
        Ok(())
    }

    fn end_row(&mut self, lines: u32, line: u32) -> Result<(), XlsxError> {
        self.set_height(self.next, lines, line)?;
        self.next += 1;
        Ok(())
    }

    fn set_height(&mut self, row: usize, lines: u32, line: u32) -> Result<(), XlsxError> {
        let height = lines.saturating_mul(line).saturating_add(looks::ROOM).min(HIGHEST);
        self.sheet.set_row_height(row_at(row)?, height)?;
        self.height = self.height.saturating_add(height);
        Ok(())
    }

    fn table(&mut self, exhibit: &Exhibit<'_>, grid: &Grid, roles: &[Role]) -> Result<(), XlsxError> {
        let (document, design, first) = (self.document, &exhibit.table.design, self.next);
        let n_heads = grid.n_heads(design);
        let holds = numbers(document, grid, roles, n_heads);
        let formulas = sums::formulas(document, exhibit.table, grid, first, &holds);
        let is_grouped = holds.values().any(|number| number.grouped);
        for cell in grid.cells() {
            let at = (cell.row, cell.column);
            let printed = document.str(cell.text);
            let is_centred = n_heads == 0 && columns::is_entry(printed);
            let look = match holds.get(&at) {
                Some(number) if is_centred => looks::centred(looks::figure(&number.format(is_grouped))),
                Some(number) => looks::figure(&number.format(is_grouped)),
                None if cell.row < n_heads => looks::head(),
                None if is_centred => looks::centred(look(roles, cell, printed)),
                None => look(roles, cell, printed),
            };
            let (row, column) = (row_at(first + cell.row)?, column_at(cell.column)?);
            if cell.is_merged() {
                let last = (row_at(first + cell.row + cell.rows - 1)?, column_at(cell.column + cell.columns - 1)?);
                self.sheet.merge_range(row, column, last.0, last.1, "", &look)?;
            }
            match (holds.get(&at), formulas.get(&at)) {
                (Some(number), Some(formula)) => {
                    let formula = Formula::new(formula).set_result(number.plain.as_str());
                    self.sheet.write_formula_with_format(row, column, formula, &look)?
                }
                (Some(number), None) => self.sheet.write_number_with_format(row, column, number.value, &look)?,
                (None, _) if printed.is_empty() => self.sheet.write_blank(row, column, &look)?,
                (None, _) => self.sheet.write_string_with_format(row, column, printable(printed), &look)?,
            };
        }
        for (row, lines) in measure::rows(document, grid, self.widths).into_iter().enumerate() {
            self.set_height(first + row, lines, looks::LINE)?;
        }
        self.next += grid.rows.len();
        if n_heads > 0 {
            self.sheet.set_repeat_rows(row_at(first)?, row_at(first + n_heads - 1)?)?;
            self.sheet.set_freeze_panes(row_at(first + n_heads)?, 0)?;
        }
        if grid.width > 0 && self.next > first {
            let last = (row_at(self.next - 1)?, column_at(grid.width - 1)?);
            // Codes are text on purpose; of marks like that one, a cell can be freed from one only.
            let error = IgnoreError::NumberStoredAsText;
            self.sheet.ignore_error_range(row_at(first)?, 0, last.0, last.1, error)?;
        }
        Ok(())
    }
}

/// The cells that are written as numbers: all that can, but heads and what only names its row.
fn numbers(document: &Document, grid: &Grid, roles: &[Role], n_heads: usize) -> HashMap<At, Exact> {
    let figures = grid.cells().filter(|cell| cell.row >= n_heads && roles[cell.column] != Role::Key);
    figures
        .filter_map(|cell| {
            let printed = document.str(cell.text);
            let is_number = matches!(CellKind::of(printed), CellKind::Number(_));
            Some(((cell.row, cell.column), Exact::of(printed).filter(|_| is_number)?))
        })
        .collect()
}

/// How a cell looks that is neither head nor number.
fn look(roles: &[Role], cell: Placed, printed: &str) -> Format {
    let is_label = matches!(CellKind::of(printed), CellKind::Text);
    match roles[cell.column] {
        _ if cell.columns > 1 && is_label => looks::wide_label(),
        Role::Key => looks::key(),
        Role::Figures => looks::words_right(),
        Role::Label | Role::Words => looks::words(),
    }
}
