//! PLS106: a word of the announcement repeated in the list.

use findings::{Finding, Outcome};

use crate::{Case, Manual, facts, frm::plain};

/// Looks behind 分别是 and the like for a first item that begins with a word of the announcement:
/// 下设4个科室，分别是：内设综合科.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let (leads, words) = (facts::strings(manual, "leads"), facts::strings(manual, "words"));
    for (_, passage) in plain::prose(case.disclosure) {
        if !plain::holds_any(&passage.text, &["分别", "包括"]) {
            continue;
        }
        let text = plain::Plain::of(passage);
        for range in plain::sentences(text.as_str()) {
            let sentence = &text.as_str()[range.clone()];
            let lead = leads.iter().find_map(|lead| sentence.find(lead).map(|at| at + lead.len()));
            let Some(list) = lead.filter(|at| {
                plain::holds_any(&sentence[..*at], &["科室", "处室", "股室", "机构", "部门", "内设", "下设"])
            }) else {
                continue;
            };
            let start = range.start + list;
            match words.iter().find(|word| sentence[list..].starts_with(*word)) {
                None => out.held([]),
                Some(word) => {
                    let finding =
                        Finding::new(manual.code, manual.severity, text.span(start..start + word.len()), "多余的词")
                            .say("word", *word);
                    out.broken([], finding);
                }
            }
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有内设机构名单");
    }
}
