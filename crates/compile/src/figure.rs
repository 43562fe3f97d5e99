//! Figures as templates see them.
//!
//! A template names a figure and says how it is meant (`figure("revenue.service").share(figure("revenue"))`);
//! the number, its unit and its rounding come from here. Printing a figure leaves a mark in the text and
//! a statement in the record, so that every printed figure can be followed back.

use std::{fmt, sync::Arc};

use book::{Account, Schema};
use minijinja::{
    Error, ErrorKind, State, Value,
    value::{Enumerator, Object, ObjectRepr, from_args},
};
use quantity::{Decimal, Unit};
use taxonomy::{Basis, Concept, Fund, Measure};

use crate::{
    Wanted,
    facts::Query,
    scope::Scope,
    stated::{self, Stated},
};

/// How a number is meant and printed.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub scope: Arc<Scope>,
    /// What was asked; its own account is that of the amount.
    pub query: Query,
    /// The concepts whose amounts it adds up, where it is not that of its own.
    pub parts: Arc<[Concept]>,
    /// The exact number: 元 for money, percent points for rates; `None` where the book says nothing.
    pub value: Option<Decimal>,
    pub measure: Measure,
    pub unit: Unit,
    pub decimals: u8,
    /// Whether the unit is printed behind it.
    pub has_unit: bool,
    /// The money that the words around it say, where they say less than was asked.
    pub fund_said: Option<Fund>,
}

impl Figure {
    /// The answer to a question, in the unit of running text.
    ///
    /// **Units.** Money in the edition's; anything counted in the measure word, if one is given.
    pub fn amount(scope: &Arc<Scope>, query: Query, parts: Arc<[Concept]>, word: Option<Unit>) -> Self {
        let value = scope.facts().amount_of(&query, &parts);
        let unit = word.unwrap_or_else(|| scope.unit_of(query.concept));
        let measure = match unit {
            Unit::Money(_) => Measure::Amount,
            Unit::SquareMetre => Measure::Area,
            Unit::Points => Measure::Score,
            _ => Measure::Count,
        };
        let decimals = match unit {
            Unit::Money(_) | Unit::SquareMetre => scope.edition.settings.decimals,
            Unit::Points => scope.edition.settings.rate_decimals,
            _ => 0,
        };
        let has_unit = unit != Unit::None;
        Self { scope: Arc::clone(scope), query, parts, value, measure, unit, decimals, has_unit, fund_said: None }
    }

    fn exact(&self) -> Decimal {
        self.value.unwrap_or_default()
    }

    /// The number in its printed unit, unrounded.
    fn in_unit(&self) -> Decimal {
        let factor = Decimal::whole(self.unit.factor());
        // Six decimals hold a fen in 万元 exactly.
        self.exact().ratio(factor, 1, 6).unwrap_or_default()
    }

    /// Whether nothing but zeros is printed of it.
    pub fn prints_zero(&self) -> bool {
        stated::numeral(self.in_unit(), self.decimals, false).value.is_zero()
    }

    fn rate(&self, measure: Measure, value: Option<Decimal>) -> Self {
        let decimals = self.scope.edition.settings.rate_decimals;
        Self { value, measure, unit: Unit::Percent, decimals, has_unit: true, ..self.clone() }
    }

    fn of_account(&self, account: Account) -> Self {
        let query = Query { account, ..self.query.clone() };
        let amount = Self::amount(&self.scope, query, Arc::clone(&self.parts), Some(self.unit));
        Self { fund_said: self.fund_said, ..amount }
    }

    /// What it has changed by since an account of last year.
    fn compared_with(&self, account: Account) -> Comparison {
        let last = self.of_account(account);
        let change = last.value.map(|last| self.exact() - last);
        Comparison { figure: self.clone(), account, last: last.value, change }
    }

    /// 预决算差异率 against another account; nothing against nothing is 0, and what prints as nothing is no base.
    fn variance(&self, account: Account) -> Self {
        let base = self.of_account(account);
        base.ask();
        let difference = self.exact() - base.exact();
        let decimals = self.scope.edition.settings.rate_decimals;
        let rate = if difference.is_zero() {
            Some(Decimal::ZERO)
        } else if base.prints_zero() {
            None
        } else {
            difference.percent_of(base.exact(), decimals)
        };
        self.rate(Measure::Variance, rate)
    }

