//! FRM115: a heading, a title or an opening sentence of another year.

use std::ops::Range;

use disclosure::{Disclosure, Passage, PassageKind};
use findings::{Finding, Outcome};
use taxonomy::Stage;

use super::plain::{self, Plain};
use crate::{Case, Manual};

/// Words of headings that may speak of another year.
const OTHER_YEARS: &[&str] = &[
    "执行",
    "结转",
    "上年",
    "上一年",
    "回顾",
    "完成",
    "规划",
    "计划",
    "资产",
    "依据",
    "文件",
    "预计",
    "展望",
    "工作",
    "至",
    "-",
];

/// What the opening figure of a section is called: it is always this year's.
const FIGURES: &[&str] = &[
    "收入总计",
    "支出总计",
    "收入支出总计",
    "收入合计",
    "支出合计",
    "收支总预算",
    "收支预算总数",
    "财政拨款收入总计",
    "财政拨款收支总预算",
    "一般公共预算财政拨款支出",
    "一般公共预算财政拨款基本支出",
    "财政拨款三公经费支出",
    "三公经费预算",
    "三公经费财政拨款支出决算",
    "三公经费财政拨款预算",
    "机关运行经费",
    "政府采购支出总额",
    "政府采购预算",
    "部门预算",
    "单位预算",
];

/// So many titles of another year raise doubt about the document's own.
const DOUBTFUL: usize = 4;

/// Checks headings, titles of tables and forms, and sentences that open with a year and state a
/// total. A year that is not the document's is a text taken over from another year.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let Some(year) = disclosure.year else {
        out.could_not("不知道文件是哪一年的", None);
        return;
    };
    let mut broken = Vec::new();
    let is_budget = disclosure.stage == Some(Stage::Budget);
    let stage = disclosure.stage.map_or("", Stage::name);
    let titles: Vec<_> = disclosure
        .tables
        .iter()
        .map(|table| table.title.text)
        .chain(disclosure.forms.iter().map(|form| form.title.text))
        .collect();
    for (at, passage) in plain::texts(disclosure) {
        if !passage.text.contains('年') {
            continue;
        }
        let text = Plain::of(passage);
        let is_title = titles.contains(&passage.span.text);
        let follows_title =
            at.checked_sub(1).is_some_and(|before| titles.contains(&disclosure.passages[before].span.text));
        let found = match passage.kind {
            PassageKind::Heading => titled(text.as_str(), stage),
            _ if is_title => titled(text.as_str(), "表"),
            _ if follows_title => alone(text.as_str()),
            PassageKind::Paragraph => opening(disclosure, passage, text.as_str(), year),
            _ => None,
        };
        let found = found.or_else(|| {
            if is_budget {
                base(text.as_str(), year).or_else(|| period(disclosure, passage, text.as_str(), year))
            } else {
                None
            }
        });
        let Some((printed, range)) = found else { continue };
        let (stated, expected, what) = match printed {
            Year::Own(printed) if printed == year => {
                out.held([]);
                continue;
            }
            Year::Own(printed) => (printed, year, "应与本文件一致"),
            Year::Base(printed) => (printed, year - 1, "预算不能与本年预算相比"),
            Year::Period(printed) => (printed, year, "执行时间在本年之前"),
        };
        let finding = Finding::new(manual.code, manual.severity, text.span(range), "年份")
            .figures(stated.to_string(), expected.to_string(), "年")
            .say("what", what)
            .fix(expected.to_string(), false);
        broken.push((matches!(printed, Year::Own(_)), finding));
    }
    // Where nearly every title names another year, it is the document's year that was misread.
    let n_own = broken.iter().filter(|(is_own, _)| *is_own).count();
    if n_own >= DOUBTFUL && n_own > out.n_held() {
        out.could_not("多数标题的年份与封面不同，不能断定本文件的年份", None);
        return;
    }
    for (_, finding) in broken {
        out.broken([], finding);
    }
}

