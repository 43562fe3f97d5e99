//! The files that hold a book: a workbook, or a folder of text files.
//!
//! [`read_workbook`] and [`read_folder`] give the sheets that `book::parse` reads; [`write_workbook`] and
//! [`write_folder`] are their inverses, so that a book can pass from one to the other. [`scaffold`] is the
//! workbook that a finance officer begins with: instructions, heads that say what belongs below them,
//! lists to choose from, and nothing filled in.
//!
//! What a sheet holds is described by the schema of the book alone; nothing of it is known here. Values of
//! cells are texts, and numbers the decimals that people see; how they are formatted does not matter.
//! This crate opens no file.
//!
//! Reading order: [`Error`], `workbook` (reading one), `folder` (reading and writing one), `arranged` (a sheet
//! in the order of the schema), `look` (writing a workbook).

mod arranged;
mod error;
mod folder;
mod guard;
mod look;
mod workbook;

pub use book::sheets_of;
pub use error::{Error, Excess};
pub use folder::{read_folder, write_folder};
pub use guard::is_guarded;
pub use look::{Design, EditionInfo, blank, scaffold, write_workbook};
pub use workbook::read_workbook;
