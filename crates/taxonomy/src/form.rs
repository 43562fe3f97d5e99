//! The words of performance forms.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    bare,
    layout::{bare_title, may_be_title},
};

/// Which performance form a table is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// 整体支出绩效自评表.
    OverallSelfEvaluation,
    /// 项目支出绩效自评表.
    ProjectSelfEvaluation,
    /// 整体支出绩效目标表.
    OverallTarget,
    /// 项目支出绩效目标表.
    ProjectTarget,
}

impl FormKind {
    /// Whether the form reports results.
    pub const fn is_self_evaluation(self) -> bool {
        matches!(self, Self::OverallSelfEvaluation | Self::ProjectSelfEvaluation)
    }

    /// Whether the form is about the whole body.
    pub const fn is_overall(self) -> bool {
        matches!(self, Self::OverallSelfEvaluation | Self::OverallTarget)
    }

    /// The Chinese title.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OverallSelfEvaluation => "整体支出绩效自评表",
            Self::ProjectSelfEvaluation => "项目支出绩效自评表",
            Self::OverallTarget => "整体绩效目标表",
            Self::ProjectTarget => "项目支出绩效目标表",
        }
    }
}

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
        }

        impl $name {
            /// The one of this name in the data files.
            pub fn named(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn of_file(key: &str) -> Self {
                Self::named(key).unwrap_or_else(|| panic!("performance.toml: unknown key {key}"))
            }
        }
    };
}

keyed! {
    /// What an indicator column holds.
    FormHead {
        /// 一级指标.
        Level1 => "level1",
        /// 二级指标.
        Level2 => "level2",
        /// 三级指标.
        Name => "name",
        /// 目标值.
        Target => "target",
        /// 权重.
        Weight => "weight",
        /// 实际完成值.
        Actual => "actual",
        /// 完成率.
        Completion => "completion",
        /// 得分.
        Score => "score",
        /// 指标值设定依据.
        Basis => "basis",
        /// 上年完成值.
        Prior => "prior",
        /// 赋分规则.
        Rule => "rule",
        /// 佐证资料.
        Evidence => "evidence",
        /// 偏差原因分析及改进措施.
        Deviation => "deviation",
    }
}

keyed! {
    /// What a money column holds.
    MoneyHead {
        /// 年初预算数.
        Original => "original",
        /// 全年预算数.
        Adjusted => "adjusted",
        /// 全年执行数.
        Actual => "actual",
        /// 分值.
        Weight => "weight",
        /// 执行率.
        Rate => "rate",
        /// 得分.
        Score => "score",
    }
}

keyed! {
    /// What a money row is about.
    MoneyRow {
        /// 合计, 年度资金总额.
        Total => "total",
        /// 上级资金.
        Superior => "superior",
        /// 本级资金.
        Local => "local",
        /// 其他资金.
        Other => "other",
        /// 当年财政拨款.
        Fiscal => "fiscal",
        /// 上年结转资金.
        CarryOver => "carry-over",
    }
}

keyed! {
    /// How an indicator is scored.
    Scoring {
        /// 按照完成比例赋分.
        Proportional => "proportional",
        /// 按评判等级赋分.
        Grades => "grades",
        /// 满意度赋分.
        Satisfaction => "satisfaction",
        /// 直接赋分.
        Direct => "direct",
    }
}

/// The words of performance forms.
///
/// All questions take folded text ([`bare`]); a caller folds a cell once and asks several.
#[derive(Clone, Debug)]
pub struct FormWords {
    forms: Vec<(FormKind, Vec<String>)>,
    heads: Vec<(String, FormHead)>,
    money_heads: Vec<(String, MoneyHead)>,
    money_rows: Vec<(String, MoneyRow)>,
    scoring: Vec<(String, Scoring)>,
    labels: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

impl FormWords {
    /// Which form a title names.
    pub fn form_titled(&self, line: &str) -> Option<FormKind> {
        if !may_be_title(line) {
            return None;
        }
        let title = bare_title(line);
        self.forms.iter().find(|(_, titles)| titles.contains(&title)).map(|(kind, _)| *kind)
    }

    /// What an indicator column with this head holds.
    pub fn head(&self, text: &str) -> Option<FormHead> {
        find(&self.heads, text)
    }

    /// What a money column with this head holds.
    pub fn money_head(&self, text: &str) -> Option<MoneyHead> {
        find(&self.money_heads, text)
    }

    /// What a money row with this label is about.
    pub fn money_row(&self, text: &str) -> Option<MoneyRow> {
        let text = text.trim_end_matches(':').trim_end_matches("(万元)");
        self.money_rows.iter().find(|(word, _)| word == text).map(|(_, row)| *row)
    }

    /// How an indicator with this rule is scored.
    pub fn scoring(&self, text: &str) -> Option<Scoring> {
        self.scoring.iter().find(|(word, _)| text.contains(word.as_str())).map(|(_, scoring)| *scoring)
    }

    /// Whether a cell is a label of a kind (`project`, `body`, `goals`, `contact`, `total_score`).
    pub fn is_label(&self, kind: &str, text: &str) -> bool {
        let text = text.trim_end_matches(':');
        self.labels.get(kind).is_some_and(|words| words.iter().any(|word| word == text))
    }

    /// Whether a cell consists of words of a kind (`basis`, `evidence`, `level1`, `fulfilled`).
    pub fn is_word(&self, kind: &str, text: &str) -> bool {
        self.words.get(kind).is_some_and(|words| words.iter().any(|word| text.starts_with(word.as_str())))
    }
}

fn find<T: Copy>(table: &[(String, T)], text: &str) -> Option<T> {
    let exact = table.iter().find(|(word, _)| word == text);
    exact.or_else(|| table.iter().find(|(word, _)| text.starts_with(word.as_str()))).map(|(_, value)| *value)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormsFile {
    form: Vec<FormFile>,
    heads: BTreeMap<String, Vec<String>>,
    money_heads: BTreeMap<String, Vec<String>>,
    money_rows: BTreeMap<String, Vec<String>>,
    scoring: BTreeMap<String, Vec<String>>,
    labels: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    id: FormKind,
    titles: Vec<String>,
}

pub(crate) fn embedded() -> FormWords {
    let file: FormsFile = toml::from_str(include_str!("../../../taxonomy/layouts/performance.toml"))
        .expect("the embedded performance.toml is valid (tested)");
    fn table<T>(lists: &BTreeMap<String, Vec<String>>, named: fn(&str) -> T) -> Vec<(String, T)> {
        let mut table: Vec<(String, T)> = Vec::new();
        for (key, words) in lists {
            table.extend(words.iter().map(|word| (bare(word), named(key))));
        }
        // A longer word is tried first, so that 得分 does not hide 指标得分.
        table.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        table
    }
    let bare_lists = |lists: BTreeMap<String, Vec<String>>| {
        lists.into_iter().map(|(key, words)| (key, words.iter().map(|word| bare(word)).collect())).collect()
    };
    FormWords {
        forms: file.form.iter().map(|f| (f.id, f.titles.iter().map(|title| bare_title(title)).collect())).collect(),
        heads: table(&file.heads, FormHead::of_file),
        money_heads: table(&file.money_heads, MoneyHead::of_file),
        money_rows: table(&file.money_rows, MoneyRow::of_file),
        scoring: table(&file.scoring, Scoring::of_file),
        labels: bare_lists(file.labels),
        words: bare_lists(file.words),
    }
}
