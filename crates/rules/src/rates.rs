//! Shares, growth, variance and completion recomputed.
//!
//! Head keys: `concepts` and `except`, ids or prefixes ending in `.`; `fund`, `by` and `natures` as in
//! `agreement`; for growth `ending`, whether the rule is about figures that fell to zero.
//! A rate is compared with the interval that its operands allow, widened by half of its own last
//! printed digit; there is no tolerance besides.

use disclosure::{Against, Claim, ClaimId, Disclosure, Origin, Whole};
use findings::{Outcome, Severity};
use quantity::{Decimal, Interval};
use taxonomy::{Basis, Concept, Fund, Measure, Stage};

use crate::{Case, Manual, agreement, facts, sums};

/// A claim and its handle.
type Figure<'a> = (ClaimId, &'a Claim);

/// Checks shares.
pub fn share(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in wanted(manual, case, Measure::Share) {
        let Some((part_id, part)) = amount_of_statement(case.disclosure, claim, None) else {
            out.could_not("有占比没有写明金额，无法核对", Some(claim.span));
            continue;
        };
        let Some((whole_id, whole)) = whole_of(case, claim) else {
            out.could_not("有占比没有写明分母，无法核对", Some(claim.span));
            continue;
        };
        let is_of = |whole: &Claim| {
            part.amount.interval().percent_of(whole.amount.interval()).is_some_and(|ratio| fits(claim, ratio))
        };
        let other = Some((whole_id, whole)).filter(|(_, whole)| !is_of(whole));
        let other = other.and_then(|_| loose_wholes(case, claim).find(|(_, whole)| is_of(whole)));
        let (whole_id, whole) = other.unwrap_or((whole_id, whole));
        let ids = [id, part_id, whole_id];
        let (Some(ratio), Some(value)) = (
            part.amount.interval().percent_of(whole.amount.interval()),
            part.amount.value().percent_of(whole.amount.value(), claim.numeral.decimals),
        ) else {
            if part.amount.value().is_zero() && claim.amount.value().is_zero() {
                out.held(ids);
            } else {
                out.could_not("有占比的分母为0，无法核对", Some(claim.span));
            }
            continue;
        };
        if fits(claim, ratio) {
            out.held(ids);
            continue;
        }
        let finding = facts::wrong_value(manual, claim, value)
            .arithmetic(format!("{} ÷ {} = {value}%", part.value(), whole.value()))
            .say("part", part.display())
            .say("whole", format!("{}{}", whole.label, whole.display()))
            .evidence(part.span, part.label.clone())
            .evidence(whole.span, whole.label.clone())
            .fix(value.to_fixed(claim.numeral.decimals), false);
        out.broken(ids, finding);
    }
}

/// Checks growth rates against the change and the amount they are said with.
pub fn growth(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let ending = manual.head.get("ending").and_then(toml::Value::as_bool).unwrap_or(false);
    for (id, claim) in wanted(manual, case, Measure::Growth) {
        let change = change_of_statement(case.disclosure, claim);
        let amount = amount_for_change(case, claim);
        let (Some((change_id, change)), Some((amount_id, amount))) = (change, amount) else {
            let what = if change.is_none() { "增减额" } else { "本年金额" };
            // Figures that fell to zero are looked for; growth on an execution has a rule of its own.
            if !ending && last_execution(case.disclosure, claim).is_none() {
                out.could_not(format!("有增减率没有写明{what}，无法核对"), Some(claim.span));
            }
            continue;
        };
        let is_ending = amount.amount.value().is_zero() && change.amount.value().is_negative();
        if is_ending != ending {
            continue;
        }
        let ids = [id, change_id, amount_id];
        if words_disagree(claim, change) && fits_reversed(claim, change, amount) {
            // One of the two direction words is wrong and the numbers are right: the rule on direction words says so.
            out.held(ids);
            continue;
        }
        let base = amount.amount.interval() - change.amount.interval();
        let base_value = amount.amount.value() - change.amount.value();
        let rate = change.amount.interval().percent_of(base);
        let value = change.amount.value().percent_of(base_value, claim.numeral.decimals);
        let (Some(rate), Some(value)) = (rate, value) else {
            // Growth on a zero base has a rule of its own; nothing on nothing must be nothing.
            if change.amount.value().is_zero() && !claim.amount.interval().contains(Decimal::ZERO) {
                let finding = facts::wrong_value(manual, claim, Decimal::ZERO)
                    .arithmetic("0 ÷ 0".to_owned())
                    .say("change", change.display())
                    .say("base", "0")
                    .evidence(change.span, change.label.clone());
                out.broken(ids, finding);
            } else {
                out.held(ids);
            }
            continue;
        };
        if fits(claim, rate) {
            // No change on any amount is no growth: the amount itself is not checked then.
            let n_fixed = if change.amount.value().is_zero() { 2 } else { ids.len() };
            out.held(ids.into_iter().take(n_fixed));
            continue;
        }
        // A wrong sign alone is the matter of the rule on direction words.
        if fits_unsigned(claim, rate) {
            out.held(ids);
            continue;
        }
        let base_text = facts::in_unit_of(amount, base_value);
        let finding = facts::wrong_value(manual, claim, value)
            .arithmetic(format!(
                "{} ÷ ({} − ({})) = {} ÷ {base_text} = {value}%",
                change.value(),
                amount.value(),
                change.value(),
                change.value()
            ))
            .say("change", change.display())
            .say("base", format!("{base_text}{}", amount.unit.name()))
            .evidence(change.span, format!("{}增减额", change.label))
            .evidence(amount.span, amount.label.clone())
            .fix(value.abs().to_fixed(claim.numeral.decimals), false);
        out.broken(ids, finding);
    }
}

