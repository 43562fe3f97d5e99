//! PUB111: the performance forms that the text speaks of.

use disclosure::{Disclosure, PassageKind};
use findings::{Finding, Outcome, Severity};
use taxonomy::FormKind;

use crate::{Case, Manual, frm::plain};

/// How a text says that a form is part of it.
const HERE: &[&str] = &["见下表", "如下表", "见下列", "附下表"];

/// How a text says that a form is attached, here or in a file of its own.
const ATTACHED: &[&str] = &["具体附", "后附", "附后"];

/// How a text says that a form stands elsewhere.
const ELSEWHERE: &[&str] = &["附件", "另附", "附表", "另行公开", "单独公开", "不予公开"];

/// The name of a report that is a text and no form.
const REPORT: &str = "绩效评价报告";

/// Checks that forms announced as part of the text are there, and that forms that are there are
/// spoken of.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let mut is_spoken_of = false;
    for (_, passage) in plain::prose(disclosure).filter(|(_, passage)| passage.text.contains("绩效")) {
        is_spoken_of = true;
        let text = plain::Plain::of(passage);
        for range in plain::sentences(text.as_str()) {
            let sentence = &text.as_str()[range.clone()];
            let Some((at, word)) =
                HERE.iter().chain(ATTACHED).find_map(|word| sentence.find(word).map(|at| (at, *word)))
            else {
                continue;
            };
            let is_about_forms = sentence.contains("表") && (sentence.contains("绩效") || sentence.contains("项目"));
            if !is_about_forms {
                continue;
            }
            let start = range.start + at;
            let span = text.span(start..start + word.len());
            match missing(disclosure, &sentence[at..]) {
                None => out.held([]),
                Some(_) if has_unknown_form(disclosure) => out.could_not("文中有未能识别的绩效表", Some(span)),
                Some(_) if plain::holds_any(sentence, ELSEWHERE) => out.could_not("绩效表在附件中", Some(span)),
                Some(what) => {
                    // What is attached may be a file of its own, unless other forms are here.
                    let is_sure = HERE.contains(&word) || !disclosure.forms.is_empty() && what != REPORT;
                    let severity = if is_sure { manual.severity } else { Severity::Info };
                    out.broken(
                        [],
                        Finding::new(manual.code, severity, span, "附表说明").say("what", what).say("word", word),
                    );
                }
            }
        }
    }
    let Some(form) = disclosure.forms.first() else {
        if !is_spoken_of {
            out.not_applicable("文中没有绩效情况和绩效表");
        }
        return;
    };
    if is_spoken_of || disclosure.sections.iter().any(|section| section.title.contains("绩效")) {
        out.held([]);
    } else {
        out.could_not("有绩效表，正文没有绩效情况说明", Some(form.title));
    }
}

/// Whether a short line looks like the title of a form that was not read.
fn has_unknown_form(disclosure: &Disclosure) -> bool {
    const LONGEST: usize = 40;
    disclosure.forms.is_empty()
        && disclosure.passages.iter().any(|passage| {
            let is_line = matches!(passage.kind, PassageKind::Paragraph | PassageKind::Cell);
            is_line
                && passage.text.chars().count() <= LONGEST
                && passage.text.contains("绩效")
                && passage.text.trim_end().ends_with('表')
        })
}

/// The form that a sentence announces and the document does not have.
fn missing(disclosure: &Disclosure, announced: &str) -> Option<&'static str> {
    let has = |kinds: &[FormKind]| disclosure.forms.iter().any(|form| kinds.contains(&form.kind));
    let overall = [FormKind::OverallSelfEvaluation, FormKind::OverallTarget];
    let project = [FormKind::ProjectSelfEvaluation, FormKind::ProjectTarget];
    if announced.contains("整体") && !has(&overall) {
        return Some("整体支出绩效表");
    }
    if announced.contains("项目") && !has(&project) {
        return Some("项目支出绩效表");
    }
    if disclosure.forms.is_empty() {
        return Some("绩效表");
    }
    let has_report = || disclosure.sections.iter().any(|section| section.title.contains("评价报告"));
    (announced.contains("评价报告") && !has_report()).then_some(REPORT)
}
