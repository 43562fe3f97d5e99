//! One printed figure.

use document::Span;
use quantity::{Amount, Numeral, Unit};
use taxonomy::{Basis, Concept, EconomicCode, FunctionCode, Fund, Measure, Nature};

/// Handle of a claim inside its disclosure.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClaimId(u32);

impl ClaimId {
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Position among the claims of the disclosure.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which way a change went, by its word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// 增加, 增长.
    Up,
    /// 减少, 下降.
    Down,
}

/// What a change, growth or variance is measured against.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Against {
    /// The year before.
    LastYear,
    /// An account of the same year.
    Basis(Basis),
}

/// What a share is a share of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whole {
    /// The text names it: 占本年支出合计的99.31%.
    Named {
        /// The concept.
        concept: Concept,
        /// The money.
        fund: Fund,
        /// The kind of expenditure.
        nature: Option<Nature>,
    },
    /// The figure that the list belongs to: 本年收入876.98万元，其中：…占…%.
    Listed(ClaimId),
}

/// Where in the document a figure was read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    /// A sentence that states it.
    Narrative,
    /// A sentence that gives a reason or describes; the figure explains and does not state.
    Reason,
    /// A cell of a statutory table, by its index in the disclosure.
    Table(usize),
    /// A cell of a performance form, by its index in the disclosure.
    Form(usize),
    /// A cell of a table that no layout describes.
    OtherTable,
}

/// One typed statement: what, how much, of which year and money, and where it is printed.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What it is about.
    pub concept: Concept,
    /// What kind of number it is.
    pub measure: Measure,
    /// The number with its interval; signed by the direction word.
    pub amount: Amount,
    /// The number as printed.
    pub numeral: Numeral,
    /// The unit, from beside the figure or from the head of its table.
    pub unit: Unit,
    /// Whether the unit is printed beside the figure.
    pub has_own_unit: bool,
    /// The year it is about.
    pub year: Option<u16>,
    /// Which account of the year.
    pub basis: Option<Basis>,
    /// Which money; [`Fund::All`] for concepts without that dimension.
    pub fund: Fund,
    /// Which kind of expenditure.
    pub nature: Option<Nature>,
    /// Functional classification.
    pub function: Option<FunctionCode>,
    /// Economic classification.
    pub economic: Option<EconomicCode>,
    /// The project, or the item of a list without codes.
    pub project: Option<String>,
    /// The direction word before it.
    pub direction: Option<Direction>,
    /// What a change is measured against.
    pub against: Option<Against>,
    /// What a share is a share of.
    pub whole: Option<Whole>,
    /// Figures with the same number were said in one breath about one thing: an amount, its share,
    /// its change and growth.
    pub statement: u32,
    /// Where it was read.
    pub origin: Origin,
    /// The section it stands in.
    pub section: Option<usize>,
    /// The words that name it, for messages.
    pub label: String,
    /// Row label, for tables.
    pub row: Option<String>,
    /// Column head, for tables.
    pub column: Option<String>,
    /// The printed figure.
    pub span: Span,
    /// Its sentence or its row.
    pub context: Span,
}

impl Claim {
    /// The printed number, plain and signed, with its printed decimals: the `value` of the wire
    /// format.
    pub fn value(&self) -> String {
        self.numeral.signed(self.amount.value().is_negative()).plain()
    }

    /// The number and its unit as a person would write them.
    pub fn display(&self) -> String {
        format!("{}{}", self.value(), self.unit.name())
    }

    /// Whether both are about the same thing: the same concept, money, kind, codes and project, of
    /// the same account.
    pub fn is_same_fact(&self, other: &Self) -> bool {
        self.concept == other.concept
            && self.measure == other.measure
            && self.fund == other.fund
            && self.nature == other.nature
            && self.function == other.function
            && self.economic == other.economic
            && self.project == other.project
            && self.basis == other.basis
            && self.year == other.year
    }

    /// Whether the figure states something in running text.
    pub const fn is_narrative(&self) -> bool {
        matches!(self.origin, Origin::Narrative)
    }
}
