//! Sheets into a document.
//!
//! Rows above and below the table that hold one cell only are paragraphs: titles, units, notes.
//! Everything between is one table. What is hidden stands in defects, a text for each row or column.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use document::{Block, Cell, DefectKind, Document, Format, NameId, Origin, Paragraph, Row, Style, Table, Text};

use super::sheet::{Merge, Sheet, SheetCell};
use super::{CELL_LIMIT, too_much};
use crate::Error;

/// Blank rows or columns in a run that are kept; more than these part nothing.
const BLANK_RUN: u32 = 32;

/// Puts sheets into a document.
pub fn lay_out(format: Format, sheets: &[Sheet]) -> Result<Document, Error> {
    let shown = || sheets.iter().filter(|sheet| !sheet.hidden);
    let pictures = shown().filter(|sheet| is_pictures(sheet)).count();
    if pictures > 0 && shown().all(|sheet| is_pictures(sheet) || sheet.cells.is_empty()) {
        return Err(Error::Pictures { format, pages: u32::try_from(pictures).unwrap_or(u32::MAX) });
    }
    if sheets.iter().all(|sheet| sheet.cells.is_empty() && !sheet.unreadable) {
        return Err(Error::Empty);
    }
    let mut document = Document::new(format);
    let mut left = CELL_LIMIT;
    for sheet in sheets {
        let name = document.add_name(&sheet.name);
        let mut place = Placed { document: &mut document, name };
        if sheet.hidden {
            place.hide(&sheet.cells.iter().collect::<Vec<_>>());
            continue;
        }
        if is_pictures(sheet) {
            place.defect(DefectKind::ImageSheet);
        }
        if sheet.unreadable {
            place.defect(DefectKind::Unreadable);
        }
        let grid = Grid::new(sheet);
        for cells in grid.hidden.values() {
            place.hide(cells);
        }
        let size = grid.rows.len().saturating_mul(grid.columns.len());
        left = left
            .checked_sub(size)
            .ok_or_else(|| too_much(format, format_args!("its sheets have more than {CELL_LIMIT} cells")))?;
        place.blocks(&grid);
    }
    Ok(document)
}

/// Whether a sheet shows pictures instead of cells: at most a few words stand beside them.
fn is_pictures(sheet: &Sheet) -> bool {
    const FEW_CELLS: usize = 4;
    sheet.pictures && sheet.cells.len() <= FEW_CELLS && !sheet.cells.iter().any(|cell| cell.number)
}

/// The visible part of a sheet.
struct Grid<'s> {
    /// Rows shown, by their number in the sheet.
    rows: Vec<u32>,
    /// Columns shown.
    columns: Vec<u32>,
    /// Cells shown, by the place where they begin.
    cells: HashMap<(u32, u32), &'s SheetCell>,
    /// How many of the shown columns and rows the merged cell at a place covers.
    spans: HashMap<(u32, u32), (u16, u16)>,
    /// Places that a merged cell covers.
    covered: HashSet<(u32, u32)>,
    /// Places that may still be looked at for merged cells.
    looks: usize,
    /// Cells of hidden rows and columns, by whether it is a column, and its number.
    hidden: BTreeMap<(bool, u32), Vec<&'s SheetCell>>,
}

impl<'s> Grid<'s> {
    fn new(sheet: &'s Sheet) -> Self {
        let rows = Ranges::new(&sheet.hidden_rows);
        let columns = Ranges::new(&sheet.hidden_columns);
        let mut grid = Self {
            rows: Vec::new(),
            columns: Vec::new(),
            cells: HashMap::new(),
            spans: HashMap::new(),
            covered: HashSet::new(),
            looks: 4 * CELL_LIMIT,
            hidden: BTreeMap::new(),
        };
        let anchors: HashMap<(u32, u32), &Merge> =
            sheet.merges.iter().map(|merge| ((*merge.rows.start(), *merge.columns.start()), merge)).collect();
        for cell in &sheet.cells {
            // A merged cell shows where the first of its rows and columns is that is not hidden.
            let (row, column) = match anchors.get(&(cell.row, cell.column)) {
                Some(merge) => (rows.first_shown(&merge.rows), columns.first_shown(&merge.columns)),
                None => (Some(cell.row).filter(|n| !rows.holds(*n)), Some(cell.column).filter(|n| !columns.holds(*n))),
            };
            match (row, column) {
                (Some(row), Some(column)) => {
                    grid.cells.insert((row, column), cell);
                }
                (None, _) => grid.hidden.entry((false, cell.row)).or_default().push(cell),
                (_, None) => grid.hidden.entry((true, cell.column)).or_default().push(cell),
            }
        }
        let filled = |at: fn(&(u32, u32)) -> u32| grid.cells.keys().map(at).collect::<BTreeSet<u32>>();
        grid.rows = with_blanks(&filled(|(row, _)| *row), &rows);
        grid.columns = with_blanks(&filled(|(_, column)| *column), &columns);
        for merge in &sheet.merges {
            grid.merge(merge);
        }
        grid
    }

