//! Numbers where a book of its stage is not read.

use std::collections::BTreeSet;

use taxonomy::{Stage, Taxonomy};

use crate::{Account, CellKind, Mistake, MistakeKind, Schema, Sheet, SheetForm, SheetPlan, cell::Value, record};

/// Looks for numbers other than 0 in cells that no document of a stage would show: 决算数 in a budget, persons under
/// 年初预算数, a sheet of the other stage. Their writer means them to count.
///
/// **Shape.** The sheets that the book was parsed from, as a book does not know its cells. Of a column that is not
/// read the first number is enough.
pub fn unread(sheets: &[Sheet], stage: Stage, taxonomy: &Taxonomy) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for sheet in sheets {
        let Some(plan) = Schema::embedded().sheet(sheet.name.trim()) else { continue };
        let is_other = plan.form == SheetForm::Rows && plan.stage.is_some_and(|own| own != stage);
        let mut done = BTreeSet::new();
        for record in record::read(sheet, plan, taxonomy, &mut Vec::new()) {
            let numbers = record.cells.iter().filter(|(_, value)| matches!(value, Value::Number(n) if !n.is_zero()));
            for (key, _) in numbers {
                let wanted = wanted(plan, record.item.as_deref(), key, stage);
                let is_read = !is_other && wanted.is_none();
                // A named item has its own columns; below a head all cells are alike.
                let column = (record.item.clone(), if is_other { String::new() } else { key.clone() });
                if is_read || !done.insert(column) {
                    continue;
                }
                let cell = record.cell(key);
                let kind = match wanted {
                    Some(wanted) if !is_other => {
                        let head = plan.columns.iter().find(|column| column.key == *key);
                        let head = head.map_or_else(|| key.clone(), |column| column.head.clone());
                        MistakeKind::Unread { head, wanted, stage }
                    }
                    _ => MistakeKind::UnreadSheet { name: plan.name.clone(), stage },
                };
                mistakes.push(Mistake::new(cell, kind));
            }
        }
    }
    mistakes
}

/// The heads under which a number counts, where that of its own column is none of them.
fn wanted(plan: &SheetPlan, item: Option<&str>, key: &str, stage: Stage) -> Option<Vec<String>> {
    // What is typed of this year belongs under a head of this year.
    let is_last = |key: &str| matches!(Account::named(key), Some(Account::LastYear | Account::LastExecuted));
    let heads = |is_read: &dyn Fn(&str) -> bool| {
        let columns = plan.columns.iter().filter(|column| is_read(&column.key) && is_last(&column.key) == is_last(key));
        Some(columns.map(|column| column.head.clone()).collect())
    };
    if let Some(item) = plan.items.iter().find(|own| Some(own.key.as_str()) == item) {
        let is_read = |key: &str| match Account::named(key) {
            Some(account) => accounts(&item.key, item.kind, stage).contains(&account),
            None => true,
        };
        return if is_read(key) { None } else { heads(&is_read) };
    }
    let is_of_stage = |own: Option<Stage>| own.is_none_or(|own| own == stage);
    let column = plan.columns.iter().find(|column| column.key == key && column.kind == CellKind::Money)?;
    if is_of_stage(column.stage) {
        return None;
    }
    // The funds of a project have their columns each.
    let family = |key: &str| key.rsplit_once('-').map(|(family, _)| family.to_owned());
    heads(&|other: &str| {
        let column = plan.columns.iter().find(|column| column.key == other && column.kind == CellKind::Money);
        column.is_some_and(|column| is_of_stage(column.stage) && family(other) == family(key))
    })
}

/// Whether a named figure has one column for each year, as counts and assets do, and none for budgets.
pub fn is_stock(concept: &str, is_money: bool) -> bool {
    !is_money || concept.starts_with("asset.")
}

/// The accounts of a named figure that documents of a stage show. Counts and assets have one, and last year's.
fn accounts(concept: &str, kind: CellKind, stage: Stage) -> &'static [Account] {
    match stage {
        _ if is_stock(concept, kind == CellKind::Money) => &[Account::LastYear, Account::Actual],
        Stage::Budget => &[Account::LastYear, Account::LastExecuted, Account::Original],
        Stage::FinalAccounts => &[Account::LastYear, Account::Original, Account::Adjusted, Account::Actual],
    }
}
