//! RAT402: 无变化 or 持平 does not stand beside a change.

use std::sync::LazyLock;

use disclosure::{Against, Claim, ClaimId, Origin, Span};
use findings::{Finding, Outcome};
use taxonomy::{Cue, Meaning, Measure, Stage};

use crate::{Case, Manual, nar::around, words::Words};

/// Words that may stand between 无变化 and the change that belongs to it, besides cues: the two are
/// then said of one thing.
#[rustfmt::skip]
const GLUE: &[&str] = &[
    "万元", "亿元", "元", "人", "辆", "，", ",", "、", "为", "了", "即", "和", "（", "）", "(", ")", "%", "％", "数", "额",
    "率", "与上年度", "与上年", "与去年", "同上年", "较上年", "比上年", "相比", "基本", "保持", "决算", "预算",
];

/// What every word for no change holds.
static FLAT: LazyLock<Words> = LazyLock::new(|| Words::new(["无", "持平", "没有变化", "一致"]));

/// Flags a change or rate that is not zero beside words that say there was none.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for passage in &case.disclosure.passages {
        // Few paragraphs hold any of the words; the others need no look at all of them.
        if !FLAT.stand_in(&passage.text) {
            continue;
        }
        let words = case.taxonomy.lexicon.words(&passage.text);
        let flat: Vec<_> = words.filter(|(_, meaning)| matches!(meaning, Meaning::Cue(Cue::Flat))).collect();
        if flat.is_empty() {
            continue;
        }
        let figures: Vec<(ClaimId, &Claim)> =
            case.disclosure.all().filter(|(_, claim)| is_change(claim, passage.span)).collect();
        if !figures.is_empty() {
            out.held([]);
        }
        for (range, _) in flat {
            // 基本持平 allows a small change.
            let word = &passage.text[range.clone()];
            if word.starts_with("基本") || passage.text[..range.start].ends_with("基本") {
                continue;
            }
            let flat = passage.part(range.clone());
            let compared = compared(case, &passage.text[..range.start]);
            let is_same = |claim: &Claim| compared.is_none() || claim.against.map(is_last_year) == compared;
            for (id, claim) in figures.iter().filter(|(_, claim)| is_beside(case, flat, claim.span) && is_same(claim)) {
                if claim.amount.value().is_zero() {
                    out.held([*id]);
                    continue;
                }
                let finding = Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
                    .figures(claim.value(), "0", claim.unit.name())
                    .say("what", claim.label.clone())
                    .say("word", word)
                    .evidence(flat, word);
                out.broken([*id], finding);
            }
        }
    }
}

/// Whether the clause that ends in a word for no change compares with last year, or with the budget of the year in
/// an account of it: 决算数与预算数持平，较上年增加…. `None` where it does not say.
fn compared(case: &Case<'_>, before: &str) -> Option<bool> {
    let clause = before.rsplit(['，', ',', '。', '；', ';']).next().unwrap_or(before);
    if ["上年", "去年", "同期"].iter().any(|word| clause.contains(word)) {
        return Some(true);
    }
    let is_account = case.disclosure.stage == Some(Stage::FinalAccounts);
    (is_account && clause.contains("预算")).then_some(false)
}

fn is_last_year(against: Against) -> bool {
    against == Against::LastYear
}

fn is_change(claim: &Claim, text: Span) -> bool {
    claim.span.text == text.text
        && claim.origin == Origin::Narrative
        && matches!(claim.measure, Measure::Change | Measure::Growth)
}

/// Whether only cues and glue stand between a word and a figure, before or behind.
fn is_beside(case: &Case<'_>, word: Span, figure: Span) -> bool {
    let is_before = word.range().end <= figure.range().start;
    let (first, second) = if is_before { (word, figure) } else { (figure, word) };
    let Some(text) = around::between(case.disclosure, first, second) else { return false };
    // What a bracket has said of a part is not said of the whole behind it.
    let leaves_bracket = text.find(['）', ')']).is_some_and(|close| !text[..close].contains(['（', '(']));
    if text.contains(['。', '；', ';']) || leaves_bracket {
        return false;
    }
    let mut rest = text.to_owned();
    let words: Vec<_> = case.taxonomy.lexicon.words(text).collect();
    for (range, meaning) in words.into_iter().rev() {
        match meaning {
            Meaning::Cue(Cue::Up | Cue::Down | Cue::LastYear | Cue::Against(_)) => rest.replace_range(range, ""),
            _ => return false,
        }
    }
    for glue in GLUE {
        rest = rest.replace(glue, "");
    }
    rest.trim().is_empty()
}
