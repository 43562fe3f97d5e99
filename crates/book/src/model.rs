//! What a book holds.

use std::collections::BTreeMap;

use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Nature, Scoring};

use crate::SheetCell;

/// The name of the project that is the body as a whole.
pub const WHOLE_BODY: &str = "整体支出";

/// Everything about one body and year that cannot be derived. Money is in 元, exact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Book {
    /// Whose.
    pub body: Body,
    /// 内设机构 and 所属预算单位.
    pub units: Vec<Unit>,
    /// Named figures: staff, three-public, procurement, assets, and figures of last year that no row adds up to.
    pub figures: BTreeMap<FigureKey, Amounts>,
    /// Revenue by function and source.
    pub revenue: Vec<Revenue>,
    /// Expenditure by function, economic code, fund and nature.
    pub spending: Vec<Spending>,
    /// What was carried over, by fund.
    pub balances: Vec<Balance>,
    /// What a budget takes over from last year, by project.
    pub carried: Vec<Carried>,
    /// Projects with their indicators; the one named [`WHOLE_BODY`] is the body as a whole.
    pub projects: Vec<Project>,
    /// Paragraphs by the place they stand in.
    pub texts: BTreeMap<String, Vec<String>>,
    /// Reasons by the place they are asked for.
    pub reasons: BTreeMap<String, String>,
    /// Money that passes between the units of a department.
    pub transfers: Vec<Transfer>,
}

impl Book {
    /// The book without the places of its rows, so that books from different files can be compared.
    pub fn unplaced(mut self) -> Self {
        let places = self.revenue.iter_mut().map(|row| &mut row.place);
        let places = places.chain(self.spending.iter_mut().map(|row| &mut row.place));
        let places = places.chain(self.carried.iter_mut().map(|row| &mut row.place));
        let places = places.chain(self.transfers.iter_mut().map(|row| &mut row.place));
        places.for_each(|place| *place = SheetCell::default());
        for project in &mut self.projects {
            project.place = SheetCell::default();
            project.indicators.iter_mut().for_each(|indicator| indicator.place = SheetCell::default());
        }
        self
    }
}

/// Whose book it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Body {
    /// The full name.
    pub name: String,
    /// The short name.
    pub short_name: Option<String>,
    /// The edition's id.
    pub edition: String,
    /// The fiscal year.
    pub year: u16,
    /// Department or unit.
    pub scope: Scope,
    /// What kind of body.
    pub kind: BodyKind,
    /// 主管部门.
    pub supervisor: Option<String>,
    /// Day of publication: year, month, day.
    pub published: Option<(u16, u8, u8)>,
}

/// Whether a book consolidates units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// 部门: consolidates its units.
    Department,
    /// 单位.
    Unit,
}

/// What kind of body it is; decides between 机关运行经费 and 公用经费.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BodyKind {
    /// 行政单位.
    Administrative,
    /// 参照公务员法管理事业单位.
    CivilService,
    /// 事业单位.
    Institution,
}

/// 内设机构 or 所属预算单位.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
}

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnitKind {
    /// 内设机构.
    Office,
    /// 所属预算单位.
    Budget(BodyKind),
}

/// Which account of which year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Account {
    /// What the disclosure compares with: last year's final accounts, or last year's budget.
    LastYear,
    /// 上年执行数: what is spent of last year's budget when this year's is drawn up.
    LastExecuted,
    /// 年初预算数.
    Original,
    /// 全年预算数.
    Adjusted,
    /// 决算数.
    Actual,
}

impl Account {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::LastYear, Self::LastExecuted, Self::Original, Self::Adjusted, Self::Actual];

    /// Its name in schemas and templates.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LastYear => "last",
            Self::LastExecuted => "executed",
            Self::Original => "original",
            Self::Adjusted => "adjusted",
            Self::Actual => "actual",
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LastYear => "上年数",
            Self::LastExecuted => "上年执行数",
            Self::Original => "年初预算数",
            Self::Adjusted => "全年预算数",
            Self::Actual => "本年数",
        }
    }

    /// The account of a name.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|account| account.key() == key)
    }
}

/// An amount for each account; `None` where the book says nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Amounts {
    /// Last year's.
    pub last: Option<Decimal>,
    /// 上年执行数.
    pub executed: Option<Decimal>,
    /// 年初预算数.
    pub original: Option<Decimal>,
    /// 全年预算数.
    pub adjusted: Option<Decimal>,
    /// 决算数, or the count of the year.
    pub actual: Option<Decimal>,
}

impl Amounts {
    /// The amount of an account.
    pub const fn get(&self, account: Account) -> Option<Decimal> {
        match account {
            Account::LastYear => self.last,
            Account::LastExecuted => self.executed,
            Account::Original => self.original,
            Account::Adjusted => self.adjusted,
            Account::Actual => self.actual,
        }
    }

    /// The amount of an account, nothing as 0.
    pub fn or_zero(&self, account: Account) -> Decimal {
        self.get(account).unwrap_or_default()
    }

    /// The place of an account's amount.
    pub const fn slot(&mut self, account: Account) -> &mut Option<Decimal> {
        match account {
            Account::LastYear => &mut self.last,
            Account::LastExecuted => &mut self.executed,
            Account::Original => &mut self.original,
            Account::Adjusted => &mut self.adjusted,
            Account::Actual => &mut self.actual,
        }
    }

