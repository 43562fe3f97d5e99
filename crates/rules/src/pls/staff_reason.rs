//! PLS107: people come or go in the reasons, and the number of staff did not change.

use disclosure::Span;
use findings::{Finding, Outcome};
use taxonomy::Measure;

use crate::{Case, Manual, facts, frm::plain, words::Words};

/// People who are not staff in post.
const OTHERS: &[&str] = &["退休", "离休", "离退休", "出国", "临聘", "聘用", "编外"];

/// Compares the change of the staff in post, when it is zero, with the reasons given for money. Reasons
/// that speak of both coming and going leave the number as it was.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let staff = disclosure.all().find(|(_, claim)| {
        claim.concept.id() == "staff.in-post" && claim.measure == Measure::Change && claim.is_narrative()
    });
    let Some((id, change)) = staff.filter(|(_, claim)| claim.amount.value().is_zero()) else {
        out.not_applicable("文中没有在职人员增减为零的说明");
        return;
    };
    let (coming, going) = (facts::strings(manual, "coming"), facts::strings(manual, "going"));
    let any = manual.keep(|_| Words::new(coming.iter().chain(&going)));
    let mut came: Vec<(Span, &str)> = Vec::new();
    let mut went: Vec<(Span, &str)> = Vec::new();
    for (_, passage) in plain::prose(disclosure).filter(|(_, passage)| passage.text.contains("原因")) {
        let text = plain::Plain::of(passage);
        for range in plain::sentences(text.as_str()) {
            let sentence = &text.as_str()[range.clone()];
            let find = |words: &[&str]| {
                let places =
                    words.iter().flat_map(|word| sentence.match_indices(word)).map(|(at, word)| (at, at + word.len()));
                places.filter(|(at, _)| !OTHERS.iter().any(|other| sentence[..*at].ends_with(other))).min()
            };
            let Some(reason) = sentence.find("原因").filter(|_| any.stand_in(sentence)) else { continue };
            let (arrival, departure) = (find(&coming), find(&going));
            let place = |(at, end): (usize, usize)| text.span(range.start + at..range.start + end);
            match (arrival.filter(|(at, _)| *at > reason), departure.filter(|(at, _)| *at > reason)) {
                (Some(found), None) => came.push((place(found), "人员增加的原因")),
                (None, Some(found)) => went.push((place(found), "人员减少的原因")),
                _ => {}
            }
        }
    }
    let (places, way) = match (came.is_empty(), went.is_empty()) {
        (false, true) => (came, "增加"),
        (true, false) => (went, "减少"),
        _ => {
            out.held([id]);
            return;
        }
    };
    let mut finding = Finding::new(manual.code, manual.severity, change.span, change.label.clone())
        .say("way", way)
        .say("n", places.len().to_string());
    for (span, role) in places {
        finding = finding.evidence(span, role);
    }
    out.broken([id], finding);
}
