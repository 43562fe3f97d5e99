//! FRM209: items of a list whose numbers jump or stand twice.

use disclosure::{Passage, PassageKind};
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// Compares the number of each item with that of the item before it, of the same style and section. A list that begins
/// anew begins with 1.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let mut before: Option<(usize, Style, &Passage)> = None;
    for (_, passage) in plain::prose(case.disclosure).filter(|(_, passage)| passage.kind == PassageKind::Paragraph) {
        let text = Plain::of(passage);
        let Some((number, style, len)) = item(text.as_str()) else { continue };
        let earlier = before.replace((number, style, passage));
        let Some((last, _, earlier)) =
            earlier.filter(|(_, other, earlier)| *other == style && earlier.section == passage.section)
        else {
            continue;
        };
        if number == 1 || number == last + 1 {
            out.held([]);
            continue;
        }
        // A skipped number may stand inside the paragraph before, where a line break was lost.
        let is_inside = (last + 1..number).any(|n| style.stands_in(n, earlier.folded.as_str()));
        if number < last || number > last + LONGEST_GAP || is_inside {
            continue;
        }
        let what = if number == last { "重复" } else { "不连续" };
        let finding = Finding::new(manual.code, manual.severity, text.span(0..len), "编号")
            .say("number", text.as_str()[..len].to_owned())
            .say("before", style.print(last))
            .say("what", what)
            .evidence(earlier.span, "前一项");
        out.broken([], finding);
    }
}

/// Numbers further apart are of two lists.
const LONGEST_GAP: usize = 2;

/// How an item is numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 1. or 1、
    Plain(char),
    /// （1）
    Bracketed,
}

impl Style {
    fn print(self, number: usize) -> String {
        match self {
            Self::Plain(mark) => format!("{number}{mark}"),
            Self::Bracketed => format!("({number})"),
        }
    }

    fn stands_in(self, number: usize, text: &str) -> bool {
        match self {
            Self::Plain(_) => ['.', '、'].iter().any(|mark| text.contains(&format!("{number}{mark}"))),
            Self::Bracketed => text.contains(&self.print(number)),
        }
    }
}

/// The number that a text begins with, its style and its bytes.
fn item(text: &str) -> Option<(usize, Style, usize)> {
    let body = text.strip_prefix('(').unwrap_or(text);
    let offset = text.len() - body.len();
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = body[digits..].chars();
    let mark = rest.next()?;
    let style = match (offset, mark) {
        (0, '.' | '、') => Style::Plain(mark),
        (1, ')') => Style::Bracketed,
        _ => return None,
    };
    // 1.5万元 is no item.
    let is_number = rest.next().is_some_and(|c| c.is_ascii_digit());
    let number = (1..=2).contains(&digits).then(|| body[..digits].parse().ok()).flatten()?;
    (!is_number).then_some((number, style, offset + digits + mark.len_utf8()))
}
