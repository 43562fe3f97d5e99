//! NAR201 and NAR203: the words that compare two printed amounts.

use disclosure::{Claim, ClaimId, Disclosure, Origin, Passage, PassageKind};
use findings::{Finding, Outcome};
use taxonomy::{Basis, Concept, Meaning, Measure, Stage};

use super::around;
use crate::{Case, Manual, frm::plain};

type Figure<'a> = (ClaimId, &'a Claim);

/// What a comparison says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    More,
    Less,
    Same,
}

/// How an account is compared with a budget, behind 决算数.
const WORDS: &[(&str, Says)] = &[
    ("大于", Says::More),
    ("高于", Says::More),
    ("多于", Says::More),
    ("超过", Says::More),
    ("小于", Says::Less),
    ("低于", Says::Less),
    ("少于", Says::Less),
    ("等于", Says::Same),
];

/// The budget as these sentences name it.
const BUDGETS: &[&str] = &["年初预算数", "年初预算", "预算数", "全年预算数", "调整预算数", "预算"];

/// NAR201: 决算数大于预算数 beside an account that is not above its budget.
pub(super) fn account(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    if case.disclosure.stage == Some(Stage::Budget) {
        out.not_applicable("只适用于决算公开");
        return;
    }
    for (_, passage) in plain::prose(case.disclosure).filter(|(_, passage)| passage.kind == PassageKind::Paragraph) {
        for (range, says) in comparisons(passage.folded.as_str()) {
            let place = passage.folded_part(range.clone());
            let Some((budget, actual)) = compared(case, passage, range.start, place.range().start) else { continue };
            if !is_named(&passage.folded.as_str()[range.clone()], budget.1) {
                continue;
            }
            judge(manual, passage, (range, says), budget, actual, out);
        }
    }
}

fn judge(
    manual: &Manual,
    passage: &Passage,
    (range, says): (std::ops::Range<usize>, Says),
    (budget_id, budget): Figure<'_>,
    (actual_id, actual): Figure<'_>,
    out: &mut Outcome,
) {
    let (b, a) = (budget.amount.interval(), actual.amount.interval());
    let contradicts = match says {
        Says::More => a.high() < b.low(),
        Says::Less => a.low() > b.high(),
        Says::Same => !a.touches(b),
    };
    if !contradicts {
        // Words alone do not fix the figures: none of them counts as compared.
        out.held([]);
        return;
    }
    let right = if actual.amount.value() > budget.amount.value() { "大于" } else { "小于" };
    let word = passage.folded.as_str()[range.clone()].to_owned();
    let finding = Finding::new(manual.code, manual.severity, passage.folded_part(range), "比较的用语")
        .arithmetic(format!("{} 与 {}", actual.display(), budget.display()))
        .say("what", actual.label.clone())
        .say("word", word)
        .say("actual", actual.display())
        .say("budget", budget.display())
        .say("right", right)
        .evidence(actual.span, "决算数")
        .evidence(budget.span, "预算数");
    out.broken([budget_id, actual_id], finding);
}

/// Whether the words of a comparison may mean a budget: 年初预算数 is not 全年预算数.
fn is_named(words: &str, budget: &Claim) -> bool {
    match budget.basis {
        Some(Basis::Adjusted) => !words.contains("年初"),
        _ => !words.contains("全年") && !words.contains("调整"),
    }
}

/// The comparisons of a folded text, in bytes.
fn comparisons(text: &str) -> Vec<(std::ops::Range<usize>, Says)> {
    let mut found = Vec::new();
    for (at, account) in text.match_indices("决算数") {
        let rest = &text[at + account.len()..];
        let budget_after =
            |rest: &str| BUDGETS.iter().find(|budget| rest.starts_with(*budget)).map(|budget| budget.len());
        let compared = WORDS.iter().find_map(|(word, says)| {
            let length = budget_after(rest.strip_prefix(word)?)?;
            Some((word.len() + length, *says))
        });
        // 决算数与预算数持平; 基本持平 allows a difference.
        let same = || {
            let body = rest.strip_prefix('与').or_else(|| rest.strip_prefix('同'))?;
            let length = budget_after(body)?;
            let word = ["持平", "一致", "相等", "相同"].iter().find(|word| body[length..].starts_with(*word))?;
            Some((rest.len() - body.len() + length + word.len(), Says::Same))
        };
        if let Some((length, says)) = compared.or_else(same) {
            found.push((at..at + account.len() + length, says));
        }
    }
    found
}

