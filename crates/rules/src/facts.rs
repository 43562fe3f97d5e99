//! Finding the claims that an identity speaks of.

use disclosure::Claim;
use findings::Finding;
use quantity::{Decimal, Unit};
use serde::de::{IntoDeserializer, value::StrDeserializer};
use taxonomy::{Basis, Concept, Fund, Measure, Nature, Taxonomy};

use crate::Manual;

/// Which figures a term of an identity means.
///
/// **Shape.** `concept`, then optionally `@fund`, `#nature`, `=basis`, `:measure`, and a final `?` for
/// a term that may be missing: `expenditure@general-public#basic`, `three-public:change`. Without
/// `:measure` it is the amount.
#[derive(Clone, Debug)]
pub struct Selector {
    /// The concept.
    pub concept: Concept,
    /// The money; `None` means that of the other terms.
    pub fund: Option<Fund>,
    /// The kind of expenditure; `None` means none.
    pub nature: Option<Nature>,
    /// The account; `None` means that of the other terms.
    pub basis: Option<Basis>,
    /// The kind of number.
    pub measure: Measure,
    /// Whether the identity can be checked without it.
    pub is_optional: bool,
}

impl Selector {
    /// Reads a term. Terms are part of the program; a test reads them all.
    pub fn parse(text: &str) -> Self {
        let (text, is_optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
        let (text, measure) = text.split_once(':').map_or((text, Measure::Amount), |(t, m)| (t, word(m)));
        let (text, basis) = text.split_once('=').map_or((text, None), |(t, b)| (t, Some(word(b))));
        let (text, nature) = text.split_once('#').map_or((text, None), |(t, n)| (t, Some(word(n))));
        let (text, fund) = text.split_once('@').map_or((text, None), |(t, f)| (t, Some(word(f))));
        let concept = Taxonomy::embedded().lexicon.by_id(text).unwrap_or_else(|| panic!("no concept {text}"));
        Self { concept, fund, nature, basis, measure, is_optional }
    }

    /// Whether a claim is such a figure: without codes and project, in running text that states.
    pub fn fits(&self, claim: &Claim) -> bool {
        claim.concept == self.concept
            && claim.measure == self.measure
            && claim.nature == self.nature
            && self.fund.is_none_or(|fund| fund == claim.fund)
            && self.basis.is_none_or(|basis| Some(basis) == claim.basis)
            && claim.function.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
    }

    /// The term's name, for messages.
    pub fn name(&self, taxonomy: &Taxonomy) -> String {
        let name = match (self.nature, taxonomy.lexicon.concept(self.concept)) {
            (Some(nature), _) => nature.name(),
            (None, Some(entry)) => entry.name.as_str(),
            (None, None) => self.concept.id(),
        };
        match self.fund {
            Some(fund) if fund != Fund::All => format!("{}{name}", fund.name()),
            _ => name.to_owned(),
        }
    }
}

fn word<T: serde::de::DeserializeOwned>(text: &str) -> T {
    let source: StrDeserializer<'_, serde::de::value::Error> = text.into_deserializer();
    T::deserialize(source).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A list of terms in the head of a manual page.
pub fn selectors(manual: &Manual, key: &str) -> Vec<Selector> {
    strings(manual, key).iter().map(|text| Selector::parse(text)).collect()
}

/// A list of words in the head of a manual page; empty when the key is missing.
pub fn strings<'a>(manual: &'a Manual, key: &str) -> Vec<&'a str> {
    match manual.head.get(key) {
        Some(toml::Value::Array(items)) => items.iter().filter_map(toml::Value::as_str).collect(),
        Some(toml::Value::String(text)) => vec![text],
        _ => Vec::new(),
    }
}

/// A word in the head of a manual page.
pub fn string<'a>(manual: &'a Manual, key: &str) -> Option<&'a str> {
    manual.head.get(key).and_then(toml::Value::as_str)
}

/// A kept value in the unit and with the decimals of a claim.
pub fn in_unit_of(claim: &Claim, value: Decimal) -> String {
    let decimals = if claim.unit.is_money() { claim.numeral.decimals.max(2) } else { claim.numeral.decimals };
    claim.unit.display(value, decimals)
}

/// A finding that a printed figure should be another value.
pub fn wrong_value(manual: &Manual, claim: &Claim, expected: Decimal) -> Finding {
    let stated = claim.value();
    let difference = (claim.amount.value() - expected).abs();
    Finding::new(manual.code, manual.severity, claim.span, claim.label.clone())
        .figures(stated, in_unit_of(claim, expected), claim.unit.name())
        .difference(in_unit_of(claim, difference))
        .say("what", describe(claim))
}

/// A finding that a growth does not follow from this year's amount and a base, which is given with its name.
pub fn wrong_growth(manual: &Manual, claim: &Claim, value: Decimal, amount: &Claim, base: (&Claim, &str)) -> Finding {
    let (base, name) = base;
    let (amount_text, base_text) = (amount.value(), base.value());
    wrong_value(manual, claim, value)
        .arithmetic(format!("({amount_text} − {base_text}) ÷ {base_text} = {value}%"))
        .say("amount", amount.display())
        .say("base", base.display())
        .evidence(amount.span, amount.label.clone())
        .evidence(base.span, name)
}

/// What a figure is, in words: its label with what kind of number it is.
pub fn describe(claim: &Claim) -> String {
    let label = if claim.label.is_empty() { claim.row.as_deref().unwrap_or("") } else { &claim.label };
    let kind = match claim.measure {
        Measure::Share => "占比",
        Measure::Change => "增减额",
        Measure::Growth => "增减率",
        Measure::Variance => "预决算差异率",
        Measure::Completion => "完成率",
        _ => "",
    };
    format!("{label}{kind}")
}

/// `a + b + c` as printed.
pub fn written_sum<'a>(parts: impl IntoIterator<Item = &'a Claim>) -> String {
    let mut out = String::new();
    for (i, claim) in parts.into_iter().enumerate() {
        let value = claim.value();
        match (i, value.strip_prefix('-')) {
            (0, _) => out.push_str(&value),
            (_, Some(rest)) => {
                out.push_str(" − ");
                out.push_str(rest);
            }
            (_, None) => {
                out.push_str(" + ");
                out.push_str(&value);
            }
        }
    }
    out
}

/// Whether two claims are counted in the same kind of unit.
pub fn same_kind(a: &Claim, b: &Claim) -> bool {
    a.unit.is_money() == b.unit.is_money() && (a.unit == Unit::Percent) == (b.unit == Unit::Percent)
}
