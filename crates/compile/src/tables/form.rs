//! Performance forms: targets, and how far they were met.

use std::sync::Arc;

use book::{Account, Indicator, Project, WHOLE_BODY};
use document::Style;
use minijinja::{Error, ErrorKind};
use quantity::{Decimal, Numeral, Unit};
use taxonomy::{Basis, Concept, Fund, Measure, Stage};

use super::{
    Drawn,
    grid::{Grid, Slot, spanned},
};
use crate::{
    Wanted,
    edition::FormPlan,
    facts::ProjectFund,
    marks,
    scope::Scope,
    scoring::{self, Result as Scored},
    stated::{self, Stated},
    template::fill_line,
};

/// Draws a performance form for a project, that of a unit where several have one of this name; the body as a whole is
/// the project named 整体支出.
pub(crate) fn draw(scope: &Arc<Scope>, kind: &str, project: &str, unit: Option<&str>) -> Result<Drawn, Error> {
    let missing = |what: &str| Error::new(ErrorKind::InvalidOperation, format!("there is no {what}"));
    let plan = scope.edition.form(kind).ok_or_else(|| missing("such form in the edition's forms.toml"))?;
    let name = marks::plain(project);
    let unit = unit.map(marks::plain);
    let is_of = |project: &Project| {
        let own = project.unit.as_ref().unwrap_or(&scope.book.body.name);
        unit.as_ref().is_none_or(|unit| own == unit)
    };
    let mut open = scope.book.projects.iter().filter(|project| project.name == name && !project.is_withheld);
    let project = open.find(|project| is_of(project));
    let project = project.ok_or_else(|| missing("such project in the book"))?;
    let all = |account| scope.facts().project_amount(project, ProjectFund::All, account);
    let execution = (all(Account::Actual), all(Account::Adjusted));
    let form = Form { scope, plan, project, scored: scoring::score(project, execution, &scope.edition.settings) };
    form.draw()
}

struct Form<'a> {
    scope: &'a Arc<Scope>,
    plan: &'a FormPlan,
    project: &'a Project,
    scored: Scored,
}