/// A year and what it must be.
enum Year {
    /// The document's year.
    Own(u16),
    /// The year before: what a budget is compared with.
    Base(u16),
    /// The end of a project's time: not before the document's year.
    Period(u16),
}

/// The years of a plain text, with their digits.
fn years(text: &str) -> impl Iterator<Item = (u16, Range<usize>)> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let start = at.checked_sub(4)?;
        let digits = text.get(start..at)?;
        let is_longer = text[..start].ends_with(|c: char| c.is_ascii_digit());
        let year = digits.parse().ok().filter(|year| !is_longer && (1990..2100).contains(year))?;
        Some((year, start..at))
    })
}

/// The only year of a heading that speaks of the document's own budget or accounts.
fn titled(text: &str, word: &str) -> Option<(Year, Range<usize>)> {
    let is_own = text.contains(word)
        && plain::holds_any(text, &["说明", "公开", "表", "概况"])
        && !plain::holds_any(text, OTHER_YEARS);
    let mut years = years(text);
    let first = years.next()?;
    (is_own && !text.contains('《') && years.next().is_none()).then_some((Year::Own(first.0), first.1))
}

/// （2024年度） below the title of a form.
fn alone(text: &str) -> Option<(Year, Range<usize>)> {
    let (year, range) = years(text).next()?;
    let rest = format!("{}{}", &text[..range.start], &text[range.end..]);
    matches!(rest.as_str(), "(年度)" | "(年)" | "年度" | "年").then_some((Year::Own(year), range))
}

/// The year that a sentence with a total opens with. A sentence that names this year too compares.
fn opening(disclosure: &Disclosure, passage: &Passage, text: &str, this: u16) -> Option<(Year, Range<usize>)> {
    // Some places put the body first: 某局2024年度收入合计….
    let body = disclosure.body.as_deref().map(plain::plain).unwrap_or_default();
    let opens = |at: usize| at == 0 || !body.is_empty() && text[..at] == body;
    let (year, range) = years(text).next().filter(|(_, range)| opens(range.start))?;
    let head: String = text[range.end..].chars().take(24).collect();
    let states = FIGURES.iter().any(|figure| head.contains(figure)) && text.contains(|c: char| c.is_ascii_digit());
    let compares = year != this
        && (text.contains(&format!("{this}年")) || head.contains('比') || plain::holds_any(&head, OTHER_YEARS));
    (states && !compares && passage.text.contains('元')).then_some((Year::Own(year), range))
}

/// 比2026年预算增加 in the budget of 2026: a budget is not compared with itself.
fn base(text: &str, this: u16) -> Option<(Year, Range<usize>)> {
    const CHANGES: &[&str] = &["增加", "减少", "增长", "下降", "持平", "相比增", "相比减", "相比持平"];
    years(text).filter(|(year, _)| *year == this).find_map(|(year, range)| {
        let opens = text[..range.start].ends_with(['比', '较', '与', '同']);
        let rest = text[range.end..].strip_prefix("年")?;
        let rest = rest.trim_start_matches("年度").trim_start_matches('度').strip_prefix("预算")?;
        let rest = rest.trim_start_matches("执行数").trim_start_matches("安排").trim_start_matches('数');
        (opens && CHANGES.iter().any(|change| rest.starts_with(change))).then_some((Year::Base(year), range))
    })
}

/// The last year of the time in which a project is carried out, when it ends before this year.
fn period(disclosure: &Disclosure, passage: &Passage, text: &str, this: u16) -> Option<(Year, Range<usize>)> {
    const NAMES: &[&str] = &["实施周期", "执行时间", "实施期限", "项目周期"];
    let is_period =
        plain::holds_any(text, NAMES) || NAMES.iter().any(|name| plain::under(disclosure, passage.section, name));
    let (last, range) = years(text).max_by_key(|(year, _)| *year)?;
    const LONGEST: usize = 40;
    (is_period && last < this && text.chars().count() <= LONGEST).then_some((Year::Period(last), range))
}
