//! The book that tables hold which an office already has.
//!
//! Offices export the statutory tables from their accounting systems. Their amounts go into a book like this:
//!
//! | in the tables | in the book |
//! | --- | --- |
//! | 一般公共预算、政府性基金、国有资本经营预算支出表, a row an item (项) | 支出: that fund, 基本 and 项目 |
//! | 支出(决)算表 less those and less what was carried over | 支出: 非财政拨款, or the fund that the revenue table has for the item and no table of its own |
//! | 基本支出(决)算表, by economic code | 支出: each item's basic expenditure is divided among the codes so that both tables come out |
//! | 项目支出表 | 支出: item and project, and the unit where units have rows; a column (类) stands as its code ending in 99 |
//! | 收入(决)算表, a row an item | 收入: each source |
//! | 收入支出决算总表, 财政拨款收入支出决算总表 | 结转结余: carried over, surplus used and allocated |
//! | “三公”经费表 | 三公经费 |
//! | 收入表's columns of what was carried over, 上年结转结余情况明细表 | 上年结转明细 |
//!
//! How an item's basic expenditure divides among economic codes stands in none of these tables; the division is
//! one of many, and no table or sentence prints it. Everything else a disclosure needs is asked for.

use std::collections::BTreeMap;

use book::{Account, Amounts, Balance, Body, Book, FigureKey, Revenue, SheetCell, Spending};
use disclosure::{Claim, Disclosure, Origin};
use quantity::Decimal;
use taxonomy::{Basis, Concept, FunctionCode, Fund, Level};

mod carried;
mod doubts;
mod spending;

pub use doubts::{Doubt, doubts, explain_doubt};

/// The book of a body as far as tables hold it.
///
/// **Shape.** What was read from each file with tables; of a table found twice the first counts. [`doubts`] says what is
/// left out, and which file does not fit.
pub fn transcribe(disclosures: &[Disclosure], body: Body) -> Book {
    let tables = Tables { disclosures, own: taxonomy::bare(&body.name) };
    let mut rest = tables.by_item("expenditure");
    let carried = tables.carried(&mut rest);
    let spending = tables.spending(rest);
    Book {
        body,
        units: Vec::new(),
        figures: tables.three_public(),
        revenue: tables.revenue(&spending),
        spending,
        balances: tables.balances(),
        carried,
        projects: Vec::new(),
        texts: BTreeMap::new(),
        reasons: BTreeMap::new(),
        transfers: Vec::new(),
    }
}

struct Tables<'a> {
    disclosures: &'a [Disclosure],
    /// The name of the body, plain.
    own: String,
}

