//! `cargo xtask fuzz`: feeds the readers broken files for some minutes each.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use walkdir::WalkDir;

use crate::workspace::{self, Workspace};

mod unpack;

/// The targets, each with the extensions of files that make seeds for it.
const TARGETS: [(&str, &[&str]); 7] = [
    ("text", &["txt", "md"]),
    ("html", &["html", "htm"]),
    ("docx", &["docx"]),
    ("doc", &["doc", "wps"]),
    ("xlsx", &["xlsx"]),
    ("xls", &["xls", "et"]),
    ("pdf", &["pdf"]),
];

/// The longest seed: mutations of long files teach the fuzzer little and take long.
const LONGEST_SEED: usize = 64 << 10;
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
        let seeds = seed(workspace, name, &corpus, extensions)?;
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

/// Fills the folder of a target with files to begin from, and says how many there are: the small ones made for
/// it, and any other of its kind, as they are and written out part by part.
fn seed(workspace: &Workspace, target: &str, corpus: &Path, extensions: &[&str]) -> Result<usize> {
    fs::create_dir_all(corpus).with_context(|| format!("cannot make {}", corpus.display()))?;
    let shared = env::var_os("MINGZHANG_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let own = workspace.root().join("fuzz/seeds").join(target);
    let sources = ["crates/formats/tests", "examples"].map(PathBuf::from).into_iter().chain([shared.join("corpus")]);
    let mut seeds = Vec::new();
    for source in [own.clone()].into_iter().chain(sources.map(|source| workspace.root().join(source))) {
        for entry in WalkDir::new(source).sort_by_file_name().into_iter().flatten() {
            let path = entry.path();
            let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
            let is_kind = extension.is_some_and(|extension| extensions.contains(&extension.as_str()));
            if !entry.file_type().is_file() || !(is_kind || path.starts_with(&own)) {
                continue;
            }
            let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            seeds.extend(unpack::unpack(&bytes));
            seeds.push(bytes);
        }
    }
    seeds.retain(|seed| seed.len() <= LONGEST_SEED);
    for (i, seed) in seeds.iter().enumerate() {
        let path = corpus.join(format!("seed-{i}"));
        fs::write(&path, seed).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(seeds.len())
}
