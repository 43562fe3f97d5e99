//! Tables with a row a classification code.

use std::{collections::BTreeMap, ops::Range};

use disclosure::{CellFact, FactRow, FactTable, NotFigureKind, ProjectMention, ProjectSource, RowKind};
use document::{CellKind, TextId};
use quantity::{Amount, Interval, Unit};
use taxonomy::{EconomicCode, FunctionCode};

use super::{Sheet, columns, is_total};
use crate::subject::Topic;

type Row = Vec<Option<TextId>>;

/// What the leading cells of a body row say.
struct Lead {
    /// The digits of the code cells, joined.
    code: String,
    /// Column of the name.
    name: usize,
    /// The folded name.
    label: String,
}

pub(super) fn read(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let rows = without_body_codes(sheet);
    let rows: Vec<&Row> = rows.iter().collect();
    let Some(first_body) = rows.iter().position(|row| is_body(sheet, row)) else {
        for row in rows {
            if sheet.numbers_columns(row) {
                sheet.skip_column_numbers(row);
            }
        }
        return;
    };
    let (heads, body) = rows.split_at(first_body);
    let width = body.iter().map(|row| row.len()).max().unwrap_or(0);
    let paths = sheet.head_paths(first_body, width);
    let last_head = heads.iter().rev().filter(|row| !sheet.numbers_columns(row)).find_map(|row| {
        let printed = row.iter().flatten().find(|text| !sheet.document.str(**text).trim().is_empty());
        printed.map(|text| sheet.document.whole(*text))
    });
    let body: Vec<&Row> = body.iter().copied().filter(|row| !repeats_head(sheet, row, heads)).collect();
    let blocks = blocks(&paths);
    if blocks.len() > 1 {
        for (at, block) in blocks.iter().enumerate() {
            let mapping = columns::by_heads(sheet.layout, &paths[block.clone()]);
            let rows: Vec<Row> = body.iter().filter_map(|row| of_block(sheet, row, &blocks, at)).collect();
            read_rows(sheet, table, &rows.iter().collect::<Vec<_>>(), &mapping, None);
        }
        table.columns.sort_unstable();
        table.columns.dedup();
        return;
    }
    let project_column = paths.iter().position(|path| path.last().is_some_and(|head| names_projects(head)));
    let mapping = decide(sheet, &paths, &body, width);
    if mapping.is_shifted {
        table.shifted_head = last_head;
    }
    read_rows(sheet, table, &body, &mapping.columns, project_column);
}

/// 项目名称, or 单位名称（项目）: projects under the body that has them.
fn names_projects(head: &str) -> bool {
    head == "项目名称" || head.ends_with("名称(项目)")
}

/// The rows without the codes of bodies (单位代码), which are no classification codes.
fn without_body_codes(sheet: &mut Sheet<'_>) -> Vec<Row> {
    const HEADS: [&str; 7] =
        ["单位代码", "单位编码", "部门代码", "部门编码", "部门(单位)代码", "预算单位编码", "预算单位代码"];
    let grid = sheet.grid;
    let is_head = |sheet: &Sheet<'_>, cell: &Option<TextId>| HEADS.contains(&sheet.bare(*cell).as_str());
    let columns = |row: &Row| (0..row.len()).filter(|at| is_head(sheet, &row[*at])).collect::<Vec<_>>();
    let heads: Vec<(usize, usize)> =
        grid.rows.iter().enumerate().flat_map(|(at, row)| columns(row).into_iter().map(move |c| (at, c))).collect();
    let mut rows = grid.rows.clone();
    for (head, column) in heads {
        for row in &mut rows[head + 1..] {
            if let Some(cell) = row.get_mut(column)
                && sheet.str(*cell).trim().len() >= 3
                && matches!(sheet.kind(*cell), CellKind::Number(_))
            {
                sheet.not_figure(cell.take(), NotFigureKind::Code);
            }
        }
    }
    rows
}

