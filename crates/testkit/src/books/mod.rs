//! Random consistent books, from a seed: the same seed gives the same book.
//!
//! Every book could be that of a real body: real codes of its year, money to the fen, revenue that covers
//! expenditure fund by fund, three-public expenses that the economic codes contain, projects whose
//! forms have the money of their rows. Bodies, units and projects are invented.

use std::collections::BTreeMap;

use book::{
    Account, Amounts, Balance, Body, BodyKind, Book, Carried, FigureKey, Revenue, Scope, SheetCell, Spending, Unit,
    UnitKind,
};
use fastrand::Rng;
use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature, Stage, Taxonomy};

mod performance;
mod rare;
mod rarities;
mod sources;
mod spending;

pub use rarities::add_rarities;
pub use sources::vary_sources;

/// For which edition a book is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipe {
    /// The edition's id.
    pub edition: String,
    /// Budget or final accounts.
    pub stage: Stage,
    /// The fiscal year.
    pub year: u16,
    /// How bodies of the place begin: 上海市云间区.
    pub place: String,
    /// Department or unit; `None` for either.
    pub scope: Option<Scope>,
    /// Whether some books have sources of revenue that few bodies have.
    pub rare_sources: bool,
}

/// How large a book is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// A unit of few people: a handful of rows.
    Tiny,
    /// A unit or a department of a few units.
    Usual,
    /// A department of 60 units with about 400 rows.
    Large,
}

/// A book from a seed.
pub fn book(recipe: &Recipe, seed: u64, size: Size, taxonomy: &Taxonomy) -> Book {
    let mut rng = Rng::with_seed(seed);
    let scope = recipe.scope.unwrap_or_else(|| if rng.bool() { Scope::Department } else { Scope::Unit });
    let trade = *pick(&mut rng, &TRADES);
    let name = format!("{}{}", recipe.place, trade.name);
    let kind = if trade.is_institution { BodyKind::Institution } else { BodyKind::Administrative };
    // Some bodies do not know yet what is spent of last year's budget.
    let knows_execution = seed % 4 != 3;
    let (units, offices) = (Vec::new(), Vec::new());
    let mut maker = Maker { rng, recipe, taxonomy, trade, name, kind, units, offices, knows_execution };
    maker.organise(scope, size);
    maker.book(scope, size)
}

/// Writes into a book the words that its edition asks for at a place: without digits, and true whatever the figures.
pub fn answer(book: &mut Book, place: &str, is_reason: bool) {
    if is_reason {
        // One reason for a rise and a fall would be odd, so that every place has its own.
        let reason = format!("按照{}号工作安排据实列支", numeral(book.reasons.len() % 99 + 1));
        book.reasons.insert(place.to_owned(), reason);
    } else {
        book.texts.insert(place.to_owned(), vec!["依照规定履行职责，完成上级交办的工作".to_owned() + "。"]);
    }
}

/// What bodies do: the end of their names, the section (款) of their running costs, and a word for their projects.
#[derive(Clone, Copy)]
struct Trade {
    name: &'static str,
    section: &'static str,
    words: &'static str,
    is_institution: bool,
}

const TRADES: [Trade; 8] = [
    Trade { name: "档案局", section: "20126", words: "档案", is_institution: false },
    Trade { name: "司法局", section: "20406", words: "普法", is_institution: false },
    Trade { name: "统计局", section: "20105", words: "统计", is_institution: false },
    Trade { name: "发展和改革委员会", section: "20104", words: "规划", is_institution: false },
    Trade { name: "文化和旅游局", section: "20701", words: "文化", is_institution: false },
    Trade { name: "审计局", section: "20108", words: "审计", is_institution: false },
    Trade { name: "商务促进中心", section: "20113", words: "商贸", is_institution: true },
    Trade { name: "财政局", section: "20106", words: "财政", is_institution: false },
];

