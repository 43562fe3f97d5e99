//! Tables with a row a project, under its item and perhaps under the unit that has it.

use std::collections::BTreeSet;

use book::Spending;
use minijinja::Error;
use taxonomy::{FunctionCode, Level};

use super::{
    Pen, Slot,
    codes::{Code, code_cells},
};
use crate::{edition::ProjectsBody, facts::Query, marks};

/// 类, 款, 项, the name of the item and that of the project.
const N_LABELS: usize = 5;

/// A row and what stands in it.
struct Row {
    labels: Vec<Slot>,
    query: Query,
    /// Whether it has a row for each project under it, or is one itself.
    is_project: bool,
}

impl Pen<'_> {
    /// A row a project under its item; where units have rows, the codes stand under their unit.
    pub(super) fn projects(&mut self, body: &ProjectsBody) -> Result<(), Error> {
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let Some(first_column) = columns.first() else { return Ok(()) };
        let all = self.query(first_column, None, None);
        let spending: Vec<&Spending> = self.scope.facts().spending(&all).collect();
        let spending: Vec<&Spending> =
            spending.into_iter().filter(|row| !row.amounts.or_zero(all.account).is_zero()).collect();
        let mut rows = Vec::new();
        let mut n_units = 0;
        if body.units {
            let department = &self.scope.book.body.name;
            let unit_of = |row: &Spending| row.unit.clone().unwrap_or_else(|| department.clone());
            let mut units: Vec<String> = Vec::new();
            for row in &spending {
                if !units.contains(&unit_of(row)) {
                    units.push(unit_of(row));
                }
            }
            n_units = units.len();
            for unit in units {
                let own: Vec<&Spending> = spending.iter().copied().filter(|row| unit_of(row) == unit).collect();
                let query = Query { unit: Some(unit.clone()), ..all.clone() };
                rows.push(Row { labels: named(&marks::shielded(&unit)), query: query.clone(), is_project: false });
                self.project_rows(&own, &query, body, &mut rows);
            }
        } else {
            self.project_rows(&spending, &all, body, &mut rows);
        }
        let at = if body.total_last { rows.len() } else { 0 };
        rows.insert(at, Row { labels: named(&body.total), query: all, is_project: false });
        let first = self.grid.rows.len();
        for (at, row) in rows.iter().enumerate() {
            for (column, key) in body.columns.iter().enumerate() {
                let cell = (first + at, N_LABELS + column);
                if row.is_project {
                    let parts = self.parts_of_column(&body.columns, key)?;
                    self.grid.sum(cell, parts.into_iter().map(|part| (first + at, N_LABELS + part)));
                } else {
                    let parts = rows.iter().enumerate().filter(|(_, part)| part.is_project && part.is_under(row));
                    self.grid.sum(cell, parts.map(|(part, _)| (first + part, N_LABELS + column)));
                }
            }
        }
        for Row { mut labels, query, .. } in rows {
            // The row of a unit states the unit as its item, and so do the codes under it where there are more
            // units than one; a row with a project states the project.
            let is_of_unit = n_units > 1 || query.function.is_none();
            let item = query.project.clone().or_else(|| query.unit.clone().filter(|_| is_of_unit));
            for column in &columns {
                let amount = self.scope.facts().amount(&Query { economic: column.economic, ..query.clone() });
                let stated = Query { economic: column.economic, project: item.clone(), ..query.clone() };
                labels.push(self.amount(&stated, amount));
            }
            self.grid.rows.push(labels);
        }
        Ok(())
    }

    /// The projects of some rows of expenditure, each under its item.
    fn project_rows(&self, spending: &[&Spending], query: &Query, body: &ProjectsBody, rows: &mut Vec<Row>) {
        let is_printed = |level: Level| {
            let digits = match level {
                Level::Category => 3,
                Level::Section => 5,
                Level::Item => 7,
            };
            body.levels.contains(&digits)
        };
        let mut printed = BTreeSet::new();
        let pairs: BTreeSet<(FunctionCode, &str)> =
            spending.iter().map(|row| (row.function, row.project.as_deref().unwrap_or_default())).collect();
        for (function, project) in pairs {
            let above = [Some(function.category()), function.parent()];
            for code in above.into_iter().flatten().filter(|code| is_printed(code.level())) {
                if printed.insert(code) {
                    let query = Query { function: Some(code), ..query.clone() };
                    rows.push(Row { labels: self.coded(code, ""), query, is_project: false });
                }
            }
            let query = Query { function: Some(function), project: Some(project.to_owned()), ..query.clone() };
            rows.push(Row { labels: self.coded(function, project), query, is_project: true });
        }
    }

    fn coded(&self, code: FunctionCode, project: &str) -> Vec<Slot> {
        let mut labels = code_cells(Code::Function(code), 3);
        labels.push(Slot::words(self.code_name(Code::Function(code))));
        labels.push(if project.is_empty() { Slot::default() } else { Slot::words(marks::shielded(project)) });
        labels
    }
}

impl Row {
    /// Whether its money is a part of another row's.
    fn is_under(&self, other: &Self) -> bool {
        let (own, other) = (&self.query, &other.query);
        (other.unit.is_none() || own.unit == other.unit)
            && other.function.is_none_or(|whole| own.function.is_some_and(|code| code.is_within(whole)))
    }
}

/// The labels of a row that has a name and no code.
fn named(words: &str) -> Vec<Slot> {
    let mut labels = vec![Slot::default(); 3];
    labels.push(Slot::words(words));
    labels.push(Slot::default());
    labels
}
