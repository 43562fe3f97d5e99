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

use crate::workspace::{self, Workspace};

mod formats;
mod goals;

use goals::{CORPORA, Corpus, Totals, judge};

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
    let mut missed = 0;
    for corpus in &CORPORA {
        println!("{}:", corpus.folder);
        missed += score_corpus(workspace, shared, corpus)?;
    }
    println!("corpus/formats:");
    missed += formats::score(workspace, shared)?;
    if missed > 0 {
        bail!("{missed} goals are missed; `score.py --explain` with the same arguments lists the figures and findings");
    }
    Ok(())
}

/// The command that scores the program that was built last.
fn scorer(workspace: &Workspace, shared: &Path) -> Result<Command> {
    let mut command = Command::new("python3");
    command.arg(shared.join("score/score.py")).arg("--bin").arg(workspace.program()?);
    command.arg("--truth").arg(shared.join("truth"));
    Ok(command)
}

/// Scores one folder of documents and returns how many goals are missed.
fn score_corpus(workspace: &Workspace, shared: &Path, corpus: &Corpus) -> Result<usize> {
    let totals_file = env::temp_dir().join(format!("mingzhang-score-{}.json", process::id()));
    let mut command = scorer(workspace, shared)?;
    command.arg("--corpus").arg(shared.join(corpus.folder)).arg("--json").arg(&totals_file);
    workspace::run(command, "python3 score/score.py")?;
    let text = fs::read_to_string(&totals_file).context("the scorer wrote no totals")?;
    fs::remove_file(&totals_file).context("cannot remove the scorer's totals")?;
    let totals = Totals::new(serde_json::from_str(&text).context("the scorer's totals are no JSON")?);
    let verdict = judge(&totals, corpus)?;
    println!("\n{}", verdict.table);
    Ok(verdict.n_missed)
}
