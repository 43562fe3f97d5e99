//! PLS110: a word typed twice.

use std::{ops::Range, sync::LazyLock};

use findings::{Finding, Outcome};
use serde::Deserialize;

use crate::{Case, Manual, frm::plain, words::Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Doubled {
    words: Vec<String>,
    #[serde(default)]
    unless_before: Vec<String>,
    #[serde(default)]
    unless_after: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    doubled: Vec<Doubled>,
}

/// The doubled words with the list each is of, the lists, and a finder of the words in the same order.
type Table = (Vec<(String, usize)>, Vec<Doubled>, Words);

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../taxonomy/wording/doubled.toml"))
        .expect("the embedded doubled.toml is valid (the examples of PLS110 read it)");
    let doubled = file.doubled;
    let each = doubled.iter().enumerate();
    let words: Vec<(String, usize)> =
        each.flat_map(|(at, d)| d.words.iter().map(move |word| (word.clone(), at))).collect();
    let finder = Words::new(words.iter().map(|(word, _)| word));
    (words, doubled, finder)
});

/// Looks for each doubled word in running text. Heads of tables may meet without a blank, so cells are
/// left out.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::prose(case.disclosure) {
        n_looked += 1;
        let text = &passage.text;
        for (index, Range { start: at, .. }) in WORDS.2.find(text) {
            let (word, doubled) = (&WORDS.0[index].0, &WORDS.1[WORDS.0[index].1]);
            let (before, after) = (&text[..at], &text[at + word.len()..]);
            let is_right = doubled.unless_before.iter().any(|right| before.ends_with(right.as_str()))
                || doubled.unless_after.iter().any(|right| after.trim_start().starts_with(right.as_str()));
            if is_right {
                continue;
            }
            let half: String = word.chars().take(word.chars().count() / 2).collect();
            let finding = Finding::new(manual.code, manual.severity, passage.part(at..at + word.len()), "重复的词")
                .figures(word.clone(), half.clone(), "")
                .fix(half, false);
            out.broken([], finding);
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}
