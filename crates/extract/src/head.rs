//! Which document this is: stage, year, body, scope, place.

use disclosure::{Disclosure, Scope};
use document::{Block, Document, Folded, Span};
use taxonomy::{Stage, Taxonomy};

use crate::headings;

/// Fills in what the head and the headings of a document say about it.
pub fn identify(document: &Document, taxonomy: &Taxonomy, out: &mut Disclosure) {
    let lines = lines(document);
    out.stage = stage(&lines);
    out.year = year(&lines);
    if let Some((name, span)) = body(&lines, document) {
        out.body = Some(name);
        out.body_span = Some(span);
    }
    out.scope = scope(&lines);
    let Some(stage) = out.stage else { return };
    let head: String = lines
        .iter()
        .filter(|line| line.look.is_none())
        .take(8)
        .map(|line| line.text.as_str())
        .chain(out.body.as_deref())
        .collect();
    if let Some(edition) = taxonomy.editions.iter().find(|edition| edition.fits(stage, out.year, &head)) {
        out.edition = Some(edition.id.clone());
        out.region = Some(edition.region.clone()).filter(|region| !region.is_empty());
    }
}

/// A short line of the document: a title, a heading, a line above a table.
struct Line {
    text: String,
    span: Span,
    look: Option<headings::Look>,
}

/// Short lines in order; sentences and long text are left out.
fn lines(document: &Document) -> Vec<Line> {
    const MAX_CHARS: usize = 80;
    let mut lines = Vec::new();
    let mut add = |text| {
        let printed = document.str(text);
        if printed.len() > MAX_CHARS * 6 {
            return;
        }
        let folded = Folded::word(printed);
        if !folded.is_empty() && folded.chars().count() <= MAX_CHARS && !folded.ends_with('。') {
            lines.push(Line { look: headings::look(printed), text: folded, span: document.whole(text) });
        }
    };
    for block in document.blocks() {
        match block {
            Block::Paragraph(paragraph) => add(paragraph.text),
            Block::Table(table) => {
                for row in table.rows.iter().take(4) {
                    for cell in &row.cells {
                        add(cell.text);
                    }
                }
            }
        }
    }
    lines
}

/// A title with a year says it; else headings of a budget speak of 预算, those of final accounts of 决算.
fn stage(lines: &[Line]) -> Option<Stage> {
    let title = lines.iter().take(8).filter(|line| line.look.is_none() && years(&line.text).next().is_some());
    let said = title.map(|line| (line.text.contains("决算"), line.text.contains("预算"))).find(|(a, b)| a != b);
    if let Some((is_accounts, _)) = said {
        return Some(if is_accounts { Stage::FinalAccounts } else { Stage::Budget });
    }
    let count = |word: &str| {
        lines
            .iter()
            .enumerate()
            .filter(|(i, line)| *i < 8 || line.look.as_ref().is_some_and(|look| look.level <= 3))
            .filter(|(_, line)| line.text.contains(word))
            .count()
    };
    // 预算 also stands in headings of final accounts (一般公共预算…支出决算), 决算 never in those of a budget.
    match (count("决算"), count("预算")) {
        (0, 0) => None,
        (accounts, budget) if accounts * 3 >= budget => Some(Stage::FinalAccounts),
        _ => Some(Stage::Budget),
    }
}

/// The year in the title; else the year that stands most often.
fn year(lines: &[Line]) -> Option<u16> {
    let titled = lines
        .iter()
        .take(40)
        .filter(|line| line.text.contains("预算") || line.text.contains("决算"))
        .find_map(|line| years(&line.text).next());
    titled.or_else(|| {
        let mut counts: std::collections::BTreeMap<u16, usize> = std::collections::BTreeMap::new();
        for year in lines.iter().flat_map(|line| years(&line.text)) {
            *counts.entry(year).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(year, n)| (*n, *year)).map(|(year, _)| year)
    })
}

/// The years printed with 年 in a folded text.
pub fn years(text: &str) -> impl Iterator<Item = u16> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        let longer = text[..at - 4].ends_with(|c: char| c.is_ascii_digit());
        digits.parse().ok().filter(|year| !longer && (1990..2100).contains(year))
    })
}

/// The body: what 编制部门 says, else the line above or before the title, else what 概况 is of.
fn body(lines: &[Line], document: &Document) -> Option<(String, Span)> {
    for line in lines {
        for mark in ["编制部门(单位):", "编制部门:", "编制单位:", "单位名称:", "部门名称:"] {
            if let Some(rest) = line.text.strip_prefix(mark) {
                let name = rest.split("单位:").next().unwrap_or(rest).trim();
                if name.chars().count() >= 3 {
                    return Some((name.to_owned(), locate(line, name, document)));
                }
            }
        }
    }
    let title = lines.iter().take(8).position(|line| {
        line.look.is_none()
            && (line.text.contains("预算") || line.text.contains("决算"))
            && years(&line.text).next().is_some()
    });
    if let Some(at) = title {
        let line = &lines[at];
        let year_at = line.text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let before = line.text[..year_at].trim_start_matches('#');
        if before.chars().count() >= 3 {
            return Some((before.to_owned(), locate(line, before, document)));
        }
        let after = line.text[year_at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
        let name = ["部门预算", "部门决算", "单位预算", "单位决算", "预算", "决算"]
            .iter()
            .find_map(|word| after.split_once(word).map(|(name, _)| name))
            .unwrap_or("");
        if name.chars().count() >= 3 {
            return Some((name.to_owned(), locate(line, name, document)));
        }
        if let Some(above) = at.checked_sub(1).and_then(|i| lines.get(i)) {
            return Some((above.text.trim_start_matches('#').to_owned(), above.span));
        }
    }
    lines.iter().find_map(|line| {
        let look = line.look.as_ref().filter(|look| look.level == 1)?;
        let name =
            ["单位概况", "部门概况", "概况", "基本情况"].iter().find_map(|word| look.title.strip_suffix(word))?;
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年' || c == '度');
        (name.chars().count() >= 3).then(|| (name.to_owned(), locate(line, name, document)))
    })
}

/// Where a folded name stands in its line.
fn locate(line: &Line, name: &str, document: &Document) -> Span {
    let printed = document.slice(line.span);
    let folded = Folded::new(printed);
    match folded.as_str().find(name) {
        Some(at) => {
            let range = folded.printed_in(printed, at..at + name.len());
            let start = line.span.range().start;
            Span::new(line.span.text, start + range.start..start + range.end)
        }
        None => line.span,
    }
}

fn scope(lines: &[Line]) -> Option<Scope> {
    lines.iter().find_map(|line| {
        let look = line.look.as_ref().filter(|look| look.level == 1)?;
        if look.title.ends_with("部门概况") {
            Some(Scope::Department)
        } else if look.title.ends_with("单位概况") {
            Some(Scope::BudgetUnit)
        } else {
            None
        }
    })
}
