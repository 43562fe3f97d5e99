//! Heads over columns.

use taxonomy::{Layout, bare};

/// The heads over each column, top down.
///
/// **Shape.** Head rows of the full width, blank where a merged cell goes on; or rows of fewer cells,
/// where each cell stands over one blank below or over one run of named columns below.
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
    // From the bottom up, so that each row knows which columns below it are named.
    let mut labels: Vec<Vec<Option<String>>> = Vec::new();
    let mut below: Vec<bool> = vec![false; width];
    for row in rows[..=bottom_at].iter().rev() {
        let spread = if row.len() >= width { Some(spread_full(row, width, &below)) } else { spread_short(row, &below) };
        let Some(spread) = spread else { continue };
        for (named, label) in below.iter_mut().zip(&spread) {
            *named |= label.is_some();
        }
        labels.push(spread);
    }
    for row in labels.iter().rev() {
        for (path, label) in paths.iter_mut().zip(row) {
            if let Some(label) = label
                && path.last() != Some(label)
            {
                path.push(label.clone());
            }
        }
    }
    paths
}

/// A row of the full width: a label goes on over blanks to its right while columns below are named.
fn spread_full(row: &[String], width: usize, below: &[bool]) -> Vec<Option<String>> {
    let mut out: Vec<Option<String>> = vec![None; width];
    let mut current: Option<(usize, &String)> = None;
    for (column, label) in row.iter().take(width).enumerate() {
        if label.is_empty() {
            // Under a merged head only named columns go on; a blank column below ends the group.
            if let Some((start, head)) = current
                && below[column]
                && below[start]
            {
                out[column] = Some(head.clone());
            } else {
                current = None;
            }
        } else {
            out[column] = Some(label.clone());
            current = Some((column, label));
        }
    }
    out
}

/// A row of fewer cells over a full one: one cell a blank column, one cell a run of named columns.
fn spread_short(row: &[String], below: &[bool]) -> Option<Vec<Option<String>>> {
    let mut slots: Vec<std::ops::Range<usize>> = Vec::new();
    for (column, named) in below.iter().enumerate() {
        match slots.last_mut() {
            Some(run) if *named && below[run.start] && run.end == column => run.end = column + 1,
            _ => slots.push(column..column + 1),
        }
    }
    if slots.len() != row.len() {
        return None;
    }
    let mut out = vec![None; below.len()];
    for (slot, label) in slots.into_iter().zip(row) {
        for column in slot {
            out[column] = (!label.is_empty()).then(|| label.clone());
        }
    }
    Some(out)
}

/// The layout column of each table column, by its heads; `None` where no head is known.
pub fn by_heads(layout: &Layout, paths: &[Vec<String>]) -> Vec<Option<usize>> {
    paths
        .iter()
        .map(|path| {
            let found = layout.column_headed(path);
            // 一般公共预算拨款 with its unit or a note in brackets behind it.
            found.or_else(|| {
                let mut path = path.clone();
                let leaf = path.pop()?;
                path.push(bare(leaf.split('(').next()?));
                layout.column_headed(&path)
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
    fn a_short_row_that_fits_nowhere_is_passed_over() {
        check(&["甲|乙|丙", "一|二|三|四"], 4, &["一", "二", "三", "四"]);
    }
}
