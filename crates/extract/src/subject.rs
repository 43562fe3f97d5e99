//! What a figure is about, while a text is being read.

use disclosure::ClaimId;
use taxonomy::{Basis, Concept, EconomicCode, FunctionCode, Fund, Nature};

/// The concept and dimensions that words have named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Topic {
    /// The concept.
    pub concept: Concept,
    /// The money, when words fix it.
    pub fund: Option<Fund>,
    /// The kind of expenditure.
    pub nature: Option<Nature>,
    /// Functional classification.
    pub function: Option<FunctionCode>,
    /// Economic classification.
    pub economic: Option<EconomicCode>,
    /// The project or list item.
    pub project: Option<String>,
    /// The account of the year, when words fix it.
    pub basis: Option<Basis>,
    /// The words, for messages.
    pub label: String,
}

impl Topic {
    /// A concept without dimensions.
    pub fn new(concept: Concept, label: impl Into<String>) -> Self {
        Self {
            concept,
            fund: None,
            nature: None,
            function: None,
            economic: None,
            project: None,
            basis: None,
            label: label.into(),
        }
    }

    /// Whether both name the same thing, whatever the words; what no list knows is known by its words.
    pub fn is_same(&self, other: &Self) -> bool {
        self.concept == other.concept
            && self.fund == other.fund
            && self.nature == other.nature
            && self.function == other.function
            && self.economic == other.economic
            && self.project == other.project
            && (self.concept != Concept::STATED || self.label == other.label)
    }
}

/// What a list belongs to: 本年收入876.98万元，其中：…
#[derive(Clone, Debug)]
pub struct Parent {
    /// What the list is a list of.
    pub topic: Topic,
    /// The figure that the list adds up to, when one is stated.
    pub claim: Option<ClaimId>,
}
