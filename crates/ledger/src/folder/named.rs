//! Sheets as tables of a TOML file.

use std::fmt::Write as _;

use book::{CellKind, Schema, Sheet, SheetForm, SheetPlan, TextFile};
use toml::{
    Spanned, Value,
    de::{DeTable, DeValue},
};

use crate::{Error, arranged::Arranged};

/// Reads the sheets of a TOML file.
pub fn read(file: &str, text: &str) -> Result<Vec<Sheet>, Error> {
    let source = Source { file, text };
    let table = DeTable::parse(text).map_err(|error| Error::NotToml {
        file: file.to_owned(),
        line: source.line(error.span().map_or(0, |span| span.start)),
        why: error.message().to_owned(),
    })?;
    ordered(table.get_ref()).into_iter().map(|(key, at, value)| source.sheet(key, at, value)).collect()
}

struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

/// Where a row begins, and its cells by their heads.
type Listed<'t> = (usize, Vec<(&'t str, String)>);

/// The rows of a sheet in the making, with the line of each.
struct Rows {
    rows: Vec<Vec<String>>,
    lines: Vec<usize>,
}

impl Source<'_> {
    /// The 1-based line of a byte.
    fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|byte| **byte == b'\n').count()
    }

    fn sheet(&self, key: &str, at: usize, value: &DeValue<'_>) -> Result<Sheet, Error> {
        let wrong = || Error::Shape { file: self.file.to_owned(), line: self.line(at), sheet: key.to_owned() };
        let read = match (Schema::embedded().sheet(key).map(|plan| (plan, plan.form)), value) {
            // That no sheet has this name is said when the book is read.
            (None, _) => Some(Rows { rows: Vec::new(), lines: Vec::new() }),
            (Some((_, SheetForm::Pairs)), DeValue::Table(table)) => self.pairs(at, table),
            (Some((plan, SheetForm::Figures)), DeValue::Table(table)) => self.figures(at, table, plan),
            (Some((plan, SheetForm::Rows)), DeValue::Array(array)) => self.records(at, array, plan),
            _ => None,
        };
        let Rows { rows, lines } = read.ok_or_else(wrong)?;
        Ok(Sheet { file: Some(TextFile { name: self.file.to_owned(), lines }), ..Sheet::new(key, rows) })
    }

    /// `name = "…"`: an item and its content.
    fn pairs(&self, at: usize, table: &DeTable<'_>) -> Option<Rows> {
        let mut read =
            Rows { rows: vec![vec![Schema::ITEM.into(), Schema::CONTENT.into()]], lines: vec![self.line(at)] };
        for (key, at, value) in ordered(table) {
            read.rows.push(vec![key.to_owned(), plain(value)?]);
            read.lines.push(self.line(at));
        }
        Some(read)
    }

    /// `"staff.in-post" = { last = 20, actual = 21 }`, or a plain number where there is one column.
    fn figures(&self, at: usize, table: &DeTable<'_>, plan: &SheetPlan) -> Option<Rows> {
        let only = plan.columns.first().filter(|_| plan.columns.len() == 1);
        let mut listed: Vec<Listed<'_>> = Vec::new();
        for (key, at, value) in ordered(table) {
            let cells = match value {
                DeValue::Table(cells) => row(cells, plan)?,
                value => vec![(only?.key.as_str(), plain(value)?)],
            };
            let item = (Schema::ITEM, key.to_owned());
            listed.push((at, [item].into_iter().chain(cells).collect()));
        }
        // With one head more than what was said, so that a row of heads is known for what it is.
        let heads = plan.head_words().iter().map(|(key, _)| *key).collect();
        Some(self.listed(at, heads, listed))
    }

    /// `[[units]]`: a table a row.
    fn records(&self, at: usize, array: &[Spanned<DeValue<'_>>], plan: &SheetPlan) -> Option<Rows> {
        let mut listed = Vec::new();
        for value in array {
            let DeValue::Table(table) = value.get_ref() else { return None };
            let first = ordered(table).first().map_or(value.span().start, |(_, at, _)| *at);
            listed.push((first, row(table, plan)?));
        }
        Some(self.listed(at, Vec::new(), listed))
    }

    /// Rows below all heads that they have.
    fn listed<'t>(&self, at: usize, mut heads: Vec<&'t str>, listed: Vec<Listed<'t>>) -> Rows {
        for (_, cells) in &listed {
            for (head, _) in cells {
                if !heads.contains(head) {
                    heads.push(head);
                }
            }
        }
        let mut read = Rows { rows: Vec::new(), lines: vec![self.line(at)] };
        read.rows.push(heads.iter().map(|head| (*head).to_owned()).collect());
        for (at, cells) in &listed {
            let text =
                |head: &&str| cells.iter().find(|(own, _)| own == head).map_or(String::new(), |(_, text)| text.clone());
            read.rows.push(heads.iter().map(text).collect());
            read.lines.push(self.line(*at));
        }
        read
    }
}

/// The entries of a table as they stand in the file.
fn ordered<'t>(table: &'t DeTable<'_>) -> Vec<(&'t str, usize, &'t DeValue<'t>)> {
    let mut entries: Vec<_> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span().start, value.get_ref())).collect();
    entries.sort_by_key(|(_, at, _)| *at);
    entries
}

/// The cells of a table, by the permanent names of their heads.
fn row<'t>(table: &'t DeTable<'_>, plan: &'t SheetPlan) -> Option<Vec<(&'t str, String)>> {
    let words = plan.head_words();
    let mut cells: Vec<(&str, String)> = Vec::new();
    for (head, _, value) in ordered(table) {
        let key = words.iter().find(|(_, word)| *word == head).map_or(head, |(key, _)| *key);
        // Said by both names: the second stands by itself, so that it is reported.
        let name = if cells.iter().any(|(other, _)| *other == key) { head } else { key };
        cells.push((name, plain(value)?));
    }
    Some(cells)
}

/// The text of a plain value, digits as they are typed.
fn plain(value: &DeValue<'_>) -> Option<String> {
    Some(match value {
        DeValue::String(text) => text.clone().into_owned(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().trim_start_matches('+').to_owned(),
        DeValue::Float(number) => number.as_str().trim_start_matches('+').to_owned(),
        DeValue::Boolean(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Integer(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
    })
}

/// Named items as a table; `None` where something stands beside them that a table cannot hold.
pub fn write(plan: &SheetPlan, sheet: &Arranged<'_>) -> Option<String> {
    let is_plain = sheet.above.is_empty() && sheet.columns.len() == 2;
    if !is_plain || sheet.rows.iter().any(|row| row.item.is_none()) {
        return None;
    }
    let mut text = format!("# {}：{}\n[{}]\n", plan.name, plan.about, plan.key);
    for row in &sheet.rows {
        let item = row.item?;
        let content = row.cells[1].trim();
        let is_bare = match item.kind {
            CellKind::Year => content.len() == 4 && content.bytes().all(|byte| byte.is_ascii_digit()),
            CellKind::Date => content.len() == 10 && content.parse::<toml::value::Datetime>().is_ok(),
            _ => false,
        };
        let value = if is_bare { content.to_owned() } else { Value::String(content.to_owned()).to_string() };
        writeln!(text, "{} = {value} # {}", item.key, item.label).expect("writing to memory does not fail");
    }
    text.push('\n');
    Some(text)
}