const OFFICES: [&str; 8] = ["综合科", "业务科", "财务科", "法规科", "督查科", "信息科", "人事科", "宣传科"];

/// Kinds of vehicles that a body has, and that it plans to buy.
const VEHICLES: [(&str, &str); 9] = [
    ("asset.vehicles.leaders", "three-public.vehicles-bought.leaders"),
    ("asset.vehicles.heads", "three-public.vehicles-bought.heads"),
    ("asset.vehicles.confidential", "three-public.vehicles-bought.confidential"),
    ("asset.vehicles.emergency", "three-public.vehicles-bought.emergency"),
    ("asset.vehicles.enforcement", "three-public.vehicles-bought.enforcement"),
    ("asset.vehicles.technical", "three-public.vehicles-bought.technical"),
    ("asset.vehicles.veterans", "three-public.vehicles-bought.veterans"),
    ("asset.vehicles.general", "three-public.vehicles-bought.general"),
    ("asset.vehicles.other", "three-public.vehicles-bought.other"),
];

struct Maker<'a> {
    rng: Rng,
    recipe: &'a Recipe,
    taxonomy: &'a Taxonomy,
    trade: Trade,
    name: String,
    kind: BodyKind,
    units: Vec<Unit>,
    offices: Vec<Unit>,
    knows_execution: bool,
}

