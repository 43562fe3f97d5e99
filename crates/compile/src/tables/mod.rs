//! Statutory tables and performance forms, drawn as their plans say.
//!
//! The layout says what a row and a column mean, as it does for reading; the plan of the edition says which
//! of them stand where, and in which words.

use std::sync::Arc;

use book::Account;
use document::Style;
use minijinja::{Error, ErrorKind};
use quantity::{Decimal, Unit};
use taxonomy::{Basis, EconomicCode, FunctionCode, Fund, Layout, LayoutColumn, Measure};

use crate::{
    Wanted,
    edition::{Money, TableBody, TablePlan, Zero},
    facts::Query,
    marks,
    scope::Scope,
    stated::Stated,
    template::fill_line,
};

mod blocks;
mod codes;
mod form;
mod grid;
mod items;
mod optional;
mod projects;
mod two_sided;

pub(crate) use form::draw as draw_form;
pub(crate) use grid::{Drawn, DrawnCell};
use grid::{Gap, Grid, Slot};
pub(crate) use two_sided::chinese;

/// Draws a statutory table of the edition.
pub(crate) fn draw(scope: &Arc<Scope>, layout: &str) -> Result<Drawn, Error> {
    let plan = plan(scope, layout)?;
    let mut pen = Pen::new(scope, &plan)?;
    pen.head();
    let has_amounts = pen.body()?;
    pen.finish(has_amounts)
}

/// Whether a table of the edition has no amount but 0.
pub(crate) fn is_empty(scope: &Arc<Scope>, layout: &str) -> Result<bool, Error> {
    // Drawn for itself: what it states is left out of the record as no line prints it.
    let plan = plan(scope, layout)?;
    Ok(!Pen::new(scope, &plan)?.body()?)
}

/// The plan of a table for the scope's book.
fn plan(scope: &Arc<Scope>, layout: &str) -> Result<TablePlan, Error> {
    let plan = scope.edition.table(layout).ok_or_else(|| missing("table in the edition's tables.toml,", layout))?;
    Ok(Pen::new(scope, plan)?.printed_plan())
}

fn missing(what: &str, id: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("there is no {what} {id}"))
}

/// One table while it is drawn.
struct Pen<'a> {
    scope: &'a Arc<Scope>,
    layout: &'a Layout,
    plan: &'a TablePlan,
    grid: Grid,
}

impl<'a> Pen<'a> {
    fn new(scope: &'a Arc<Scope>, plan: &'a TablePlan) -> Result<Self, Error> {
        let layout = scope.taxonomy.layout(&plan.layout).ok_or_else(|| missing("layout", &plan.layout))?;
        Ok(Self { scope, layout, plan, grid: Grid::default() })
    }

    fn head(&mut self) {
        for row in &self.plan.head {
            self.grid.rows.push(row.iter().map(|cell| Slot::head(cell)).collect());
        }
        self.grid.design.head_rows = u16::try_from(self.plan.head.len()).unwrap_or(u16::MAX);
    }

    /// Draws the rows; returns whether there is an amount.
    fn body(&mut self) -> Result<bool, Error> {
        if self.plan.numbers_columns {
            self.column_numbers();
        }
        let plan = self.plan;
        match &plan.body {
            TableBody::Codes(body) => self.codes(body),
            TableBody::TwoSided(body) => self.two_sided(body),
            TableBody::Blocks(body) => self.blocks(body),
            TableBody::Record(body) => self.record(body),
            TableBody::Items(body) => self.items(body),
            TableBody::Carried(body) => self.carried(body),
            TableBody::Projects(body) => self.projects(body),
        }?;
        Ok(self.grid.rows.iter().flatten().any(|slot| slot.numeral.is_some_and(|numeral| !numeral.value.is_zero())))
    }

    fn column_numbers(&mut self) {
        let n_labels = match &self.plan.body {
            TableBody::Codes(body) => usize::from(body.code_columns) + 1,
            TableBody::Projects(_) => 5,
            _ => 1,
        };
        let width = self.grid.width();
        let mark = |at: usize| if at < n_labels { "※".to_owned() } else { (at - n_labels + 1).to_string() };
        self.grid.rows.push((0..width).map(|at| Slot::words(mark(at))).collect());
        self.grid.design.head_rows += 1;
    }

