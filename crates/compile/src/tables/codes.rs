//! Tables with a row a code: every 类, 款 and 项 that has an amount.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Error;
use taxonomy::{EconomicCode, FunctionCode};

use super::{Pen, Slot};
use crate::edition::CodesBody;

/// A code of either classification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Code {
    Function(FunctionCode),
    Economic(EconomicCode),
}

impl Code {
    fn parent(self) -> Option<Self> {
        match self {
            Self::Function(code) => code.parent().map(Self::Function),
            Self::Economic(code) => code.parent().map(Self::Economic),
        }
    }

    fn digits(self) -> String {
        match self {
            Self::Function(code) => code.to_string(),
            Self::Economic(code) => code.to_string(),
        }
    }

    fn both(self) -> (Option<FunctionCode>, Option<EconomicCode>) {
        match self {
            Self::Function(code) => (Some(code), None),
            Self::Economic(code) => (None, Some(code)),
        }
    }
}

/// Codes as people read them: a 类, its 款, each followed by its 项.
fn in_order(codes: BTreeSet<Code>) -> Vec<Code> {
    let mut codes: Vec<Code> = codes.into_iter().collect();
    codes.sort_by_key(|code| code.digits());
    codes
}

impl Pen<'_> {
    pub(super) fn codes(&mut self, body: &CodesBody) -> Result<(), Error> {
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let leaves = self.leaves();
        let is_used = |code: Code| {
            let (function, economic) = code.both();
            let amount = |column| self.scope.facts().amount_or_zero(&self.query(column, function, economic));
            columns.iter().any(|column| !amount(column).is_zero())
        };
        let mut codes = BTreeSet::new();
        for leaf in leaves {
            let mut code = Some(leaf);
            while let Some(current) = code {
                if is_used(current) {
                    codes.insert(current);
                }
                code = current.parent();
            }
        }
        let is_wanted = |code: &Code| body.levels.contains(&u8::try_from(code.digits().len()).unwrap_or(0));
        let codes: Vec<Code> = in_order(codes).into_iter().filter(is_wanted).collect();
        let n_labels = usize::from(body.code_columns) + 1;
        let cells = |function, economic| -> Vec<Slot> {
            columns.iter().map(|column| self.answer(&self.query(column, function, economic))).collect()
        };
        let mut rows: Vec<(Option<Code>, Vec<Slot>)> = Vec::new();
        for code in &codes {
            let (function, economic) = code.both();
            let mut row = code_cells(*code, usize::from(body.code_columns));
            row.push(Slot::words(self.code_name(*code)));
            row.extend(cells(function, economic));
            rows.push((Some(*code), row));
        }
        let mut total = vec![Slot::wide(&body.total, n_labels)];
        total.extend(cells(None, None));
        let at = if body.total_last { rows.len() } else { 0 };
        rows.insert(at, (None, total));
        let first = self.grid.rows.len();
        self.sums(&rows, &body.columns, first, n_labels)?;
        self.grid.rows.extend(rows.into_iter().map(|(_, row)| row));
        Ok(())
    }

    /// Which cells are sums: a total of the 类, a 类 of its 款, and in rows without parts the columns.
    fn sums(
        &mut self,
        rows: &[(Option<Code>, Vec<Slot>)],
        keys: &[String],
        first: usize,
        n_labels: usize,
    ) -> Result<(), Error> {
        let place: BTreeMap<Code, usize> =
            rows.iter().enumerate().filter_map(|(at, (code, _))| Some(((*code)?, at))).collect();
        for (at, (code, _)) in rows.iter().enumerate() {
            let is_part = |part: &Code| match code {
                // What has no printed parent is a part of the total.
                None => ancestors(*part).all(|ancestor| !place.contains_key(&ancestor)),
                Some(code) => ancestors(*part).find(|ancestor| place.contains_key(ancestor)) == Some(*code),
            };
            let parts: Vec<usize> = place.iter().filter(|(part, _)| is_part(part)).map(|(_, at)| *at).collect();
            for (column, key) in keys.iter().enumerate() {
                let cell = (first + at, n_labels + column);
                if !parts.is_empty() {
                    self.grid.sum(cell, parts.iter().map(|part| (first + part, n_labels + column)));
                    continue;
                }
                let columns = self.parts_of_column(keys, key)?;
                self.grid.sum(cell, columns.into_iter().map(|part| (first + at, n_labels + part)));
            }
        }
        Ok(())
    }

    /// The places of the columns that add up to one, among those that are printed.
    pub(super) fn parts_of_column(&self, keys: &[String], key: &str) -> Result<Vec<usize>, Error> {
        let place = |part: &String| keys.iter().position(|own| own == part);
        let mut lists = self.column(key)?.sums.iter();
        let sum = lists.find(|parts| parts.iter().any(|part| place(part).is_some()));
        Ok(sum.into_iter().flatten().filter_map(place).collect())
    }

    /// The items that rows of the book stand under.
    fn leaves(&self) -> BTreeSet<Code> {
        let book = &self.scope.book;
        if self.layout.economic {
            return book.spending.iter().filter_map(|row| row.economic).map(Code::Economic).collect();
        }
        let spending = book.spending.iter().map(|row| row.function);
        let revenue = book.revenue.iter().map(|row| row.function);
        let carried = book.carried.iter().map(|row| row.function);
        let balances = book.balances.iter().filter_map(|row| row.function);
        spending.chain(revenue).chain(carried).chain(balances).map(Code::Function).collect()
    }

    pub(super) fn code_name(&self, code: Code) -> String {
        let year = Some(self.scope.book.body.year);
        let name = match code {
            Code::Function(code) => self.scope.taxonomy.functional.name(code, year),
            Code::Economic(code) => self.scope.taxonomy.economic.name(code, year),
        };
        name.unwrap_or_default().to_owned()
    }
}

/// The cells of a code: all digits in one, or a level each.
pub(super) fn code_cells(code: Code, n: usize) -> Vec<Slot> {
    let digits = code.digits();
    if n <= 1 {
        return vec![Slot::words(digits)];
    }
    let mut cells = vec![Slot::words(&digits[..3])];
    for at in 1..n {
        let part = digits.get(2 * at + 1..2 * at + 3).unwrap_or_default();
        cells.push(Slot::words(part));
    }
    cells
}

fn ancestors(code: Code) -> impl Iterator<Item = Code> {
    let mut next = code.parent();
    std::iter::from_fn(move || {
        let current = next?;
        next = current.parent();
        Some(current)
    })
}