    fn share(&self, whole: &Self) -> Self {
        let decimals = self.scope.edition.settings.rate_decimals;
        let share = self.exact().percent_of(whole.exact(), decimals).unwrap_or_default();
        self.rate(Measure::Share, Some(share))
    }

    fn completion(&self, account: Account) -> Self {
        let decimals = self.scope.edition.settings.rate_decimals;
        let base = self.of_account(account);
        base.ask();
        let rate = if base.prints_zero() { None } else { self.exact().percent_of(base.exact(), decimals) };
        self.rate(Measure::Completion, rate)
    }

    /// The figure as a person would say it, recorded nowhere.
    pub fn in_words(&self) -> String {
        let number = stated::print(self.in_unit(), self.decimals, self.scope.edition.settings.grouped);
        format!("{number}{}", printed(self.unit))
    }

    /// Asks for it where the book does not say it. Rates are computed, and their bases are asked for.
    fn ask(&self) {
        if self.value.is_some() || !self.is_amount() {
            return;
        }
        // A sum that a book has no place for is asked for by its parts, where it has one for them.
        let facts = self.scope.facts();
        let has_place = |part: &&'static str| is_typed(part) || facts.parts_of(Concept::new(part)).is_some();
        let parts = facts.parts_of(self.query.concept).filter(|parts| parts.iter().all(has_place));
        if let Some(parts) = parts.filter(|_| !is_typed(self.query.concept.id())) {
            for part in parts {
                let query = Query { concept: Concept::new(part), ..self.query.clone() };
                Self::amount(&self.scope, query, Arc::default(), Some(self.unit)).ask();
            }
            return;
        }
        let Query { concept, account, function, fund, .. } = &self.query;
        let function = function.map(|code| code.to_string());
        let fund = (*fund != Fund::All).then(|| fund.name().to_owned());
        let about: Vec<String> = function.into_iter().chain(fund).collect();
        let column = self.scope.facts().column(*concept, *account);
        self.scope.want(Wanted::figure(*concept, column, about.join("，")));
    }

    const fn is_amount(&self) -> bool {
        matches!(self.measure, Measure::Amount | Measure::Count | Measure::Area | Measure::Score)
    }

    /// What its print states.
    fn stated(&self) -> Stated {
        let query = &self.query;
        let entry = self.scope.taxonomy.lexicon.concept(query.concept);
        let is_amount = matches!(self.measure, Measure::Amount | Measure::Count | Measure::Area);
        let basis = match query.account {
            Account::Original => Basis::Original,
            Account::Adjusted => Basis::Adjusted,
            Account::Actual => Basis::Actual,
            Account::LastExecuted => Basis::Actual,
            Account::LastYear if self.scope.stage() == taxonomy::Stage::Budget => Basis::Original,
            Account::LastYear => Basis::Actual,
        };
        let year = self.scope.book.body.year;
        let is_last = matches!(query.account, Account::LastYear | Account::LastExecuted);
        let fund = self.fund_said.unwrap_or(query.fund);
        Stated {
            concept: query.concept,
            measure: self.measure,
            numeral: self.scope.numeral(self.in_unit(), self.decimals, self.scope.edition.settings.grouped),
            unit: self.unit,
            year: Some(if is_last { year - 1 } else { year }),
            basis: (is_amount && self.unit.is_money()).then_some(basis),
            fund: if entry.is_some_and(|entry| entry.has_fund) { fund } else { Fund::All },
            nature: query.nature,
            function: query.function,
            economic: query.economic,
            project: query.project.clone(),
            span: None,
        }
    }
}

