//! What the sheets of a book are.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// The sheets of a book and the words that may stand in them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// The sheets, in order.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetPlan>,
    /// Lists of words for cells of the kind [`CellKind::Choice`]: the printed word and its meaning.
    pub choices: BTreeMap<String, Vec<(String, String)>>,
}

/// One sheet.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetPlan {
    /// Permanent name; that of the file in a folder of CSV files.
    pub key: String,
    /// The name of the sheet.
    pub name: String,
    /// How its rows are read.
    pub form: SheetForm,
    /// What belongs on it.
    pub about: String,
    /// The columns.
    #[serde(default, rename = "column")]
    pub columns: Vec<ColumnPlan>,
    /// The named rows.
    #[serde(default, rename = "item")]
    pub items: Vec<ItemPlan>,
}

/// How the rows of a sheet are read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SheetForm {
    /// A named item a row, its content beside it.
    Pairs,
    /// A record a row.
    Rows,
    /// A named figure a row, a column an account.
    Figures,
}

/// One column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnPlan {
    /// Permanent name.
    pub key: String,
    /// The word at its head.
    pub head: String,
    /// How its cells are read.
    pub kind: CellKind,
    /// The list of its words.
    pub choices: Option<String>,
    /// Whether a row without it is a mistake.
    #[serde(default)]
    pub required: bool,
    /// What a cell comment says.
    pub help: String,
}

/// One named row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemPlan {
    /// Permanent name; for a figure, its concept.
    pub key: String,
    /// The word in its first cell.
    pub label: String,
    /// How its cells are read.
    pub kind: CellKind,
    /// The list of its words.
    pub choices: Option<String>,
    /// Whether it must be filled in.
    #[serde(default)]
    pub required: bool,
    /// What a cell comment says.
    #[serde(default)]
    pub help: String,
}

/// How a cell is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// Any words.
    Text,
    /// A word of a list.
    Choice,
    /// 元, to the fen.
    Money,
    /// A whole number.
    Count,
    /// A number with at most six decimals.
    Number,
    /// Four digits.
    Year,
    /// A calendar day.
    Date,
    /// A functional code of seven digits.
    Function,
    /// An economic code of five digits.
    Economic,
}

impl Schema {
    /// The head of the column of named rows.
    pub const ITEM_HEAD: &'static str = "事项";
    /// The head of the column beside named items.
    pub const CONTENT_HEAD: &'static str = "内容";

    /// The schema that is built in.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Schema> = LazyLock::new(|| {
            toml::from_str(include_str!("../schema.toml")).expect("the embedded schema.toml is valid (tested)")
        });
        &EMBEDDED
    }

    /// A sheet by its permanent name or the name in the workbook.
    pub fn sheet(&self, name: &str) -> Option<&SheetPlan> {
        self.sheets.iter().find(|sheet| sheet.key == name || sheet.name == name)
    }

    /// The words of a list, in order.
    pub fn words(&self, list: &str) -> impl Iterator<Item = &str> {
        self.choices.get(list).into_iter().flatten().map(|(word, _)| word.as_str())
    }

    /// What a word of a list means.
    pub fn meaning(&self, list: &str, word: &str) -> Option<&str> {
        let (_, meaning) = self.choices.get(list)?.iter().find(|(known, _)| known == word)?;
        Some(meaning)
    }

    /// The word that a list has for a meaning.
    pub fn word(&self, list: &str, meaning: &str) -> Option<&str> {
        let (word, _) = self.choices.get(list)?.iter().find(|(_, known)| known == meaning)?;
        Some(word)
    }
}

impl SheetPlan {
    /// The heads of its columns, left to right, as a scaffold prints them.
    pub fn heads(&self) -> Vec<&str> {
        let columns = self.columns.iter().map(|column| column.head.as_str());
        match self.form {
            SheetForm::Pairs => vec![Schema::ITEM_HEAD, Schema::CONTENT_HEAD],
            SheetForm::Rows => columns.collect(),
            SheetForm::Figures => [Schema::ITEM_HEAD].into_iter().chain(columns).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CellKind, Schema};

    #[test]
    fn every_choice_has_its_list() {
        let schema = Schema::embedded();
        for sheet in &schema.sheets {
            let columns = sheet.columns.iter().map(|column| (column.kind, &column.choices));
            let items = sheet.items.iter().map(|item| (item.kind, &item.choices));
            for (kind, choices) in columns.chain(items) {
                let is_known = choices.as_ref().is_some_and(|list| schema.choices.contains_key(list));
                assert_eq!(kind == CellKind::Choice, is_known, "{}", sheet.key);
            }
        }
    }
}
