//! Where the columns of a sheet are.

use std::collections::BTreeMap;

use crate::{ItemPlan, Schema, Sheet, SheetForm, SheetPlan, cell::folded};

/// The row of heads of a sheet, and which column is which. Notes may stand above it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heads {
    /// The row, 0-based.
    pub row: usize,
    /// The column of each permanent name; [`Schema::ITEM`] and [`Schema::CONTENT`] are those of named rows.
    pub columns: BTreeMap<String, usize>,
    /// Columns with a head that the sheet does not know.
    pub unknown: Vec<usize>,
    /// Columns with a head that stands to their left, too.
    pub twice: Vec<usize>,
}

impl SheetPlan {
    /// Permanent name and head of each column, left to right.
    pub fn head_words(&self) -> Vec<(&str, &str)> {
        let columns = self.columns.iter().map(|column| (column.key.as_str(), column.head.as_str()));
        let item = (Schema::ITEM, Schema::ITEM_HEAD);
        match self.form {
            SheetForm::Pairs => vec![item, (Schema::CONTENT, Schema::CONTENT_HEAD)],
            SheetForm::Rows => columns.collect(),
            SheetForm::Figures => [item].into_iter().chain(columns).collect(),
        }
    }

    /// Finds the row of heads: the first with two of them, as printed or by their permanent names.
    pub fn find_heads(&self, sheet: &Sheet) -> Option<Heads> {
        let wanted: Vec<(&str, String)> =
            self.head_words().into_iter().map(|(key, head)| (key, folded(head))).collect();
        let key = |cell: &String| {
            let word = folded(cell);
            wanted.iter().find(|(key, head)| *head == word || *key == word).map(|(key, _)| *key)
        };
        // More than one, so that a note that repeats one head is no row of heads.
        let least = wanted.len().min(2);
        let row = sheet.rows.iter().position(|row| row.iter().filter_map(key).count() >= least)?;
        let mut heads = Heads { row, columns: BTreeMap::new(), unknown: Vec::new(), twice: Vec::new() };
        for (column, cell) in sheet.rows[row].iter().enumerate() {
            match key(cell) {
                Some(key) if heads.columns.contains_key(key) => heads.twice.push(column),
                Some(key) => {
                    heads.columns.insert(key.to_owned(), column);
                }
                None if folded(cell).is_empty() => {}
                None => heads.unknown.push(column),
            }
        }
        // The first column of named rows may be headed by any word, or by none.
        if self.form != SheetForm::Rows && !heads.columns.contains_key(Schema::ITEM) {
            let is_free = heads.columns.values().all(|column| *column != 0);
            if is_free && !heads.twice.contains(&0) {
                heads.columns.insert(Schema::ITEM.to_owned(), 0);
                heads.unknown.retain(|column| *column != 0);
            }
        }
        Some(heads)
    }

    /// The item that a cell names, as printed or by its permanent name.
    pub fn item_named(&self, text: &str) -> Option<&ItemPlan> {
        let label = folded(text);
        self.items.iter().find(|item| folded(&item.label) == label || item.key == label)
    }

    /// Whether a sheet of another name looks like this one: all that is required and more than two heads, or some of
    /// its named items, or both heads where it has two.
    pub(crate) fn resembles(&self, sheet: &Sheet) -> bool {
        let Some(heads) = self.find_heads(sheet) else { return false };
        let required = self.columns.iter().filter(|column| column.required);
        if !required.into_iter().all(|column| heads.columns.contains_key(&column.key)) {
            return false;
        }
        if self.form == SheetForm::Rows {
            return heads.columns.len() > 2
                || heads.columns.len() == self.columns.len()
                    && heads.unknown.is_empty()
                    && self.has_choices(sheet, &heads);
        }
        let Some(&names) = heads.columns.get(Schema::ITEM) else { return false };
        let named = |row: &Vec<String>| row.get(names).is_some_and(|cell| self.item_named(cell).is_some());
        // One item may be a word of anybody's list.
        sheet.rows.iter().skip(heads.row + 1).filter(|row| named(row)).take(2).count() == 2.min(self.items.len())
    }

    /// Whether the first row below the heads has words of the lists under the heads that want them.
    fn has_choices(&self, sheet: &Sheet, heads: &Heads) -> bool {
        let is_blank = |row: &Vec<String>| row.iter().all(|cell| folded(cell).is_empty());
        let Some(row) = sheet.rows.iter().skip(heads.row + 1).find(|row| !is_blank(row)) else { return false };
        self.columns.iter().all(|column| {
            let cell = row.get(heads.columns[&column.key]).map_or("", |cell| cell.trim());
            let schema = Schema::embedded();
            column.choices.as_ref().is_none_or(|list| schema.meaning(list, cell).or(schema.word(list, cell)).is_some())
        })
    }
}
