//! Words that only the body can write.

/// Words that a document needs and its book does not hold.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Wanted {
    /// Where they belong; the first cell of their row in the book.
    pub place: String,
    /// What they are.
    pub kind: WantedKind,
}

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WantedKind {
    /// A paragraph of the sheet 文字.
    Text,
    /// A reason of the sheet 原因.
    Reason,
}
