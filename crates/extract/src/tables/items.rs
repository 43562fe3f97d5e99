//! Tables with a row a unit or a project: 上年结转结余情况明细表.

use disclosure::{CellFact, FactRow, FactTable, NotFigureKind, RowKind};
use document::{CellKind, Folded, Span};

use super::{Sheet, columns, is_total};
use crate::subject::Topic;

pub(super) fn read(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let first_body = grid.rows.iter().position(|row| {
        row.iter().any(|cell| matches!(sheet.kind(*cell), CellKind::Number(_))) && !sheet.numbers_columns(row)
    });
    let n_heads = first_body.unwrap_or(grid.rows.len());
    let body = &grid.rows[n_heads..];
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or(0);
    let paths = sheet.head_paths(n_heads, width);
    let mapping = columns::by_heads(sheet.layout, &paths);
    table.columns = mapping.iter().copied().flatten().collect();
    let body_name = sheet.out.body.clone();
    for row in body {
        let Some(name_at) = row.iter().position(|cell| sheet.kind(*cell) == CellKind::Text) else { continue };
        let Some(text) = row[name_at] else { continue };
        let label = sheet.bare(Some(text));
        let kind = if is_total(&label) {
            RowKind::Total
        } else if body_name.as_deref() == Some(&label) || is_body_name(&label) {
            RowKind::Unit
        } else {
            RowKind::Item
        };
        let name_span = sheet.document.whole(text);
        let item = (kind != RowKind::Total).then(|| label.clone());
        project_code(sheet, name_span);
        let mut fact = FactRow {
            kind,
            function: None,
            economic: None,
            name: label.clone(),
            name_span,
            code_span: None,
            project: item.clone(),
            cells: Vec::new(),
        };
        for (cell, column) in row.iter().zip(&mapping).skip(name_at + 1) {
            let Some(column) = *column else { continue };
            let spec = &sheet.layout.columns[column];
            let content = match (sheet.kind(*cell), *cell) {
                (CellKind::Number(numeral), Some(amount)) => {
                    let mut topic = Topic::new(spec.concept, label.clone());
                    topic.fund = Some(spec.fund);
                    topic.nature = spec.nature;
                    topic.project.clone_from(&item);
                    CellFact::Figure(sheet.add(topic, numeral, amount, &label, &spec.key.clone()))
                }
                _ => CellFact::Blank,
            };
            fact.cells.push((column, content));
        }
        table.rows.push(fact);
    }
}

/// Names of bodies end in a few words (机构编制 naming practice; a list of the language's).
fn is_body_name(label: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "局",
        "委",
        "厅",
        "办",
        "办公室",
        "委员会",
        "院",
        "校",
        "学校",
        "中心",
        "协会",
        "站",
        "所",
        "馆",
        "队",
        "大队",
        "支队",
        "联合会",
        "总工会",
        "街道",
        "镇",
        "乡",
        "本级",
        "机关",
        "处",
        "会",
        "团",
    ];
    ENDINGS.iter().any(|ending| label.ends_with(ending)) && !label.contains("项目") && !label.contains("经费")
}

/// 特定目标 07100133: the digits of a masked name are a project code.
fn project_code(sheet: &mut Sheet<'_>, name: Span) {
    let printed = sheet.document.slice(name);
    let folded = Folded::new(printed);
    let text = folded.as_str();
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits >= 4 {
        let range = folded.printed_in(printed, text.len() - digits..text.len());
        let span = Span::new(name.text, range);
        sheet.out.not_figures.push(disclosure::NotFigure { span, why: NotFigureKind::ProjectCode });
        sheet.read.push(name.text);
    }
}
