//! What the body's own words give away.

use std::ops::Range;

use book::{Book, Indicator, Project};
use quantity::{Decimal, Numeral};
use taxonomy::bare;

/// All words that only the body writes and that are printed, with the places they stand at.
pub(super) fn all(book: &Book) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    let mut add = |place: &str, text: &str| words.push((place.to_owned(), text.to_owned()));
    for (place, texts) in &book.texts {
        texts.iter().for_each(|text| add(place, text));
    }
    book.reasons.iter().for_each(|(place, text)| add(place, text));
    for project in book.projects.iter().filter(|project| !project.is_withheld) {
        of_project(project).iter().for_each(|text| add(&project.name, text));
    }
    book.carried.iter().for_each(|row| add("上年结转明细", &row.project));
    words
}

fn of_project(project: &Project) -> Vec<String> {
    let Project { name, basis, plan, goal, result, .. } = project;
    let mut texts = vec![name.clone()];
    texts.extend([basis, plan, goal, result].into_iter().flatten().cloned());
    for Indicator { name, target, scale, actual, source, prior, evidence, deviation, .. } in &project.indicators {
        let scale = scale.as_deref().unwrap_or_default();
        let measured = [Some(target), actual.as_ref(), prior.as_ref()].into_iter().flatten();
        texts.extend(measured.map(|value| format!("{value}{scale}")));
        texts.extend(
            [Some(name), source.as_ref(), evidence.as_ref(), deviation.as_ref()].into_iter().flatten().cloned(),
        );
    }
    texts
}

/// Whether words name something, however its blanks and brackets are written.
pub(super) fn name(words: &str, name: &str) -> bool {
    let name = bare(name);
    !name.is_empty() && bare(words).contains(&name)
}

/// Whether words print an amount of 元: exactly, or rounded in 万元 or 亿元 to at least two digits. A number beside
/// which no money is said counts only if it has decimals.
pub(super) fn print(words: &str, amount: Decimal) -> bool {
    let plain: String = words.chars().map(quantity::fold_char).collect();
    numbers(&plain).into_iter().any(|(numeral, range)| {
        let behind = plain[range.end..].trim_start();
        let says = |factor: i64| {
            let rounded = amount.ratio(Decimal::whole(factor), 1, numeral.decimals);
            let n_digits = numeral.value.to_fixed(numeral.decimals).bytes().filter(u8::is_ascii_digit).count();
            !numeral.value.is_zero() && n_digits >= 2 && rounded == Some(numeral.value)
        };
        match behind.chars().next() {
            Some('万') => says(10_000),
            Some('亿') => says(100_000_000),
            Some('元') => says(1),
            _ => numeral.decimals == 2 && (says(1) || says(10_000)),
        }
    })
}

/// The numbers of a folded text.
fn numbers(text: &str) -> Vec<(Numeral, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match Numeral::leading(&text[at..]).filter(|_| text[at..].starts_with(|c: char| c.is_ascii_digit())) {
            Some((numeral, length)) if length > 0 => {
                found.push((numeral, at..at + length));
                at += length;
            }
            _ => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use quantity::Decimal;

    use super::{name, print};

    #[test]
    fn amounts_are_seen_however_they_are_printed() {
        let amount = Decimal::parse("123456.78").unwrap();
        for (words, expected) in [
            ("安排123456.78元", true),
            ("安排 123,456.78 元", true),
            ("安排12.35万元", true),
            ("安排12.3万元", true),
            ("安排１２．３５万元", true),
            ("安排12万元", true),
            ("金额（万元）：12.35", true),
            ("安排12.36万元", false),
            ("安排12.35元", false),
            ("召开会议12次", false),
            ("二〇二四年", false),
            ("", false),
        ] {
            assert_eq!(print(words, amount), expected, "{words}");
        }
        assert!(!print("2024年召开会议", Decimal::whole(2024)) && print("2024元", Decimal::whole(2024)));
        assert!(!print("1万元", Decimal::whole(12_000)));
    }

    #[test]
    fn names_are_seen_however_they_are_written() {
        assert!(name("用于“甲（一期） 工程”的", "甲(一期)工程") && !name("用于甲工程", "甲（一期）工程"));
    }
}
