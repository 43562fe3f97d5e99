//! The two expenditure classifications as lists that a user can replace.

use std::{collections::HashMap, hash::Hash};

use quantity::fold_char;
use serde::Deserialize;

use crate::{EconomicCode, Error, FunctionCode, Level};

/// A code that a classification can list.
pub trait Code: Copy + Eq + Ord + Hash {
    /// Parses the digits.
    fn parse(text: &str) -> Option<Self>;
    /// The code one level up.
    fn parent(self) -> Option<Self>;
    /// How deep it stands.
    fn level(self) -> Level;
}

impl Code for FunctionCode {
    fn parse(text: &str) -> Option<Self> {
        Self::parse(text)
    }
    fn parent(self) -> Option<Self> {
        self.parent()
    }
    fn level(self) -> Level {
        self.level()
    }
}

impl Code for EconomicCode {
    fn parse(text: &str) -> Option<Self> {
        Self::parse(text)
    }
    fn parent(self) -> Option<Self> {
        self.parent()
    }
    fn level(self) -> Level {
        self.level()
    }
}

/// How far a row of a code list can be trusted; the source column of the list says why.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
pub enum Confidence {
    /// Read in the official list itself.
    A,
    /// Code and name were read together in a published document.
    B,
    /// From knowledge, not verified.
    C,
    /// From knowledge and doubtful.
    D,
}

/// One name that a code has, and the years in which it has it.
#[derive(Clone, Debug)]
pub struct Entry<C> {
    /// The code.
    pub code: C,
    /// The official name.
    pub name: String,
    /// First year; `None` for "2021 or before".
    pub valid_from: Option<u16>,
    /// Last year; `None` for "no end known".
    pub valid_to: Option<u16>,
    /// How far the row can be trusted.
    pub confidence: Confidence,
}

impl<C> Entry<C> {
    /// Whether the name holds in a year; an unknown year is held to be inside.
    pub fn holds_in(&self, year: Option<u16>) -> bool {
        year.is_none_or(|year| {
            self.valid_from.is_none_or(|from| from <= year) && self.valid_to.is_none_or(|to| year <= to)
        })
    }
}

/// A list of codes with their names.
#[derive(Clone, Debug)]
pub struct Classification<C> {
    entries: Vec<Entry<C>>,
    by_code: HashMap<C, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
}

#[derive(Deserialize)]
struct CsvRow {
    code: String,
    name: String,
    #[serde(default)]
    valid_from: Option<u16>,
    #[serde(default)]
    valid_to: Option<u16>,
    #[serde(default = "unverified")]
    confidence: Confidence,
}

fn unverified() -> Confidence {
    Confidence::C
}

impl<C: Code> Classification<C> {
    /// Reads a CSV with a head line: `code,name` and optionally `valid_from,valid_to,confidence`;
    /// other columns are ignored, as are codes of other classifications.
    ///
    /// **Errors.** [`Error::CodeList`] with the line for anything that is no such CSV.
    pub fn read_csv(csv: &str) -> Result<Self, Error> {
        let mut list = Self { entries: Vec::new(), by_code: HashMap::new(), by_name: HashMap::new() };
        let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        for row in reader.deserialize::<CsvRow>() {
            let row = row.map_err(|error| Error::CodeList {
                line: error.position().map_or(1, csv::Position::line),
                why: error.to_string(),
            })?;
            if let Some(code) = C::parse(row.code.trim()) {
                list.add(Entry {
                    code,
                    name: row.name.trim().to_owned(),
                    valid_from: row.valid_from,
                    valid_to: row.valid_to,
                    confidence: row.confidence,
                });
            }
        }
        Ok(list)
    }

    fn add(&mut self, entry: Entry<C>) {
        let index = self.entries.len();
        self.by_code.entry(entry.code).or_default().push(index);
        self.by_name.entry(bare(&entry.name)).or_default().push(index);
        self.entries.push(entry);
    }

    /// All rows.
    pub fn entries(&self) -> &[Entry<C>] {
        &self.entries
    }

    /// The rows of a code that hold in a year.
    pub fn names(&self, code: C, year: Option<u16>) -> impl Iterator<Item = &Entry<C>> {
        self.by_code.get(&code).into_iter().flatten().map(|i| &self.entries[*i]).filter(move |e| e.holds_in(year))
    }

    /// The official name of a code in a year.
    pub fn name(&self, code: C, year: Option<u16>) -> Option<&str> {
        self.names(code, year).next().map(|entry| entry.name.as_str())
    }

    /// Whether the list has the code in any year.
    pub fn lists(&self, code: C) -> bool {
        self.by_code.contains_key(&code)
    }

    /// The codes of a level that carry exactly this name (white space, width and brackets aside),
    /// below `parent` when one is given.
    pub fn with_name(&self, name: &str, level: Level, parent: Option<C>) -> Vec<C> {
        let mut codes: Vec<C> = self
            .by_name
            .get(&bare(name))
            .into_iter()
            .flatten()
            .map(|i| self.entries[*i].code)
            .filter(|code| code.level() == level && parent.is_none_or(|parent| code.parent() == Some(parent)))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The one code of a level whose name is nearest to a name that is not in the list: it adds or
    /// drops characters, as in 医疗卫生健康支出 for 卫生健康支出 or 一般公共服务 for 一般公共服务支出.
    ///
    /// `None` when no name, or more than one, is that near. At least two thirds of the longer name's
    /// characters must be shared, in order.
    pub fn nearest(&self, name: &str, level: Level, parent: Option<C>) -> Option<C> {
        let wanted: Vec<char> = bare(name).chars().collect();
        let mut best: Option<(usize, C)> = None;
        let mut tied = false;
        for entry in &self.entries {
            if entry.code.level() != level || parent.is_some_and(|parent| entry.code.parent() != Some(parent)) {
                continue;
            }
            let official: Vec<char> = bare(&entry.name).chars().collect();
            let longer = wanted.len().max(official.len());
            let shared = common_subsequence(&wanted, &official);
            if longer == 0 || shared * 3 < longer * 2 {
                continue;
            }
            let distance = wanted.len() + official.len() - 2 * shared;
            match best {
                Some((least, code)) if distance > least || code == entry.code => {}
                Some((least, _)) if distance == least => tied = true,
                _ => {
                    best = Some((distance, entry.code));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, code)| code)
    }
}

/// A name without white space, quotation marks and width differences.
pub fn bare(name: &str) -> String {
    let mut bare = String::with_capacity(name.len());
    for c in name.chars() {
        // Most characters are ideographs, which stand for themselves.
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            bare.push(c);
        } else if !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '*') {
            bare.push(fold_char(c));
        }
    }
    bare
}

fn common_subsequence(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}
