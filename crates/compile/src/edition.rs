//! What a place's disclosure looks like, as data.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use quantity::{Decimal, Scale};
use serde::Deserialize;
use taxonomy::Stage;

use crate::Error;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// A folder of templates: `edition.toml`, `document.jinja`, and the tables and forms as TOML.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Permanent name; that of its folder.
    pub id: String,
    /// Its settings.
    pub settings: Settings,
    /// The tables, by layout id.
    pub tables: Vec<TablePlan>,
    /// The performance forms.
    pub forms: Vec<FormPlan>,
    /// The templates by name.
    pub templates: BTreeMap<String, String>,
}

/// `edition.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What it is called, for lists.
    pub name: String,
    /// Budget or final accounts.
    pub stage: Stage,
    /// The unit of money in running text.
    pub scale: Money,
    /// Decimals of money in running text.
    pub decimals: u8,
    /// Decimals of shares and rates.
    pub rate_decimals: u8,
    /// Whether money has thousands separators in running text.
    #[serde(default)]
    pub grouped: bool,
    /// From which growth on, in percent, a change needs a reason.
    pub reason_from: u8,
    /// The statement about parts that do not add up to the printed total because each is rounded.
    pub rounding_note: String,
    /// Statutory numbers that the text names, such as the value from which equipment is listed.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// The edition whose files are used where this one has none.
    pub extends: Option<String>,
    /// What the weights of a form's indicators add up to.
    pub weights: Option<u8>,
    /// The weight of the execution rate.
    #[serde(default)]
    pub execution_weight: u8,
    /// Whose operating costs are 机关运行经费.
    #[serde(default)]
    pub running_costs: RunningCosts,
    /// Sources of revenue that the forms have no place for, each with the one that it counts as.
    #[serde(default)]
    pub counted_as: BTreeMap<String, String>,
}

/// Whose operating costs are 机关运行经费.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunningCosts {
    /// Those of all units; an institution states its 公用经费 in the same place.
    #[default]
    All,
    /// Those of 行政单位 and 参照公务员法管理事业单位; other institutions have none.
    Offices,
}

/// A unit of money in a settings file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
pub enum Money {
    /// 元
    #[serde(rename = "元")]
    Yuan,
    /// 万元
    #[serde(rename = "万元")]
    TenThousandYuan,
}

impl Money {
    /// The scale.
    pub const fn scale(self) -> Scale {
        match self {
            Self::Yuan => Scale::Yuan,
            Self::TenThousandYuan => Scale::TenThousandYuan,
        }
    }
}

/// How a table is printed: its layout says what its cells mean, this says which of them stand where.
///
/// A field that neither it nor its body knows is an error of the body.
#[derive(Clone, Debug, Deserialize)]
pub struct TablePlan {
    /// The layout.
    pub layout: String,
    /// The title; a template line.
    pub title: String,
    /// The unit of its amounts.
    pub scale: Money,
    /// Decimals of its amounts.
    pub decimals: u8,
    /// Whether its amounts have thousands separators.
    #[serde(default)]
    pub grouped: bool,
    /// What stands before the unit in the line above the table; a template line.
    #[serde(default)]
    pub drawn_by: String,
    /// Whether it needs the long side of the page.
    #[serde(default)]
    pub is_landscape: bool,
    /// Widths of the columns, relative to each other.
    #[serde(default)]
    pub widths: Vec<u16>,
    /// The rows of heads; `{2×1}` at the end of a cell says how many columns and rows it covers.
    pub head: Vec<Vec<String>>,
    /// Whether a row that numbers the columns follows the heads.
    #[serde(default)]
    pub numbers_columns: bool,
    /// How an amount of 0 is printed.
    #[serde(default)]
    pub zero: Zero,
    /// The body.
    #[serde(flatten)]
    pub body: TableBody,
    /// The note under the table; a template line.
    #[serde(default)]
    pub note: String,
    /// The statement under a table without amounts; a template line.
    #[serde(default)]
    pub empty: String,
}

