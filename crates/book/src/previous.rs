//! Last year's figures from last year's book.

use quantity::Decimal;
use taxonomy::{Concept, FunctionCode, Fund, Nature, Stage, bare};

use crate::{
    Account, Amounts, Book, FigureKey, Mistake, MistakeKind, Revenue, Spending, WHOLE_BODY,
    check::{money, sheet_named},
    sealed::{sealed, withholds},
};

/// What was left of some money at the end of last year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Closing {
    /// The money.
    pub fund: Fund,
    /// The least that it can have been in 元: what is printed is rounded.
    pub least: Decimal,
    /// The most that it can have been.
    pub most: Decimal,
}

/// Fills in last year's figures where the book says none, from the book of the year before.
///
/// **Shape.** Rows are matched by everything but their amounts; what was there only last year becomes a row with
/// nothing but last year's amount. A kind of row for which the book says last year's amounts is left as it is. For a
/// budget last year's budget counts, for final accounts what was spent; what is withheld in either book stays so.
/// The mistakes are what the two books contradict each other in, and a remark where they are of bodies of two names.
pub fn take_over(book: &mut Book, previous: &Book, stage: Stage) -> Vec<Mistake> {
    let account = account_before(stage);
    let wrong = |kind| vec![Mistake::new(sheet_named("body"), kind)];
    if previous.body.year + 1 != book.body.year {
        return wrong(MistakeKind::NotYearBefore { found: previous.body.year, wanted: book.body.year - 1 });
    }
    let mut amounts =
        previous.spending.iter().map(|row| &row.amounts).chain(previous.revenue.iter().map(|r| &r.amounts));
    if !amounts.any(|amounts| amounts.get(account).is_some()) {
        return wrong(MistakeKind::NothingBefore { stage });
    }
    *book = sealed(book.clone());
    let mut mistakes: Vec<Mistake> = other_body(book, &previous.body.name).into_iter().collect();
    let (closed, previous) = (&sealed(previous.clone()), &veiled(previous, book));
    let says_spending = says(&book.spending, &previous.spending, account);
    let says_revenue = says(&book.revenue, &previous.revenue, account);
    fill(&mut book.spending, &previous.spending, account);
    fill(&mut book.revenue, &previous.revenue, account);
    for balance in &mut book.balances {
        let same = |old: &&crate::Balance| {
            (old.fund, old.function, old.nature) == (balance.fund, balance.function, balance.nature)
        };
        if balance.last_opening.is_zero() {
            balance.last_opening = previous.balances.iter().filter(same).map(|old| old.opening).sum();
        }
    }
    take_over_figures(book, previous, stage);
    match stage {
        Stage::FinalAccounts => {
            if !says_revenue {
                totals(book, previous);
            }
            let funds = [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal];
            let closing = |fund: Fund| {
                let left = closing(closed, fund);
                Closing { fund, least: left, most: left }
            };
            mistakes.extend(check_openings(book, &funds.map(closing)));
        }
        Stage::Budget => {
            carried(book, previous, (says_revenue, says_spending));
        }
    }
    mistakes
}

/// Says the named figures of last year, counts and amounts, where the book does not.
pub fn take_over_figures(book: &mut Book, previous: &Book, stage: Stage) {
    for (key, amounts) in &previous.figures {
        // Sums that were typed for the year before last year say nothing.
        if let Some(amount) = amounts.get(account_before(stage)).or(amounts.actual) {
            say(book, *key, amount);
        }
    }
}

/// What last year's book calls the amounts that this year's compares with.
const fn account_before(stage: Stage) -> Account {
    match stage {
        Stage::Budget => Account::Original,
        Stage::FinalAccounts => Account::Actual,
    }
}

/// A remark where last year's figures are those of a body of another name.
pub fn other_body(book: &Book, found: &str) -> Option<Mistake> {
    let kind = MistakeKind::OtherBody { found: found.to_owned(), wanted: book.body.name.clone() };
    (bare(found) != bare(&book.body.name)).then(|| Mistake::new(sheet_named("body"), kind))
}

/// Last year's book without what this year's withholds: rows whose like, or else whose kind, is withheld throughout this
/// year, and withheld projects. Beside the totals of this year they would show it.
pub fn veiled(previous: &Book, book: &Book) -> Book {
    let (mut previous, book) = (sealed(previous.clone()), sealed(book.clone()));
    let is_secret = |name: &str, unit: &Option<String>| withholds(&book, name, unit);
    for project in previous.projects.iter_mut().filter(|project| project.name != WHOLE_BODY) {
        project.is_withheld |= is_secret(&project.name, &project.unit);
    }
    for old in &mut previous.spending {
        let is_of_secret = old.project.as_deref().is_some_and(|name| is_secret(name, &old.unit));
        old.is_withheld |= is_of_secret || hides(&book.spending, old);
    }
    for old in &mut previous.revenue {
        old.is_withheld |= hides(&book.revenue, old);
    }
    previous.carried.retain(|row| !is_secret(&row.project, &row.unit));
    previous
}

