//! PLS101: common slips of typing.

use std::{ops::Range, sync::LazyLock};

use findings::{Finding, Outcome};
use serde::Deserialize;

use crate::{Case, Manual, frm::plain, words::Words};

#[derive(Deserialize)]
struct File {
    typos: Vec<(String, String)>,
}

/// The pairs, and a finder of the wrong words in the same order.
static TYPOS: LazyLock<(Vec<(String, String)>, Words)> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../taxonomy/wording/typos.toml"))
        .expect("the embedded typos.toml is valid (the examples of PLS101 read it)");
    let pairs: Vec<(String, String)> = file.typos.into_iter().collect();
    let words = Words::new(pairs.iter().map(|(wrong, _)| wrong));
    (pairs, words)
});

/// Looks for each wrong word in all text.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        n_looked += 1;
        let text = &passage.text;
        for (index, Range { start: at, .. }) in TYPOS.1.find(text) {
            let (wrong, right) = &TYPOS.0[index];
            // The mark behind the word only says where it ends.
            let word = wrong.trim_end_matches(['。', '，']);
            let finding = Finding::new(manual.code, manual.severity, passage.part(at..at + word.len()), "用字")
                .figures(word, right.trim_end_matches(['。', '，']), "")
                .fix(right.trim_end_matches(['。', '，']), false);
            out.broken([], finding);
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}
