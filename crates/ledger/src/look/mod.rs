//! A book as a workbook, to be filled in by people.
//!
//! Every sheet of the schema that the stage needs, its heads marked, commented and frozen, cells with the
//! number format of what belongs there and with lists to choose from. Beside them stand instructions and the
//! codes of the year. The same book always gives the same bytes.

use book::{Schema, Sheet, SheetForm, SheetPlan};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use taxonomy::{Stage, Taxonomy};

use crate::{
    Error,
    arranged::Arranged,
    look::{names::Names, style::Styles},
};

mod codes;
mod entry;
mod guide;
mod names;
mod page;
mod style;

/// For which edition a workbook is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EditionInfo {
    /// Its permanent name.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Budget or final accounts.
    pub stage: Stage,
}

/// What a workbook is made with.
#[derive(Clone, Copy, Debug)]
pub struct Design<'a> {
    /// The edition.
    pub edition: &'a EditionInfo,
    /// The fiscal year, whose codes are listed.
    pub year: u16,
    /// The codes.
    pub taxonomy: &'a Taxonomy,
    /// The places that take texts of the body's own, as the first cell of a row of 文字 names them.
    pub places: &'a [String],
}

/// The workbook that one begins with: [`blank`] sheets.
pub fn scaffold(design: &Design<'_>, body: Option<&str>) -> Result<Vec<u8>, Error> {
    write_workbook(design, &blank(design, body))
}

/// The sheets that a book of a stage is offered, with their heads and named items and nothing filled in but the
/// edition, the year and the name of the body.
pub fn blank(design: &Design<'_>, body: Option<&str>) -> Vec<Sheet> {
    let stage = design.edition.stage;
    let is_offered = |only: Option<Stage>| only.is_none_or(|only| only == stage);
    let year = design.year.to_string();
    let known = [("edition", Some(design.edition.id.as_str())), ("year", Some(year.as_str())), ("name", body)];
    let sheet = |plan: &SheetPlan| {
        let is_column = |key: &str| plan.columns.iter().all(|column| column.key != key || is_offered(column.stage));
        let words = plan.head_words();
        let heads: Vec<String> =
            words.iter().filter(|(key, _)| is_column(key)).map(|(_, head)| (*head).to_owned()).collect();
        let n_columns = heads.len();
        let mut rows = vec![heads];
        for item in plan.items.iter().filter(|item| is_offered(item.stage)) {
            let mut row = vec![String::new(); n_columns];
            row[0].clone_from(&item.label);
            let value = known.iter().find(|(key, _)| plan.form == SheetForm::Pairs && *key == item.key);
            if let Some((_, Some(value))) = value {
                (*value).clone_into(&mut row[1]);
            }
            rows.push(row);
        }
        Sheet::new(&plan.name, rows)
    };
    Schema::embedded().sheets.iter().filter(|plan| is_offered(plan.stage)).map(sheet).collect()
}

/// Writes sheets as a workbook.
///
/// **Shape.** Sheets and columns in the order of the schema, with those that the stage of the edition needs and
/// those that are filled in; sheets that no book has follow as they are. Numbers that a workbook cannot keep to
/// the last digit stay text.
///
/// **Errors.** [`Error::Merged`], [`Error::TooLong`].
pub fn write_workbook(design: &Design<'_>, sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let schema = Schema::embedded();
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = format!("明账账册：{}", design.edition.name);
    workbook.set_properties(&DocProperties::new().set_title(title).set_author("明账").set_creation_datetime(&made));
    let styles = Styles::new();
    let mut names = Names::new();
    guide::write(&mut workbook, design, &styles)?;
    for plan in &schema.sheets {
        let mut own = sheets.iter().filter(|sheet| is_of(sheet, plan));
        let is_needed = plan.stage.is_none_or(|stage| stage == design.edition.stage);
        match own.next() {
            Some(sheet) => match Arranged::new(sheet, plan)? {
                Some(arranged) => {
                    let arranged = arranged.only(design.edition.stage);
                    if is_needed || arranged.is_filled() {
                        page::write(&mut workbook, plan, &arranged, design, &styles)?;
                    }
                }
                // Without heads nobody knows what belongs where.
                None => page::write_raw(&mut workbook, sheet, &plan.name)?,
            },
            None if is_needed => {
                if let Some(blank) = Arranged::new(&Sheet::new(&plan.name, Vec::new()), plan)? {
                    page::write(&mut workbook, plan, &blank.only(design.edition.stage), design, &styles)?;
                }
            }
            None => {}
        }
    }
    codes::write(&mut workbook, design, &styles)?;
    let is_known = |sheet: &&Sheet| {
        let name = sheet.name.trim();
        schema.aside.iter().any(|aside| aside == name) || first_of(sheets, sheet)
    };
    for sheet in sheets.iter().filter(|sheet| !is_known(sheet)) {
        page::write_raw(&mut workbook, sheet, &names.free(&sheet.name))?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn is_of(sheet: &Sheet, plan: &SheetPlan) -> bool {
    let name = sheet.name.trim();
    name == plan.name || name == plan.key
}

/// Whether a sheet is the first of its plan, which stands among those of the schema.
fn first_of(sheets: &[Sheet], sheet: &Sheet) -> bool {
    let Some(plan) = Schema::embedded().sheet(sheet.name.trim()) else { return false };
    sheets.iter().find(|other| is_of(other, plan)).is_some_and(|first| std::ptr::eq(first, sheet))
}
