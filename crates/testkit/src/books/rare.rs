//! Vehicles, offices and targets that few bodies have.

use book::{Account, BodyKind, Book, FigureKey, Relation, UnitKind};
use fastrand::Rng;
use quantity::Decimal;
use taxonomy::{Concept, Stage};

use super::{VEHICLES, counted};

/// Gives a consistent book some of what few bodies have; it stays consistent.
///
/// **Shape.** Each seed gives something else: vehicles of every kind, no offices, an institution managed like an office
/// (参公), and targets of every relation, some with a score that only the body knows.
pub(super) fn vary(book: &mut Book, seed: u64, stage: Stage) {
    let mut rng = Rng::with_seed(seed ^ 0xB00C);
    if rng.u8(..4) == 0 {
        vehicles(book, &mut rng);
    }
    if rng.u8(..6) == 0 {
        book.units.retain(|unit| unit.kind != UnitKind::Office);
    }
    if rng.u8(..6) == 0 && book.body.kind == BodyKind::Administrative {
        civil_service(book);
    }
    if rng.u8(..3) == 0 && stage == Stage::FinalAccounts {
        targets(book, &mut rng);
    }
}

/// The vehicles that are there, spread over all kinds.
fn vehicles(book: &mut Book, rng: &mut Rng) {
    let key = |id: &'static str| FigureKey::of(Concept::new(id));
    let count = |book: &Book, id: &'static str| {
        book.figures.get(&key(id)).map_or(Decimal::ZERO, |own| own.or_zero(Account::Actual))
    };
    let mut left = count(book, "asset.vehicles.other");
    for (kind, _) in VEHICLES.iter().filter(|(kind, _)| *kind != "asset.vehicles.other") {
        if !left.is_zero() && rng.bool() {
            let one = Decimal::whole(1);
            book.figures.insert(key(kind), counted(one));
            left = left - one;
        }
    }
    book.figures.insert(key("asset.vehicles.other"), counted(left));
}

/// The body itself is an institution that is managed like an office.
fn civil_service(book: &mut Book) {
    book.body.kind = BodyKind::CivilService;
    let own = format!("{}本级", book.body.name);
    for unit in book.units.iter_mut().filter(|unit| unit.name == own) {
        unit.kind = UnitKind::Budget(BodyKind::CivilService);
    }
}

/// Targets of every relation, some missed, some of which only the body knows the score.
fn targets(book: &mut Book, rng: &mut Rng) {
    const WHY: &str = "受工作安排影响略有偏差，将加强进度管理";
    for indicator in book.projects.iter_mut().flat_map(|project| &mut project.indicators) {
        let has_room = indicator.deviation.is_some() || indicator.level1 != "履职效能";
        match rng.u8(..8) {
            0 if indicator.relation.is_none() && has_room => {
                indicator.actual = Some("部分达成年度指标".to_owned());
                indicator.score = indicator.weight.map(|weight| weight - Decimal::whole(2));
                indicator.deviation = Some(WHY.to_owned());
            }
            1 if indicator.scale.as_deref() == Some("次") => {
                indicator.relation = Some(Relation::Equal);
                indicator.target = "0".to_owned();
                indicator.prior = Some("0".to_owned());
                let is_met = rng.bool() || !has_room;
                indicator.actual = Some(if is_met { "0" } else { "1" }.to_owned());
                indicator.deviation = (!is_met).then(|| WHY.to_owned());
            }
            2 if indicator.relation == Some(Relation::AtMost) => {
                indicator.relation = Some(Relation::Below);
                indicator.target = "4".to_owned();
                indicator.prior = Some("4".to_owned());
            }
            _ => {}
        }
    }
}