    fn finish(mut self, has_amounts: bool) -> Result<Drawn, Error> {
        let line = |line: &str| fill_line(self.scope, line);
        let plan = self.plan;
        let unit = format!("单位：{}", plan.scale.scale().name());
        let above = if plan.drawn_by.is_empty() { unit } else { format!("{}\t{unit}", line(&plan.drawn_by)?) };
        let mut below = Vec::new();
        if !plan.note.is_empty() {
            below.push(line(&plan.note)?);
        }
        if !has_amounts && !plan.empty.is_empty() {
            below.push(line(&plan.empty)?);
        }
        let gaps: Vec<Gap> = self.grid.gaps(plan.decimals).collect();
        if gaps.iter().any(|gap| gap.is_rounding) {
            below.push(line(&self.scope.edition.settings.rounding_note)?);
        }
        self.grid.design.is_landscape = plan.is_landscape;
        self.grid.design.widths.clone_from(&plan.widths);
        let title = line(&plan.title)?;
        for gap in gaps.iter().filter(|gap| !gap.is_rounding) {
            let about = format!("{} ≠ {}", gap.total, gap.parts);
            self.scope.want(Wanted::part(&marks::plain(&title), about));
        }
        Ok(self.grid.drawn(vec![(Style::Caption, title), (Style::TableHead, above)], below))
    }

    /// The column of a key.
    fn column(&self, key: &str) -> Result<&'a LayoutColumn, Error> {
        let found = self.layout.column(key).map(|at| &self.layout.columns[at]);
        found.ok_or_else(|| self.wrong(format!("no column {key}")))
    }

    fn wrong(&self, what: String) -> Error {
        Error::new(ErrorKind::InvalidOperation, format!("layout {}: {what}", self.layout.id))
    }

    /// The question that a column asks of a row's code.
    fn query(&self, column: &LayoutColumn, function: Option<FunctionCode>, economic: Option<EconomicCode>) -> Query {
        Query {
            fund: column.fund,
            nature: column.nature,
            function,
            economic: economic.or(column.economic),
            ..Query::of(column.concept, self.account(column.basis))
        }
    }

    fn account(&self, basis: Option<Basis>) -> Account {
        match basis {
            None => self.scope.facts().main_account(),
            Some(Basis::Original) => Account::Original,
            Some(Basis::Adjusted) => Account::Adjusted,
            Some(Basis::Actual) => Account::Actual,
        }
    }

    /// The cell that answers a question.
    fn answer(&self, query: &Query) -> Slot {
        let amount = self.scope.facts().amount(query);
        self.amount(query, amount)
    }

    /// The cell of an amount in 元.
    fn amount(&self, query: &Query, amount: Option<Decimal>) -> Slot {
        let Some(amount) = amount.filter(|amount| self.plan.zero == Zero::Printed || !amount.is_zero()) else {
            return Slot::default();
        };
        print_amount(self.scope, query, amount, (self.plan.scale, self.plan.decimals, self.plan.grouped))
    }
}

/// The cell of an amount in 元, printed in a unit, with some decimals, perhaps grouped.
fn print_amount(scope: &Scope, query: &Query, amount: Decimal, (scale, decimals, grouped): (Money, u8, bool)) -> Slot {
    let unit = Unit::Money(scale.scale());
    let in_unit = amount.ratio(Decimal::whole(unit.factor()), 1, 6).unwrap_or_default();
    let numeral = scope.numeral(in_unit, decimals, grouped);
    let has_fund = scope.taxonomy.lexicon.concept(query.concept).is_some_and(|entry| entry.has_fund);
    let basis = match query.account {
        Account::Original => Basis::Original,
        Account::Adjusted => Basis::Adjusted,
        Account::Actual | Account::LastYear | Account::LastExecuted => Basis::Actual,
    };
    let line = scope.state(Stated {
        concept: query.concept,
        measure: Measure::Amount,
        numeral,
        unit,
        year: Some(scope.book.body.year),
        basis: Some(basis),
        fund: if has_fund { query.fund } else { Fund::All },
        nature: query.nature,
        function: query.function,
        economic: query.economic,
        project: query.project.clone(),
        span: None,
    });
    Slot { line, numeral: Some(numeral), ..Slot::default() }
}