/// Whether the direction words of a change and its growth contradict each other.
fn words_disagree(growth: &Claim, change: &Claim) -> bool {
    let (growth, change) = (growth.amount.value(), change.amount.value());
    !growth.is_zero() && !change.is_zero() && growth.is_negative() != change.is_negative()
}

/// Whether a growth fits when the change went the other way, or when it did itself.
fn fits_reversed(growth: &Claim, change: &Claim, amount: &Claim) -> bool {
    let (growth, change, amount) = (growth.amount.interval(), change.amount.interval(), amount.amount.interval());
    let rate = |change: Interval| change.percent_of(amount - change);
    rate(change).is_some_and(|rate| rate.touches(-growth)) || rate(-change).is_some_and(|rate| rate.touches(growth))
}

/// Checks growth that a budget states on what the year before has spent, both amounts being printed:
/// 上年预算执行数为…，今年预算安排…，比上年预算执行数增加…%.
pub fn growth_on_execution(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    for (id, claim) in wanted(manual, case, Measure::Growth) {
        let Some(((amount_id, amount), (base_id, base))) = last_execution(disclosure, claim) else { continue };
        let ids = [id, amount_id, base_id];
        let change = amount.amount.interval() - base.amount.interval();
        let change_value = amount.amount.value() - base.amount.value();
        let rate = change.percent_of(base.amount.interval());
        let value = change_value.percent_of(base.amount.value(), claim.numeral.decimals);
        let (Some(rate), Some(value)) = (rate, value) else {
            out.held(ids);
            continue;
        };
        // Where the document prints another amount that fits, the amount is wrong and not the rate.
        let fits_elsewhere = disclosure.all().any(|(_, other)| {
            let is_same = other.is_same_fact(amount) && other.is_narrative();
            let change = other.amount.interval() - base.amount.interval();
            is_same && change.percent_of(base.amount.interval()).is_some_and(|rate| fits(claim, rate))
        });
        if fits(claim, rate) || fits_elsewhere {
            out.held(ids);
            continue;
        }
        let finding = facts::wrong_growth(manual, claim, value, amount, (base, "上年执行数"))
            .fix(value.abs().to_fixed(claim.numeral.decimals), false);
        out.broken(ids, finding);
    }
}

/// This year's budget and last year's execution that a growth compares, where its words say so.
pub fn last_execution<'a>(disclosure: &'a Disclosure, growth: &Claim) -> Option<(Figure<'a>, Figure<'a>)> {
    let (amount_id, amount) = amount_of_statement(disclosure, growth, Some(Basis::Original))?;
    // A budget cannot know what its own year will have spent: an execution in it is last year's.
    let executed = disclosure.all().filter(|(id, other)| {
        *id < amount_id
            && other.span.text == growth.span.text
            && other.basis == Some(Basis::Actual)
            && other.measure == Measure::Amount
            && other.origin == Origin::Narrative
            && (other.concept, other.fund, other.nature, other.function, other.economic)
                == (amount.concept, amount.fund, amount.nature, amount.function, amount.economic)
    });
    let base = executed.last()?;
    (disclosure.stage == Some(Stage::Budget) && says_execution(disclosure, amount, growth))
        .then_some(((amount_id, amount), base))
}

