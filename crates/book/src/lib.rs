//! The book: everything about one body and year that cannot be derived.
//!
//! A finance officer fills in a [`Book`] and nothing else; all tables, totals, shares and sentences of
//! the disclosure follow from it. Its sheets are described by data (`schema.toml`): how each cell is
//! read, and what its comment says. [`parse`] turns the [`Sheet`]s of any file into a book and reports
//! every [`Mistake`] in it at once, each with sheet and cell. Amounts are exact, in 元 to the fen.
//!
//! [`sheets_of`] is the inverse, and [`check`] looks for what cannot stand although every cell can be read.
//!
//! This crate knows no file format, and nothing of tables or sentences.
//!
//! Reading order: [`Schema`], [`Sheet`], [`Mistake`], [`Book`], [`parse`], [`sheets_of`], [`check`], [`unread`],
//! [`sealed`], [`consolidate`], [`take_over`].

mod cell;
mod check;
mod consolidate;
mod heads;
mod ids;
mod message;
mod mistake;
mod model;
mod names;
mod parse;
mod previous;
mod print;
mod record;
mod schema;
mod sealed;
mod sheet;
mod sums;
mod target;
mod transfers;
mod unread;

pub use cell::date as day;
pub use check::{check, check_rows, check_scope};
pub use consolidate::consolidate;
pub use heads::Heads;
pub use message::{Language, Words};
pub use mistake::{Mistake, MistakeKind, sort};
pub use model::{
    Account, Amounts, Balance, Body, BodyKind, Book, Carried, FigureKey, Indicator, Money, Project, Relation, Revenue,
    Scope, Spending, Transfer, Unit, UnitKind, WHOLE_BODY,
};
pub use names::nearest;
pub use parse::parse;
pub use previous::{Closing, check_openings, other_body, take_over, take_over_figures, veiled};
pub use print::sheets_of;
pub use record::cell_of;
pub use schema::{CellKind, ColumnPlan, ItemPlan, Schema, SheetForm, SheetPlan};
pub use sealed::sealed;
pub use sheet::{Merged, Sheet, SheetCell, TextFile};
pub use unread::{is_stock, unread};
