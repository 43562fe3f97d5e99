//! PLS105 and PLS108: reasons that do not go with the direction of the change.

use std::collections::BTreeMap;

use disclosure::{ClaimId, Direction};
use findings::{Finding, Outcome};

use super::reason::{Reason, reasons};
use crate::{Case, Manual, facts, frm::plain};

/// What goes up or down with the change; people and prices may go the other way.
const MONEY: &[&str] = &["经费", "支出", "费用", "资金", "预算", "收入", "缴费", "拨款", "投入", "补助"];

const UP: &[&str] = &["增加", "增长", "上涨", "提高", "上升", "增多"];
const DOWN: &[&str] = &["减少", "下降", "压减", "缩减", "降低", "调减"];

/// Any of these makes a reason speak of a rise too.
const ANY_UP: &[char] = &['增', '涨', '升', '提', '追', '扩', '新', '补', '多'];

/// Any of these makes a reason speak of a fall too.
const ANY_DOWN: &[char] =
    &['减', '降', '压', '缩', '退', '调', '节', '控', '取', '完', '结', '未', '移', '无', '少', '划', '撤', '没', '低'];

/// Flags a reason whose last clause says that the money went the other way, when nothing in the reason
/// says that it went the stated way (PLS105).
pub(super) fn contradicts(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for reason in reasons(case) {
        let text = reason.text();
        let last = text.rsplit(['，', ',', '；', ';']).next().unwrap_or(text);
        let (others, own) = match reason.direction {
            Direction::Up => (DOWN, ANY_UP),
            Direction::Down => (UP, ANY_DOWN),
        };
        let word = others.iter().find(|word| last.ends_with(*word));
        let Some(word) = word.filter(|_| plain::holds_any(last, MONEY) && !text.contains(own)) else {
            out.held([reason.id]);
            continue;
        };
        let end = reason.range.end;
        let finding = Finding::new(manual.code, manual.severity, reason.passage.part(end - word.len()..end), "原因")
            .say("change", format!("{}{}", way(reason.direction), reason.claim.display().trim_start_matches('-')))
            .say("reason", last.trim())
            .evidence(reason.claim.span, facts::describe(reason.claim));
        out.broken([reason.id], finding);
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有增减原因");
    }
}

/// Flags one reason that is given word for word for a rise and for a fall (PLS108).
pub(super) fn repeated(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    const LEAST: usize = 10;
    let all = reasons(case);
    let mut by_text: BTreeMap<String, Vec<&Reason<'_>>> = BTreeMap::new();
    for reason in &all {
        let text = plain::plain(reason.text());
        if text.chars().count() >= LEAST {
            by_text.entry(text).or_default().push(reason);
        }
    }
    for (text, same) in by_text {
        let (up, down): (Vec<&Reason<'_>>, Vec<&Reason<'_>>) =
            same.iter().partition(|reason| reason.direction == Direction::Up);
        let (fewer, more) = if up.len() < down.len() { (up, down) } else { (down, up) };
        let (Some(odd), Some(usual)) = (fewer.first(), more.first()) else {
            out.held(same.iter().map(|reason| reason.id));
            continue;
        };
        let ids: Vec<ClaimId> = same.iter().map(|reason| reason.id).collect();
        let finding = Finding::new(manual.code, manual.severity, odd.passage.part(odd.range.clone()), "原因")
            .say("reason", text)
            .say("one", way(odd.direction))
            .say("other", way(usual.direction))
            .evidence(usual.passage.part(usual.range.clone()), "相同的原因");
        out.broken(ids, finding);
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("文中没有可比的增减原因");
    }
}

const fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "增加",
        Direction::Down => "减少",
    }
}
