//! The rows of a sheet as records of typed cells.

use std::collections::{BTreeMap, BTreeSet};

use quantity::Decimal;
use taxonomy::{EconomicCode, FunctionCode, Taxonomy};

use crate::{
    CellKind, Heads, ItemPlan, Mistake, MistakeKind, Schema, Sheet, SheetCell, SheetForm, SheetPlan,
    cell::{self, Value, Wanted, folded},
};

/// One row of a sheet: its filled cells by the permanent names of their columns, or one named item.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The item, for sheets of named rows.
    pub item: Option<String>,
    /// The cells with something in them.
    pub cells: BTreeMap<String, Value>,
    /// Where the row begins.
    pub place: SheetCell,
    /// The column and the head of each permanent name.
    columns: BTreeMap<String, (usize, String)>,
}

impl Record {
    /// The words of a cell.
    pub fn text(&self, key: &str) -> Option<String> {
        match self.cells.get(key)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// The number of a cell.
    pub fn number(&self, key: &str) -> Option<Decimal> {
        match self.cells.get(key)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The functional item of a cell.
    pub fn function(&self, key: &str) -> Option<FunctionCode> {
        match self.cells.get(key)? {
            Value::Function(code) => Some(*code),
            _ => None,
        }
    }

    /// The economic section of a cell.
    pub fn economic(&self, key: &str) -> Option<EconomicCode> {
        match self.cells.get(key)? {
            Value::Economic(code) => Some(*code),
            _ => None,
        }
    }

    /// Where a cell of the row stands, or would stand.
    pub fn cell(&self, key: &str) -> SheetCell {
        let Some((column, head)) = self.columns.get(key) else { return self.place.clone() };
        let at = self.place.at.map(|(row, _)| (row, *column));
        SheetCell { at, head: Some(head.clone()), ..self.place.clone() }
    }
}

/// Reads the records of a sheet. A cell that cannot be read is a mistake and left out of its record.
pub(crate) fn read(sheet: &Sheet, plan: &SheetPlan, taxonomy: &Taxonomy, mistakes: &mut Vec<Mistake>) -> Vec<Record> {
    let Some(heads) = plan.find_heads(sheet) else {
        let is_blank = sheet.rows.iter().flatten().all(|cell| folded(cell).is_empty());
        if is_blank {
            mistakes.extend(missing(sheet, plan, &BTreeSet::new()));
        } else {
            let wanted = plan.head_words().into_iter().map(|(_, head)| head.to_owned()).collect();
            mistakes.push(Mistake::new(sheet.whole(), MistakeKind::NoHeads { wanted }));
        }
        return Vec::new();
    };
    let joined = Joined::new(sheet, heads.row);
    let reader = Reader { sheet, plan, taxonomy, heads, joined };
    reader.wrong_heads(mistakes);
    reader.records(mistakes)
}

/// Where a named item stands, or the row that begins with some words.
pub fn cell_of(sheets: &[Sheet], sheet: &str, item: &str) -> SheetCell {
    let Some(plan) = Schema::embedded().sheet(sheet) else { return SheetCell::whole(sheet) };
    let is_plan = |sheet: &&Sheet| [&plan.key, &plan.name].into_iter().any(|name| name == sheet.name.trim());
    let Some(sheet) = sheets.iter().find(is_plan) else { return SheetCell::whole(&plan.name) };
    let Some(heads) = plan.find_heads(sheet) else { return sheet.whole() };
    let first = plan.columns.first().map_or(Schema::ITEM, |column| &column.key);
    let key = if plan.form == SheetForm::Rows { first } else { Schema::ITEM };
    let names = heads.columns.get(key).copied().unwrap_or(0);
    let is_item = |row: &usize| match plan.form {
        SheetForm::Rows => sheet.text(*row, names).trim() == item,
        _ => plan.item_named(sheet.text(*row, names)).is_some_and(|own| own.key == item),
    };
    let Some(row) = (heads.row + 1..sheet.rows.len()).find(is_item) else { return sheet.whole() };
    let head = if plan.form == SheetForm::Rows { heads.row } else { row };
    let column = heads.columns.get(Schema::CONTENT).copied().unwrap_or(names);
    SheetCell { head: Some(sheet.text(head, names).trim().to_owned()), ..sheet.cell(row, column) }
}

/// The required items that a sheet does not have.
fn missing<'a>(
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    seen: &'a BTreeSet<&str>,
) -> impl Iterator<Item = Mistake> + use<'a> {
    let items = plan.items.iter().filter(|item| item.required && !seen.contains(item.key.as_str()));
    items.map(|item| Mistake::new(sheet.whole(), MistakeKind::Empty { head: item.label.clone() }))
}

struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    taxonomy: &'a Taxonomy,
    heads: Heads,
    joined: Joined,
}

impl<'a> Reader<'a> {
    /// Mistakes in the row of heads, and cells below none of them.
    fn wrong_heads(&self, mistakes: &mut Vec<Mistake>) {
        let row = self.heads.row;
        let mut report =
            |row: usize, column: usize, kind| mistakes.push(Mistake::new(self.sheet.cell(row, column), kind));
        let head = |column: usize| self.sheet.text(row, column).trim().to_owned();
        for &column in &self.heads.unknown {
            report(row, column, MistakeKind::UnknownColumn { head: head(column) });
        }
        for &column in &self.heads.twice {
            report(row, column, MistakeKind::Twice { label: head(column) });
        }
        let is_there = |key: &str| self.heads.columns.contains_key(key);
        for column in self.plan.columns.iter().filter(|column| column.required && !is_there(&column.key)) {
            report(row, 0, MistakeKind::NoColumn { head: column.head.clone() });
        }
        // One for each column is enough.
        let is_headed = |cell: &String| !folded(cell).is_empty();
        let mut done: Vec<bool> = self.sheet.rows[row].iter().map(is_headed).collect();
        done.resize(done.len().max(1), false);
        done[0] |= self.heads.columns.values().any(|column| *column == 0);
        for (row, cells) in self.sheet.rows.iter().enumerate().skip(row + 1) {
            done.resize(done.len().max(cells.len()), false);
            for (column, text) in cells.iter().enumerate() {
                if !done[column] && !folded(text).is_empty() {
                    done[column] = true;
                    report(row, column, MistakeKind::NoHead { text: text.trim().to_owned() });
                }
            }
        }
    }

    fn records(&self, mistakes: &mut Vec<Mistake>) -> Vec<Record> {
        let head = |column: usize| self.sheet.text(self.heads.row, column).trim().to_owned();
        let columns: BTreeMap<String, (usize, String)> =
            self.heads.columns.iter().map(|(key, column)| (key.clone(), (*column, head(*column)))).collect();
        let mut records = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (row, cells) in self.sheet.rows.iter().enumerate().skip(self.heads.row + 1) {
            if cells.iter().all(|cell| folded(cell).is_empty()) {
                continue;
            }
            let item = match self.item(row, &mut seen) {
                Ok(Row::Item(item)) => Some(item),
                Ok(Row::Plain) => None,
                Ok(Row::Remark) => continue,
                Err((column, kind)) => {
                    mistakes.push(Mistake::new(self.sheet.cell(row, column), kind));
                    continue;
                }
            };
            let place = self.sheet.cell(row, 0);
            let item_key = item.map(|item| item.key.clone());
            let mut record = Record { item: item_key, cells: BTreeMap::new(), place, columns: columns.clone() };
            for wanted in self.wanted(item) {
                let Some(&column) = self.heads.columns.get(wanted.key) else { continue };
                match self.value(wanted, row, column) {
                    Ok(Some(value)) => {
                        if matches!(value, Value::Number(number) if number.is_negative()) {
                            let text = self.sheet.text(row, column).trim().to_owned();
                            mistakes.push(Mistake::new(record.cell(wanted.key), MistakeKind::NegativeRow { text }));
                        }
                        record.cells.insert(wanted.key.to_owned(), value);
                    }
                    Ok(None) => {}
                    Err(kind) => {
                        // Beside a named item all cells have one head; its name says more.
                        let cell = record.cell(wanted.key);
                        let head =
                            if self.plan.form == SheetForm::Pairs { Some(wanted.head.to_owned()) } else { cell.head };
                        mistakes.push(Mistake::new(SheetCell { head, ..cell }, kind));
                    }
                }
            }
            records.push(record);
        }
        mistakes.extend(missing(self.sheet, self.plan, &seen));
        records
    }

