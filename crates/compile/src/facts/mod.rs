//! What a book says about any concept: the derivation.
//!
//! Every figure of a disclosure is asked for by a [`Query`] and derived from the rows of the book; nothing
//! is stored twice, so that two answers about one fact cannot differ.

use book::{Account, Amounts, Book, FigureKey, Spending, UnitKind};
use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Level, Nature, Stage, Taxonomy};

use crate::Settings;

mod parts;
mod projects;
mod scores;
mod three_public;

pub use projects::ProjectFund;

pub(crate) use three_public::THREE_PUBLIC;

/// A question for one amount or count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    /// What it is about.
    pub concept: Concept,
    /// The money.
    pub fund: Fund,
    /// The kind of expenditure.
    pub nature: Option<Nature>,
    /// The functional code, of any level.
    pub function: Option<FunctionCode>,
    /// The economic code, of any level.
    pub economic: Option<EconomicCode>,
    /// The project.
    pub project: Option<String>,
    /// The unit that has it.
    pub unit: Option<String>,
    /// The account.
    pub account: Account,
}

impl Query {
    /// The figure of the body as a whole.
    pub const fn of(concept: Concept, account: Account) -> Self {
        let (nature, function, economic) = (None, None, None);
        Self { concept, fund: Fund::All, nature, function, economic, project: None, unit: None, account }
    }

    fn with(&self, id: &'static str) -> Self {
        Self { concept: Concept::new(id), ..self.clone() }
    }
}

/// The book as something that can be asked.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    book: &'a Book,
    taxonomy: &'a Taxonomy,
    stage: Stage,
    settings: Option<&'a Settings>,
}

impl<'a> Facts<'a> {
    /// The facts of a book for a document of a stage.
    pub const fn new(book: &'a Book, taxonomy: &'a Taxonomy, stage: Stage) -> Self {
        Self { book, taxonomy, stage, settings: None }
    }

    /// The same facts as an edition counts them: what projects score, whose costs are 机关运行经费, which sources are told apart.
    pub const fn counted_by(self, settings: &'a Settings) -> Self {
        Self { settings: Some(settings), ..self }
    }

    /// The account that the document is about.
    pub const fn main_account(&self) -> Account {
        match self.stage {
            Stage::Budget => Account::Original,
            Stage::FinalAccounts => Account::Actual,
        }
    }

    /// The answer to a question; `None` where the book says nothing about it. Money is in 元, exact.
    pub fn amount(&self, query: &Query) -> Option<Decimal> {
        self.three_public(query).or_else(|| self.named(query)).or_else(|| self.derived(query))
    }

    /// The answer, or what the answers for some concepts in its place add up to.
    pub fn amount_of(&self, query: &Query, parts: &[Concept]) -> Option<Decimal> {
        if parts.is_empty() {
            return self.amount(query);
        }
        some_sum(parts.iter().map(|concept| self.amount(&Query { concept: *concept, ..query.clone() })))
    }

    /// The answer, nothing as 0.
    pub fn amount_or_zero(&self, query: &Query) -> Decimal {
        self.amount(query).unwrap_or_default()
    }

    /// A figure that the book holds by its name.
    fn named(&self, query: &Query) -> Option<Decimal> {
        if query.economic.is_some() || query.project.is_some() || query.unit.is_some() {
            return None;
        }
        let Query { concept, fund, nature, function, .. } = *query;
        let entry = self.taxonomy.lexicon.concept(concept);
        // Of what is no matter of funds there is one figure, whatever money a table is about.
        let fund = if entry.is_some_and(|entry| entry.has_fund) { fund } else { Fund::All };
        let amounts = self.book.figures.get(&FigureKey { concept, fund, nature, function })?;
        of_account(amounts, self.column(concept, query.account))
    }

    /// The column of the book that holds an account of a figure: counts and assets have one for each year.
    pub fn column(&self, concept: Concept, account: Account) -> Account {
        let entry = self.taxonomy.lexicon.concept(concept);
        let is_money = entry.is_some_and(|entry| entry.unit == taxonomy::UnitKind::Money);
        if book::is_stock(concept.id(), is_money) && account != Account::LastYear { Account::Actual } else { account }
    }

