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
    /// What belongs to the page and not to the text: running heads and foots with their page numbers,
    /// the navigation of a web site. Nothing is wrong with it.
    PageFurniture,
    /// The heads of a table, printed again where it goes on on the next page. Nothing is wrong with it.
    RepeatedHead,
    /// Text that lies outside the page, so that nobody sees it.
    OutsidePage,
    /// Text that the edge of the page or of its cell cuts off.
    CutOff,
    /// A page or part of a page that is a picture, so that nothing of it could be read.
    ImagePage,
    /// A sheet that holds pictures instead of cells.
    ImageSheet,
    /// A part of the file that is damaged or has a form no reader knows.
    Unreadable,
    /// What an edge leaves of a line that is printed whole elsewhere.
    Remnant,
    /// A page without any text, or with nothing but the empty end of a table.
    BlankPage,
    /// Text that is marked as hidden, or stands in a hidden row, column or sheet.
    Hidden,
    /// Text that somebody added while changes were tracked, and nobody has accepted yet. It is read.
    TrackedInsertion,
    /// Text that somebody deleted while changes were tracked; nobody has accepted it yet.
    TrackedDeletion,
    /// A comment of a reviewer.
    Comment,
    /// A cell whose number is computed by a formula. Nothing is wrong with it.
    Formula,
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
            Self::PageFurniture => "page-furniture",
            Self::RepeatedHead => "repeated-head",
            Self::OutsidePage => "outside-page",
            Self::CutOff => "cut-off",
            Self::ImagePage => "image-page",
            Self::ImageSheet => "image-sheet",
            Self::Unreadable => "unreadable",
            Self::Remnant => "remnant",
            Self::BlankPage => "blank-page",
            Self::Hidden => "hidden",
            Self::TrackedInsertion => "tracked-insertion",
            Self::TrackedDeletion => "tracked-deletion",
            Self::Comment => "comment",
            Self::Formula => "formula",
        }
    }

    /// Whether the marked text is content all the same, read where it stands.
    pub const fn is_content(self) -> bool {
        matches!(
            self,
            Self::SplitParagraph
                | Self::SplitRow
                | Self::CutOff
                | Self::TrackedInsertion
                | Self::Formula
                | Self::BlankPage
        )
    }

    /// Whether a part of the document is unknown because of it, so that nothing can be called missing.
    pub const fn is_unread(self) -> bool {
        matches!(self, Self::ImagePage | Self::ImageSheet | Self::Unreadable)
    }
}
