//! A fact that running text states, wherever else it is printed.
//!
//! Head keys: `concepts`, ids or prefixes ending in `.`; `by`, one of `none`, `function`, `economic`;
//! `level`, one of `category`, `item`, for functions; `natures`, kinds of expenditure that count (default:
//! all); `may_include`, ids of concepts that some places count in and some do not.
//!
//! Tables that contradict each other are the matter of the rules on tables: of them only what most
//! tables say takes part here.

use std::collections::BTreeMap;

use disclosure::{Claim, ClaimId, Origin};
use findings::{Outcome, Severity};
use quantity::Amount;
use taxonomy::{EconomicCode, FunctionCode, Fund, Level, Measure, Nature, bare};

use super::around;
use crate::{Case, Manual, agreement, facts};

type Figure<'a> = (ClaimId, &'a Claim);
/// Everything that tells one fact from another.
type Key = (
    &'static str,
    Fund,
    Option<Nature>,
    Option<FunctionCode>,
    Option<EconomicCode>,
    Option<taxonomy::Basis>,
    Option<u16>,
);

/// Checks that what the text states is the same wherever the document prints it.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let wanted = Wanted::of(manual);
    let mut groups: BTreeMap<Key, Vec<Figure<'_>>> = BTreeMap::new();
    for (id, claim) in case.disclosure.all().filter(|(_, claim)| wanted.takes(claim)) {
        let key =
            (claim.concept.id(), claim.fund, claim.nature, claim.function, claim.economic, claim.basis, claim.year);
        groups.entry(key).or_default().push((id, claim));
    }
    let included = facts::strings(manual, "may_include");
    for figures in groups.values() {
        // Most facts are printed once; what their label means need not be known.
        if figures.len() < 2 {
            continue;
        }
        let (mut text, tables): (Vec<_>, Vec<_>) = figures.iter().copied().partition(|(_, claim)| claim.is_narrative());
        text.retain(|(_, claim)| means_what_its_label_says(case, claim));
        if text.is_empty() || text.len() + tables.len() < 2 {
            continue;
        }
        let mut figures = text.clone();
        figures.extend(what_most_say(&tables, &text));
        compare(manual, case, &figures, &included, out);
    }
}

/// What the head of a page asks for.
struct Wanted<'a> {
    concepts: Vec<&'a str>,
    by: &'a str,
    level: Option<Level>,
    natures: Vec<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(manual: &'a Manual) -> Self {
        Self {
            concepts: facts::strings(manual, "concepts"),
            by: facts::string(manual, "by").unwrap_or("none"),
            level: match facts::string(manual, "level") {
                Some("category") => Some(Level::Category),
                Some("item") => Some(Level::Item),
                _ => None,
            },
            natures: facts::strings(manual, "natures"),
        }
    }

    fn takes(&self, claim: &Claim) -> bool {
        let id = claim.concept.id();
        let has_codes = match self.by {
            "function" => {
                claim.economic.is_none() && claim.function.is_some_and(|c| self.level.is_none_or(|l| c.level() == l))
            }
            "economic" => claim.economic.is_some() && claim.function.is_none(),
            _ => claim.function.is_none() && claim.economic.is_none(),
        };
        has_codes
            && matches!(claim.origin, Origin::Narrative | Origin::Table(_))
            && matches!(claim.measure, Measure::Amount | Measure::Count | Measure::Area)
            && claim.project.is_none()
            && self.concepts.iter().any(|c| *c == id || c.ends_with('.') && id.starts_with(c))
            && (self.natures.is_empty() || self.natures.contains(&claim.nature.map_or("none", agreement::nature_id)))
    }
}

/// Words before a label that make another, longer term of it: 政府性基金拨款支出预算 is not 支出预算.
const LONGER_TERMS: &[&str] = &["拨款", "基金", "资金", "专户", "经营预算", "债券", "企业", "的"];

/// Whether a figure of running text is what its label says: the label is not the tail of a longer
/// term, expenditure is not that of 三公经费, property is there and not yet to be bought, and a
/// function has the name of its code.
pub(super) fn means_what_its_label_says(case: &Case<'_>, claim: &Claim) -> bool {
    let before = around::squeeze(around::open_sentence(around::before(case.disclosure, claim.span)));
    let at = before.rfind(claim.label.as_str()).filter(|_| !claim.label.is_empty());
    let is_tail = at.is_some_and(|at| LONGER_TERMS.iter().any(|word| before[..at].ends_with(word)));
    // A kind of expenditure that an earlier sentence mentions is what money is for, not whose figure follows.
    let is_far = claim.nature.is_some() && at.is_none();
    let id = claim.concept.id();
    let is_other_money = id.starts_with("expenditure") && claim.function.is_none() && before.contains("三公");
    let is_planned = id.starts_with("asset.") && ["购置", "新增", "更新"].iter().any(|word| before.contains(word));
    !is_tail
        && !is_far
        && !is_other_money
        && !is_planned
        && claim.function.is_none_or(|code| is_name_of(case, code, &claim.label))
}