    /// What the rows of the book say, whatever figure it holds by name.
    pub fn derived(&self, query: &Query) -> Option<Decimal> {
        let id = query.concept.id();
        if let Some(alias) = self.taxonomy.lexicon.concept(query.concept).and_then(|entry| entry.amount) {
            return self.amount(&Query { concept: alias, ..query.clone() });
        }
        if let Some(parts) = parts::of(id) {
            return self.parts(query, parts);
        }
        match id {
            "expenditure" => self.expenditure(query),
            "expenditure.total" => self.expenditure_total(query),
            "revenue.total" => self.revenue_total(query),
            "carry-over.detail" => Some(self.carried(query)),
            // A book keeps what was carried over for the year alone.
            "carry-over.opening" | "revenue.nonfiscal-surplus-used" | "surplus-allocation"
                if query.account == Account::LastYear =>
            {
                None
            }
            "carry-over.opening" => self.balance(query, |balance| balance.opening),
            "carry-over.closing" => self.closing(query),
            "revenue.nonfiscal-surplus-used" => self.balance(query, |balance| balance.surplus_used),
            "surplus-allocation" => self.balance(query, |balance| balance.surplus_allocation),
            "running-costs" => self.running_costs(query),
            "project.budget" | "project.allocation" => {
                self.expenditure(&Query { nature: Some(Nature::Project), ..query.with("expenditure") })
            }
            _ if id.starts_with("revenue.carry-over") => self.carried_revenue(query),
            _ if id.starts_with("organisation.") => Some(self.count_units(id)),
            _ if id.starts_with("performance.") => self.performance(query),
            _ if id.starts_with("revenue") => self.revenue(query),
            _ => None,
        }
    }

