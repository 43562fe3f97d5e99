//! The projects of a body, with indicators, targets and what came of them.

use book::{
    Account, Amounts, Balance, Carried, Indicator, Project, Relation, Revenue, SheetCell, Spending, WHOLE_BODY,
};
use quantity::Decimal;
use taxonomy::{Fund, Nature, Scoring, Stage};

use super::Maker;

/// Levels, name, relation, unit and target.
type Kind = (&'static str, &'static str, &'static str, Option<Relation>, &'static str, i64);

/// Indicators that any body could have.
const INDICATORS: [Kind; 7] = [
    ("产出指标", "数量指标", "开展业务活动次数", Some(Relation::AtLeast), "次", 12),
    ("产出指标", "数量指标", "编印资料册数", Some(Relation::AtLeast), "册", 200),
    ("产出指标", "质量指标", "任务合格率", Some(Relation::AtLeast), "%", 95),
    ("产出指标", "时效指标", "任务按时完成率", Some(Relation::Equal), "%", 100),
    ("成本指标", "经济成本指标", "单次活动成本", Some(Relation::AtMost), "万元", 3),
    ("效益指标", "社会效益指标", "公共服务水平", None, "", 0),
    ("满意度指标", "满意度指标", "服务对象满意度", Some(Relation::AtLeast), "%", 90),
];
const WEIGHTS: [i64; 7] = [10, 10, 20, 10, 10, 20, 10];

impl Maker<'_> {
    pub(super) fn projects(
        &mut self,
        spending: &[Spending],
        revenue: &[Revenue],
        balances: &[Balance],
        carried: &[Carried],
    ) -> Vec<Project> {
        let mut names: Vec<&String> = Vec::new();
        for row in spending.iter().filter(|row| row.nature == Nature::Project) {
            let new = row.project.as_ref().filter(|name| !names.contains(name));
            names.extend(new);
        }
        let mut projects = Vec::new();
        if self.rng.u8(..4) > 0 {
            projects.push(self.whole(spending, revenue, balances, carried));
        }
        for name in names.into_iter().take(6) {
            let rows = || spending.iter().filter(|row| row.project.as_ref() == Some(name));
            let unit = rows().find_map(|row| row.unit.clone());
            let of = |is_fiscal: bool| {
                let mut sum = Amounts::default();
                let is_own = |row: &&Spending| row.fund.is_within(Fund::Fiscal) == is_fiscal;
                rows().filter(is_own).for_each(|row| sum.add(&row.amounts));
                Amounts { last: None, executed: None, ..sum }
            };
            // Every other book leaves it to the rows of expenditure what its projects cost.
            let (fiscal, other) = if self.rng.bool() { (of(true), of(false)) } else { <(Amounts, Amounts)>::default() };
            projects.push(self.with_indicators(name, unit, fiscal, other));
        }
        projects
    }

    /// The body as a whole: all that was there to spend, and what was spent.
    fn whole(
        &mut self,
        spending: &[Spending],
        revenue: &[Revenue],
        balances: &[Balance],
        carried: &[Carried],
    ) -> Project {
        let is_budget = self.recipe.stage == Stage::Budget;
        let of = |is_fiscal: bool| {
            let is_own = |fund: Fund| fund.is_within(Fund::Fiscal) == is_fiscal;
            let spent = |account: Account| -> Decimal {
                spending.iter().filter(|row| is_own(row.fund)).map(|row| row.amounts.or_zero(account)).sum()
            };
            let source = |row: &&Revenue| {
                let fiscal = ["revenue.general-public", "revenue.government-fund", "revenue.state-capital"];
                fiscal.contains(&row.source.id()) == is_fiscal
            };
            let came: Decimal = revenue.iter().filter(source).map(|row| row.amounts.or_zero(Account::Actual)).sum();
            let opening: Decimal = balances.iter().filter(|row| is_own(row.fund)).map(|row| row.opening).sum();
            let kept: Decimal = carried.iter().filter(|row| is_own(row.fund)).map(|row| row.amount).sum();
            if is_budget {
                return Amounts { original: Some(spent(Account::Original) + kept), ..Amounts::default() };
            }
            Amounts {
                original: Some(spent(Account::Original)),
                adjusted: Some(came + opening),
                actual: Some(spent(Account::Actual)),
                ..Amounts::default()
            }
        };
        let (fiscal, other) = if self.rng.bool() { (of(true), of(false)) } else { <(Amounts, Amounts)>::default() };
        let mut project = self.with_indicators(WHOLE_BODY, None, fiscal, other);
        for indicator in &mut project.indicators {
            indicator.level1 = "履职效能".to_owned();
            // This form has no place to say why a target was missed.
            if indicator.deviation.take().is_some() {
                indicator.actual = Some(indicator.target.clone());
            }
        }
        project
    }

    fn with_indicators(&mut self, name: &str, unit: Option<String>, fiscal: Amounts, other: Amounts) -> Project {
        let is_budget = self.recipe.stage == Stage::Budget;
        let indicators =
            INDICATORS.iter().zip(WEIGHTS).map(|((level1, level2, name, relation, scale, target), weight)| {
                let actual = match (relation, *scale) {
                    (None, _) => "达到预期指标".to_owned(),
                    (Some(Relation::AtMost), _) => self.rng.i64(1..=*target).to_string(),
                    (_, "%") => (*target - self.rng.i64(0..=3)).min(100).to_string(),
                    _ => (*target - self.rng.i64(0..=2) + self.rng.i64(0..=2)).to_string(),
                };
                let scoring = match *level1 {
                    "满意度指标" => Scoring::Satisfaction,
                    _ if relation.is_none() => Scoring::Grades,
                    _ => Scoring::Proportional,
                };
                let is_short = actual.parse::<i64>().is_ok_and(|actual| actual < *target);
                let missed = !matches!(relation, None | Some(Relation::AtMost)) && is_short;
                Indicator {
                    level1: (*level1).to_owned(),
                    level2: (*level2).to_owned(),
                    name: (*name).to_owned(),
                    relation: *relation,
                    target: if relation.is_some() { target.to_string() } else { "有效提升".to_owned() },
                    scale: relation.is_some().then(|| (*scale).to_owned()),
                    actual: (!is_budget).then_some(actual),
                    weight: Some(Decimal::whole(weight)),
                    scoring: Some(scoring),
                    score: None,
                    source: Some("计划标准".to_owned()),
                    prior: relation.is_some().then(|| target.to_string()),
                    evidence: Some("工作资料".to_owned()),
                    deviation: missed.then(|| "受工作安排影响略有偏差，将加强进度管理".to_owned()),
                    place: SheetCell::whole("指标"),
                }
            });
        Project {
            name: name.to_owned(),
            unit,
            basis: Some("按照年度工作要点设立".to_owned()),
            plan: Some("由业务科室按季度组织实施".to_owned()),
            goal: Some("按计划完成年度各项工作任务".to_owned()),
            result: (!is_budget).then(|| "年度各项工作任务按计划完成".to_owned()),
            superior: Amounts::default(),
            fiscal,
            other,
            indicators: indicators.collect(),
            is_withheld: false,
            place: SheetCell::whole("项目"),
        }
    }
}
