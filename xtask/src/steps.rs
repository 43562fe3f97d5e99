//! `cargo xtask test`: everything that must pass, in order of how fast it fails.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::{
    score::{self, Beside},
    tidy,
    workspace::{self, RELEASE_BUILD, Workspace},
};

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
    Score,
}

/// Runs all steps and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let steps = steps();
    let mut passed: Vec<(&str, Duration)> = Vec::new();
    let mut left_out = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        println!("\n=== {}/{} {}: {}", i + 1, steps.len(), step.name, step.command);
        let start = Instant::now();
        let result = match step.work {
            Work::Cargo(arguments) => workspace::run(workspace.cargo(arguments), &step.command),
            Work::Tidy => tidy::run(workspace),
            Work::Score => match score::beside(workspace)? {
                Beside::Found(shared) => score::score(workspace, &shared),
                Beside::Missing(why) => {
                    println!("left out: {why}");
                    left_out.push((step.name, why));
                    continue;
                }
            },
        };
        result.with_context(|| {
            format!("step `{}` failed; to rerun only this step: {}", step.name, step.command)
        })?;
        passed.push((step.name, start.elapsed()));
    }
    println!("\n=== summary");
    for (name, time) in passed {
        println!("passed    {name} ({} s)", time.as_secs());
    }
    for (name, why) in left_out {
        println!("LEFT OUT  {name}: {why}");
    }
    Ok(())
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
        cargo("tests", &["test", "--workspace"]),
        cargo("release build", RELEASE_BUILD),
        xtask("score", Work::Score),
    ]
}
