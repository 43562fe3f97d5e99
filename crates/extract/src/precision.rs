//! Whether a document drops trailing zeros.

use disclosure::Disclosure;
use quantity::{Amount, Unit};
use taxonomy::Measure;

/// The decimals that amounts of money have in full: 0.01 万元 in all forms of the field
/// (seeds-schema: "always 2 decimals for 万元").
const FULL_DECIMALS: u8 = 2;

/// Decides whether the document prints `3.3` for 3.30 and, if so, gives every amount of money the
/// precision of the document instead of its own.
///
/// It does when some amounts have two decimals, none of them ends in 0, and amounts with fewer
/// decimals are as common as dropping makes them: with two free digits every tenth amount loses one.
pub fn apply(disclosure: &mut Disclosure) {
    let money = |unit: Unit| matches!(unit, Unit::Money(scale) if scale.yuan() > 1);
    let (mut full, mut short, mut padded) = (0_usize, 0_usize, 0_usize);
    for claim in disclosure.claims.iter().filter(|claim| money(claim.unit)) {
        let decimals = claim.numeral.decimals;
        let ends_in_zero = decimals > 0 && claim.numeral.value.to_fixed(decimals).ends_with('0');
        match decimals {
            _ if ends_in_zero => padded += 1,
            d if d >= FULL_DECIMALS => full += 1,
            _ => short += 1,
        }
    }
    // One padded figure may be a slip of the typist; a style that drops zeros has next to none.
    let drops = full >= 3 && short >= 3 && padded * 20 <= full + short;
    disclosure.drops_trailing_zeros = drops;
    if !drops {
        return;
    }
    for claim in &mut disclosure.claims {
        let is_amount = matches!(claim.measure, Measure::Amount | Measure::Change);
        if is_amount && money(claim.unit) && claim.numeral.decimals < FULL_DECIMALS {
            let negative = claim.amount.value().is_negative();
            claim.amount = Amount::printed_to(claim.numeral.value, FULL_DECIMALS, claim.unit).signed(negative);
        }
    }
}
