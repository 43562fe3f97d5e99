//! The vocabulary of disclosures, all of it data.
//!
//! [`Taxonomy`] holds what the program knows about the field: what figures are about ([`Concept`]),
//! the words that mean them ([`Lexicon`]), the two expenditure classifications with their years
//! ([`Classification`]), how the statutory tables and performance forms are laid out ([`Layout`],
//! [`FormWords`]), and what each place and year asks for ([`Edition`]). The files stand in the
//! `taxonomy` folder of the repository and are embedded at build time; a user can replace the code
//! lists.
//!
//! This crate knows nothing of documents, claims or rules, and no year, place or table number
//! stands in its code.
//!
//! Reading order: [`Concept`], [`FunctionCode`], [`Classification`], [`Names`], [`Lexicon`], [`Layout`],
//! [`FormWords`], [`Edition`], [`Taxonomy`].

use std::sync::LazyLock;

mod classification;
mod code;
mod concept;
mod edition;
mod form;
mod layout;
mod lexicon;
mod names;

pub use classification::{Classification, Code, Confidence, Entry, bare};
pub use code::{EconomicCode, FunctionCode, Level};
pub use concept::{Basis, Concept, Fund, Measure, Nature};
pub use edition::{Edition, Stage};
pub use form::{FormHead, FormKind, FormWords, MoneyHead, MoneyRow, Scoring};
pub use layout::{Layout, LayoutColumn, LayoutRow, Shape};
pub use lexicon::{ConceptEntry, Cue, Lexicon, Meaning, Subject, UnitKind};
pub use names::{NamedCodes, Names};

/// What went wrong with a code list or a data file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A code list is no CSV of the expected shape.
    #[error("code list, line {line}: {why}")]
    CodeList {
        /// 1-based line.
        line: u64,
        /// What the CSV reader said.
        why: String,
    },
    /// A code list holds no code of either classification.
    #[error("the code list holds no functional (2xx) and no economic (3xx) code")]
    NoCodes,
}

/// Everything the program knows about the field.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// 支出功能分类科目.
    pub functional: Classification<FunctionCode>,
    /// 支出经济分类科目.
    pub economic: Classification<EconomicCode>,
    /// The names of both classifications as words of running text.
    pub names: Names,
    /// Concepts and the words that mean them.
    pub lexicon: Lexicon,
    /// The statutory tables.
    pub layouts: Vec<Layout>,
    /// The performance forms.
    pub forms: FormWords,
    /// What each place and year asks for.
    pub editions: Vec<Edition>,
}

impl Taxonomy {
    /// The vocabulary that is built in.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Taxonomy> = LazyLock::new(|| {
            let functional = Classification::read_csv(include_str!("../../../taxonomy/functional/classification.csv"))
                .expect("the embedded functional code list is a valid CSV (tested)");
            let economic = Classification::read_csv(include_str!("../../../taxonomy/economic/classification.csv"))
                .expect("the embedded economic code list is a valid CSV (tested)");
            Taxonomy {
                names: Names::new(&functional, &economic),
                functional,
                economic,
                lexicon: Lexicon::embedded(),
                layouts: layout::embedded(),
                forms: form::embedded(),
                editions: edition::embedded(),
            }
        });
        &EMBEDDED
    }

    /// The built-in vocabulary with a user's code list in place of the built-in one.
    ///
    /// **Shape.** A CSV as in [`Classification::read_csv`]; it may hold either classification or
    /// both. A classification that it does not hold stays built in.
    ///
    /// **Errors.** [`Error::CodeList`] for no such CSV, [`Error::NoCodes`] for one without codes.
    pub fn with_codes(csv: &str) -> Result<Self, Error> {
        let functional = Classification::<FunctionCode>::read_csv(csv)?;
        let economic = Classification::<EconomicCode>::read_csv(csv)?;
        if functional.entries().is_empty() && economic.entries().is_empty() {
            return Err(Error::NoCodes);
        }
        let mut taxonomy = Self::embedded().clone();
        if !functional.entries().is_empty() {
            taxonomy.functional = functional;
        }
        if !economic.entries().is_empty() {
            taxonomy.economic = economic;
        }
        taxonomy.names = Names::new(&taxonomy.functional, &taxonomy.economic);
        Ok(taxonomy)
    }

    /// The layout, by its index, whose title a line is.
    pub fn layout_titled(&self, line: &str) -> Option<usize> {
        if !layout::may_be_title(line) {
            return None;
        }
        let title = layout::bare_title(line);
        self.layouts.iter().position(|layout| layout.is_titled(&title))
    }

    /// A layout by its id.
    pub fn layout(&self, id: &str) -> Option<&Layout> {
        self.layouts.iter().find(|layout| layout.id == id)
    }
}
