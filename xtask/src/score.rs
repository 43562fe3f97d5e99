//! Scores the program on real documents with hand-made truth, where these are at hand.
//!
//! The documents are public but not ours to distribute, so that they stand beside the checkout and
//! not in it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::workspace::{self, Workspace};

/// What the program must reach on text documents, in percent and, for alarms, in findings a document.
///
/// Source: the project's goals for its first version, which reads text. They are a step towards the
/// long-term goals in docs/QUALITY.md.
const GOALS: [Goal; 7] = [
    Goal { name: "recall", bound: Bound::AtLeast(97), part: |t| t.part("found"), of: |t| t.part("want") },
    Goal { name: "typed", bound: Bound::AtLeast(90), part: |t| t.part("typed"), of: |t| t.part("found") },
    Goal { name: "extra", bound: Bound::AtMost(3), part: Totals::extra, of: |t| t.part("have") },
    Goal { name: "major", bound: Bound::AtLeast(100), part: |t| t.found("major"), of: |t| t.known("major") },
    Goal { name: "medium", bound: Bound::AtLeast(70), part: |t| t.found("medium"), of: |t| t.known("medium") },
    Goal { name: "minor", bound: Bound::AtLeast(40), part: |t| t.found("minor"), of: |t| t.known("minor") },
    Goal { name: "alarms", bound: Bound::EachAtMost(1), part: |t| t.part("alarms"), of: |t| t.part("documents") },
];

struct Goal {
    name: &'static str,
    bound: Bound,
    part: fn(&Totals) -> Result<u64>,
    of: fn(&Totals) -> Result<u64>,
}

/// What a part of a whole must be, the bound itself allowed.
#[derive(Clone, Copy)]
enum Bound {
    /// In percent.
    AtLeast(u64),
    /// In percent.
    AtMost(u64),
    /// For each one of the whole.
    EachAtMost(u64),
}

impl Bound {
    /// Whether `part ÷ of` is inside; nothing of nothing is.
    fn holds(self, part: u64, of: u64) -> bool {
        match self {
            Self::AtLeast(percent) => part * 100 >= percent * of,
            Self::AtMost(percent) => part * 100 <= percent * of,
            Self::EachAtMost(each) => part <= each * of,
        }
    }

    /// The bound in words, as docs/QUALITY.md says it.
    fn words(self) -> String {
        match self {
            Self::AtLeast(100) => String::from("all"),
            Self::AtLeast(percent) => format!("≥ {percent} %"),
            Self::AtMost(percent) => format!("≤ {percent} %"),
            Self::EachAtMost(each) => format!("≤ {each} a document"),
        }
    }

    /// `part ÷ of` to one decimal, cut and not rounded; the counts beside it are exact.
    fn show(self, part: u64, of: u64) -> String {
        let (factor, unit) = match self {
            Self::AtLeast(_) | Self::AtMost(_) => (1000, "%"),
            Self::EachAtMost(_) => (10, "a document"),
        };
        match (part * factor).checked_div(of) {
            Some(tenths) => format!("{}.{} {unit}", tenths / 10, tenths % 10),
            None => String::from("none known"),
        }
    }
}

/// The real documents beside the checkout.
pub(crate) enum Beside {
    /// Their folder.
    Found(PathBuf),
    /// Why there are none.
    Missing(String),
}

/// Looks for the real documents.
///
/// **Errors.** When `MINGZHANG_SHARED` names a folder without the scorer: who names one wants it used.
pub(crate) fn beside(workspace: &Workspace) -> Result<Beside> {
    let (folder, wanted) = match env::var_os("MINGZHANG_SHARED") {
        Some(folder) => (workspace.root().join(folder), true),
        None => (workspace.root().join("../shared"), false),
    };
    let scorer = folder.join("score/score.py");
    if !scorer.is_file() {
        let why = format!("{} is not there; the real documents are not part of this repository", scorer.display());
        if wanted {
            bail!("MINGZHANG_SHARED is set, but {why}");
        }
        return Ok(Beside::Missing(why));
    }
    if !Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return Ok(Beside::Missing(String::from("python3, which runs the scorer, is not installed")));
    }
    Ok(Beside::Found(folder))
}

/// Scores, or says why it cannot.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    match beside(workspace)? {
        Beside::Found(shared) => score(workspace, &shared),
        Beside::Missing(why) => bail!("nothing to score: {why}"),
    }
}

/// Runs the scorer on the program that was built last and compares its totals with the goals.
pub(crate) fn score(workspace: &Workspace, shared: &Path) -> Result<()> {
    let totals_file = env::temp_dir().join(format!("mingzhang-score-{}.json", process::id()));
    let mut command = Command::new("python3");
    command
        .arg(shared.join("score/score.py"))
        .arg("--bin")
        .arg(workspace.program()?)
        .arg("--truth")
        .arg(shared.join("truth"))
        .arg("--corpus")
        .arg(shared.join("corpus/seeds"))
        .arg("--json")
        .arg(&totals_file);
    workspace::run(command, "python3 score/score.py")?;
    let text = fs::read_to_string(&totals_file).context("the scorer wrote no totals")?;
    fs::remove_file(&totals_file).context("cannot remove the scorer's totals")?;
    let verdict = judge(&Totals(serde_json::from_str(&text).context("the scorer's totals are no JSON")?))?;
    print!("\n{}", verdict.table);
    if verdict.n_missed > 0 {
        bail!(
            "{} of {} goals are missed; `score.py --explain` with the same arguments lists the figures and findings",
            verdict.n_missed,
            GOALS.len()
        );
    }
    Ok(())
}

struct Verdict {
    table: String,
    n_missed: usize,
}

fn judge(totals: &Totals) -> Result<Verdict> {
    if totals.part("documents")? == 0 || totals.part("want")? == 0 {
        bail!("the scorer found no document that it has the truth for");
    }
    let mut table = String::new();
    let mut n_missed = 0;
    for goal in &GOALS {
        let (part, of) = ((goal.part)(totals)?, (goal.of)(totals)?);
        let is_reached = goal.bound.holds(part, of);
        n_missed += usize::from(!is_reached);
        let word = if is_reached { "reached" } else { "MISSED" };
        let (shown, words) = (goal.bound.show(part, of), goal.bound.words());
        table += &format!(
            "{word:<8} {:<7} {part}/{of} = {shown}, goal {words}
",
            goal.name
        );
    }
    Ok(Verdict { table, n_missed })
}

/// The totals as the scorer writes them.
struct Totals(Value);

impl Totals {
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
        let verdict = judge(&Totals(totals)).unwrap();
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
        assert!(judge(&Totals(totals)).is_err());
    }

    #[test]
    fn the_quality_page_names_the_same_goals() {
        let page = include_str!("../../docs/QUALITY.md");
        for goal in &GOALS {
            let row = format!("| {} | {} |", goal.name, goal.bound.words());
            assert!(page.contains(&row), "docs/QUALITY.md has no row that begins with {row}");
        }
    }
}
