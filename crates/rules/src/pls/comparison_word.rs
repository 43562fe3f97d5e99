//! PLS111: 比…持平 where the language has 与…持平.

use findings::{Finding, Outcome};

use crate::{Case, Manual, frm::plain};

/// Words of a clause that ends in no change.
const FLAT: &[&str] = &["持平", "一致", "相同", "无变化"];

/// How many characters may stand between 比 and the word.
const REACH: usize = 16;

/// Looks for clauses that open a comparison with 比 and end it with a word that needs 与. One finding a
/// document, with all places.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut places = Vec::new();
    let mut n_flat = 0;
    for (_, passage) in plain::prose(case.disclosure).filter(|(_, passage)| plain::holds_any(&passage.text, FLAT)) {
        let text = plain::Plain::of(passage);
        for word in FLAT {
            for (at, _) in text.as_str().match_indices(word) {
                n_flat += 1;
                let before = &text.as_str()[..at];
                let clause_start = before.rfind([',', '。', ';', ':', '、', '(', ')']).map_or(0, |mark| mark + 1);
                let clause = before.get(clause_start..).unwrap_or("");
                let opens = clause.rfind('比').filter(|open| {
                    let between = &clause[open + '比'.len_utf8()..];
                    let is_year = between.starts_with(|c: char| c.is_ascii_digit())
                        || between.starts_with("上年")
                        || between.starts_with("去年");
                    let changes = ['增', '减', '升', '降', '基', '相', '与'];
                    is_year && between.chars().count() <= REACH && !between.contains(changes)
                });
                let has_with = clause.contains(['与', '同', '和', '跟']);
                if let Some(open) = opens.filter(|_| !has_with) {
                    places.push((text.span(clause_start + open..at + word.len()), *word));
                }
            }
        }
    }
    let Some((first, word)) = places.first().copied() else {
        if n_flat > 0 {
            out.held([]);
        } else {
            out.not_applicable("文中没有“持平”一类的说明");
        }
        return;
    };
    let mut finding = Finding::new(manual.code, manual.severity, first, "比较的用语")
        .say("word", word)
        .say("n", places.len().to_string());
    for (span, _) in &places[1..] {
        finding = finding.evidence(*span, "比较的用语");
    }
    out.broken([], finding);
}
