//! What only the body can say.

use book::Account;
use taxonomy::Concept;

/// Words or a figure that a document needs and its book does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wanted {
    /// Where words belong, the first cell of their row in the book; the concept of a figure; the name of an indicator
    /// that wants a score; the title of a table.
    pub place: String,
    /// What it is.
    pub kind: WantedKind,
    /// More about it. Of a reason the change that it is for, as it is printed: 增加91.53万元. Of a figure for which function
    /// (功能科目编码) and of which money, of an indicator its project, of a table a total and what its parts add up to.
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

    /// A figure.
    pub(crate) fn figure(concept: Concept, account: Account, about: String) -> Self {
        Self { place: concept.id().to_owned(), kind: WantedKind::Figure { account }, about }
    }

    /// A score.
    pub(crate) fn score(indicator: &str, project: &str) -> Self {
        Self { place: indicator.to_owned(), kind: WantedKind::Score, about: project.to_owned() }
    }

    /// What is missing between a total and its parts.
    pub(crate) fn part(table: &str, about: String) -> Self {
        Self { place: table.to_owned(), kind: WantedKind::Part, about }
    }

    /// Whether this asks for the same as another. A place has one reason, whatever is said there.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let is_told_apart = !matches!(self.kind, WantedKind::Text | WantedKind::Reason);
        (&self.place, self.kind) == (&other.place, other.kind) && (!is_told_apart || self.about == other.about)
    }
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WantedKind {
    /// A paragraph of the sheet 文字.
    Text,
    /// A reason of the sheet 原因.
    Reason,
    /// A figure that is printed, or that one is compared with.
    Figure {
        /// Its account.
        account: Account,
    },
    /// The score of an indicator that cannot be computed.
    Score,
    /// Rows that say what a table tells apart: a total is more than its parts.
    Part,
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
