//! FRM105: headings whose numbers do not follow each other.

use disclosure::{Disclosure, PassageKind, Section};
use findings::{Finding, Outcome};

use super::plain::{self, Plain};
use crate::{Case, Manual};

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// A wider gap is more likely a heading that was not read than one that is not there.
const WIDEST_GAP: u32 = 2;

/// Checks the numbers of headings of one level under one heading. A new list may begin at one, and a
/// number may stand on a line that is too long for a heading.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (at, section) in disclosure.sections.iter().enumerate() {
        let Some(number) = section.number.filter(|_| section.level <= 3) else { continue };
        let siblings = disclosure.sections[..at].iter().rev().filter(|other| other.level <= section.level);
        let before =
            siblings.take_while(|other| other.level == section.level).find(|other| other.parent == section.parent);
        let Some(before) = before else { continue };
        let Some(last) = before.number else { continue };
        // 十一、 after 10、 goes back to the style of its level.
        let is_odd = section.style == "1.";
        if section.style != before.style && (!is_odd || is_numbered_again(disclosure, at, section)) {
            continue;
        }
        let why = if is_odd && section.style != before.style {
            format!("“{}”之后用了另一种编号", written(last, before.style))
        } else if number == last + 1 || number == 1 {
            out.held([]);
            continue;
        } else if number == last {
            format!("与前面的“{}”重复", before.title)
        } else if number > last + WIDEST_GAP {
            out.could_not("标题编号相隔较远，可能有标题没有识别", Some(section.span));
            continue;
        } else if number > last
            && (last + 1..number).all(|missing| is_printed(disclosure, missing, section.style, before, section))
        {
            out.held([]);
            continue;
        } else {
            format!("前一个是“{}”", written(last, before.style))
        };
        out.broken([], finding(manual, case, section, &why).evidence(before.span, "前一个标题"));
    }
}

/// Whether a heading of the usual style has the same number later on: then this one opens an item of
/// the section before it.
fn is_numbered_again(disclosure: &Disclosure, at: usize, section: &Section) -> bool {
    let later = disclosure.sections[at + 1..].iter().take_while(|other| other.level >= section.level);
    later
        .into_iter()
        .any(|other| other.level == section.level && other.style != section.style && other.number == section.number)
}

fn finding(manual: &Manual, case: &Case<'_>, section: &Section, why: &str) -> Finding {
    let passage = case.disclosure.passage_of(section.span);
    let (span, label) = passage.map_or((section.span, section.title.clone()), |(_, passage)| {
        let text = Plain::of(passage);
        let end = text.as_str().find(section.title.as_str()).filter(|end| *end > 0).unwrap_or(text.as_str().len());
        (text.span(0..end), text.as_str()[..end].to_owned())
    });
    Finding::new(manual.code, manual.severity, span, "标题编号")
        .say("label", label)
        .say("title", section.title.clone())
        .say("why", why)
}

/// Whether a number stands at the start of a paragraph between two headings.
fn is_printed(disclosure: &Disclosure, number: u32, style: &str, from: &Section, to: &Section) -> bool {
    let range = from.span.text.index()..to.span.text.index();
    let label = plain::plain(&written(number, style));
    // Passages stand in the order of the document.
    let first = disclosure.passages.partition_point(|passage| passage.span.text.index() < range.start);
    disclosure.passages[first..]
        .iter()
        .take_while(|passage| passage.span.text.index() < range.end)
        .filter(|passage| passage.kind != PassageKind::Cell)
        .any(|passage| plain::plain(&passage.text).starts_with(&label))
}

/// A number in the style of a heading.
fn written(number: u32, style: &str) -> String {
    let unit = DIGITS[number as usize % 10];
    let chinese = match number / 10 {
        0 => unit.to_owned(),
        1 => format!("十{unit}"),
        tens => format!("{}十{unit}", DIGITS[tens as usize % 10]),
    };
    match style {
        "第N部分" => format!("第{chinese}部分"),
        "一、" => format!("{chinese}、"),
        "（一）" => format!("（{chinese}）"),
        _ => format!("{number}、"),
    }
}
