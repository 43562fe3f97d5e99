//! Sheets as they stand in a file, and what is wrong with them.

use quantity::Decimal;
use taxonomy::{Fund, Nature};

/// One sheet of a book as a file has it: cells of text, row by row.
///
/// Where a row of a CSV file or a sheet stands is its index; an empty cell is an empty text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// Its name, or the permanent name of its plan.
    pub name: String,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

/// A cell of a sheet.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SheetCell {
    /// The name of the sheet.
    pub sheet: String,
    /// 0-based; `None` for the sheet as a whole.
    pub at: Option<(usize, usize)>,
}

impl SheetCell {
    /// The sheet as a whole.
    pub fn whole(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), at: None }
    }

    /// The address as workbooks write it: `支出!C7`.
    pub fn address(&self) -> String {
        let Some((row, column)) = self.at else { return self.sheet.clone() };
        let mut letters = String::new();
        let mut rest = column + 1;
        while rest > 0 {
            rest -= 1;
            letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
            rest /= 26;
        }
        format!("{}!{letters}{}", self.sheet, row + 1)
    }
}

/// Something in a book that cannot stand, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// The cell, or the sheet.
    pub place: SheetCell,
    /// What is wrong.
    pub kind: MistakeKind,
}

/// What is wrong with a cell or a sheet. Whoever shows it says why, and what to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MistakeKind {
    /// The book has no sheet that a book of this edition needs.
    NoSheet,
    /// No sheet of a book has this name.
    UnknownSheet,
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
    /// No row of this sheet has this name.
    UnknownItem {
        /// What stands there.
        label: String,
    },
    /// A named item stands twice.
    Twice {
        /// Its name.
        label: String,
    },
    /// A required cell is empty.
    Empty {
        /// What belongs there.
        head: String,
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
    /// Project expenditure without its project.
    NoProject,
    /// A project that the sheet of projects does not hold.
    UnknownProject {
        /// Its name.
        name: String,
    },
    /// Basic expenditure without its economic code.
    NoEconomic,
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
    /// An indicator that is given a score beyond its weight, or none where none can be computed.
    Score {
        /// The indicator.
        name: String,
    },
}

#[cfg(test)]
mod tests {
    use super::SheetCell;

    #[test]
    fn addresses_are_those_of_workbooks() {
        for (at, expected) in [((0, 0), "支出!A1"), ((6, 25), "支出!Z7"), ((0, 26), "支出!AA1"), ((9, 701), "支出!ZZ10")] {
            assert_eq!(SheetCell { sheet: "支出".into(), at: Some(at) }.address(), expected);
        }
    }
}
