//! What the sheets of a book are.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use taxonomy::Stage;

/// The sheets of a book and the words that may stand in them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Names of sheets in a workbook that hold no data.
    pub aside: Vec<String>,
    /// The sheets, in order.
    #[serde(rename = "sheet")]
    pub sheets: Vec<SheetPlan>,
    /// Lists of words for cells of the kind [`CellKind::Choice`]: the printed word and its meaning.
    pub choices: BTreeMap<String, Vec<(String, String)>>,
    /// What a cell of each kind takes, for people.
    pub kinds: BTreeMap<CellKind, String>,
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
    /// The only stage whose books are offered it.
    pub stage: Option<Stage>,
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
    /// The only stage whose books are offered it.
    pub stage: Option<Stage>,
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
    /// The only stage whose books are offered it.
    pub stage: Option<Stage>,
    /// What a cell comment says.
    #[serde(default)]
    pub help: String,
}

/// How a cell is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize)]
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
    /// The permanent name of the column of named rows.
    pub const ITEM: &'static str = "item";
    /// Its head.
    pub const ITEM_HEAD: &'static str = "事项";
    /// The permanent name of the column beside named items.
    pub const CONTENT: &'static str = "content";
    /// Its head.
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

    /// A named item of any sheet, by its permanent name.
    pub fn item(&self, key: &str) -> Option<&ItemPlan> {
        self.sheets.iter().flat_map(|sheet| &sheet.items).find(|item| item.key == key)
    }

    /// The words of a list, in order; one for each meaning, though others may be typed.
    pub fn words(&self, list: &str) -> impl Iterator<Item = &str> {
        let words = self.choices.get(list).map_or(&[][..], Vec::as_slice);
        let is_first = |at: usize, meaning: &str| words[..at].iter().all(|(_, other)| other != meaning);
        words
            .iter()
            .enumerate()
            .filter(move |(at, (_, meaning))| is_first(*at, meaning))
            .map(|(_, (word, _))| word.as_str())
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

    #[test]
    fn every_kind_says_what_it_takes() {
        let schema = Schema::embedded();
        let columns = schema.sheets.iter().flat_map(|sheet| sheet.columns.iter().map(|column| column.kind));
        let items = schema.sheets.iter().flat_map(|sheet| sheet.items.iter().map(|item| item.kind));
        for kind in columns.chain(items) {
            assert!(schema.kinds.contains_key(&kind), "{kind:?}");
        }
    }

    #[test]
    fn names_stand_once() {
        let schema = Schema::embedded();
        for (at, sheet) in schema.sheets.iter().enumerate() {
            let is_other = |other: &crate::SheetPlan| other.key != sheet.key && other.name != sheet.name;
            assert!(schema.sheets[..at].iter().all(is_other), "{}", sheet.key);
            let heads: Vec<(&str, &str)> = sheet.head_words();
            for (at, (key, head)) in heads.iter().enumerate() {
                assert!(heads[..at].iter().all(|(other, word)| other != key && word != head), "{} {head}", sheet.key);
            }
            for (at, item) in sheet.items.iter().enumerate() {
                let is_other = |other: &crate::ItemPlan| other.key != item.key && other.label != item.label;
                assert!(sheet.items[..at].iter().all(is_other), "{} {}", sheet.key, item.key);
            }
        }
    }
}
