//! Two lists side by side: where the money comes from, and what it is spent on.

use std::collections::BTreeSet;

use minijinja::Error;
use taxonomy::{FunctionCode, Fund, LayoutRow};

use super::{Pen, Slot};
use crate::{
    edition::{Categories, LabelledRow, TwoSidedBody},
    facts::Query,
};

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl Pen<'_> {
    pub(super) fn two_sided(&mut self, body: &TwoSidedBody) -> Result<(), Error> {
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let n_left = body.left_columns.len().max(1);
        let codes = self.categories(&body.categories, body);
        let n_rows = body.left.len().max(codes.len());
        let first = self.grid.rows.len();
        for at in 0..n_rows {
            let mut row = match body.left.get(at) {
                Some(left) => self.left(left, body)?,
                None => vec![Slot::default(); 1 + n_left],
            };
            match codes.get(at) {
                Some(code) => {
                    row.push(Slot::words(self.category_label(*code, at, &body.categories)));
                    row.extend(columns.iter().map(|column| self.answer(&self.query(column, Some(*code), None))));
                }
                None => row.extend(vec![Slot::default(); 1 + columns.len()]),
            }
            self.grid.rows.push(row);
        }
        for (left, right) in &body.closing {
            let mut row = self.left(left, body)?;
            row.push(Slot::words(&right.label));
            row.extend(self.right(right, body)?);
            self.grid.rows.push(row);
        }
        // Below the 类 stands their sum, in the first of the closing rows that has one.
        let total = body.closing.iter().position(|(_, right)| !right.row.is_empty());
        if let Some(total) = total {
            for column in 0..columns.len() {
                let at = 2 + n_left + column;
                self.grid.sum((first + n_rows + total, at), (0..codes.len()).map(|row| (first + row, at)));
            }
        }
        Ok(())
    }

    /// A label and its amounts on the left.
    fn left(&self, left: &LabelledRow, body: &TwoSidedBody) -> Result<Vec<Slot>, Error> {
        let mut row = vec![Slot::words(&left.label)];
        let n_left = body.left_columns.len().max(1);
        if left.row.is_empty() {
            row.extend(vec![Slot::default(); n_left]);
            return Ok(row);
        }
        let spec = self.labelled(&left.row)?;
        for at in 0..n_left {
            let basis = match body.left_columns.get(at) {
                Some(key) => self.column(key)?.basis,
                None => None,
            };
            let fund = spec.fund.unwrap_or(self.layout.fund);
            let query = Query { fund, ..Query::of(spec.concept, self.account(basis)) };
            row.push(self.labelled_amount(left, &query)?);
        }
        Ok(row)
    }

    /// The amounts of a row below the 类.
    fn right(&self, right: &LabelledRow, body: &TwoSidedBody) -> Result<Vec<Slot>, Error> {
        let mut row = Vec::new();
        for key in &body.columns {
            let column = self.column(key)?;
            if right.row.is_empty() {
                row.push(Slot::default());
                continue;
            }
            let spec = self.labelled(&right.row)?;
            let fund = if column.fund == Fund::All { spec.fund.unwrap_or(self.layout.fund) } else { column.fund };
            let query = Query {
                fund,
                nature: column.nature,
                ..Query::of(spec.concept, self.account(column.basis))
            };
            row.push(self.labelled_amount(right, &query)?);
        }
        Ok(row)
    }

    /// The amount of a labelled row: its own, or that of the concepts which the plan adds up.
    pub(super) fn labelled_amount(&self, row: &LabelledRow, query: &Query) -> Result<Slot, Error> {
        if row.of.is_empty() {
            return Ok(self.answer(query));
        }
        let mut sum = None;
        for id in &row.of {
            let concept = self.scope.taxonomy.lexicon.by_id(id).ok_or_else(|| self.wrong(format!("no concept {id}")))?;
            let amount = self.scope.facts().amount(&Query { concept, ..query.clone() });
            sum = match (sum, amount) {
                (Some(sum), Some(amount)) => Some(sum + amount),
                (sum, amount) => sum.or(amount),
            };
        }
        Ok(self.amount(query, sum))
    }

    pub(super) fn labelled(&self, key: &str) -> Result<&LayoutRow, Error> {
        let row = self.layout.row(key).map(|at| &self.layout.rows[at]);
        row.ok_or_else(|| self.wrong(format!("no row {key}")))
    }

    /// The 类 of the right list: those listed always, with those that have amounts between them by their code.
    fn categories(&self, categories: &Categories, body: &TwoSidedBody) -> Vec<FunctionCode> {
        let mut codes: Vec<FunctionCode> = categories.always.iter().filter_map(|code| FunctionCode::parse(code)).collect();
        let book = &self.scope.book;
        let rows = book.spending.iter().map(|row| row.function).chain(book.carried.iter().map(|row| row.function));
        let used: BTreeSet<FunctionCode> = rows.map(FunctionCode::category).collect();
        for code in used {
            let has_amount = |column| !self.scope.facts().amount_or_zero(&self.query(column, Some(code), None)).is_zero();
            let is_new = !codes.contains(&code);
            if is_new && body.columns.iter().filter_map(|key| self.column(key).ok()).any(has_amount) {
                let at = codes.iter().position(|other| *other > code).unwrap_or(codes.len());
                codes.insert(at, code);
            }
        }
        codes
    }

    fn category_label(&self, code: FunctionCode, at: usize, categories: &Categories) -> String {
        let name = self.scope.taxonomy.functional.name(code, Some(self.scope.book.body.year)).unwrap_or_default();
        if categories.label == "numbered" { format!("{}、{name}", numeral(at + 1)) } else { format!("{code} {name}") }
    }
}

/// A number below 100 in Chinese.
pub(crate) fn numeral(n: usize) -> String {
    let digit = |n: usize| NUMERALS[n - 1];
    match n {
        0 => String::new(),
        1..=10 => digit(n).to_owned(),
        11..=19 => format!("十{}", digit(n - 10)),
        _ if n.is_multiple_of(10) => format!("{}十", digit(n / 10 % 10)),
        _ => format!("{}十{}", digit(n / 10 % 10), digit(n % 10)),
    }
}
