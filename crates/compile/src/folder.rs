//! The folder of an edition, laid over the one that it extends.
//!
//! Templates are replaced file by file. Settings, tables and forms are laid over each other field by field, so that
//! an edition says only what it has otherwise.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::{
    Edition, Error,
    edition::{self, FormPlan, TablePlan},
};

const SETTINGS: &str = "edition.toml";
const TABLES: &str = "tables.toml";
const FORMS: &str = "forms.toml";

/// How many editions may extend each other; more are a circle.
const DEEPEST: usize = 8;

/// What the files of an edition say, with what it takes over.
pub(crate) struct Folder {
    id: String,
    settings: Table,
    tables: Vec<Table>,
    forms: Vec<Table>,
    templates: BTreeMap<String, String>,
}

impl Folder {
    /// Reads the files of an edition and of all that it extends.
    pub fn read(id: &str, files: BTreeMap<String, String>) -> Result<Self, Error> {
        Self::read_below(id, files, DEEPEST)
    }

    fn read_below(id: &str, files: BTreeMap<String, String>, depth: usize) -> Result<Self, Error> {
        let mut own = Self {
            id: id.to_owned(),
            settings: table(id, &files, SETTINGS)?.ok_or_else(|| wrong(id, SETTINGS, "the file is missing"))?,
            tables: list(id, &files, TABLES, "table")?,
            forms: list(id, &files, FORMS, "form")?,
            templates: files.into_iter().filter(|(name, _)| name.ends_with(".jinja")).collect(),
        };
        let Some(extends) = own.settings.get("extends") else { return Ok(own) };
        let base = extends.as_str().ok_or_else(|| wrong(id, SETTINGS, "extends is no name"))?.to_owned();
        if depth == 0 {
            return Err(wrong(id, SETTINGS, "editions extend each other in a circle"));
        }
        let mut base = Self::read_below(&base, edition::embedded_files(&base)?, depth - 1)?;
        // What a base says of itself, not of those that extend it.
        base.settings.remove("is_base");
        overlay(&mut base.settings, own.settings);
        own.settings = base.settings;
        own.tables = overlaid(base.tables, own.tables, "layout", "body");
        own.forms = overlaid(base.forms, own.forms, "form", "form");
        base.templates.extend(own.templates);
        own.templates = base.templates;
        Ok(own)
    }

    /// The edition that the files describe.
    pub fn edition(self) -> Result<Edition, Error> {
        let id = &self.id;
        let tables = self.tables.into_iter().map(|table| plan::<TablePlan>(id, TABLES, "layout", table));
        let forms = self.forms.into_iter().map(|form| plan::<FormPlan>(id, FORMS, "form", form));
        Ok(Edition {
            settings: Value::Table(self.settings).try_into().map_err(|error| wrong(id, SETTINGS, error))?,
            tables: tables.collect::<Result<_, _>>()?,
            forms: forms.collect::<Result<_, _>>()?,
            templates: self.templates,
            id: self.id,
        })
    }
}

fn wrong(id: &str, file: &str, why: impl ToString) -> Error {
    Error::Edition { id: id.to_owned(), file: file.to_owned(), why: why.to_string() }
}

/// A file as a table; `None` where there is none.
fn table(id: &str, files: &BTreeMap<String, String>, name: &str) -> Result<Option<Table>, Error> {
    files.get(name).map(|text| text.parse().map_err(|error| wrong(id, name, error))).transpose()
}

/// The entries of a file that holds a list of them.
fn list(id: &str, files: &BTreeMap<String, String>, file: &str, key: &str) -> Result<Vec<Table>, Error> {
    let mut entries = Vec::new();
    for (name, value) in table(id, files, file)?.into_iter().flatten() {
        let Value::Array(list) = value else { return Err(wrong(id, file, format!("{name} is no list"))) };
        if name != key {
            return Err(wrong(id, file, format!("unknown list {name}, expected [[{key}]]")));
        }
        for entry in list {
            let Value::Table(entry) = entry else { return Err(wrong(id, file, format!("a {key} is no table"))) };
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// The base with what an edition has otherwise. An entry of another kind stands for itself.
fn overlaid(mut base: Vec<Table>, own: Vec<Table>, key: &str, kind: &str) -> Vec<Table> {
    for entry in own {
        let same = base.iter_mut().find(|other| other.get(key) == entry.get(key));
        match same {
            Some(other) if entry.get(kind).is_none_or(|kind_of| other.get(kind) == Some(kind_of)) => {
                overlay(other, entry)
            }
            Some(other) => *other = entry,
            None => base.push(entry),
        }
    }
    base
}

/// Puts fields in the place of those of the same name.
fn overlay(base: &mut Table, own: Table) {
    for (name, value) in own {
        match (base.get_mut(&name), value) {
            (Some(Value::Table(base)), Value::Table(own)) => overlay(base, own),
            (_, value) => {
                base.insert(name, value);
            }
        }
    }
}

/// One plan. What is wrong with it is said with its name.
fn plan<T: DeserializeOwned>(id: &str, file: &str, key: &str, entry: Table) -> Result<T, Error> {
    let name = entry.get(key).and_then(Value::as_str).unwrap_or("?").to_owned();
    Value::Table(entry).try_into().map_err(|error| wrong(id, file, format!("{name}: {error}")))
}
