//! `cargo xtask fuzz`: feeds the readers broken files for some minutes each.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::workspace::{self, Workspace};

/// The targets, each with the extensions of files that make seeds for it.
const TARGETS: [(&str, &[&str]); 6] = [
    ("text", &["txt", "md"]),
    ("html", &["html", "htm"]),
    ("docx", &["docx"]),
    ("doc", &["doc", "wps"]),
    ("workbook", &["xlsx", "xls", "et"]),
    ("pdf", &["pdf"]),
];

/// The longest seed: mutations of long files teach the fuzzer little and take long.
const LONGEST_SEED: u64 = 512 << 10;
/// What one input may take: seconds, and megabytes of the whole process.
const SECONDS: u32 = 10;
const MEGABYTES: u32 = 512;
/// Minutes for each target, when none are asked for.
const MINUTES: u32 = 5;

/// Runs all targets, or those that are named, one after the other.
///
/// **Errors.** When cargo-fuzz is missing, an argument makes no sense, or a target found a bad input.
pub(crate) fn run(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let mut minutes = MINUTES;
    let mut targets = Vec::new();
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if *word == "--minutes" {
            let number = words.next().context("--minutes wants a number")?;
            minutes = number.parse().with_context(|| format!("`{number}` is no number of minutes"))?;
        } else {
            let known = TARGETS.iter().find(|(name, _)| name == word);
            targets.push(known.with_context(|| format!("no target `{word}`; there are {}", names()))?);
        }
    }
    if targets.is_empty() {
        targets.extend(&TARGETS);
    }
    if !Command::new("cargo-fuzz").arg("--version").output().is_ok_and(|output| output.status.success()) {
        bail!("cargo-fuzz is not installed; `cargo install cargo-fuzz` installs it");
    }
    for (name, extensions) in targets {
        let corpus = workspace.root().join("fuzz/corpus").join(name);
        let seeds = seed(workspace, &corpus, extensions)?;
        println!("\n=== {name}: {minutes} min, {seeds} seeds");
        fuzz(workspace, name, minutes)?;
    }
    Ok(())
}

fn names() -> String {
    TARGETS.map(|(name, _)| name).join(", ")
}

fn fuzz(workspace: &Workspace, target: &str, minutes: u32) -> Result<()> {
    // The code has no unsafe part that a sanitizer could watch, and without one a stable compiler will do.
    let mut command = workspace.cargo(&["fuzz", "run", "--fuzz-dir", "fuzz", "--sanitizer", "none", target, "--"]);
    command.env("RUSTC_BOOTSTRAP", "1").args([
        format!("-max_total_time={}", minutes * 60),
        format!("-timeout={SECONDS}"),
        format!("-rss_limit_mb={MEGABYTES}"),
        format!("-max_len={LONGEST_SEED}"),
    ]);
    workspace::run(command, "cargo fuzz run").with_context(|| {
        format!(
            "{target} found a bad input in fuzz/artifacts/{target}: mend the reader, and keep the input in crates/formats/tests/crashes"
        )
    })
}

/// Fills the folder of a target with files to begin from, and says how many there are.
fn seed(workspace: &Workspace, corpus: &Path, extensions: &[&str]) -> Result<usize> {
    fs::create_dir_all(corpus).with_context(|| format!("cannot make {}", corpus.display()))?;
    let shared = env::var_os("MINGZHANG_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let mut seeds = 0;
    for source in ["crates/formats/tests", "examples"].map(PathBuf::from).into_iter().chain([shared.join("corpus")]) {
        for entry in WalkDir::new(workspace.root().join(source)).sort_by_file_name().into_iter().flatten() {
            let path = entry.path();
            let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
            let is_seed = extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
                && entry.metadata().is_ok_and(|found| found.is_file() && found.len() <= LONGEST_SEED);
            if is_seed {
                let name = format!("seed-{seeds}");
                fs::copy(path, corpus.join(name)).with_context(|| format!("cannot copy {}", path.display()))?;
                seeds += 1;
            }
        }
    }
    Ok(seeds)
}
