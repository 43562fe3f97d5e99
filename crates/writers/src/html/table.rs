//! Tables that programs for the blind can read out: each cell knows its heads.

use document::{CellKind, Document, Style};

use super::markup;
use crate::columns::{self, Role};
use crate::exhibit::{Exhibit, sides};
use crate::grid::{Grid, GridRow, Placed};

/// Adds a table in a region that scrolls sideways where the screen is narrow; `number` counts tables from 1.
pub fn push(out: &mut String, document: &Document, exhibit: &Exhibit<'_>, number: usize) {
    let design = &exhibit.table.design;
    let grid = Grid::of(exhibit.table);
    let n_heads = grid.n_heads(design);
    let roles = columns::roles(document, &grid, design);
    let has_name = exhibit.above.iter().any(|line| line.style == Style::Caption);
    let name = if has_name { format!("aria-labelledby=\"t{number}\"") } else { format!("aria-label=\"表{number}\"") };
    out.push_str(&format!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" {name}>\n<table>\n"));
    push_caption(out, document, exhibit, number);
    push_columns(out, &grid, &design.widths, n_heads);
    let table = Cells { document, grid: &grid, n_heads, roles: &roles };
    let (heads, body) = grid.rows.split_at(n_heads);
    table.push_rows(out, "thead", heads);
    table.push_rows(out, "tbody", body);
    out.push_str("</table>\n</div>\n");
}

/// The title and the lines under it. Both name the table: the unit of its amounts belongs to what it says.
fn push_caption(out: &mut String, document: &Document, exhibit: &Exhibit<'_>, number: usize) {
    if exhibit.above.is_empty() {
        return;
    }
    out.push_str("<caption>");
    let mut id = format!(" id=\"t{number}\"");
    for line in &exhibit.above {
        let text = document.str(line.text);
        if line.style == Style::Caption {
            out.push_str(&format!("<div class=\"name\"{}>", std::mem::take(&mut id)));
            markup::push(out, text, " ");
            out.push_str("</div>");
            continue;
        }
        let (left, right) = sides(text);
        out.push_str("<div class=\"head\">");
        if !left.is_empty() {
            out.push_str("<span>");
            markup::push(out, &left, " ");
            // The gap is there for readers that know no styles.
            out.push_str(" </span>");
        }
        if !right.is_empty() {
            out.push_str("<span class=\"right\">");
            markup::push(out, right, " ");
            out.push_str("</span>");
        }
        out.push_str("</div>");
    }
    out.push_str("</caption>\n");
}

/// The columns with their widths, grouped as the first row of heads does.
fn push_columns(out: &mut String, grid: &Grid, widths: &[u16], n_heads: usize) {
    let all: u64 = widths.iter().take(grid.width).copied().map(u64::from).sum();
    let push_column = |out: &mut String, column: usize| match widths.get(column) {
        Some(width) if all > 0 => {
            let per_mille = u64::from(*width) * 1000 / all;
            out.push_str(&format!("<col style=\"width:{}.{}%\">", per_mille / 10, per_mille % 10));
        }
        _ => out.push_str("<col>"),
    };
    let heads: &[Placed] = grid.rows.first().filter(|_| n_heads > 0).map_or(&[], |row| &row.cells);
    let mut column = 0;
    for head in heads {
        out.push_str("<colgroup>");
        for _ in 0..head.columns {
            push_column(out, column);
            column += 1;
        }
        out.push_str("</colgroup>");
    }
    if column < grid.width {
        out.push_str("<colgroup>");
        (column..grid.width).for_each(|column| push_column(out, column));
        out.push_str("</colgroup>");
    }
    out.push('\n');
}

/// The cells of a table.
struct Cells<'a> {
    document: &'a Document,
    grid: &'a Grid,
    n_heads: usize,
    roles: &'a [Role],
}

impl Cells<'_> {
    fn push_rows(&self, out: &mut String, element: &str, rows: &[GridRow]) {
        if rows.is_empty() {
            return;
        }
        out.push_str(&format!("<{element}>\n"));
        for row in rows {
            out.push_str("<tr>");
            for cell in &row.cells {
                self.push_cell(out, *cell);
            }
            out.push_str("</tr>\n");
        }
        out.push_str(&format!("</{element}>\n"));
    }

    fn push_cell(&self, out: &mut String, cell: Placed) {
        let text = self.document.str(cell.text);
        let kind = CellKind::of(text);
        let (element, attributes) = match kind {
            // A blank head names nothing.
            CellKind::Blank => ("td", ""),
            _ if cell.row < self.n_heads => ("th", self.head_scope(cell)),
            CellKind::Text if self.is_label(cell) && cell.columns > 1 => ("th", " scope=\"row\" class=\"wide\""),
            CellKind::Text if self.is_label(cell) => ("th", " scope=\"row\""),
            CellKind::Number(_) | CellKind::Dash if self.roles[cell.column] != Role::Key => ("td", " class=\"figure\""),
            // The sum of a table that holds nothing else.
            CellKind::Text if cell.column == 0 && cell.columns > 1 => ("td", " class=\"wide\""),
            _ if self.roles[cell.column] == Role::Figures => ("td", " class=\"right\""),
            _ => ("td", ""),
        };
        let attributes = match element {
            _ if self.n_heads > 0 || !columns::is_entry(text) => attributes,
            "th" => " scope=\"row\" class=\"middle\"",
            _ => " class=\"middle\"",
        };
        out.push_str(&format!("<{element}{attributes}"));
        for (name, covered) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if covered > 1 {
                out.push_str(&format!(" {name}=\"{covered}\""));
            }
        }
        out.push('>');
        // A line of a cell is a block of its own, as a mere break in mid-sentence is read as none.
        if text.trim().contains(['\n', '\r']) {
            out.push_str("<div>");
            markup::push(out, text, "</div><div>");
            out.push_str("</div>");
        } else {
            markup::push(out, text, " ");
        }
        out.push_str(&format!("</{element}>"));
    }

    /// A head over a whole group of columns is the head of the group, any other one of its columns.
    fn head_scope(&self, cell: Placed) -> &'static str {
        if cell.row == 0 && cell.columns > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" }
    }

    /// Whether a cell of the body says what the figures right of it are of.
    fn is_label(&self, cell: Placed) -> bool {
        let covered = cell.column..cell.column + cell.columns;
        let next = (covered.end..self.grid.width).next();
        self.roles[covered].contains(&Role::Label) && next.is_some()
    }
}
