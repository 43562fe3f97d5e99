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
        let mut rows = Vec::new();
        self.listed(&body.left, "", body, &mut rows)?;
        let n_rows = rows.len().max(codes.len());
        let first = self.grid.rows.len();
        self.sums_of_parts(&rows, first, n_left);
        let mut rows = rows.into_iter();
        for at in 0..n_rows {
            let mut row = rows.next().map_or_else(|| vec![Slot::default(); 1 + n_left], |row| row.cells);
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

    /// The rows of a list and those under them, numbered where the list has numbers.
    fn listed(
        &self,
        list: &[LabelledRow],
        numbers: &str,
        body: &TwoSidedBody,
        rows: &mut Vec<ListRow>,
    ) -> Result<Vec<usize>, Error> {
        let mut places = Vec::new();
        for row in list {
            let mut cells = self.left(row, body)?;
            if row.optional && cells.iter().all(|cell| cell.numeral.is_none_or(|numeral| numeral.value.is_zero())) {
                continue;
            }
            if !numbers.is_empty() {
                cells[0].line = format!("{}{numbers}{}", places.len() + 1, row.label);
            }
            let place = rows.len();
            rows.push(ListRow { cells, parts: Vec::new() });
            rows[place].parts = self.listed(&row.parts, &row.numbers, body, rows)?;
            places.push(place);
        }
        Ok(places)
    }

    /// Rows are the sums of those under them.
    fn sums_of_parts(&mut self, rows: &[ListRow], first: usize, n_left: usize) {
        for (at, row) in rows.iter().enumerate() {
            for column in 1..=n_left {
                self.grid.sum((first + at, column), row.parts.iter().map(|part| (first + part, column)));
            }
        }
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
            let query = Query { fund, nature: column.nature, ..Query::of(spec.concept, self.account(column.basis)) };
            row.push(self.labelled_amount(right, &query)?);
        }
        Ok(row)
    }

    /// The amount of a labelled row: its own, or that of the concepts which the plan adds up.
    pub(super) fn labelled_amount(&self, row: &LabelledRow, query: &Query) -> Result<Slot, Error> {
        let concept =
            |id: &String| self.scope.taxonomy.lexicon.by_id(id).ok_or_else(|| self.wrong(format!("no concept {id}")));
        let parts = row.of.iter().map(concept).collect::<Result<Vec<_>, _>>()?;
        Ok(self.amount(query, self.scope.facts().amount_of(query, &parts)))
    }

    pub(super) fn labelled(&self, key: &str) -> Result<&LayoutRow, Error> {
        let row = self.layout.row(key).map(|at| &self.layout.rows[at]);
        row.ok_or_else(|| self.wrong(format!("no row {key}")))
    }

    /// The 类 of the right list: those listed always, with those that have amounts between them by their code.
    fn categories(&self, categories: &Categories, body: &TwoSidedBody) -> Vec<FunctionCode> {
        let mut codes: Vec<FunctionCode> =
            categories.always.iter().filter_map(|code| FunctionCode::parse(code)).collect();
        let book = &self.scope.book;
        let rows = book.spending.iter().map(|row| row.function).chain(book.carried.iter().map(|row| row.function));
        let used: BTreeSet<FunctionCode> = rows.map(FunctionCode::category).collect();
        for code in used {
            let has_amount =
                |column| !self.scope.facts().amount_or_zero(&self.query(column, Some(code), None)).is_zero();
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
        if categories.label == "numbered" { format!("{}、{name}", chinese(at + 1)) } else { format!("{code} {name}") }
    }
}

/// A row of the left list.
struct ListRow {
    cells: Vec<Slot>,
    /// The places of the rows under it.
    parts: Vec<usize>,
}

/// A number below 1,000 in Chinese; a larger one in digits.
pub(crate) fn chinese(n: usize) -> String {
    let digit = |n: usize| if n == 0 { "" } else { NUMERALS[n - 1] };
    match n {
        0 => String::new(),
        1..=10 => digit(n).to_owned(),
        11..=19 => format!("十{}", digit(n - 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        100..=999 if n.is_multiple_of(100) => format!("{}百", digit(n / 100)),
        100..=999 if n % 100 < 10 => format!("{}百零{}", digit(n / 100), digit(n % 100)),
        100..=999 => format!("{}百{}十{}", digit(n / 100), digit(n % 100 / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn numbers_in_chinese() {
        for (n, expected) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (119, "一百一十九"),
            (500, "五百"),
            (999, "九百九十九"),
            (1000, "1000"),
        ] {
            assert_eq!(chinese(n), expected);
        }
    }
}
