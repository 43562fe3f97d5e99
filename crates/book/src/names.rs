//! Names of projects that people write in several ways.

use std::collections::BTreeMap;

use taxonomy::bare;

use crate::Book;

/// Gives all rows of a project one name, that of the sheet of projects or of its first row. Blanks and the width of
/// brackets make no other project.
pub(crate) fn same_names(book: &mut Book) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let projects = book.projects.iter_mut().map(|project| &mut project.name);
    let spending = book.spending.iter_mut().filter_map(|row| row.project.as_mut());
    let carried = book.carried.iter_mut().map(|row| &mut row.project);
    for name in projects.chain(spending).chain(carried) {
        *name = known.entry(bare(name)).or_insert_with(|| name.clone()).clone();
    }
}

/// The name that differs least from another, where most of their characters are the same.
pub fn nearest<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer names are told apart by how they begin.
    const MOST: usize = 60;
    /// In percent of the two lengths together: what a word more or less leaves of them.
    const LEAST: usize = 60;
    let letters = |name: &str| -> Vec<char> { bare(name).chars().take(MOST).collect() };
    let wanted = letters(name);
    let likeness = |other: &str| {
        let other = letters(other);
        2 * common(&wanted, &other) * 100 / (wanted.len() + other.len()).max(1)
    };
    let (likeness, best) = others.map(|other| (likeness(other), other)).max_by_key(|(likeness, _)| *likeness)?;
    (likeness >= LEAST).then_some(best)
}

/// How many characters two words have in common, in order.
fn common(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut before = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn names_that_are_near() {
        let names = ["林业补助项目", "防火物资项目经费", "办公楼维修"];
        for (name, expected) in [
            ("防火物资项目", Some("防火物资项目经费")),
            ("林业补助", Some("林业补助项目")),
            ("办公楼 维修（二期）", Some("办公楼维修")),
            ("公务接待", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, names.into_iter()), expected, "{name}");
        }
        assert_eq!(nearest("防火", [].into_iter()), None);
    }
}
