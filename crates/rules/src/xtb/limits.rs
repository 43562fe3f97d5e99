//! Amounts of one table that are a part of the amounts of another.
//!
//! Head keys: `low` and `high`, layouts with functional codes; `columns`, keys that both have.

use disclosure::{FactTable, RowKind};
use findings::Outcome;

use crate::{Case, Manual, facts};

/// Checks that no amount of the part is more than that of the whole, code by code.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let side = |key: &str| {
        let id = facts::string(manual, key).expect("a limit names both tables");
        (case.disclosure.table(id), case.taxonomy.layout(id).expect("a limit names layouts that exist"))
    };
    let ((low, low_layout), (high, high_layout)) = (side("low"), side("high"));
    let (Some(low), Some(high)) = (low, high) else {
        out.not_applicable("两张表不都在文中");
        return;
    };
    let mut is_compared = false;
    for key in facts::strings(manual, "columns") {
        let (Some(low_column), Some(high_column)) = (low_layout.column(key), high_layout.column(key)) else { continue };
        for row in low.rows.iter().filter(|row| row.kind == RowKind::Code) {
            let whole = whole(high, row.function).and_then(|whole| whole.figure(high_column));
            let (Some(part), Some(whole)) = (row.figure(low_column), whole) else { continue };
            is_compared = true;
            let (claim, limit) = (case.disclosure.claim(part), case.disclosure.claim(whole));
            if claim.amount.interval().low() <= limit.amount.interval().high() {
                out.held([part, whole]);
                continue;
            }
            let head = low_layout.columns[low_column].name();
            let finding = facts::wrong_value(manual, claim, limit.amount.value())
                .arithmetic(format!("{} > {}", claim.display(), limit.display()))
                .say("what", format!("{}（{head}）", row.name))
                .say("left", low_layout.name.clone())
                .say("right", high_layout.name.clone())
                .evidence(limit.span, format!("《{}》{}", high_layout.name, limit.label));
            out.broken([part, whole], finding);
        }
    }
    if !is_compared {
        out.could_not("两张表没有相同的科目", Some(low.title));
    }
}

/// The row of a code.
fn whole(table: &FactTable, code: Option<taxonomy::FunctionCode>) -> Option<&disclosure::FactRow> {
    code?;
    table.rows.iter().find(|row| row.function == code)
}
