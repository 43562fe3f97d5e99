//! What each place and year asks of a document.

use serde::Deserialize;

/// Which of the two documents of a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 部门预算公开.
    Budget,
    /// 部门决算公开.
    FinalAccounts,
}

impl Stage {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::FinalAccounts => "final-accounts",
        }
    }

    /// The Chinese term.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Budget => "预算",
            Self::FinalAccounts => "决算",
        }
    }
}

/// Fiscal years × places × stage, and what a document of them must contain.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Permanent name.
    pub id: String,
    /// The stage.
    pub stage: Stage,
    /// The place, for reports; empty for the national edition.
    #[serde(default)]
    pub region: String,
    /// First fiscal year.
    pub first_year: Option<u16>,
    /// Last fiscal year.
    pub last_year: Option<u16>,
    places: Vec<String>,
    /// Words of the sections that must be there.
    pub sections: Vec<String>,
    /// Tables that must be there: layout ids, or titles where the table may be an attachment.
    pub tables: Vec<String>,
}

impl Edition {
    /// Whether the edition holds for a document of a stage and year with this head. An unknown
    /// year fits only an edition without end.
    pub fn fits(&self, stage: Stage, year: Option<u16>, head: &str) -> bool {
        self.stage == stage
            && self.first_year.is_none_or(|first| year.is_none_or(|year| first <= year))
            && self.last_year.is_none_or(|last| year.is_some_and(|year| year <= last))
            && (self.places.is_empty() || self.places.iter().any(|place| head.contains(place.as_str())))
    }
}

#[derive(Deserialize)]
struct EditionsFile {
    edition: Vec<Edition>,
}

pub(crate) fn embedded() -> Vec<Edition> {
    let file: EditionsFile = toml::from_str(include_str!("../../../taxonomy/editions.toml"))
        .expect("the embedded editions.toml is valid (tested)");
    file.edition
}
