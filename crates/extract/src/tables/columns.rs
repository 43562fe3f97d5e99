//! Heads over columns.

use std::ops::Range;

use taxonomy::{Layout, bare};

/// A head and the columns it stands over; blank where a head above goes on.
struct Segment {
    label: String,
    columns: Range<usize>,
}

/// The heads over each column, top down.
///
/// **Shape.** Head rows of the full width, blank where a merged cell goes on; or rows of fewer cells,
/// where each cell stands over one blank cell below or over a run of named cells below.
pub fn paths(rows: &[Vec<String>], width: usize) -> Vec<Vec<String>> {
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); width];
    let Some(bottom_at) = rows.iter().rposition(|row| row.len() >= width) else {
        // All rows are short; the last one is taken from the left.
        if let Some(last) = rows.last() {
            for (path, head) in paths.iter_mut().zip(last) {
                path.push(head.clone());
            }
        }
        return paths;
    };
    // From the bottom up, so that each row knows what is named below it.
    let mut spread: Vec<Vec<Segment>> = Vec::new();
    for (at, row) in rows[..=bottom_at].iter().enumerate().rev() {
        let below = spread.last();
        let above = at.checked_sub(1).map(|above| &rows[above]).filter(|above| above.len() >= width);
        let segments =
            if row.len() >= width { Some(spread_full(row, width, above, &spread)) } else { spread_short(row, below) };
        spread.extend(segments);
    }
    for segment in spread.iter().rev().flatten().filter(|segment| !segment.label.is_empty()) {
        for path in &mut paths[segment.columns.clone()] {
            if path.last() != Some(&segment.label) {
                path.push(segment.label.clone());
            }
        }
    }
    paths
}

/// A row of the full width: a head goes on over blanks to its right while columns below are named, up
/// to where the head above it ends.
fn spread_full(row: &[String], width: usize, above: Option<&Vec<String>>, below: &[Vec<Segment>]) -> Vec<Segment> {
    let begins_above = |column: usize| above.is_some_and(|above| !above[column].is_empty());
    let named = |column: usize| below.iter().flatten().any(|s| s.columns.contains(&column) && !s.label.is_empty());
    let mut segments: Vec<Segment> = Vec::new();
    for (column, label) in row.iter().take(width).enumerate() {
        match segments.last_mut() {
            Some(last)
                if label.is_empty()
                    && !last.label.is_empty()
                    && !begins_above(column)
                    && named(column)
                    && named(last.columns.start) =>
            {
                last.columns.end = column + 1;
            }
            _ => segments.push(Segment { label: label.clone(), columns: column..column + 1 }),
        }
    }
    segments
}

/// A row of fewer cells than columns: one cell a blank cell below, one cell a run of named cells
/// below; a run whose heads repeat (合计 基本支出 项目支出 twice) stands under as many cells.
fn spread_short(row: &[String], below: Option<&Vec<Segment>>) -> Option<Vec<Segment>> {
    let below = below?;
    let mut slots: Vec<Vec<&Segment>> = Vec::new();
    for segment in below {
        match slots.last_mut() {
            Some(run) if !segment.label.is_empty() && !run[0].label.is_empty() => run.push(segment),
            _ => slots.push(vec![segment]),
        }
    }
    let lacking = row.len().checked_sub(slots.len())?;
    if lacking > 0 {
        let at = slots.iter().position(|run| repeats(run, lacking + 1))?;
        let run = slots.remove(at);
        let period = run.len() / (lacking + 1);
        for (i, part) in run.chunks(period).enumerate() {
            slots.insert(at + i, part.to_vec());
        }
    }
    let segments = slots.iter().zip(row).map(|(slot, label)| Segment {
        label: label.clone(),
        columns: slot[0].columns.start..slot[slot.len() - 1].columns.end,
    });
    Some(segments.collect())
}

/// Whether a run of heads is one sequence `times` over.
fn repeats(run: &[&Segment], times: usize) -> bool {
    run.len().is_multiple_of(times)
        && run.len() > times
        && run.iter().zip(&run[run.len() / times..]).all(|(a, b)| a.label == b.label)
}

/// The layout column of each table column, by its heads; `None` where no head is known.
pub fn by_heads(layout: &Layout, paths: &[Vec<String>]) -> Vec<Option<usize>> {
    paths
        .iter()
        .map(|path| {
            let found = layout.column_headed(path);
            // 一般公共预算拨款 with its unit or a note in brackets behind it.
            let found = found.or_else(|| {
                let mut path = path.clone();
                let leaf = path.pop()?;
                path.push(bare(leaf.split('(').next()?));
                layout.column_headed(&path)
            });
            // 小计 under 事业收入 is what the head above it says.
            found.or_else(|| {
                let (leaf, above) = path.split_last()?;
                matches!(leaf.as_str(), "小计" | "合计").then(|| layout.column_headed(above)).flatten()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::paths;

    fn rows(text: &[&str]) -> Vec<Vec<String>> {
        text.iter().map(|row| row.split('|').map(str::to_owned).collect()).collect()
    }

    fn check(text: &[&str], width: usize, expected: &[&str]) {
        let found: Vec<String> = paths(&rows(text), width).iter().map(|path| path.join("/")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn merged_heads_are_spread() {
        check(
            &["编码|||名称|合计|拨款||", "类|款|项|||小计|基金|国资"],
            8,
            &["编码/类", "编码/款", "编码/项", "名称", "合计", "拨款/小计", "拨款/基金", "拨款/国资"],
        );
    }

    #[test]
    fn short_head_rows_are_spread() {
        check(&["编码|名称|合计|基本", "类|款|项|||"], 6, &["编码/类", "编码/款", "编码/项", "名称", "合计", "基本"]);
    }

    #[test]
    fn repeated_heads_part_a_run() {
        check(
            &["名称|拨款|非拨款", "|合计|基本|项目|合计|基本|项目", "||人员|公用|||人员|公用|"],
            9,
            &[
                "名称",
                "拨款/合计",
                "拨款/基本/人员",
                "拨款/基本/公用",
                "拨款/项目",
                "非拨款/合计",
                "非拨款/基本/人员",
                "非拨款/基本/公用",
                "非拨款/项目",
            ],
        );
    }

    #[test]
    fn a_head_does_not_go_on_under_the_next_head_above() {
        check(
            &["合计||车辆||||接待|", "||小计||运行|||", "预算|决算|预算|决算|预算|决算|预算|决算"],
            8,
            &[
                "合计/预算",
                "合计/决算",
                "车辆/小计/预算",
                "车辆/小计/决算",
                "车辆/运行/预算",
                "车辆/运行/决算",
                "接待/预算",
                "接待/决算",
            ],
        );
    }

    #[test]
    fn a_short_row_that_fits_nowhere_is_passed_over() {
        check(&["甲|乙|丙", "一|二|三|四"], 4, &["一", "二", "三", "四"]);
    }
}
