//! NAR119: a part of the money cannot be more than all of it.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use taxonomy::{Basis, Concept, Fund, Measure, Nature, Stage};

use super::stated::{means_what_its_label_says, times_printed};
use crate::{Case, Manual, facts};

/// A concept, a kind of expenditure and a money.
type Term = (&'static str, Option<Nature>, Fund);

/// Pairs of which the first is a part of the second.
const LIMITS: &[(Term, Term)] = &[
    (("revenue.total", None, Fund::Fiscal), ("revenue.total", None, Fund::All)),
    (("expenditure.total", None, Fund::Fiscal), ("expenditure.total", None, Fund::All)),
    (("revenue", None, Fund::Fiscal), ("revenue", None, Fund::All)),
    (("revenue", None, Fund::All), ("revenue.total", None, Fund::All)),
    (("revenue", None, Fund::Fiscal), ("revenue.total", None, Fund::Fiscal)),
    (("expenditure", None, Fund::All), ("expenditure.total", None, Fund::All)),
    (("expenditure", None, Fund::Fiscal), ("expenditure", None, Fund::All)),
    (("expenditure", None, Fund::GeneralPublic), ("expenditure", None, Fund::Fiscal)),
    (("expenditure", None, Fund::GeneralPublic), ("expenditure", None, Fund::All)),
    (("expenditure", None, Fund::GeneralPublic), ("expenditure.total", None, Fund::Fiscal)),
    (("expenditure", None, Fund::GeneralPublic), ("balance", None, Fund::Fiscal)),
    (("expenditure", Some(Nature::Basic), Fund::GeneralPublic), ("expenditure", Some(Nature::Basic), Fund::All)),
    (("expenditure", Some(Nature::Project), Fund::GeneralPublic), ("expenditure", Some(Nature::Project), Fund::All)),
    (("balance", None, Fund::Fiscal), ("balance", None, Fund::All)),
    (("carry-over.opening", None, Fund::Fiscal), ("carry-over.opening", None, Fund::All)),
    (("carry-over.closing", None, Fund::Fiscal), ("carry-over.closing", None, Fund::All)),
];

/// Checks that no figure of a part exceeds that of its whole, one finding for each suspect.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut suspects: Vec<ClaimId> = Vec::new();
    let sums = sums(case);
    for (part, whole) in LIMITS {
        let (Some(part), Some(whole)) = (what_most_say(&sums, *part), what_most_say(&sums, *whole)) else { continue };
        let ids = [part.0, whole.0];
        if part.1.amount.interval().low() <= whole.1.amount.interval().high() {
            // A limit does not fix the figures: none of them counts as compared.
            out.held([]);
            continue;
        }
        // What the document prints again elsewhere is the likelier to be right.
        let is_part_suspect = times_printed(case, part.1) <= times_printed(case, whole.1);
        let (wrong, other) = if is_part_suspect { (part, whole) } else { (whole, part) };
        if suspects.contains(&wrong.0) {
            continue;
        }
        suspects.push(wrong.0);
        let finding = facts::wrong_value(manual, wrong.1, other.1.amount.value())
            .arithmetic(format!("{} > {}", part.1.display(), whole.1.display()))
            .say("part", named(part.1))
            .say("whole", named(whole.1))
            .evidence(other.1.span, other.1.label.clone());
        out.broken(ids, finding);
    }
}

/// The sums of this year that have neither code nor project and that some limit speaks of. Without a
/// stage it is not known which account is meant.
fn sums<'a>(case: &Case<'a>) -> Vec<(ClaimId, &'a Claim)> {
    let basis = match case.disclosure.stage {
        Some(Stage::Budget) => Basis::Original,
        Some(Stage::FinalAccounts) => Basis::Actual,
        None => return Vec::new(),
    };
    let concepts: Vec<Concept> = LIMITS.iter().flat_map(|(part, whole)| [part.0, whole.0]).map(Concept::new).collect();
    let is_it = |claim: &Claim| {
        claim.measure == Measure::Amount
            && claim.basis == Some(basis)
            && claim.year == case.disclosure.year
            && claim.function.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
            && concepts.contains(&claim.concept)
            && match claim.origin {
                Origin::Narrative => means_what_its_label_says(case, claim),
                Origin::Table(_) => true,
                _ => false,
            }
    };
    case.disclosure.all().filter(|(_, claim)| is_it(claim)).collect()
}

/// The figure that most places share.
fn what_most_say<'a>(sums: &[(ClaimId, &'a Claim)], (concept, nature, fund): Term) -> Option<(ClaimId, &'a Claim)> {
    let concept = Concept::new(concept);
    let is_it = |claim: &Claim| claim.concept == concept && claim.nature == nature && claim.fund == fund;
    let found: Vec<_> = sums.iter().copied().filter(|(_, claim)| is_it(claim)).collect();
    let agreeing = |claim: &Claim| found.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let rank = |claim: &Claim| (agreeing(claim), matches!(claim.origin, Origin::Table(_)));
    found.iter().copied().max_by_key(|(_, claim)| rank(claim))
}

/// A figure with its money, where the label does not say it already.
fn named(claim: &Claim) -> String {
    let fund = match claim.fund {
        Fund::All => "全部",
        fund if claim.label.contains(fund.name()) => "",
        fund => fund.name(),
    };
    format!("{fund}{}{}", facts::describe(claim), claim.display())
}
