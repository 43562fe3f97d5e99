//! PUB102: the tables that the edition asks for.

use disclosure::{Disclosure, Origin, PassageKind};
use findings::{Finding, Outcome, Severity};
use taxonomy::Layout;

use crate::{Case, Manual, frm::plain};

/// The whole of two texts that are the same.
const PERCENT: usize = 100;

/// How much of two titles must be the same for them to name one table: 国有资本经营预算财政拨款支出决算表
/// is some places' name of the table with 收入支出.
const SIMILAR: usize = 70;

/// Checks that each required table is there, or is listed where the tables are an annex. A table
/// that may be there under a name that nobody knows is not called missing.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let edition = disclosure.edition.as_deref().and_then(|id| case.taxonomy.editions.iter().find(|e| e.id == id));
    let Some(edition) = edition else {
        out.could_not("无法判断文件属于哪一年、哪一类公开，不知道应有哪些表", None);
        return;
    };
    let titles = titles(disclosure);
    let names: Vec<(Option<&Layout>, String)> = edition
        .tables
        .iter()
        .map(|id| (case.taxonomy.layout(id), plain::plain(case.taxonomy.layout(id).map_or(id, |layout| &layout.name))))
        .collect();
    let named: Vec<Option<usize>> = titles.iter().map(|title| named(&names, title)).collect();
    let mut missing = Vec::new();
    let mut found = 0;
    for (at, required) in edition.tables.iter().enumerate() {
        let layout = case.taxonomy.layout(required);
        if disclosure.table(required).is_some() {
            found += 1;
            out.held([]);
            continue;
        }
        let name = layout.map_or(required.as_str(), |layout| layout.name.as_str());
        let is_listed = named.contains(&Some(at));
        match (is_listed, layout) {
            (true, None) => {
                found += 1;
                out.held([]);
            }
            (true, Some(layout)) => out.could_not(format!("《{}》只有名称，表可能在附件中", layout.name), None),
            (false, _) => missing.push((required, name)),
        }
    }
    // A document that shows few of the tables has them elsewhere, or they could not be read.
    let is_annex = found * 2 < edition.tables.len();
    let is_known = |title: &String| {
        case.taxonomy.layouts.iter().any(|layout| layout.has_title(title))
            || case.taxonomy.forms.form_titled(title).is_some()
    };
    let has_unknown_table = disclosure.claims.iter().any(|claim| claim.origin == Origin::OtherTable)
        && titles.iter().any(|title| title.ends_with('表') && !title.ends_with("公开表") && !is_known(title));
    let national = case.taxonomy.editions.iter().find(|other| other.region.is_empty() && other.stage == edition.stage);
    for (id, name) in missing {
        if is_annex {
            out.could_not("文中没有报表，可能另附", None);
        } else if has_unknown_table {
            out.could_not(format!("文中有未能识别的表，不能断定缺少《{name}》"), None);
        } else if let Some(place) = plain::anchor(disclosure, &["公开表", "预算表", "决算表", "报表"]) {
            // What only some places ask for is a note.
            let is_asked =
                |asked: &String| asked == id || case.taxonomy.layout(id).is_some_and(|layout| layout.has_title(asked));
            let is_national = national.is_some_and(|national| national.tables.iter().any(is_asked));
            let severity = if disclosure.region.is_some() && is_national { manual.severity } else { Severity::Info };
            out.broken([], Finding::new(manual.code, severity, place, "报表").say("what", name));
        }
    }
}

/// Which of the required tables a line is the title of: the one whose name is most like it.
fn named(required: &[(Option<&Layout>, String)], title: &str) -> Option<usize> {
    let likeness = |(layout, name): &(Option<&Layout>, String)| -> usize {
        if layout.is_some_and(|layout| layout.has_title(title)) {
            return PERCENT;
        }
        let (a, b) = (name.chars().count(), title.chars().count());
        let length = a + b;
        // Titles of very different length cannot be alike enough; comparing them would be for nothing.
        if a.min(b) * 2 * PERCENT < SIMILAR * length {
            return 0;
        }
        (plain::common(name, title) * 2 * PERCENT).checked_div(length).unwrap_or(0)
    };
    let found = required.iter().enumerate().map(|(at, table)| (likeness(table), at));
    found
        .max_by_key(|(likeness, at)| (*likeness, std::cmp::Reverse(*at)))
        .filter(|(likeness, _)| *likeness >= SIMILAR)
        .map(|(_, at)| at)
}

/// Short lines that may be the title of a table.
fn titles(disclosure: &Disclosure) -> Vec<String> {
    const LONGEST: usize = 40;
    let lines = disclosure.passages.iter().filter(|passage| {
        passage.kind != PassageKind::Contents && passage.text.contains('表') && passage.text.chars().count() <= LONGEST
    });
    lines.map(|passage| title_of(&plain::plain(&passage.text))).collect()
}

/// A line without the marks and the number around a title.
fn title_of(line: &str) -> String {
    let inside = line.split_once('《').and_then(|(_, rest)| rest.split_once('》')).map_or(line, |(title, _)| title);
    let numbered = inside.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十、.()".contains(c));
    if numbered.starts_with("般") { inside.to_owned() } else { numbered.to_owned() }
}
