//! The book: everything about one body and year that cannot be derived.
//!
//! A finance officer fills in a [`Book`] and nothing else; all tables, totals, shares and sentences of
//! the disclosure follow from it. Its sheets are described by data (`schema.toml`): how each cell is
//! read, and what its comment says. [`parse`] turns the [`Sheet`]s of any file into a book and reports
//! every [`Mistake`] in it at once, each with sheet and cell. Amounts are exact, in 元 to the fen.
//!
//! This crate knows no file format, and nothing of tables or sentences.
//!
//! Reading order: [`Schema`], [`Sheet`], [`Mistake`], [`Book`], [`parse`], [`consolidate`].

mod consolidate;
mod model;
mod parse;
mod previous;
mod record;
mod schema;
mod sheet;

pub use consolidate::{Disagreement, consolidate};
pub use model::{
    Account, Amounts, Balance, Body, BodyKind, Book, Carried, FigureKey, Indicator, Money, Project,
    Relation, Revenue, Scope, Spending, Transfer, Unit, UnitKind, WHOLE_BODY,
};
pub use parse::parse;
pub use previous::take_over;
pub use schema::{CellKind, ColumnPlan, ItemPlan, Schema, SheetForm, SheetPlan};
pub use sheet::{Mistake, MistakeKind, Sheet, SheetCell};
