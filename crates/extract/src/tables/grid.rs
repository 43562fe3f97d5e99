//! Tables of a file cut and joined into tables of one kind, each laid out on a grid.

use document::{Document, Folded, NameId, Origin, Span, Table, TextId};
use quantity::{Scale, Unit};
use taxonomy::{EconomicCode, FormKind, FunctionCode, Taxonomy, bare};

use super::is_total;

/// What stood above a table.
#[derive(Default)]
pub struct Prelude {
    lines: Vec<TextId>,
}

/// A table of one kind: a part of a table of the file, with what was said above it.
pub struct Grid {
    /// What it is.
    pub kind: Kind,
    /// Its title line.
    pub title: Option<Span>,
    /// Where its unit is printed.
    pub unit_line: Option<Span>,
    /// What its amounts are counted in.
    pub scale: Scale,
    /// Its rows, title rows left out; `None` is a place that a merged cell covers.
    pub rows: Vec<Vec<Option<TextId>>>,
    /// The same rows with the merged cell at each place that it covers.
    pub(super) covers: Vec<Vec<Option<TextId>>>,
    /// Texts of the title rows.
    pub above: Vec<TextId>,
}

/// What a table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A statutory table, by its index among the layouts.
    Layout(usize),
    /// A performance form.
    Form(FormKind),
    /// A table that no layout describes.
    Other,
}

impl Prelude {
    /// Adds a paragraph. Only the last few lines before a table can speak of it.
    pub fn add(&mut self, document: &Document, text: TextId) {
        const MAX_LINES: usize = 8;
        if document.str(text).trim().is_empty() {
            return;
        }
        self.lines.push(text);
        if self.lines.len() > MAX_LINES {
            self.lines.remove(0);
        }
    }
}

impl Grid {
    pub(super) fn new(kind: Kind, title: Option<Span>) -> Self {
        Self {
            kind,
            title,
            unit_line: None,
            scale: Scale::TenThousandYuan,
            rows: Vec::new(),
            covers: Vec::new(),
            above: Vec::new(),
        }
    }

    /// All texts of the grid.
    pub fn cells(&self) -> impl Iterator<Item = TextId> + '_ {
        self.above.iter().copied().chain(self.rows.iter().flatten().filter_map(|cell| *cell))
    }
}

/// Cuts a table of the file into tables of one kind: a row that is nothing but a title begins the next.
pub fn split(document: &Document, taxonomy: &Taxonomy, table: &Table, prelude: &Prelude) -> Vec<Grid> {
    let titled = |text: TextId| -> Option<Kind> {
        let printed = document.str(text);
        if let Some(kind) = taxonomy.forms.form_titled(printed) {
            return Some(Kind::Form(kind));
        }
        taxonomy.layout_titled(printed).map(Kind::Layout)
    };
    let mut first = Grid::new(Kind::Other, None);
    // A list of tables on the sheet before says nothing of this one.
    let own = table.rows.iter().flat_map(|row| &row.cells).next().and_then(|cell| sheet(document, cell.text));
    for text in prelude.lines.iter().rev().filter(|text| sheet(document, **text) == own) {
        if first.title.is_none()
            && let Some(kind) = titled(*text)
        {
            first.kind = kind;
            first.title = Some(document.whole(*text));
        }
        if first.unit_line.is_none()
            && let Some((scale, span)) = unit_line(document, *text)
        {
            (first.scale, first.unit_line) = (scale, Some(span));
        }
    }
    let mut grids = vec![first];
    for (row, (cells, covers)) in table.rows.iter().zip(lay_out(table)) {
        let filled: Vec<TextId> =
            row.cells.iter().map(|cell| cell.text).filter(|text| !document.str(*text).trim().is_empty()).collect();
        let title = match filled.as_slice() {
            [only] => titled(*only).map(|kind| (kind, *only)),
            _ => None,
        };
        if let Some((kind, text)) = title {
            let mut grid = Grid::new(kind, Some(document.whole(text)));
            grid.above.push(text);
            if grids.last().is_some_and(|grid| grid.rows.is_empty()) {
                let last = grids.pop();
                (grid.unit_line, grid.scale) = last.map_or((None, Scale::TenThousandYuan), |g| (g.unit_line, g.scale));
            }
            grids.push(grid);
            continue;
        }
        let Some(grid) = grids.last_mut() else { continue };
        let unit = filled.iter().find_map(|text| unit_line(document, *text));
        if let Some((scale, span)) = unit
            && grid.rows.len() < 2
            && filled.len() <= 3
            && grid.kind != Kind::Other
        {
            (grid.scale, grid.unit_line) = (scale, Some(span));
            grid.above.extend(filled);
            continue;
        }
        grid.rows.push(cells);
        grid.covers.push(covers);
    }
    grids
}

