//! CNT113: assets are stated as of the end of the right year.

use disclosure::{Passage, PassageKind, Span};
use findings::{Finding, Outcome};
use taxonomy::Stage;

use crate::{Case, Manual};

/// A date of the form 截至…, as printed.
struct AsOf {
    year: u16,
    /// Month and day; `None` for 年底 and 年末.
    day: Option<(u8, u8)>,
    span: Span,
    printed: String,
}

/// Checks the date of assets: the last day of the year in final accounts; in a budget some day of the
/// year before, for places differ in which.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let (Some(stage), Some(year)) = (disclosure.stage, disclosure.year) else {
        out.could_not("不知道是预算还是决算，或者不知道年度", None);
        return;
    };
    let expected = match stage {
        Stage::FinalAccounts => year,
        Stage::Budget => year.saturating_sub(1),
    };
    for passage in disclosure.passages.iter().filter(|passage| passage.kind == PassageKind::Paragraph) {
        let Some(date) = as_of(passage) else { continue };
        let mut claims = disclosure.all().filter(|(_, claim)| {
            claim.concept.id().starts_with("asset.")
                && claim.is_narrative()
                && (claim.span.text == date.span.text || passage.section.is_some() && claim.section == passage.section)
        });
        // Only a date that stands with figures of assets is theirs.
        let about_assets = ["资产", "房屋", "车辆"].iter().any(|word| passage.text.contains(word));
        let Some((id, _)) = claims.next().filter(|_| about_assets) else { continue };
        let is_last_day = date.day.is_none_or(|day| day == (12, 31));
        if date.year == expected && (is_last_day || stage == Stage::Budget) {
            out.held([]);
            continue;
        }
        let should = format!("{expected}年12月31日");
        let finding = Finding::new(manual.code, manual.severity, date.span, "截止日期")
            .figures(date.printed.clone(), should, "")
            .say("stage", stage.name())
            .say("year", year.to_string());
        out.broken([id], finding);
    }
}

/// The date behind 截至 or 截止.
fn as_of(passage: &Passage) -> Option<AsOf> {
    let text = passage.text.as_str();
    if !text.contains('截') {
        return None;
    }
    let (start, word) =
        ["截至", "截止到", "截止至", "截止"].iter().filter_map(|word| text.find(word).map(|at| (at, *word))).min()?;
    let mut at = start + word.len();
    let year =
        number(text, &mut at, "年").and_then(|year| u16::try_from(year).ok()).filter(|y| (1990..2100).contains(y))?;
    let rest = text[at..].trim_start_matches(' ');
    let day = if rest.starts_with('底') || rest.starts_with('末') {
        at += text[at..].len() - rest.len() + '底'.len_utf8();
        None
    } else {
        let month = number(text, &mut at, "月")?;
        let rest = text[at..].trim_start_matches(' ');
        if rest.starts_with('底') || rest.starts_with('末') {
            at += text[at..].len() - rest.len() + '底'.len_utf8();
            Some((u8::try_from(month).ok()?, 31))
        } else {
            let day = number(text, &mut at, "日")?;
            Some((u8::try_from(month).ok()?, u8::try_from(day).ok()?))
        }
    };
    let first = start + word.len();
    let printed = text[first..at].trim();
    let from = first + text[first..at].len() - text[first..at].trim_start().len();
    Some(AsOf { year, day, span: passage.part(from..from + printed.len()), printed: printed.to_owned() })
}

/// A number and the word after it, white space aside; moves behind the word.
fn number(text: &str, at: &mut usize, word: &str) -> Option<u32> {
    let rest = text[*at..].trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let behind = rest[digits.len()..].trim_start().strip_prefix(word)?;
    *at = text.len() - behind.len();
    digits.parse().ok()
}
