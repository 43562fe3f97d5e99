//! What the columns of a table hold below its heads.

use std::collections::HashSet;

use document::{CellKind, Design, Document, GridCell};
use quantity::Flaw;

use crate::grid::Grid;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Role {
    /// Digits that name a row and are never counted with: codes, numbers of lines.
    Key,
    /// Words that say what the figures right of them are of.
    Label,
    /// Figures.
    Figures,
    /// Other words, or nothing.
    #[default]
    Words,
}

/// What was seen in one column.
#[derive(Clone, Copy, Default)]
struct Seen {
    numbers: u32,
    /// Dashes, the printed form of no figure.
    dashes: u32,
    words: u32,
    /// Whether a number is more than whole digits, or is added up.
    measured: bool,
    /// Whether a number opens with a zero before other digits.
    zero_led: bool,
    /// Whether a number does not come behind the one before, as codes in their order do: 302, 30201, 303.
    disordered: bool,
}

impl Seen {
    /// Whether whole numbers are in the order of codes; two may be so by chance.
    fn has_codes(self) -> bool {
        self.numbers > 2 && !self.measured && !self.disordered
    }

    fn has_figures(self) -> bool {
        self.numbers > 0 && self.numbers + self.dashes >= self.words
    }
}

/// The role of each column of a grid. Cells that cover several columns say nothing of them.
pub fn roles(document: &Document, grid: &Grid, design: &Design) -> Vec<Role> {
    let mut seen = vec![Seen::default(); grid.width];
    let added: HashSet<GridCell> =
        design.sums.iter().flat_map(|sum| sum.parts.iter().chain([&sum.cell])).copied().collect();
    let n_heads = grid.n_heads(design);
    let mut last = vec![""; grid.width];
    for cell in grid.cells().filter(|cell| cell.row >= n_heads && cell.columns == 1) {
        let printed = document.str(cell.text);
        let column = &mut seen[cell.column];
        match CellKind::of(printed) {
            CellKind::Blank => {}
            CellKind::Dash => column.dashes += 1,
            CellKind::Text => column.words += 1,
            CellKind::Number(numeral) => {
                column.numbers += 1;
                column.measured |= !printed.trim().bytes().all(|b| b.is_ascii_digit());
                column.zero_led |= numeral.flaw == Some(Flaw::LeadingZero);
                column.disordered |= printed.trim() <= std::mem::replace(&mut last[cell.column], printed.trim());
            }
        }
    }
    for place in added {
        if let Some(column) = seen.get_mut(usize::from(place.column)) {
            column.measured = true;
        }
    }
    let mut roles = vec![Role::Words; grid.width];
    // The first column of words before a block of figures is their label.
    let mut label = None;
    for (column, seen) in seen.iter().enumerate() {
        if seen.has_figures() {
            roles[column] = if seen.zero_led && !seen.measured { Role::Key } else { Role::Figures };
            if let Some(label) = label.take() {
                roles[label] = Role::Label;
            }
        } else if seen.words > 0 {
            label.get_or_insert(column);
        }
    }
    // What stands before the first label names its row.
    let first = roles.iter().position(|role| *role == Role::Label).unwrap_or(0);
    for (role, seen) in roles.iter_mut().zip(&seen).take(first) {
        if *role == Role::Figures && !seen.measured {
            *role = Role::Key;
        }
    }
    // So does what stands before a label further right, unless these are the figures of the label before.
    for column in 1..roles.len().saturating_sub(1) {
        let is_between = roles[column - 1] == Role::Figures && roles[column + 1] == Role::Label;
        if roles[column] == Role::Figures && is_between && seen[column].has_codes() {
            roles[column] = Role::Key;
        }
    }
    // A code may be printed in several columns, of which only the last ones open with zeros.
    for column in (1..roles.len()).rev() {
        if roles[column] == Role::Key && roles[column - 1] == Role::Figures && !seen[column - 1].measured {
            roles[column - 1] = Role::Key;
        }
    }
    roles
}

/// Whether a text of a form, which has labels everywhere and no heads, is a label or an entry, to stand in the middle of
/// its cell; sentences stand at its left.
pub fn is_entry(printed: &str) -> bool {
    /// As long as labels are.
    const LONGEST: usize = 16;
    let is_short = printed.chars().nth(LONGEST).is_none() && !printed.contains(['，', '；', '。']);
    match CellKind::of(printed) {
        CellKind::Blank => false,
        CellKind::Number(_) | CellKind::Dash => true,
        CellKind::Text => is_short,
    }
}

#[cfg(test)]
mod tests {
    use document::{Cell, CellSum, Design, Document, Format, GridCell, Row, Table, Text};

    use super::{Grid, Role, roles};

    /// Checks the roles of a table whose rows are printed with `|` between cells, heads in the first.
    fn check(rows: &[&str], sums: Vec<CellSum>, expected: &[Role]) {
        let mut document = Document::new(Format::Composed);
        let mut cells = |row: &&str| Row {
            cells: row.split('|').map(|cell| Cell::single(document.add_text(Text::composed(cell)))).collect(),
        };
        let rows: Vec<Row> = rows.iter().map(&mut cells).collect();
        let design = Design { head_rows: 1, sums, ..Design::default() };
        let grid = Grid::of(&Table { rows, design: design.clone() });
        assert_eq!(roles(&document, &grid, &design), expected);
    }

    #[test]
    fn columns_are_told_by_what_they_hold() {
        use Role::{Figures, Key, Label, Words};
        check(
            &["类|款|名称|合计|备注", "||合计|30.50|", "201|01|行政|10.50|", "204|02|司法|—|另行安排"],
            vec![],
            &[Key, Key, Label, Figures, Words],
        );
        check(
            &["收入|行次|金额|支出|行次|金额", "拨款|1|10|行政|2|10", "其他|3||教育|4|0"],
            vec![],
            &[Label, Figures, Figures, Label, Figures, Figures],
        );
        check(
            &["名称|金额|类|款|名称|金额", "工资|1.00|302|01|办公|2.00", "津贴|10|302||印刷|2"],
            vec![],
            &[Label, Figures, Key, Key, Label, Figures],
        );
        check(
            &[
                "编码|名称|金额|编码|名称|金额",
                "301|工资|3.00|302|公用|3.00",
                "30101|基本|2.00|30201|办公|1.00",
                "|||303|补助|2.00",
            ],
            vec![],
            &[Key, Label, Figures, Key, Label, Figures],
        );
        check(
            &["收入|预算|决算|支出|金额", "甲|7|302|公用|3", "乙|7|30201|办公|1", "丙|7|30|补助|2"],
            vec![],
            &[Label, Figures, Figures, Label, Figures],
        );
        check(&["预算|决算|备注", "100|200|无"], vec![], &[Figures, Figures, Words]);
        check(&["合计|单位|金额", "5|甲|1.0", "7|乙|2.0"], vec![], &[Key, Label, Figures]);
        let place = |row| GridCell { row, column: 0 };
        let sum = CellSum { cell: place(2), parts: vec![place(1)] };
        check(&["合计|单位|金额", "5|甲|1.0", "7|乙|2.0"], vec![sum], &[Figures, Label, Figures]);
        check(&["名词|解释", "甲|乙"], vec![], &[Words, Words]);
    }
}
