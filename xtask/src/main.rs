//! All automation of the repository: `cargo xtask help` lists it.
//!
//! One command does what the build server does (`test`), one shows the program at work (`demo`), and
//! `tidy` keeps the promises about shape that the compiler and clippy do not check.
//!
//! This crate knows nothing of the workspace's other crates: it reads their files and runs cargo and
//! the finished program.
//!
//! Reading order: `workspace` (where things are, running commands), `steps` (`test`), `tidy`, `score`,
//! `demo`, `new_rule`, `fuzz`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to the developer is all this program does")]

use std::{env, process::ExitCode};

use anyhow::{Result, bail};

mod demo;
mod fuzz;
mod new_rule;
mod score;
mod steps;
mod tidy;
mod workspace;

use workspace::Workspace;

const HELP: &str = "\
cargo xtask COMMAND

  test                 everything that must pass: format, clippy, tidy, all tests, the release
                       build, and the score on real documents where they are at hand
  ci                   the same; what .ci/run calls
  demo                 builds the program, runs it on examples/ and explains what it shows
  tidy                 the promises about shape: dependency arrows, file size, no floating point,
                       no files or clock in the engines, manual pages, documents
  score                builds the program and scores it on the real documents beside the checkout
                       (../shared, or the folder that MINGZHANG_SHARED names)
  law [BOOKS]          composes random books (1000 for each edition) in every edition, writes them in every
                       format, reads them again and checks them: what is read must be what was composed
  bless                rewrites the expected findings of the manual's examples and the snapshots;
                       read the diff before you commit it
  fuzz [--minutes N] [TARGET…]
                       feeds the readers broken files, N minutes each (5); needs cargo-fuzz
  new-rule CODE NAME   the two files of a new rule, e.g. new-rule SUM101 totals-disagree
  help                 this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<()> {
    let workspace = Workspace::find()?;
    match words {
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        ["test" | "ci"] => steps::run(&workspace),
        ["demo"] => demo::run(&workspace),
        ["tidy"] => tidy::run(&workspace),
        ["score"] => {
            workspace.build_release()?;
            score::run(&workspace)
        }
        ["law"] => law(&workspace, "1000"),
        ["law", books] => law(&workspace, books),
        ["bless"] => bless(&workspace),
        ["fuzz", arguments @ ..] => fuzz::run(&workspace, arguments),
        ["new-rule", code, name] => new_rule::run(&workspace, code, name),
        ["new-rule", ..] => {
            bail!("new-rule wants a code and a name, e.g. new-rule SUM101 totals-disagree")
        }
        [other, ..] => {
            bail!("no command `{other}` with these arguments; `cargo xtask help` lists all")
        }
    }
}

/// Tries the law with many books, built for speed.
fn law(workspace: &Workspace, books: &str) -> Result<()> {
    if books.parse::<u32>().is_err() {
        bail!("law wants a number of books, e.g. cargo xtask law 200");
    }
    let mut command = workspace.cargo(&["test", "-p", "law", "--profile", "law"]);
    command.env("LAW_BOOKS", books).env("LAW_OFFICE_BOOKS", "20");
    workspace::run(command, &format!("LAW_BOOKS={books} cargo test -p law --profile law"))
}

/// Rewrites what the tests of `app` expect.
fn bless(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo(&["test", "-p", "app"]);
    command.env("MINGZHANG_BLESS", "1");
    workspace::run(command, "MINGZHANG_BLESS=1 cargo test -p app")?;
    println!("Expectations are rewritten. Read `git diff` before you commit: each changed line is a changed promise.");
    Ok(())
}
