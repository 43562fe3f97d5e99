//! Statutory tables as rows of claims.

use document::Span;
use quantity::Scale;
use taxonomy::{EconomicCode, FunctionCode};

use crate::ClaimId;

/// One statutory table that was found and read.
#[derive(Clone, Debug)]
pub struct FactTable {
    /// The id of its layout.
    pub layout: String,
    /// Its title line.
    pub title: Span,
    /// The unit line, when one is printed.
    pub unit_line: Option<Span>,
    /// What the amounts are counted in.
    pub scale: Scale,
    /// Layout columns that the table has, in the table's order.
    pub columns: Vec<usize>,
    /// Body rows, in order, wholly empty ones left out.
    pub rows: Vec<FactRow>,
    /// Set when the heads do not stand over their columns and arithmetic decided which is which.
    pub shifted_head: Option<Span>,
}

/// What a body row is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RowKind {
    /// The total of the table.
    Total,
    /// The subtotal of a budget unit.
    Unit,
    /// A classification code.
    Code,
    /// A labelled row, by its index in the layout.
    Labelled(usize),
    /// A named item without a code.
    Item,
}

/// What one amount cell of a row holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellFact {
    /// Nothing: the row has no such amount.
    Blank,
    /// A figure.
    Figure(ClaimId),
    /// Text where an amount was expected.
    Text(Span),
}

/// One body row.
#[derive(Clone, Debug)]
pub struct FactRow {
    /// What it is.
    pub kind: RowKind,
    /// Its functional code.
    pub function: Option<FunctionCode>,
    /// Its economic code.
    pub economic: Option<EconomicCode>,
    /// The printed name or label.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where its code begins, when it has one.
    pub code_span: Option<Span>,
    /// The project.
    pub project: Option<String>,
    /// The amounts, by layout column.
    pub cells: Vec<(usize, CellFact)>,
}

impl FactRow {
    /// The figure in a layout column.
    pub fn figure(&self, column: usize) -> Option<ClaimId> {
        self.cells.iter().find(|(c, _)| *c == column).and_then(|(_, cell)| match cell {
            CellFact::Figure(id) => Some(*id),
            _ => None,
        })
    }

    /// All figures of the row.
    pub fn figures(&self) -> impl Iterator<Item = (usize, ClaimId)> {
        self.cells.iter().filter_map(|(column, cell)| match cell {
            CellFact::Figure(id) => Some((*column, *id)),
            _ => None,
        })
    }
}

impl FactTable {
    /// The row of the table's total.
    pub fn total(&self) -> Option<&FactRow> {
        self.rows.iter().find(|row| row.kind == RowKind::Total)
    }

    /// Whether no body row holds a figure.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| row.figures().next().is_none())
    }
}