    /// Adds another set of amounts, account by account.
    pub fn add(&mut self, other: &Self) {
        for account in Account::ALL {
            if let Some(more) = other.get(account) {
                let slot = self.slot(account);
                *slot = Some(slot.unwrap_or_default() + more);
            }
        }
    }
}

/// What a named figure is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FigureKey {
    /// The concept.
    pub concept: Concept,
    /// The money.
    pub fund: Fund,
    /// The kind of expenditure.
    pub nature: Option<Nature>,
    /// The functional code.
    pub function: Option<FunctionCode>,
}

impl FigureKey {
    /// A figure of all money.
    pub const fn of(concept: Concept) -> Self {
        Self { concept, fund: Fund::All, nature: None, function: None }
    }
}

/// An amount of money in 元.
pub type Money = Decimal;

/// Revenue of one function from one source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Revenue {
    /// The item (项).
    pub function: FunctionCode,
    /// The source, a concept such as `revenue.service`.
    pub source: Concept,
    /// The unit that has it; `None` for the body itself.
    pub unit: Option<String>,
    /// The amounts.
    pub amounts: Amounts,
    /// Whether it must not be published.
    pub is_withheld: bool,
    /// Where it stands.
    pub place: SheetCell,
}

/// Expenditure of one function, economic code, fund and nature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spending {
    /// The item (项).
    pub function: FunctionCode,
    /// The section (款) of the departments' economic classification.
    pub economic: Option<EconomicCode>,
    /// The money; never [`Fund::All`] or [`Fund::Fiscal`].
    pub fund: Fund,
    /// Personnel, operating, project, or one of the kinds outside them; never [`Nature::Basic`].
    pub nature: Nature,
    /// The project.
    pub project: Option<String>,
    /// The unit that has it; `None` for the body itself.
    pub unit: Option<String>,
    /// The amounts.
    pub amounts: Amounts,
    /// Whether it must not be published.
    pub is_withheld: bool,
    /// Where it stands.
    pub place: SheetCell,
}

/// What is carried over of one fund.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Balance {
    /// The money.
    pub fund: Fund,
    /// The item it belongs to, where the tables ask for it.
    pub function: Option<FunctionCode>,
    /// The kind of expenditure it is for.
    pub nature: Option<Nature>,
    /// 年初结转和结余.
    pub opening: Money,
    /// 使用非财政拨款结余.
    pub surplus_used: Money,
    /// 结余分配.
    pub surplus_allocation: Money,
    /// 上年年初结转和结余.
    pub last_opening: Money,
}

/// What a budget takes over from last year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The project.
    pub project: String,
    /// The item (项).
    pub function: FunctionCode,
    /// The money.
    pub fund: Fund,
    /// Personnel, operating or project.
    pub nature: Nature,
    /// The unit that has it.
    pub unit: Option<String>,
    /// The amount.
    pub amount: Money,
    /// Where it stands.
    pub place: SheetCell,
}

/// A project with its indicators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// The unit that carries it out.
    pub unit: Option<String>,
    /// 立项依据.
    pub basis: Option<String>,
    /// 实施方案.
    pub plan: Option<String>,
    /// 年度目标.
    pub goal: Option<String>,
    /// 完成情况.
    pub result: Option<String>,
    /// 上级资金.
    pub superior: Amounts,
    /// 财政拨款, 本级资金.
    pub fiscal: Amounts,
    /// 其他资金.
    pub other: Amounts,
    /// Its indicators, in order.
    pub indicators: Vec<Indicator>,
    /// Whether it must not be published.
    pub is_withheld: bool,
    /// Where it stands.
    pub place: SheetCell,
}

/// One performance indicator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Indicator {
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub name: String,
    /// How the actual value must stand to the target.
    pub relation: Option<Relation>,
    /// The target: a number without its unit, or words.
    pub target: String,
    /// The unit of target and actual value.
    pub scale: Option<String>,
    /// The actual value.
    pub actual: Option<String>,
    /// 分值.
    pub weight: Option<Decimal>,
    /// How it is scored.
    pub scoring: Option<Scoring>,
    /// The score, where it is given and not computed.
    pub score: Option<Decimal>,
    /// 指标值设定依据.
    pub source: Option<String>,
    /// 上年完成值.
    pub prior: Option<String>,
    /// 佐证资料.
    pub evidence: Option<String>,
    /// 偏差原因及改进措施.
    pub deviation: Option<String>,
    /// Where it stands.
    pub place: SheetCell,
}

/// How an actual value must stand to its target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Equal,
    /// More than.
    Above,
    /// Less than.
    Below,
}

/// Money that passes between units and is eliminated when their books are added up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Transfer {
    /// Who pays.
    pub from: String,
    /// Who receives.
    pub to: String,
    /// What it is to the receiver.
    pub source: Concept,
    /// What it is to the payer.
    pub nature: Nature,
    /// The item (项) of both.
    pub function: FunctionCode,
    /// The amount.
    pub amount: Money,
    /// Where it stands.
    pub place: SheetCell,
}
