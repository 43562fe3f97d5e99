//! `cargo xtask test`: everything that must pass, in order of how fast it fails.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{
    score::{self, Beside},
    tidy,
    workspace::{self, RELEASE_BUILD, Workspace},
};

/// How many books the law is tried with for each edition; `cargo xtask law` takes a thousand.
const LAW_BOOKS: &str = "50";

/// One thing that must pass.
struct Step {
    name: &'static str,
    /// Reruns only this step.
    command: String,
    work: Work,
}

enum Work {
    Cargo(&'static [&'static str]),
    Tidy,
    Tests,
    Score,
}

/// How a step ended.
enum End {
    Passed(Duration),
    LeftOut(String),
    Failed,
}

/// Runs the steps in order until one fails.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let steps = steps();
    let mut ends = Vec::new();
    let mut failure = None;
    for (i, step) in steps.iter().enumerate() {
        println!("\n=== {}/{} {}: {}", i + 1, steps.len(), step.name, step.command);
        match step.run(workspace) {
            Ok(End::LeftOut(why)) => {
                println!("left out: {why}");
                ends.push(End::LeftOut(why));
            }
            Ok(end) => ends.push(end),
            Err(error) => {
                ends.push(End::Failed);
                failure = Some((step, error));
                break;
            }
        }
    }
    println!("\n=== summary");
    for (i, step) in steps.iter().enumerate() {
        match ends.get(i) {
            Some(End::Passed(time)) => println!("passed    {} ({} s)", step.name, time.as_secs()),
            Some(End::LeftOut(why)) => println!("LEFT OUT  {}: {why}", step.name),
            Some(End::Failed) => println!("FAILED    {}", step.name),
            None => println!("not run   {}", step.name),
        }
    }
    match failure {
        None => Ok(()),
        Some((step, error)) => {
            bail!("step `{}` failed: {error:#}\nto rerun only this step: {}", step.name, step.command)
        }
    }
}

impl Step {
    fn run(&self, workspace: &Workspace) -> Result<End> {
        let start = Instant::now();
        match self.work {
            Work::Cargo(arguments) => workspace::run(workspace.cargo(arguments), &self.command)?,
            Work::Tidy => tidy::run(workspace)?,
            Work::Tests => {
                let mut command = workspace.cargo(&["test", "--workspace"]);
                command.env("LAW_BOOKS", LAW_BOOKS);
                workspace::run(command, &self.command)?;
            }
            Work::Score => match score::beside(workspace)? {
                Beside::Found(shared) => score::score(workspace, &shared)?,
                Beside::Missing(why) => return Ok(End::LeftOut(why)),
            },
        }
        Ok(End::Passed(start.elapsed()))
    }
}

fn steps() -> Vec<Step> {
    let cargo = |name, arguments: &'static [&'static str]| Step {
        name,
        command: format!("cargo {}", arguments.join(" ")),
        work: Work::Cargo(arguments),
    };
    let xtask = |name, work| Step { name, command: format!("cargo xtask {name}"), work };
    vec![
        cargo("format", &["fmt", "--all", "--check"]),
        cargo("clippy", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        xtask("tidy", Work::Tidy),
        Step { name: "tests", command: format!("LAW_BOOKS={LAW_BOOKS} cargo test --workspace"), work: Work::Tests },
        cargo("release build", RELEASE_BUILD),
        xtask("score", Work::Score),
    ]
}
