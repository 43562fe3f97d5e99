//! “三公”经费 against the same items of 基本支出.
//!
//! Head keys: `layout`, the table of 基本支出; `basis`, the account of “三公”经费 that it is compared with.

use disclosure::{Claim, ClaimId, Origin};
use findings::Outcome;
use taxonomy::{Basis, Concept, EconomicCode, Measure};

use crate::{Case, Manual, facts};

/// Items that both tables print: concept of “三公”, economic code (《政府收支分类科目》).
const ITEMS: &[(&str, &str)] =
    &[("three-public.official-reception", "30217"), ("three-public.vehicle-operation", "30231")];

/// Checks that “三公” is not less than what 基本支出 alone spends on the same. It may be more:
/// projects spend on it too.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let layout = facts::string(manual, "layout").expect("the head names the table of 基本支出");
    let basis = facts::string(manual, "basis").expect("the head names an account");
    let Some(basic) = case.disclosure.tables.iter().position(|table| table.layout == layout) else {
        out.not_applicable("文中没有基本支出经济分类表");
        return;
    };
    let total = case.taxonomy.layout(layout).and_then(|layout| layout.column("total"));
    for (concept, code) in ITEMS {
        let code = EconomicCode::parse(code);
        let row = case.disclosure.tables[basic].rows.iter().find(|row| row.economic == code && code.is_some());
        let Some(id) = row.and_then(|row| row.figure(total?)) else { continue };
        let item = case.disclosure.claim(id);
        let Some((stated_id, stated)) = three_public(case, Concept::new(concept), basis) else {
            out.could_not(format!("没有与“{}”对应的“三公”经费", item.label), Some(item.span));
            continue;
        };
        let ids = [stated_id, id];
        if stated.amount.interval().high() >= item.amount.interval().low() {
            out.held(ids);
            continue;
        }
        let finding = facts::wrong_value(manual, stated, item.amount.value())
            .arithmetic(format!("{} < {}", stated.display(), item.display()))
            .say("item", item.label.clone())
            .evidence(item.span, item.label.clone());
        out.broken(ids, finding);
    }
}

/// The amount in the table of “三公”, else the first in running text.
fn three_public<'a>(case: &Case<'a>, concept: Concept, basis: &str) -> Option<(ClaimId, &'a Claim)> {
    let fits = |claim: &Claim| {
        claim.concept == concept
            && claim.measure == Measure::Amount
            && claim.basis.map(Basis::id) == Some(basis)
            && claim.project.is_none()
            && claim.economic.is_none()
    };
    let all = || case.disclosure.all();
    let table = all().find(|(_, claim)| matches!(claim.origin, Origin::Table(_)) && fits(claim));
    table.or_else(|| all().find(|(_, claim)| claim.origin == Origin::Narrative && fits(claim)))
}
