//! The book that tables hold which an office already has.
//!
//! Offices export the statutory tables from their accounting systems. Their amounts go into a book like this:
//!
//! | in the tables | in the book |
//! | --- | --- |
//! | 一般公共预算、政府性基金、国有资本经营预算支出表, a row an item (项) | 支出: that fund, 基本 and 项目 |
//! | 支出(决)算表 less those | 支出: 非财政拨款 |
//! | 基本支出(决)算表, by economic code | 支出: each item's basic expenditure is divided among the codes so that both tables come out |
//! | 项目支出表 | 支出: item and project; a column (类) stands as its code ending in 99 |
//! | 收入(决)算表, a row an item | 收入: each source |
//! | 收入支出决算总表, 财政拨款收入支出决算总表 | 结转结余: carried over, surplus used and allocated |
//! | “三公”经费表 | 三公经费 |
//! | 上年结转结余情况明细表 | 上年结转明细 |
//!
//! How an item's basic expenditure divides among economic codes stands in none of these tables; the division is
//! one of many, and no table or sentence prints it. Everything else a disclosure needs is asked for.

use std::collections::BTreeMap;

use book::{Account, Amounts, Balance, Body, Book, Carried, FigureKey, Revenue, SheetCell, Spending};
use disclosure::{Claim, Disclosure, Origin};
use quantity::Decimal;
use taxonomy::{Basis, Concept, EconomicCode, FunctionCode, Fund, Level, Nature};

/// The insurances of staff: the item that pays for each and the code that it is spent on, as national practice
/// has it (支出功能分类 and 支出经济分类 name them alike).
const PAIRS: [(&str, &str); 7] = [
    ("2080505", "30108"),
    ("2080506", "30109"),
    ("2101101", "30110"),
    ("2101102", "30110"),
    ("2101103", "30111"),
    ("2210201", "30113"),
    ("2080501", "30302"),
];

/// The book of a body as far as tables hold it.
///
/// **Shape.** What was read from each file with tables; amounts of one table found twice count once.
pub fn transcribe(disclosures: &[Disclosure], body: Body) -> Book {
    let tables = Tables { disclosures };
    let mut spending = tables.spending();
    tables.name_projects(&mut spending);
    Book {
        body,
        units: Vec::new(),
        figures: tables.three_public(),
        revenue: tables.revenue(&spending),
        spending,
        balances: tables.balances(),
        carried: tables.carried(),
        projects: Vec::new(),
        texts: BTreeMap::new(),
        reasons: BTreeMap::new(),
        transfers: Vec::new(),
    }
}

struct Tables<'a> {
    disclosures: &'a [Disclosure],
}

