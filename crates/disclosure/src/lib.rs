//! What a disclosure states, as typed claims.
//!
//! A [`Disclosure`] is one document turned into statements: every printed figure as a [`Claim`], the
//! statutory tables and performance forms as rows of claims, the sections and the running text that
//! rules about wording need, and, for every run of digits that is no claim, either why it is no
//! figure or that it is left over. Checking asks whether one consistent set of unrounded numbers
//! could stand behind the claims; compiling will write them.
//!
//! This crate knows nothing of how a document is read or which identities must hold; of documents
//! it knows only [`document::Span`].
//!
//! Reading order: [`Claim`], [`FactTable`], [`Form`], [`Section`], [`Disclosure`].

use taxonomy::{Fund, Stage};

mod claim;
mod form;
mod sheet;
mod table;
mod text;

pub use document::{DefectKind, Folded, Span};

pub use claim::{Against, Claim, ClaimId, Direction, Origin, Whole};
pub use form::{Form, Goal, Indicator, MoneyCell, Operator};
pub use table::{CellFact, FactRow, FactTable, RowKind};
pub use text::{ContentsEntry, Naming, Passage, PassageKind, ProjectMention, ProjectSource, Section};

/// Whether a document speaks for a department or for one unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Scope {
    /// 部门: consolidates its units.
    Department,
    /// 预算单位.
    BudgetUnit,
}

impl Scope {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::BudgetUnit => "unit",
        }
    }
}

/// A run of digits that is not a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotFigure {
    /// The digits.
    pub span: Span,
    /// Why they are not a figure.
    pub why: NotFigureKind,
}

/// Why a run of digits is not a figure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NotFigureKind {
    /// A fiscal or calendar year.
    Year,
    /// A month, a day, a clock time.
    Date,
    /// The number of a list item or heading.
    Ordinal,
    /// A document number (文号).
    DocumentNumber,
    /// A classification code.
    Code,
    /// A project or body code.
    ProjectCode,
    /// A threshold that is part of a name (单价50万元以上).
    Threshold,
    /// The number of a table or annex.
    TableNumber,
    /// A column or row number printed in a table.
    ColumnNumber,
    /// A telephone number.
    Phone,
    /// A page number.
    PageNumber,
    /// Part of a name.
    Name,
    /// Part of what is no content: an editor's mark, a page's head, something hidden or deleted.
    NoContent,
}

impl NotFigureKind {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::DocumentNumber => "document-number",
            Self::Code => "code",
            Self::ProjectCode => "project-code",
            Self::Threshold => "threshold",
            Self::TableNumber => "table-number",
            Self::ColumnNumber => "column-number",
            Self::Phone => "phone",
            Self::PageNumber => "page-number",
            Self::Name => "name",
            Self::NoContent => "no-content",
        }
    }
}

/// Everything one document states.
#[derive(Clone, Debug, Default)]
pub struct Disclosure {
    /// Budget or final accounts; `None` when the document says neither.
    pub stage: Option<Stage>,
    /// Department or unit; `None` when the document does not say.
    pub scope: Option<Scope>,
    /// The fiscal year.
    pub year: Option<u16>,
    /// The body's name.
    pub body: Option<String>,
    /// Where the body's name stands first.
    pub body_span: Option<Span>,
    /// The place, as the edition names it.
    pub region: Option<String>,
    /// The edition whose requirements hold.
    pub edition: Option<String>,
    /// Whether the document drops trailing zeros (`3.3` for 3.30), so that the printed precision of
    /// a figure is not its true precision.
    pub drops_trailing_zeros: bool,
    /// All figures.
    pub claims: Vec<Claim>,
    /// The statutory tables.
    pub tables: Vec<FactTable>,
    /// The performance forms.
    pub forms: Vec<Form>,
    /// The headings, in order.
    pub sections: Vec<Section>,
    /// The entries of the table of contents, in order.
    pub contents: Vec<ContentsEntry>,
    /// The running text, in order.
    pub passages: Vec<Passage>,
    /// Function names in running text and what they were resolved to.
    pub namings: Vec<Naming>,
    /// Project names and where they stand.
    pub projects: Vec<ProjectMention>,
    /// Digits that are no figure.
    pub not_figures: Vec<NotFigure>,
    /// Digits that were not understood.
    pub leftovers: Vec<Span>,
    /// What the reader could not take as content.
    pub defects: Vec<(DefectKind, Span)>,
}

impl Disclosure {
    /// Adds a claim and returns its handle.
    pub fn add(&mut self, claim: Claim) -> ClaimId {
        let id = ClaimId::new(self.claims.len());
        self.claims.push(claim);
        id
    }

    /// A claim by its handle.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// All claims with their handles.
    pub fn all(&self) -> impl Iterator<Item = (ClaimId, &Claim)> {
        self.claims.iter().enumerate().map(|(i, claim)| (ClaimId::new(i), claim))
    }

    /// The claims as text, a line each: the plain text form used in tests.
    pub fn sheet(&self) -> String {
        sheet::print(self)
    }

    /// The section a claim or passage stands in.
    pub fn section(&self, index: Option<usize>) -> Option<&Section> {
        self.sections.get(index?)
    }

    /// The passage that a span stands in, with its index. Passages stand in the order of their texts.
    pub fn passage_of(&self, span: Span) -> Option<(usize, &Passage)> {
        let at = self.passages.partition_point(|passage| passage.span.text < span.text);
        self.passages.get(at).filter(|passage| passage.span.text == span.text).map(|passage| (at, passage))
    }

    /// The parts of the document that could not be read, so that nothing can be called missing.
    pub fn unread(&self) -> impl Iterator<Item = (DefectKind, Span)> {
        self.defects.iter().copied().filter(|(kind, _)| kind.is_unread())
    }

    /// The first table of a layout.
    pub fn table(&self, layout: &str) -> Option<&FactTable> {
        self.tables.iter().find(|table| table.layout == layout)
    }

    /// The money that a section and the sections above it are about.
    pub fn section_fund(&self, index: Option<usize>) -> Option<Fund> {
        let mut section = self.section(index);
        while let Some(current) = section {
            if current.fund.is_some() {
                return current.fund;
            }
            section = self.section(current.parent);
        }
        None
    }
}
