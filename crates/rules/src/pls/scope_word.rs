//! PLS104: words of a department in the document of a unit.

use disclosure::{Disclosure, PassageKind};
use findings::{Finding, Outcome};

use crate::{Case, Manual, facts, frm::plain};

/// How many lines from the top the title may stand.
const HEAD: usize = 12;

/// Looks for the words of a department where the title says 单位预算 or 单位决算. The other way round
/// is the habit of some places and is not looked for.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    if !is_unit(disclosure) {
        out.not_applicable("标题没有写明是单位的预算或决算");
        return;
    }
    let words = facts::strings(manual, "words");
    let unless = facts::strings(manual, "unless");
    for (_, passage) in plain::prose(disclosure).filter(|(_, passage)| passage.kind != PassageKind::Heading) {
        let text = plain::Plain::of(passage);
        let right: Vec<(usize, usize)> = unless
            .iter()
            .flat_map(|word| text.as_str().match_indices(word).map(|(at, word)| (at, at + word.len())))
            .collect();
        let is_right = |at: usize, end: usize| right.iter().any(|(from, to)| *from <= at && end <= *to);
        let found = words
            .iter()
            .flat_map(|word| text.as_str().match_indices(word))
            .filter(|(at, word)| !is_right(*at, at + word.len()))
            .min();
        match found {
            None => out.held([]),
            Some((at, word)) => {
                let finding = Finding::new(manual.code, manual.severity, text.span(at..at + word.len()), "称谓")
                    .say("word", word);
                out.broken([], finding);
            }
        }
    }
}

/// Whether the title is that of a unit.
fn is_unit(disclosure: &Disclosure) -> bool {
    // Entries of the contents name tables (部门预算经济分类) and not the document.
    let head = disclosure.passages.iter().take(HEAD).filter(|passage| passage.kind != PassageKind::Contents);
    let lines = head.map(|passage| plain::plain(&passage.text));
    let titles: Vec<String> = lines.filter(|line| line.contains("预算") || line.contains("决算")).collect();
    let says = |words: &[&str]| titles.iter().any(|title| plain::holds_any(title, words));
    says(&["单位预算", "单位决算"]) && !says(&["部门预算", "部门决算", "部门(单位)"])
}
