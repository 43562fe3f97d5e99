//! What a reader could not take as content.

use crate::Span;

/// A part of the file that is not content or not in its place; a value, never an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// Where; the text of a piece that was left out is kept in the document for this.
    pub span: Span,
}

/// What is wrong with a part of the file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DefectKind {
    /// A mark that an editor left in the text: `[bookmark: …]`.
    EditorResidue,
    /// A page number between the lines of the text.
    PageNumber,
    /// A row of dashes left over from Markdown.
    MarkdownRule,
    /// A paragraph that a page break cut in two; it was joined.
    SplitParagraph,
    /// A table row that a page break cut in two; it was joined.
    SplitRow,
    /// Bytes that are no text in the file's encoding.
    Undecodable,
}

impl DefectKind {
    /// The permanent word used in machine output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EditorResidue => "editor-residue",
            Self::PageNumber => "page-number",
            Self::MarkdownRule => "markdown-rule",
            Self::SplitParagraph => "split-paragraph",
            Self::SplitRow => "split-row",
            Self::Undecodable => "undecodable",
        }
    }
}
