//! Performance forms.

use document::Span;
use quantity::Unit;
use taxonomy::{FormKind, MoneyHead, MoneyRow, Scoring};

use crate::ClaimId;

/// How a result must stand to its target.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operator {
    /// =
    Equal,
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// >
    Above,
    /// <
    Below,
}

impl Operator {
    /// The printed sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            Self::Above => "＞",
            Self::Below => "＜",
        }
    }
}

/// A target, result or last year's result of an indicator.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The printed cell.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The sign before the figure.
    pub operator: Option<Operator>,
    /// The figure, when the cell holds exactly one and it is no date.
    pub figure: Option<ClaimId>,
    /// Whether the cell holds a date or a period.
    pub is_date: bool,
    /// The unit of the figure.
    pub unit: Unit,
}

/// One indicator row.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// 一级指标, carried down.
    pub level1: String,
    /// 二级指标, carried down.
    pub level2: String,
    /// 三级指标.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// 目标值.
    pub target: Option<Goal>,
    /// 实际完成值.
    pub actual: Option<Goal>,
    /// 上年完成值.
    pub prior: Option<Goal>,
    /// 权重.
    pub weight: Option<ClaimId>,
    /// 得分.
    pub score: Option<ClaimId>,
    /// 完成率.
    pub completion: Option<ClaimId>,
    /// 赋分规则.
    pub scoring: Option<Scoring>,
    /// 偏差原因; `None` when the form has no such column.
    pub deviation: Option<String>,
}

/// One amount of the money part of a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MoneyCell {
    /// What the row is about.
    pub row: MoneyRow,
    /// What the column holds; `None` in target forms, which have one amount a row.
    pub head: Option<MoneyHead>,
    /// The figure.
    pub claim: ClaimId,
}

/// One performance form.
#[derive(Clone, Debug)]
pub struct Form {
    /// Which form.
    pub kind: FormKind,
    /// Its title.
    pub title: Span,
    /// The project's name.
    pub project: Option<(String, Span)>,
    /// The money part.
    pub money: Vec<MoneyCell>,
    /// Rows of the money part whose label is not known; their amounts are no [`MoneyCell`].
    pub unknown_money: Vec<Span>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator>,
    /// The figure in the 总分 row under the score.
    pub total_score: Option<ClaimId>,
    /// The figure in the 总分 row under the weight.
    pub total_weight: Option<ClaimId>,
    /// 年度总体目标 and what was achieved.
    pub goals: Vec<Span>,
    /// Rows whose cells did not stand under their heads.
    pub shifted_rows: Vec<Span>,
}

impl Form {
    /// The figure of the money part in a row and column.
    pub fn money(&self, row: MoneyRow, head: Option<MoneyHead>) -> Option<ClaimId> {
        self.money.iter().find(|cell| cell.row == row && cell.head == head).map(|cell| cell.claim)
    }
}