/// Whether a label is the name of a code, in the list or in a table of the document.
fn is_name_of(case: &Case<'_>, code: FunctionCode, label: &str) -> bool {
    let label = bare(label);
    let stem = |name: &str| bare(name).trim_end_matches("支出").to_owned();
    let is_same = |name: &str| stem(name) == stem(&label);
    case.taxonomy.functional.names(code, None).any(|entry| is_same(&entry.name))
        || case
            .disclosure
            .tables
            .iter()
            .flat_map(|table| &table.rows)
            .any(|row| row.function == Some(code) && is_same(&row.name))
}

/// The figures of tables that most tables share; in a tie those that the text shares.
fn what_most_say<'a>(tables: &[Figure<'a>], text: &[Figure<'a>]) -> Vec<Figure<'a>> {
    let rank = |claim: &Claim| (supporters(tables, claim), supporters(text, claim));
    let Some((_, model)) = tables.iter().max_by_key(|(_, claim)| rank(claim)) else { return Vec::new() };
    tables.iter().copied().filter(|(_, claim)| claim.amount.agrees_with(model.amount)).collect()
}

fn supporters(figures: &[Figure<'_>], claim: &Claim) -> usize {
    figures.iter().filter(|(_, other)| other.amount.agrees_with(claim.amount)).count()
}

/// Compares figures that should be one: those that most others contradict are wrong; in a tie the
/// text is held against the table.
fn compare(manual: &Manual, case: &Case<'_>, figures: &[Figure<'_>], included: &[&str], out: &mut Outcome) {
    let exact =
        |claim: &Claim| figures.iter().filter(|(_, other)| other.amount.value() == claim.amount.value()).count();
    let rank = |claim: &Claim| {
        let is_table = matches!(claim.origin, Origin::Table(_));
        (supporters(figures, claim), exact(claim), is_table, times_printed(case, claim), claim.numeral.decimals)
    };
    let Some((model_id, model)) = figures.iter().copied().max_by_key(|(_, claim)| rank(claim)) else { return };
    let agreeing: Vec<Figure<'_>> =
        figures.iter().copied().filter(|(_, claim)| claim.amount.agrees_with(model.amount)).collect();
    if agreeing.len() > 1 {
        out.held(agreeing.iter().map(|(id, _)| *id));
    }
    for (id, claim) in figures.iter().copied() {
        let is_apart = !claim.amount.agrees_with(model.amount);
        // A table of all money need not say what the text says of a part of it.
        let is_table = matches!(claim.origin, Origin::Table(_));
        let is_of_other_money = || is_of_other_money(case, if is_table { model } else { claim });
        if is_apart && (differs_by_included(case, claim, model, included) || is_of_other_money()) {
            continue;
        }
        // Equal within rounding and yet not the same print: somebody typed it again.
        let is_retyped = !is_apart
            && claim.is_narrative()
            && claim.unit == model.unit
            && claim.numeral.decimals == model.numeral.decimals
            && claim.amount.value() != model.amount.value();
        if is_apart || is_retyped {
            let severity = if is_apart { manual.severity } else { Severity::Info };
            let mut finding = facts::wrong_value(manual, claim, model.amount.value())
                .arithmetic(format!("{} ≠ {}", claim.display(), model.display()))
                .say("where", place_word(model))
                .fix(facts::in_unit_of(claim, model.amount.value()), is_apart && agreeing.len() > 1)
                .at(severity);
            let mut witnesses = agreeing.clone();
            witnesses.retain(|(witness, _)| *witness != id);
            witnesses.sort_by_key(|(_, witness)| !matches!(witness.origin, Origin::Table(_)));
            for (_, witness) in witnesses {
                finding = finding.evidence(witness.span, format!("{}{}", place_word(witness), witness.label));
            }
            out.broken([id, model_id], finding);
        }
    }
}

/// Whether two figures differ by just what one place counts in and the other does not.
pub(super) fn differs_by_included(case: &Case<'_>, claim: &Claim, model: &Claim, included: &[&str]) -> bool {
    let gap = claim.amount.interval() - model.amount.interval();
    let fits = |amount: Amount| gap.touches(amount.interval()) || (-gap).touches(amount.interval());
    case.disclosure.all().any(|(_, other)| {
        included.contains(&other.concept.id())
            && other.measure == Measure::Amount
            && other.function.is_none()
            && !other.amount.value().is_zero()
            && fits(other.amount)
    })
}

/// Whether a function's figure, said without or with all fiscal money, is that of another money in a
/// table: lists of items often do not say whose money they are.
fn is_of_other_money(case: &Case<'_>, claim: &Claim) -> bool {
    claim.is_narrative()
        && claim.function.is_some()
        && matches!(claim.fund, Fund::All | Fund::Fiscal)
        && case.disclosure.all().any(|(_, other)| {
            matches!(other.origin, Origin::Table(_))
                && other.function == claim.function
                && other.measure == claim.measure
                && other.project.is_none()
                && other.amount.agrees_with(claim.amount)
        })
}

/// How often the document prints a value; of two, the one printed once is the likelier slip.
pub(super) fn times_printed(case: &Case<'_>, claim: &Claim) -> usize {
    let is_same = |other: &Claim| other.unit == claim.unit && other.amount.value() == claim.amount.value();
    case.disclosure.claims.iter().filter(|other| is_same(other)).count()
}

pub(super) fn place_word(claim: &Claim) -> &'static str {
    match claim.origin {
        Origin::Table(_) => "表内",
        Origin::Form(_) => "绩效表内",
        _ => "文中另一处",
    }
}
