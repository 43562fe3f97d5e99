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
    // A project without indicators was not evaluated.
    let total_score = if indicators.is_empty() {
        None
    } else {
        scores.into_iter().try_fold(Decimal::ZERO, |sum, score| Some(sum + score?))
    };
    Result { indicators, execution_rate, execution_weight, execution_score, total_weight, total_score }
}

fn met(indicator: &Indicator) -> Met {
    let given = indicator.score;
    let number = |text: &str| {
        let plain = text.trim();
        Numeral::leading(plain).filter(|(_, length)| *length == plain.len()).map(|(numeral, _)| numeral.value)
    };
    let Some(answer) = indicator.actual.as_deref() else { return of_score(indicator, given) };
    let (Some(target), Some(actual)) = (number(&indicator.target), number(answer)) else {
        return of_score(indicator, given.or(indicator.weight.filter(|_| is_met(&indicator.target, answer))));
    };
    let (done, asked) = match indicator.relation {
        Some(Relation::AtMost | Relation::Below) if actual <= target => (Decimal::HUNDRED, Decimal::HUNDRED),
        Some(Relation::AtMost | Relation::Below) => (target, actual),
        Some(Relation::Equal) if target.is_zero() && !actual.is_zero() => (Decimal::ZERO, Decimal::HUNDRED),
        _ if target.is_zero() => (Decimal::HUNDRED, Decimal::HUNDRED),
        _ => (actual, target),
    };
    let completion = done.percent_of(asked, 2);
    // What is just not below a bound is no share of it.
    let is_strict = matches!(indicator.relation, Some(Relation::Below | Relation::Above)) && actual == target;
    let computed = indicator.weight.filter(|_| !is_strict).and_then(|weight| part(weight, done, asked));
    let is_direct = is_strict || indicator.scoring == Some(Scoring::Direct);
    Met { completion, score: if is_direct { given.or(computed) } else { computed.or(given) } }
}

/// Whether words say that a target was met in full: they repeat it, name a day that is not later, or say so as the
/// guides to self-evaluation do (达成年度指标). Anything else has a degree that only the body knows.
fn is_met(target: &str, answer: &str) -> bool {
    const DONE: [&str; 5] = ["达成", "达到", "完成", "实现", "全部"];
    const AIMS: [&str; 3] = ["预期", "指标", "目标"];
    const NOT: [&str; 6] = ["未", "没", "不", "部分", "基本", "尚"];
    let (target, answer) = (target.trim(), answer.trim());
    let has = |words: &[&str]| words.iter().any(|word| answer.contains(word));
    let is_day_kept = || {
        let (limit, day) = (book::day(target.trim_end_matches(['前', '之', '底']))?, book::day(answer)?);
        Some(day <= limit)
    };
    answer == target
        || is_day_kept().unwrap_or(false)
        || DONE.iter().any(|word| answer.starts_with(word)) && has(&AIMS) && !has(&NOT)
}

/// How far an indicator was met that a score is all that is known of.
fn of_score(indicator: &Indicator, score: Option<Decimal>) -> Met {
    Met { completion: score.zip(indicator.weight).and_then(|(score, weight)| score.percent_of(weight, 2)), score }
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

#[cfg(test)]
mod tests {
    use super::is_met;

    #[test]
    fn words_that_say_that_a_target_was_met() {
        for (target, answer, expected) in [
            ("有效提升", "有效提升", true),
            ("长期", "达到预期指标", true),
            ("有效提升", "达成年度指标", true),
            ("有效提升", "全部达成预期目标", true),
            ("有效提升", "部分达成年度指标并具有一定效果", false),
            ("有效提升", "未达成年度指标且效果较差", false),
            ("有效提升", "完成了一半", false),
            ("有效提升", "有所提升", false),
            ("2024年12月15日前", "2024年12月13日", true),
            ("2024年12月15日", "2024年12月16日", false),
            ("55-60", "10", false),
        ] {
            assert_eq!(is_met(target, answer), expected, "{target}: {answer}");
        }
    }
}
