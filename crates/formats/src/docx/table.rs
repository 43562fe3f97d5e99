//! A table in the making: rows of cells, merged cells told once, where they begin.

use super::draft::{Item, ItemCell, Marked};
use super::properties::{CellProperties, Fate, Merge, RowProperties};

/// A table in the making.
#[derive(Debug, Default)]
pub struct TableDraft {
    rows: Vec<Vec<DraftCell>>,
    pub row: RowProperties,
    pub cell: CellProperties,
    /// What the cell that is open holds.
    pub items: Vec<Item>,
    /// The column the next cell begins in.
    column: usize,
    /// Merged cells that may go on in the row that is open, by the column they begin in.
    above: Vec<Option<Merged>>,
    /// Those that may go on in the next row.
    below: Vec<Option<Merged>>,
    /// What hangs on the table and is read behind it: tables and text boxes in its cells.
    pub after: Vec<Item>,
}

#[derive(Debug)]
struct DraftCell {
    items: Vec<Item>,
    columns: usize,
    rows: usize,
}

/// A cell that is merged with those below it.
#[derive(Clone, Copy, Debug)]
struct Merged {
    row: usize,
    cell: usize,
    columns: usize,
}

impl TableDraft {
    /// Opens a row.
    pub fn open_row(&mut self) {
        self.row = RowProperties::default();
        self.column = 0;
        self.above = std::mem::take(&mut self.below);
        self.rows.push(Vec::new());
    }

    /// Opens a cell.
    pub fn open_cell(&mut self) {
        self.cell = CellProperties::default();
        // Nearly all cells hold one paragraph.
        self.items = Vec::with_capacity(1);
    }

    /// Ends a cell and returns what it holds but nobody sees, as it is covered or its row is gone.
    pub fn close_cell(&mut self) -> Vec<Item> {
        let items = std::mem::take(&mut self.items);
        if matches!(self.row.fate, Fate::Deleted | Fate::Hidden) {
            return items;
        }
        if self.rows.is_empty() {
            self.open_row();
        }
        if self.column == 0 && self.row.before > 0 {
            self.push(Vec::new(), self.row.before);
        }
        let CellProperties { columns, vertical, horizontal, fate } = self.cell;
        let row = self.rows.len() - 1;
        if horizontal == Merge::Continue
            && let Some(left) = self.rows[row].last_mut()
        {
            left.columns += columns;
            self.column += columns;
            return items;
        }
        let column = self.column;
        if vertical == Merge::Continue
            && let Some(merged) = self.above.get(column).copied().flatten().filter(|m| m.columns == columns)
        {
            self.rows[merged.row][merged.cell].rows += 1;
            self.column += columns;
            self.go_on(column, merged);
            return items;
        }
        if vertical != Merge::Single {
            self.go_on(column, Merged { row, cell: self.rows[row].len(), columns });
        }
        if fate == Fate::Deleted {
            self.push(Vec::new(), columns);
            return items;
        }
        self.push(items, columns);
        Vec::new()
    }

    /// Ends a row.
    pub fn close_row(&mut self) {
        if matches!(self.row.fate, Fate::Deleted | Fate::Hidden) {
            // Merged cells go on below it.
            self.rows.pop();
            self.below = std::mem::take(&mut self.above);
        } else if self.row.after > 0 && !self.rows.is_empty() {
            self.push(Vec::new(), self.row.after);
        }
    }

    /// The columns of the row until now, for counting.
    pub fn width(&self) -> usize {
        self.cell.columns + if self.column == 0 { self.row.before } else { 0 }
    }

    fn push(&mut self, items: Vec<Item>, columns: usize) {
        self.column += columns;
        if let Some(row) = self.rows.last_mut() {
            row.push(DraftCell { items, columns, rows: 1 });
        }
    }

    fn go_on(&mut self, column: usize, merged: Merged) {
        self.below.resize(self.below.len().max(column + 1), None);
        self.below[column] = Some(merged);
    }

    /// Ends the table: itself, then what hangs on it. A table that only frames others is no table: what
    /// it holds is read as if it were not there.
    pub fn finish(self) -> Vec<Item> {
        if self.is_frame() {
            let cells = self.rows.into_iter().flatten();
            return cells.flat_map(|cell| cell.items).chain(self.after).collect();
        }
        let mut after = Vec::new();
        let mut rows: Vec<Vec<ItemCell>> = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let mut cells = Vec::with_capacity(row.len());
            for cell in row {
                let mut text: Option<Marked> = None;
                for item in cell.items {
                    match (item, &mut text) {
                        (Item::Paragraph(marked, _), None) => text = Some(marked),
                        (Item::Paragraph(marked, _), Some(text)) => text.append("\n", marked),
                        (table @ Item::Table(_), _) => after.push(table),
                    }
                }
                let covered = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
                cells.push(ItemCell {
                    text: text.unwrap_or_default(),
                    columns: covered(cell.columns),
                    rows: covered(cell.rows),
                });
            }
            rows.push(cells);
        }
        let table = Item::Table(rows);
        [table].into_iter().chain(after).chain(self.after).collect()
    }

    /// Whether it holds tables and no row has two cells with content.
    fn is_frame(&self) -> bool {
        let filled = |row: &Vec<DraftCell>| row.iter().filter(|cell| cell.items.iter().any(|i| !i.is_blank())).count();
        let holds_table = |cell: &DraftCell| cell.items.iter().any(|item| matches!(item, Item::Table(_)));
        self.rows.iter().flatten().any(holds_table) && self.rows.iter().all(|row| filled(row) <= 1)
    }
}
