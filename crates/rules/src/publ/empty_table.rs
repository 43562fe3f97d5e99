//! PUB103 and PUB104: an empty table needs a sentence that says so, and only an empty one may have it.

use disclosure::{ClaimId, Disclosure, FactTable, Origin, Passage, PassageKind, Span};
use findings::{Finding, Outcome, Severity};
use quantity::Numeral;
use taxonomy::{Fund, Measure};

use crate::{Case, Manual, frm::plain};

/// A table that is published empty where there is nothing, and the words of its money.
struct Subject {
    layouts: &'static [&'static str],
    name: &'static str,
    words: &'static [&'static str],
    fund: Option<Fund>,
}

const SUBJECTS: &[Subject] = &[
    Subject {
        layouts: &["budget.government-fund", "final-accounts.government-fund"],
        name: "政府性基金预算支出情况表",
        words: &["政府性基金", "政府基金"],
        fund: Some(Fund::GovernmentFund),
    },
    Subject {
        layouts: &["budget.state-capital", "final-accounts.state-capital"],
        name: "国有资本经营预算支出情况表",
        words: &["国有资本"],
        fund: Some(Fund::StateCapital),
    },
    Subject {
        layouts: &["budget.three-public", "final-accounts.three-public"],
        name: "“三公”经费支出情况表",
        words: &["三公"],
        fund: None,
    },
];

impl Subject {
    /// The table of the document's stage.
    fn table<'a>(&self, disclosure: &'a Disclosure) -> Option<&'a FactTable> {
        self.layouts.iter().find_map(|layout| disclosure.table(layout))
    }
}

/// Ways to say that there is nothing.
const NOTHING: &[&str] = &["空表", "没有", "无", "未安排", "未使用", "不涉及", "未编制", "不存在"];

/// Checks that an empty table is declared (PUB103).
pub(super) fn undeclared(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for subject in SUBJECTS {
        let Some(table) = subject.table(disclosure) else { continue };
        if !table.is_empty() {
            continue;
        }
        let says_amount = disclosure.all().any(|(_, claim)| {
            subject.fund.is_none()
                && claim.origin == Origin::Narrative
                && claim.concept.id().starts_with("three-public")
        });
        let has_figures = below(disclosure, table).any(|passage| {
            passage.kind == PassageKind::Cell
                && Numeral::cell(&passage.text).is_some_and(|n| n.decimals > 0 && !n.value.is_zero())
        });
        if has_figures {
            out.could_not(format!("《{}》的数字没有读懂", subject.name), Some(table.title));
        } else if says_amount || is_declared(disclosure, subject, table) {
            out.held([]);
        } else if !has_running_text(disclosure) {
            out.could_not("文件里只有报表，没有文字说明", Some(table.title));
        } else {
            let finding =
                Finding::new(manual.code, manual.severity, table.title, subject.name).say("what", subject.name);
            out.broken([], finding);
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有空表");
    }
}

/// Whether there is any sentence outside the tables: a workbook often holds the tables alone, and the text
/// stands in another file.
fn has_running_text(disclosure: &Disclosure) -> bool {
    let is_text = |passage: &Passage| passage.kind == PassageKind::Paragraph && passage.text.contains('。');
    disclosure.passages.iter().any(is_text)
}

/// Whether a sentence about this money says that there is none, or a note below the table does.
fn is_declared(disclosure: &Disclosure, subject: &Subject, table: &FactTable) -> bool {
    let by_name = plain::texts(disclosure).any(|(_, passage)| {
        let text = passage.folded.as_str();
        let says = plain::holds_any(text, subject.words) && plain::holds_any(text, NOTHING);
        says && plain::sentences(text).into_iter().any(|range| {
            let sentence = &text[range];
            plain::holds_any(sentence, subject.words) && plain::holds_any(sentence, NOTHING)
        })
    });
    by_name || below(disclosure, table).any(|passage| plain::holds_any(&passage.text, &["空表", "无数据", "没有数据"]))
}

/// The texts from a table's title to the next table.
fn below<'a>(disclosure: &'a Disclosure, table: &FactTable) -> impl Iterator<Item = &'a Passage> {
    let starts: Vec<usize> = disclosure.tables.iter().map(|table| table.title.text.index()).collect();
    let from = table.title.text.index();
    let to = starts.iter().copied().filter(|at| *at > from).min().unwrap_or(usize::MAX);
    disclosure.passages.iter().filter(move |passage| (from..to).contains(&passage.span.text.index()))
}

/// Checks that what is called empty is empty (PUB104).
pub(super) fn contradicted(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for subject in SUBJECTS {
        let Some((place, sentence)) = declaration(disclosure, subject) else { continue };
        let in_table: Vec<ClaimId> = subject
            .table(disclosure)
            .map(|table| table.rows.iter().flat_map(|row| row.figures()).map(|(_, id)| id).collect())
            .unwrap_or_default();
        let in_text = disclosure.all().filter(|(_, claim)| {
            let is_meant =
                subject.fund.map_or_else(|| claim.concept.id().starts_with("three-public"), |fund| fund == claim.fund);
            is_meant
                && claim.measure == Measure::Amount
                && claim.origin == Origin::Narrative
                && claim.year == disclosure.year
        });
        let figures: Vec<ClaimId> = in_table.iter().copied().chain(in_text.map(|(id, _)| id)).collect();
        let contrary = figures.iter().copied().find(|id| !disclosure.claim(*id).amount.value().is_zero());
        let Some(id) = contrary else {
            out.held(figures);
            continue;
        };
        let claim = disclosure.claim(id);
        let is_sure = in_table.contains(&id);
        let finding = Finding::new(
            manual.code,
            if is_sure { Severity::Error } else { manual.severity },
            claim.span,
            claim.label.clone(),
        )
        .say("what", subject.name)
        .say("sentence", sentence)
        .say("where", if is_sure { "表内" } else { "文中" })
        .say("figure", claim.display())
        .evidence(place, "空表说明");
        out.broken([id], finding);
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有空表说明");
    }
}

/// The sentence that calls the table of this year empty, and where it stands.
fn declaration(disclosure: &Disclosure, subject: &Subject) -> Option<(Span, String)> {
    let year = disclosure.year.map(|year| format!("{year}年"));
    plain::texts(disclosure).filter(|(_, passage)| passage.text.contains("空表")).find_map(|(_, passage)| {
        let text = plain::Plain::of(passage);
        let sentence = plain::sentences(text.as_str()).into_iter().find(|range| {
            let sentence = &text.as_str()[range.clone()];
            let other_year = sentence.contains("年度") || sentence.contains('年');
            let is_this_year = !other_year
                || sentence.contains("本年")
                || year.as_ref().is_none_or(|year| sentence.contains(year.as_str()));
            let others = SUBJECTS.iter().filter(|other| other.layouts != subject.layouts);
            plain::holds_any(sentence, subject.words)
                && sentence.contains("空表")
                && is_this_year
                && !plain::holds_any(sentence, &["若", "如果", "如无", "如有"])
                && !others.into_iter().any(|other| plain::holds_any(sentence, other.words))
        })?;
        let words = text.as_str()[sentence.clone()].to_owned();
        let at = sentence.start + words.find("空表")?;
        Some((text.span(at..at + "空表".len()), words))
    })
}