/// Whether the words between an amount and its growth compare it with an execution.
fn says_execution(disclosure: &Disclosure, amount: &Claim, growth: &Claim) -> bool {
    let passage = disclosure.passage_of(growth.span).map(|(_, passage)| passage);
    let range = amount.span.range().end..growth.span.range().start;
    passage.and_then(|passage| passage.text.get(range)).is_some_and(|words| words.contains("执行"))
}

/// Reports growth on a zero base, which is undefined whatever is printed. By convention places print
/// 100% or 0%; any other rate is a figure from somewhere else.
pub fn zero_base(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in case.disclosure.all() {
        if claim.measure != Measure::Growth || claim.origin != Origin::Narrative {
            continue;
        }
        let (Some((change_id, change)), Some((amount_id, amount))) =
            (change_of_statement(case.disclosure, claim), amount_for_change(case, claim))
        else {
            continue;
        };
        let base = amount.amount.value() - change.amount.value();
        let ids = [id, change_id, amount_id];
        if !base.is_zero() || change.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        if says_zero_base(case.disclosure, claim) {
            out.held(ids);
            continue;
        }
        let printed = claim.amount.value().abs();
        let is_usual = printed.is_zero() || printed == Decimal::HUNDRED;
        let finding = facts::wrong_value(manual, claim, claim.amount.value())
            .at(if is_usual { manual.severity } else { Severity::Warning })
            .arithmetic(format!("{} − {} = 0", amount.value(), change.value()))
            .evidence(change.span, format!("{}增减额", change.label))
            .evidence(amount.span, amount.label.clone());
        out.broken(ids, finding);
    }
}

/// Whether a bracket right behind a rate says that there was nothing to compare with: 增长100.00%（上年数为零）.
fn says_zero_base(disclosure: &Disclosure, claim: &Claim) -> bool {
    let rest = disclosure.passage_of(claim.span).and_then(|(_, passage)| passage.text.get(claim.span.range().end..));
    let rest = rest.unwrap_or_default().trim_start_matches(['%', '％', ' ']);
    let bracket = rest.strip_prefix(['（', '(']).and_then(|rest| rest.split(['）', ')']).next());
    bracket.is_some_and(|words| words.contains("为零") || words.contains("为0"))
}

/// Checks variance rates: (actual − budget) ÷ budget.
pub fn variance(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    against_budget(manual, case, Measure::Variance, out);
}

/// Checks completion rates: actual ÷ budget.
pub fn completion(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    against_budget(manual, case, Measure::Completion, out);
}

/// Reports variance on a zero budget, which is undefined whatever is printed.
pub fn zero_budget(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    for (id, claim) in wanted(manual, case, Measure::Variance) {
        let basis = match claim.against {
            Some(Against::Basis(basis)) => basis,
            _ => Basis::Original,
        };
        let budget = amount_of_statement(case.disclosure, claim, Some(basis));
        let actual = amount_of_statement(case.disclosure, claim, Some(Basis::Actual));
        let (Some((budget_id, budget)), Some((actual_id, actual))) = (budget, actual) else { continue };
        let ids = [id, budget_id, actual_id];
        if !budget.amount.value().is_zero() || actual.amount.value().is_zero() {
            out.held([]);
            continue;
        }
        if says_zero_base(case.disclosure, claim) {
            out.held(ids);
            continue;
        }
        let finding = facts::wrong_value(manual, claim, claim.amount.value())
            .arithmetic(format!("{} ÷ 0", actual.value()))
            .say("basis", basis.name())
            .evidence(budget.span, basis.name())
            .evidence(actual.span, Basis::Actual.name());
        out.broken(ids, finding);
    }
}