impl Tables<'_> {
    /// The claims of the first table of a layout; its id ends alike for both stages.
    fn of(&self, layout: &str) -> Vec<&Claim> {
        let is_wanted = |id: &str| id.split_once('.').is_some_and(|(_, own)| own == layout);
        for disclosure in self.disclosures {
            let Some(index) = disclosure.tables.iter().position(|table| is_wanted(&table.layout)) else { continue };
            return disclosure.claims.iter().filter(|claim| claim.origin == Origin::Table(index)).collect();
        }
        Vec::new()
    }

    /// Expenditure by item and kind of one table.
    fn by_item(&self, layout: &str) -> BTreeMap<(FunctionCode, Nature), Amounts> {
        let mut items: BTreeMap<(FunctionCode, Nature), Amounts> = BTreeMap::new();
        for claim in self.of(layout).into_iter().filter(|claim| claim.concept.id() == "expenditure") {
            let item = claim.function.filter(|code| code.level() == Level::Item);
            let (Some(item), Some(nature)) = (item, claim.nature) else { continue };
            *items.entry((item, nature)).or_default().slot(account(claim)) = Some(claim.amount.value());
        }
        // 人员 and 公用 say more than their sum.
        let divided: Vec<FunctionCode> =
            items.keys().filter(|(_, nature)| *nature == Nature::Personnel).map(|(item, _)| *item).collect();
        items.retain(|(item, nature), _| *nature != Nature::Basic || !divided.contains(item));
        items
    }

    fn spending(&self) -> Vec<Spending> {
        let mut rows = Vec::new();
        let mut rest = self.by_item("expenditure");
        for (layout, fund) in [
            ("general-public", Fund::GeneralPublic),
            ("government-fund", Fund::GovernmentFund),
            ("state-capital", Fund::StateCapital),
        ] {
            let items = self.by_item(layout);
            for ((item, nature), amounts) in &items {
                if let Some(all) = rest.get_mut(&(*item, *nature)) {
                    subtract(all, amounts);
                }
            }
            if fund == Fund::GeneralPublic {
                rows.extend(self.divided(&items));
            } else {
                let own =
                    items.iter().map(|((item, nature), amounts)| row(*item, None, fund, single(*nature), *amounts));
                rows.extend(own);
            }
        }
        let rest = rest.into_iter().filter(|(_, amounts)| is_positive(amounts));
        rows.extend(rest.map(|((item, nature), amounts)| row(item, None, Fund::Nonfiscal, single(nature), amounts)));
        rows
    }

    /// Expenditure of the general public budget: basic expenditure divided among economic codes.
    fn divided(&self, items: &BTreeMap<(FunctionCode, Nature), Amounts>) -> Vec<Spending> {
        let mut rows = Vec::new();
        let mut codes: BTreeMap<String, (EconomicCode, Amounts)> = BTreeMap::new();
        for claim in self.of("basic") {
            if let Some(code) = claim.economic.filter(|code| code.level() == Level::Section) {
                let entry = codes.entry(code.to_string()).or_insert((code, Amounts::default()));
                *entry.1.slot(account(claim)) = Some(claim.amount.value());
            }
        }
        let mut codes: Vec<(EconomicCode, Amounts)> = codes.into_values().collect();
        let mut basic: Vec<(FunctionCode, Nature, Amounts)> = Vec::new();
        for ((item, nature), amounts) in items {
            if nature.is_within(Nature::Basic) {
                basic.push((*item, *nature, *amounts));
            } else {
                rows.push(row(*item, None, Fund::GeneralPublic, *nature, *amounts));
            }
        }
        // The insurances first, then whatever is left, in order.
        let pairs = PAIRS.iter().filter_map(|(item, code)| {
            Some((
                basic.iter().position(|(own, ..)| own.to_string() == *item)?,
                codes.iter().position(|(own, _)| own.to_string() == *code)?,
            ))
        });
        let all = (0..basic.len()).flat_map(|item| (0..codes.len()).map(move |code| (item, code)));
        let order: Vec<(usize, usize)> = pairs.chain(all).collect();
        for (item, code) in order {
            let nature = nature_of(codes[code].0);
            if !nature.is_within(basic[item].1) {
                continue;
            }
            let taken = take(&mut basic[item].2, &mut codes[code].1);
            if is_positive(&taken) {
                rows.push(row(basic[item].0, Some(codes[code].0), Fund::GeneralPublic, nature, taken));
            }
        }
        // Tables that round each figure leave a little over.
        let left = basic.into_iter().filter(|(.., amounts)| is_positive(amounts));
        rows.extend(left.map(|(item, nature, amounts)| row(item, None, Fund::GeneralPublic, single(nature), amounts)));
        rows
    }

    /// Gives the rows of projects their names, where a table has them.
    fn name_projects(&self, spending: &mut Vec<Spending>) {
        for claim in self.of("projects").into_iter().filter(|claim| claim.economic.is_some()) {
            let item = claim.function.filter(|code| code.level() == Level::Item);
            let code = claim.economic.and_then(|code| EconomicCode::parse(&format!("{}99", code.category())));
            let (Some(item), Some(code), Some(project)) = (item, code, claim.project.clone()) else { continue };
            let mut amounts = Amounts::default();
            *amounts.slot(account(claim)) = Some(claim.amount.value());
            let is_nameless = |row: &&mut Spending| {
                (row.function, row.fund, row.nature) == (item, Fund::GeneralPublic, Nature::Project)
                    && row.project.is_none()
            };
            if let Some(nameless) = spending.iter_mut().find(is_nameless) {
                subtract(&mut nameless.amounts, &amounts);
            }
            let named = row(item, Some(code), Fund::GeneralPublic, Nature::Project, amounts);
            spending.push(Spending { project: Some(project), ..named });
        }
        spending.retain(|row| is_positive(&row.amounts));
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
            let slot = rows.entry((item, source)).or_default();
            let mut amounts = Amounts::default();
            *amounts.slot(account(claim)) = Some(claim.amount.value());
            slot.add(&amounts);
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

    /// What a budget takes over: the items of the revenue table, with the project of the same amount.
    fn carried(&self) -> Vec<Carried> {
        let mut projects: Vec<&Claim> = self.of("carry-over");
        projects.retain(|claim| claim.project.is_some() && claim.nature.is_some());
        let mut rows = Vec::new();
        for claim in self.of("revenue") {
            let fund = match claim.concept.id() {
                "revenue.carry-over-fiscal" => Fund::GeneralPublic,
                "revenue.carry-over-nonfiscal" => Fund::Nonfiscal,
                _ => continue,
            };
            let Some(function) = claim.function.filter(|code| code.level() == Level::Item) else { continue };
            let amount = claim.amount.value();
            let at = projects.iter().position(|project| project.amount.value() == amount && !amount.is_zero());
            let found = at.map(|at| projects.remove(at));
            let project = found.and_then(|claim| claim.project.clone()).unwrap_or_else(|| UNNAMED.to_owned());
            let nature = found.and_then(|claim| claim.nature).unwrap_or(Nature::Project);
            if !amount.is_zero() {
                rows.push(Carried { project, function, fund, nature, unit: None, amount });
            }
        }
        rows
    }
}

/// Stands for the name of a project that the tables do not tell.
const UNNAMED: &str = "（项目名称待补）";

fn account(claim: &Claim) -> Account {
    match claim.basis {
        Some(Basis::Original) | None => Account::Original,
        Some(Basis::Adjusted) => Account::Adjusted,
        Some(Basis::Actual) => Account::Actual,
    }
}

/// The kind of basic expenditure that an economic code is (301 and 303 are 人员经费).
fn nature_of(code: EconomicCode) -> Nature {
    if matches!(code.category().to_string().as_str(), "301" | "303") { Nature::Personnel } else { Nature::Operating }
}

/// A kind that a row of a book can have: 基本支出 of other money is not divided further.
fn single(nature: Nature) -> Nature {
    if nature == Nature::Basic { Nature::Operating } else { nature }
}

fn row(
    function: FunctionCode,
    economic: Option<EconomicCode>,
    fund: Fund,
    nature: Nature,
    amounts: Amounts,
) -> Spending {
    Spending {
        function,
        economic,
        fund,
        nature,
        project: None,
        unit: None,
        amounts,
        is_withheld: false,
        place: SheetCell::whole("支出"),
    }
}

const ACCOUNTS: [Account; 4] = [Account::LastYear, Account::Original, Account::Adjusted, Account::Actual];

fn is_positive(amounts: &Amounts) -> bool {
    ACCOUNTS.iter().any(|account| !amounts.or_zero(*account).is_zero())
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
