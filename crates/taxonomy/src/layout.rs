//! How the statutory tables are laid out.

use serde::Deserialize;

use crate::{Basis, Concept, EconomicCode, Fund, Nature, Stage, bare};

/// How the rows and columns of a table carry meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A row a classification code, a column an amount.
    Codes,
    /// Two lists side by side: labelled revenue rows, and expenditure 类 with amount columns.
    TwoSided,
    /// The layout's rows as columns of one record, or as rows with a column a fund.
    Record,
    /// A row a unit or a project, a column an amount.
    Items,
}

/// One statutory table, as data: found by its titles, read by its heads and labels.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Permanent name.
    pub id: String,
    /// The title in full.
    pub name: String,
    /// The stage in which it is published.
    pub stage: Stage,
    /// How rows and columns carry meaning.
    pub shape: Shape,
    /// The money of the whole table.
    pub fund: Fund,
    /// Whether rows carry economic codes; functional ones otherwise.
    pub economic: bool,
    /// Labelled rows.
    pub rows: Vec<LayoutRow>,
    /// Amount columns.
    pub columns: Vec<LayoutColumn>,
    titles: Vec<String>,
}

/// One labelled row.
#[derive(Clone, Debug)]
pub struct LayoutRow {
    /// Name within the layout.
    pub key: String,
    /// What its amount is about.
    pub concept: Concept,
    /// The money, where the row fixes it.
    pub fund: Option<Fund>,
    /// The kind of expenditure, where the row fixes it.
    pub nature: Option<Nature>,
    /// The economic 类 whose amounts add up to this row.
    pub economic: Vec<EconomicCode>,
    /// Whether it stands on the expenditure side.
    pub is_right: bool,
    /// Keys whose amounts add up to this one; the first list whose rows all stand in the table counts.
    pub sums: Vec<Vec<String>>,
    labels: Vec<String>,
}

/// One amount column.
#[derive(Clone, Debug)]
pub struct LayoutColumn {
    /// Name within the layout.
    pub key: String,
    /// What its amounts are about.
    pub concept: Concept,
    /// The money; that of the table when the file says nothing.
    pub fund: Fund,
    /// The kind of expenditure.
    pub nature: Option<Nature>,
    /// The economic 类 of the column.
    pub economic: Option<EconomicCode>,
    /// The account of the year; that of the stage when the file says nothing.
    pub basis: Option<Basis>,
    /// A word that must stand in a head above.
    pub under: Option<String>,
    /// Keys whose amounts add up to this one; those that stand in the table count.
    pub sums: Vec<Vec<String>>,
    heads: Vec<String>,
}

impl LayoutColumn {
    /// The head of the column, for messages.
    pub fn name(&self) -> &str {
        self.heads.first().map_or(self.key.as_str(), String::as_str)
    }
}

impl Layout {
    /// Whether a line is a title of this table: nothing but the title, its number and brackets.
    pub fn has_title(&self, line: &str) -> bool {
        may_be_title(line) && self.titles.contains(&bare_title(line))
    }

    /// Whether a bare title ([`bare_title`]) is one of this table.
    pub(crate) fn is_titled(&self, bare: &str) -> bool {
        self.titles.iter().any(|title| title == bare)
    }

    /// The row with a label, searched from `from` on and then from the start, so that a label that
    /// stands twice is read in order.
    pub fn row_labelled(&self, label: &str, from: usize) -> Option<usize> {
        let label = bare_label(label);
        let found = |(_, row): &(usize, &LayoutRow)| row.labels.contains(&label);
        let indexed = || self.rows.iter().enumerate();
        indexed().skip(from).find(found).or_else(|| indexed().take(from).find(found)).map(|(i, _)| i)
    }

    /// The column with a head path, given top down, the leaf last.
    ///
    /// 合计 is that of the head above it; 基本支出 under 本年收入 is no expenditure.
    pub fn column_headed(&self, path: &[String]) -> Option<usize> {
        let (leaf, above) = path.split_last()?;
        let named = |head: &String, under: &dyn Fn(Option<&String>) -> bool| {
            self.columns.iter().position(|column| under(column.under.as_ref()) && column.heads.contains(head))
        };
        let grouped = named(leaf, &|under| under.is_some_and(|under| above.contains(under)));
        if grouped.is_some() {
            return grouped;
        }
        let free = |head: &String| named(head, &|under| under.is_none());
        let mut groups = above.iter().rev().filter_map(free);
        if matches!(leaf.as_str(), "合计" | "小计") {
            return groups.next().or_else(|| free(leaf));
        }
        free(leaf).filter(|column| {
            let column = &self.columns[*column];
            column.nature.is_none() || groups.all(|group| self.columns[group].concept == column.concept)
        })
    }

    /// A column by its key.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// A row by its key.
    pub fn row(&self, key: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.key == key)
    }
}

/// Whether a line can be the title of a table at all: short, and it says 表.
pub(crate) fn may_be_title(line: &str) -> bool {
    const MAX_BYTES: usize = 300;
    line.len() <= MAX_BYTES && line.contains('表')
}

/// A title without its number (表一：, 附表1, 公开01表), brackets and blanks.
pub(crate) fn bare_title(line: &str) -> String {
    let line = bare(line);
    let line = line.trim_matches(|c| matches!(c, '《' | '》' | '#' | ':'));
    let mut out = String::new();
    let mut depth = 0;
    for c in line.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    for prefix in ["附表", "附件", "公开", "表"] {
        if let Some(rest) = out.strip_prefix(prefix) {
            let rest = rest.trim_start_matches(numeral);
            let rest = rest.strip_prefix('表').unwrap_or(rest);
            let rest = rest.trim_start_matches(['、', ':', '.', '-']);
            if !rest.is_empty() && rest.len() < out.len() - prefix.len() {
                return strip_body(strip_year(rest)).to_owned();
            }
        }
    }
    strip_body(strip_year(&out)).to_owned()
}

