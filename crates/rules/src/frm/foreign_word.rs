//! FRM110: an English word between Chinese ones.

use findings::{Finding, Outcome};

use super::plain;
use crate::{Case, Manual, facts};

/// Finds the small words of English that a translation leaves; names and abbreviations are not
/// looked for.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let words = facts::strings(manual, "words");
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        n_looked += 1;
        let text = &passage.text;
        if !text.bytes().any(|b| b.is_ascii_lowercase()) {
            continue;
        }
        let mut at = 0;
        while let Some(start) = text[at..].find(|c: char| c.is_ascii_alphabetic()).map(|found| at + found) {
            let end = text[start..].find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |found| start + found);
            at = end;
            let (before, after) = (text[..start].trim_end(), text[end..].trim_start());
            let is_between = before.ends_with(plain::is_han) && after.starts_with(plain::is_han);
            if is_between && words.contains(&&text[start..end]) {
                let finding = Finding::new(manual.code, manual.severity, passage.part(start..end), "外文词")
                    .say("word", &text[start..end]);
                out.broken([], finding);
            }
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}
