//! PLS101: common slips of typing.

use std::collections::HashMap;
use std::sync::LazyLock;

use findings::{Finding, Outcome};
use serde::Deserialize;

use crate::{Case, Manual, frm::plain};

#[derive(Deserialize)]
struct File {
    typos: Vec<(String, String)>,
}

/// The pairs by the first character of the wrong word, so that a text is walked through once.
static TYPOS: LazyLock<HashMap<char, Vec<(String, String)>>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../taxonomy/wording/typos.toml"))
        .expect("the embedded typos.toml is valid (the examples of PLS101 read it)");
    let mut by_first: HashMap<char, Vec<(String, String)>> = HashMap::new();
    for (wrong, right) in file.typos {
        if let Some(first) = wrong.chars().next() {
            by_first.entry(first).or_default().push((wrong, right));
        }
    }
    by_first
});

/// Looks for each wrong word in all text.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        n_looked += 1;
        let text = &passage.text;
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            let Some(pairs) = TYPOS.get(&c) else { continue };
            let Some((wrong, right)) = pairs.iter().find(|(wrong, _)| text[at..].starts_with(wrong.as_str())) else {
                continue;
            };
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