    fn merge(&mut self, merge: &Merge) {
        let (rows, columns) = (within(&self.rows, &merge.rows), within(&self.columns, &merge.columns));
        // No sheet has so many merged cells; what is left stays as single cells.
        let looks = self.looks.checked_sub(rows.len().saturating_mul(columns.len()));
        let Some(looks) = looks else { return };
        self.looks = looks;
        let (rows, columns) = (rows.to_vec(), columns.to_vec());
        let (Some(row), Some(column)) = (rows.first(), columns.first()) else { return };
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let places = rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column)));
        // Overlapping merged cells are no workbook that an office program writes; the first one holds. A cell
        // under a merged one that still holds something stays where it is.
        let free = |place: &(u32, u32)| !self.covered.contains(place) && !self.spans.contains_key(place);
        if rows.len() * columns.len() < 2 || !places.clone().all(|place| free(&place)) {
            return;
        }
        if places.clone().skip(1).any(|place| self.cells.contains_key(&place)) {
            return;
        }
        self.spans.insert((*row, *column), (count(columns.len()), count(rows.len())));
        self.covered.extend(places.skip(1));
    }

    /// The only cell of a row, if it has just one.
    fn only_cell(&self, row: u32) -> Option<&'s SheetCell> {
        let mut filled = self.columns.iter().filter_map(|column| self.cells.get(&(row, *column)));
        filled.next().filter(|_| filled.next().is_none()).copied()
    }

    fn is_blank(&self, row: u32) -> bool {
        !self.columns.iter().any(|column| self.cells.contains_key(&(row, *column)))
    }
}

/// The shown rows or columns of a range.
fn within<'s>(shown: &'s [u32], range: &RangeInclusive<u32>) -> &'s [u32] {
    let from = shown.partition_point(|n| n < range.start());
    let to = shown.partition_point(|n| n <= range.end());
    shown.get(from..to).unwrap_or_default()
}

/// The filled rows or columns with the blank ones between them.
fn with_blanks(filled: &BTreeSet<u32>, hidden: &Ranges) -> Vec<u32> {
    let mut all = Vec::with_capacity(filled.len());
    for n in filled {
        // A sheet whose cells begin further down or right has nothing before them.
        let from = all.last().map_or(*n, |last: &u32| last + 1);
        if n - from <= BLANK_RUN {
            all.extend((from..*n).filter(|blank| !hidden.holds(*blank)));
        }
        all.push(*n);
    }
    all
}

/// Numbers of rows or columns, as sorted ranges that do not touch.
struct Ranges(Vec<RangeInclusive<u32>>);

