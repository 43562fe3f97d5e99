//! `cargo xtask tidy`: promises about shape that the compiler and clippy do not check.
//!
//! Reading order: `arrows` (who may depend on whom), `source` (Rust files), `lexer` (their words),
//! `manual` (rule pages), `prose` (documents).

use std::{collections::BTreeMap, fmt};

use anyhow::{Context, Result, bail};
use walkdir::{DirEntry, WalkDir};

use crate::workspace::Workspace;

mod arrows;
mod lexer;
mod manual;
mod prose;
mod source;

#[cfg(test)]
pub(crate) use manual::check as check_manual;
pub(crate) use manual::{category_folder, is_code, is_kebab_case};

/// Where rule pages are.
const RULE_PAGES: &str = "crates/rules/src/";

/// One broken promise: where, what, why it is a promise, what to do.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Violation {
    pub(crate) path: String,
    /// 1-based.
    pub(crate) line: usize,
    pub(crate) what: String,
    pub(crate) why: &'static str,
    pub(crate) todo: String,
}

impl Violation {
    fn new(path: &str, line: usize, what: impl Into<String>, why: &'static str, todo: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into(), why, todo: todo.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}; {}; {}", self.path, self.line, self.what, self.why, self.todo)
    }
}

/// A file of the repository that some promise is about.
struct File {
    /// From the root, with `/` on every machine.
    path: String,
    text: String,
}

/// Checks the repository.
///
/// **Errors.** When a promise is broken; each violation is printed first.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let files = files(workspace)?;
    let mut violations = arrows::check_root(&workspace.read("Cargo.toml")?);
    let mut pages = Vec::new();
    for File { path, text } in &files {
        if path.ends_with(".rs") {
            violations.extend(source::check(path, text));
        } else if path.ends_with("/Cargo.toml") && path != "fuzz/Cargo.toml" {
            violations.extend(arrows::check(path, text));
        } else if path.starts_with(RULE_PAGES) {
            violations.extend(manual::check(path, text));
            pages.push((path.as_str(), text.as_str()));
        }
        if path.ends_with(".md") {
            violations.extend(prose::check(path, text));
        }
    }
    violations.extend(manual::check_unique(&pages));
    violations.extend(prose::check_present(files.iter().map(|file| file.path.as_str())));
    violations.sort();
    for violation in &violations {
        println!("{violation}");
    }
    match violations.len() {
        0 => {
            println!("tidy: {} files, {} rule pages, nothing to mend", files.len(), pages.len());
            Ok(())
        }
        n_violations => bail!("tidy found {n_violations} things to mend"),
    }
}

/// The codes that are taken, and by which page.
pub(crate) fn manual_codes(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let mut codes = BTreeMap::new();
    for File { path, text } in files(workspace)? {
        if path.starts_with(RULE_PAGES)
            && path.ends_with(".md")
            && let Some(code) = manual::code(&text)
        {
            codes.insert(code, path);
        }
    }
    Ok(codes)
}

/// The Rust sources, manifests and Markdown files of the repository, in the order of their paths.
fn files(workspace: &Workspace) -> Result<Vec<File>> {
    let is_wanted = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_hidden = entry.depth() > 0 && name.starts_with('.');
        let is_built = entry.depth() == 1 && name.starts_with("target");
        let is_fuzzing = entry.depth() == 2
            && entry.path().parent().is_some_and(|parent| parent.ends_with("fuzz"))
            && ["target", "corpus", "artifacts", "coverage"].contains(&name.as_ref());
        !is_hidden && !is_built && !is_fuzzing
    };
    let mut files = Vec::new();
    for entry in WalkDir::new(workspace.root()).sort_by_file_name().into_iter().filter_entry(is_wanted) {
        let entry = entry.context("cannot list the repository")?;
        let relative = entry.path().strip_prefix(workspace.root()).context("a listed file is outside the root")?;
        let path = relative.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_file() && [".rs", ".md", "Cargo.toml"].iter().any(|end| path.ends_with(end)) {
            let text = workspace.read(&path)?;
            files.push(File { path, text });
        }
    }
    Ok(files)
}

/// The 1-based line of the first occurrence of a word, or 1.
fn line_of(text: &str, needle: &str) -> usize {
    text.lines().position(|line| line.contains(needle)).map_or(1, |i| i + 1)
}
