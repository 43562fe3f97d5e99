//! Copies of the text documents in other formats: the same figures must be read from each.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::scorer;
use crate::workspace::Workspace;

/// Percent of the figures that must be read, and of what is read that may be no figure: whole documents, and
/// workbooks that hold only the tables.
const DOCUMENTS: (u32, u32) = (98, 2);
const WORKBOOKS: (u32, u32) = (99, 2);
/// Formats that have no reader.
const UNREAD: [&str; 1] = [".odt"];

/// Scores the copies and returns how many miss a goal.
pub(super) fn score(workspace: &Workspace, shared: &Path) -> Result<usize> {
    let mut command = scorer(workspace, shared)?;
    command.arg("--formats").arg(shared.join("corpus/formats"));
    let output = command.output().context("cannot run python3")?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        bail!("the scorer failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut n_read = 0;
    let mut n_missed = 0;
    for row in printed.lines().skip(1).filter_map(Row::parse) {
        if UNREAD.iter().any(|ending| row.file.ends_with(ending)) {
            continue;
        }
        n_read += 1;
        let is_reached = row.is_reached();
        n_missed += usize::from(!is_reached);
        let word = if is_reached { "reached" } else { "MISSED" };
        println!("{word:<8} {:<16} recall {:.1} %, extra {:.1} %", row.file, row.recall, row.extra);
    }
    if n_read == 0 {
        bail!("the scorer found no copy that it has the truth for:\n{printed}");
    }
    Ok(n_missed)
}

/// One line of the scorer: file, figures, recall, extra.
struct Row<'a> {
    file: &'a str,
    recall: f64,
    extra: f64,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let file = words.next()?;
        let mut percent = || words.next()?.trim_end_matches('%').parse().ok();
        percent()?;
        // A file that was not read has no share of extra figures.
        Some(Self { file, recall: percent()?, extra: percent().unwrap_or(0.0) })
    }

    fn is_reached(&self) -> bool {
        let is_workbook = self.file.ends_with(".xlsx") || self.file.ends_with(".xls");
        let (recall, extra) = if is_workbook { WORKBOOKS } else { DOCUMENTS };
        self.recall >= f64::from(recall) && self.extra <= f64::from(extra)
    }
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn rows_are_judged() {
        for (line, expected) in [
            ("seed-000.doc                251  100.0%    0.0% |   0.02", Some(true)),
            ("seed-000.doc                251   97.9%    0.0% |   0.02", Some(false)),
            ("seed-001.xls                147   98.9%    0.0% |   0.02", Some(false)),
            ("seed-001.doc                147  100.0%    2.1% |   0.02", Some(false)),
            ("seed-001.doc                147    0.0%    --   |   0.02", Some(false)),
            ("", None),
        ] {
            assert_eq!(Row::parse(line).map(|row| row.is_reached()), expected, "{line}");
        }
    }
}
