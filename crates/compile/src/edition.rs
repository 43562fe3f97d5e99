//! What a place's disclosure looks like, as data.

use std::collections::{BTreeMap, BTreeSet};

use book::Scope;
use include_dir::{Dir, include_dir};
use quantity::{Decimal, Scale};
use serde::{Deserialize, Deserializer, de::Error as _};
use taxonomy::{Fund, Stage};

use crate::{Error, folder::Folder};

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
    /// The fiscal year that it was made for.
    pub year: Option<u16>,
    /// Whether it is made for departments or for units alone.
    #[serde(default, deserialize_with = "scope")]
    pub scope: Option<Scope>,
    /// Whether it only serves others to extend.
    #[serde(default)]
    pub is_base: bool,
    /// The unit of money in running text.
    pub scale: Money,
    /// Decimals of money in running text.
    pub decimals: u8,
    /// Decimals of shares and rates.
    pub rate_decimals: u8,
    /// Whether numbers lose the zeros behind them: 3.3 for 3.30, 36 for 36.00.
    #[serde(default)]
    pub drops_zeros: bool,
    /// Whether money has thousands separators in running text.
    #[serde(default)]
    pub grouped: bool,
    /// From which growth on, in percent, a change needs a reason.
    pub reason_from: u8,
    /// The statement about parts that do not add up to the printed total because each is rounded.
    pub rounding_note: String,
    /// The words before a statement of nothing, where the book withholds something that might be just that.
    #[serde(default)]
    pub openly: String,
    /// What the text names as the place has it: statutory numbers, such as the value from which equipment is
    /// listed, and words, such as what offices are called.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// The edition that this one adds to.
    pub extends: Option<String>,
    /// What the weights of a form's indicators add up to.
    pub weights: Option<u8>,
    /// The weight of the execution rate.
    #[serde(default)]
    pub execution_weight: u8,
    /// The scores, falling, from which a project is rated 优, 良 and 合格.
    #[serde(default)]
    pub grades: Vec<u8>,
    /// Whether a body that is an institution (事业单位) has no 机关运行经费; elsewhere it states its 公用经费 there.
    #[serde(default)]
    pub only_offices_run: bool,
    /// Sources of revenue that the forms have no place for, each with the one that it counts as.
    #[serde(default)]
    pub counted_as: BTreeMap<String, String>,
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
    /// The codes listed always, to which those with amounts are added.
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
    /// The rows under it, in a list.
    #[serde(default)]
    pub parts: Vec<Self>,
    /// What stands behind the numbers of these rows; empty where they have none.
    #[serde(default)]
    pub numbers: String,
    /// Whether it is printed only where it has an amount.
    #[serde(default)]
    pub optional: bool,
}

/// Economic codes in blocks side by side.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlocksBody {
    /// The codes of each block, top down: a 类 with all its 款, or followed by those that are listed always.
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
    /// The money whose amounts they are, where it is less than the layout's.
    pub fund: Option<Fund>,
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
    /// The levels that have rows: 3, 5, 7 digits.
    pub levels: Vec<u8>,
    /// Whether the total stands under the projects.
    #[serde(default)]
    pub total_last: bool,
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
        Folder::read(id, embedded_files(id)?)?.edition()
    }

    /// An edition from the files of a folder, by name.
    ///
    /// **Errors.** [`Error::Edition`] names the file and what is wrong with it; [`Error::UnknownEdition`] for one that
    /// extends an edition which is not built in.
    pub fn from_files(id: &str, files: BTreeMap<String, String>) -> Result<Self, Error> {
        Folder::read(id, files)?.edition()
    }

    /// The places at which the body's own words stand, each once, in the order of each template.
    pub fn text_places(&self) -> Vec<String> {
        const CALLS: [&str; 2] = ["texts(\"", "words(\""];
        let mut places: Vec<String> = Vec::new();
        for text in self.templates.values() {
            let calls = CALLS.into_iter().flat_map(|call| text.match_indices(call).map(|(at, call)| at + call.len()));
            let starts: BTreeSet<usize> = calls.collect();
            for (place, _) in starts.into_iter().filter_map(|start| text[start..].split_once('"')) {
                if !places.iter().any(|known| known == place) {
                    places.push(place.to_owned());
                }
            }
        }
        places
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

fn scope<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Scope>, D::Error> {
    match String::deserialize(deserializer)?.as_str() {
        "department" => Ok(Some(Scope::Department)),
        "unit" => Ok(Some(Scope::Unit)),
        other => Err(D::Error::unknown_variant(other, &["department", "unit"])),
    }
}

/// The files of an edition that is built in, by name.
pub(crate) fn embedded_files(id: &str) -> Result<BTreeMap<String, String>, Error> {
    let dir = EMBEDDED.get_dir(id).ok_or_else(|| Error::UnknownEdition { id: id.to_owned() })?;
    let text = |file: &include_dir::File<'_>| {
        let name = file.path().file_name()?.to_string_lossy().into_owned();
        Some((name, file.contents_utf8()?.to_owned()))
    };
    Ok(dir.files().filter_map(text).collect())
}