/// The budget and the account that stand before a comparison: of what its clause names, else the nearest.
fn compared<'a>(case: &Case<'a>, passage: &Passage, at: usize, place: usize) -> Option<(Figure<'a>, Figure<'a>)> {
    let disclosure = case.disclosure;
    let before = &passage.folded.as_str()[..at];
    let clause_at = before.rfind(['。', ';', ',']).unwrap_or(0);
    let named = case.taxonomy.lexicon.words(&before[clause_at..]).find_map(|(_, meaning)| match meaning {
        Meaning::Subject(subject) => Some(subject.concept),
        _ => None,
    });
    let here = || {
        disclosure.all().filter(|(_, claim)| {
            claim.span.text == passage.span.text
                && claim.span.range().end <= place
                && claim.origin == Origin::Narrative
                && claim.measure == Measure::Amount
        })
    };
    let is_named = |claim: &Claim| named.is_none_or(|concept: Concept| claim.concept == concept);
    let (actual_id, actual) =
        here().filter(|(_, claim)| claim.basis == Some(Basis::Actual) && is_named(claim)).last()?;
    // Without a name only the amounts right before are meant.
    if named.is_none() && here().last().is_some_and(|(id, _)| id != actual_id) {
        return None;
    }
    let is_budget = |claim: &Claim| matches!(claim.basis, Some(Basis::Original | Basis::Adjusted));
    let budgets: Vec<Figure<'_>> =
        here().filter(|(_, claim)| is_budget(claim) && claim.statement == actual.statement).collect();
    // 年初预算 and 全年预算 beside each other: the words do not say which is meant.
    match budgets.as_slice() {
        [budget] => Some((*budget, (actual_id, actual))),
        _ => None,
    }
}

/// NAR203: 持平 between last year's execution and a budget that differ.
pub(super) fn flat(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, amount) in disclosure.all() {
        let is_budget = amount.is_narrative() && amount.measure == Measure::Amount && amount.year == disclosure.year;
        if !is_budget || amount.unit.is_money() && amount.basis == Some(Basis::Actual) && is_budget_document(disclosure)
        {
            continue;
        }
        let Some((base_id, base)) = prior(disclosure, id, amount) else { continue };
        let rest = around::rest_of_sentence(around::after(disclosure, amount.span));
        let Some(at) = rest.find("持平") else { continue };
        let words = &rest[..at];
        let is_plain = !words.contains("基本") && !words.contains(['；', ';']) && words.chars().count() <= LONGEST;
        let says_prior = words.contains("执行") || words.contains("上年") || words.contains(&base_year(base));
        if !is_plain || !says_prior || words.contains("增") || words.contains("减") {
            continue;
        }
        if base.amount.agrees_with(amount.amount) {
            out.held([]);
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, amount.span, amount.label.clone())
            .arithmetic(format!("{} ≠ {}", amount.display(), base.display()))
            .say("what", amount.label.clone())
            .say("amount", amount.display())
            .say("base", base.display())
            .evidence(base.span, "上年数");
        out.broken([id, base_id], finding);
    }
}

/// So many characters stand between an amount and its comparison.
const LONGEST: usize = 24;

fn is_budget_document(disclosure: &Disclosure) -> bool {
    disclosure.stage == Some(Stage::Budget)
}

fn base_year(base: &Claim) -> String {
    base.year.map(|year| format!("{year}年")).unwrap_or_default()
}

/// Last year's amount of the same thing, printed right before in the same passage.
fn prior<'a>(disclosure: &'a Disclosure, id: ClaimId, amount: &Claim) -> Option<Figure<'a>> {
    let is_same = |other: &Claim| {
        (other.concept, other.fund, other.nature, other.function, other.economic)
            == (amount.concept, amount.fund, amount.nature, amount.function, amount.economic)
            && other.project == amount.project
    };
    let year = disclosure.year?;
    let found = disclosure.all().filter(|(other_id, other)| {
        *other_id < id
            && other.span.text == amount.span.text
            && other.measure == Measure::Amount
            && other.is_narrative()
            && other.year.is_some_and(|other| other < year)
            && is_same(other)
    });
    found.last()
}
