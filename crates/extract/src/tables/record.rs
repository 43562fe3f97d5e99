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
    } else if !accounts_as_rows(sheet, table) {
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
                    // Where the columns are funds, the statute's figure is that of all of them.
                    let head = &sheet.layout.columns[column];
                    topic.project = (head.fund != sheet.layout.fund).then(|| head.fund.name().to_owned());
                    topic.basis = head.basis;
                    CellFact::Figure(sheet.add(topic, numeral, amount, &label, &head.key.clone()))
                }
                _ => CellFact::Blank,
            };
            fact.cells.push((column, content));
        }
        // “三公”经费支出 without amounts is the heading of its own total below.
        let is_heading = |row: &FactRow| row.kind == fact.kind && row.figures().next().is_none();
        table.rows.retain(|row| !is_heading(row));
        table.rows.push(fact);
    }
}

/// One row for each account of the year (预算数, 决算数) under heads that name the items and may name more:
/// 会议费, 培训费. Returns whether the table is of this kind.
fn accounts_as_rows(sheet: &mut Sheet<'_>, table: &mut FactTable) -> bool {
    let grid = sheet.grid;
    let account = |sheet: &Sheet<'_>, row: &[Option<TextId>]| {
        let label = sheet.bare(row.first().copied().flatten());
        sheet.layout.column_headed(&[label]).filter(|_| n_numbers(sheet, row) > 0)
    };
    let accounts: Vec<(usize, usize)> =
        (0..grid.rows.len()).filter_map(|at| account(sheet, &grid.rows[at]).map(|column| (at, column))).collect();
    let Some((first, _)) = accounts.first().copied() else { return false };
    let paths = sheet.head_paths(first, grid.rows[first].len());
    let items: Vec<Option<usize>> = paths.iter().map(|path| item_headed(sheet, path)).collect();
    for (at, column) in accounts {
        for (item, cell) in items.iter().zip(&grid.rows[at]) {
            if let (Some(item), Some(text)) = (*item, *cell) {
                place(sheet, table, (item, column), text);
            }
        }
    }
    true
}

/// The item that the heads over a column name; 合计 under another item is that item.
fn item_headed(sheet: &Sheet<'_>, path: &[String]) -> Option<usize> {
    let total = sheet.layout.row("total");
    let rows: Vec<usize> = path.iter().rev().filter_map(|head| sheet.layout.row_labelled(head, 0)).collect();
    rows.iter().copied().find(|row| Some(*row) != total).or(rows.first().copied())
}

/// Puts a cell into its place of the record.
fn place(sheet: &mut Sheet<'_>, table: &mut FactTable, (index, column): Place, text: TextId) {
    let spec = &sheet.layout.rows[index];
    let name = sheet.taxonomy.lexicon.concept(spec.concept).map_or(String::new(), |entry| entry.name.clone());
    let content = match sheet.kind(Some(text)) {
        CellKind::Number(numeral) => {
            let topic = Topic { basis: sheet.layout.columns[column].basis, ..Topic::new(spec.concept, name.clone()) };
            CellFact::Figure(sheet.add(topic, numeral, text, "", &name))
        }
        _ => CellFact::Blank,
    };
    if !table.columns.contains(&column) {
        table.columns.push(column);
    }
    match table.rows.iter_mut().find(|row| row.kind == RowKind::Labelled(index)) {
        Some(row) => row.cells.push((column, content)),
        None => {
            let mut fact = row_fact(sheet, index, text);
            fact.name = name;
            fact.cells.push((column, content));
            table.rows.push(fact);
        }
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

/// What a place of a record holds: a row of the layout, and its column.
type Place = (usize, usize);

/// One row of numbers. Where the heads name every number, they are believed if the record adds up.
/// Merged heads of such tables are otherwise read in two known orders; the one under which the record
/// adds up is believed, the printed order of the layout when both or none do.
fn items_as_columns(sheet: &mut Sheet<'_>, table: &mut FactTable) {
    let grid = sheet.grid;
    let Some(at) = grid.rows.iter().position(|row| n_numbers(sheet, row) > 0 && !sheet.numbers_columns(row)) else {
        return;
    };
    let record = &grid.rows[at];
    let paths = sheet.head_paths(at, record.len());
    let numerals: Vec<Option<Numeral>> = record
        .iter()
        .map(|cell| match sheet.kind(*cell) {
            CellKind::Number(numeral) => Some(numeral),
            _ => None,
        })
        .collect();
    let mut readings: Vec<Vec<Option<Place>>> = by_heads(sheet, &paths, &numerals).into_iter().collect();
    readings.extend(orders(sheet, record.len(), readings.first()));
    let believed = readings.iter().find(|reading| adds_up(sheet, reading, &numerals)).or(readings.first());
    let Some(reading) = believed.cloned() else { return };
    for (at, cell) in reading.into_iter().zip(record) {
        if let (Some(at), Some(text)) = (at, *cell) {
            place(sheet, table, at, text);
        }
    }
}

/// The row and column that the heads over each place name, when they name every number and none twice.
fn by_heads(sheet: &Sheet<'_>, paths: &[Vec<String>], numerals: &[Option<Numeral>]) -> Option<Vec<Option<Place>>> {
    let named: Vec<Option<Place>> = paths
        .iter()
        .map(|path| {
            let row = item_headed(sheet, path)?;
            let column = path.iter().rev().find_map(|head| sheet.layout.column_headed(std::slice::from_ref(head)));
            Some((row, column.unwrap_or(0)))
        })
        .collect();
    let mut known: Vec<Place> = named.iter().copied().flatten().collect();
    let all = numerals.iter().zip(&named).all(|(numeral, place)| numeral.is_none() || place.is_some());
    let n_known = known.len();
    known.sort_unstable();
    known.dedup();
    (all && n_known > 0 && known.len() == n_known).then_some(named)
}

/// The orders in which places print the items: 接待 last (Xinjiang), or right after 出国 (Shanghai;
/// forms.md, table 09). Heads that name more than the items are no merged heads gone astray.
fn orders(sheet: &Sheet<'_>, width: usize, headed: Option<&Vec<Option<Place>>>) -> Vec<Vec<Option<Place>>> {
    let keys = [
        ["total", "overseas-travel", "vehicles", "vehicle-purchase", "vehicle-operation", "official-reception"],
        ["total", "overseas-travel", "official-reception", "vehicles", "vehicle-purchase", "vehicle-operation"],
    ];
    let n_headed = headed.map_or(0, |reading| reading.iter().flatten().count());
    let fits = |keys: &&[&str; 6]| keys.len() <= width && n_headed <= keys.len();
    let place = |key: &&str| sheet.layout.row(key).map(|row| (row, 0));
    keys.iter().filter(fits).map(|keys| keys.iter().map(place).collect()).collect()
}

fn adds_up(sheet: &Sheet<'_>, reading: &[Option<Place>], numerals: &[Option<Numeral>]) -> bool {
    let unit = Unit::Money(sheet.grid.scale);
    let amount = |key: &str, column: usize| {
        let wanted = (sheet.layout.row(key)?, column);
        let at = reading.iter().position(|place| *place == Some(wanted))?;
        numerals.get(at).copied().flatten().map(|numeral| Amount::printed(numeral, unit).interval())
    };
    reading.iter().flatten().all(|(index, column)| {
        let spec = &sheet.layout.rows[*index];
        spec.sums.iter().all(|keys| {
            let parts: Interval = keys.iter().filter_map(|key| amount(key, *column)).sum();
            amount(&spec.key, *column).is_none_or(|total| total.touches(parts))
        })
    })
}
