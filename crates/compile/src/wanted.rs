//! Words that only the body can write.

/// Words that a document needs and its book does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wanted {
    /// Where they belong; the first cell of their row in the book.
    pub place: String,
    /// What they are.
    pub kind: WantedKind,
    /// The change that a reason is asked for, as it is printed: 增加91.53万元; empty where it is none.
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
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WantedKind {
    /// A paragraph of the sheet 文字.
    Text,
    /// A reason of the sheet 原因.
    Reason,
}
