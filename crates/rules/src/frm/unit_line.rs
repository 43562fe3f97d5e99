//! FRM104: a table without the unit of its amounts.

use findings::{Finding, Outcome};

use super::plain;
use crate::{Case, Manual};

/// Checks that each statutory table says what its amounts are counted in: in a line of its own, in
/// its title or in its heads.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for table in &disclosure.tables {
        let from = table.title.text.index();
        let to = table.rows.first().map_or(from, |row| row.name_span.text.index());
        let in_head = disclosure.passages.iter().any(|passage| {
            let at = passage.span.text.index();
            (from..to.max(from + 1)).contains(&at)
                && plain::holds_any(&passage.text, &["万元", "（元）", "(元)", "单位：元", "单位:元"])
        });
        if table.unit_line.is_some() || in_head {
            out.held([]);
        } else {
            let name = case.taxonomy.layout(&table.layout).map_or(table.layout.as_str(), |layout| layout.name.as_str());
            out.broken([], Finding::new(manual.code, manual.severity, table.title, "表名").say("what", name));
        }
    }
    if disclosure.tables.is_empty() {
        out.not_applicable("文中没有报表");
    }
}
