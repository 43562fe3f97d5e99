//! Sections, running text and names.

use document::{Folded, Span};
use taxonomy::{FunctionCode, Fund, Level};

use crate::ClaimId;

/// A heading and the part of the document under it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading without its number.
    pub title: String,
    /// The heading's number, when it has one.
    pub number: Option<u32>,
    /// How the number is printed: `第N部分`, `一、`, `（一）`, `1.`.
    pub style: &'static str,
    /// Depth, 1 the highest.
    pub level: u8,
    /// The heading.
    pub span: Span,
    /// The section this one stands in.
    pub parent: Option<usize>,
    /// The money its heading names.
    pub fund: Option<Fund>,
    /// Whether it or a section above it is the glossary (名词解释).
    pub is_glossary: bool,
}

/// An entry of the table of contents.
#[derive(Clone, Debug)]
pub struct ContentsEntry {
    /// The title without its number, leaders and page.
    pub title: String,
    /// The printed entry.
    pub span: Span,
}

/// What a piece of running text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PassageKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A cell of a table or form.
    Cell,
    /// An entry of the table of contents.
    Contents,
}

/// One piece of text, for rules about wording.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// The printed text.
    pub text: String,
    /// The text in the form that words are looked up in.
    pub folded: Folded,
    /// Whether it explains terms and states nothing about the body.
    pub is_glossary: bool,
    /// All of it.
    pub span: Span,
    /// The section it stands in.
    pub section: Option<usize>,
}

impl Passage {
    /// A part of the passage, in bytes of its folded text.
    pub fn folded_part(&self, range: std::ops::Range<usize>) -> Span {
        self.part(self.folded.printed_in(&self.text, range))
    }

    /// A part of the passage, in bytes of its text.
    pub fn part(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.span.range().start;
        Span::new(self.span.text, start + range.start..start + range.end)
    }
}

/// A function named in running text: 一般公共服务支出（类）…（款）…（项）.
#[derive(Clone, Debug)]
pub struct Naming {
    /// The printed names, from 类 down.
    pub names: Vec<(Level, String, Span)>,
    /// What they were resolved to.
    pub code: Option<FunctionCode>,
    /// The code printed with them: （204类）司法（06款）行政运行（01项）.
    pub printed: Option<FunctionCode>,
    /// The amount stated for it.
    pub amount: Option<ClaimId>,
    /// The section it stands in.
    pub section: Option<usize>,
}

/// Where a project's name stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ProjectSource {
    /// A row of the project table.
    Table,
    /// A 项目名称 paragraph.
    Narrative,
    /// A performance form, by its index in the disclosure.
    Form(usize),
}

/// A project by the name it has in one place.
#[derive(Clone, Debug)]
pub struct ProjectMention {
    /// The printed name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// In what.
    pub source: ProjectSource,
    /// The amount stated for it there.
    pub amount: Option<ClaimId>,
}
