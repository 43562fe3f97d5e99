//! Economic codes in blocks side by side.

use std::collections::BTreeSet;

use minijinja::Error;
use taxonomy::EconomicCode;

use super::{Pen, Slot};
use crate::{edition::BlocksBody, facts::Query};

impl Pen<'_> {
    pub(super) fn blocks(&mut self, body: &BlocksBody) -> Result<(), Error> {
        let column = self.column(&body.column)?;
        let lists: Vec<Vec<EconomicCode>> = (0..body.blocks.len()).map(|at| self.block(at, body)).collect();
        let n_rows = lists.iter().map(Vec::len).max().unwrap_or(0);
        let first = self.grid.rows.len();
        for at in 0..n_rows {
            let mut row = Vec::new();
            for list in &lists {
                let Some(code) = list.get(at) else {
                    row.extend(vec![Slot::default(); 3]);
                    continue;
                };
                let name = self.scope.taxonomy.economic.name(*code, Some(self.scope.book.body.year));
                row.push(Slot::words(code.to_string()));
                row.push(Slot::words(name.unwrap_or_default()));
                row.push(self.answer(&self.query(column, None, Some(*code))));
            }
            self.grid.rows.push(row);
        }
        for (block, list) in lists.iter().enumerate() {
            for (at, code) in list.iter().enumerate().filter(|(_, code)| code.parent().is_none()) {
                let parts = list.iter().enumerate().filter(|(_, part)| part.parent() == Some(*code));
                let parts: Vec<(usize, usize)> = parts.map(|(part, _)| (first + part, 3 * block + 2)).collect();
                self.grid.sum((first + at, 3 * block + 2), parts);
            }
        }
        for row in &body.closing {
            let last = row.len().saturating_sub(1);
            let mut cells = Vec::new();
            for (at, labelled) in row.iter().enumerate() {
                // The last label is as wide as what is left.
                let used = 3 * at;
                let width = if at == last { 3 * lists.len() - used - 1 } else { 2 };
                cells.push(Slot::wide(&labelled.label, width));
                let spec = self.labelled(&labelled.row)?;
                let query = Query {
                    fund: column.fund,
                    nature: spec.nature.or(column.nature),
                    ..Query::of(spec.concept, self.account(column.basis))
                };
                cells.push(self.labelled_amount(labelled, &query)?);
            }
            self.grid.rows.push(cells);
        }
        Ok(())
    }

    /// The codes of a block: each 类 with its 款. A code with an amount is listed whatever the plan says.
    fn block(&self, at: usize, body: &BlocksBody) -> Vec<EconomicCode> {
        let planned: Vec<EconomicCode> = body.blocks[at].iter().filter_map(|code| EconomicCode::parse(code)).collect();
        let mut categories: Vec<EconomicCode> =
            planned.iter().copied().filter(|code| code.parent().is_none()).collect();
        if at + 1 == body.blocks.len() {
            categories.extend(self.unplanned(body));
        }
        let year = Some(self.scope.book.body.year);
        let mut codes: Vec<EconomicCode> = Vec::new();
        for category in categories {
            let is_of = |code: &EconomicCode| code.category() == category;
            let named: Vec<EconomicCode> =
                planned.iter().copied().filter(|code| is_of(code) && *code != category).collect();
            let entries = self.scope.taxonomy.economic.entries().iter().filter(|entry| entry.holds_in(year));
            let mut listed: Vec<EconomicCode> = entries.map(|entry| entry.code).filter(is_of).collect();
            listed.sort_by_key(ToString::to_string);
            listed.dedup();
            let is_always = |code: &EconomicCode| {
                !body.only_used && (named.is_empty() || *code == category || named.contains(code))
            };
            listed.retain(|code| is_always(code) || self.is_used(*code, body));
            codes.extend(listed);
        }
        codes
    }

    /// The 类 that have amounts and stand in no block.
    fn unplanned(&self, body: &BlocksBody) -> BTreeSet<EconomicCode> {
        let planned: Vec<EconomicCode> = body
            .blocks
            .iter()
            .flatten()
            .filter_map(|code| EconomicCode::parse(code))
            .map(EconomicCode::category)
            .collect();
        let used = self.scope.book.spending.iter().filter_map(|row| row.economic).map(EconomicCode::category);
        used.filter(|category| !planned.contains(category) && self.is_used(*category, body)).collect()
    }

    fn is_used(&self, code: EconomicCode, body: &BlocksBody) -> bool {
        let column = self.column(&body.column).ok();
        column.is_some_and(|column| !self.scope.facts().amount_or_zero(&self.query(column, None, Some(code))).is_zero())
    }
}
