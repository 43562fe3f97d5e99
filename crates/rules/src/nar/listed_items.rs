//! NAR205: economic items that the text lists and the table leaves blank.

use std::collections::BTreeMap;

use disclosure::{CellFact, ClaimId, Disclosure, Span};
use findings::{Finding, Outcome};
use quantity::Decimal;
use taxonomy::{EconomicCode, Nature, bare};

use super::around;
use crate::{Case, Manual};

/// What opens a list of items.
const OPENERS: &[&str] = &["主要包括", "包括", "主要用于", "用于"];

/// Compares the items that 人员经费…，主要包括：… lists with the rows of the table of economic items.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let rows = rows(disclosure);
    if rows.values().all(|row| row.is_blank) {
        out.not_applicable("文中没有基本支出经济分类表");
        return;
    }
    for (_, claim) in disclosure.all() {
        let is_part = matches!(claim.nature, Some(Nature::Personnel | Nature::Operating));
        if !claim.is_narrative() || !is_part || claim.amount.value().is_zero() {
            continue;
        }
        let Some((_, passage)) = disclosure.passage_of(claim.span) else { continue };
        let rest = around::rest_of_sentence(around::after(disclosure, claim.span));
        // The list of the other part begins behind a semicolon.
        let rest = rest.split(['；', ';']).next().unwrap_or(rest);
        let Some(opener) = OPENERS.iter().find_map(|word| rest.find(word).map(|at| at + word.len())) else { continue };
        let start = claim.span.range().end + opener;
        let mut at = start;
        let mut blank: Vec<(Span, String, &Row)> = Vec::new();
        for part in rest[opener..].split_inclusive(['、', '，', ',', '：', ':']) {
            let printed = part.trim_end_matches(['、', '，', ',', '：', ':']);
            let from = at - passage.span.range().start;
            at += part.len();
            let name = bare(&around::squeeze(printed));
            let Some((code, row)) = rows.iter().find(|(_, row)| is_name(&row.name, &name)) else { continue };
            if row.is_blank {
                blank.push((passage.part(from..from + printed.len()), format!("{name}（{code}）"), row));
            } else {
                out.held([]);
            }
        }
        report(manual, &blank, out);
    }
}

/// One finding for all blank items of a list.
fn report(manual: &Manual, blank: &[(Span, String, &Row)], out: &mut Outcome) {
    let [(first, _, row), rest @ ..] = blank else { return };
    let names: Vec<&str> = blank.iter().map(|(_, name, _)| name.as_str()).collect();
    let mut finding = Finding::new(manual.code, manual.severity, *first, "所列科目").say("names", names.join("、"));
    for (span, _, _) in rest {
        finding = finding.evidence(*span, "所列科目");
    }
    let finding = finding.evidence(row.place, "表内");
    out.broken(blank.iter().filter_map(|(_, _, row)| row.figure), finding);
}

/// A row of the table of economic items.
struct Row {
    name: String,
    place: Span,
    figure: Option<ClaimId>,
    is_blank: bool,
}

/// The rows of all tables by economic code; a code with money anywhere is not blank.
fn rows(disclosure: &Disclosure) -> BTreeMap<EconomicCode, Row> {
    let mut found: BTreeMap<EconomicCode, Row> = BTreeMap::new();
    for row in disclosure.tables.iter().flat_map(|table| &table.rows) {
        let Some(code) = row.economic else { continue };
        let figures = || row.figures().map(|(_, id)| (id, disclosure.claim(id).amount.value()));
        let has_money = figures().any(|(_, value)| value != Decimal::ZERO);
        let has_text = row.cells.iter().any(|(_, cell)| matches!(cell, CellFact::Text(_)));
        let entry = found.entry(code).or_insert_with(|| Row {
            name: bare(&row.name),
            place: row.name_span,
            figure: figures().next().map(|(id, _)| id),
            is_blank: true,
        });
        entry.is_blank &= !has_money && !has_text;
    }
    found
}

/// Whether a word of the list is the name of a row, with or without 支出 behind it.
fn is_name(row: &str, word: &str) -> bool {
    !word.is_empty() && row.trim_end_matches("支出") == word.trim_end_matches("支出")
}
