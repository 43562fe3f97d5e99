//! A sheet in the order of the schema, as it is written again.

use book::{CellKind, ItemPlan, Schema, Sheet, SheetForm, SheetPlan};
use taxonomy::Stage;

use crate::Error;

/// A sheet whose columns and named rows stand in the order of the schema. What the schema does not know
/// follows, so that nothing is lost that a person would be told about.
pub struct Arranged<'p> {
    /// Rows above the heads, but for what the sheet says of itself.
    pub above: Vec<Vec<String>>,
    /// The columns.
    pub columns: Vec<Column<'p>>,
    /// The rows below the heads.
    pub rows: Vec<Row<'p>>,
}

/// A column of an arranged sheet.
pub struct Column<'p> {
    /// Its permanent name; empty for one that the schema does not know.
    pub key: &'p str,
    /// The word at its head.
    pub head: String,
    /// How its cells are read; a named row may have a kind of its own.
    pub kind: Option<CellKind>,
    /// The list of its words.
    pub choices: Option<&'p str>,
    /// Whether every row needs it.
    pub required: bool,
    /// What its comment says.
    pub help: &'p str,
    /// The only stage whose books are offered it.
    stage: Option<Stage>,
}

/// A row of an arranged sheet.
pub struct Row<'p> {
    /// The named item that it is.
    pub item: Option<&'p ItemPlan>,
    /// Its cells, one a column.
    pub cells: Vec<String>,
}

impl<'p> Arranged<'p> {
    /// A sheet in order; `None` for one with words and without a row of heads.
    ///
    /// **Errors.** [`Error::Merged`] for joined cells that only a workbook can have.
    pub fn new(sheet: &Sheet, plan: &'p SheetPlan) -> Result<Option<Self>, Error> {
        let heads = plan.find_heads(sheet);
        if heads.is_none() && !sheet.rows.iter().all(|row| is_blank(row)) {
            return Ok(None);
        }
        let head_row = heads.as_ref().map_or(0, |heads| heads.row);
        let mut columns: Vec<Column<'p>> = known_columns(plan);
        let known = |key: &str| heads.as_ref().and_then(|heads| heads.columns.get(key).copied());
        let mut sources: Vec<Option<usize>> = columns.iter().map(|column| known(column.key)).collect();
        let widest = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_filled = |column: usize| sheet.rows.iter().skip(head_row).any(|row| !is_blank_at(row, column));
        for column in 0..widest {
            if !sources.contains(&Some(column)) && is_filled(column) {
                columns.push(Column::unknown(sheet.text(head_row, column)));
                sources.push(Some(column));
            }
        }
        let mut data: Vec<Vec<String>> = Vec::new();
        let mut numbers: Vec<usize> = Vec::new();
        for row in head_row + 1..sheet.rows.len() {
            if !is_blank(&sheet.rows[row]) {
                let text = |source: &Option<usize>| source.map_or("", |column| sheet.text(row, column)).to_owned();
                data.push(sources.iter().map(text).collect());
                numbers.push(row);
            }
        }
        let above = sheet.rows[..head_row.min(sheet.rows.len())].iter().filter(|row| !is_blank(row));
        let above = above.filter(|row| row[0].trim() != plan.about).cloned().collect();
        let mut arranged = Self { above, columns, rows: rows(plan, data) };
        if plan.form == SheetForm::Rows {
            arranged.split(sheet, &sources, &numbers)?;
        }
        Ok(Some(arranged))
    }

    /// Writes the words of joined cells into each of their rows; `numbers` are those of the rows in the sheet.
    fn split(&mut self, sheet: &Sheet, sources: &[Option<usize>], numbers: &[usize]) -> Result<(), Error> {
        let Some(&first) = numbers.first() else { return Ok(()) };
        for merged in sheet.merged.iter().filter(|merged| merged.rows.len() > 1 && merged.rows.start >= first) {
            let Some(column) = sources.iter().position(|source| *source == Some(merged.columns.start)) else {
                continue;
            };
            let text = sheet.text(merged.rows.start, merged.columns.start);
            let is_number =
                matches!(self.columns[column].kind, Some(CellKind::Money | CellKind::Count | CellKind::Number));
            if is_number && !text.trim().is_empty() {
                return Err(Error::Merged { place: sheet.cell(merged.rows.start, merged.columns.start) });
            }
            let from = numbers.partition_point(|row| *row < merged.rows.start);
            let to = numbers.partition_point(|row| *row < merged.rows.end);
            for row in &mut self.rows[from..to] {
                text.clone_into(&mut row.cells[column]);
            }
        }
        Ok(())
    }