/// A title without the year in front and what stands before it: 2024年部门收支总表, 某局2024年度收入决算表.
fn strip_year(title: &str) -> &str {
    let after = title.match_indices('年').find_map(|(at, year)| {
        let before = &title[..at];
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        (digits == 4).then(|| &title[at + year.len()..])
    });
    match after {
        Some(rest) => rest.strip_prefix('度').unwrap_or(rest),
        None => title,
    }
}

/// A title without the word for whose table it is: 部门收支总表, 预算单位收支总表.
fn strip_body(title: &str) -> &str {
    ["预算单位", "部门", "单位"].iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title)
}

/// A row label without its number (一、 1. （一）) and 其中：.
fn bare_label(label: &str) -> String {
    let label = bare(label);
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let mut rest = label.as_str();
    if let Some(inner) = rest.strip_prefix('(') {
        let after = inner.trim_start_matches(numeral);
        if after.len() < inner.len()
            && let Some(after) = after.strip_prefix(')')
        {
            rest = after;
        }
    } else {
        let after = rest.trim_start_matches(numeral);
        if after.len() < rest.len()
            && let Some(after) = after.strip_prefix(['、', '.', ','])
        {
            rest = after;
        }
    }
    let rest = rest.strip_prefix("其中:").or_else(|| rest.strip_prefix("其中")).unwrap_or(rest);
    // 2024年机关运行经费预算数
    let is_dated = rest.bytes().take_while(u8::is_ascii_digit).count() == 4;
    (if is_dated { strip_year(rest) } else { rest }).to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    id: String,
    name: String,
    stage: Stage,
    shape: Shape,
    classification: Option<String>,
    #[serde(default = "all")]
    fund: Fund,
    nature: Option<Nature>,
    titles: Vec<String>,
    #[serde(default)]
    row: Vec<RowFile>,
    #[serde(default)]
    column: Vec<ColumnFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowFile {
    key: String,
    labels: Vec<String>,
    concept: String,
    fund: Option<Fund>,
    nature: Option<Nature>,
    #[serde(default)]
    economic: Vec<String>,
    side: Option<String>,
    #[serde(default)]
    sums: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFile {
    key: String,
    heads: Vec<String>,
    concept: String,
    fund: Option<Fund>,
    nature: Option<Nature>,
    economic: Option<String>,
    basis: Option<Basis>,
    under: Option<String>,
    #[serde(default)]
    sums: Vec<Vec<String>>,
}

fn all() -> Fund {
    Fund::All
}

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../../taxonomy/layouts/", $path)))),*]
    };
}

const FILES: &[(&str, &str)] = files![
    "budget/overview.toml",
    "budget/revenue.toml",
    "budget/expenditure.toml",
    "budget/fiscal_overview.toml",
    "budget/general_public.toml",
    "budget/basic.toml",
    "budget/projects.toml",
    "budget/government_fund.toml",
    "budget/state_capital.toml",
    "budget/three_public.toml",
    "budget/carry_over.toml",
    "final_accounts/overview.toml",
    "final_accounts/revenue.toml",
    "final_accounts/expenditure.toml",
    "final_accounts/fiscal_overview.toml",
    "final_accounts/general_public.toml",
    "final_accounts/basic.toml",
    "final_accounts/three_public.toml",
    "final_accounts/government_fund.toml",
    "final_accounts/state_capital.toml",
];

pub(crate) fn embedded() -> Vec<Layout> {
    FILES
        .iter()
        .map(|(path, text)| {
            let file: LayoutFile = toml::from_str(text).unwrap_or_else(|error| panic!("layouts/{path}: {error}"));
            file.into_layout()
        })
        .collect()
}

impl LayoutFile {
    fn into_layout(self) -> Layout {
        let concept = |id: String| Concept::new(Box::leak(id.into_boxed_str()));
        let (fund, nature) = (self.fund, self.nature);
        let words = |list: Vec<String>| list.iter().map(|word| bare(word)).collect();
        Layout {
            titles: self.titles.iter().map(|title| bare_title(title)).collect(),
            id: self.id,
            name: self.name,
            stage: self.stage,
            shape: self.shape,
            fund,
            economic: self.classification.as_deref() == Some("economic"),
            rows: self
                .row
                .into_iter()
                .map(|row| LayoutRow {
                    key: row.key,
                    concept: concept(row.concept),
                    fund: row.fund,
                    nature: row.nature,
                    economic: row.economic.iter().filter_map(|code| EconomicCode::parse(code)).collect(),
                    is_right: row.side.as_deref() == Some("right"),
                    sums: row.sums,
                    labels: row.labels.iter().map(|label| bare_label(label)).collect(),
                })
                .collect(),
            columns: self
                .column
                .into_iter()
                .map(|column| LayoutColumn {
                    key: column.key,
                    concept: concept(column.concept),
                    fund: column.fund.unwrap_or(fund),
                    nature: column.nature.or(nature),
                    economic: column.economic.as_deref().and_then(EconomicCode::parse),
                    basis: column.basis,
                    under: column.under.map(|under| bare(&under)),
                    sums: column.sums,
                    heads: words(column.heads),
                })
                .collect(),
        }
    }
}
