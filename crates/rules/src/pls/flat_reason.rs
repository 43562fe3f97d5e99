//! PLS201: a reason for a change behind words that say there was none.

use disclosure::PassageKind;
use findings::{Finding, Outcome};

use crate::{Case, Manual, frm::plain};

/// Words that open a reason.
const LEADS: &[&str] = &["主要原因是", "主要原因:", "主要原因为", "原因是", "原因:"];

const UP: &[&str] = &["增加", "增长", "上升", "提高", "新增"];
const DOWN: &[&str] = &["减少", "下降", "压减", "降低", "缩减"];

/// Words that deny a change: 没有增加, 增减变化.
const DENYING: &[&str] =
    &["没有", "未", "无", "不变", "不再", "持平", "稳定", "一致", "增减", "相抵", "抵消", "与上年相同", "严格", "控制"];

/// Looks at the reason right behind 持平 or 无变化. One that speaks of both directions may explain that they cancel out.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (index, passage) in plain::prose(disclosure) {
        let text = plain::Plain::of(passage);
        for (at, flat) in text.as_str().match_indices("持平").chain(text.as_str().match_indices("无变化")) {
            let end = at + flat.len();
            if text.as_str()[..at].ends_with("基本") {
                continue;
            }
            let rest = text.as_str()[end..].trim_start_matches(['。', ',', ';']);
            let Some(lead) = LEADS.iter().find(|lead| rest.starts_with(*lead)) else { continue };
            // A reason may stand in a paragraph of its own.
            let follows = disclosure.passages.get(index + 1).filter(|_| rest.len() == lead.len());
            let follows = follows.filter(|next| next.kind == PassageKind::Paragraph).map(plain::Plain::of);
            let start = text.as_str().len() - rest.len() + lead.len();
            let (home, start) = follows.map_or((text, start), |next| (next, 0));
            let reason = &home.as_str()[start..];
            let reason = &reason[..reason.find('。').unwrap_or(reason.len())];
            let (up, down) = (find(reason, UP), find(reason, DOWN));
            let word = match (up, down) {
                (Some(word), None) | (None, Some(word)) if !plain::holds_any(reason, DENYING) => word,
                _ => {
                    out.held([]);
                    continue;
                }
            };
            let place = start + reason.find(word).unwrap_or(0);
            let finding = Finding::new(manual.code, manual.severity, home.span(place..place + word.len()), "原因")
                .say("flat", flat)
                .say("reason", reason)
                .evidence(text.span(at..end), flat);
            out.broken([], finding);
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有为持平说明原因");
    }
}

fn find<'a>(text: &str, words: &[&'a str]) -> Option<&'a str> {
    words.iter().copied().find(|word| text.contains(word))
}