/// Whether rows of this year withhold one of last year.
fn hides<R: Row>(rows: &[R], old: &R) -> bool {
    let all = |is_like: fn(&R, &R) -> bool| {
        let mut like = rows.iter().filter(|row| is_like(row, old)).map(Row::is_withheld).peekable();
        like.peek().is_some().then(|| like.all(|is_withheld| is_withheld))
    };
    all(R::is_same).or_else(|| all(R::is_near)).unwrap_or(false)
}

/// Opening balances that are not what last year closed with.
pub fn check_openings(book: &Book, closings: &[Closing]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for Closing { fund, least, most } in closings {
        let own = book.balances.iter().filter(|row| row.fund.is_within(*fund));
        let opening: Decimal = own.map(|row| row.opening).sum();
        if opening < *least || opening > *most {
            let closing = Decimal::from_micros((least.micros() + most.micros()) / 2);
            let kind = MistakeKind::Opening { fund: *fund, opening, closing };
            mistakes.push(Mistake::new(sheet_named("balances"), kind));
        }
    }
    mistakes
}

/// A row with amounts.
trait Row: Clone {
    fn amounts(&self) -> &Amounts;
    fn amounts_mut(&mut self) -> &mut Amounts;
    fn is_withheld(&self) -> bool;
    /// Whether both are about the same, whichever of them is withheld.
    fn is_same(&self, other: &Self) -> bool;
    /// Whether a book that says last year's amount of one has said what it has to say of the other: people write
    /// last year's sum into one of several rows.
    fn is_kin(&self, other: &Self) -> bool;
    /// Whether one is withheld where all like the other are: a project, or money of one kind.
    fn is_near(&self, other: &Self) -> bool;
}

impl Row for Spending {
    fn amounts(&self) -> &Amounts {
        &self.amounts
    }

    fn amounts_mut(&mut self) -> &mut Amounts {
        &mut self.amounts
    }

    fn is_withheld(&self) -> bool {
        self.is_withheld
    }

    fn is_same(&self, other: &Self) -> bool {
        self.is_kin(other) && (self.economic, &self.project) == (other.economic, &other.project)
    }

    fn is_kin(&self, other: &Self) -> bool {
        let key = |row: &Self| (row.function, row.fund, row.nature);
        key(self) == key(other) && self.unit == other.unit
    }

    fn is_near(&self, other: &Self) -> bool {
        match (&self.project, &other.project) {
            (Some(own), Some(project)) => bare(own) == bare(project) && self.unit == other.unit,
            (None, None) => self.is_kin(other),
            _ => false,
        }
    }
}

impl Row for Revenue {
    fn amounts(&self) -> &Amounts {
        &self.amounts
    }

    fn amounts_mut(&mut self) -> &mut Amounts {
        &mut self.amounts
    }

    fn is_withheld(&self) -> bool {
        self.is_withheld
    }

    fn is_same(&self, other: &Self) -> bool {
        self.is_kin(other)
    }

    fn is_kin(&self, other: &Self) -> bool {
        let key = |row: &Self| (row.function, row.source);
        key(self) == key(other) && self.unit == other.unit
    }

    fn is_near(&self, other: &Self) -> bool {
        self.is_kin(other)
    }
}

/// Whether rows say another amount of last year than last year's book. That there was nothing, as of a new unit, is none
/// where that book has nothing of the kind.
fn says<R: Row>(rows: &[R], previous: &[R], account: Account) -> bool {
    let is_there = |row: &R| previous.iter().any(|old| row.is_kin(old) && !old.amounts().or_zero(account).is_zero());
    rows.iter().any(|row| row.amounts().last.is_some_and(|amount| !amount.is_zero() || is_there(row)))
}

/// Gives rows last year's amounts from rows of last year. What is withheld goes to what is withheld, and what is open to
/// what is open: an amount that was withheld would show in an open row, and money of this year must not go with it.
fn fill<R: Row>(rows: &mut Vec<R>, previous: &[R], account: Account) {
    let is_alike = |row: &R, old: &R| row.is_withheld() == old.is_withheld();
    let said: Vec<R> = rows.iter().filter(|row| row.amounts().last.is_some()).cloned().collect();
    let is_said = |old: &R| said.iter().any(|row| row.is_kin(old) && is_alike(row, old));
    let mut left: Vec<R> = previous.iter().filter(|old| !is_said(old)).cloned().collect();
    for row in rows.iter_mut() {
        let matched: Vec<R> = left.extract_if(.., |old| row.is_same(old) && is_alike(row, old)).collect();
        let amounts = matched.iter().filter_map(|old| old.amounts().get(account));
        let sum = amounts.fold(None, |sum: Option<Decimal>, amount| Some(sum.unwrap_or_default() + amount));
        let last = &mut row.amounts_mut().last;
        *last = last.or(sum);
    }
    for mut row in left {
        let amount = row.amounts().or_zero(account);
        if !amount.is_zero() {
            *row.amounts_mut() = Amounts { last: Some(amount), ..Amounts::default() };
            rows.push(row);
        }
    }
}

