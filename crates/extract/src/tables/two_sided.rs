//! Two lists side by side: revenue by source on the left, expenditure by 类 on the right.

use std::ops::Range;

use disclosure::{CellFact, FactRow, FactTable, NotFigure, NotFigureKind, RowKind};
use document::{CellKind, Folded, Span, TextId};
use taxonomy::{Basis, FunctionCode, Level, Stage};

use super::{Sheet, columns};
use crate::subject::Topic;

pub(super) fn read(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let heads = Heads::of(sheet);
    table.columns = heads.right.clone();
    let mut next_row = 0;
    for row in &grid.rows[heads.n_rows..] {
        if sheet.numbers_columns(row) {
            sheet.skip_column_numbers(row);
            continue;
        }
        if is_head(sheet, row) {
            continue;
        }
        let mut at = 0;
        while at < row.len() {
            if sheet.kind(row[at]) != CellKind::Text {
                // Lines are numbered on where one of the lists has ended.
                if heads.numbers_line(row, at) {
                    sheet.not_figure(row[at], NotFigureKind::ColumnNumber);
                }
                at += 1;
                continue;
            }
            let end = (at + 1..row.len()).find(|i| sheet.kind(row[*i]) == CellKind::Text).unwrap_or(row.len());
            let label = sheet.bare(row[at]);
            let text = row[at].expect("a label has a text");
            let values = heads.values(sheet, row, at + 1..end);
            if let Some((function, name)) = function(sheet, &label) {
                code_digits(sheet, text);
                table.rows.push(right_row(sheet, text, Some(function), name, &values, &heads, None));
            } else if let Some(index) = sheet.layout.row_labelled(&label, next_row) {
                if sheet.layout.rows[index].is_right {
                    table.rows.push(right_row(sheet, text, None, label, &values, &heads, Some(index)));
                } else {
                    next_row = index + 1;
                    table.rows.push(left_row(sheet, text, label, &values, index));
                }
            }
            at = end;
        }
    }
}

