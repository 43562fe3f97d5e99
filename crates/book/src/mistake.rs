//! What can be wrong with a book.

use quantity::Decimal;
use taxonomy::{FunctionCode, Fund, Nature, Stage};

use crate::{Account, Schema, Sheet, SheetCell};

/// Something in a book that cannot stand, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The cell, or the sheet.
    pub place: SheetCell,
    /// What is wrong.
    pub kind: MistakeKind,
}

impl Mistake {
    /// A mistake at a place.
    pub const fn new(place: SheetCell, kind: MistakeKind) -> Self {
        Self { place, kind }
    }

    /// Whether it may be there only because cells that it is computed from could not be read.
    pub fn may_follow_from(&self, others: &[Self]) -> bool {
        let sheets: &[&str] = match &self.kind {
            MistakeKind::Overspent { .. } | MistakeKind::OverBudget { .. } => &["revenue", "spending", "balances"],
            MistakeKind::Weights { .. } | MistakeKind::NoScore { .. } => &["projects", "indicators"],
            MistakeKind::NoMoney { .. } => &["projects", "spending", "carried"],
            MistakeKind::PartAboveWhole { .. } => &["procurement", "assets"],
            MistakeKind::UnknownUnit { .. } => &["units"],
            _ => return false,
        };
        let is_on = |other: &Self| {
            let name = if let MistakeKind::MisnamedSheet { name } = &other.kind { name } else { &other.place.sheet };
            Schema::embedded().sheet(name).is_some_and(|plan| sheets.contains(&plan.key.as_str()))
        };
        others.iter().any(|other| !other.is_remark() && is_on(other))
    }

    /// Whether it only says what is to be looked at: the book can be used as it is.
    pub const fn is_remark(&self) -> bool {
        matches!(
            self.kind,
            MistakeKind::UnknownSheet
                | MistakeKind::NegativeRow { .. }
                | MistakeKind::Unadded { .. }
                | MistakeKind::UnlistedUnits { .. }
                | MistakeKind::OtherBody { .. }
        )
    }
}

/// Sorts mistakes as a person goes through them: sheet by sheet, from the top.
pub fn sort(mistakes: &mut [Mistake], sheets: &[Sheet]) {
    let order = |mistake: &Mistake| sheets.iter().position(|sheet| sheet.name.trim() == mistake.place.sheet);
    mistakes.sort_by_cached_key(|mistake| (order(mistake), mistake.place.at));
}

