//! FRM210 and FRM211: years of too many or too few digits, and comparisons with a wrong year.

use std::ops::Range;

use findings::{Finding, Outcome};
use taxonomy::Stage;

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// FRM210: 202年, 20224年.
pub(super) fn malformed(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut n_looked = 0;
    for (_, passage) in plain::texts(case.disclosure).filter(|(_, passage)| passage.text.contains('年')) {
        let text = Plain::of(passage);
        for (at, _) in text.as_str().match_indices('年') {
            n_looked += 1;
            let start = text.as_str()[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let digits = &text.as_str()[start..at];
            // 使用年限100年 is a time; a year of this century begins with 20. Identifiers before it are letters.
            let before = text.as_str()[..start].chars().next_back();
            let is_number = before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ','));
            let is_year = digits.starts_with("20") && (digits.len() == 5 || digits.len() == 3 && is_slip(digits));
            if is_number || !is_year {
                continue;
            }
            let range = start..at + '年'.len_utf8();
            let word = text.as_str()[range.clone()].to_owned();
            out.broken([], Finding::new(manual.code, manual.severity, text.span(range), "年份").say("word", word));
        }
    }
    if out.findings().is_empty() && n_looked > 0 {
        out.held([]);
    }
}

/// 201 and 202 are years cut short; 200年 is a round time.
fn is_slip(digits: &str) -> bool {
    digits != "200"
}

/// FRM211: final accounts compared with their own year, and documents compared with a year before the last.
pub(super) fn base(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let (Some(this), Some(stage)) = (disclosure.year, disclosure.stage) else {
        out.could_not("不知道是预算还是决算，或者不知道年度", None);
        return;
    };
    for (_, passage) in plain::prose(disclosure).filter(|(_, passage)| passage.text.contains("万元")) {
        let text = Plain::of(passage);
        for (year, range) in compared(text.as_str()) {
            // A budget compared with its own year is the matter of the rule on years.
            if year == this && stage == Stage::Budget {
                continue;
            }
            if year + 1 == this {
                out.held([]);
            } else if year <= this && year + OLDEST > this {
                let expected = (this - 1).to_string();
                let finding = Finding::new(manual.code, manual.severity, text.span(range), "比较的年份")
                    .figures(year.to_string(), expected.clone(), "年")
                    .fix(expected, false);
                out.broken([], finding);
            }
        }
    }
}

/// Years before this are compared with on purpose.
const OLDEST: u16 = 4;

/// The years that money is compared with: 与2023年度相比，…增加; 比2023年增加.
fn compared(text: &str) -> Vec<(u16, Range<usize>)> {
    const CHANGES: &[&str] = &["增加", "减少", "增长", "下降", "持平", "决算数增", "决算数减", "决算增", "决算减"];
    let mut found = Vec::new();
    for (at, _) in text.match_indices('年') {
        let Some(start) = at.checked_sub(4) else { continue };
        let Some(year) = text.get(start..at).and_then(|digits| digits.parse::<u16>().ok()) else { continue };
        let opens = text[..start].ends_with(['比', '较', '与']);
        let rest = text[at + '年'.len_utf8()..].trim_start_matches('度');
        let then = rest.strip_prefix("相比").map(|rest| rest.trim_start_matches(','));
        let is_total = |rest: &str| {
            let head: String = rest.chars().take(MOST_WORDS).collect();
            plain::holds_any(&head, &["增加", "减少", "增长", "下降", "持平"])
                && plain::holds_any(&head, &["收入", "支出", "经费", "总计", "增加", "减少", "持平"])
        };
        let compares = then.is_some_and(is_total) || CHANGES.iter().any(|change| rest.starts_with(change));
        // A time is no year of comparison: 2020年至2022年.
        if opens && compares && (2000..2100).contains(&year) {
            found.push((year, start..at));
        }
    }
    found
}

/// So many characters hold the subject of a comparison.
const MOST_WORDS: usize = 24;