impl Tables<'_> {
    /// The claims of the first table of a layout; its id ends alike for both stages.
    fn of(&self, layout: &str) -> Vec<&Claim> {
        let is_wanted = |id: &str| id.split_once('.').is_some_and(|(_, own)| own == layout);
        for disclosure in self.disclosures {
            let Some(index) = disclosure.tables.iter().position(|table| is_wanted(&table.layout)) else { continue };
            // Columns of another year are none of this book.
            let is_own = |claim: &Claim| {
                claim.origin == Origin::Table(index)
                    && (disclosure.year.is_none() || claim.year.is_none() || claim.year == disclosure.year)
            };
            return disclosure.claims.iter().filter(|claim| is_own(claim)).collect();
        }
        Vec::new()
    }

    fn revenue(&self, spending: &[Spending]) -> Vec<Revenue> {
        let mut rows: BTreeMap<(FunctionCode, &'static str), Amounts> = BTreeMap::new();
        for claim in self.of("revenue") {
            let Some(item) = claim.function.filter(|code| code.level() == Level::Item) else { continue };
            let is_of = |fund: Fund| spending.iter().any(|row| row.function == item && row.fund == fund);
            let source = match claim.concept.id() {
                "revenue.fiscal" if is_of(Fund::GovernmentFund) && !is_of(Fund::GeneralPublic) => {
                    "revenue.government-fund"
                }
                "revenue.fiscal" if is_of(Fund::StateCapital) && !is_of(Fund::GeneralPublic) => "revenue.state-capital",
                "revenue.fiscal" => "revenue.general-public",
                "revenue.unit-funds" | "revenue.unit-other" => "revenue.other",
                "revenue" | "revenue.total" | "revenue.appropriation" => continue,
                id if id.starts_with("revenue.carry-over") => continue,
                id => id,
            };
            add(rows.entry((item, source)).or_default(), claim);
        }
        let rows = rows.into_iter().filter(|(_, amounts)| is_positive(amounts));
        let row = |((function, source), amounts)| Revenue {
            function,
            source: Concept::new(source),
            unit: None,
            amounts,
            is_withheld: false,
            place: SheetCell::whole("收入"),
        };
        rows.map(row).collect()
    }

    fn balances(&self) -> Vec<Balance> {
        let amount = |layout: &str, concept: &str, fund: Fund| {
            let found = self.of(layout).into_iter().find(|claim| {
                claim.concept.id() == concept
                    && claim.fund == fund
                    && claim.function.is_none()
                    && claim.nature.is_none()
            });
            found.map_or(Decimal::ZERO, |claim| claim.amount.value())
        };
        let all = |concept| amount("overview", concept, Fund::All);
        let funds = [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital];
        let opening = |fund| amount("fiscal-overview", "carry-over.opening", fund);
        let fiscal: Decimal = funds.into_iter().map(opening).sum();
        let balance = |fund, opening, surplus_used, surplus_allocation| Balance {
            fund,
            function: None,
            nature: None,
            opening,
            surplus_used,
            surplus_allocation,
            last_opening: Decimal::ZERO,
        };
        let mut rows: Vec<Balance> =
            funds.into_iter().map(|fund| balance(fund, opening(fund), Decimal::ZERO, Decimal::ZERO)).collect();
        rows.push(balance(
            Fund::Nonfiscal,
            all("carry-over.opening") - fiscal,
            all("revenue.nonfiscal-surplus-used"),
            all("surplus-allocation"),
        ));
        let is_empty =
            |row: &Balance| row.opening.is_zero() && row.surplus_used.is_zero() && row.surplus_allocation.is_zero();
        rows.retain(|row| !is_empty(row));
        rows
    }

    fn three_public(&self) -> BTreeMap<FigureKey, Amounts> {
        let mut figures: BTreeMap<FigureKey, Amounts> = BTreeMap::new();
        const ITEMS: [&str; 4] = [
            "three-public.overseas-travel",
            "three-public.vehicle-purchase",
            "three-public.vehicle-operation",
            "three-public.official-reception",
        ];
        for claim in self.of("three-public").into_iter().filter(|claim| ITEMS.contains(&claim.concept.id())) {
            let slot = figures.entry(FigureKey::of(claim.concept)).or_default().slot(account(claim));
            *slot = slot.or(Some(claim.amount.value()));
        }
        figures
    }
}

fn account(claim: &Claim) -> Account {
    match claim.basis {
        Some(Basis::Original) | None => Account::Original,
        Some(Basis::Adjusted) => Account::Adjusted,
        Some(Basis::Actual) => Account::Actual,
    }
}

const ACCOUNTS: [Account; 4] = [Account::LastYear, Account::Original, Account::Adjusted, Account::Actual];

fn is_positive(amounts: &Amounts) -> bool {
    ACCOUNTS.iter().any(|account| !amounts.or_zero(*account).is_zero())
}

/// Adds what a claim states.
fn add(amounts: &mut Amounts, claim: &Claim) {
    let mut more = Amounts::default();
    *more.slot(account(claim)) = Some(claim.amount.value());
    amounts.add(&more);
}

fn subtract(amounts: &mut Amounts, less: &Amounts) {
    for account in ACCOUNTS {
        if let Some(amount) = less.get(account) {
            let slot = amounts.slot(account);
            *slot = Some(slot.unwrap_or_default() - amount);
        }
    }
}

/// Takes as much as both have, account by account.
fn take(one: &mut Amounts, other: &mut Amounts) -> Amounts {
    let mut taken = Amounts::default();
    for account in ACCOUNTS {
        let (Some(a), Some(b)) = (one.get(account), other.get(account)) else { continue };
        let amount = a.min(b);
        if amount.is_negative() || amount.is_zero() {
            continue;
        }
        *one.slot(account) = Some(a - amount);
        *other.slot(account) = Some(b - amount);
        *taken.slot(account) = Some(amount);
    }
    taken
}