impl Maker<'_> {
    fn organise(&mut self, scope: Scope, size: Size) {
        let n_offices = self.rng.usize(1..=6);
        self.offices = OFFICES[..n_offices].iter().map(|name| unit(UnitKind::Office, name)).collect();
        if scope == Scope::Unit {
            return;
        }
        let n = match size {
            Size::Tiny => 1,
            Size::Usual => self.rng.usize(1..=4),
            Size::Large => 60,
        };
        let own = format!("{}本级", self.name);
        self.units.push(unit(UnitKind::Budget(self.kind), &own));
        for at in 1..n {
            let kind = *pick(&mut self.rng, &[BodyKind::Institution, BodyKind::CivilService, BodyKind::Administrative]);
            let name = format!("{}{}{}服务中心", self.recipe.place, self.trade.words, numeral(at));
            self.units.push(unit(UnitKind::Budget(kind), &name));
        }
    }

    fn book(mut self, scope: Scope, size: Size) -> Book {
        let spending = self.spending(size);
        let carried = if self.recipe.stage == Stage::Budget { self.carried() } else { Vec::new() };
        let balances = if self.recipe.stage == Stage::FinalAccounts { self.balances() } else { Vec::new() };
        let revenue = self.revenue(&spending, &balances);
        let mut figures = self.figures(&spending);
        if self.recipe.stage == Stage::FinalAccounts {
            self.last_totals(&mut figures, &spending);
        }
        let projects = self.projects(&spending, &revenue, &balances, &carried);
        let month = self.rng.u8(1..=9);
        Book {
            body: Body {
                name: self.name.clone(),
                short_name: None,
                edition: self.recipe.edition.clone(),
                year: self.recipe.year,
                scope,
                kind: self.kind,
                supervisor: None,
                published: self.rng.bool().then(|| (self.recipe.year + 1, month, 20)),
            },
            units: self.offices.iter().chain(&self.units).cloned().collect(),
            figures,
            revenue,
            spending,
            balances,
            carried,
            projects,
            texts: BTreeMap::new(),
            reasons: BTreeMap::new(),
            transfers: Vec::new(),
        }
    }

    /// The account that the disclosure is about.
    fn main(&self) -> Account {
        if self.recipe.stage == Stage::Budget { Account::Original } else { Account::Actual }
    }

    /// Revenue of every function, so that each fund can pay for what was spent and keeps what is left.
    fn revenue(&mut self, spending: &[Spending], balances: &[Balance]) -> Vec<Revenue> {
        let main = self.main();
        let mut rows: BTreeMap<(taxonomy::FunctionCode, &'static str), Amounts> = BTreeMap::new();
        for row in spending {
            let source = match row.fund {
                Fund::GeneralPublic => "revenue.general-public",
                Fund::GovernmentFund => "revenue.government-fund",
                Fund::StateCapital => "revenue.state-capital",
                _ => self.other_source(row.nature),
            };
            // What was spent of last year's budget is no revenue.
            let amounts = Amounts { executed: None, ..row.amounts };
            rows.entry((row.function, source)).or_default().add(&amounts);
        }
        let opening =
            |fund: Fund| balances.iter().filter(|row| row.fund == fund).map(|row| row.opening).sum::<Decimal>();
        // Part of what was kept from last year paid for this year's, the rest is kept again.
        for (source, fund) in [("revenue.general-public", Fund::GeneralPublic), ("revenue.other", Fund::Nonfiscal)] {
            let mut left = opening(fund);
            for ((_, own), amounts) in &mut rows {
                let amount = amounts.or_zero(main);
                if *own == source && !left.is_zero() && self.rng.bool() {
                    let used = amount.min(left).half_fen();
                    *amounts.slot(main) = Some(amount - used);
                    left = left - used;
                }
            }
        }
        let row = |((function, source), amounts)| Revenue {
            function,
            source: Concept::new(source),
            unit: None,
            amounts,
            is_withheld: false,
            place: SheetCell::whole("收入"),
        };
        rows.into_iter().map(row).collect()
    }

    fn other_source(&mut self, nature: Nature) -> &'static str {
        if nature == Nature::Business {
            return "revenue.business";
        }
        if self.kind == BodyKind::Institution && self.rng.bool() { "revenue.service" } else { "revenue.other" }
    }

    fn balances(&mut self) -> Vec<Balance> {
        let mut rows = Vec::new();
        for fund in [Fund::GeneralPublic, Fund::Nonfiscal] {
            if self.rng.u8(..3) > 0 {
                rows.push(Balance {
                    fund,
                    function: None,
                    nature: None,
                    opening: self.money(100_000),
                    surplus_used: Decimal::ZERO,
                    surplus_allocation: Decimal::ZERO,
                    last_opening: self.money(100_000),
                });
            }
        }
        rows
    }

    /// What a budget takes over: a project or two of money that is no appropriation, or of last year's.
    fn carried(&mut self) -> Vec<Carried> {
        let n = self.rng.usize(0..=2);
        let item = format!("{}99", self.trade.section);
        let Some(function) = taxonomy::FunctionCode::parse(&item) else { return Vec::new() };
        (0..n)
            .map(|at| Carried {
                project: format!("{}{}结转项目", self.trade.words, numeral(at + 1)),
                function,
                fund: if at == 0 { Fund::GeneralPublic } else { Fund::Nonfiscal },
                nature: Nature::Project,
                unit: None,
                amount: self.money(200_000) + Decimal::whole(1),
                place: SheetCell::whole("上年结转明细"),
            })
            .collect()
    }

    /// Staff, three-public, procurement and assets.
    fn figures(&mut self, spending: &[Spending]) -> BTreeMap<FigureKey, Amounts> {
        let mut figures = BTreeMap::new();
        let mut put = |id: &'static str, amounts: Amounts| {
            figures.insert(FigureKey::of(Concept::new(id)), amounts);
        };
        let count = |rng: &mut Rng, most: i64| Decimal::whole(rng.i64(0..=most));
        let staff = [("staff.in-post", 80), ("staff.retired-veterans", 2), ("staff.retired", 40)];
        let mut quota = Decimal::ZERO;
        for (id, most) in staff {
            let actual = count(&mut self.rng, most) + Decimal::whole(i64::from(id == "staff.in-post"));
            let last = if self.rng.bool() { actual } else { count(&mut self.rng, most) };
            put(id, Amounts { last: Some(last), actual: Some(actual), ..Amounts::default() });
            if id == "staff.in-post" {
                quota = actual + count(&mut self.rng, 10);
            }
        }
        put("staff.quota", counted(quota));
        // The items of the “三公” are those of the economic codes that appropriations pay.
        let of_codes = |codes: &[&str]| {
            let mut sum = Amounts::default();
            let is_of = |row: &&Spending| {
                row.fund.is_within(Fund::Fiscal)
                    && row.economic.is_some_and(|code| codes.contains(&code.to_string().as_str()))
            };
            spending.iter().filter(is_of).for_each(|row| sum.add(&row.amounts));
            let zero = Some(Decimal::ZERO);
            Amounts {
                last: sum.last.or(zero),
                executed: None,
                original: sum.original.or(zero),
                adjusted: sum.adjusted.or(zero),
                actual: sum.actual.or(zero),
            }
        };
        let travel = of_codes(&["30212"]);
        let operation = of_codes(&["30231"]);
        let reception = of_codes(&["30217"]);
        put("three-public.overseas-travel", travel);
        put("three-public.vehicle-purchase", of_codes(&["31013"]));
        put("three-public.vehicle-operation", operation);
        put("three-public.official-reception", reception);
        let main = self.main();
        let has = |amounts: &Amounts| i64::from(!amounts.or_zero(main).is_zero());
        put("three-public.travel-groups", counted(Decimal::whole(has(&travel) * 2)));
        put("three-public.travel-persons", counted(Decimal::whole(has(&travel) * 5)));
        put("three-public.vehicles-bought", counted(Decimal::ZERO));
        let vehicles = has(&operation) * self.rng.i64(1..=9);
        put("three-public.vehicles-held", counted(Decimal::whole(vehicles)));
        put("three-public.vehicles-owned", counted(Decimal::whole(vehicles)));
        put("three-public.reception-batches", counted(Decimal::whole(has(&reception) * 12)));
        put("three-public.reception-persons", counted(Decimal::whole(has(&reception) * 96)));
        put(
            "three-public.guest-reception",
            Amounts { actual: Some(reception.or_zero(main).half_fen()), ..both(Decimal::ZERO) },
        );
        put("three-public.guest-batches", counted(Decimal::whole(has(&reception) * 3)));
        put("three-public.guest-persons", counted(Decimal::whole(has(&reception) * 20)));
        let problems = self.rng.i64(0..=3);
        let solved = self.rng.i64(0..=problems);
        put("performance.problems", counted(Decimal::whole(problems)));
        put("performance.problems.solved", counted(Decimal::whole(solved)));
        put("performance.problems.open", counted(Decimal::whole(problems - solved)));
        self.procurement(&mut put);
        self.assets(vehicles, &mut put);
        if self.recipe.stage == Stage::Budget {
            // Money of a budget stands under 年初预算数 alone.
            let is_money =
                |key: &FigureKey| ["three-public", "procurement"].iter().any(|id| key.concept.id().starts_with(id));
            for (_, amounts) in figures.iter_mut().filter(|(key, amounts)| is_money(key) && amounts.original.is_some())
            {
                amounts.actual = None;
            }
        }
        figures
    }

    fn procurement(&mut self, put: &mut impl FnMut(&'static str, Amounts)) {
        let mut total = Decimal::ZERO;
        for id in ["procurement.goods", "procurement.works", "procurement.services"] {
            let amount = if self.rng.u8(..3) == 0 { Decimal::ZERO } else { self.money(2_000_000) };
            total += amount;
            put(id, both(amount));
        }
        let small = total.half_fen();
        let micro = small.half_fen();
        put("procurement.sme", both(small));
        put("procurement.micro", both(micro));
        put("procurement.sme-reserved", both(small));
        put("procurement.micro-reserved", both(micro));
        put("procurement.sme-reserved.won", both(small));
        put("procurement.micro-reserved.won", both(micro.half_fen()));
        put("procurement.sme-open.won", both(micro));
    }

    fn assets(&mut self, vehicles: i64, put: &mut impl FnMut(&'static str, Amounts)) {
        let area = Decimal::whole(self.rng.i64(0..500_000)).ratio(Decimal::HUNDRED, 1, 2).unwrap_or_default();
        put("asset.house-area", counted(area));
        let value = self.money(30_000_000);
        put("asset.house-value", counted(if area.is_zero() { Decimal::ZERO } else { value }));
        for (kind, planned) in VEHICLES {
            put(kind, counted(Decimal::ZERO));
            put(planned, counted(Decimal::ZERO));
        }
        put("asset.vehicles.other", counted(Decimal::whole(vehicles)));
        let value = if vehicles == 0 { Decimal::ZERO } else { self.money(2_000_000) };
        put("asset.vehicles-value.general", counted(Decimal::ZERO));
        put("asset.vehicles-value.enforcement", counted(Decimal::ZERO));
        put("asset.vehicles-value.other", counted(value));
        put("asset.furniture-value", counted(self.money(900_000)));
        put("asset.other-value", counted(self.money(5_000_000)));
        let large = self.rng.i64(0..=3);
        put("asset.equipment-100", counted(Decimal::whole(large)));
        put("asset.equipment-50", counted(Decimal::whole(large + self.rng.i64(0..=4))));
        put("asset.equipment-50-planned", counted(Decimal::ZERO));
        put("asset.equipment-100-planned", counted(Decimal::ZERO));
    }

    /// Last year's totals, which are more than the rows say because of what was carried over then.
    fn last_totals(&mut self, figures: &mut BTreeMap<FigureKey, Amounts>, spending: &[Spending]) {
        let last = |fund: Fund| {
            let rows = spending.iter().filter(|row| row.fund.is_within(fund));
            rows.map(|row| row.amounts.or_zero(Account::LastYear)).sum::<Decimal>()
        };
        let kept = self.money(300_000);
        let total = Concept::new("revenue.total");
        for (fund, more) in [(Fund::All, kept), (Fund::Fiscal, kept.half_fen())] {
            let amounts = Amounts { last: Some(last(fund) + more), ..Amounts::default() };
            figures.insert(FigureKey { fund, ..FigureKey::of(total) }, amounts);
        }
    }

    /// An amount of money up to so many 元, to the fen; often round.
    fn money(&mut self, most: i64) -> Decimal {
        let fen = match self.rng.u8(..4) {
            0 => self.rng.i64(1..=most / 100 + 1) * 10_000,
            1 => self.rng.i64(1..=most) * 100,
            _ => self.rng.i64(1..=most * 100),
        };
        Decimal::from_micros(i128::from(fen) * 10_000)
    }
}

/// Halves that are money.
trait HalfFen {
    /// Half of it, cut to the fen.
    fn half_fen(self) -> Self;
}

impl HalfFen for Decimal {
    fn half_fen(self) -> Self {
        Self::from_micros(self.micros() / 20_000 * 10_000)
    }
}

fn unit(kind: UnitKind, name: &str) -> Unit {
    Unit { kind, name: name.to_owned() }
}

fn counted(value: Decimal) -> Amounts {
    Amounts { actual: Some(value), ..Amounts::default() }
}

fn both(value: Decimal) -> Amounts {
    Amounts { original: Some(value), actual: Some(value), ..Amounts::default() }
}

fn pick<'a, T>(rng: &mut Rng, list: &'a [T]) -> &'a T {
    &list[rng.usize(..list.len())]
}

/// A number up to 99 in Chinese, so that names hold no digits.
fn numeral(n: usize) -> String {
    let digit = |n: usize| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][n % 10];
    match n {
        0..=9 => digit(n).to_owned(),
        10..=19 => format!("十{}", digit(n)),
        _ => format!("{}十{}", digit(n / 10), digit(n)),
    }
}
