//! The examples of the manual pages are the rules' tests: each goes through the whole program, from
//! bytes to findings. `cargo xtask bless` rewrites the expected findings.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use app::Language;
use findings::{Outcome, Verdict};
use rules::{Example, Expectation, Rule};
use taxonomy::Taxonomy;

/// What a rule has to say about a text, and its findings, a line each: code, severity, message.
fn run(rule: &Rule, text: &str) -> (Outcome, String) {
    let code = rule.manual().code;
    let checked = app::check(text.as_bytes(), code, Taxonomy::embedded()).unwrap_or_else(|error| {
        panic!("{code}: an example is no disclosure (its title must say 预算 or 决算): {error}")
    });
    let report = app::report(&checked, code, Language::Chinese);
    let mut lines = String::new();
    for finding in report.findings.iter().filter(|finding| finding.rule == code) {
        let _ = writeln!(lines, "{} {} {}", finding.rule, finding.severity.id(), finding.message);
    }
    let outcome = checked.outcomes.into_iter().find(|(other, _)| other.manual().code == code);
    (outcome.expect("every rule has an outcome").1, lines)
}

fn check(rule: &Rule, example: &Example, failures: &mut Vec<String>) {
    let code = rule.manual().code;
    let (outcome, found) = run(rule, example.text);
    match (example.expectation, outcome.verdict()) {
        (Expectation::Pass, Verdict::Held) => {}
        (Expectation::Pass, verdict) => {
            failures.push(format!("{code}: a passing example ends as {verdict:?}\n{found}{:?}", outcome.not_checked()));
        }
        (Expectation::Unchecked, Verdict::CouldNotCheck | Verdict::NotApplicable) => {}
        (Expectation::Unchecked, verdict) => {
            failures.push(format!("{code}: an example that cannot be checked ends as {verdict:?}\n{found}"));
        }
        (Expectation::Fail, Verdict::Broken) => {
            if found.trim() != example.messages.trim() {
                failures.push(format!("{code}: findings differ\nfound:\n{found}expected:\n{}", example.messages));
            }
        }
        (Expectation::Fail, verdict) => {
            failures.push(format!("{code}: a failing example ends as {verdict:?}: {:?}", outcome.not_checked()));
        }
    }
}

#[test]
fn examples_show_what_they_say() {
    if std::env::var_os("MINGZHANG_BLESS").is_some() {
        bless();
    }
    let only = std::env::var("MINGZHANG_RULE").unwrap_or_default();
    let mut failures = Vec::new();
    for rule in rules::all().iter().filter(|rule| rule.manual().code.starts_with(&only)) {
        for example in &rule.manual().examples {
            check(rule, example, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{} examples fail\n\n{}", failures.len(), failures.join("\n\n"));
}

#[test]
fn every_rule_has_both_examples_and_unique_names() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for rule in rules::all() {
        let manual = rule.manual();
        assert!(codes.insert(manual.code), "{} stands twice", manual.code);
        assert!(names.insert(manual.name), "{} stands twice", manual.name);
        for expectation in [Expectation::Pass, Expectation::Fail] {
            // What only a file of some format can hold has its examples in a test that makes such files.
            if let Some(elsewhere) = manual.head.get("examples_in").and_then(toml::Value::as_str) {
                let tests = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(elsewhere));
                let name = format!("fn {}_", manual.code.to_lowercase());
                assert!(tests.is_ok_and(|tests| tests.contains(&name)), "{elsewhere} has no test {name}…");
                continue;
            }
            assert!(
                manual.examples.iter().any(|example| example.expectation == expectation),
                "{} has no {expectation:?} example",
                manual.code
            );
        }
    }
}

/// Silence is never a pass: on a text that states nothing no rule holds.
#[test]
fn no_rule_holds_on_a_text_without_figures() {
    let text = "某单位2024年度部门决算公开说明\n\n本页没有内容\n";
    let held: Vec<&str> = rules::all()
        .iter()
        .filter(|rule| run(rule, text).0.verdict() == Verdict::Held)
        .map(|rule| rule.manual().code)
        .filter(|code| !code.starts_with("PLS") && !code.starts_with("FRM"))
        .collect();
    assert!(held.is_empty(), "{held:?}");
}

/// Rewrites the `findings` block after each failing example with what is found now.
fn bless() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../rules/src");
    for folder in fs::read_dir(&root).expect("the rules folder is readable").flatten() {
        for entry in fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                bless_page(&path);
            }
        }
    }
}

fn bless_page(path: &Path) {
    let page = fs::read_to_string(path).expect("a manual page is readable");
    let mut blessed = page.clone();
    for rule in rules::all().iter().filter(|rule| page.contains(&format!("\ncode = \"{}\"\n", rule.manual().code))) {
        for example in rule.manual().examples.iter().filter(|example| example.expectation == Expectation::Fail) {
            let (_, found) = run(rule, example.text);
            let block = format!("```fail\n{}\n```", example.text);
            let Some(at) = blessed.find(&block).map(|at| at + block.len()) else { continue };
            let rest = blessed[at..].to_owned();
            let after = match rest.trim_start().strip_prefix("```findings\n") {
                Some(old) => old.split_once("```").map_or("", |(_, after)| after).to_owned(),
                None => rest,
            };
            blessed = format!("{}\n\n```findings\n{}\n```{after}", &blessed[..at], found.trim_end());
        }
    }
    if blessed != page {
        fs::write(path, blessed).expect("a manual page is writable");
    }
}
