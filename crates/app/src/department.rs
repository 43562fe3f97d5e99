//! A department with the books of its units, and last year's books of all of them.

use book::{Account, Book, Mistake, MistakeKind, SheetCell};
use compile::Edition;
use taxonomy::{Stage, Taxonomy, bare};

use crate::take_over;

/// Adds the books of units, each with the stage that its edition is of, to that of the department.
///
/// **Shape.** As [`book::consolidate`]; beside it, books of editions of another stage are refused.
pub fn consolidate(own: Book, units: &[(Book, Stage)], stage: Stage) -> Result<(Book, Vec<Mistake>), Vec<Mistake>> {
    let is_other = |(_, found): &&(Book, Stage)| *found != stage;
    let other = |(book, _): &(Book, Stage)| {
        let kind = MistakeKind::OtherStage { unit: book.body.name.clone(), stage };
        Mistake::new(SheetCell::whole("单位"), kind)
    };
    let mut mistakes: Vec<Mistake> = units.iter().filter(is_other).map(other).collect();
    let books: Vec<Book> = units.iter().map(|(book, _)| book.clone()).collect();
    match book::consolidate(own, &books, stage) {
        Ok(whole) if mistakes.is_empty() => Ok(whole),
        Ok(_) => Err(mistakes),
        Err(others) => {
            mistakes.extend(others.into_iter().filter(|other| !mistakes.contains(other)).collect::<Vec<_>>());
            Err(mistakes)
        }
    }
}

/// Last year's books of a department and of its units.
pub struct LastYear {
    /// The books one by one, the department's first.
    books: Vec<Book>,
    /// All of them as one.
    whole: Book,
}

impl LastYear {
    /// Puts last year's books together. The department's is that of its name; where none has it, one that is of none of
    /// the units.
    ///
    /// **Errors.** Those of [`book::consolidate`].
    pub fn new(
        books: Vec<Book>,
        own: &Book,
        units: &[(Book, Stage)],
        stage: Stage,
    ) -> Result<Option<Self>, Vec<Mistake>> {
        let is_of = |book: &Book, name: &str| bare(&book.body.name) == bare(name);
        let rank = |book: &Book| match book {
            book if is_of(book, &own.body.name) => 0,
            book if units.iter().any(|(unit, _)| is_of(book, &unit.body.name)) => 2,
            _ => 1,
        };
        let mut books = books;
        books.sort_by_key(rank);
        let Some((first, others)) = books.split_first() else { return Ok(None) };
        let (whole, _) = book::consolidate(first.clone(), others, stage)?;
        Ok(Some(Self { books, whole }))
    }

    /// Says the named figures of last year book by book, before the books are added up: where one book says its own, the
    /// sum is of what it says and of what last year's books say of the others.
    pub fn say_figures(&self, own: &mut Book, units: &mut [(Book, Stage)], stage: Stage) {
        // One book may be of all units.
        let [department, others @ ..] = self.books.as_slice() else { return };
        if others.is_empty() {
            return;
        }
        book::take_over_figures(own, department, stage);
        for (unit, _) in units {
            let is_its = |old: &&Book| bare(&old.body.name) == bare(&unit.body.name);
            if let Some(old) = others.iter().find(is_its) {
                book::take_over_figures(unit, old, stage);
            }
        }
    }

    /// Fills in last year's figures of the whole department.
    ///
    /// **Shape.** As [`take_over`]. A unit of which neither last year's books nor its own say anything is a mistake: this
    /// year would be compared with a part of last year.
    pub fn take_over(
        &self,
        whole: &mut Book,
        units: &[(Book, Stage)],
        edition: &Edition,
        taxonomy: &'static Taxonomy,
    ) -> Vec<Mistake> {
        let is_its = |name: &str, unit: &Option<String>| unit.as_deref().is_some_and(|unit| bare(unit) == bare(name));
        let is_known = |name: &str| {
            self.books.iter().any(|old| bare(&old.body.name) == bare(name))
                || self.whole.spending.iter().any(|row| is_its(name, &row.unit))
                || self.whole.revenue.iter().any(|row| is_its(name, &row.unit))
        };
        let unknown: Vec<&Book> =
            units.iter().map(|(unit, _)| unit).filter(|unit| !is_known(&unit.body.name)).collect();
        let mut mistakes = take_over(whole, &self.whole, edition, taxonomy);
        if !unknown.is_empty() {
            // Nobody knows what such a unit closed with.
            mistakes.retain(|mistake| !matches!(mistake.kind, MistakeKind::Opening { .. }));
        }
        let is_silent = |unit: &&Book| {
            let spending = unit.spending.iter().map(|row| &row.amounts);
            let mut amounts = spending.chain(unit.revenue.iter().map(|row| &row.amounts));
            amounts.all(|amounts| amounts.get(Account::LastYear).is_none())
        };
        mistakes.extend(unknown.into_iter().filter(is_silent).map(|unit| {
            Mistake::new(SheetCell::whole("单位"), MistakeKind::NoPrevious { unit: unit.body.name.clone() })
        }));
        mistakes
    }
}