    /// What the first cell of a row names; the column of the mistake where it names nothing.
    fn item(&self, row: usize, seen: &mut BTreeSet<&'a str>) -> Result<Row<'a>, (usize, MistakeKind)> {
        if self.plan.form == SheetForm::Rows {
            return Ok(Row::Plain);
        }
        let column = self.heads.columns.get(Schema::ITEM).copied().unwrap_or(0);
        let text = self.sheet.text(row, column);
        let wrong = |kind| Err((column, kind));
        let Some(item) = self.plan.item_named(text) else {
            let others = self.heads.columns.iter().filter(|(key, _)| key.as_str() != Schema::ITEM);
            let is_remark = others.into_iter().all(|(_, column)| folded(self.sheet.text(row, *column)).is_empty());
            // Words below the figures, with nothing beside them, are a note.
            return if is_remark {
                Ok(Row::Remark)
            } else {
                wrong(MistakeKind::UnknownItem { label: text.trim().to_owned() })
            };
        };
        if !seen.insert(&item.key) {
            return wrong(MistakeKind::Twice { label: item.label.clone() });
        }
        Ok(Row::Item(item))
    }

    /// What each cell of a row must be.
    fn wanted(&self, item: Option<&'a ItemPlan>) -> Vec<Wanted<'a>> {
        if let (SheetForm::Pairs, Some(item)) = (self.plan.form, item) {
            let (key, head, kind) = (Schema::CONTENT, item.label.as_str(), item.kind);
            return vec![Wanted { key, head, kind, choices: item.choices.as_deref(), required: item.required }];
        }
        let plan: &'a SheetPlan = self.plan;
        let columns = plan.columns.iter().map(|column| Wanted {
            key: &column.key,
            head: &column.head,
            kind: item.map_or(column.kind, |item| item.kind),
            choices: column.choices.as_deref(),
            required: column.required,
        });
        columns.collect()
    }

    fn value(&self, wanted: Wanted<'_>, row: usize, column: usize) -> Result<Option<Value>, MistakeKind> {
        let first = self.joined.first(row, column);
        let text = self.sheet.text(first.unwrap_or(row), column);
        let is_number = matches!(wanted.kind, CellKind::Money | CellKind::Count | CellKind::Number);
        // Words of a joined cell are said of all its rows; a number is said once, and nobody knows of which.
        if is_number && !folded(text).is_empty() && (first.is_some() || self.joined.is_first(row, column)) {
            return Err(MistakeKind::Merged { text: text.trim().to_owned() });
        }
        let value = cell::read(wanted, text, self.taxonomy)?;
        // Money of rows may be taken back; what is counted or named cannot be less than nothing.
        let may_be_negative = self.plan.form == SheetForm::Rows && wanted.kind == CellKind::Money;
        match value {
            Some(Value::Number(number)) if number.is_negative() && !may_be_negative => {
                Err(MistakeKind::Negative { text: text.trim().to_owned() })
            }
            value => Ok(value),
        }
    }
}

/// What a row is.
enum Row<'a> {
    /// One of the named items.
    Item(&'a ItemPlan),
    /// A record.
    Plain,
    /// A note.
    Remark,
}

/// The cells below the heads that are joined downwards: column and first row, and the row behind the last.
struct Joined(BTreeMap<(usize, usize), usize>);

impl Joined {
    fn new(sheet: &Sheet, head_row: usize) -> Self {
        let merged = sheet.merged.iter().filter(|merged| merged.rows.len() > 1 && merged.rows.start > head_row);
        Self(merged.map(|merged| ((merged.columns.start, merged.rows.start), merged.rows.end)).collect())
    }

    /// The row in which the words of a cell stand, where that is a row above.
    fn first(&self, row: usize, column: usize) -> Option<usize> {
        let (&(_, start), &end) = self.0.range((column, 0)..(column, row)).next_back()?;
        (row < end).then_some(start)
    }

    fn is_first(&self, row: usize, column: usize) -> bool {
        self.0.contains_key(&(column, row))
    }
}
