//! Tables of named items: the “三公” table in its two forms, and what is taken over from last year.

use minijinja::Error;
use taxonomy::Fund;

use super::{Pen, Slot};
use crate::{
    edition::{CarriedBody, ItemsBody, RecordBody},
    facts::Query,
    marks,
};

impl Pen<'_> {
    pub(super) fn record(&mut self, body: &RecordBody) -> Result<(), Error> {
        let mut row = Vec::new();
        for (row_key, column_key) in &body.places {
            let spec = self.labelled(row_key)?;
            let basis = if column_key.is_empty() { None } else { self.column(column_key)?.basis };
            let query = Query { fund: self.layout.fund, ..Query::of(spec.concept, self.account(basis)) };
            row.push(self.answer(&query));
        }
        let at = self.grid.rows.len();
        for (place, (row_key, column_key)) in body.places.iter().enumerate() {
            let sums = self.labelled(row_key)?.sums.first().cloned().unwrap_or_default();
            let parts = sums
                .iter()
                .filter_map(|part| body.places.iter().position(|(row, column)| row == part && column == column_key));
            let parts: Vec<(usize, usize)> = parts.map(|part| (at, part)).collect();
            self.grid.sum((at, place), parts);
        }
        self.grid.rows.push(row);
        Ok(())
    }

    pub(super) fn items(&mut self, body: &ItemsBody) -> Result<(), Error> {
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let first = self.grid.rows.len();
        for labelled in &body.rows {
            let spec = self.labelled(&labelled.row)?;
            let mut row = vec![Slot::words(&labelled.label)];
            for column in &columns {
                let query = Query::of(spec.concept, self.account(column.basis));
                // The book keeps the items for all money; what is not 一般公共预算 has none.
                let is_main = matches!(column.fund, Fund::All | Fund::Fiscal | Fund::GeneralPublic);
                let amount = self.scope.facts().amount(&query).filter(|_| is_main);
                let item = (column.fund != self.layout.fund).then(|| column.fund.name().to_owned());
                row.push(self.amount(&Query { project: item, ..query }, amount));
            }
            self.grid.rows.push(row);
        }
        for (at, labelled) in body.rows.iter().enumerate() {
            let sums = self.labelled(&labelled.row)?.sums.first().cloned().unwrap_or_default();
            let place = |key: &String| body.rows.iter().position(|row| &row.row == key);
            let parts: Vec<usize> = sums.iter().filter_map(place).collect();
            for column in 0..columns.len() {
                self.grid.sum((first + at, 1 + column), parts.iter().map(|part| (first + part, 1 + column)));
            }
        }
        Ok(())
    }

    pub(super) fn carried(&mut self, body: &CarriedBody) -> Result<(), Error> {
        let columns = body.columns.iter().map(|key| self.column(key)).collect::<Result<Vec<_>, _>>()?;
        let department = &self.scope.book.body.name;
        let mut rows: Vec<(String, Option<String>, Option<String>)> = vec![(body.total.clone(), None, None)];
        let mut units: Vec<&String> = Vec::new();
        for carried in &self.scope.book.carried {
            let unit = carried.unit.as_ref().unwrap_or(department);
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        for unit in units {
            rows.push((marks::shielded(unit), Some(unit.clone()), None));
            let mut projects: Vec<&String> = Vec::new();
            for carried in &self.scope.book.carried {
                if carried.unit.as_ref().unwrap_or(department) == unit && !projects.contains(&&carried.project) {
                    projects.push(&carried.project);
                }
            }
            for project in projects {
                rows.push((marks::shielded(project), Some(unit.clone()), Some(project.clone())));
            }
        }
        for (label, unit, project) in rows {
            let mut row = vec![Slot::words(label)];
            for column in &columns {
                let query = Query { unit: unit.clone(), project: project.clone(), ..self.query(column, None, None) };
                let amount = self.scope.facts().amount(&query);
                let item = project.clone().or_else(|| unit.clone());
                row.push(self.amount(&Query { project: item, ..query }, amount));
            }
            self.grid.rows.push(row);
        }
        Ok(())
    }
}
