//! Cells that do not stand under their heads.

use findings::{Finding, Outcome};

use super::form;
use crate::{Case, Manual};

/// Reports shifted rows of forms and shifted heads of tables.
pub(super) fn shifted(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    if case.disclosure.forms.is_empty() && case.disclosure.tables.is_empty() {
        out.not_applicable("文中没有表");
        return;
    }
    for form in &case.disclosure.forms {
        let [first, rest @ ..] = form.shifted_rows.as_slice() else {
            out.held(form.indicators.iter().filter_map(|row| row.weight));
            continue;
        };
        let mut finding = Finding::new(manual.code, manual.severity, *first, "错位的行")
            .say("table", form::title(form))
            .say("what", format!("{}行的单元格与表头不对应", form.shifted_rows.len()));
        for span in rest {
            finding = finding.evidence(*span, "错位的行");
        }
        out.broken([], finding);
    }
    for table in &case.disclosure.tables {
        let Some(span) = table.shifted_head else {
            out.held([]);
            continue;
        };
        let name = case.taxonomy.layout(&table.layout).map_or(table.layout.as_str(), |layout| layout.name.as_str());
        let finding = Finding::new(manual.code, manual.severity, span, "表头")
            .say("table", format!("《{name}》"))
            .say("what", "表头与各列数字不对应，按行内合计可以确定应有的顺序");
        out.broken([], finding);
    }
}