impl Ranges {
    fn new(ranges: &[RangeInclusive<u32>]) -> Self {
        let mut sorted: Vec<_> = ranges.to_vec();
        sorted.sort_by_key(|range| *range.start());
        let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
        for range in sorted {
            match joined.last_mut() {
                Some(last) if *range.start() <= last.end().saturating_add(1) => {
                    *last = *last.start()..=*last.end().max(range.end());
                }
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    fn around(&self, n: u32) -> Option<&RangeInclusive<u32>> {
        let next = self.0.partition_point(|range| *range.end() < n);
        self.0.get(next).filter(|range| range.contains(&n))
    }

    fn holds(&self, n: u32) -> bool {
        self.around(n).is_some()
    }

    /// The first number of a range that is not hidden.
    fn first_shown(&self, range: &RangeInclusive<u32>) -> Option<u32> {
        let first = match self.around(*range.start()) {
            Some(hidden) => hidden.end().saturating_add(1),
            None => *range.start(),
        };
        range.contains(&first).then_some(first)
    }
}

/// A sheet of the document in the making.
struct Placed<'d> {
    document: &'d mut Document,
    name: NameId,
}

impl Placed<'_> {
    fn text(&self, cell: &SheetCell) -> Text {
        let origin = Origin::Cell { sheet: self.name, row: cell.row, column: cell.column };
        Text::from_origin(cell.printed.as_str(), origin)
    }

    /// Records a defect of the sheet as a whole.
    fn defect(&mut self, kind: DefectKind) {
        let origin = Origin::Cell { sheet: self.name, row: 0, column: 0 };
        let text = self.document.add_text(Text::from_origin("", origin));
        let span = self.document.whole(text);
        self.document.add_defect(kind, span);
    }

    /// Keeps cells that nobody sees.
    fn hide(&mut self, cells: &[&SheetCell]) {
        let Some((first, rest)) = cells.split_first() else { return };
        let (mut text, mut row) = (self.text(first), first.row);
        for cell in rest {
            text.append(if cell.row == row { "\t" } else { "\n" }, &self.text(cell));
            row = cell.row;
        }
        let text = self.document.add_text(text);
        let span = self.document.whole(text);
        self.document.add_defect(DefectKind::Hidden, span);
    }

    /// Adds the content of a sheet.
    fn blocks(&mut self, grid: &Grid<'_>) {
        let outside = |row: &&u32| grid.is_blank(**row) || grid.only_cell(**row).is_some_and(is_caption);
        let above = grid.rows.iter().take_while(outside).count();
        let below = grid.rows[above..].iter().rev().take_while(|row| {
            grid.is_blank(**row) || grid.only_cell(**row).is_some_and(|cell| is_caption(cell) && is_note(cell))
        });
        let end = grid.rows.len() - below.count();
        self.paragraphs(grid, &grid.rows[..above]);
        if above < end {
            let rows: Vec<Row> = grid.rows[above..end].iter().map(|row| self.row(grid, *row)).collect();
            self.document.add_block(Block::Table(Table::of_rows(rows)));
        }
        self.paragraphs(grid, &grid.rows[end..]);
    }

    fn paragraphs(&mut self, grid: &Grid<'_>, rows: &[u32]) {
        for cell in rows.iter().filter_map(|row| grid.only_cell(*row)) {
            let text = self.text(cell);
            let text = self.document.add_text(text);
            self.document.add_block(Block::Paragraph(Paragraph { text, style: Style::Body }));
            self.note_formula(cell, text);
        }
    }

    fn row(&mut self, grid: &Grid<'_>, row: u32) -> Row {
        let mut cells = Vec::new();
        for column in &grid.columns {
            let place = (row, *column);
            if grid.covered.contains(&place) {
                continue;
            }
            let text = match grid.cells.get(&place) {
                Some(cell) => self.text(cell),
                None => Text::from_origin("", Origin::Cell { sheet: self.name, row, column: *column }),
            };
            let text = self.document.add_text(text);
            let (columns, rows) = grid.spans.get(&place).copied().unwrap_or((1, 1));
            cells.push(Cell { text, columns, rows });
            if let Some(cell) = grid.cells.get(&place) {
                self.note_formula(cell, text);
            }
        }
        Row { cells }
    }

    fn note_formula(&mut self, cell: &SheetCell, text: document::TextId) {
        if cell.formula {
            let span = self.document.whole(text);
            self.document.add_defect(DefectKind::Formula, span);
        }
    }
}

/// Whether a lone cell may stand outside the table: words, and not a figure.
fn is_caption(cell: &SheetCell) -> bool {
    !cell.number && !cell.printed.trim().is_empty()
}

/// Whether a lone cell below a table is a note and not the label of a row without figures.
fn is_note(cell: &SheetCell) -> bool {
    let text = cell.printed.trim();
    text.starts_with(['注', '※', '*', '＊'])
        || ["备注", "说明", "附注"].iter().any(|word| text.starts_with(word) && text.chars().count() > 4)
        || text.ends_with(['。', '！', '；'])
}
