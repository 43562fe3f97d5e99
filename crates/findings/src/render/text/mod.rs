//! Reports for people, on a terminal or on paper.
//!
//! Nothing is cut silently: a shortened line carries `…`, and every list is complete.

mod inventory;
mod words;

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{
    Language, Palette, Style,
    excerpt::{mark, one_line},
};
use crate::{Conclusion, Location, Report, ReportFinding, RuleResults, Severity, Unchecked};

pub use inventory::{defect_word, extract};
use words::document_line;
pub use words::{place_word, severity_word, unread_words};

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TextOptions {
    /// The language of everything that is not quoted.
    pub language: Language,
    /// Colours.
    pub palette: Palette,
    /// Columns of an excerpt, line number aside.
    pub width: usize,
}

impl Default for TextOptions {
    fn default() -> Self {
        Self { language: Language::Chinese, palette: Palette::default(), width: 88 }
    }
}

/// The whole report of one document: one verdict line, what could not be read, the findings, then what was not
/// checked.
pub fn check(report: &Report, options: &TextOptions) -> String {
    let mut out = String::new();
    let _ =
        writeln!(out, "{}", options.palette.paint(Style::Strong, &document_line(&report.document, options.language)));
    let _ = writeln!(out, "{}", verdict_line(report, options));
    if let Some(unread) = unread_words(report, options.language) {
        let _ = writeln!(out, "{}", options.palette.paint(Style::Warning, &unread));
    }
    for finding in &report.findings {
        out.push('\n');
        print_finding(&mut out, finding, options);
    }
    print_unchecked(&mut out, &report.rules.could_not_check, options);
    inventory::print_leftovers(&mut out, &report.leftovers, options);
    print_never_compared(&mut out, &report.never_compared, options);
    print_not_applicable(&mut out, &report.rules, options);
    out
}

/// The one line that says how it ended.
pub fn verdict_line(report: &Report, options: &TextOptions) -> String {
    let zh = options.language == Language::Chinese;
    let (style, word) = match report.conclusion {
        Conclusion::Broken => {
            let style = if report.count(Severity::Error) > 0 { Style::Error } else { Style::Warning };
            (style, if zh { "不一致" } else { "broken" })
        }
        Conclusion::Held => (Style::Held, if zh { "已核对的部分一致" } else { "what was checked holds" }),
        Conclusion::CouldNotCheck => {
            (Style::Warning, if zh { "无法核对（不等于没有问题）" } else { "could not check (this is not a pass)" })
        }
    };
    let (errors, warnings, notes) =
        (report.count(Severity::Error), report.count(Severity::Warning), report.count(Severity::Info));
    let coverage = report.coverage;
    let unchecked = report.n_could_not_check();
    let mut word = options.palette.paint(style, word);
    if !report.unread.is_empty() {
        let n = report.unread.len();
        let note =
            if zh { format!("，有 {n} 处无法读取") } else { format!(", parts that could not be read: {n}") };
        word.push_str(&options.palette.paint(Style::Warning, &note));
    }
    if zh {
        format!(
            "结论：{word} —— 错误 {errors} 条，警告 {warnings} 条，提示 {notes} 条；已核 {}/{} 个数字，{} 个未识别，{unchecked} 条规则无法核对",
            coverage.checked, coverage.claims, coverage.leftovers,
        )
    } else {
        format!(
            "Verdict: {word} — errors: {errors}, warnings: {warnings}, notes: {notes}; figures checked: {}/{}, not understood: {}; rules that could not be checked: {unchecked}",
            coverage.checked, coverage.claims, coverage.leftovers,
        )
    }
}

fn print_finding(out: &mut String, finding: &ReportFinding, options: &TextOptions) {
    let paint = |style, text: &str| options.palette.paint(style, text);
    let style = severity_style(finding.severity);
    let _ = writeln!(
        out,
        "{} {} {}",
        paint(style, severity_word(finding.severity, options.language)),
        paint(style, finding.rule),
        paint(Style::Strong, &one_line(&finding.title)),
    );
    let _ = writeln!(out, "  {}", one_line(&finding.message));
    if let Some(arithmetic) = &finding.arithmetic {
        let _ = writeln!(out, "  {}{}", options.language.pick("计算：", "Arithmetic: "), one_line(arithmetic));
    }
    let gutter = finding.places.iter().map(|place| gutter_label(place).width()).max().unwrap_or(0);
    for (i, place) in finding.places.iter().enumerate() {
        if i == 1 {
            let _ = writeln!(out, "  {}", options.language.pick("依据：", "Evidence:"));
        }
        print_place(out, place, gutter, if i == 0 { style } else { Style::Info }, options);
    }
    if !finding.source.is_empty() {
        let _ = writeln!(out, "  {}{}", options.language.pick("来源：", "Source: "), one_line(&finding.source));
    }
    if let Some(fix) = &finding.fix {
        let old = finding.places.get(fix.place).map_or("", |place| place.text.as_str());
        let (old, new) = (one_line(old), one_line(&fix.replace));
        let _ = match options.language {
            Language::Chinese => {
                let sure = if fix.sure { "可直接采用" } else { "请核实后再改" };
                writeln!(out, "  建议：把“{old}”改为“{new}”（{sure}）")
            }
            Language::English => {
                let sure = if fix.sure { "safe to apply" } else { "check before applying" };
                writeln!(out, "  Fix: replace “{old}” by “{new}” ({sure})")
            }
        };
    }
}

const fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Info => Style::Info,
    }
}

/// The line number, or what stands for it in other formats. Its characters are one column wide.
fn gutter_label(place: &Location) -> String {
    match (place.line, place.page, &place.cell, place.paragraph) {
        (Some(line), ..) => line.to_string(),
        (None, Some(page), ..) => format!("p{page}"),
        (None, None, Some(cell), _) => one_line(cell),
        (None, None, None, Some(paragraph)) => format!("¶{paragraph}"),
        _ => "-".to_owned(),
    }
}

/// The excerpt of a place with its mark, or the role alone where there is nothing to show.
fn print_place(out: &mut String, place: &Location, gutter: usize, style: Style, options: &TextOptions) {
    let paint = |style, text: &str| options.palette.paint(style, text);
    let role = one_line(&place.role);
    let label = gutter_label(place);
    let bar = paint(Style::Dim, "│");
    if place.excerpt.text.trim().is_empty() {
        if !role.is_empty() {
            let _ = writeln!(out, "  {} {bar} {role}", paint(Style::Dim, &format!("{label:>gutter$}")));
        }
        return;
    }
    let marked = mark(&place.excerpt, options.width);
    let _ = writeln!(out, "  {} {bar} {}", paint(Style::Dim, &format!("{label:>gutter$}")), marked.text);
    let carets = paint(style, &"^".repeat(marked.width));
    let gap = if role.is_empty() { "" } else { " " };
    let _ = writeln!(out, "  {:gutter$} {bar} {:indent$}{carets}{gap}{role}", "", "", indent = marked.indent);
}

fn print_unchecked(out: &mut String, entries: &[Unchecked], options: &TextOptions) {
    if entries.is_empty() {
        return;
    }
    let heading = match options.language {
        Language::Chinese => format!("未能核对（{} 项）", entries.len()),
        Language::English => format!("Could not be checked ({})", entries.len()),
    };
    let _ = writeln!(out, "\n{}", options.palette.paint(Style::Warning, &heading));
    for entry in entries {
        let colon = options.language.pick("：", ": ");
        let partly = match (entry.partly, options.language) {
            (false, _) => "",
            (true, Language::Chinese) => "（本规则的其余部分已核对）",
            (true, Language::English) => " (the rest of the rule was checked)",
        };
        // A place that is shown below names its line there.
        let hidden = entry.place.as_ref().filter(|place| place.excerpt.text.trim().is_empty());
        let where_ = hidden.map(|place| format!("{}{colon}", place_word(place, options.language)));
        let _ = writeln!(
            out,
            "  {} {}{colon}{}{}{partly}",
            entry.rule.code,
            one_line(&entry.rule.title),
            where_.unwrap_or_default(),
            one_line(&entry.why),
        );
        if let Some(place) = &entry.place {
            print_place(out, place, gutter_label(place).width(), Style::Warning, options);
        }
    }
}

/// All figures of a line together, and as many lines as fit on one, as there may be hundreds.
fn print_never_compared(out: &mut String, places: &[Location], options: &TextOptions) {
    if places.is_empty() {
        return;
    }
    let heading = match options.language {
        Language::Chinese => format!("已识别、但没有规则核对的数字（{} 个）", places.len()),
        Language::English => format!("Understood, but compared by no rule ({})", places.len()),
    };
    let _ = writeln!(out, "\n{}", options.palette.paint(Style::Dim, &heading));
    let mut used = 0;
    for group in places.chunk_by(same_line) {
        let texts: Vec<_> = group.iter().map(|place| one_line(&place.text)).collect();
        let texts = texts.join(options.language.pick("、", ", "));
        let gap = options.language.pick(" ", ": ");
        let entry = format!("{}{gap}{texts}", place_word(&group[0], options.language));
        let gap = match used {
            0 => "  ",
            _ if used + 2 + entry.width() <= options.width => options.language.pick("；", "; "),
            _ => "\n  ",
        };
        used = if gap.trim().is_empty() { 0 } else { used + 2 };
        used += entry.width();
        out.push_str(gap);
        out.push_str(&entry);
    }
    out.push('\n');
}

/// Whether two places are named with the same words.
fn same_line(a: &Location, b: &Location) -> bool {
    (a.page, a.line, a.paragraph, &a.sheet, &a.cell) == (b.page, b.line, b.paragraph, &b.sheet, &b.cell)
}

/// Rules with the same reason on one line.
fn print_not_applicable(out: &mut String, rules: &RuleResults, options: &TextOptions) {
    let entries = &rules.not_applicable;
    if entries.is_empty() {
        return;
    }
    let heading = match options.language {
        Language::Chinese => format!("不适用的规则（{} 条）", entries.len()),
        Language::English => format!("Rules that do not apply ({})", entries.len()),
    };
    let _ = writeln!(out, "\n{}", options.palette.paint(Style::Dim, &heading));
    let mut reasons: Vec<&str> = Vec::new();
    for entry in entries {
        if !reasons.contains(&entry.why.as_str()) {
            reasons.push(&entry.why);
        }
    }
    for reason in reasons {
        let codes: Vec<_> = entries.iter().filter(|entry| entry.why == reason).map(|entry| entry.rule.code).collect();
        let _ = writeln!(out, "  {}{}{}", one_line(reason), options.language.pick("：", ": "), codes.join(" "));
    }
}