    /// Leaves out what a book of a stage is not offered, unless it is filled in.
    pub fn only(mut self, stage: Stage) -> Self {
        let is_offered = |only: Option<Stage>| only.is_none_or(|only| only == stage);
        self.rows.retain(|row| row.item.is_none_or(|item| is_offered(item.stage)) || !is_blank(&row.cells[1..]));
        let is_filled = |column: usize| self.rows.iter().any(|row| !is_blank_at(&row.cells, column));
        let kept = self.columns.iter().enumerate().filter(|(at, column)| is_offered(column.stage) || is_filled(*at));
        let kept: Vec<usize> = kept.map(|(at, _)| at).collect();
        for row in &mut self.rows {
            row.cells = kept.iter().map(|at| std::mem::take(&mut row.cells[*at])).collect();
        }
        let mut at = 0;
        self.columns.retain(|_| {
            at += 1;
            kept.binary_search(&(at - 1)).is_ok()
        });
        self
    }

    /// Whether anything is filled in, names of items aside.
    pub fn is_filled(&self) -> bool {
        let own = |row: &Row<'_>| usize::from(row.item.is_some());
        !self.above.is_empty() || self.rows.iter().any(|row| !is_blank(&row.cells[own(row)..]))
    }
}

impl Column<'_> {
    fn unknown(head: &str) -> Self {
        Self { key: "", head: head.to_owned(), kind: None, choices: None, required: false, help: "", stage: None }
    }
}

/// The columns of the schema.
fn known_columns(plan: &SheetPlan) -> Vec<Column<'_>> {
    let words = plan.head_words();
    let column =
        |(key, head): &(&'_ str, &str)| plan.columns.iter().find(|column| column.key == *key && column.head == *head);
    let columns = words.iter().map(|word| match column(word) {
        Some(column) => Column {
            key: &column.key,
            head: column.head.clone(),
            kind: Some(column.kind),
            choices: column.choices.as_deref(),
            required: column.required,
            help: &column.help,
            stage: column.stage,
        },
        None => Column {
            key: if word.0 == Schema::ITEM { Schema::ITEM } else { Schema::CONTENT },
            kind: Some(CellKind::Text).filter(|_| word.0 == Schema::ITEM),
            ..Column::unknown(word.1)
        },
    });
    columns.collect()
}

/// The rows, named ones in the order of the schema and all of them, others behind them.
fn rows(plan: &SheetPlan, data: Vec<Vec<String>>) -> Vec<Row<'_>> {
    if plan.form == SheetForm::Rows {
        return data.into_iter().map(|cells| Row { item: None, cells }).collect();
    }
    let width = plan.head_words().len();
    let mut others: Vec<Option<Vec<String>>> = data.into_iter().map(Some).collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    for item in &plan.items {
        let is_it = |cells: &Option<Vec<String>>| {
            let named = cells.as_ref().and_then(|cells| plan.item_named(&cells[0]));
            named.is_some_and(|named| named.key == item.key)
        };
        let own = others.iter_mut().find(|cells| is_it(cells)).and_then(Option::take);
        let mut cells = own.unwrap_or_else(|| vec![String::new(); width]);
        cells[0].clone_from(&item.label);
        rows.push(Row { item: Some(item), cells });
    }
    rows.extend(others.into_iter().flatten().map(|cells| Row { item: None, cells }));
    // Rows that were made are as wide as those that were read.
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(width);
    rows.iter_mut().for_each(|row| row.cells.resize(widest, String::new()));
    rows
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn is_blank_at(cells: &[String], column: usize) -> bool {
    cells.get(column).is_none_or(|cell| cell.trim().is_empty())
}
