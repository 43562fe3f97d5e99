//! Tables of named items: the “三公” table in its two forms, and what is taken over from last year.

use book::Carried;
use minijinja::Error;

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
            let paid = Query { fund: body.fund.unwrap_or(query.fund), ..query.clone() };
            row.push(self.amount(&query, self.scope.facts().amount(&paid)));
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
                let query = Query { fund: column.fund, ..Query::of(spec.concept, self.account(column.basis)) };
                let amount = self.scope.facts().amount(&query);
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
        let unit_of = |carried: &'_ Carried| carried.unit.clone().unwrap_or_else(|| department.clone());
        let mut rows: Vec<(String, Option<String>, Option<String>)> = vec![(body.total.clone(), None, None)];
        let carried = &self.scope.book.carried;
        for unit in distinct(carried.iter().map(unit_of)) {
            rows.push((marks::shielded(&unit), Some(unit.clone()), None));
            let own = carried.iter().filter(|carried| unit_of(carried) == unit);
            for project in distinct(own.map(|carried| carried.project.clone())) {
                rows.push((marks::shielded(&project), Some(unit.clone()), Some(project)));
            }
        }
        let first = self.grid.rows.len();
        for (at, (_, unit, project)) in rows.iter().enumerate() {
            for (column, key) in body.columns.iter().enumerate() {
                let cell = (first + at, 1 + column);
                if project.is_some() {
                    let parts = self.parts_of_column(&body.columns, key)?;
                    self.grid.sum(cell, parts.into_iter().map(|part| (first + at, 1 + part)));
                } else {
                    let is_part = |(_, own, project): &(String, Option<String>, Option<String>)| {
                        project.is_some() && (unit.is_none() || own == unit)
                    };
                    let parts = rows.iter().enumerate().filter(|(_, row)| is_part(row));
                    self.grid.sum(cell, parts.map(|(part, _)| (first + part, 1 + column)));
                }
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

/// Each of some names once, in the order in which they come.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut found = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
