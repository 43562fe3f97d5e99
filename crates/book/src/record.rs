//! The rows of a sheet as records of typed cells.

use std::collections::BTreeMap;

use quantity::{Decimal, fold_char};
use taxonomy::{EconomicCode, FunctionCode, Taxonomy};

use crate::{CellKind, Mistake, MistakeKind, Schema, Sheet, SheetCell, SheetForm, SheetPlan};

/// A cell as read.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    /// Words, and the meaning of a word of a list.
    Text(String),
    /// Money, a count or another number.
    Number(Decimal),
    /// A functional item.
    Function(FunctionCode),
    /// An economic section.
    Economic(EconomicCode),
}

/// One row of a sheet: its filled cells by the permanent names of their columns, or one named item.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// The item, for sheets of named rows.
    pub item: Option<String>,
    /// The cells with something in them.
    pub cells: BTreeMap<String, Value>,
    /// Where the row begins.
    pub place: SheetCell,
    row: usize,
    columns: BTreeMap<String, usize>,
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
        let column = self.columns.get(key).copied().unwrap_or(0);
        SheetCell { sheet: self.place.sheet.clone(), at: Some((self.row, column)) }
    }
}

/// Reads the records of a sheet. A cell that cannot be read is a mistake and left out of its record.
pub(crate) fn read(
    sheet: &Sheet,
    plan: &SheetPlan,
    taxonomy: &Taxonomy,
    mistakes: &mut Vec<Mistake>,
) -> Vec<Record> {
    let reader = Reader { sheet, plan, taxonomy };
    reader.records(mistakes)
}

struct Reader<'a> {
    sheet: &'a Sheet,
    plan: &'a SheetPlan,
    taxonomy: &'a Taxonomy,
}

/// What a cell under a head or beside a label must be.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    key: &'a str,
    head: &'a str,
    kind: CellKind,
    choices: Option<&'a str>,
    required: bool,
}

impl<'a> Reader<'a> {
    fn records(&self, mistakes: &mut Vec<Mistake>) -> Vec<Record> {
        let Some((head_row, heads)) = self.heads(mistakes) else { return Vec::new() };
        let mut records = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for (row, cells) in self.sheet.rows.iter().enumerate().skip(head_row + 1) {
            if cells.iter().all(|cell| folded(cell).is_empty()) {
                continue;
            }
            let mut record = Record {
                item: None,
                cells: BTreeMap::new(),
                place: self.at(row, 0),
                row,
                columns: heads.iter().map(|(key, column)| ((*key).to_owned(), *column)).collect(),
            };
            let item = match self.plan.form {
                SheetForm::Rows => None,
                SheetForm::Pairs | SheetForm::Figures => {
                    let column = heads.get(Schema::ITEM_HEAD).copied().unwrap_or(0);
                    let label = folded(cells.get(column).map_or("", String::as_str));
                    // A row without a name and without figures is a remark.
                    let Some(item) = self.plan.items.iter().find(|item| folded(&item.label) == label) else {
                        mistakes.push(self.wrong(row, column, MistakeKind::UnknownItem { label }));
                        continue;
                    };
                    if seen.contains(&item.key.as_str()) {
                        mistakes.push(self.wrong(row, column, MistakeKind::Twice { label: item.label.clone() }));
                        continue;
                    }
                    seen.push(&item.key);
                    record.item = Some(item.key.clone());
                    Some(item)
                }
            };
            for (key, column) in &heads {
                let wanted = match (self.plan.form, item) {
                    (SheetForm::Pairs, Some(item)) if *key == Schema::CONTENT_HEAD => Wanted {
                        key: "content",
                        head: &item.label,
                        kind: item.kind,
                        choices: item.choices.as_deref(),
                        required: item.required,
                    },
                    (SheetForm::Pairs, _) => continue,
                    _ => {
                        let Some(plan) = self.plan.columns.iter().find(|plan| plan.key == *key) else { continue };
                        Wanted {
                            key: &plan.key,
                            head: &plan.head,
                            kind: item.map_or(plan.kind, |item| item.kind),
                            choices: plan.choices.as_deref(),
                            required: plan.required,
                        }
                    }
                };
                let text = cells.get(*column).map_or("", String::as_str);
                match self.value(wanted, text) {
                    Ok(Some(value)) => {
                        record.cells.insert(wanted.key.to_owned(), value);
                    }
                    Ok(None) => {}
                    Err(kind) => mistakes.push(self.wrong(row, *column, kind)),
                }
            }
            records.push(record);
        }
        for item in self.plan.items.iter().filter(|item| item.required && !seen.contains(&item.key.as_str())) {
            let place = SheetCell::whole(&self.plan.name);
            mistakes.push(Mistake { place, kind: MistakeKind::Empty { head: item.label.clone() } });
        }
        records
    }

