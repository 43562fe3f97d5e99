//! What only the body can say.

use taxonomy::Concept;

/// Words or a figure that a document needs and its book does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wanted {
    /// Where words belong, the first cell of their row in the book; the concept of a figure.
    pub place: String,
    /// What it is.
    pub kind: WantedKind,
    /// The change that a reason is asked for, as it is printed: 增加91.53万元; of a figure, for which function
    /// (功能科目编码) and of which money; empty where it is none.
    pub about: String,
}

impl Wanted {
    /// A paragraph.
    pub(crate) fn text(place: &str) -> Self {
        Self { place: place.to_owned(), kind: WantedKind::Text, about: String::new() }
    }

    /// A reason for a change.
    pub(crate) fn reason(place: &str, about: String) -> Self {
        Self { place: place.to_owned(), kind: WantedKind::Reason, about }
    }

    /// Last year's figure.
    pub(crate) fn last_year(concept: Concept, about: String) -> Self {
        Self { place: concept.id().to_owned(), kind: WantedKind::LastYear, about }
    }
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WantedKind {
    /// A paragraph of the sheet 文字.
    Text,
    /// A reason of the sheet 原因.
    Reason,
    /// A figure of last year, where the document says what has changed since.
    LastYear,
}

/// Words of a book that its document has no place for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unused {
    /// The place that the book gives for them.
    pub place: String,
    /// [`WantedKind::Text`] or [`WantedKind::Reason`].
    pub kind: WantedKind,
    /// Whether the edition has the place in other documents.
    pub is_known: bool,
    /// The name of a place without words that may be meant.
    pub near: Option<String>,
}
