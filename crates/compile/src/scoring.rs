//! How far targets were met, and what that scores.

use book::{Indicator, Project, Relation};
use quantity::{Decimal, Numeral};
use taxonomy::{Scoring, Stage};

use crate::Settings;

/// What a project scores.
#[derive(Clone, Debug, Default)]
pub(crate) struct Result {
    /// Its indicators, in order.
    pub indicators: Vec<Met>,
    /// 执行率 in percent.
    pub execution_rate: Option<Decimal>,
    /// What the execution rate weighs.
    pub execution_weight: Decimal,
    /// What it scores.
    pub execution_score: Option<Decimal>,
    /// All weights.
    pub total_weight: Decimal,
    /// All scores.
    pub total_score: Option<Decimal>,
}

/// How far one indicator was met.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Met {
    /// 完成率 in percent, above 100 where more was done than asked for.
    pub completion: Option<Decimal>,
    /// The score, at most the weight.
    pub score: Option<Decimal>,
}

/// Scores a project of which so much was spent of its budget. Only final accounts have scores.
pub(crate) fn score(project: &Project, (spent, budget): (Decimal, Decimal), settings: &Settings) -> Result {
    let execution_weight = Decimal::whole(i64::from(settings.execution_weight));
    let weights: Decimal = project.indicators.iter().filter_map(|indicator| indicator.weight).sum();
    let total_weight = weights + execution_weight;
    if settings.stage == Stage::Budget {
        let indicators = vec![Met::default(); project.indicators.len()];
        return Result { indicators, execution_weight, total_weight, ..Result::default() };
    }
    let indicators: Vec<Met> = project.indicators.iter().map(met).collect();
    let execution_rate = spent.percent_of(budget, settings.rate_decimals);
    let execution_score = part(execution_weight, spent, budget);
    // Where no money was planned there is no execution to score.
    let execution = execution_score.unwrap_or_default();
    let scores = indicators.iter().map(|met| met.score).chain([Some(execution)]);
    let total_score = scores.into_iter().try_fold(Decimal::ZERO, |sum, score| Some(sum + score?));
    Result { indicators, execution_rate, execution_weight, execution_score, total_weight, total_score }
}

fn met(indicator: &Indicator) -> Met {
    let given = indicator.score;
    let number = |text: &str| {
        let plain = text.trim();
        Numeral::leading(plain).filter(|(_, length)| *length == plain.len()).map(|(numeral, _)| numeral.value)
    };
    let actual = indicator.actual.as_deref();
    let (Some(target), Some(actual)) = (number(&indicator.target), actual.and_then(number)) else {
        // Words are met in full, or to the degree that the book gives a score for.
        let is_answered = actual.is_some();
        let score = given.or(indicator.weight.filter(|_| is_answered));
        let completion = score.zip(indicator.weight).and_then(|(score, weight)| score.percent_of(weight, 2));
        return Met { completion, score };
    };
    let is_met = match indicator.relation {
        Some(Relation::AtMost) => actual <= target,
        Some(Relation::Below) => actual < target,
        Some(Relation::Above) => actual > target,
        Some(Relation::Equal) => actual == target,
        Some(Relation::AtLeast) | None => actual >= target,
    };
    let is_ceiling = matches!(indicator.relation, Some(Relation::AtMost | Relation::Below));
    let (done, asked) = match (is_ceiling, is_met) {
        (true, true) => (Decimal::HUNDRED, Decimal::HUNDRED),
        (true, false) => (target, actual),
        (false, true) if target.is_zero() => (Decimal::HUNDRED, Decimal::HUNDRED),
        (false, _) => (actual, target),
    };
    let completion = done.percent_of(asked, 2);
    let computed = indicator.weight.and_then(|weight| part(weight, done, asked));
    let is_direct = indicator.scoring == Some(Scoring::Direct);
    Met { completion, score: if is_direct { given.or(computed) } else { computed.or(given) } }
}

/// `weight × done ÷ asked`, at most the weight, to the second decimal; nothing asked is nothing scored.
fn part(weight: Decimal, done: Decimal, asked: Decimal) -> Option<Decimal> {
    if done >= asked && !asked.is_zero() {
        return Some(weight);
    }
    let millionths = i64::try_from(weight.micros()).ok()?;
    let share = done.ratio(asked, 1, 6)?;
    let product = share.micros().checked_mul(i128::from(millionths))? / Decimal::whole(1).micros();
    Decimal::parse(&Decimal::from_micros(product).to_fixed(2))
}
