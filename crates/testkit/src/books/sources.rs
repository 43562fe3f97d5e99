//! Sources of revenue that few bodies have.

use book::{Account, Amounts, Book, Revenue};
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
    let (mut kept, mut moved) = (Amounts::default(), Amounts::default());
    for account in Account::ALL {
        let Some(amount) = amounts.get(account) else { continue };
        let part = amount.half_fen();
        *kept.slot(account) = Some(amount - part);
        *moved.slot(account) = Some(part);
    }
    (kept, moved)
}
