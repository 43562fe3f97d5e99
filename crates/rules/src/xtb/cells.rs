//! One amount in the total cells of several tables.
//!
//! Head key: `cells`, a list of `layout#row/column`: a labelled row of the layout, or `total` for the
//! table's total row; the column may be left out where a row has one amount. Or `pairs`, lists of such
//! cells, each holding one amount. Or `total`, one cell, and `parts`, the cells that add up to it.

use disclosure::{Claim, ClaimId, RowKind};
use findings::Outcome;

use crate::{Case, Manual, facts, sums};

/// Checks that the cells hold one amount. The cell that most others contradict is wrong.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let names = facts::strings(manual, "cells");
    let n_tables = names.iter().filter(|name| case.disclosure.table(layout_of(name)).is_some()).count();
    if n_tables < 2 {
        out.not_applicable("相互核对的表不都在文中");
        return;
    }
    one_amount(manual, case, &names, out);
}

/// Checks several lists of cells, each as [`check`] does; a list that only one table fills says nothing.
pub(super) fn pairs(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let lists = manual.head.get("pairs").and_then(toml::Value::as_array).expect("a rule of pairs has pairs");
    for list in lists.iter().filter_map(toml::Value::as_array) {
        let names: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
        if names.iter().all(|name| cell(case, name).is_some()) {
            one_amount(manual, case, &names, out);
        }
    }
    if out.n_held() == 0 && out.findings().is_empty() {
        out.not_applicable("没有两张表都印出的来源");
    }
}

fn one_amount(manual: &Manual, case: &Case<'_>, names: &[&str], out: &mut Outcome) {
    let cells: Vec<(ClaimId, Claim)> = names.iter().filter_map(|name| cell(case, name)).collect();
    if cells.is_empty() {
        out.not_applicable("各表都没有这个数");
        return;
    }
    for name in names.iter().filter(|name| cell(case, name).is_none()) {
        missing(case, name, out);
    }
    compare(manual, case, &cells, out);
}

/// Checks that a cell of one table is the sum of cells of another.
pub(super) fn sum(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let total_name = facts::string(manual, "total").expect("a sum across tables names its total");
    let part_names = facts::strings(manual, "parts");
    if [total_name].iter().chain(&part_names).any(|name| case.disclosure.table(layout_of(name)).is_none()) {
        out.not_applicable("相互核对的表不都在文中");
        return;
    }
    let parts: Vec<(ClaimId, Claim)> = part_names.iter().filter_map(|name| cell(case, name)).collect();
    let Some(total) = cell(case, total_name).filter(|_| !parts.is_empty()) else {
        for name in [total_name].iter().chain(&part_names).filter(|name| cell(case, name).is_none()) {
            missing(case, name, out);
        }
        return;
    };
    let parts: Vec<(ClaimId, &Claim)> = parts.iter().map(|(id, claim)| (*id, claim)).collect();
    sums::compare(manual, (total.0, &total.1), &parts, out);
}

fn layout_of(name: &str) -> &str {
    name.split('#').next().unwrap_or(name)
}

/// A cell that should be there is not.
fn missing(case: &Case<'_>, name: &str, out: &mut Outcome) {
    if let (Some(table), Some(layout)) = (case.disclosure.table(layout_of(name)), case.taxonomy.layout(layout_of(name)))
    {
        out.could_not(format!("《{}》没有可供核对的合计数", layout.name), Some(table.title));
    }
}

/// The figure of a cell, labelled with its table.
pub(super) fn cell(case: &Case<'_>, name: &str) -> Option<(ClaimId, Claim)> {
    let (id, place) = name.split_once('#').expect("a cell is layout#row/column");
    let (row_key, column_key) = place.split_once('/').map_or((place, None), |(row, column)| (row, Some(column)));
    let layout = case.taxonomy.layout(id).expect("a cell names a layout that exists");
    let table = case.disclosure.table(id)?;
    let row = match layout.row(row_key) {
        Some(index) => table.rows.iter().find(|row| row.kind == RowKind::Labelled(index))?,
        None => table.total()?,
    };
    let column = column_key.map_or(Some(0), |key| layout.column(key))?;
    let figure = row.figure(column)?;
    let claim = case.disclosure.claim(figure);
    let head = column_key.map_or(String::new(), |_| format!("（{}）", layout.columns[column].name()));
    Some((figure, Claim { label: format!("《{}》{}{head}", layout.name, claim.label), ..claim.clone() }))
}

/// Compares cells that should be one number.
fn compare(manual: &Manual, case: &Case<'_>, cells: &[(ClaimId, Claim)], out: &mut Outcome) {
    if cells.len() < 2 {
        return;
    }
    let supporters = |claim: &Claim| cells.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count();
    let Some((model_id, model)) = cells.iter().rev().max_by_key(|(_, claim)| supporters(claim)) else { return };
    let (agreeing, outliers): (Vec<_>, Vec<_>) =
        cells.iter().partition(|(_, claim)| claim.amount.agrees_with(model.amount));
    if outliers.is_empty() {
        out.held(cells.iter().map(|(id, _)| *id));
        return;
    }
    for (id, claim) in outliers {
        // Some places count what is kept for next year in one table and not in the other.
        let gap = claim.amount.interval() - model.amount.interval();
        if !is_about_carry_over(claim) && sums::is_carried(case, gap) {
            out.could_not(format!("{}与{}相差的正是结转数，口径可能不同", claim.label, model.label), Some(claim.span));
            continue;
        }
        let mut finding = facts::wrong_value(manual, claim, model.amount.value())
            .arithmetic(format!("{} ≠ {}", claim.display(), model.display()))
            .say("other", model.label.clone());
        for (_, witness) in &agreeing {
            finding = finding.evidence(witness.span, witness.label.clone());
        }
        out.broken([*id, *model_id], finding);
    }
}

fn is_about_carry_over(claim: &Claim) -> bool {
    claim.concept.id().contains("carry-over")
}
