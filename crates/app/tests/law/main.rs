//! The law: what is composed, written and read again states what was composed, and breaks no rule.
//!
//! `LAW_BOOKS` says how many books each edition is tried with.

use std::{collections::BTreeMap, env};

use book::Scope;
use disclosure::{Claim, Disclosure};
use document::Document;
use quantity::Unit;
use rules::Case;
use taxonomy::{Concept, Stage, Taxonomy};
use testkit::books::{self, Recipe, Size};

/// A claim in the terms in which two readings are compared.
fn key_of_claim(claim: &Claim) -> String {
    format!(
        "{} {} {}{} {:?} {:?} {} {:?} {:?} {:?} {:?}",
        claim.concept.id(),
        claim.measure.id(),
        claim.value(),
        claim.unit.name(),
        claim.year,
        claim.basis,
        claim.fund.id(),
        claim.nature,
        claim.function,
        claim.economic,
        claim.project,
    )
}

fn key_of_stated(stated: &compile::Stated) -> String {
    format!(
        "{} {} {}{} {:?} {:?} {} {:?} {:?} {:?} {:?}",
        stated.concept.id(),
        stated.measure.id(),
        stated.value(),
        stated.unit.name(),
        stated.year,
        stated.basis,
        stated.fund.id(),
        stated.nature,
        stated.function,
        stated.economic,
        stated.project,
    )
}

/// What one reading has and the other lacks, with how often.
fn difference(composed: &[String], read: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    composed.iter().for_each(|key| *counts.entry(key).or_default() += 1);
    read.iter().for_each(|key| *counts.entry(key).or_default() -= 1);
    let odd = counts.into_iter().filter(|(_, n)| *n != 0);
    odd.map(|(key, n)| if n > 0 { format!("lost  {n}× {key}") } else { format!("extra {}× {key}", -n) }).collect()
}

/// Claims that only words of the body make are none of the law's.
fn is_composed(claim: &Claim) -> bool {
    claim.concept != Concept::STATED || claim.unit != Unit::None
}

fn findings(document: &Document, disclosure: &Disclosure, taxonomy: &Taxonomy) -> Vec<String> {
    let case = Case { disclosure, taxonomy };
    let mut found = Vec::new();
    for rule in rules::all() {
        for finding in rule.check(&case).findings() {
            let place = finding.places.first().map_or(String::new(), |place| document.slice(place.span).to_owned());
            found.push(format!("{} {place}: {finding:?}", rule.manual().code));
        }
    }
    found
}

/// A book with all the words that its edition asks for.
fn composed(recipe: &Recipe, seed: u64, size: Size) -> compile::Composition {
    let taxonomy = Taxonomy::embedded();
    let mut book = books::book(recipe, seed, size, taxonomy);
    let edition = compile::Edition::embedded(&recipe.edition).unwrap();
    loop {
        let composition = compile::compose(book.clone(), edition.clone(), taxonomy).unwrap();
        if composition.wanted.is_empty() {
            return composition;
        }
        for wanted in composition.wanted {
            books::answer(&mut book, &wanted.place, wanted.kind == compile::WantedKind::Reason);
        }
    }
}

fn check_edition(recipe: &Recipe) {
    let n: u64 = env::var("LAW_BOOKS").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    let first: u64 = env::var("LAW_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for seed in first..first + n {
        let size = match seed % 10 {
            0..=3 => Size::Tiny,
            9 if seed % 100 == 99 => Size::Large,
            _ => Size::Usual,
        };
        let composition = composed(recipe, seed, size);
        let disclosure = extract::extract(&composition.document, Taxonomy::embedded());
        let composed: Vec<String> = composition.stated.iter().map(key_of_stated).collect();
        let read: Vec<String> = disclosure.claims.iter().filter(|claim| is_composed(claim)).map(key_of_claim).collect();
        let mut odd = difference(&composed, &read);
        odd.extend(findings(&composition.document, &disclosure, Taxonomy::embedded()));
        odd.extend(disclosure.leftovers.iter().map(|span| format!("left over: {}", composition.document.slice(*span))));
        if env::var_os("LAW_SHOW").is_some() {
            println!("{}", composition.document.outline());
        }
        assert!(odd.is_empty(), "{} seed {seed}:\n{}", recipe.edition, odd.join("\n"));
    }
}

#[test]
fn xinjiang_final_accounts_2024() {
    check_edition(&Recipe {
        edition: "xinjiang-final-accounts-2024".into(),
        stage: Stage::FinalAccounts,
        year: 2024,
        place: "新疆维吾尔自治区云间市".into(),
        scope: None,
        carries_over: true,
    });
}

#[test]
fn shanghai_department_budget_2026() {
    check_edition(&Recipe {
        edition: "shanghai-department-budget-2026".into(),
        stage: Stage::Budget,
        year: 2026,
        place: "上海市云间区".into(),
        scope: Some(Scope::Department),
        carries_over: false,
    });
}

#[test]
fn shanghai_unit_budget_2026() {
    check_edition(&Recipe {
        edition: "shanghai-unit-budget-2026".into(),
        stage: Stage::Budget,
        year: 2026,
        place: "上海市云间区".into(),
        scope: Some(Scope::Unit),
        carries_over: false,
    });
}