fn against_budget(manual: &Manual, case: &Case<'_>, measure: Measure, out: &mut Outcome) {
    for (id, claim) in wanted(manual, case, measure) {
        let basis = match claim.against {
            Some(Against::Basis(basis)) => basis,
            _ => Basis::Original,
        };
        let budget = amount_of_statement(case.disclosure, claim, Some(basis));
        let actual = amount_of_statement(case.disclosure, claim, Some(Basis::Actual));
        let (Some((budget_id, budget)), Some((actual_id, actual))) = (budget, actual) else {
            let what = if budget.is_none() { basis.name() } else { Basis::Actual.name() };
            out.could_not(format!("有比率没有写明{what}，无法核对"), Some(claim.span));
            continue;
        };
        let ids = [id, budget_id, actual_id];
        let (top, top_value) = if measure == Measure::Variance {
            (actual.amount.interval() - budget.amount.interval(), actual.amount.value() - budget.amount.value())
        } else {
            (actual.amount.interval(), actual.amount.value())
        };
        let rate = top.percent_of(budget.amount.interval());
        let value = top_value.percent_of(budget.amount.value(), claim.numeral.decimals);
        let (Some(rate), Some(value)) = (rate, value) else {
            // A zero budget: 0 on 0 must print 0; anything else is undefined and a rule of its own.
            if top_value.is_zero() && measure == Measure::Variance && !claim.amount.interval().contains(Decimal::ZERO) {
                out.broken(
                    ids,
                    facts::wrong_value(manual, claim, Decimal::ZERO)
                        .arithmetic("0 ÷ 0")
                        .say("actual", actual.display())
                        .say("budget", format!("{}{}", basis.name(), budget.display()))
                        .evidence(budget.span, basis.name()),
                );
            } else {
                out.held(ids);
            }
            continue;
        };
        if fits(claim, rate) {
            out.held(ids);
            continue;
        }
        let (actual_text, budget_text) = (actual.value(), budget.value());
        let arithmetic = if measure == Measure::Variance {
            format!("({actual_text} − {budget_text}) ÷ {budget_text} = {value}%")
        } else {
            format!("{actual_text} ÷ {budget_text} = {value}%")
        };
        // Some places print the rate without its sign.
        let severity = if fits_unsigned(claim, rate) { Severity::Info } else { manual.severity };
        let finding = facts::wrong_value(manual, claim, value)
            .arithmetic(arithmetic)
            .say("actual", actual.display())
            .say("budget", format!("{}{}", basis.name(), budget.display()))
            .evidence(budget.span, basis.name())
            .evidence(actual.span, Basis::Actual.name())
            .fix(value.to_fixed(claim.numeral.decimals), false)
            .at(severity);
        out.broken(ids, finding);
    }
}

/// The rates of running text that a page's head speaks of.
fn wanted<'a>(manual: &Manual, case: &Case<'a>, measure: Measure) -> Vec<(ClaimId, &'a Claim)> {
    let concepts = facts::strings(manual, "concepts");
    let except = facts::strings(manual, "except");
    let fund = sums::fund_named(manual);
    let by = facts::string(manual, "by");
    let natures = facts::strings(manual, "natures");
    let named = |list: &[&str], id: &str| list.iter().any(|c| *c == id || c.ends_with('.') && id.starts_with(c));
    case.disclosure
        .all()
        .filter(|(_, claim)| {
            let id = claim.concept.id();
            claim.measure == measure
                && claim.origin == Origin::Narrative
                && (concepts.is_empty() || named(&concepts, id))
                && !named(&except, id)
                && fund.is_none_or(|fund| claim.fund == fund)
                && by.is_none_or(|by| (by == "function") == claim.function.is_some())
                && (natures.is_empty() || natures.contains(&claim.nature.map_or("none", agreement::nature_id)))
        })
        .collect()
}

/// Whether a printed rate is one that its operands allow.
fn fits(claim: &Claim, rate: Interval) -> bool {
    rate.touches(claim.amount.interval())
}

fn fits_unsigned(claim: &Claim, rate: Interval) -> bool {
    let printed = claim.amount.interval();
    rate.touches(-printed)
}

/// The amount said in the same breath as a rate.
fn amount_of_statement<'a>(
    disclosure: &'a Disclosure,
    rate: &Claim,
    basis: Option<Basis>,
) -> Option<(ClaimId, &'a Claim)> {
    let in_statement = || {
        disclosure.all().filter(|(_, claim)| {
            claim.statement == rate.statement
                && claim.year == rate.year
                && claim.origin == rate.origin
                && matches!(claim.measure, Measure::Amount | Measure::Count)
        })
    };
    match basis {
        Some(basis) => in_statement().find(|(_, claim)| claim.basis == Some(basis)),
        None => in_statement().find(|(_, claim)| claim.basis == Some(Basis::Actual)).or_else(|| in_statement().next()),
    }
}

/// The change said in the same breath as a growth rate and measured against the same: 较上年增加…，较年初预算数减少….
fn change_of_statement<'a>(disclosure: &'a Disclosure, rate: &Claim) -> Option<(ClaimId, &'a Claim)> {
    disclosure.all().find(|(_, claim)| {
        claim.statement == rate.statement
            && claim.origin == rate.origin
            && claim.measure == Measure::Change
            && claim.against == rate.against
    })
}