impl Form<'_> {
    fn draw(&self) -> Result<Drawn, Error> {
        let mut grid = Grid::default();
        for row in &self.plan.head {
            grid.rows.push(row.iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?);
        }
        grid.rows.push(self.plan.heads.iter().map(|head| Slot::head(head)).collect());
        for at in 0..self.project.indicators.len() {
            grid.rows.push(self.indicator(at)?);
        }
        for row in &self.plan.foot {
            grid.rows.push(row.iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?);
        }
        grid.design.is_landscape = self.plan.is_landscape;
        grid.design.widths.clone_from(&self.plan.widths);
        let title = fill_line(self.scope, &self.plan.title)?;
        Ok(grid.drawn(vec![(Style::Caption, title)], Vec::new()))
    }

    /// A cell of the plan: words, or `@name` for what the book holds.
    fn cell(&self, cell: &str) -> Result<Slot, Error> {
        let (words, columns, rows) = spanned(cell);
        let slot = match words.strip_prefix('@') {
            Some(name) => self.named(name)?,
            None => Slot::words(fill_line(self.scope, words)?),
        };
        Ok(Slot { columns, rows, ..slot })
    }

    fn named(&self, name: &str) -> Result<Slot, Error> {
        let project = self.project;
        let body = &self.scope.book.body;
        let words = |text: Option<&String>| Slot::words(text.map_or(String::new(), |text| marks::shielded(text)));
        if let Some((fund, account)) = name.split_once('.') {
            return self.money(fund, account);
        }
        Ok(match name {
            "project" => words(Some(&project.name)),
            "body" => words(Some(&body.name)),
            "unit" => words(project.unit.as_ref().or(Some(&body.name))),
            "supervisor" => words(body.supervisor.as_ref().or(Some(&body.name))),
            "goal" => words(project.goal.as_ref()),
            "result" => words(project.result.as_ref()),
            "basis" => words(project.basis.as_ref()),
            "weight" => {
                self.points(Concept::new("form.funds"), Measure::Weight, Some(self.scored.execution_weight), None)
            }
            "rate" => {
                let rate = self.scored.execution_rate.map(|rate| stated::numeral(rate, self.rate_decimals(), false));
                self.number(Concept::new("form.funds"), Measure::Completion, rate, Unit::Percent, "%")
            }
            "score" => self.points(Concept::new("form.funds"), Measure::Score, self.scored.execution_score, Some(2)),
            // A project without indicators is not scored.
            "total_weight" | "total_score" if project.indicators.is_empty() => Slot::default(),
            "total_weight" => {
                self.points(Concept::new("form.total"), Measure::Weight, Some(self.scored.total_weight), None)
            }
            "total_score" => {
                let slot = self.points(Concept::new("form.total"), Measure::Score, self.scored.total_score, Some(2));
                let unit = if slot.line.is_empty() { "" } else { "分" };
                Slot { line: format!("{}{unit}", slot.line), ..slot }
            }
            _ => return Err(Error::new(ErrorKind::InvalidOperation, format!("a form knows no @{name}"))),
        })
    }

    /// An amount of one of the form's funds: `@fiscal.adjusted`.
    fn money(&self, fund: &str, account: &str) -> Result<Slot, Error> {
        let wrong = || Error::new(ErrorKind::InvalidOperation, format!("a form knows no @{fund}.{account}"));
        let account = Account::named(account).ok_or_else(wrong)?;
        let (part, money) = match fund {
            "superior" => (ProjectFund::Superior, Fund::Fiscal),
            "fiscal" | "local" => (ProjectFund::Fiscal, Fund::Fiscal),
            "other" => (ProjectFund::Other, Fund::Nonfiscal),
            "total" => (ProjectFund::All, Fund::All),
            _ => return Err(wrong()),
        };
        let amount = self.scope.facts().project_amount(self.project, part, account);
        let scale = self.scope.edition.settings.scale.scale();
        let in_unit = amount.ratio(Decimal::whole(scale.yuan()), 1, 6).unwrap_or_default();
        let numeral = self.scope.numeral(in_unit, self.scope.edition.settings.decimals, false);
        let basis = match account {
            Account::Original | Account::LastYear => Basis::Original,
            Account::Adjusted => Basis::Adjusted,
            Account::Actual | Account::LastExecuted => Basis::Actual,
        };
        let stated = Stated {
            basis: Some(basis),
            fund: money,
            ..self.stated(Concept::new("form.funds"), Measure::Amount, numeral, Unit::Money(scale))
        };
        Ok(Slot { line: self.scope.state(stated), numeral: Some(numeral), ..Slot::default() })
    }

    /// The cells of an indicator. Levels that repeat stand once, over all their indicators.
    fn indicator(&self, at: usize) -> Result<Vec<Slot>, Error> {
        let indicators = &self.project.indicators;
        let own = &indicators[at];
        let scored = &self.scored.indicators[at];
        let is_due = self.scope.stage() == Stage::FinalAccounts && own.weight.is_some();
        if is_due && scored.score.is_none() {
            self.scope.want(Wanted::score(&own.name, &self.project.name));
        }
        let concept = Concept::new("form.indicator");
        let mut row = Vec::new();
        for kind in &self.plan.indicators {
            let (kind, columns, _) = spanned(kind);
            let words = |text: Option<&String>| Slot::words(text.map_or(String::new(), |text| marks::shielded(text)));
            let slot = match kind {
                "level1" => match run(indicators, at, |indicator| (&indicator.level1, &indicator.level1)) {
                    Some(rows) => Slot { rows, ..words(Some(&own.level1)) },
                    None => continue,
                },
                "level2" => match run(indicators, at, |indicator| (&indicator.level1, &indicator.level2)) {
                    Some(rows) => Slot { rows, ..words(Some(&own.level2)) },
                    None => continue,
                },
                "name" => words(Some(&own.name)),
                "target" => self.value(Measure::Target, &own.target, own, own.relation.map(symbol)),
                "actual" => own
                    .actual
                    .as_ref()
                    .map_or_else(Slot::default, |actual| self.value(Measure::Actual, actual, own, None)),
                "prior" => {
                    own.prior.as_ref().map_or_else(Slot::default, |prior| self.value(Measure::Prior, prior, own, None))
                }
                "weight" => self.points(concept, Measure::Weight, own.weight, None),
                "score" => self.points(concept, Measure::Score, scored.score, None),
                "completion" => {
                    let rate = scored.completion.map(|rate| shortest(rate, self.rate_decimals()));
                    self.number(concept, Measure::Completion, rate, Unit::Percent, "%")
                }
                "source" => words(own.source.as_ref()),
                "rule" => Slot::words(own.scoring.map_or("", rule_name)),
                "evidence" => words(own.evidence.as_ref()),
                "deviation" => words(own.deviation.as_ref()),
                "" => Slot::default(),
                label if label.starts_with('=') => {
                    // A label beside all indicators.
                    if at > 0 {
                        continue;
                    }
                    let rows = u16::try_from(indicators.len()).unwrap_or(1);
                    Slot { rows, ..Slot::words(&label[1..]) }
                }
                other => return Err(Error::new(ErrorKind::InvalidOperation, format!("an indicator has no {other}"))),
            };
            row.push(Slot { columns, ..slot });
        }
        Ok(row)
    }

    /// A target, an actual value or last year's: a number with its unit, or words.
    fn value(&self, measure: Measure, text: &str, own: &Indicator, relation: Option<&str>) -> Slot {
        let plain = text.trim();
        let parsed = Numeral::leading(plain).filter(|(_, length)| *length == plain.len());
        let Some((numeral, _)) = parsed else { return Slot::words(marks::shielded(text)) };
        let scale = own.scale.as_deref().unwrap_or_default();
        // Where no unit is printed, the name of the indicator may have said it: 缴纳次数（次）.
        let said = if scale.trim().is_empty() { unit_in_name(&own.name) } else { scale };
        let folded: String = said.chars().map(quantity::fold_char).collect();
        let unit = Unit::leading(&folded).map_or(Unit::None, |(unit, _)| unit);
        let stated = self.stated(Concept::new("form.indicator"), measure, numeral, unit);
        let line = format!("{}{}{}", relation.unwrap_or_default(), self.scope.state(stated), marks::shielded(scale));
        Slot::words(line)
    }

    fn points(&self, concept: Concept, measure: Measure, value: Option<Decimal>, decimals: Option<u8>) -> Slot {
        let numeral =
            value.map(|value| decimals.map_or_else(|| shortest(value, 2), |n| stated::numeral(value, n, false)));
        self.number(concept, measure, numeral, Unit::Points, "")
    }

    fn number(&self, concept: Concept, measure: Measure, numeral: Option<Numeral>, unit: Unit, behind: &str) -> Slot {
        let Some(numeral) = numeral else { return Slot::default() };
        let stated = self.stated(concept, measure, numeral, unit);
        Slot::words(format!("{}{behind}", self.scope.state(stated)))
    }

    fn stated(&self, concept: Concept, measure: Measure, numeral: Numeral, unit: Unit) -> Stated {
        Stated {
            concept,
            measure,
            numeral,
            unit,
            year: Some(self.scope.book.body.year),
            basis: None,
            fund: Fund::All,
            nature: None,
            function: None,
            economic: None,
            project: (self.project.name != WHOLE_BODY).then(|| self.project.name.clone()),
            span: None,
        }
    }

    fn rate_decimals(&self) -> u8 {
        self.scope.edition.settings.rate_decimals
    }
}