/// How an amount of 0 is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zero {
    /// `0.00`
    #[default]
    Printed,
    /// Nothing.
    Blank,
}

/// The body of a table, by the shape of its layout.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "body", rename_all = "kebab-case")]
pub enum TableBody {
    /// A row a code.
    Codes(CodesBody),
    /// Two lists side by side.
    TwoSided(TwoSidedBody),
    /// Economic codes in blocks side by side.
    Blocks(BlocksBody),
    /// One record across.
    Record(RecordBody),
    /// An item a row, a column a fund.
    Items(ItemsBody),
    /// What is taken over from last year, a project a row.
    Carried(CarriedBody),
    /// A project a row, under the units that have them.
    Projects(ProjectsBody),
}

/// A row a code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodesBody {
    /// Columns that the code takes: 1, or 3 (2 for economic codes) with a level each.
    pub code_columns: u8,
    /// The levels that have rows: 3, 5, 7 digits.
    pub levels: Vec<u8>,
    /// The columns by their keys in the layout.
    pub columns: Vec<String>,
    /// The label of the total.
    pub total: String,
    /// Whether the total stands under the codes.
    #[serde(default)]
    pub total_last: bool,
}

/// Two lists side by side.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoSidedBody {
    /// The rows of the left list.
    pub left: Vec<LabelledRow>,
    /// The columns of the left list; 1.
    #[serde(default)]
    pub left_columns: Vec<String>,
    /// How the 类 of the right list are labelled: with their code, or numbered.
    pub categories: Categories,
    /// The columns of the right list by their keys.
    pub columns: Vec<String>,
    /// The rows below both lists: left label, right label.
    pub closing: Vec<(LabelledRow, LabelledRow)>,
}

/// Which 类 a table lists.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categories {
    /// `code` for 201 一般公共服务支出, `numbered` for 一、一般公共服务支出.
    pub label: String,
    /// The codes listed always; empty for those that have amounts.
    #[serde(default)]
    pub always: Vec<String>,
}

/// A labelled row.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledRow {
    /// Its key in the layout; empty for a row without amounts.
    #[serde(default)]
    pub row: String,
    /// What is printed.
    pub label: String,
    /// The concepts whose amounts add up to it, where it is not its own.
    #[serde(default)]
    pub of: Vec<String>,
}

/// Economic codes in blocks side by side.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlocksBody {
    /// The 类 of each block, top down.
    pub blocks: Vec<Vec<String>>,
    /// Whether only codes with amounts are listed.
    #[serde(default)]
    pub only_used: bool,
    /// The rows below: a label and its key in the layout for each, and how many columns the label covers.
    pub closing: Vec<Vec<LabelledRow>>,
    /// The column by its key.
    pub column: String,
}

/// One record across.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordBody {
    /// The places, left to right: the row's key and the column's.
    pub places: Vec<(String, String)>,
}

/// An item a row, a column a fund or an account.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemsBody {
    /// The rows.
    pub rows: Vec<LabelledRow>,
    /// The columns by their keys.
    pub columns: Vec<String>,
}

/// What is taken over from last year.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedBody {
    /// The label of the total.
    pub total: String,
    /// The columns by their keys.
    pub columns: Vec<String>,
}

/// A project a row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectsBody {
    /// The label of the total.
    pub total: String,
    /// The columns by their keys.
    pub columns: Vec<String>,
    /// Whether each unit has a row of its own, above its codes.
    #[serde(default)]
    pub units: bool,
}