/// Reads body rows under known columns.
fn read_rows(
    sheet: &mut Sheet<'_>,
    table: &mut FactTable,
    body: &[&Row],
    mapping: &[Option<usize>],
    project_column: Option<usize>,
) {
    table.columns.extend(mapping.iter().flatten());
    let first_value = mapping.iter().position(Option::is_some).unwrap_or(mapping.len());
    let mut unit: Option<String> = None;
    let n_bodies = body.iter().filter(|row| names_body(sheet, row)).count();
    for row in body {
        if row.iter().all(|cell| sheet.kind(*cell) == CellKind::Blank) {
            continue;
        }
        if sheet.numbers_columns(row) {
            sheet.skip_column_numbers(row);
            continue;
        }
        let Some(lead) = lead(sheet, row) else { continue };
        let fact = read_row(sheet, row, &lead, mapping, first_value, project_column, &mut unit);
        // Where the table has one body, its items are those of the whole.
        if fact.kind == RowKind::Unit && n_bodies == 1 {
            unit = None;
        }
        table.rows.push(fact);
    }
}

/// Whether a row of amounts carries a name and neither a code nor a label of the form.
fn names_body(sheet: &Sheet<'_>, row: &Row) -> bool {
    lead(sheet, row).is_some_and(|lead| {
        lead.code.is_empty() && !is_total(&lead.label) && sheet.layout.row_labelled(&lead.label, 0).is_none()
    })
}

/// Whether a row of the body says again what a row of the head says, as on a new page.
fn repeats_head(sheet: &Sheet<'_>, row: &Row, heads: &[&Row]) -> bool {
    let words = |row: &Row| -> Vec<String> {
        row.iter().map(|cell| sheet.bare(*cell)).filter(|word| !word.is_empty()).collect()
    };
    let said = words(row);
    !said.is_empty() && heads.iter().any(|head| words(head) == said)
}

