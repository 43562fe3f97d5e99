//! `cargo xtask demo`: the program at work on the examples, explained.

use std::{
    ffi::OsStr,
    fs,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::workspace::Workspace;

/// One example and what the program says of it.
struct Example {
    path: String,
    report: Value,
}

impl Example {
    fn findings(&self) -> &[Value] {
        self.report["findings"].as_array().map_or(&[], Vec::as_slice)
    }
}

/// Builds the program and shows its main job.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    say(
        "构建程序（发布版，与用户安装的相同；首次构建需要几分钟）。",
        "Building the program as users get it; the first build takes a few minutes.",
    );
    workspace.build_release()?;
    let examples = examples(workspace)?;
    let (Some(best), Some(worst)) = (examples.first(), examples.last()) else {
        bail!("examples/ holds no .txt file; add a disclosure as text there");
    };

    for example in &examples {
        if example.report["verdict"] != "broken" {
            say(
                "一份没有问题的公开：只有一行结论，接着是未能核对的内容。没有核对的，绝不算作通过。",
                "A disclosure without mistakes: one verdict line, then what was not checked. What was not checked never counts as passed.",
            );
        } else {
            say(
                "一份有错误的公开：每条发现都标出有误的数字、依据所在的位置、算式、规则编号及依据。",
                "A disclosure with mistakes: each finding marks the wrong figure and shows the evidence, the arithmetic, the rule and its source.",
            );
        }
        show(workspace, &["check", &example.path])?;
    }

    if let Some(code) = worst.findings().iter().find_map(|finding| finding["rule"].as_str()) {
        say(
            "每条规则都有手册：检查什么、为什么、如何改正，附正反两例；这些例子同时是该规则的测试。",
            "Each rule has a manual page: what is checked, why, how to repair it, and examples, which are also the rule's tests.",
        );
        show(workspace, &["explain", code])?;
    }

    say(
        "同样的结果可供其他程序读取（以下为节选：结论、第一条发现、各规则结果的计数；完整结果请直接运行该命令）。",
        "The same for other programs. This is an excerpt: the verdict, the first finding, the counts; run the command to see all.",
    );
    println!("$ mingzhang check {} --format json", worst.path);
    println!("{}", serde_json::to_string_pretty(&excerpt(&worst.report)).context("JSON that was read can be written")?);

    say(
        "退出码：0 没有问题，1 有发现，2 无法运行。试试自己的文件：",
        "Exit codes: 0 nothing broken, 1 findings, 2 could not run. Try a file of your own:",
    );
    println!("{} check {}", workspace.program()?.display(), best.path);
    Ok(())
}

/// All examples, the one with the fewest findings first.
fn examples(workspace: &Workspace) -> Result<Vec<Example>> {
    let folder = workspace.root().join("examples");
    let mut examples = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry.with_context(|| format!("cannot read {}", folder.display()))?.path();
        if path.extension() != Some(OsStr::new("txt")) {
            continue;
        }
        let name = path.file_name().and_then(OsStr::to_str).context("an example's name is no UTF-8")?;
        let path = format!("examples/{name}");
        let output = program(workspace, &["check", &path, "--format", "json"])?
            .stderr(Stdio::inherit())
            .output()
            .context("the program could not be started")?;
        let report = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("`mingzhang check {path} --format json` printed no JSON ({})", output.status))?;
        examples.push(Example { path, report });
    }
    examples.sort_by(|a, b| (a.findings().len(), &a.path).cmp(&(b.findings().len(), &b.path)));
    Ok(examples)
}

fn program(workspace: &Workspace, arguments: &[&str]) -> Result<Command> {
    let mut command = Command::new(workspace.program()?);
    command.args(arguments).current_dir(workspace.root());
    Ok(command)
}

/// Runs the program in sight; findings (exit code 1) are what a demonstration wants.
fn show(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let shown = format!("mingzhang {}", arguments.join(" "));
    println!("$ {shown}");
    let status = program(workspace, arguments)?.status().context("the program could not be started")?;
    match status.code() {
        Some(code @ (0 | 1)) => println!("(退出码 exit code {code})"),
        _ => bail!("`{shown}` failed ({status})"),
    }
    Ok(())
}

fn say(chinese: &str, english: &str) {
    println!("\n── {chinese}\n   {english}\n");
}

/// The parts of a report that show its shape.
fn excerpt(report: &Value) -> Value {
    let findings = report["findings"].as_array().map_or(&[][..], Vec::as_slice);
    json!({
        "schema": report["schema"],
        "verdict": report["verdict"],
        "findings": findings.iter().take(1).collect::<Vec<_>>(),
        "rules": {
            "held": report["rules"]["held"],
            "broken": report["rules"]["broken"],
            "not_applicable": report["rules"]["not_applicable"],
        },
        "coverage": report["coverage"],
    })
}
