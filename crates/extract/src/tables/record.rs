//! The “三公” table: one record under named columns, or one row an item with a column a fund.

use disclosure::{CellFact, FactRow, FactTable, RowKind};
use document::{CellKind, TextId};
use quantity::{Amount, Interval, Numeral, Unit};

use super::{Sheet, columns};
use crate::subject::Topic;

pub(super) fn read(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let labelled = sheet.grid.rows.iter().any(|row| {
        let label = row.first().copied().flatten().map(|text| sheet.document.str(text));
        label.is_some_and(|label| sheet.layout.row_labelled(label, 0).is_some()) && n_numbers(sheet, row) > 0
    });
    if labelled {
        items_as_rows(sheet, table);
    } else {
        items_as_columns(sheet, table);
    }
}

fn n_numbers(sheet: &Sheet<'_>, row: &[Option<TextId>]) -> usize {
    row.iter().filter(|cell| matches!(sheet.kind(**cell), CellKind::Number(_))).count()
}

fn items_as_rows(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let first_body = grid.rows.iter().position(|row| {
        let label = sheet.str(row.first().copied().flatten());
        sheet.layout.row_labelled(label, 0).is_some()
            && !row.iter().skip(1).any(|cell| sheet.kind(*cell) == CellKind::Text)
    });
    let n_heads = first_body.unwrap_or(grid.rows.len());
    let body = &grid.rows[n_heads..];
    let width = body.iter().map(Vec::len).max().unwrap_or(0);
    let paths = sheet.head_paths(n_heads, width);
    let mapping = columns::by_heads(sheet.layout, &paths);
    table.columns = mapping.iter().copied().flatten().collect();
    let mut next = 0;
    for row in body {
        let Some(text) = row.first().copied().flatten() else { continue };
        let label = sheet.bare(Some(text));
        let Some(index) = sheet.layout.row_labelled(&label, next) else { continue };
        next = index + 1;
        let spec = &sheet.layout.rows[index];
        let mut fact = row_fact(sheet, index, text);
        for (cell, column) in row.iter().zip(&mapping) {
            let Some(column) = *column else { continue };
            let content = match (sheet.kind(*cell), *cell) {
                (CellKind::Number(numeral), Some(amount)) => {
                    let mut topic = Topic::new(spec.concept, label.clone());
                    // The columns are funds; the statute's figure is that of all of them.
                    let fund = &sheet.layout.columns[column];
                    topic.project = (column != 0).then(|| fund.fund.name().to_owned());
                    CellFact::Figure(sheet.add(topic, numeral, amount, &label, &fund.key.clone()))
                }
                _ => CellFact::Blank,
            };
            fact.cells.push((column, content));
        }
        table.rows.push(fact);
    }
}

fn row_fact(sheet: &Sheet<'_>, index: usize, text: TextId) -> FactRow {
    FactRow {
        kind: RowKind::Labelled(index),
        function: None,
        economic: None,
        name: sheet.bare(Some(text)),
        name_span: sheet.document.whole(text),
        code_span: None,
        project: None,
        cells: Vec::new(),
    }
}

/// One row of numbers. Merged heads of such tables are read in two known orders; the one under
/// which the record adds up is believed, the printed order of the layout when both or none do.
fn items_as_columns(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let Some(record) = grid.rows.iter().find(|row| n_numbers(sheet, row) > 0) else { return };
    let n_rows = sheet.layout.rows.len();
    if record.len() < n_rows {
        return;
    }
    table.columns = vec![0];
    let numerals: Vec<Option<Numeral>> = record
        .iter()
        .take(n_rows)
        .map(|cell| match sheet.kind(*cell) {
            CellKind::Number(numeral) => Some(numeral),
            _ => None,
        })
        .collect();
    let order = orders(sheet)
        .into_iter()
        .find(|order| adds_up(sheet, order, &numerals))
        .unwrap_or_else(|| (0..n_rows).collect());
    for (index, cell) in order.into_iter().zip(record) {
        let spec = &sheet.layout.rows[index];
        let Some(text) = *cell else { continue };
        let name = sheet.taxonomy.lexicon.concept(spec.concept).map_or(String::new(), |entry| entry.name.clone());
        let mut fact = row_fact(sheet, index, text);
        fact.name.clone_from(&name);
        let content = match sheet.kind(*cell) {
            CellKind::Number(numeral) => {
                let topic = Topic::new(spec.concept, name.clone());
                CellFact::Figure(sheet.add(topic, numeral, text, "", &name))
            }
            _ => CellFact::Blank,
        };
        fact.cells.push((0, content));
        table.rows.push(fact);
    }
}

/// The orders in which places print the items: 接待 last (Xinjiang), or right after 出国 (Shanghai;
/// forms.md, table 09).
fn orders(sheet: &Sheet<'_>) -> Vec<Vec<usize>> {
    let keys = [
        ["total", "overseas-travel", "vehicles", "vehicle-purchase", "vehicle-operation", "official-reception"],
        ["total", "overseas-travel", "official-reception", "vehicles", "vehicle-purchase", "vehicle-operation"],
    ];
    keys.iter().filter_map(|keys| keys.iter().map(|key| sheet.layout.row(key)).collect()).collect()
}

fn adds_up(sheet: &Sheet<'_>, order: &[usize], numerals: &[Option<Numeral>]) -> bool {
    let unit = Unit::Money(sheet.grid.scale);
    let amount = |key: &str| {
        let at = order.iter().position(|index| sheet.layout.rows[*index].key == key)?;
        numerals.get(at).copied().flatten().map(|numeral| Amount::printed(numeral, unit).interval())
    };
    order.iter().all(|index| {
        let spec = &sheet.layout.rows[*index];
        spec.sums.iter().all(|keys| {
            let parts: Interval = keys.iter().filter_map(|key| amount(key)).sum();
            amount(&spec.key).is_none_or(|total| total.touches(parts))
        })
    })
}
