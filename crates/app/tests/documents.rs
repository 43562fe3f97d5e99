//! Whole documents: the examples, the same text in other encodings, slips, and the real documents
//! where they stand beside the checkout.

#![allow(clippy::print_stdout, reason = "what was left out, and the shares found, are shown with the test output")]

use std::collections::BTreeMap;

use app::{Language, findings::Severity, taxonomy::Taxonomy};
use testkit::Sample;

fn check(name: &str, bytes: &[u8]) -> app::Checked {
    app::check(bytes, name, Taxonomy::embedded()).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Findings of errors and warnings: rule, line, message.
fn alarms(name: &str, bytes: &[u8]) -> Vec<String> {
    let report = app::report(&check(name, bytes), name, Language::Chinese);
    let severe = report.findings.iter().filter(|finding| finding.severity > Severity::Info);
    severe
        .map(|finding| {
            let line = finding.places.first().and_then(|place| place.line).unwrap_or(0);
            format!("{} line {line}: {}", finding.rule, finding.message)
        })
        .collect()
}

#[test]
fn the_clean_example_is_clean() {
    let clean = testkit::clean_example();
    assert_eq!(alarms(&clean.name, &clean.bytes), Vec::<String>::new());
}

/// Each planted mistake stands in the table of `examples/README.md`, with its line.
#[test]
fn every_planted_mistake_is_found() {
    let Some(Sample { name, bytes }) = testkit::examples().into_iter().find(|sample| sample.name.contains("预算"))
    else {
        panic!("the repository has a budget example");
    };
    let report = app::report(&check(&name, &bytes), &name, Language::Chinese);
    let lines: Vec<u32> = report
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .flat_map(|finding| finding.places.iter().filter_map(|place| place.line))
        .collect();
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/README.md"))
        .expect("the examples have a README");
    // The table stands once in each language.
    let planted: std::collections::BTreeSet<u32> = readme
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').skip(1).map(str::trim);
            let number: u32 = cells.next()?.parse().ok()?;
            let line: u32 = cells.next()?.parse().ok()?;
            (number <= 12).then_some(line)
        })
        .collect();
    assert_eq!(planted.len(), 12, "the README lists a dozen mistakes: {planted:?}");
    let missed: Vec<u32> = planted.into_iter().filter(|line| !lines.contains(line)).collect();
    assert!(missed.is_empty(), "planted mistakes not found on lines {missed:?}");
}

#[test]
fn encodings_and_line_ends_change_nothing() {
    for Sample { name, bytes } in testkit::examples() {
        let text = String::from_utf8(bytes).expect("the examples are UTF-8");
        let plain = check(&name, text.as_bytes());
        for (what, bytes) in testkit::encodings(&text) {
            let other = check(&name, &bytes);
            assert_eq!(other.extraction.disclosure.sheet(), plain.extraction.disclosure.sheet(), "{name} as {what}");
        }
    }
}

/// In a clean disclosure every figure that took part in a check is guarded: a slip in it is noticed,
/// unless it stays inside the interval of its print. What share is noticed is printed and must not
/// fall.
#[test]
fn slips_in_checked_figures_are_noticed() {
    let Sample { name, bytes } = testkit::clean_example();
    let text = String::from_utf8(bytes).expect("the examples are UTF-8");
    let lines: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let clean = check(&name, text.as_bytes());
    let (document, disclosure) = (&clean.extraction.document, &clean.extraction.disclosure);
    let checked: std::collections::BTreeSet<_> =
        clean.outcomes.iter().flat_map(|(_, outcome)| outcome.checked().iter().copied()).collect();
    // Every third figure keeps the test short; the places rotate over all kinds.
    let every = if std::env::var_os("MINGZHANG_SLOW").is_some() { 1 } else { 3 };
    let (mut n_slips, mut missed) = (0_usize, BTreeMap::<String, usize>::new());
    for id in checked.into_iter().step_by(every) {
        let claim = disclosure.claim(id);
        let place = document.place(claim.span);
        let (Some(line), Some(start)) = (place.line, place.start) else { continue };
        let begin = lines[line as usize - 1];
        let printed = document.slice(claim.span).trim_start_matches('-');
        let skipped: usize = text[begin..].chars().take(start as usize).map(char::len_utf8).sum();
        let at = begin + skipped;
        let at = if text[at..].starts_with('-') { at + 1 } else { at };
        for slip in testkit::slips(&text, at..at + printed.len()) {
            n_slips += 1;
            if alarms(&name, slip.text.as_bytes()).is_empty() {
                *missed.entry(format!("{} {}", claim.concept.id(), claim.measure.id())).or_default() += 1;
            }
        }
    }
    let n_missed: usize = missed.values().sum();
    println!("slips noticed: {} of {n_slips}; missed by kind: {missed:?}", n_slips - n_missed);
    assert!(n_slips > 300, "the clean example has figures to slip on");
    assert!(n_missed * 100 <= n_slips * 10, "{n_missed} of {n_slips} slips went unnoticed: {missed:?}");
}

/// Every digit of the real documents is accounted for, and nothing panics.
#[test]
fn real_documents_are_read_whole() {
    let Some(documents) = testkit::real_documents() else {
        println!("left out: no real documents beside the checkout (MINGZHANG_SHARED or ../shared)");
        return;
    };
    for Sample { name, bytes } in documents {
        let checked = check(&name, &bytes);
        let report = app::report(&checked, &name, Language::Chinese);
        let leftovers = report.coverage.leftovers;
        assert!(leftovers * 200 <= report.coverage.figures, "{name}: {leftovers} digits were not understood");
        println!(
            "{name}: {} figures, {} checked, {leftovers} left over",
            report.coverage.figures, report.coverage.checked
        );
    }
}