/// The blocks of a table that prints several lists of codes side by side; each begins with its codes.
fn blocks(paths: &[Vec<String>]) -> Vec<Range<usize>> {
    let is_code = |at: usize| paths[at].iter().any(|head| head.contains("编码"));
    let mut starts: Vec<usize> = (0..paths.len()).filter(|at| is_code(*at) && (*at == 0 || !is_code(at - 1))).collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().copied().skip(1).chain([paths.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// The cells of a row that stand in a block. A row of labels has merged cells: each label has the amount
/// behind it and stands in its block; the last one, as wide as what is left, in the last block.
fn of_block(sheet: &Sheet<'_>, row: &Row, blocks: &[Range<usize>], at: usize) -> Option<Row> {
    let is_text = |at: &usize| sheet.kind(row[*at]) == CellKind::Text;
    let labels: Vec<usize> = (0..row.len()).filter(is_text).collect();
    let is_labelled = sheet.layout.row_labelled(sheet.str(row[*labels.first()?]), 0).is_some();
    if !is_labelled {
        let width = blocks.last()?.end;
        return (row.len() == width).then(|| row[blocks[at].clone()].to_vec());
    }
    let last = labels.len() - 1;
    let label = if at + 1 == blocks.len() { last } else { Some(at).filter(|at| *at < last)? };
    let end = labels.get(label + 1).copied().unwrap_or(row.len());
    let is_filled = |cell: &&Option<TextId>| sheet.kind(**cell) != CellKind::Blank;
    Some(row[labels[label]..end].iter().filter(is_filled).copied().collect())
}

/// A body row begins with a code, or is a named total with nothing but amounts behind it.
fn is_body(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> bool {
    let Some(lead) = lead(sheet, row) else { return false };
    if FunctionCode::parse(&lead.code).is_some() || EconomicCode::parse(&lead.code).is_some() {
        return true;
    }
    let others = row.iter().skip(lead.name + 1).any(|cell| sheet.kind(*cell) == CellKind::Text);
    is_total(&lead.label) && !others && lead.code.is_empty()
}

fn lead(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> Option<Lead> {
    // The national form prints 类 款 项 in the line of the total.
    let is_level = |cell: Option<TextId>| matches!(sheet.str(cell).trim(), "类" | "款" | "项");
    let name = row.iter().position(|cell| sheet.kind(*cell) == CellKind::Text && !is_level(*cell))?;
    let mut code = String::new();
    for part in row[..name].iter().filter(|cell| !is_level(**cell)).map(|cell| sheet.bare(*cell)) {
        // A spreadsheet drops the zero of 301 02.
        if part.len() == 1 && !code.is_empty() {
            code.push('0');
        }
        code.push_str(&part);
    }
    let mut label = sheet.bare(row[name]);
    if code.is_empty() {
        // 201 一般公共服务支出 in one cell.
        let digits = label.bytes().take_while(u8::is_ascii_digit).count();
        if matches!(digits, 3 | 5 | 7) {
            code = label[..digits].to_owned();
            label = label[digits..].to_owned();
        } else if let Some((inner, name)) = bracketed_code(&label) {
            (code, label) = (inner.to_owned(), name.to_owned());
        }
    }
    code.bytes().all(|b| b.is_ascii_digit()).then_some(Lead { code, name, label })
}

/// [201]一般公共服务支出
fn bracketed_code(label: &str) -> Option<(&str, &str)> {
    let (code, name) = label.strip_prefix(['[', '【'])?.split_once([']', '】'])?;
    let is_code = matches!(code.len(), 3 | 5 | 7) && code.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some((code, name))
}

/// Which layout column each table column is.
struct Mapping {
    columns: Vec<Option<usize>>,
    /// Set when the heads do not stand over their columns.
    is_shifted: bool,
}

/// Reads the heads by position. A head that stands alone at the end while its neighbours in the
/// layout stand in a group has slipped out of that group; then the heads count in the layout's
/// order, provided every row still adds up.
fn decide(sheet: &Sheet<'_>, paths: &[Vec<String>], body: &[&Row], width: usize) -> Mapping {
    let by_position = columns::by_heads(sheet.layout, paths);
    let unchanged = |columns| Mapping { columns, is_shifted: false };
    let Some(first) = by_position.iter().position(Option::is_some) else { return unchanged(by_position) };
    let known: Vec<usize> = by_position.iter().copied().flatten().collect();
    let mut in_order = known.clone();
    in_order.sort_unstable();
    let unique = in_order.windows(2).all(|pair| pair[0] != pair[1]);
    if known.len() != width - first || in_order == known || !unique {
        return unchanged(by_position);
    }
    let Some(displaced) = displaced(&known) else { return unchanged(by_position) };
    let depth = |column: usize| by_position.iter().position(|c| *c == Some(column)).map_or(0, |at| paths[at].len());
    let before = in_order.iter().rev().find(|column| **column < displaced).copied();
    if depth(displaced) > 1 || before.is_none_or(|column| depth(column) < 2) {
        return unchanged(by_position);
    }
    let mut reordered = vec![None; first];
    reordered.extend(in_order.into_iter().map(Some));
    if adds_up(sheet, &reordered, body) {
        Mapping { columns: reordered, is_shifted: true }
    } else {
        unchanged(by_position)
    }
}

/// The one column without which the others are in order.
fn displaced(columns: &[usize]) -> Option<usize> {
    let in_order = |without: usize| {
        let rest: Vec<usize> = columns.iter().copied().filter(|column| *column != without).collect();
        rest.windows(2).all(|pair| pair[0] < pair[1])
    };
    columns.iter().rev().copied().find(|column| in_order(*column))
}

/// Whether, in every row of the full width, each total column is the sum of its parts.
fn adds_up(sheet: &Sheet<'_>, mapping: &[Option<usize>], body: &[&Row]) -> bool {
    let unit = Unit::Money(sheet.grid.scale);
    let mut n_checked = 0;
    for row in body.iter().filter(|row| row.len() == mapping.len()) {
        let mut amounts: BTreeMap<usize, Interval> = BTreeMap::new();
        for (cell, column) in row.iter().zip(mapping) {
            if let (Some(column), CellKind::Number(numeral)) = (column, sheet.kind(*cell)) {
                amounts.insert(*column, Amount::printed(numeral, unit).interval());
            }
        }
        for (column, total) in &amounts {
            for keys in &sheet.layout.columns[*column].sums {
                let present: Vec<usize> = keys
                    .iter()
                    .filter_map(|key| sheet.layout.column(key))
                    .filter(|part| mapping.contains(&Some(*part)))
                    .collect();
                // A column whose parts the table does not print says nothing.
                if present.is_empty() {
                    continue;
                }
                let parts: Interval = present.iter().filter_map(|part| amounts.get(part).copied()).sum();
                n_checked += 1;
                if !total.touches(parts) {
                    return false;
                }
            }
        }
    }
    n_checked > 0
}

fn read_row(
    sheet: &mut Sheet<'_>,
    row: &[Option<TextId>],
    lead: &Lead,
    mapping: &[Option<usize>],
    first_value: usize,
    project_column: Option<usize>,
    unit: &mut Option<String>,
) -> FactRow {
    let name_text = row[lead.name].expect("a name cell has a text");
    let function = (!sheet.layout.economic).then(|| FunctionCode::parse(&lead.code)).flatten();
    let economic = sheet.layout.economic.then(|| EconomicCode::parse(&lead.code)).flatten();
    let has_code = function.is_some() || economic.is_some();
    let code_text =
        row[..lead.name].iter().flatten().copied().find(|text| !sheet.document.str(*text).trim().is_empty());
    for cell in &row[..lead.name] {
        sheet.not_figure(*cell, NotFigureKind::Code);
    }
    let labelled = sheet.layout.row_labelled(&lead.label, 0).filter(|_| !has_code);
    let kind = if has_code {
        RowKind::Code
    } else if let Some(index) = labelled {
        RowKind::Labelled(index)
    } else if is_total(&lead.label) {
        RowKind::Total
    } else {
        RowKind::Unit
    };
    let project_cell = project_column
        .and_then(|column| row.get(column).copied().flatten())
        .filter(|text| kind == RowKind::Code && !sheet.document.str(*text).trim().is_empty());
    let project = project_cell.map(|text| super::bare(sheet.document.str(text)));
    match kind {
        RowKind::Unit => *unit = Some(lead.label.clone()),
        RowKind::Total => *unit = None,
        _ => {}
    }
    let item = project.clone().or_else(|| unit.clone());
    let mut fact = FactRow {
        kind,
        function,
        economic,
        name: lead.label.clone(),
        name_span: sheet.document.whole(name_text),
        code_span: code_text
            .map(|text| sheet.document.whole(text))
            .or_else(|| has_code.then(|| sheet.document.whole(name_text))),
        project: item.clone(),
        cells: Vec::new(),
    };
    for (column, cell) in value_cells(sheet, row, lead, mapping, first_value, project_column) {
        let spec = &sheet.layout.columns[column];
        let content = match sheet.kind(cell) {
            CellKind::Blank | CellKind::Dash => CellFact::Blank,
            CellKind::Text => CellFact::Text(cell.map_or(fact.name_span, |text| sheet.document.whole(text))),
            CellKind::Number(numeral) => {
                let text = cell.expect("a number has a text");
                let mut topic = Topic::new(spec.concept, lead.label.clone());
                topic.fund = Some(spec.fund);
                topic.nature = labelled.and_then(|index| sheet.layout.rows[index].nature).or(spec.nature);
                topic.basis = spec.basis;
                topic.function = function;
                topic.economic = economic.or(spec.economic);
                topic.project = item.clone();
                let head = spec.key.clone();
                CellFact::Figure(sheet.add(topic, numeral, text, &lead.label, &head))
            }
        };
        fact.cells.push((column, content));
    }
    if let (Some(text), Some(name)) = (project_cell, project) {
        let total = fact.figures().next().map(|(_, id)| id);
        sheet.out.projects.push(ProjectMention {
            name,
            span: sheet.document.whole(text),
            source: ProjectSource::Table,
            amount: total,
        });
    }
    fact
}

/// The amount cells of a row with their layout columns. A row that is shorter than the table, or
/// whose label stands further right, is counted from its label on, unless blanks fill the places
/// between its label and its first amount.
fn value_cells(
    sheet: &Sheet<'_>,
    row: &[Option<TextId>],
    lead: &Lead,
    mapping: &[Option<usize>],
    first_value: usize,
    project_column: Option<usize>,
) -> Vec<(usize, Option<TextId>)> {
    let is_blank = |cell: &Option<TextId>| sheet.kind(*cell) == CellKind::Blank;
    let is_filled_up = row.get(lead.name + 1..first_value).is_some_and(|cells| cells.iter().all(is_blank));
    let is_placed = row.len() == mapping.len() || row.len() < mapping.len() && is_filled_up;
    if is_placed && (lead.name < first_value || Some(lead.name) == project_column) {
        return row.iter().zip(mapping).filter_map(|(cell, column)| column.map(|c| (c, *cell))).collect();
    }
    let values = &mapping[first_value.min(mapping.len())..];
    row[lead.name + 1..].iter().zip(values).filter_map(|(cell, column)| column.map(|c| (c, *cell))).collect()
}
