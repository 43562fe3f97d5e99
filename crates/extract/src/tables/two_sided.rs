//! Two lists side by side: revenue by source on the left, expenditure by 类 on the right.

use disclosure::{CellFact, FactRow, FactTable, NotFigure, NotFigureKind, RowKind};
use document::{CellKind, Folded, Span, TextId};
use taxonomy::{FunctionCode, Level};

use super::Sheet;
use crate::subject::Topic;

pub(super) fn read(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let right_columns = right_columns(sheet);
    table.columns = right_columns.clone();
    let mut next_row = 0;
    for row in &grid.rows {
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
                at += 1;
                continue;
            }
            let end = (at + 1..row.len()).find(|i| sheet.kind(row[*i]) == CellKind::Text).unwrap_or(row.len());
            let label = sheet.bare(row[at]);
            let text = row[at].expect("a label has a text");
            let values = &row[at + 1..end];
            if let Some((function, name)) = function(sheet, &label) {
                code_digits(sheet, text);
                table.rows.push(right_row(sheet, text, Some(function), name, values, &right_columns, None));
            } else if let Some(index) = sheet.layout.row_labelled(&label, next_row) {
                if sheet.layout.rows[index].is_right {
                    table.rows.push(right_row(sheet, text, None, label, values, &right_columns, Some(index)));
                } else {
                    next_row = index + 1;
                    table.rows.push(left_row(sheet, text, label, values, index));
                }
            }
            at = end;
        }
    }
}

/// A head row names columns and holds no amount.
fn is_head(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> bool {
    let heads = ["项目", "预算数", "功能分类", "支出功能分类", "收入", "支出", "财政拨款收入", "财政拨款支出", "合计"];
    let known = row.iter().filter(|cell| heads.contains(&sheet.bare(**cell).as_str())).count();
    let numbers = row.iter().any(|cell| matches!(sheet.kind(*cell), CellKind::Number(_)));
    known >= 2 && !numbers
}

/// The layout columns of the amounts behind a 类, in the order of the heads.
fn right_columns(sheet: &Sheet<'_>) -> Vec<usize> {
    let heads = sheet.grid.rows.iter().rfind(|row| is_head(sheet, row));
    let Some(heads) = heads else { return vec![0] };
    let labels: Vec<String> = heads.iter().map(|cell| sheet.bare(*cell)).collect();
    let label_at = labels
        .iter()
        .position(|head| head.contains("分类"))
        .or_else(|| labels.iter().enumerate().filter(|(_, head)| *head == "项目").nth(1).map(|(i, _)| i));
    let found: Vec<usize> = labels[label_at.map_or(0, |i| i + 1)..]
        .iter()
        .filter_map(|head| sheet.layout.column_headed(std::slice::from_ref(head)))
        .collect();
    if found.is_empty() { vec![0] } else { found }
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

fn left_row(sheet: &mut Sheet<'_>, text: TextId, label: String, values: &[Option<TextId>], index: usize) -> FactRow {
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
    for cell in values {
        if let (CellKind::Number(numeral), Some(amount)) = (sheet.kind(*cell), *cell) {
            let topic = Topic::new(spec.concept, spec_name(&label));
            let id = sheet.add(topic, numeral, amount, &label, "预算数");
            fact.cells.push((0, CellFact::Figure(id)));
            return fact;
        }
    }
    fact.cells.push((0, CellFact::Blank));
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
    values: &[Option<TextId>],
    columns: &[usize],
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
    for (cell, column) in values.iter().zip(columns) {
        let content = match (sheet.kind(*cell), *cell) {
            (CellKind::Number(numeral), Some(amount)) => {
                let spec = &sheet.layout.columns[*column];
                // The total of the right side may be a concept of its own (支出总计).
                let total = labelled.filter(|_| *column == 0).map(|index| sheet.layout.rows[index].concept);
                let mut topic = Topic::new(total.unwrap_or(spec.concept), name.clone());
                topic.fund = Some(spec.fund);
                topic.nature = spec.nature;
                topic.function = function;
                CellFact::Figure(sheet.add(topic, numeral, amount, &name, &spec.key.clone()))
            }
            _ => CellFact::Blank,
        };
        fact.cells.push((*column, content));
    }
    fact
}
