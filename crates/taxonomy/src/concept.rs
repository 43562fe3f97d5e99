//! What a figure is about.

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
};

use serde::Deserialize;

/// The permanent name of what a figure states, such as `revenue.total` (收入总计).
///
/// The list is `taxonomy/concepts.toml`; a test holds that every concept named in code, rules and
/// layouts stands there.
#[derive(Clone, Copy)]
pub struct Concept {
    id: &'static str,
    /// Told apart by this: rules compare every claim's concept with theirs.
    key: u64,
}

impl Concept {
    /// A figure with a unit and a meaning that the lexicon does not know: an achievement, a count in
    /// a reason. It takes part in no identity but is accounted for.
    pub const STATED: Self = Self::new("stated");

    /// A concept by its name. Names in code are checked against the list by a test.
    pub const fn new(id: &'static str) -> Self {
        Self { id, key: key(id) }
    }

    /// The name.
    pub const fn id(self) -> &'static str {
        self.id
    }
}

/// The FNV-1a hash of an id; a test holds that no two concepts share one.
const fn key(id: &str) -> u64 {
    let bytes = id.as_bytes();
    let mut key = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        key = (key ^ bytes[at] as u64).wrapping_mul(0x100_0000_01b3);
        at += 1;
    }
    key
}

impl PartialEq for Concept {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Concept {}

impl PartialOrd for Concept {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Concept {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(other.id)
    }
}

impl Hash for Concept {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.key);
    }
}

impl fmt::Debug for Concept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// Which money a figure is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fund {
    /// All money of the body.
    All,
    /// 财政拨款: the three budgets together.
    Fiscal,
    /// 一般公共预算 (Budget Law art. 5).
    GeneralPublic,
    /// 政府性基金预算.
    GovernmentFund,
    /// 国有资本经营预算.
    StateCapital,
    /// Everything that is not 财政拨款.
    Nonfiscal,
}

impl Fund {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::All, Self::Fiscal, Self::GeneralPublic, Self::GovernmentFund, Self::StateCapital, Self::Nonfiscal];

    /// Whether money of this kind is also money of the other.
    pub fn is_within(self, other: Self) -> bool {
        self == other
            || other == Self::All
            || (other == Self::Fiscal
                && matches!(self, Self::GeneralPublic | Self::GovernmentFund | Self::StateCapital))
    }

    /// The Chinese term.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "全口径",
            Self::Fiscal => "财政拨款",
            Self::GeneralPublic => "一般公共预算",
            Self::GovernmentFund => "政府性基金预算",
            Self::StateCapital => "国有资本经营预算",
            Self::Nonfiscal => "非财政拨款",
        }
    }

    /// The word used in machine output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Fiscal => "fiscal",
            Self::GeneralPublic => "general-public",
            Self::GovernmentFund => "government-fund",
            Self::StateCapital => "state-capital",
            Self::Nonfiscal => "nonfiscal",
        }
    }
}

/// Which kind of expenditure a figure is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 人员经费, a part of 基本支出.
    Personnel,
    /// 公用经费, a part of 基本支出.
    Operating,
    /// 上缴上级支出.
    ToSuperior,
    /// 经营支出.
    Business,
    /// 对附属单位补助支出.
    ToSubordinate,
}

impl Nature {
    /// Whether expenditure of this kind is also of the other.
    pub fn is_within(self, other: Self) -> bool {
        self == other || (other == Self::Basic && matches!(self, Self::Personnel | Self::Operating))
    }

    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Basic,
        Self::Project,
        Self::Personnel,
        Self::Operating,
        Self::ToSuperior,
        Self::Business,
        Self::ToSubordinate,
    ];

    /// The word of the data files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Project => "project",
            Self::Personnel => "personnel",
            Self::Operating => "operating",
            Self::ToSuperior => "to-superior",
            Self::Business => "business",
            Self::ToSubordinate => "to-subordinate",
        }
    }

    /// The Chinese term.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "基本支出",
            Self::Project => "项目支出",
            Self::Personnel => "人员经费",
            Self::Operating => "公用经费",
            Self::ToSuperior => "上缴上级支出",
            Self::Business => "经营支出",
            Self::ToSubordinate => "对附属单位补助支出",
        }
    }
}

/// What kind of number a figure is; the words are those of the wire format.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// An amount of money.
    Amount,
    /// 占比.
    Share,
    /// 增减额, signed by its direction word.
    Change,
    /// 增减率, signed by its direction word.
    Growth,
    /// 预决算差异率.
    Variance,
    /// 完成率, 执行率.
    Completion,
    /// A number of things.
    Count,
    /// 面积.
    Area,
    /// 目标值 of an indicator.
    Target,
    /// 实际完成值 of an indicator.
    Actual,
    /// 上年完成值 of an indicator.
    Prior,
    /// 分值, 权重.
    Weight,
    /// 得分.
    Score,
    /// Another rate in percent.
    Rate,
}

impl Measure {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Change => "change",
            Self::Growth => "growth",
            Self::Variance => "variance",
            Self::Completion => "completion",
            Self::Count => "count",
            Self::Area => "area",
            Self::Target => "target",
            Self::Actual => "actual",
            Self::Prior => "prior",
            Self::Weight => "weight",
            Self::Score => "score",
            Self::Rate => "rate",
        }
    }
}

/// Which account of the year an amount belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// 年初预算数.
    Original,
    /// 调整预算数, 全年预算数.
    Adjusted,
    /// 决算数, 执行数.
    Actual,
}

impl Basis {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Adjusted => "adjusted",
            Self::Actual => "actual",
        }
    }

    /// The Chinese term.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Original => "年初预算数",
            Self::Adjusted => "全年预算数",
            Self::Actual => "决算数",
        }
    }
}