/// Says a figure of last year unless the book does.
fn say(book: &mut Book, key: FigureKey, amount: Decimal) {
    let last = &mut book.figures.entry(key).or_default().last;
    *last = last.or(Some(amount));
}

const REVENUE_TOTAL: Concept = Concept::new("revenue.total");

/// All that there was last year, where more than the revenue and what this year's balances tell of.
fn totals(book: &mut Book, previous: &Book) {
    for fund in [Fund::All, Fund::Fiscal] {
        let revenue = |book: &Book, account| -> Decimal {
            let rows = book.revenue.iter().filter(|row| !row.is_withheld && money(row.source).is_within(fund));
            rows.map(|row| row.amounts.or_zero(account)).sum()
        };
        let balances = |book: &Book, of: fn(&crate::Balance) -> Decimal| -> Decimal {
            book.balances.iter().filter(|row| row.fund.is_within(fund)).map(of).sum()
        };
        let there_was = revenue(previous, Account::Actual) + balances(previous, |row| row.opening + row.surplus_used);
        if there_was != revenue(book, Account::LastYear) + balances(book, |row| row.last_opening) {
            say(book, FigureKey { fund, ..FigureKey::of(REVENUE_TOTAL) }, there_was);
        }
    }
}

/// What was left of some money: what came in and was there, less what went out.
fn closing(book: &Book, fund: Fund) -> Decimal {
    let revenue = book.revenue.iter().filter(|row| !row.is_withheld && money(row.source) == fund);
    let spending = book.spending.iter().filter(|row| !row.is_withheld && row.fund == fund);
    let balances = book.balances.iter().filter(|row| row.fund == fund);
    let kept: Decimal = balances.map(|row| row.opening + row.surplus_used - row.surplus_allocation).sum();
    let came: Decimal = revenue.map(|row| row.amounts.or_zero(Account::Actual)).sum();
    let spent: Decimal = spending.map(|row| row.amounts.or_zero(Account::Actual)).sum();
    kept + came - spent
}

/// What last year's budget took over in its turn, which its totals hold beside its rows.
fn carried(book: &mut Book, previous: &Book, (says_revenue, says_spending): (bool, bool)) {
    if previous.carried.is_empty() {
        return;
    }
    let taken = |fund: Fund, nature: Option<Nature>, function: Option<FunctionCode>| -> Decimal {
        let rows = previous.carried.iter().filter(|row| {
            row.fund.is_within(fund)
                && nature.is_none_or(|nature| row.nature.is_within(nature))
                && function.is_none_or(|code| row.function.is_within(code))
        });
        rows.map(|row| row.amount).sum()
    };
    if !says_revenue {
        let rows = book.revenue.iter().filter(|row| !row.is_withheld);
        let revenue: Decimal = rows.map(|row| row.amounts.or_zero(Account::LastYear)).sum();
        say(book, FigureKey::of(REVENUE_TOTAL), revenue + taken(Fund::All, None, None));
        for (id, fund) in [
            ("revenue.carry-over", Fund::All),
            ("revenue.carry-over-fiscal", Fund::Fiscal),
            ("revenue.carry-over-nonfiscal", Fund::Nonfiscal),
            ("revenue.carry-over-unit-funds", Fund::Nonfiscal),
            ("revenue.carry-over-general-public", Fund::GeneralPublic),
            ("revenue.carry-over-government-fund", Fund::GovernmentFund),
            ("revenue.carry-over-state-capital", Fund::StateCapital),
        ] {
            let amount = taken(fund, None, None);
            if !amount.is_zero() {
                say(book, FigureKey::of(Concept::new(id)), amount);
            }
        }
    }
    if !says_spending {
        let rows: Vec<Spending> = book.spending.iter().filter(|row| !row.is_withheld).cloned().collect();
        let mut tell = |nature: Option<Nature>, function: Option<FunctionCode>| {
            let own = rows.iter().filter(|row| {
                nature.is_none_or(|nature| row.nature.is_within(nature))
                    && function.is_none_or(|code| row.function.is_within(code))
            });
            let spent: Decimal = own.map(|row| row.amounts.or_zero(Account::LastYear)).sum();
            let key = FigureKey { nature, function, ..FigureKey::of(Concept::new("expenditure")) };
            say(book, key, spent + taken(Fund::All, nature, function));
        };
        tell(None, None);
        for nature in Nature::ALL {
            tell(Some(nature), None);
        }
        for row in &previous.carried {
            let codes = [Some(row.function), row.function.parent(), Some(row.function.category())];
            codes.into_iter().flatten().for_each(|code| tell(None, Some(code)));
        }
    }
}
