//! Names that the plans of an edition use and nothing has.
//!
//! Composing would stop at the first of them; whoever writes an edition wants all of them at once.

use serde::{
    Deserialize,
    de::value::{Error as ValueError, StrDeserializer},
};
use taxonomy::{EconomicCode, FormKind, FunctionCode, Layout, Taxonomy};

use crate::{
    Edition,
    edition::{LabelledRow, TableBody, TablePlan},
};

/// A name that a plan uses and nothing has.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct UnknownName {
    /// The table or form whose plan uses it.
    pub plan: String,
    /// What should have it.
    pub kind: NameKind,
    /// The name.
    pub name: String,
}

/// What a name should be one of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NameKind {
    /// A layout of the taxonomy.
    Layout,
    /// A row of the layout.
    Row,
    /// A column of the layout.
    Column,
    /// A concept of the taxonomy.
    Concept,
    /// A code of the functional classification.
    Function,
    /// A code of the economic classification.
    Economic,
    /// A kind of performance form.
    Form,
}

impl Edition {
    /// The names that tables and forms use and nothing has, in order.
    pub fn unknown_names(&self, taxonomy: &Taxonomy) -> Vec<UnknownName> {
        let mut unknown = Vec::new();
        for plan in &self.tables {
            let mut note = |kind: NameKind, name: &str| {
                unknown.push(UnknownName { plan: plan.layout.clone(), kind, name: name.to_owned() });
            };
            match taxonomy.layout(&plan.layout) {
                Some(layout) => table(plan, layout, taxonomy, &mut note),
                None => note(NameKind::Layout, &plan.layout),
            }
        }
        let is_unknown = |kind: &str| FormKind::deserialize(StrDeserializer::<ValueError>::new(kind)).is_err();
        for form in self.forms.iter().filter(|form| is_unknown(&form.form)) {
            let name = form.form.clone();
            unknown.push(UnknownName { plan: name.clone(), kind: NameKind::Form, name });
        }
        unknown
    }
}

fn table(plan: &TablePlan, layout: &Layout, taxonomy: &Taxonomy, note: &mut impl FnMut(NameKind, &str)) {
    let mut names = Names { layout, taxonomy, note };
    match &plan.body {
        TableBody::Codes(body) => names.columns(&body.columns),
        TableBody::TwoSided(body) => {
            names.columns(&body.columns);
            names.columns(&body.left_columns);
            names.rows(&body.left);
            body.closing.iter().for_each(|(left, right)| names.rows([left, right]));
            names.functions(&body.categories.always);
        }
        TableBody::Blocks(body) => {
            names.columns([&body.column]);
            body.closing.iter().for_each(|row| names.rows(row));
            body.blocks.iter().for_each(|block| names.economics(block));
        }
        TableBody::Record(body) => {
            for (row, column) in &body.places {
                names.row(row);
                // A record may have no columns but that of the stage.
                names.columns(Some(column).filter(|column| !column.is_empty()));
            }
        }
        TableBody::Items(body) => {
            names.columns(&body.columns);
            names.rows(&body.rows);
        }
        TableBody::Carried(body) => names.columns(&body.columns),
        TableBody::Projects(body) => names.columns(&body.columns),
    }
}

struct Names<'a, F> {
    layout: &'a Layout,
    taxonomy: &'a Taxonomy,
    note: F,
}

impl<F: FnMut(NameKind, &str)> Names<'_, F> {
    fn columns<'k>(&mut self, keys: impl IntoIterator<Item = &'k String>) {
        for key in keys {
            // `?key` is a column that is printed only where it has an amount.
            let key = key.strip_prefix('?').unwrap_or(key);
            if self.layout.column(key).is_none() {
                (self.note)(NameKind::Column, key);
            }
        }
    }

    fn rows<'k>(&mut self, rows: impl IntoIterator<Item = &'k LabelledRow>) {
        for row in rows {
            // A row without a key has no amounts.
            if !row.row.is_empty() {
                self.row(&row.row);
            }
            for concept in &row.of {
                if self.taxonomy.lexicon.by_id(concept).is_none() {
                    (self.note)(NameKind::Concept, concept);
                }
            }
            self.rows(&row.parts);
        }
    }

    fn row(&mut self, key: &str) {
        if self.layout.row(key).is_none() {
            (self.note)(NameKind::Row, key);
        }
    }

    fn functions(&mut self, codes: &[String]) {
        for code in codes {
            if FunctionCode::parse(code).is_none_or(|code| !self.taxonomy.functional.lists(code)) {
                (self.note)(NameKind::Function, code);
            }
        }
    }

    fn economics(&mut self, codes: &[String]) {
        for code in codes {
            if EconomicCode::parse(code).is_none_or(|code| !self.taxonomy.economic.lists(code)) {
                (self.note)(NameKind::Economic, code);
            }
        }
    }
}