/// How many indicators from here on share a level; `None` where one before shares it too.
fn run<'a, K: PartialEq>(indicators: &'a [Indicator], at: usize, key: impl Fn(&'a Indicator) -> K) -> Option<u16> {
    let own = key(&indicators[at]);
    if at > 0 && key(&indicators[at - 1]) == own {
        return None;
    }
    let n = indicators[at..].iter().take_while(|indicator| key(indicator) == own).count();
    u16::try_from(n).ok()
}

/// What the brackets at the end of a name hold; nothing where there are none.
fn unit_in_name(name: &str) -> &str {
    let inside = name.trim().strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '(']));
    inside.map_or("", |(_, unit)| unit)
}

/// A number with no more decimals than it needs.
fn shortest(value: Decimal, most: u8) -> Numeral {
    stated::numeral(value, stated::fewest_decimals(value, most), false)
}

const fn symbol(relation: book::Relation) -> &'static str {
    match relation {
        book::Relation::AtLeast => "≥",
        book::Relation::AtMost => "≤",
        book::Relation::Equal => "=",
        book::Relation::Above => ">",
        book::Relation::Below => "<",
    }
}

fn rule_name(scoring: taxonomy::Scoring) -> &'static str {
    match scoring {
        taxonomy::Scoring::Proportional => "按照完成比例赋分",
        taxonomy::Scoring::Grades => "按评判等级赋分",
        taxonomy::Scoring::Satisfaction => "满意度赋分",
        taxonomy::Scoring::Direct => "直接赋分",
    }
}