impl Object for Figure {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(match key.as_str()? {
            "is_known" => Value::from(self.value.is_some()),
            "is_zero" => Value::from(self.exact().is_zero()),
            "prints_zero" => Value::from(self.prints_zero()),
            "is_positive" => Value::from(!self.exact().is_negative() && !self.exact().is_zero()),
            "last" => Value::from_object(self.of_account(Account::LastYear)),
            "executed" => Value::from_object(self.of_account(Account::LastExecuted)),
            "original" => Value::from_object(self.of_account(Account::Original)),
            "adjusted" => Value::from_object(self.of_account(Account::Adjusted)),
            "actual" => Value::from_object(self.of_account(Account::Actual)),
            "compared" => Value::from_object(self.compared_with(Account::LastYear)),
            // What places print for a rate on nothing, which has no value.
            "whole" => Value::from_object(Self { value: Some(Decimal::HUNDRED), ..Self::clone(self) }),
            "plain" => Value::from_object(Self { has_unit: false, ..Self::clone(self) }),
            _ => return None,
        })
    }

    fn call_method(self: &Arc<Self>, _: &State<'_, '_>, method: &str, args: &[Value]) -> Result<Value, Error> {
        let figure = match method {
            "share" => {
                let (whole,): (Value,) = from_args(args)?;
                self.share(as_figure(&whole)?)
            }
            "compared_with" => return Ok(Value::from_object(self.compared_with(account(args)?))),
            "variance" => self.variance(account(args)?),
            "completion" => self.completion(account(args)?),
            _ => return Err(Error::from(ErrorKind::UnknownMethod)),
        };
        Ok(Value::from_object(figure))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::NonEnumerable
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ask();
        let mark = self.scope.state(self.stated());
        f.write_str(&mark)?;
        f.write_str(&if self.has_unit { printed(self.unit) } else { String::new() })
    }
}

/// Whether a book has a place for a figure by its name.
fn is_typed(id: &str) -> bool {
    Schema::embedded().item(id).is_some()
}

/// A unit as Chinese text prints it: 台（套）.
fn printed(unit: Unit) -> String {
    unit.name().replace('(', "（").replace(')', "）")
}

/// A figure and last year's.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    figure: Figure,
    /// The account that it is compared with.
    account: Account,
    last: Option<Decimal>,
    change: Option<Decimal>,
}

impl Comparison {
    /// The growth in percent, signed; `None` on a base of zero, or of so little that zero is printed.
    pub fn growth(&self) -> Option<Decimal> {
        let change = self.change?;
        if self.with(Some(change)).prints_zero() {
            return Some(Decimal::ZERO);
        }
        let last = self.with(self.last);
        let base = self.last.filter(|_| !last.prints_zero())?;
        change.percent_of(base, self.figure.scope.edition.settings.rate_decimals)
    }

    /// The change as a person would say it: 增加91.53万元.
    pub fn in_words(&self) -> String {
        let verb = if self.is_down() { "减少" } else { "增加" };
        let change = self.with(self.change.map(Decimal::abs));
        format!("{verb}{}", change.in_words())
    }

    /// Whether the change is one that a reason is asked for.
    pub fn needs_reason(&self) -> bool {
        let Some(change) = self.change else { return false };
        let is_large = || self.growth().is_none_or(|growth| growth.abs() >= self.figure.scope.edition.reason_from());
        !self.with(Some(change)).prints_zero() && is_large()
    }

    /// The figure with another number.
    fn with(&self, value: Option<Decimal>) -> Figure {
        Figure { value, ..self.figure.clone() }
    }

    /// Asks for last year's figure where there is one of this year only: nothing can be said of the change.
    fn ask(&self) {
        if self.change.is_none() && self.figure.value.is_some() {
            self.figure.of_account(self.account).ask();
        }
    }

    fn is_down(&self) -> bool {
        self.change.is_some_and(Decimal::is_negative)
    }
}

impl Object for Comparison {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let pick = |up: &'static str, down: &'static str| Value::from(if self.is_down() { down } else { up });
        // What asks whether the change is known does without it; anything else would say what nobody knows.
        if key.as_str()? != "is_known" {
            self.ask();
        }
        Some(match key.as_str()? {
            "is_known" => Value::from(self.change.is_some()),
            "is_zero" => Value::from(self.change.is_none_or(Decimal::is_zero)),
            "is_from_zero" => Value::from(self.growth().is_none() && self.change.is_some()),
            "is_down" => Value::from(self.is_down()),
            "verb" => pick("增加", "减少"),
            "rate_verb" => pick("增长", "下降"),
            "amount" => Value::from_object(Figure { measure: Measure::Change, ..self.with(self.change) }),
            "rate" => Value::from_object(self.figure.rate(Measure::Growth, self.growth())),
            _ => return None,
        })
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A comparison is no figure; a template prints its amount and its rate.
        Err(fmt::Error)
    }
}

fn account(args: &[Value]) -> Result<Account, Error> {
    let (name,): (&str,) = from_args(args)?;
    Account::named(name).ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no account is named {name}")))
}

fn as_figure(value: &Value) -> Result<&Figure, Error> {
    value.downcast_object_ref::<Figure>().ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "a figure is wanted"))
}
