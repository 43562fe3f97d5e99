//! What of files with tables does not fit the book that is wished for.

use book::Body;
use disclosure::{Disclosure, Origin};
use findings::render::Language;
use taxonomy::{Stage, Taxonomy, bare};

/// Why a file, or a table of it, may be the wrong one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// It is of the other stage, so that its amounts would go into the wrong accounts.
    Stage {
        /// Its stage.
        found: Stage,
    },
    /// It is of another year.
    Year {
        /// Its year.
        found: u16,
    },
    /// It is of another body.
    Body {
        /// Whose it is.
        found: String,
    },
    /// A table that stands elsewhere with other amounts, where it was taken from.
    Table {
        /// Its name.
        name: String,
    },
}

impl Doubt {
    /// Whether the file cannot be used.
    pub const fn is_certain(&self) -> bool {
        matches!(self, Self::Stage { .. })
    }
}

/// What does not fit, each with the index of its file. Tables that say the same again are none of it.
pub fn doubts(disclosures: &[Disclosure], body: &Body, stage: Stage, taxonomy: &Taxonomy) -> Vec<(usize, Doubt)> {
    let mut doubts = Vec::new();
    let mut seen: Vec<(&str, Vec<String>)> = Vec::new();
    for (at, disclosure) in disclosures.iter().enumerate() {
        let other_stage = disclosure.stage.filter(|found| *found != stage).map(|found| Doubt::Stage { found });
        let other_year = disclosure.year.filter(|found| *found != body.year).map(|found| Doubt::Year { found });
        let is_other = |found: &&String| !body.name.is_empty() && !found.is_empty() && bare(found) != bare(&body.name);
        let other_body = disclosure.body.as_ref().filter(is_other).map(|found| Doubt::Body { found: found.clone() });
        doubts.extend([other_stage, other_year, other_body].into_iter().flatten().map(|doubt| (at, doubt)));
        for (index, table) in disclosure.tables.iter().enumerate() {
            // Its name is the same for both stages.
            let layout = table.layout.split_once('.').map_or(table.layout.as_str(), |(_, own)| own);
            let amounts = amounts(disclosure, index);
            match seen.iter().find(|(other, _)| *other == layout) {
                Some((_, first)) if *first == amounts => {}
                Some(_) => {
                    let entry = taxonomy.layouts.iter().find(|entry| entry.id == table.layout);
                    let name = entry.map_or_else(|| table.layout.clone(), |entry| entry.name.clone());
                    doubts.push((at, Doubt::Table { name }));
                }
                None => seen.push((layout, amounts)),
            }
        }
    }
    doubts
}

/// What a table states, in any order.
fn amounts(disclosure: &Disclosure, index: usize) -> Vec<String> {
    let claims = disclosure.claims.iter().filter(|claim| claim.origin == Origin::Table(index));
    let mut amounts: Vec<String> = claims
        .map(|claim| {
            let about = (claim.concept, claim.basis, claim.fund, claim.nature, claim.function, claim.economic);
            format!("{about:?} {:?} {}", claim.project, claim.amount.value())
        })
        .collect();
    amounts.sort();
    amounts
}

/// A doubt in words; whose file it is stands before it.
pub fn explain_doubt(doubt: &Doubt, body: &Body, language: Language) -> String {
    match (doubt, language) {
        (Doubt::Stage { found: Stage::Budget }, Language::Chinese) => {
            "这是预算的报表，要生成的是决算账册；请换成决算报表，或者换一个预算的版式".to_owned()
        }
        (Doubt::Stage { found: Stage::FinalAccounts }, Language::Chinese) => {
            "这是决算的报表，要生成的是预算账册；请换成预算报表，或者换一个决算的版式".to_owned()
        }
        (Doubt::Stage { found: Stage::Budget }, Language::English) => {
            "these are tables of a budget, but the book is one of final accounts; give others, or another edition"
                .to_owned()
        }
        (Doubt::Stage { found: Stage::FinalAccounts }, Language::English) => {
            "these are tables of final accounts, but the book is one of a budget; give others, or another edition"
                .to_owned()
        }
        (Doubt::Year { found }, Language::Chinese) => {
            format!("报表是 {found} 年的，账册是 {} 年的；请核对，数已照转", body.year)
        }
        (Doubt::Year { found }, Language::English) => {
            format!("the tables are of {found}, the book is of {}; make sure, as they were taken over", body.year)
        }
        (Doubt::Body { found }, Language::Chinese) => {
            format!("报表是“{found}”的，账册是“{}”的；请核对，数已照转", body.name)
        }
        (Doubt::Body { found }, Language::English) => {
            format!("the tables are those of “{found}”, the book is that of “{}”; make sure", body.name)
        }
        (Doubt::Table { name }, Language::Chinese) => {
            format!("《{name}》前面已经有一张，数不相同，只用了前一张；几个单位的报表，请分别生成账册")
        }
        (Doubt::Table { name }, Language::English) => format!(
            "《{name}》 stands before with other amounts, and only that one was used; make a book for each unit"
        ),
    }
}
