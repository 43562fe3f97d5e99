//! PUB201: a sentence that says there is nothing, and figures of it.

use disclosure::{Claim, ClaimId, Disclosure, Origin, PassageKind};
use findings::{Finding, Outcome, Severity};
use taxonomy::{Basis, Fund, Measure, Stage};

use crate::{Case, Manual, frm::plain};

/// What a sentence may say there is none of.
struct Subject {
    name: &'static str,
    words: &'static [&'static str],
    is_meant: fn(&Claim) -> bool,
}

const SUBJECTS: &[Subject] = &[
    Subject {
        name: "政府性基金",
        words: &["政府性基金"],
        is_meant: |claim| claim.fund == Fund::GovernmentFund && claim.concept.id().starts_with("expenditure"),
    },
    Subject {
        name: "国有资本经营预算",
        words: &["国有资本经营"],
        is_meant: |claim| claim.fund == Fund::StateCapital && claim.concept.id().starts_with("expenditure"),
    },
    Subject {
        name: "“三公”经费", words: &["三公经费"], is_meant: |claim| claim.concept.id() == "three-public"
    },
    Subject {
        name: "机关运行经费", words: &["机关运行经费"], is_meant: |claim| claim.concept.id() == "running-costs"
    },
];

/// Looks for 无… and 没有… at the beginning of what a sentence says about one subject, and for figures of it that are
/// not zero.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (_, passage) in plain::texts(disclosure).filter(|(_, passage)| passage.kind != PassageKind::Heading) {
        let text = plain::Plain::of(passage);
        if !plain::holds_any(text.as_str(), &["无", "没有"]) {
            continue;
        }
        for range in plain::sentences(text.as_str()) {
            let sentence = &text.as_str()[range.clone()];
            for subject in SUBJECTS {
                let Some(at) = denial(disclosure, sentence, subject) else { continue };
                judge(manual, disclosure, subject, (text.span(range.start + at..range.end), sentence), out);
            }
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有写明无收支的语句");
    }
}

fn judge(
    manual: &Manual,
    disclosure: &Disclosure,
    subject: &Subject,
    (place, sentence): (disclosure::Span, &str),
    out: &mut Outcome,
) {
    let figures: Vec<(ClaimId, &Claim)> =
        disclosure.all().filter(|(_, claim)| is_figure(disclosure, claim, subject)).collect();
    let contrary = |in_table: bool| {
        figures
            .iter()
            .find(|(_, claim)| matches!(claim.origin, Origin::Table(_)) == in_table && !claim.amount.value().is_zero())
    };
    let Some((id, claim)) = contrary(true).or_else(|| contrary(false)) else {
        out.held(figures.iter().map(|(id, _)| *id));
        return;
    };
    let in_table = matches!(claim.origin, Origin::Table(_));
    let finding = Finding::new(manual.code, if in_table { manual.severity } else { Severity::Warning }, place, "说明")
        .say("what", subject.name)
        .say("sentence", sentence)
        .say("where", if in_table { "表内" } else { "文中" })
        .say("figure", claim.display())
        .evidence(claim.span, claim.label.clone());
    out.broken([*id], finding);
}

/// Where a sentence about this year begins to say that there is none of a subject.
fn denial(disclosure: &Disclosure, sentence: &str, subject: &Subject) -> Option<usize> {
    const UNLESS: &[&str] = &[
        "空表",
        "若",
        "如果",
        "如无",
        "如有",
        "除",
        "无偿",
        "上年",
        "无需",
        "下属",
        "所属单位",
        "二级单位",
        "部分单位",
    ];
    if plain::holds_any(sentence, UNLESS) || names_another_year(disclosure, sentence) {
        return None;
    }
    subject.words.iter().find_map(|word| {
        let at = sentence.find(word)?;
        let before = &sentence[..at];
        let start = ["无", "没有使用", "没有", "未安排"].iter().find_map(|no| before.strip_suffix(no).map(str::len))?;
        // 无政府性基金、国有资本经营预算支出 ends with what there is none of; a figure tells another story.
        let rest = &sentence[at..];
        let is_whole = plain::holds_any(rest, &["收入", "支出", "预算", "经费", "安排"])
            && !rest.contains(|c: char| c.is_ascii_digit())
            // Without revenue of this year there may still be money of last year to spend.
            && (!rest.contains("收入") || plain::holds_any(rest, &["支出", "收支"]))
            && !plain::holds_any(rest, &["增加", "减少", "变化", "增减", "超", "结转"]);
        is_whole.then_some(start)
    })
}

fn names_another_year(disclosure: &Disclosure, sentence: &str) -> bool {
    let years = sentence.match_indices('年').filter_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        sentence.get(start..at)?.parse::<u16>().ok()
    });
    let mut years = years.peekable();
    years.peek().is_some() && !years.any(|year| Some(year) == disclosure.year)
}

/// Whether a claim is an amount of a subject in the year's own account.
fn is_figure(disclosure: &Disclosure, claim: &Claim, subject: &Subject) -> bool {
    let account = match disclosure.stage {
        Some(Stage::FinalAccounts) => Basis::Actual,
        _ => Basis::Original,
    };
    (subject.is_meant)(claim)
        && claim.measure == Measure::Amount
        && matches!(claim.origin, Origin::Narrative | Origin::Table(_))
        && claim.year == disclosure.year
        && claim.basis.is_none_or(|basis| basis == account)
}