    /// The concepts that another is nothing but the sum of.
    pub fn parts_of(&self, concept: Concept) -> Option<&'static [&'static str]> {
        parts::of(concept.id())
    }

    /// What parts add up to. Last year's sum is not known without a part that there is this year.
    fn parts(&self, query: &Query, parts: &[&'static str]) -> Option<Decimal> {
        let main = self.main_account();
        let is_missing = |part: &&'static str| {
            let part = query.with(part);
            let is_there = |account: Account| self.amount(&Query { account, ..part.clone() }).is_some();
            !is_there(query.account) && is_there(main)
        };
        if query.account == Account::LastYear && parts.iter().any(is_missing) {
            return None;
        }
        some_sum(parts.iter().map(|part| self.amount(&query.with(part))))
    }

    /// The rows of expenditure that a question is about.
    pub fn spending(&self, query: &Query) -> impl Iterator<Item = &'a Spending> + use<'a> {
        let query = query.clone();
        let department = self.book.body.name.clone();
        self.book.spending.iter().filter(move |row| {
            !row.is_withheld
                && row.fund.is_within(query.fund)
                && query.nature.is_none_or(|nature| row.nature.is_within(nature))
                && query.function.is_none_or(|code| row.function.is_within(code))
                && query.economic.is_none_or(|code| row.economic.is_some_and(|own| own.is_within(code)))
                && query.project.as_ref().is_none_or(|project| row.project.as_ref() == Some(project))
                && query.unit.as_ref().is_none_or(|unit| row.unit.as_ref().unwrap_or(&department) == unit)
        })
    }

    fn expenditure(&self, query: &Query) -> Option<Decimal> {
        let rows = some_sum(self.spending(query).map(|row| of_account(&row.amounts, query.account)));
        // What a budget takes over from last year is spent beside the year's own money.
        let is_own = query.fund == Fund::All && query.economic.is_none() && query.account == Account::Original;
        let carried = if self.stage == Stage::Budget && is_own { self.carried(query) } else { Decimal::ZERO };
        let rows = rows.or_else(|| self.of_items(query));
        let known = rows.is_some() || self.has_spending(query.account);
        known.then(|| rows.unwrap_or_default() + carried)
    }

    /// What named figures of single items say of an account that no row has: whoever names some names all there were.
    fn of_items(&self, query: &Query) -> Option<Decimal> {
        let code = query.function.filter(|_| query.economic.is_none() && query.project.is_none())?;
        let is_kin = |key: &&FigureKey| {
            (key.concept, key.fund, key.nature) == (query.concept, query.fund, query.nature) && query.unit.is_none()
        };
        let items = self.book.figures.iter().filter(|(key, _)| is_kin(key));
        let items = items.filter_map(|(key, amounts)| {
            let item = key.function.filter(|code| code.level() == Level::Item)?;
            Some((item, amounts.get(query.account)?))
        });
        some_sum(items.map(|(item, amount)| Some(if item.is_within(code) { amount } else { Decimal::ZERO })))
    }

    /// 机关运行经费: the operating costs of all but institutions (事业单位); of a body that is one itself, its own.
    fn running_costs(&self, query: &Query) -> Option<Decimal> {
        let operating =
            Query { fund: Fund::GeneralPublic, nature: Some(Nature::Operating), ..query.with("expenditure") };
        let all = self.expenditure(&operating)?;
        let institution = UnitKind::Budget(book::BodyKind::Institution);
        if UnitKind::Budget(self.book.body.kind) == institution {
            if !self.settings.is_some_and(|settings| settings.only_offices_run) {
                return Some(all);
            }
            let offices = self
                .book
                .units
                .iter()
                .filter(|unit| !matches!(unit.kind, UnitKind::Office) && unit.kind != institution);
            let costs =
                offices.map(|unit| self.expenditure(&Query { unit: Some(unit.name.clone()), ..operating.clone() }));
            return Some(costs.flatten().sum());
        }
        let units = self.book.units.iter().filter(|unit| unit.kind == institution);
        let others = units.map(|unit| self.expenditure(&Query { unit: Some(unit.name.clone()), ..operating.clone() }));
        Some(all - others.flatten().sum::<Decimal>())
    }

    /// Whether any row of expenditure has this account, so that no amount means that nothing was spent.
    fn has_spending(&self, account: Account) -> bool {
        let mut rows = self.book.spending.iter().map(|row| &row.amounts);
        rows.any(|amounts| of_account(amounts, account).is_some())
            || self.book.spending.is_empty() && self.has_revenue(account)
    }

    /// Whether any row of revenue has this account, so that no amount means that nothing came in.
    fn has_revenue(&self, account: Account) -> bool {
        self.book.revenue.iter().any(|row| of_account(&row.amounts, account).is_some())
            || self.book.revenue.is_empty()
                && self.book.spending.iter().any(|row| of_account(&row.amounts, account).is_some())
    }

    fn revenue(&self, query: &Query) -> Option<Decimal> {
        let wanted = |source: Concept| {
            let id = query.concept.id();
            let counted = self.settings.and_then(|settings| settings.counted_as.get(source.id()));
            let own = counted.map_or(source.id(), String::as_str);
            own == id || id == "revenue" && money(source).is_within(query.fund)
        };
        let rows = self.book.revenue.iter().filter(|row| {
            !row.is_withheld
                && wanted(row.source)
                && query.function.is_none_or(|code| row.function.is_within(code))
                && query.unit.as_ref().is_none_or(|unit| row.unit.as_ref().unwrap_or(&self.book.body.name) == unit)
        });
        if query.nature.is_some() {
            return self.revenue_for(query);
        }
        let sum = some_sum(rows.map(|row| of_account(&row.amounts, query.account)));
        sum.or_else(|| self.has_revenue(query.account).then_some(Decimal::ZERO))
    }

    /// Revenue of an appropriation for basic or project expenditure: what was spent on it, and what is left.
    fn revenue_for(&self, query: &Query) -> Option<Decimal> {
        let spent = self.expenditure(&query.with("expenditure"))?;
        let closing = self.amount_or_zero(&query.with("carry-over.closing"));
        let opening = self.balance(query, |balance| balance.opening).unwrap_or_default();
        Some(spent + closing - opening)
    }

    fn expenditure_total(&self, query: &Query) -> Option<Decimal> {
        if query.account == Account::LastYear && self.stage == Stage::FinalAccounts {
            return self.amount(&query.with("revenue.total"));
        }
        let current = self.amount(&query.with("expenditure"))?;
        if self.stage == Stage::Budget {
            return Some(current);
        }
        let allocated = self.amount_or_zero(&query.with("surplus-allocation"));
        Some(current + allocated + self.amount_or_zero(&query.with("carry-over.closing")))
    }

    fn revenue_total(&self, query: &Query) -> Option<Decimal> {
        let current = self.amount(&query.with("revenue"))?;
        if self.stage == Stage::Budget {
            let is_own = query.fund == Fund::All && query.account == Account::Original;
            return Some(if is_own {
                current + self.amount_or_zero(&query.with("revenue.carry-over"))
            } else {
                current
            });
        }
        if query.account == Account::LastYear {
            let opening = self.balance(query, |balance| balance.last_opening);
            return Some(current + opening.unwrap_or_default());
        }
        if query.account == Account::Original {
            // The budget was made before anybody knew what would be left over.
            return Some(current);
        }
        let used = self.amount_or_zero(&query.with("revenue.nonfiscal-surplus-used"));
        Some(current + used + self.amount_or_zero(&query.with("carry-over.opening")))
    }

    fn balance(&self, query: &Query, of: fn(&book::Balance) -> Decimal) -> Option<Decimal> {
        let rows = self.book.balances.iter().filter(|row| {
            row.fund.is_within(query.fund)
                && query.function.is_none_or(|code| row.function.is_some_and(|own| own.is_within(code)))
                && query.nature.is_none_or(|nature| row.nature.is_some_and(|own| own.is_within(nature)))
        });
        Some(rows.map(of).sum())
    }

    /// 年末结转和结余: what came in and was there, less what went out.
    fn closing(&self, query: &Query) -> Option<Decimal> {
        if query.account == Account::LastYear {
            return self.balance(&Query { account: self.main_account(), ..query.clone() }, |balance| balance.opening);
        }
        if query.nature.is_some() {
            // By kind only what was carried in and not spent is known.
            let rest =
                self.balance(query, |balance| balance.opening)? - self.expenditure(&query.with("expenditure"))?;
            return Some(rest.max(Decimal::ZERO));
        }
        let opening = self.balance(query, |balance| balance.opening)?;
        let used = self.balance(query, |balance| balance.surplus_used)?;
        let allocated = self.balance(query, |balance| balance.surplus_allocation)?;
        let revenue = self.revenue(&query.with("revenue"))?;
        let spent = self.expenditure(&query.with("expenditure"))?;
        Some(opening + used + revenue - spent - allocated)
    }

    /// What a budget takes over from last year.
    fn carried(&self, query: &Query) -> Decimal {
        let rows = self.book.carried.iter().filter(|row| {
            row.fund.is_within(query.fund)
                && query.nature.is_none_or(|nature| row.nature.is_within(nature))
                && query.function.is_none_or(|code| row.function.is_within(code))
                && query.project.as_ref().is_none_or(|project| &row.project == project)
                && query.unit.as_ref().is_none_or(|unit| row.unit.as_ref().unwrap_or(&self.book.body.name) == unit)
        });
        rows.map(|row| row.amount).sum()
    }

    fn carried_revenue(&self, query: &Query) -> Option<Decimal> {
        if query.account == Account::LastYear {
            // What last year's budget had taken over stands in no row; the book may say it by its name.
            return None;
        }
        if query.account != Account::Original {
            return self.has_revenue(query.account).then_some(Decimal::ZERO);
        }
        let fund = match query.concept.id() {
            "revenue.carry-over" => query.fund,
            "revenue.carry-over-fiscal" => Fund::Fiscal,
            "revenue.carry-over-nonfiscal" | "revenue.carry-over-unit-funds" => Fund::Nonfiscal,
            "revenue.carry-over-general-public" => Fund::GeneralPublic,
            "revenue.carry-over-government-fund" => Fund::GovernmentFund,
            "revenue.carry-over-state-capital" => Fund::StateCapital,
            _ => return Some(Decimal::ZERO),
        };
        Some(self.carried(&Query { fund, ..query.clone() }))
    }

    fn count_units(&self, id: &str) -> Decimal {
        use book::BodyKind::{Administrative, CivilService, Institution};
        let kinds = self.book.units.iter().filter_map(|unit| match unit.kind {
            UnitKind::Budget(kind) => Some(kind),
            UnitKind::Office => None,
        });
        let n = match id {
            "organisation.offices" => self.book.units.iter().filter(|unit| unit.kind == UnitKind::Office).count(),
            "organisation.administrative-units" => kinds.filter(|kind| *kind == Administrative).count(),
            "organisation.institutions" => kinds.filter(|kind| *kind == Institution).count(),
            "organisation.civil-service-institutions" => kinds.filter(|kind| *kind == CivilService).count(),
            "organisation.subordinates" => {
                let own = self.book.units.iter().filter(|unit| is_own_level(&self.book.body.name, unit)).count();
                kinds.count() - own
            }
            _ => kinds.count(),
        };
        count(n)
    }
}

