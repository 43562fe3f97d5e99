//! Functions named in running text: 一般公共服务支出（类）…（款）行政运行（项）.

use std::ops::Range;

use taxonomy::{FunctionCode, Level, Taxonomy};

/// One function named with its level marks.
#[derive(Clone, Debug)]
pub struct FunctionPath {
    /// Bytes of the folded text, from the first name to the last mark.
    pub range: Range<usize>,
    /// The names from 类 down, with their bytes.
    pub names: Vec<(Level, Range<usize>)>,
    /// What they resolve to.
    pub code: Option<FunctionCode>,
}

const MARKS: [(&str, Level); 3] = [("(类)", Level::Category), ("(款)", Level::Section), ("(项)", Level::Item)];

/// Finds all functions named in a folded text.
pub fn function_paths(text: &str, taxonomy: &Taxonomy) -> Vec<FunctionPath> {
    let mut marks: Vec<(usize, Level)> = Vec::new();
    for (mark, level) in MARKS {
        marks.extend(text.match_indices(mark).map(|(at, _)| (at, level)));
    }
    marks.sort_unstable();
    let mut paths: Vec<FunctionPath> = Vec::new();
    let mut end_of_last = 0;
    for (at, level) in marks {
        let start = name_start(text, at, end_of_last);
        end_of_last = at + "(类)".len();
        if start == at {
            continue;
        }
        // A deeper level right behind the one before continues its path.
        let continues = paths
            .last()
            .is_some_and(|path| path.range.end == start && path.names.last().is_some_and(|(above, _)| *above < level));
        if !continues {
            paths.push(FunctionPath { range: start..end_of_last, names: Vec::new(), code: None });
        }
        if let Some(path) = paths.last_mut() {
            path.range.end = end_of_last;
            path.names.push((level, start..at));
        }
    }
    for path in &mut paths {
        path.code = resolve(text, path, taxonomy);
    }
    paths
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
    let name = numbered.unwrap_or(name).trim_start_matches(|c: char| c.is_ascii_digit() || c == '和' || c == '及');
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
