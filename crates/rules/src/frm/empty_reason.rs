//! FRM113: 主要原因是 and then nothing.

use disclosure::PassageKind;
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// Finds reasons that were announced and not given. At the end of a paragraph the reasons may follow
/// as a list.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (at, passage) in plain::texts(disclosure) {
        if !passage.text.contains("原因") {
            continue;
        }
        let text = Plain::of(passage);
        let mut is_any = false;
        for (start, word) in text.as_str().match_indices("原因") {
            let rest = &text.as_str()[start + word.len()..];
            let Some(lead) = ["是:", "为:", "是", "为", ":"].iter().find(|lead| rest.starts_with(*lead)) else {
                continue;
            };
            is_any = true;
            let after = &rest[lead.len()..];
            let next = disclosure.passages.get(at + 1);
            let ends_section = next.is_none_or(|next| next.kind == PassageKind::Heading);
            let is_empty = after.starts_with(['。', ';'])
                || after.is_empty() && ends_section && passage.kind == PassageKind::Paragraph;
            if !is_empty {
                continue;
            }
            let from = if text.as_str()[..start].ends_with("主要") { start - "主要".len() } else { start };
            let end = start + word.len() + lead.len();
            let finding = Finding::new(manual.code, manual.severity, text.span(from..end), "原因")
                .say("word", &text.as_str()[from..end]);
            out.broken([], finding);
        }
        if is_any {
            out.held([]);
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有说明原因的语句");
    }
}