    /// The row of heads and the column of each; notes may stand above it.
    fn heads(&self, mistakes: &mut Vec<Mistake>) -> Option<(usize, BTreeMap<&'a str, usize>)> {
        let plan: &'a SheetPlan = self.plan;
        let wanted = plan.heads();
        let is_head = |cell: &String| wanted.iter().any(|head| folded(head) == folded(cell));
        // More than one word, so that a note that repeats one head is no row of heads.
        let least = wanted.len().min(2);
        let found = self.sheet.rows.iter().position(|row| row.iter().filter(|cell| is_head(cell)).count() >= least);
        let Some(row) = found else {
            if self.sheet.rows.iter().flatten().any(|cell| !folded(cell).is_empty()) {
                let kind = MistakeKind::NoHeads { wanted: wanted.iter().map(|head| (*head).to_owned()).collect() };
                mistakes.push(Mistake { place: SheetCell::whole(&plan.name), kind });
            }
            return None;
        };
        let mut heads = BTreeMap::new();
        for (column, cell) in self.sheet.rows[row].iter().enumerate() {
            let word = folded(cell);
            let own = plan.columns.iter().find(|plan| folded(&plan.head) == word).map(|plan| plan.key.as_str());
            let fixed = [Schema::ITEM_HEAD, Schema::CONTENT_HEAD].into_iter().find(|head| *head == word);
            match own.or(fixed.filter(|_| plan.form != SheetForm::Rows)) {
                Some(key) => {
                    heads.insert(key, column);
                }
                None if word.is_empty() => {}
                None => mistakes.push(self.wrong(row, column, MistakeKind::UnknownColumn { head: cell.clone() })),
            }
        }
        for column in plan.columns.iter().filter(|column| column.required && !heads.contains_key(column.key.as_str())) {
            mistakes.push(self.wrong(row, 0, MistakeKind::NoColumn { head: column.head.clone() }));
        }
        Some((row, heads))
    }

    fn value(&self, wanted: Wanted<'_>, text: &str) -> Result<Option<Value>, MistakeKind> {
        let plain = text.trim();
        if folded(plain).is_empty() {
            return if wanted.required { Err(MistakeKind::Empty { head: wanted.head.to_owned() }) } else { Ok(None) };
        }
        let said = || plain.to_owned();
        let value = match wanted.kind {
            CellKind::Text => Value::Text(said()),
            CellKind::Choice => {
                let list = wanted.choices.unwrap_or_default();
                let schema = Schema::embedded();
                let meaning = schema.meaning(list, plain).or_else(|| schema.meaning(list, &folded(plain)));
                let words = || schema.words(list).map(str::to_owned).collect();
                let meaning = meaning.ok_or_else(|| MistakeKind::NotChoice { text: said(), words: words() })?;
                Value::Text(meaning.to_owned())
            }
            CellKind::Money => {
                let amount = number(plain).filter(|amount| is_whole(amount.times(100)));
                Value::Number(amount.ok_or_else(|| MistakeKind::NotMoney { text: said() })?)
            }
            CellKind::Count => {
                let count = number(plain).filter(|count| is_whole(*count) && !count.is_negative());
                Value::Number(count.ok_or_else(|| MistakeKind::NotCount { text: said() })?)
            }
            CellKind::Number => Value::Number(number(plain).ok_or_else(|| MistakeKind::NotNumber { text: said() })?),
            CellKind::Year => {
                let digits = folded(plain).trim_end_matches("年度").trim_end_matches('年').to_owned();
                let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && digits.starts_with("20");
                Value::Text(is_year.then_some(digits).ok_or_else(|| MistakeKind::NotYear { text: said() })?)
            }
            CellKind::Date => {
                date(plain).ok_or_else(|| MistakeKind::NotDate { text: said() })?;
                Value::Text(folded(plain))
            }
            CellKind::Function => {
                let digits = folded(plain);
                let code = FunctionCode::parse(&digits).filter(|_| digits.len() == 7);
                let code = code.ok_or_else(|| MistakeKind::NotCode { text: said(), digits: 7 })?;
                Value::Function(code)
            }
            CellKind::Economic => {
                let digits = folded(plain);
                let code = EconomicCode::parse(&digits).filter(|_| digits.len() == 5 && digits.starts_with('3'));
                let code = code.ok_or_else(|| MistakeKind::NotCode { text: said(), digits: 5 })?;
                let is_listed = self.taxonomy.economic.lists(code);
                let unknown = || MistakeKind::UnknownCode { code: digits.clone(), year: 0 };
                Value::Economic(is_listed.then_some(code).ok_or_else(unknown)?)
            }
        };
        Ok(Some(value))
    }

    fn at(&self, row: usize, column: usize) -> SheetCell {
        SheetCell { sheet: self.plan.name.clone(), at: Some((row, column)) }
    }

    fn wrong(&self, row: usize, column: usize, kind: MistakeKind) -> Mistake {
        Mistake { place: self.at(row, column), kind }
    }
}

/// A cell without blanks, full-width forms made plain.
pub(crate) fn folded(text: &str) -> String {
    text.chars().map(fold_char).filter(|c| !c.is_whitespace()).collect()
}

/// A number as people type it: thousands commas, full-width digits, a minus sign.
fn number(text: &str) -> Option<Decimal> {
    let plain = folded(text).replace(',', "");
    Decimal::parse(&plain)
}

/// A calendar day: `2025-08-20`, `2025/8/20`, `2025年8月20日`.
pub(crate) fn date(text: &str) -> Option<(u16, u8, u8)> {
    let plain = folded(text);
    let plain = plain.split(|c| c == 'T').next().unwrap_or_default();
    let mut parts = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year: u16 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    ((2000..2100).contains(&year) && (1..=last).contains(&day)).then_some((year, month, day))
}

fn is_whole(number: Decimal) -> bool {
    number.micros() % Decimal::whole(1).micros() == 0
}
