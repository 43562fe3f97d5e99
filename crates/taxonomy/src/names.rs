//! Classification names as words of running text.

use std::{collections::HashMap, ops::Range};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{Classification, EconomicCode, FunctionCode, bare};

/// What one name stands for; 行政运行 is an 项 under many 款, 住房公积金 stands in both lists.
#[derive(Clone, Debug, Default)]
pub struct NamedCodes {
    /// Functional codes with the name.
    pub functions: Vec<FunctionCode>,
    /// Economic codes with the name.
    pub economics: Vec<EconomicCode>,
}

/// All classification names, found in one pass over a text.
#[derive(Clone, Debug)]
pub struct Names {
    matcher: AhoCorasick,
    codes: Vec<NamedCodes>,
}

impl Names {
    /// The names of two lists. Names of one or two characters are left out: they are words of the
    /// language too (电费 and 水费 stand three long).
    pub(crate) fn new(functional: &Classification<FunctionCode>, economic: &Classification<EconomicCode>) -> Self {
        let mut table: HashMap<String, NamedCodes> = HashMap::new();
        for entry in functional.entries() {
            let codes = &mut table.entry(bare(&entry.name)).or_default().functions;
            if !codes.contains(&entry.code) {
                codes.push(entry.code);
            }
        }
        for entry in economic.entries() {
            let codes = &mut table.entry(bare(&entry.name)).or_default().economics;
            if !codes.contains(&entry.code) {
                codes.push(entry.code);
            }
        }
        let mut rows: Vec<(String, NamedCodes)> =
            table.into_iter().filter(|(name, _)| name.chars().count() >= 2).collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(rows.iter().map(|(name, _)| name))
            .expect("some two thousand names are within the matcher's limits");
        Self { matcher, codes: rows.into_iter().map(|(_, codes)| codes).collect() }
    }

    /// The names in a folded text, left to right.
    pub fn find<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (Range<usize>, &'a NamedCodes)> + 'a {
        self.matcher.find_iter(folded).map(|found| (found.range(), &self.codes[found.pattern().as_usize()]))
    }
}
