//! Properties of figures: print then parse, and intervals that never lose a true value.

use proptest::prelude::*;
use quantity::{Amount, Decimal, Interval, Numeral, Scale, Unit};

fn decimal(limit: i64) -> impl Strategy<Value = Decimal> {
    (-limit..limit).prop_map(|hundredths| Decimal::from_micros(i128::from(hundredths) * 10_000))
}

fn grouped(plain: &str) -> String {
    let (integer, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut out = String::new();
    for (i, c) in integer.chars().enumerate() {
        if i > 0 && (integer.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if fraction.is_empty() { out } else { format!("{out}.{fraction}") }
}

proptest! {
    #[test]
    fn print_then_parse_gives_the_amount(value in decimal(i64::MAX / 1_000), decimals in 2_u8..=6) {
        let printed = value.to_fixed(decimals);
        prop_assert_eq!(Numeral::cell(&printed).map(|n| (n.value, n.decimals)), Some((value, decimals)));
    }

    #[test]
    fn thousands_separators_change_nothing(value in 0_i64..1_000_000_000_000) {
        let plain = Decimal::from_micros(i128::from(value) * 10_000).to_fixed(2);
        let read = Numeral::cell(&grouped(&plain)).unwrap();
        prop_assert_eq!(read.plain(), plain);
        prop_assert_eq!(read.flaw, None);
    }

    #[test]
    fn a_rounded_figure_contains_what_was_rounded(fen in 0_i64..10_000_000_000_000, decimals in 0_u8..=4) {
        let yuan = Decimal::from_micros(i128::from(fen) * 10_000);
        let unit = Unit::Money(Scale::TenThousandYuan);
        let printed = unit.display(yuan, decimals);
        let read = Amount::printed(Numeral::cell(&printed).unwrap(), unit);
        prop_assert!(read.interval().contains(yuan), "{} read as {:?}", printed, read);
    }

    #[test]
    fn sums_of_rounded_parts_touch_the_rounded_total(fens in prop::collection::vec(0_i64..1_000_000_000_000, 1..12)) {
        let unit = Unit::Money(Scale::TenThousandYuan);
        let read = |fen: i64| {
            let printed = unit.display(Decimal::from_micros(i128::from(fen) * 10_000), 2);
            Amount::printed(Numeral::cell(&printed).unwrap(), unit).interval()
        };
        let parts: Interval = fens.iter().map(|fen| read(*fen)).sum();
        prop_assert!(parts.touches(read(fens.iter().sum())));
    }

    #[test]
    fn a_printed_share_lies_in_the_interval_of_its_operands(part in 1_i64..1_000_000_000, rest in 0_i64..1_000_000_000, decimals in 0_u8..=2) {
        let unit = Unit::Money(Scale::TenThousandYuan);
        let true_value = |fen: i64| Decimal::from_micros(i128::from(fen) * 1_000_000);
        let whole = part + rest;
        let share = true_value(part).percent_of(true_value(whole), decimals).unwrap();
        let read = |units: i64| {
            Amount::printed(Numeral::cell(&unit.display(true_value(units), 2)).unwrap(), unit).interval()
        };
        if let Some(allowed) = read(part).percent_of(read(whole)) {
            prop_assert!(allowed.widened(Decimal::step(decimals).half()).contains(share));
        }
    }

    #[test]
    fn reading_never_panics(text in "\\PC{0,40}") {
        let _ = Numeral::cell(&text);
        let _ = Numeral::leading(&text);
        let _ = Unit::leading(&text);
    }
}
