//! NAR206: what money is said to be for against the kind of expenditure in the table.

use disclosure::{Claim, ClaimId, Disclosure, Origin};
use findings::{Finding, Outcome, Severity};
use taxonomy::{FunctionCode, Measure, Nature};

use super::around;
use crate::{Case, Manual};

/// Compares 主要用于…基本支出 behind a functional item with the columns of its row. Items that are all of the other
/// kind are reported; those that are partly so are a note.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for naming in &disclosure.namings {
        let (Some(code), Some((_, name, span))) = (naming.code, naming.names.last()) else { continue };
        let rest = around::after(disclosure, *span);
        let Some(start) = rest.find("用于") else { continue };
        let purpose = around::rest_of_sentence(&rest[start..]);
        // Another item of the same sentence has its own purpose.
        if purpose.contains("（项）") || purpose.contains("(项)") {
            continue;
        }
        let (says_basic, says_project) = (purpose.contains("基本支出"), purpose.contains("项目"));
        if !says_basic || says_project {
            continue;
        }
        let basic = figure(disclosure, code, Nature::Basic);
        let Some((project_id, project)) = figure(disclosure, code, Nature::Project) else { continue };
        let is_all = basic.is_none_or(|(_, basic)| basic.amount.value().is_zero());
        if project.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        let at = span.range().end + start + purpose.find("基本支出").unwrap_or(0);
        let place = disclosure::Span::new(span.text, at..at + "基本支出".len());
        let finding = Finding::new(manual.code, if is_all { manual.severity } else { Severity::Info }, place, "用途")
            .say("name", name.clone())
            .say("project", project.display())
            .say("how", if is_all { "全部为项目支出" } else { "其中有项目支出" })
            .evidence(project.span, "表内项目支出");
        out.broken([project_id], finding);
    }
}

fn figure(disclosure: &Disclosure, code: FunctionCode, nature: Nature) -> Option<(ClaimId, &Claim)> {
    disclosure.all().find(|(_, claim)| {
        matches!(claim.origin, Origin::Table(_))
            && claim.function == Some(code)
            && claim.nature == Some(nature)
            && claim.measure == Measure::Amount
            && claim.project.is_none()
            && claim.year == disclosure.year
    })
}
