//! Targets and what came of them, as people type them: `≥95%`, `2600亩`, `12`.

use quantity::Numeral;

use crate::{Indicator, Relation, cell::folded};

/// The signs of relations, longer ones first.
const SIGNS: [(&str, Relation); 7] = [
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    ("≥", Relation::AtLeast),
    ("≤", Relation::AtMost),
    ("=", Relation::Equal),
    (">", Relation::Above),
    ("<", Relation::Below),
];

/// Tells numbers from the sign before them and the unit behind them, where all of an indicator share that unit: 100%
/// and 50%, or 2600亩 beside the unit 亩. Everything else stays as it was typed.
pub(crate) fn tell_apart(indicator: &mut Indicator) {
    let (relation, target) = match signed(&indicator.target) {
        Some((relation, rest)) if indicator.relation.is_none_or(|own| own == relation) => (Some(relation), rest),
        _ => (indicator.relation, folded(&indicator.target)),
    };
    let Some((number, unit)) = measured(&target) else { return };
    let scale = folded(indicator.scale.as_deref().unwrap_or_default());
    if !unit.is_empty() && !scale.is_empty() && unit != scale {
        return;
    }
    let shared = if unit.is_empty() { scale } else { unit.to_owned() };
    indicator.relation = relation;
    indicator.target = number.to_owned();
    if !shared.is_empty() && indicator.scale.is_none() {
        indicator.scale = Some(shared.clone());
    }
    for value in [&mut indicator.actual, &mut indicator.prior].into_iter().flatten() {
        let plain = folded(value);
        if let Some((number, unit)) = measured(&plain)
            && (unit.is_empty() || unit == shared)
        {
            *value = number.to_owned();
        }
    }
}

/// A relation and what stands behind its sign.
fn signed(text: &str) -> Option<(Relation, String)> {
    let plain = folded(text);
    SIGNS.into_iter().find_map(|(sign, relation)| Some((relation, plain.strip_prefix(sign)?.to_owned())))
}

/// A number and the unit behind it; `None` where more than that stands there.
fn measured(text: &str) -> Option<(&str, &str)> {
    const LONGEST_UNIT: usize = 6;
    let (_, length) = Numeral::leading(text)?;
    let (number, unit) = text.split_at(length);
    let is_unit =
        unit.chars().count() <= LONGEST_UNIT && unit.chars().all(|c| c.is_alphabetic() || "%‰（）()/".contains(c));
    // 12月 and 2024年 are days, 3.5以上 is a bound.
    let is_other = ["年", "月", "日", "以", "左", "多", "余"].iter().any(|word| unit.starts_with(word));
    (is_unit && !is_other).then_some((number, unit))
}

#[cfg(test)]
mod tests {
    use super::tell_apart;
    use crate::{Indicator, Relation, SheetCell};

    #[test]
    fn numbers_signs_and_units_are_told_apart() {
        for (relation, target, scale, actual, expected) in [
            (None, "100", Some("%"), "50", (None, "100", Some("%"), "50")),
            (Some(Relation::Equal), "100%", None, "50%", (Some(Relation::Equal), "100", Some("%"), "50")),
            (None, "≥92%", Some("%"), "60%", (Some(Relation::AtLeast), "92", Some("%"), "60")),
            (None, "2600亩", None, "1300亩", (None, "2600", Some("亩"), "1300")),
            (None, "2600亩", Some("亩"), "1300", (None, "2600", Some("亩"), "1300")),
            (None, "１２ 次", Some("次"), "12次", (None, "12", Some("次"), "12")),
            // Another unit stays, so that the score is asked for.
            (None, "2600", Some("亩"), "1300公顷", (None, "2600", Some("亩"), "1300公顷")),
            (None, "2600亩", Some("公顷"), "1300", (None, "2600亩", Some("公顷"), "1300")),
            (Some(Relation::AtMost), "≥5", None, "5", (Some(Relation::AtMost), "≥5", None, "5")),
            (None, "2024年12月", None, "2024年11月", (None, "2024年12月", None, "2024年11月")),
            (None, "55-60", None, "10", (None, "55-60", None, "10")),
            (None, "有效提升", None, "有效提升", (None, "有效提升", None, "有效提升")),
        ] {
            let mut indicator = Indicator {
                level1: String::new(),
                level2: String::new(),
                name: String::new(),
                relation,
                target: target.to_owned(),
                scale: scale.map(str::to_owned),
                actual: Some(actual.to_owned()),
                weight: None,
                scoring: None,
                score: None,
                source: None,
                prior: None,
                evidence: None,
                deviation: None,
                place: SheetCell::whole("指标"),
            };
            tell_apart(&mut indicator);
            let found = (
                indicator.relation,
                indicator.target.as_str(),
                indicator.scale.as_deref(),
                indicator.actual.as_deref().unwrap_or_default(),
            );
            assert_eq!(found, expected, "{target} {actual}");
        }
    }
}