/// Appends the tables of one block to those before it. A table without a title that goes on where a
/// statutory one stopped, as on a new page, is the same table.
pub fn append(document: &Document, taxonomy: &Taxonomy, grids: &mut Vec<Grid>, more: Vec<Grid>) {
    for grid in more {
        match grids.last_mut() {
            Some(last) if goes_on(document, taxonomy, last, &grid) => {
                last.rows.extend(grid.rows);
                last.covers.extend(grid.covers);
            }
            _ => grids.push(grid),
        }
    }
}

/// Whether a table begins as the body or the head of the statutory table before it does.
fn goes_on(document: &Document, taxonomy: &Taxonomy, before: &Grid, grid: &Grid) -> bool {
    let Kind::Layout(layout) = before.kind else { return false };
    let layout = &taxonomy.layouts[layout];
    let words = |row: &[Option<TextId>]| -> Vec<String> {
        let printed = row.iter().map(|cell| cell.map_or(String::new(), |text| bare(document.str(text))));
        printed.filter(|word| !word.is_empty()).collect()
    };
    let Some(first) = grid.rows.iter().map(|row| words(row)).find(|words| !words.is_empty()) else { return false };
    let is_code = FunctionCode::parse(&first[0]).is_some() || EconomicCode::parse(&first[0]).is_some();
    let is_known = || first.iter().any(|label| is_total(label) || layout.row_labelled(label, 0).is_some());
    let repeats = || before.rows.first().is_some_and(|row| words(row) == first);
    grid.kind == Kind::Other && grid.title.is_none() && (is_code || is_known() || repeats())
}

/// The places of one row.
type Places = Vec<Option<TextId>>;

/// Lays the cells of a table out on a grid: for each row the cells at the places where they begin,
/// and the cells at all places that they cover.
fn lay_out(table: &Table) -> Vec<(Places, Places)> {
    // A hostile file may say that a cell covers thousands of columns.
    const MAX_COLUMNS: usize = 512;
    let mut laid_out: Vec<(Places, Places)> = Vec::with_capacity(table.rows.len());
    // The cell that comes down into a column from above, and into how many more rows.
    let mut from_above: Vec<Option<(TextId, u16)>> = Vec::new();
    for row in &table.rows {
        let (mut cells, mut covers) = (Places::new(), Places::new());
        let come_down = |from_above: &mut Vec<Option<(TextId, u16)>>, cells: &mut Places, covers: &mut Places| {
            while let Some(Some((text, left))) = from_above.get_mut(cells.len()) {
                cells.push(None);
                covers.push(Some(*text));
                *left -= 1;
                if *left == 0 {
                    from_above[cells.len() - 1] = None;
                }
            }
        };
        for cell in &row.cells {
            come_down(&mut from_above, &mut cells, &mut covers);
            for covered in 0..usize::from(cell.columns.max(1)).min(MAX_COLUMNS) {
                let column = cells.len();
                if cell.rows > 1 {
                    from_above.resize(from_above.len().max(column + 1), None);
                    from_above[column] = Some((cell.text, cell.rows - 1));
                }
                cells.push((covered == 0).then_some(cell.text));
                covers.push(Some(cell.text));
            }
        }
        come_down(&mut from_above, &mut cells, &mut covers);
        laid_out.push((cells, covers));
    }
    laid_out
}

/// The sheet of a workbook that a text stands on.
fn sheet(document: &Document, text: TextId) -> Option<NameId> {
    match document.text(text).pieces().first()?.origin {
        Origin::Cell { sheet, .. } => Some(sheet),
        _ => None,
    }
}

/// 单位：万元.
fn unit_line(document: &Document, text: TextId) -> Option<(Scale, Span)> {
    let printed = document.str(text);
    if !printed.contains('元') {
        return None;
    }
    let folded = Folded::new(printed);
    let at = folded.as_str().rfind("单位:")?;
    let start = at + "单位:".len();
    let unit = folded.as_str()[start..].trim_start_matches("人民币");
    let skipped = folded.as_str().len() - start - unit.len();
    match Unit::leading(unit) {
        Some((Unit::Money(scale), len)) => {
            let range = folded.printed_in(printed, at..start + skipped + len);
            Some((scale, Span::new(text, range)))
        }
        _ => None,
    }
}
