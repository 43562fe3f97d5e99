//! The words by which `schema.toml` means the values of the model.

use taxonomy::{Fund, Nature, Scoring};

use crate::{BodyKind, Relation};

const KINDS: [(BodyKind, &str); 3] = [
    (BodyKind::Administrative, "administrative"),
    (BodyKind::CivilService, "civil-service"),
    (BodyKind::Institution, "institution"),
];

const RELATIONS: [(Relation, &str); 5] = [
    (Relation::AtLeast, ">="),
    (Relation::AtMost, "<="),
    (Relation::Equal, "="),
    (Relation::Above, ">"),
    (Relation::Below, "<"),
];

pub(crate) fn body_kind(id: &str) -> Option<BodyKind> {
    KINDS.into_iter().find(|(_, own)| *own == id).map(|(kind, _)| kind)
}

pub(crate) fn id_of_kind(kind: BodyKind) -> &'static str {
    KINDS.into_iter().find(|(own, _)| *own == kind).map_or("", |(_, id)| id)
}

pub(crate) fn relation(id: &str) -> Option<Relation> {
    RELATIONS.into_iter().find(|(_, own)| *own == id).map(|(relation, _)| relation)
}

pub(crate) fn id_of_relation(relation: Relation) -> &'static str {
    RELATIONS.into_iter().find(|(own, _)| *own == relation).map_or("", |(_, id)| id)
}

/// The inverse of [`Scoring::named`].
pub(crate) const fn id_of_scoring(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Proportional => "proportional",
        Scoring::Grades => "grades",
        Scoring::Satisfaction => "satisfaction",
        Scoring::Direct => "direct",
    }
}

pub(crate) fn fund(id: &str) -> Option<Fund> {
    Fund::ALL.into_iter().find(|fund| fund.id() == id)
}

pub(crate) fn nature(id: &str) -> Option<Nature> {
    Nature::ALL.into_iter().find(|nature| nature.id() == id)
}
