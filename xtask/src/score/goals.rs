//! What the program must reach, and whether it does.

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A folder of real documents and what must be reached on it.
pub(super) struct Corpus {
    /// Beside the truth.
    pub folder: &'static str,
    /// The goals, in the order of [`MEASURES`].
    pub goals: [Bound; 7],
}

/// The folders that are scored.
///
/// Source: the goals of the issues that brought the formats; they are a step towards the long-term goals in
/// docs/QUALITY.md, which also says where a goal stands short of its issue and why.
pub(super) const CORPORA: [Corpus; 2] = [
    Corpus {
        folder: "corpus/seeds",
        goals: [
            Bound::AtLeast(97),
            Bound::AtLeast(90),
            Bound::AtMost(3),
            Bound::AtLeast(100),
            Bound::AtLeast(70),
            Bound::AtLeast(40),
            Bound::TenthsEach(10),
        ],
    },
    Corpus {
        folder: "corpus/pdf",
        goals: [
            Bound::AtLeast(97),
            Bound::AtLeast(92),
            Bound::AtMost(3),
            Bound::AtLeast(100),
            Bound::AtLeast(75),
            Bound::AtLeast(40),
            Bound::TenthsEach(5),
        ],
    },
];

/// What is measured: a part of a whole.
struct Measure {
    name: &'static str,
    part: fn(&Totals) -> Result<u64>,
    of: fn(&Totals) -> Result<u64>,
}

const MEASURES: [Measure; 7] = [
    Measure { name: "recall", part: |t| t.part("found"), of: |t| t.part("want") },
    Measure { name: "typed", part: |t| t.part("typed"), of: |t| t.part("found") },
    Measure { name: "extra", part: Totals::extra, of: |t| t.part("have") },
    Measure { name: "major", part: |t| t.found("major"), of: |t| t.known("major") },
    Measure { name: "medium", part: |t| t.found("medium"), of: |t| t.known("medium") },
    Measure { name: "minor", part: |t| t.found("minor"), of: |t| t.known("minor") },
    Measure { name: "alarms", part: |t| t.part("alarms"), of: |t| t.part("documents") },
];

/// What a part of a whole must be, the bound itself allowed.
#[derive(Clone, Copy)]
pub(super) enum Bound {
    /// In percent.
    AtLeast(u64),
    /// In percent.
    AtMost(u64),
    /// Tenths for each one of the whole.
    TenthsEach(u64),
}

impl Bound {
    /// Whether `part ÷ of` is inside; nothing of nothing is.
    fn holds(self, part: u64, of: u64) -> bool {
        match self {
            Self::AtLeast(percent) => part * 100 >= percent * of,
            Self::AtMost(percent) => part * 100 <= percent * of,
            Self::TenthsEach(each) => part * 10 <= each * of,
        }
    }

    /// The bound in words, as docs/QUALITY.md says it.
    fn words(self) -> String {
        match self {
            Self::AtLeast(100) => String::from("all"),
            Self::AtLeast(percent) => format!("≥ {percent} %"),
            Self::AtMost(percent) => format!("≤ {percent} %"),
            Self::TenthsEach(each) => format!("≤ {}.{} a document", each / 10, each % 10),
        }
    }

    /// `part ÷ of` to one decimal, cut and not rounded; the counts beside it are exact.
    fn show(self, part: u64, of: u64) -> String {
        let (factor, unit) = match self {
            Self::AtLeast(_) | Self::AtMost(_) => (1000, "%"),
            Self::TenthsEach(_) => (10, "a document"),
        };
        match (part * factor).checked_div(of) {
            Some(tenths) => format!("{}.{} {unit}", tenths / 10, tenths % 10),
            None => String::from("none known"),
        }
    }
}

/// How the goals of a corpus are met.
pub(super) struct Verdict {
    /// A line a goal.
    pub table: String,
    /// How many are missed.
    pub n_missed: usize,
}

/// Compares totals with the goals of a corpus.
pub(super) fn judge(totals: &Totals, corpus: &Corpus) -> Result<Verdict> {
    if totals.part("documents")? == 0 || totals.part("want")? == 0 {
        bail!("the scorer found no document that it has the truth for");
    }
    let mut table = String::new();
    let mut n_missed = 0;
    for (measure, bound) in MEASURES.iter().zip(corpus.goals) {
        let (part, of) = ((measure.part)(totals)?, (measure.of)(totals)?);
        let is_reached = bound.holds(part, of);
        n_missed += usize::from(!is_reached);
        let word = if is_reached { "reached" } else { "MISSED" };
        let (shown, words) = (bound.show(part, of), bound.words());
        table += &format!(
            "{word:<8} {:<7} {part}/{of} = {shown}, goal {words}
",
            measure.name
        );
    }
    Ok(Verdict { table, n_missed })
}

/// The totals as the scorer writes them.
pub(super) struct Totals(Value);

impl Totals {
    /// The JSON that the scorer wrote.
    pub fn new(json: Value) -> Self {
        Self(json)
    }

    fn part(&self, key: &str) -> Result<u64> {
        self.0[key].as_u64().with_context(|| format!("the scorer's totals have no count `{key}`"))
    }

    fn extra(&self) -> Result<u64> {
        Ok(self.part("have")?.saturating_sub(self.part("found")?))
    }

    fn found(&self, level: &str) -> Result<u64> {
        self.level(level, 0)
    }

    fn known(&self, level: &str) -> Result<u64> {
        self.level(level, 1)
    }

    fn level(&self, level: &str, index: usize) -> Result<u64> {
        self.0["levels"][level][index]
            .as_u64()
            .with_context(|| format!("the scorer's totals have no count of {level} defects"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(totals: Value, missed: &[&str]) {
        let verdict = judge(&Totals::new(totals), &CORPORA[0]).unwrap();
        let found: Vec<&str> = verdict
            .table
            .lines()
            .filter(|line| line.starts_with("MISSED"))
            .filter_map(|line| line.split_whitespace().nth(1))
            .collect();
        assert_eq!((found.as_slice(), verdict.n_missed), (missed, missed.len()));
    }

    #[test]
    fn goals_hold_at_their_bounds() {
        check(
            json!({"want": 100, "found": 97, "typed": 88, "have": 100, "alarms": 3, "raised": 9, "documents": 3,
                "levels": {"major": [4, 4], "medium": [7, 10], "minor": [0, 0]}}),
            &[],
        );
    }

    #[test]
    fn every_goal_can_be_missed() {
        check(
            json!({"want": 1000, "found": 969, "typed": 800, "have": 1000, "alarms": 4, "raised": 9, "documents": 3,
                "levels": {"major": [3, 4], "medium": [6, 10], "minor": [1, 3]}}),
            &["recall", "typed", "extra", "major", "medium", "minor", "alarms"],
        );
    }

    #[test]
    fn no_documents_is_no_pass() {
        let totals = json!({"want": 0, "found": 0, "typed": 0, "have": 0, "alarms": 0, "documents": 0, "levels": {}});
        assert!(judge(&Totals::new(totals), &CORPORA[0]).is_err());
    }

    #[test]
    fn the_quality_page_names_the_same_goals() {
        let page = include_str!("../../../docs/QUALITY.md");
        for corpus in &CORPORA {
            for (measure, bound) in MEASURES.iter().zip(corpus.goals) {
                let row = format!("| {} | {} | {} |", corpus.folder, measure.name, bound.words());
                assert!(page.contains(&row), "docs/QUALITY.md has no row that begins with {row}");
            }
        }
    }
}
