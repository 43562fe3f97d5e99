//! PLS203: running costs of institutions that are not run like an administration.

use disclosure::Span;
use findings::{Finding, Outcome};

use crate::{Case, Manual, frm::plain, nar::around};

/// Words of institutions that are managed under the civil service law.
const CIVIL_SERVICE: &[&str] = &["参公", "参照公务员", "参照管理"];

/// Looks at sentences that say whose running costs a figure is: 下属1家机关和1家事业单位财政拨款的机关运行经费.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in case.disclosure.all() {
        if claim.concept.id() != "running-costs" || !claim.is_narrative() || claim.amount.value().is_zero() {
            continue;
        }
        let printed = around::open_sentence(around::before(case.disclosure, claim.span));
        let before = around::squeeze(printed);
        let Some(at) = before.rfind("事业单位") else { continue };
        let clause = &before[..at];
        // N家事业单位 counts them in; 行政单位和事业单位 alone may speak of the term.
        let counts = clause.ends_with(['家', '个', '户'])
            && clause.trim_end_matches(['家', '个', '户']).ends_with(|c: char| c.is_ascii_digit());
        if !counts || plain::holds_any(&before, CIVIL_SERVICE) {
            out.held([]);
            continue;
        }
        let Some(printed_at) = printed.rfind("事业单位") else { continue };
        let end = claim.span.range().start - (printed.len() - printed_at) + "事业单位".len();
        let place = Span::new(claim.span.text, end - "事业单位".len()..end);
        let finding = Finding::new(manual.code, manual.severity, place, "单位类型")
            .say("figure", claim.display())
            .evidence(claim.span, claim.label.clone());
        out.broken([id], finding);
    }
}
