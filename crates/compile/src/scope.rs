//! What a composition knows and what it has stated so far.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use book::Book;
use quantity::{Decimal, Numeral, Unit};
use taxonomy::{Concept, Stage, Taxonomy, UnitKind};

use crate::{
    Edition, Unused, Wanted, WantedKind,
    facts::Facts,
    marks,
    stated::{self, Stated},
    tables::Drawn,
};

/// One composition: the book, how it is to be printed, and the record of what was printed.
#[derive(Debug)]
pub(crate) struct Scope {
    pub book: Book,
    pub taxonomy: &'static Taxonomy,
    pub edition: Edition,
    stated: Mutex<Vec<Stated>>,
    drawn: Mutex<Vec<Drawn>>,
    wanted: Mutex<Vec<Wanted>>,
    asked: Mutex<BTreeSet<(WantedKind, String)>>,
}

impl Scope {
    pub fn new(book: Book, taxonomy: &'static Taxonomy, edition: Edition) -> Self {
        Self {
            book,
            taxonomy,
            edition,
            stated: Mutex::default(),
            drawn: Mutex::default(),
            wanted: Mutex::default(),
            asked: Mutex::default(),
        }
    }

    pub fn stage(&self) -> Stage {
        self.edition.settings.stage
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts::new(&self.book, self.taxonomy, self.stage()).counted_by(&self.edition.settings)
    }

    /// A number as the edition prints it, rounded half up to some decimals.
    pub fn numeral(&self, value: Decimal, decimals: u8, grouped: bool) -> Numeral {
        let decimals =
            if self.edition.settings.drops_zeros { stated::fewest_decimals(value, decimals) } else { decimals };
        stated::numeral(value, decimals, grouped)
    }

    /// The unit in which running text states a concept.
    pub fn unit_of(&self, concept: Concept) -> Unit {
        let entry = self.taxonomy.lexicon.concept(concept);
        match entry.map_or(UnitKind::Money, |entry| entry.unit) {
            UnitKind::Money => Unit::Money(self.edition.settings.scale.scale()),
            UnitKind::Area => Unit::SquareMetre,
            UnitKind::People | UnitKind::Vehicles | UnitKind::Count => Unit::None,
        }
    }

    /// Records what a figure states and returns the mark that stands for it in the text.
    pub fn state(&self, stated: Stated) -> String {
        let mut record = self.stated.lock().unwrap_or_else(PoisonError::into_inner);
        record.push(stated);
        marks::figure(record.len() - 1)
    }

    /// Keeps a table and returns the mark that stands for it in the text.
    pub fn draw(&self, drawn: Drawn) -> String {
        let mut record = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        record.push(drawn);
        marks::table(record.len() - 1)
    }

    /// Notes what only the body can say and has not said.
    pub fn want(&self, wanted: Wanted) {
        let mut all = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.iter().any(|known| known.is_same(&wanted)) {
            all.push(wanted);
        }
    }

    /// Notes that the document has a place for words, whether the book has them or not.
    pub fn ask(&self, kind: WantedKind, place: &str) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert((kind, place.to_owned()));
    }

    /// Words of the book that no place has asked for.
    pub fn unused(&self) -> Vec<Unused> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let known: BTreeSet<String> = self.edition.text_places().into_iter().collect();
        let texts = self.book.texts.keys().map(|place| (WantedKind::Text, place));
        let given = texts.chain(self.book.reasons.keys().map(|place| (WantedKind::Reason, place)));
        let left = given.filter(|(kind, place)| !asked.contains(&(*kind, (*place).clone())));
        let unused = |(kind, place): (WantedKind, &String)| {
            let is_text = kind == WantedKind::Text;
            let is_given = |place: &str| {
                if is_text { self.book.texts.contains_key(place) } else { self.book.reasons.contains_key(place) }
            };
            let own = asked.iter().filter(|(other, _)| *other == kind).map(|(_, place)| place.as_str());
            let others = own.chain(known.iter().filter(|_| is_text).map(String::as_str));
            let is_known = is_text && known.contains(place);
            let near = if is_known { None } else { book::nearest(place, others.filter(|place| !is_given(place))) };
            Unused { place: place.clone(), kind, is_known, near: near.map(str::to_owned) }
        };
        left.map(unused).collect()
    }

    /// What was recorded.
    pub fn take(&self) -> (Vec<Stated>, Vec<Drawn>, Vec<Wanted>) {
        (
            std::mem::take(&mut *self.stated.lock().unwrap_or_else(PoisonError::into_inner)),
            std::mem::take(&mut *self.drawn.lock().unwrap_or_else(PoisonError::into_inner)),
            std::mem::take(&mut *self.wanted.lock().unwrap_or_else(PoisonError::into_inner)),
        )
    }
}