/// A head row names columns and holds no amount.
fn is_head(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> bool {
    let heads = [
        "项目",
        "预算数",
        "决算数",
        "金额",
        "行次",
        "功能分类",
        "支出功能分类",
        "收入",
        "支出",
        "财政拨款收入",
        "财政拨款支出",
        "合计",
    ];
    let known = row.iter().filter(|cell| heads.contains(&sheet.bare(**cell).as_str())).count();
    let numbers = row.iter().any(|cell| matches!(sheet.kind(*cell), CellKind::Number(_)));
    known >= 2 && !numbers
}

/// A body row has an amount or names a 类.
fn is_body(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> bool {
    let is_figure = |cell: &Option<TextId>| matches!(sheet.kind(*cell), CellKind::Number(_));
    let is_category = |cell: &Option<TextId>| function(sheet, &sheet.bare(*cell)).is_some();
    !is_head(sheet, row) && !sheet.numbers_columns(row) && row.iter().any(|cell| is_figure(cell) || is_category(cell))
}

/// An amount cell with the layout column that stands over its place, where the heads tell.
type Value = (Option<usize>, Option<TextId>);

/// What the head rows say.
struct Heads {
    /// How many rows were read as heads; none where only one of them could be read.
    n_rows: usize,
    /// The layout columns of the amounts behind a 类, in the order of the heads.
    right: Vec<usize>,
    /// The layout column at each place.
    places: Vec<Option<usize>>,
    /// The places of 行次.
    line_numbers: Vec<usize>,
}

impl Heads {
    fn of(sheet: &mut Sheet<'_>) -> Self {
        let grid = sheet.grid;
        let first_body = grid.rows.iter().position(|row| is_body(sheet, row)).unwrap_or(grid.rows.len());
        let width = grid.rows.get(first_body).map_or(0, Vec::len);
        // Rows of full width stand over their columns; of shorter ones only the lowest can be read.
        let is_even = first_body > 0 && grid.rows[..first_body].iter().all(|row| row.len() == width);
        let paths: Vec<Vec<String>> = if is_even {
            sheet.head_paths(first_body, width)
        } else {
            let lowest = grid.rows.iter().rfind(|row| is_head(sheet, row));
            lowest.into_iter().flatten().map(|cell| vec![sheet.bare(*cell)]).collect()
        };
        let is_headed = |path: &Vec<String>, is: fn(&str) -> bool| path.last().is_some_and(|head| is(head));
        let label_at = paths.iter().rposition(|path| is_headed(path, |head| head.contains("分类") || head == "项目"));
        let places = columns::by_heads(sheet.layout, &paths);
        let right: Vec<usize> = places[label_at.map_or(0, |i| i + 1)..].iter().copied().flatten().collect();
        Self {
            n_rows: if is_even { first_body } else { 0 },
            right: if right.is_empty() { vec![0] } else { right },
            places,
            line_numbers: (0..paths.len()).filter(|at| is_headed(&paths[*at], |head| head == "行次")).collect(),
        }
    }

    /// Whether a place of a row holds the number of the line.
    fn numbers_line(&self, row: &[Option<TextId>], place: usize) -> bool {
        row.len() == self.places.len() && self.line_numbers.contains(&place)
    }

    /// The amount cells at some places of a row; numbers of lines are accounted for.
    fn values(&self, sheet: &mut Sheet<'_>, row: &[Option<TextId>], places: Range<usize>) -> Vec<Value> {
        let is_under_heads = row.len() == self.places.len();
        let mut values = Vec::new();
        for place in places {
            if self.numbers_line(row, place) {
                sheet.not_figure(row[place], NotFigureKind::ColumnNumber);
            } else {
                values.push((self.places.get(place).copied().flatten().filter(|_| is_under_heads), row[place]));
            }
        }
        values
    }
}

/// The 类 that a label names, by code or by name, and its printed name.
fn function(sheet: &Sheet<'_>, label: &str) -> Option<(FunctionCode, String)> {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3
        && let Some(code) = FunctionCode::parse(&label[..digits])
    {
        return Some((code, label[digits..].to_owned()));
    }
    // 一、一般公共服务支出
    let name = crate::headings::look(label).map_or_else(|| label.to_owned(), |look| look.title);
    let code = sheet.taxonomy.functional.with_name(&name, Level::Category, None).first().copied()?;
    Some((code, name))
}

/// Accounts for the digits of 201 一般公共服务支出.
fn code_digits(sheet: &mut Sheet<'_>, text: TextId) {
    let printed = sheet.document.str(text);
    let folded = Folded::new(printed);
    let digits = folded.as_str().bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let span = Span::new(text, folded.printed_in(printed, 0..digits));
        sheet.out.not_figures.push(NotFigure { span, why: NotFigureKind::Code });
        sheet.read.push(text);
    }
}

fn left_row(sheet: &mut Sheet<'_>, text: TextId, label: String, values: &[Value], index: usize) -> FactRow {
    let spec = &sheet.layout.rows[index];
    let mut fact = FactRow {
        kind: RowKind::Labelled(index),
        function: None,
        economic: None,
        name: label.clone(),
        name_span: sheet.document.whole(text),
        code_span: None,
        project: None,
        cells: Vec::new(),
    };
    for (column, cell) in values {
        // Revenue has one amount, or one for each account of the year.
        let column = column.filter(|column| sheet.layout.columns[*column].basis.is_some()).unwrap_or(0);
        if fact.figure(column).is_some() {
            continue;
        }
        if let (CellKind::Number(numeral), Some(amount)) = (sheet.kind(*cell), *cell) {
            let basis = sheet.layout.columns[column].basis;
            let topic = Topic { fund: spec.fund, basis, ..Topic::new(spec.concept, spec_name(&label)) };
            let column_name = match (basis, sheet.setting.stage) {
                (Some(basis), _) => basis.name(),
                (None, Some(Stage::FinalAccounts)) => Basis::Actual.name(),
                (None, _) => "预算数",
            };
            let id = sheet.add(topic, numeral, amount, &label, column_name);
            fact.cells.push((column, CellFact::Figure(id)));
        }
    }
    if fact.cells.is_empty() {
        fact.cells.push((0, CellFact::Blank));
    }
    fact
}

/// A label without its number, for messages. 一般公共预算 begins with a numeral that is none.
fn spec_name(label: &str) -> String {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let number = label.len() - rest.len();
    let rest = rest.strip_prefix(['、', '.']).filter(|_| number > 0).unwrap_or(label);
    rest.strip_prefix("其中:").unwrap_or(rest).to_owned()
}

fn right_row(
    sheet: &mut Sheet<'_>,
    text: TextId,
    function: Option<FunctionCode>,
    name: String,
    values: &[Value],
    heads: &Heads,
    labelled: Option<usize>,
) -> FactRow {
    let mut fact = FactRow {
        kind: labelled.map_or(RowKind::Code, RowKind::Labelled),
        function,
        economic: None,
        name: name.clone(),
        name_span: sheet.document.whole(text),
        code_span: function.map(|_| sheet.document.whole(text)),
        project: None,
        cells: Vec::new(),
    };
    let is_placed = values.iter().any(|(column, _)| column.is_some());
    for (at, (placed, cell)) in values.iter().enumerate() {
        let by_order = || heads.right.get(at).copied();
        let Some(column) = (if is_placed { *placed } else { by_order() }) else { continue };
        let content = match (sheet.kind(*cell), *cell) {
            (CellKind::Number(numeral), Some(amount)) => {
                let spec = &sheet.layout.columns[column];
                // The rows below the 类 may be concepts of their own (支出总计, 年末结转和结余).
                let own = labelled.map(|index| sheet.layout.rows[index].concept);
                let mut topic = Topic::new(own.unwrap_or(spec.concept), name.clone());
                topic.fund = Some(spec.fund);
                topic.nature = spec.nature;
                topic.basis = spec.basis;
                topic.function = function;
                CellFact::Figure(sheet.add(topic, numeral, amount, &name, &spec.key.clone()))
            }
            _ => CellFact::Blank,
        };
        fact.cells.push((column, content));
    }
    fact
}
