//! Tables with a row a code: every 类, 款 and 项 that has an amount.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Error;
use taxonomy::{EconomicCode, FunctionCode};

use super::{Pen, Slot};
use crate::edition::{CodesBody, ProjectsBody};

/// A code of either classification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Code {
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
                let spec = self.column(key)?;
                let present = |keys: &&Vec<String>| keys.iter().any(|part| self.plan_column(part).is_some());
                let sum = spec.sums.iter().find(present).cloned();
                let columns = sum.iter().flatten().filter_map(|part| self.plan_column(part));
                let columns: Vec<usize> = columns.collect();
                self.grid.sum(cell, columns.into_iter().map(|part| (first + at, n_labels + part)));
            }
        }
        Ok(())
    }

    /// The place of a column among those that the plan prints.
    fn plan_column(&self, key: &str) -> Option<usize> {
        match &self.plan.body {
            crate::edition::TableBody::Codes(body) => body.columns.iter().position(|own| own == key),
            _ => None,
        }
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

    fn code_name(&self, code: Code) -> String {
        let year = Some(self.scope.book.body.year);
        let name = match code {
            Code::Function(code) => self.scope.taxonomy.functional.name(code, year),
            Code::Economic(code) => self.scope.taxonomy.economic.name(code, year),
        };
        name.unwrap_or_default().to_owned()
    }

    /// A row a project under its item; where units have rows, the codes stand under their unit.
    pub(super) fn projects(&mut self, body: &ProjectsBody) -> Result<(), Error> {
        const N_LABELS: usize = 5;
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let all = self.query(columns[0], None, None);
        let mut rows: Vec<(Vec<Slot>, crate::facts::Query)> = Vec::new();
        let label = |words: &str| -> Vec<Slot> {
            let mut row: Vec<Slot> = vec![Slot::default(); 3];
            row.push(Slot::words(words));
            row.push(Slot::default());
            row
        };
        rows.push((label(&body.total), all.clone()));
        let department = &self.scope.book.body.name;
        let spending: Vec<_> = self.scope.facts().spending(&all).collect();
        let is_used = |row: &&&book::Spending| !row.amounts.or_zero(all.account).is_zero();
        let unit_of = |row: &book::Spending| row.unit.clone().unwrap_or_else(|| department.clone());
        let mut units: Vec<String> = Vec::new();
        for row in spending.iter().filter(is_used) {
            if !units.contains(&unit_of(row)) {
                units.push(unit_of(row));
            }
        }
        for unit in &units {
            let of_unit = crate::facts::Query { unit: Some(unit.clone()), project: None, ..all.clone() };
            if body.units {
                rows.push((label(unit), of_unit.clone()));
            }
            let own = || spending.iter().filter(is_used).filter(|row| &unit_of(row) == unit);
            let mut printed = BTreeSet::new();
            let pairs: BTreeSet<(FunctionCode, String)> =
                own().map(|row| (row.function, row.project.clone().unwrap_or_default())).collect();
            for (function, project) in pairs {
                for code in [Some(function.category()), function.parent()].into_iter().flatten() {
                    if printed.insert(code) {
                        let mut row = code_cells(Code::Function(code), 3);
                        row.extend([Slot::words(self.code_name(Code::Function(code))), Slot::default()]);
                        rows.push((row, crate::facts::Query { function: Some(code), ..of_unit.clone() }));
                    }
                }
                let mut row = code_cells(Code::Function(function), 3);
                row.extend([
                    Slot::words(self.code_name(Code::Function(function))),
                    Slot::words(crate::marks::shielded(&project)),
                ]);
                let query = crate::facts::Query { function: Some(function), project: Some(project), ..of_unit.clone() };
                rows.push((row, query));
            }
        }
        for (mut row, query) in rows {
            debug_assert_eq!(row.len(), N_LABELS, "a row of projects has five labels");
            for column in &columns {
                let amount =
                    self.scope.facts().amount(&crate::facts::Query { economic: column.economic, ..query.clone() });
                // The row of a unit states the unit as its item, and so do the codes under it where there are more
                // units than one; a row with a project states the project.
                let is_of_unit = body.units && (units.len() > 1 || query.function.is_none());
                let item = query.project.clone().or_else(|| query.unit.clone().filter(|_| is_of_unit));
                let stated = crate::facts::Query { economic: column.economic, project: item, ..query.clone() };
                row.push(self.amount(&stated, amount));
            }
            self.grid.rows.push(row);
        }
        Ok(())
    }
}

/// The cells of a code: all digits in one, or a level each.
fn code_cells(code: Code, n: usize) -> Vec<Slot> {
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
