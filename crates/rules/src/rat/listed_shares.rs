//! RAT404: what a numbered list divides cannot be more than the whole.

use disclosure::{Claim, ClaimId, Disclosure, Origin, PassageKind, Whole};
use findings::{Finding, Outcome};
use quantity::{Decimal, Interval};
use taxonomy::{Concept, Fund, Measure, Nature};

use crate::{Case, Manual};

/// A whole that shares are taken of.
type WholeKey = (Concept, Fund, Option<Nature>);

/// One numbered entry: its share and, where it is said, its amount.
struct Entry<'a> {
    share: (ClaimId, &'a Claim),
    amount: Option<(ClaimId, &'a Claim)>,
}

/// Flags numbered lists whose first-level shares, and whose amounts too, add up to more than the
/// whole: parts of different kinds stand side by side. A single wrong share is the matter of the
/// rules on shares.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut sections: Vec<usize> = case.disclosure.passages.iter().filter_map(|passage| passage.section).collect();
    sections.dedup();
    for section in sections {
        let entries = entries(case.disclosure, section);
        for (position, entry) in entries.iter().enumerate() {
            let key = whole(case.disclosure, entry.share.1);
            let is_first = entries[..position].iter().all(|other| whole(case.disclosure, other.share.1) != key);
            if key.is_some() && is_first {
                let siblings: Vec<&Entry<'_>> =
                    entries.iter().filter(|other| whole(case.disclosure, other.share.1) == key).collect();
                compare(manual, &siblings, out);
            }
        }
    }
}

fn compare(manual: &Manual, entries: &[&Entry<'_>], out: &mut Outcome) {
    let amounts: Option<Vec<(ClaimId, &Claim)>> = entries.iter().map(|entry| entry.amount).collect();
    let (Some(amounts), true) = (amounts, entries.len() > 1) else { return };
    let ids: Vec<ClaimId> = entries.iter().map(|entry| entry.share.0).collect();
    let shares: Interval = entries.iter().map(|entry| entry.share.1.amount.interval()).sum();
    let printed: Decimal = entries.iter().map(|entry| entry.share.1.amount.value()).sum();
    // An entry that alone is about all of it, with others beside it: the amounts overlap.
    let total: Decimal = amounts.iter().map(|(_, amount)| amount.amount.value()).sum();
    let largest = entries.iter().zip(&amounts).max_by_key(|(entry, _)| entry.share.1.amount.value());
    let Some((largest, (_, largest_amount))) = largest else { return };
    let share = largest.share.1.amount.value();
    let implied = total.ratio(largest_amount.amount.value(), 1, 6).map(|factor| scaled(factor, share));
    let overlaps = implied.is_some_and(|implied| implied > Decimal::whole(101));
    if shares.low() <= Decimal::whole(101) || !overlaps {
        // A limit does not fix the figures: none of them counts as compared.
        out.held([]);
        return;
    }
    let claim = largest.share.1;
    let written: Vec<String> = entries.iter().map(|entry| format!("{}%", entry.share.1.value())).collect();
    let mut finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
        .figures(printed.to_fixed(2), "100.00", "%")
        .difference((printed - Decimal::HUNDRED).to_fixed(2))
        .arithmetic(format!("{} = {}% > 100%", written.join(" + "), printed.to_fixed(2)))
        .say("n", entries.len().to_string());
    for entry in entries.iter().filter(|entry| entry.share.0 != largest.share.0) {
        finding = finding.evidence(entry.share.1.span, entry.share.1.label.clone());
    }
    out.broken(ids, finding);
}

/// `factor × percent`, both with six digits.
fn scaled(factor: Decimal, percent: Decimal) -> Decimal {
    Decimal::from_micros(factor.micros() * percent.micros() / 1_000_000)
}

/// The paragraphs of a section numbered 1. 2. 3. (not （1）, which stands a level below) with a share.
fn entries(disclosure: &Disclosure, section: usize) -> Vec<Entry<'_>> {
    let numbered = disclosure.passages.iter().filter(|passage| {
        passage.section == Some(section) && passage.kind != PassageKind::Cell && is_numbered(&passage.text)
    });
    numbered
        .filter_map(|passage| {
            let here = || {
                disclosure
                    .all()
                    .filter(|(_, claim)| claim.span.text == passage.span.text && claim.origin == Origin::Narrative)
            };
            let share = here().find(|(_, claim)| claim.measure == Measure::Share)?;
            let amount =
                here().find(|(_, claim)| claim.measure == Measure::Amount && claim.statement == share.1.statement);
            Some(Entry { share, amount })
        })
        .collect()
}

fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
    let has_digits = rest.len() < text.trim_start().len();
    let mut after = rest.chars();
    let is_mark = matches!(after.next(), Some('.' | '、' | '．'));
    has_digits
        && is_mark
        && !after.as_str().trim_start().starts_with("其中")
        && !after.as_str().starts_with(|c: char| c.is_ascii_digit())
}

fn whole(disclosure: &Disclosure, share: &Claim) -> Option<WholeKey> {
    match share.whole {
        Some(Whole::Named { concept, fund, nature }) => Some((concept, fund, nature)),
        Some(Whole::Listed(id)) => {
            let claim = disclosure.claim(id);
            Some((claim.concept, claim.fund, claim.nature))
        }
        None => share.function.is_some().then_some((Concept::new("expenditure"), share.fund, None)),
    }
}
