//! Functions named in running text: 一般公共服务支出（类）…（款）行政运行（项）, 教育支出-普通教育-高中教育.

use std::ops::Range;

use taxonomy::{FunctionCode, Level, NamedCodes, Taxonomy};

/// One function named with its level marks.
#[derive(Clone, Debug)]
pub struct FunctionPath {
    /// Bytes of the folded text, from the first name to the last mark.
    pub range: Range<usize>,
    /// The names from 类 down, with their bytes.
    pub names: Vec<(Level, Range<usize>)>,
    /// What they resolve to.
    pub code: Option<FunctionCode>,
    /// The code that the marks print: （204类）（06款）（01项）.
    pub printed: Option<FunctionCode>,
}

/// A level mark: （类）, or with its part of the code （204类）.
struct Mark<'a> {
    range: Range<usize>,
    level: Level,
    digits: &'a str,
}

/// The level marks of a folded text, in order.
fn marks(text: &str) -> impl Iterator<Item = Mark<'_>> {
    text.match_indices('(').filter_map(|(at, _)| {
        let rest = &text[at + 1..];
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = rest.split_at(n_digits);
        let level = [("类)", Level::Category), ("款)", Level::Section), ("项)", Level::Item)]
            .into_iter()
            .find_map(|(word, level)| rest.starts_with(word).then_some(level))?;
        let end = at + 1 + n_digits + "类)".len();
        (n_digits <= LONGEST_CODE).then_some(Mark { range: at..end, level, digits })
    })
}

/// 2080505: the whole code at the last mark.
const LONGEST_CODE: usize = 7;

/// What may stand between the levels of one path: 教育支出（类）-普通教育（款）.
const JOINTS: [char; 6] = ['-', '—', '－', '/', '>', '→'];

/// Finds all functions named in a folded text.
pub fn function_paths(text: &str, taxonomy: &Taxonomy) -> Vec<FunctionPath> {
    let mut paths: Vec<FunctionPath> = Vec::new();
    let mut digits: Vec<String> = Vec::new();
    let mut end_of_last = 0;
    for mark in marks(text) {
        let (at, level) = (mark.range.start, mark.level);
        let start = name_start(text, at, end_of_last);
        end_of_last = mark.range.end;
        if start == at {
            continue;
        }
        // A deeper level right behind the one before continues its path.
        let continues = paths.last().is_some_and(|path| {
            path.names.last().is_some_and(|(above, _)| *above < level)
                && text.get(path.range.end..start).is_some_and(|gap| gap.chars().all(|c| JOINTS.contains(&c)))
        });
        if !continues {
            paths.push(FunctionPath { range: start..end_of_last, names: Vec::new(), code: None, printed: None });
            digits.push(String::new());
        }
        if let (Some(path), Some(code)) = (paths.last_mut(), digits.last_mut()) {
            path.range.end = end_of_last;
            path.names.push((level, start..at));
            // Each mark prints its own part of the code, or the whole code so far.
            if mark.digits.len() > code.len() && mark.digits.starts_with(code.as_str()) {
                code.clear();
            }
            code.push_str(mark.digits);
        }
    }
    for (path, digits) in paths.iter_mut().zip(digits) {
        let deepest = path.names.last().map(|(level, _)| *level);
        path.printed = FunctionCode::parse(&digits).filter(|code| Some(code.level()) == deepest);
        let listed = path.printed.filter(|code| taxonomy.functional.lists(*code));
        path.code = resolve(text, path, taxonomy).or(listed);
    }
    if text.contains(JOINTS) {
        paths.extend(joined(text, taxonomy, &paths));
        paths.sort_by_key(|path| path.range.start);
    }
    paths
}

/// Paths without level marks: 教育支出-普通教育-高中教育, where each name stands below the one before.
fn joined(text: &str, taxonomy: &Taxonomy, marked: &[FunctionPath]) -> Vec<FunctionPath> {
    let names: Vec<(Range<usize>, &NamedCodes)> = taxonomy.names.find(text).collect();
    let mut found: Vec<FunctionPath> = Vec::new();
    for window in names.windows(3) {
        let [(first, above), (second, between), (third, below)] = window else { continue };
        let is_joint = |gap: Range<usize>| {
            let gap = text.get(gap).unwrap_or("");
            gap.chars().count() == 1 && gap.chars().all(|c| JOINTS.contains(&c))
        };
        let is_taken =
            marked.iter().chain(&found).any(|path| path.range.end > first.start && path.range.start < third.end);
        if is_taken || !is_joint(first.end..second.start) || !is_joint(second.end..third.start) {
            continue;
        }
        let stands_below = |code: &FunctionCode| {
            let parent = code.parent().filter(|parent| between.functions.contains(parent));
            parent.and_then(|parent| parent.parent()).is_some_and(|top| above.functions.contains(&top))
        };
        let Some(code) = below.functions.iter().copied().find(stands_below) else { continue };
        let levels = [Level::Category, Level::Section, Level::Item];
        let ranges = [first.clone(), second.clone(), third.clone()];
        found.push(FunctionPath {
            range: first.start..third.end,
            names: levels.into_iter().zip(ranges).collect(),
            code: Some(code),
            printed: None,
        });
    }
    found
}

/// Where the name that ends at a mark begins: behind the mark before it, behind punctuation, behind
/// the number of a list item.
fn name_start(text: &str, end: usize, from: usize) -> usize {
    let body = &text[from..end];
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in body.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            ',' | '。' | ';' | ':' | '、' | '.' | '(' if depth == 0 => {
                start = at + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    let name = &body[start..];
    // (1)一般公共服务支出(类): the number of the item is in brackets of its own.
    let numbered = name.strip_prefix('(').and_then(|rest| {
        let (inside, after) = rest.split_once(')')?;
        inside.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).then_some(after)
    });
    let name = numbered
        .unwrap_or(name)
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '和' || c == '及' || JOINTS.contains(&c));
    end - name.len()
}

/// Finds the code of a path: exact names where possible, the nearest ones where not.
fn resolve(text: &str, path: &FunctionPath, taxonomy: &Taxonomy) -> Option<FunctionCode> {
    let list = &taxonomy.functional;
    let name = |level: Level| path.names.iter().find(|(l, _)| *l == level).map(|(_, range)| &text[range.clone()]);
    let find = |name: &str, level: Level, parent: Option<FunctionCode>| {
        list.with_name(name, level, parent).first().copied().or_else(|| list.nearest(name, level, parent))
    };
    let category = name(Level::Category).and_then(|name| find(name, Level::Category, None));
    let section = match (name(Level::Section), category) {
        (Some(name), Some(category)) => find(name, Level::Section, Some(category)),
        _ => None,
    };
    match (name(Level::Item), section, category) {
        (Some(name), Some(section), _) => find(name, Level::Item, Some(section)),
        (Some(name), None, Some(category)) => {
            // The 款 is missing or wrong: the 项 decides if only one below the 类 has the name.
            let mut codes = list.with_name(name, Level::Item, None);
            codes.retain(|code| code.category() == category);
            match codes.as_slice() {
                [code] => Some(*code),
                _ => None,
            }
        }
        (Some(_), None, None) => None,
        (None, Some(section), _) => Some(section),
        (None, None, category) => category.filter(|_| name(Level::Section).is_none()),
    }
}