/// How a performance form is printed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormPlan {
    /// The kind, as in the data of the forms.
    pub form: String,
    /// The title; a template line.
    pub title: String,
    /// Whether it needs the long side of the page.
    #[serde(default)]
    pub is_landscape: bool,
    /// Widths of the columns, relative to each other.
    #[serde(default)]
    pub widths: Vec<u16>,
    /// The rows above the indicators; `@name` is filled in, `{2×1}` says what a cell covers.
    pub head: Vec<Vec<String>>,
    /// The heads of the indicators.
    pub heads: Vec<String>,
    /// What stands under each head.
    pub indicators: Vec<String>,
    /// The rows below.
    #[serde(default)]
    pub foot: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TablesFile {
    #[serde(default)]
    table: Vec<TablePlan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormsFile {
    #[serde(default)]
    form: Vec<FormPlan>,
}

impl Edition {
    /// The ids of the editions that are built in.
    pub fn embedded_ids() -> Vec<String> {
        let name = |dir: &Dir<'_>| dir.path().file_name().map(|name| name.to_string_lossy().into_owned());
        EMBEDDED.dirs().filter_map(name).collect()
    }

    /// An edition that is built in.
    ///
    /// **Errors.** [`Error::UnknownEdition`]; [`Error::Edition`] for one that cannot be read.
    pub fn embedded(id: &str) -> Result<Self, Error> {
        let dir = EMBEDDED.get_dir(id).ok_or_else(|| Error::UnknownEdition { id: id.to_owned() })?;
        let text = |file: &include_dir::File<'_>| {
            let name = file.path().file_name()?.to_string_lossy().into_owned();
            Some((name, file.contents_utf8()?.to_owned()))
        };
        Self::from_files(id, dir.files().filter_map(text).collect())
    }

    /// An edition from the files of a folder, by name.
    ///
    /// **Errors.** [`Error::Edition`] names the file and what is wrong with it.
    pub fn from_files(id: &str, files: BTreeMap<String, String>) -> Result<Self, Error> {
        let file = |name: &str| files.get(name).map(String::as_str);
        let settings: Settings = read(id, "edition.toml", file("edition.toml"))?;
        let base = settings.extends.as_deref().map(Self::embedded).transpose()?;
        let own_tables: Option<TablesFile> = file("tables.toml").map(|text| read(id, "tables.toml", Some(text))).transpose()?;
        let own_forms: Option<FormsFile> = file("forms.toml").map(|text| read(id, "forms.toml", Some(text))).transpose()?;
        let mut templates = base.as_ref().map_or_else(BTreeMap::new, |base| base.templates.clone());
        templates.extend(files.iter().filter(|(name, _)| name.ends_with(".jinja")).map(|(a, b)| (a.clone(), b.clone())));
        let base_tables = base.as_ref().map_or_else(Vec::new, |base| base.tables.clone());
        let base_forms = base.map_or_else(Vec::new, |base| base.forms);
        Ok(Self {
            id: id.to_owned(),
            settings,
            tables: overlaid(base_tables, own_tables.map_or_else(Vec::new, |file| file.table), |plan| plan.layout.clone()),
            forms: overlaid(base_forms, own_forms.map_or_else(Vec::new, |file| file.form), |plan| plan.form.clone()),
            templates,
        })
    }

    /// The plan of a table.
    pub fn table(&self, layout: &str) -> Option<&TablePlan> {
        self.tables.iter().find(|plan| plan.layout == layout)
    }

    /// The plan of a form.
    pub fn form(&self, kind: &str) -> Option<&FormPlan> {
        self.forms.iter().find(|plan| plan.form == kind)
    }

    /// From which growth on a change needs a reason.
    pub fn reason_from(&self) -> Decimal {
        Decimal::whole(i64::from(self.settings.reason_from))
    }
}

/// The base with what an edition puts in its place or adds.
fn overlaid<T>(base: Vec<T>, own: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let own_keys: Vec<String> = own.iter().map(&key).collect();
    base.into_iter().filter(|plan| !own_keys.contains(&key(plan))).chain(own).collect()
}

fn read<T: for<'de> Deserialize<'de>>(id: &str, file: &str, text: Option<&str>) -> Result<T, Error> {
    let wrong = |why: String| Error::Edition { id: id.to_owned(), file: file.to_owned(), why };
    toml::from_str(text.ok_or_else(|| wrong("the file is missing".to_owned()))?).map_err(|error| wrong(error.to_string()))
}
