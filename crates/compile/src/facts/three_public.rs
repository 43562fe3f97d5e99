//! The “三公” expenses by the budget that pays for them.
//!
//! A book holds each item for all appropriations together; what a fund pays of it, the rows of expenditure say by their
//! economic codes.

use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, Fund};

use super::{Facts, Query, parts, some_sum};

/// The items that an economic code (支出经济分类) names alike.
pub(crate) const THREE_PUBLIC: [(&str, &str); 4] = [
    ("three-public.overseas-travel", "30212"),
    ("three-public.official-reception", "30217"),
    ("three-public.vehicle-operation", "30231"),
    ("three-public.vehicle-purchase", "31013"),
];

/// The budgets that pay for few of these expenses, if any.
const OTHERS: [Fund; 2] = [Fund::GovernmentFund, Fund::StateCapital];

impl Facts<'_> {
    /// What one of the three budgets pays: of the smaller ones what rows say, of 一般公共预算 the rest. `None` where
    /// the question is about no single budget, or about something else.
    pub(super) fn three_public(&self, query: &Query) -> Option<Decimal> {
        let is_single = query.fund == Fund::GeneralPublic || OTHERS.contains(&query.fund);
        let id = query.concept.id();
        if !is_single || !id.starts_with("three-public") {
            return None;
        }
        let Some((_, code)) = THREE_PUBLIC.iter().find(|(item, _)| *item == id) else {
            return some_sum(parts::of(id)?.iter().map(|part| self.three_public(&query.with(part))));
        };
        // Of a sum that is below what rows say nothing more than the sum can be one budget's.
        let mut left = self.named(query)?;
        let mut paid = |fund| {
            let expenditure = Query::of(Concept::new("expenditure"), query.account);
            let rows = Query { fund, economic: EconomicCode::parse(code), ..expenditure };
            let sum: Decimal = self.spending(&rows).map(|row| row.amounts.or_zero(query.account)).sum();
            let sum = sum.min(left);
            left = left - sum;
            sum
        };
        let others = OTHERS.map(|fund| (fund, paid(fund)));
        let own = others.into_iter().find(|(fund, _)| *fund == query.fund);
        Some(own.map_or(left, |(_, amount)| amount))
    }
}
