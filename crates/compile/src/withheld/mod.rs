//! What must not be published, and whether the rest gives it away.
//!
//! Rows and projects that are withheld (涉密) take no part in any figure. That is not enough where the book also
//! holds a total that somebody typed: the total less the published parts is the secret.

use std::collections::BTreeMap;

use book::{Account, Amounts, Book, FigureKey, WHOLE_BODY};
use quantity::Decimal;
use taxonomy::{Stage, Taxonomy};

use crate::facts::{Facts, ProjectFund, Query};

/// A way in which a reader could learn an amount that is withheld.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exposure {
    /// What is withheld: the project, or the code.
    pub withheld: String,
    /// How it shows.
    pub how: Shows,
}

/// How a withheld amount shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shows {
    /// A typed figure exceeds the sum of what is published by just this amount.
    Difference {
        /// What the figure is about: a concept's id, or the name of the project it is given for.
        figure: String,
    },
    /// Words of the body print it.
    Words {
        /// The place of the words.
        place: String,
    },
    /// Words of the body name the project.
    Name {
        /// The place of the words.
        place: String,
    },
}

/// The ways in which a book gives away what it withholds.
pub fn exposures(book: &Book, taxonomy: &'static Taxonomy, stage: Stage) -> Vec<Exposure> {
    let secrets = secrets(book);
    let facts = Facts::new(book, taxonomy, stage);
    let mut found = Vec::new();
    for (name, amounts) in &secrets {
        let mut add = |how: Shows| {
            let exposure = Exposure { withheld: name.clone(), how };
            if !found.contains(&exposure) {
                found.push(exposure);
            }
        };
        for account in ACCOUNTS {
            let Some(secret) = amounts.get(account).filter(|secret| !secret.is_zero()) else { continue };
            for figure in differences(book, &facts, account, secret) {
                add(Shows::Difference { figure });
            }
            for (place, words) in words(book) {
                if prints(words, secret) {
                    add(Shows::Words { place: place.to_owned() });
                }
            }
        }
        for (place, _) in words(book).filter(|(_, words)| words.contains(name.as_str())) {
            add(Shows::Name { place: place.to_owned() });
        }
    }
    found
}

const ACCOUNTS: [Account; 4] = [Account::LastYear, Account::Original, Account::Adjusted, Account::Actual];

/// The amounts that are withheld, by project or else by code.
fn secrets(book: &Book) -> BTreeMap<String, Amounts> {
    let mut secrets: BTreeMap<String, Amounts> = BTreeMap::new();
    for row in book.spending.iter().filter(|row| row.is_withheld) {
        let name = row.project.clone().unwrap_or_else(|| row.function.to_string());
        secrets.entry(name).or_default().add(&row.amounts);
    }
    for project in book.projects.iter().filter(|project| project.is_withheld) {
        let mut all = Amounts::default();
        [project.superior, project.fiscal, project.other].iter().for_each(|amounts| all.add(amounts));
        let known = secrets.entry(project.name.clone()).or_default();
        for account in ACCOUNTS {
            let slot = known.slot(account);
            *slot = slot.or(all.get(account));
        }
    }
    secrets
}

/// Typed figures that exceed what the published rows say by just the secret.
fn differences(book: &Book, facts: &Facts<'_>, account: Account, secret: Decimal) -> Vec<String> {
    let mut figures = Vec::new();
    for (FigureKey { concept, fund, nature, function }, amounts) in &book.figures {
        let query = Query { fund: *fund, nature: *nature, function: *function, ..Query::of(*concept, account) };
        let (Some(typed), Some(published)) = (amounts.get(account), facts.derived(&query)) else { continue };
        if typed - published == secret {
            figures.push(concept.id().to_owned());
        }
    }
    for project in book.projects.iter().filter(|project| project.name == WHOLE_BODY) {
        for (amounts, part) in [(&project.fiscal, ProjectFund::Fiscal), (&project.other, ProjectFund::Other)] {
            let blank = book::Project { fiscal: Amounts::default(), other: Amounts::default(), ..project.clone() };
            let published = facts.project_amount(&blank, part, account);
            if amounts.get(account).is_some_and(|typed| typed - published == secret) {
                figures.push(project.name.clone());
            }
        }
    }
    figures
}

/// All words that only the body writes, with the places they stand at.
fn words(book: &Book) -> impl Iterator<Item = (&str, &str)> {
    let texts = book.texts.iter().flat_map(|(place, texts)| texts.iter().map(|text| (place.as_str(), text.as_str())));
    let reasons = book.reasons.iter().map(|(place, text)| (place.as_str(), text.as_str()));
    let open = book.projects.iter().filter(|project| !project.is_withheld);
    let projects = open.flat_map(|project| {
        let words = [&project.basis, &project.plan, &project.goal, &project.result];
        words.into_iter().flatten().map(|text| (project.name.as_str(), text.as_str()))
    });
    texts.chain(reasons).chain(projects)
}

/// Whether words print an amount, in 元 or in 万元.
fn prints(words: &str, amount: Decimal) -> bool {
    let plain: String = words.chars().map(quantity::fold_char).filter(|c| *c != ',').collect();
    let in_wan = amount.ratio(Decimal::whole(10_000), 1, 2).unwrap_or_default();
    let mut numbers = plain.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(Decimal::parse);
    numbers.any(|number| number == amount || number == in_wan)
}