/// Whether one of the units of a department is the department itself: 某局本级.
fn is_own_level(department: &str, unit: &book::Unit) -> bool {
    let is_own_name = |name: &str| matches!(name, "" | "本级" | "机关" | "（本级）" | "(本级)" | "（机关）" | "(机关)");
    let rest = unit.name.strip_prefix(department);
    unit.kind != UnitKind::Office && (rest.is_some_and(is_own_name) || unit.name.ends_with("本级"))
}

/// The money that a source of revenue is.
pub fn money(source: Concept) -> Fund {
    match source.id() {
        "revenue.general-public" | "revenue.general-public-transfer" => Fund::GeneralPublic,
        "revenue.government-fund" | "revenue.government-fund-transfer" => Fund::GovernmentFund,
        "revenue.state-capital" | "revenue.state-capital-transfer" => Fund::StateCapital,
        _ => Fund::Nonfiscal,
    }
}

/// The amount of an account. A budget that nobody has adjusted is the original one.
fn of_account(amounts: &Amounts, account: Account) -> Option<Decimal> {
    amounts.get(account).or(amounts.original.filter(|_| account == Account::Adjusted))
}

/// The sum of what is known; `None` where nothing is.
fn some_sum(amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.flatten().fold(None, |sum, amount| Some(sum.unwrap_or(Decimal::ZERO) + amount))
}

fn count(n: usize) -> Decimal {
    Decimal::whole(i64::try_from(n).unwrap_or(i64::MAX))
}