/// The amount of this year that a change belongs to: said in the same breath, or the figure of the
/// concept that the change is measured on.
pub fn amount_for_change<'a>(case: &Case<'a>, rate: &Claim) -> Option<(ClaimId, &'a Claim)> {
    // A change is that of the year's own account: of the budget in a budget, of the account in final accounts.
    let account = match case.disclosure.stage {
        Some(Stage::Budget) => Some(Basis::Original),
        Some(Stage::FinalAccounts) => Some(Basis::Actual),
        None => None,
    };
    let is_account = |claim: &Claim| account.is_none() || claim.basis.is_none() || claim.basis == account;
    if let Some(found) = amount_of_statement(case.disclosure, rate, None).filter(|(_, claim)| is_account(claim)) {
        return Some(found);
    }
    let concept = case.taxonomy.lexicon.concept(rate.concept).and_then(|entry| entry.amount).unwrap_or(rate.concept);
    let same = |claim: &Claim| {
        claim.concept == concept
            && claim.measure == Measure::Amount
            && claim.fund == rate.fund
            && claim.nature == rate.nature
            && claim.function == rate.function
            && claim.economic == rate.economic
            && claim.project == rate.project
            && claim.year == rate.year
            && is_account(claim)
    };
    let narrative = case.disclosure.all().find(|(_, claim)| claim.origin == Origin::Narrative && same(claim));
    narrative
        .or_else(|| case.disclosure.all().find(|(_, claim)| matches!(claim.origin, Origin::Table(_)) && same(claim)))
}

/// What a share is a share of.
fn whole_of<'a>(case: &Case<'a>, share: &Claim) -> Option<(ClaimId, &'a Claim)> {
    let disclosure = case.disclosure;
    match share.whole {
        Some(Whole::Listed(id)) => Some((id, disclosure.claim(id))),
        Some(Whole::Named { concept, fund, nature }) => amount_named(disclosure, share, concept, fund, nature),
        // A 类 without a list above it is a share of all expenditure of its money.
        None if share.function.is_some() => {
            let expenditure = Concept::new("expenditure");
            let total = Concept::new("expenditure.total");
            amount_named(disclosure, share, expenditure, share.fund, None)
                .or_else(|| amount_named(disclosure, share, total, share.fund, None))
                .or_else(|| {
                    let fund = share.fund == Fund::GeneralPublic;
                    let revenue = Concept::new("revenue.general-public");
                    fund.then(|| amount_named(disclosure, share, revenue, Fund::All, None)).flatten()
                })
        }
        None if share.concept.id().starts_with("three-public.") => {
            amount_named(disclosure, share, Concept::new("three-public"), Fund::All, None)
        }
        None => None,
    }
}

/// What 总收入, 总支出 may mean besides 收入总计, 支出总计: the sum of the year itself, and among the “三公”
/// items their own total.
fn loose_wholes<'a>(case: &Case<'a>, share: &Claim) -> impl Iterator<Item = (ClaimId, &'a Claim)> {
    let named = match share.whole {
        Some(Whole::Named { concept, fund, nature }) => {
            concept.id().strip_suffix(".total").map(|id| (id, fund, nature))
        }
        _ => None,
    };
    let year =
        named.and_then(|(id, fund, nature)| amount_named(case.disclosure, share, Concept::new(id), fund, nature));
    let is_item = named.is_some() && share.concept.id().starts_with("three-public.");
    let items =
        is_item.then(|| amount_named(case.disclosure, share, Concept::new("three-public"), Fund::All, None)).flatten();
    year.into_iter().chain(items)
}

fn amount_named<'a>(
    disclosure: &'a Disclosure,
    share: &Claim,
    concept: Concept,
    fund: Fund,
    nature: Option<taxonomy::Nature>,
) -> Option<(ClaimId, &'a Claim)> {
    let fits = |claim: &Claim| {
        claim.concept == concept
            && claim.measure == Measure::Amount
            && claim.fund == fund
            && claim.nature == nature
            && claim.year == share.year
            && claim.function.is_none()
            && claim.economic.is_none()
            && claim.project.is_none()
            && claim.basis != Some(Basis::Adjusted)
            && (claim.basis != Some(Basis::Original) || disclosure.stage == Some(Stage::Budget))
    };
    let beside = disclosure.all().find(|(_, claim)| claim.span.text == share.span.text && fits(claim));
    let narrative = || disclosure.all().find(|(_, claim)| claim.origin == Origin::Narrative && fits(claim));
    let table = || disclosure.all().find(|(_, claim)| matches!(claim.origin, Origin::Table(_)) && fits(claim));
    beside.or_else(narrative).or_else(table)
}