/// What is wrong with a cell or a sheet. `mistakes.toml` says what, why, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MistakeKind {
    /// The book has no sheet that every book needs.
    NoSheet,
    /// No sheet of a book has this name.
    UnknownSheet,
    /// No sheet of a book has this name, but one has these heads.
    MisnamedSheet {
        /// The name that such a sheet has.
        name: String,
    },
    /// A sheet without the row of heads.
    NoHeads {
        /// The heads that were looked for.
        wanted: Vec<String>,
    },
    /// A required column is missing.
    NoColumn {
        /// Its head.
        head: String,
    },
    /// No column of this sheet has this head.
    UnknownColumn {
        /// What stands there.
        head: String,
    },
    /// A cell below no head.
    NoHead {
        /// What stands there.
        text: String,
    },
    /// No row of this sheet has this name.
    UnknownItem {
        /// What stands there.
        label: String,
    },
    /// A row names a unit that the list of units lacks.
    UnknownUnit {
        /// What stands there.
        label: String,
    },
    /// The edition is made for departments and the book is a unit's, or the other way round.
    WrongScope {
        /// For whom the edition is made, as people say it.
        label: String,
    },
    /// Something stands twice that can stand once: a sheet, a column, an item, a row.
    Twice {
        /// Its name.
        label: String,
    },
    /// A required cell is empty.
    Empty {
        /// What belongs there.
        head: String,
    },
    /// An amount or a count in a cell that is joined from several rows.
    Merged {
        /// What stands there.
        text: String,
    },
    /// A formula that yields an error, or was never computed.
    Formula {
        /// What stands there.
        text: String,
    },
    /// No amount of money to the fen.
    NotMoney {
        /// What stands there.
        text: String,
    },
    /// No whole number, 0 or more.
    NotCount {
        /// What stands there.
        text: String,
    },
    /// No number with at most six decimals.
    NotNumber {
        /// What stands there.
        text: String,
    },
    /// No fiscal year.
    NotYear {
        /// What stands there.
        text: String,
    },
    /// No calendar day.
    NotDate {
        /// What stands there.
        text: String,
    },
    /// No word of the list.
    NotChoice {
        /// What stands there.
        text: String,
        /// The words of the list.
        words: Vec<String>,
    },
    /// No code of the wanted length.
    NotCode {
        /// What stands there.
        text: String,
        /// How many digits it must have.
        digits: u8,
    },
    /// A code that the classification of the year does not list.
    UnknownCode {
        /// The code.
        code: String,
        /// The year.
        year: u16,
    },
    /// A code with the name of another behind it.
    WrongName {
        /// The code.
        code: String,
        /// The name behind it.
        text: String,
        /// The name it has.
        name: String,
    },
    /// Project expenditure without its project.
    NoProject,
    /// A project that the sheet of projects does not hold.
    UnknownProject {
        /// Its name.
        name: String,
    },
    /// Basic expenditure without its economic code.
    NoEconomic,
    /// A functional code beside a figure that is not told by function.
    NotByFunction {
        /// The figure.
        label: String,
    },
    /// An economic code that this kind of expenditure cannot have.
    WrongEconomic {
        /// The code.
        code: String,
        /// The kind of expenditure.
        nature: Nature,
    },
    /// More spent than there was.
    Overspent {
        /// The money.
        fund: Fund,
        /// How much is missing, in 元.
        missing: Decimal,
    },
    /// A budget that spends more than comes in.
    OverBudget {
        /// The money.
        fund: Fund,
        /// How much is missing, in 元.
        missing: Decimal,
    },
    /// A project of the sheet of projects without any money: no row has its name, and none is typed.
    NoMoney {
        /// Its name.
        name: String,
        /// The name of rows that comes next to it, where one is near.
        near: Option<String>,
    },
    /// No edition has this id.
    UnknownEdition {
        /// What stands there.
        text: String,
    },
    /// A part that is larger than its whole.
    PartAboveWhole {
        /// The part.
        part: String,
        /// The whole.
        whole: String,
    },
    /// Indicators whose weights do not add up as the edition asks.
    Weights {
        /// Their project.
        project: String,
        /// What they add up to.
        sum: Decimal,
        /// What they should add up to.
        wanted: Decimal,
    },
    /// An indicator that is given a score beyond its weight.
    Score {
        /// The indicator.
        name: String,
        /// The score.
        score: Decimal,
        /// The weight.
        weight: Decimal,
    },
    /// An indicator whose score can neither be computed nor is given.
    NoScore {
        /// The indicator.
        name: String,
    },
    /// A number in a column that documents of the stage do not show.
    Unread {
        /// The head of the column.
        head: String,
        /// The heads under which it would count.
        wanted: Vec<String>,
        /// The stage.
        stage: Stage,
    },
    /// A number on a sheet that belongs to the other stage.
    UnreadSheet {
        /// The sheet.
        name: String,
        /// The stage of the book.
        stage: Stage,
    },
    /// A number below 0 that is none.
    Negative {
        /// What stands there.
        text: String,
    },
    /// Money below 0 in a row, as corrections have it.
    NegativeRow {
        /// What stands there.
        text: String,
    },
    /// A character that cannot be printed.
    ControlCharacter {
        /// What stands there.
        text: String,
        /// The character: U+000B.
        code: String,
    },
    /// A digit in the unit of an indicator, which would be read as its value.
    DigitInUnit {
        /// What stands there.
        text: String,
    },
    /// What should hold last year's figures is of another year.
    NotYearBefore {
        /// The year that it is of.
        found: u16,
        /// Last year.
        wanted: u16,
    },
    /// Last year's book has none of the amounts that this year's is compared with.
    NothingBefore {
        /// The stage, which says the account.
        stage: Stage,
    },
    /// A book that is to be added to that of its department is of another year.
    OtherYear {
        /// Whose it is.
        unit: String,
        /// The year that it is of.
        year: u16,
        /// That of the department.
        wanted: u16,
    },
    /// A book that is to be added to that of its department has none of the amounts that its stage is about.
    OtherStage {
        /// Whose it is.
        unit: String,
        /// The department's stage.
        stage: Stage,
    },
    /// Rows of a unit whose book is to be added.
    UnitRows {
        /// Whose they are.
        unit: String,
    },
    /// Transfers in the book of a unit, where nobody takes them out.
    UnitTransfers {
        /// Whose book it is.
        unit: String,
    },
    /// A sum over the books of units without the one of them that says nothing.
    Unadded {
        /// Whose book says nothing.
        unit: String,
        /// Of what.
        label: String,
        /// Of which account.
        account: Account,
    },
    /// Units that are listed behind those that the department lists.
    UnlistedUnits {
        /// Their names.
        units: Vec<String>,
    },
    /// Last year's figures are those of a body of another name.
    OtherBody {
        /// Whose they are.
        found: String,
        /// The body of the book.
        wanted: String,
    },
    /// A unit of which last year's books say nothing.
    NoPrevious {
        /// The unit.
        unit: String,
    },
    /// A withheld project without money.
    NothingWithheld {
        /// Its name.
        name: String,
    },
    /// A transfer that the payer's book does not hold.
    NotPaid {
        /// The payer.
        unit: String,
        /// The item (项).
        function: FunctionCode,
        /// What it is to the payer.
        nature: Nature,
        /// What was paid, in 元.
        amount: Decimal,
        /// What the book holds, in 元.
        held: Decimal,
    },
    /// A transfer that the receiver's book does not hold.
    NotReceived {
        /// The receiver.
        unit: String,
        /// The item (项).
        function: FunctionCode,
        /// What was paid, in 元.
        amount: Decimal,
        /// What the book holds, in 元.
        held: Decimal,
    },
    /// An opening balance other than what last year closed with.
    Opening {
        /// The money.
        fund: Fund,
        /// What the book opens with, in 元.
        opening: Decimal,
        /// What last year closed with, in 元.
        closing: Decimal,
    },
}
