//! PLS109: names of classification items that were replaced.

use std::{ops::Range, sync::LazyLock};

use disclosure::PassageKind;
use findings::{Finding, Outcome};
use serde::Deserialize;

use crate::{Case, Manual, frm::plain, words::Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    old: String,
    new: String,
    since: u16,
}

#[derive(Deserialize)]
struct File {
    name: Vec<Name>,
}

/// The names, and a finder of the old ones in the same order; the longer wins over one inside it.
static NAMES: LazyLock<(Vec<Name>, Words)> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../../taxonomy/wording/superseded.toml"))
        .expect("the embedded superseded.toml is valid (the examples of PLS109 read it)");
    let words = Words::new(file.name.iter().map(|name| &name.old));
    (file.name, words)
});

/// Looks for old names in running text; tables are the matter of the rules about codes.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let Some(year) = disclosure.year else {
        out.could_not("不知道文件是哪一年的", None);
        return;
    };
    let running = plain::texts(disclosure).filter(|(_, passage)| passage.kind != PassageKind::Cell);
    for (_, passage) in running.filter(|(_, passage)| {
        plain::holds_any(&passage.text, &["支出", "事务", "（款）", "(款)", "离退休", "（类）", "(类)"])
    }) {
        let text = plain::Plain::of(passage);
        let mut found: Vec<(usize, &Name)> = Vec::new();
        for (index, Range { start: at, .. }) in NAMES.1.find(text.as_str()) {
            let name = &NAMES.0[index];
            // 原…支出 speaks of the old name on purpose.
            if name.since <= year && !text.as_str()[..at].ends_with('原') {
                found.push((at, name));
            }
        }
        if found.is_empty() {
            out.held([]);
        }
        for (at, name) in found {
            let finding = Finding::new(manual.code, manual.severity, text.span(at..at + name.old.len()), "科目名称")
                .figures(name.old.clone(), name.new.clone(), "")
                .say("since", name.since.to_string())
                .fix(name.new.clone(), false);
            out.broken([], finding);
        }
    }
}
