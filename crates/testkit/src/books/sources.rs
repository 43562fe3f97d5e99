//! Sources of revenue that few bodies have.

use book::{Amounts, Book, Revenue};
use fastrand::Rng;
use taxonomy::Concept;

use super::{HalfFen, pick};

/// Gives part of a book's revenue other sources: transfers from above beside the appropriations, and for all other
/// money the special accounts, subsidies and remittances. What each fund has stays the same.
pub fn vary_sources(book: &mut Book, seed: u64) {
    let mut rng = Rng::with_seed(seed);
    let mut more = Vec::new();
    for row in &mut book.revenue {
        if rng.bool() {
            continue;
        }
        let other = match row.source.id() {
            "revenue.general-public" => "revenue.general-public-transfer",
            "revenue.government-fund" => "revenue.government-fund-transfer",
            "revenue.state-capital" => "revenue.state-capital-transfer",
            _ => pick(
                &mut rng,
                &["revenue.special-account", "revenue.superior-subsidy", "revenue.subordinate-remittance"],
            ),
        };
        let (kept, moved) = divided(&row.amounts);
        row.amounts = kept;
        more.push(Revenue { source: Concept::new(other), amounts: moved, ..row.clone() });
    }
    book.revenue.extend(more);
}

/// Amounts in two parts.
fn divided(amounts: &Amounts) -> (Amounts, Amounts) {
    let half = |amount: Option<quantity::Decimal>| amount.map(HalfFen::half_fen);
    let Amounts { last, executed, original, adjusted, actual } = *amounts;
    let moved = Amounts {
        last: half(last),
        executed: half(executed),
        original: half(original),
        adjusted: half(adjusted),
        actual: half(actual),
    };
    let rest = |all: Option<quantity::Decimal>, part: Option<quantity::Decimal>| Some(all? - part?);
    let kept = Amounts {
        last: rest(last, moved.last),
        executed: rest(executed, moved.executed),
        original: rest(original, moved.original),
        adjusted: rest(adjusted, moved.adjusted),
        actual: rest(actual, moved.actual),
    };
    (kept, moved)
}
