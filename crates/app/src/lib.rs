//! What the program does for its users: extract, check, explain, compile.
//!
//! Bytes and names go in, values come out. An [`Extraction`] is a document and what it states, a
//! [`Checked`] is that and what every rule had to say; [`report()`] and [`inventory`] resolve them into
//! what `findings::render` can show. A file that cannot be worked on is an [`Error`] that says
//! what, why and what to do, in both languages.
//!
//! This crate knows nothing of files, terminals and exit codes.
//!
//! Reading order: [`Error`], [`extract`], [`check`], [`report()`], [`inventory`], `resolve`, `message`,
//! [`explain`], [`rules()`].

use disclosure::Disclosure;
use document::{Block, Document};
use findings::Outcome;
use rules::{Case, Rule};
use taxonomy::{Concept, Taxonomy};

mod compile;
mod department;
mod error;
mod explain;
mod inventory;
mod message;
mod previous;
mod report;
mod resolve;
mod transcribe;

// The shells see the values and renderers through here, so that they depend on the use cases alone.
pub use ::compile::{Composition, Edition, Error as EditionError, WantedKind};
pub use book;
pub use document;
pub use findings;
pub use formats;
pub use ledger;
pub use taxonomy;
pub use writers;

pub use compile::{Compiled, ask, compile, disagreements, mention, warn};
pub use department::{LastYear, consolidate};
pub use error::Error;
pub use explain::{category, explain, nearest, rules, sarif_rules};
pub use findings::render::Language;
pub use inventory::inventory;
pub use previous::{ClaimsError, is_claims, take_over, take_over_claims};
pub use report::report;
pub use transcribe::{Doubt, doubts, explain_doubt, transcribe};

/// A text without any figure and with so many open places is a form that nobody has filled in, not a
/// disclosure with mistakes.
const FEWEST_OPEN_PLACES: usize = 10;

/// A text that names neither stage and yields fewer figures with a meaning than this is no
/// disclosure. The shortest real one states revenue, expenditure and 三公经费.
const FEWEST_FIGURES: usize = 3;

/// A document and what it states.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The content of the file.
    pub document: Document,
    /// What it states.
    pub disclosure: Disclosure,
}

/// A document, what it states, and what every rule had to say about it.
pub struct Checked {
    /// The document and what it states.
    pub extraction: Extraction,
    /// All rules in manual order, each with its outcome.
    pub outcomes: Vec<(&'static Rule, Outcome)>,
}

/// Reads a file and turns it into statements.
///
/// **Shape.** The content of one file; its name serves messages only, the kind of a file is told by
/// its content.
///
/// **Errors.** [`Error::Unreadable`] when it has no readable text, [`Error::TooManyFigures`], [`Error::NotADisclosure`] when
/// the text is something else.
pub fn extract(bytes: &[u8], name: &str, taxonomy: &Taxonomy) -> Result<Extraction, Error> {
    let document = formats::read(bytes).map_err(|cause| Error::Unreadable { name: name.to_owned(), cause })?;
    if let Some((figures, limit)) = too_many_figures(&document) {
        return Err(Error::TooManyFigures { name: name.to_owned(), figures, limit });
    }
    let disclosure = extract::extract(&document, taxonomy);
    let meaningful = disclosure.claims.iter().filter(|claim| claim.concept != Concept::STATED).count();
    if disclosure.stage.is_none() && meaningful < FEWEST_FIGURES {
        return Err(Error::NotADisclosure { name: name.to_owned() });
    }
    Ok(Extraction { document, disclosure })
}

/// How many figures a document has in all or in its running text, and the most that are read, where it has more:
/// each is kept with its place, and rules compare those of the text with each other.
fn too_many_figures(document: &Document) -> Option<(usize, usize)> {
    /// The longest disclosures have some twenty thousand.
    const MOST: usize = 200_000;
    /// The longest have a few thousand.
    const MOST_IN_TEXT: usize = 40_000;
    let count = |id| runs_of_digits(document.str(id));
    let all: usize = document.text_ids().map(count).sum();
    if all > MOST {
        return Some((all, MOST));
    }
    // Which of them stand in tables matters only where there are so many.
    if all <= MOST_IN_TEXT {
        return None;
    }
    let tables = document.blocks().iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let in_text = all.saturating_sub(cells.map(|cell| count(cell.text)).sum());
    (in_text > MOST_IN_TEXT).then_some((in_text, MOST_IN_TEXT))
}

/// How many figures a text holds: points and commas between digits are part of one. Every text of every document
/// is counted, so that bytes are looked at and not characters.
fn runs_of_digits(text: &str) -> usize {
    // A digit of full width has these two bytes before the one that tells it.
    const FULL_WIDTH: [u8; 2] = [0xef, 0xbc];
    let mut n_runs = 0;
    let mut is_inside = false;
    let mut before = [0; 2];
    for byte in text.bytes() {
        let is_digit = byte.is_ascii_digit() || before == FULL_WIDTH && matches!(byte, 0x90..=0x99);
        n_runs += usize::from(is_digit && !is_inside);
        let is_wide_mark = before == FULL_WIDTH && matches!(byte, 0x8c | 0x8e);
        let begins_wide = byte == FULL_WIDTH[0] || before[1] == FULL_WIDTH[0] && byte == FULL_WIDTH[1];
        let goes_on = matches!(byte, b'.' | b',') || is_wide_mark || begins_wide;
        is_inside = is_digit || is_inside && goes_on;
        before = [before[1], byte];
    }
    n_runs
}

/// Reads a file and checks it against every rule.
///
/// **Errors.** As [`extract`], and [`Error::UnfilledForm`] for a form that nobody has filled in; a broken
/// rule is never an error.
pub fn check(bytes: &[u8], name: &str, taxonomy: &Taxonomy) -> Result<Checked, Error> {
    let extraction = extract(bytes, name, taxonomy)?;
    let case = Case { disclosure: &extraction.disclosure, taxonomy };
    let outcomes: Vec<_> = rules::all().iter().map(|rule| (rule, rule.check(&case))).collect();
    if extraction.disclosure.claims.is_empty() {
        let of_templates = outcomes.iter().filter(|(rule, _)| rule.manual().finds_template());
        let n_open = of_templates.map(|(_, outcome)| outcome.findings().len()).sum();
        if n_open >= FEWEST_OPEN_PLACES {
            return Err(Error::UnfilledForm { name: name.to_owned(), n_open });
        }
    }
    Ok(Checked { extraction, outcomes })
}

#[cfg(test)]
mod tests {
    use super::runs_of_digits;

    #[test]
    fn figures_are_counted() {
        for (text, expected) in
            [("", 0), ("收入1,234.56万元，支出２３．５万元", 2), ("1 2 3", 3), ("第一部分", 0), ("2024年1月", 2)]
        {
            assert_eq!(runs_of_digits(text), expected, "{text}");
        }
    }
}
