//! FRM102: marks of a template where something had to be filled in.

use std::ops::Range;
use std::sync::LazyLock;

use disclosure::PassageKind;
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual, words::Words};

/// What follows a figure that was left open.
const UNITS: &[&str] = &[
    "万元",
    "亿元",
    "元",
    "%",
    "人",
    "个",
    "辆",
    "台",
    "批",
    "次",
    "平方米",
    "项",
    "家",
    "年",
    "月",
    "日",
    "号",
    "户",
    "名",
];

/// What stands before a text that was left open.
const LEADS: &[&str] = &["原因:", "原因是", "原因是:", "用于", "用于:", "为", "是", "包括", "包括:", "内容:"];

/// Instructions of a template.
const INSTRUCTIONS: &[&str] =
    &["此处填写", "请填写", "(填写", "据实填写", "(如持平作持平表述)", "(不涉及的不列)", "〔〕", "[]号", "()号"];

/// What every placeholder holds: two open characters, or an instruction. Most texts hold neither.
static SUSPECT: LazyLock<Words> = LazyLock::new(|| {
    let open = ['X', 'x', '×', '_', '＿'];
    let pairs = open.iter().flat_map(|a| open.iter().map(move |b| format!("{a}{b}")));
    Words::new(pairs.chain(INSTRUCTIONS.iter().map(|word| (*word).to_owned())))
});

/// Finds placeholders. `XX县` may hide a name on purpose; what stands where a figure or a reason
/// must stand hides nothing.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure) {
        n_looked += 1;
        if !SUSPECT.stand_in(passage.folded.as_str()) {
            continue;
        }
        let text = Plain::of(passage);
        let found = marks(text.as_str(), passage.kind == PassageKind::Cell);
        let Some(first) = found.first() else { continue };
        let mut finding = Finding::new(manual.code, manual.severity, text.span(first.clone()), "未填写处")
            .say("word", &text.as_str()[first.clone()]);
        for range in &found[1..] {
            finding = finding.evidence(text.span(range.clone()), "未填写处");
        }
        out.broken([], finding);
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}

/// Cells of forms hold lines to write on and instructions of their own; only open figures count there.
fn marks(text: &str, is_cell: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let run: usize =
            text[at..].chars().take_while(|d| kind(*d).is_some() && kind(*d) == kind(c)).map(char::len_utf8).sum();
        if run == 0 {
            at += c.len_utf8();
            continue;
        }
        let range = at..at + run;
        at = range.end;
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let is_word =
            before.ends_with(|c: char| c.is_ascii_alphabetic()) || after.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_number = UNITS.iter().any(|unit| after.starts_with(unit));
        let is_text = LEADS.iter().any(|lead| before.ends_with(lead))
            && (after.is_empty() || after.starts_with(['。', ',', ';', '、', '(']));
        if text[range.clone()].chars().count() >= 2
            && !is_word
            && (is_number || is_text)
            && !(is_cell && kind(c) == Some('_'))
        {
            found.push(range);
        }
    }
    for word in INSTRUCTIONS.iter().filter(|_| !is_cell) {
        found.extend(text.match_indices(word).map(|(at, word)| at..at + word.len()));
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Which placeholder a character may be part of.
const fn kind(c: char) -> Option<char> {
    match c {
        'X' | 'x' | '×' => Some('X'),
        '_' | '＿' => Some('_'),
        _ => None,
    }
}
