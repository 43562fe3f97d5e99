//! What mistakes are called, in the words of `mistakes.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use quantity::Decimal;
use serde::Deserialize;
use taxonomy::{Fund, Nature, Stage};

use crate::{Account, Mistake, MistakeKind};

/// The language of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// 中文.
    #[default]
    Chinese,
    /// English.
    English,
}

/// A mistake in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words {
    /// Where: an address.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// Why it cannot stand.
    pub why: String,
    /// What to do.
    pub how: String,
}

impl Words {
    /// All of it in one line.
    pub fn line(&self, language: Language) -> String {
        let Self { place, what, why, how } = self;
        match language {
            Language::Chinese => format!("{place}：{what}。{why}。{how}。"),
            Language::English => format!("{place}: {what}. {why}. {how}."),
        }
    }
}

impl Mistake {
    /// Where, what, why, and what to do.
    pub fn words(&self, language: Language) -> Words {
        let mut holes = self.kind.holes(language);
        holes.push(("sheet", self.place.sheet.clone()));
        words(self.kind.key(), self.place.address(language), &holes, language)
    }

    /// The mistake in one line.
    pub fn message(&self, language: Language) -> String {
        self.words(language).line(language)
    }
}

impl MistakeKind {
    /// Its permanent name, that of its texts.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoSheet => "no-sheet",
            Self::UnknownSheet => "unknown-sheet",
            Self::MisnamedSheet { .. } => "misnamed-sheet",
            Self::NoHeads { .. } => "no-heads",
            Self::NoColumn { .. } => "no-column",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::NoHead { .. } => "no-head",
            Self::UnknownItem { .. } => "unknown-item",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::WrongScope { .. } => "wrong-scope",
            Self::Twice { .. } => "twice",
            Self::Empty { .. } => "empty",
            Self::Merged { .. } => "merged",
            Self::Formula { .. } => "formula",
            Self::NotMoney { .. } => "not-money",
            Self::NotCount { .. } => "not-count",
            Self::NotNumber { .. } => "not-number",
            Self::NotYear { .. } => "not-year",
            Self::NotDate { .. } => "not-date",
            Self::NotChoice { .. } => "not-choice",
            Self::NotCode { .. } => "not-code",
            Self::UnknownCode { .. } => "unknown-code",
            Self::WrongName { .. } => "wrong-name",
            Self::NoProject => "no-project",
            Self::UnknownProject { .. } => "unknown-project",
            Self::NoEconomic => "no-economic",
            Self::NotByFunction { .. } => "not-by-function",
            Self::WrongEconomic { .. } => "wrong-economic",
            Self::Overspent { .. } => "overspent",
            Self::OverBudget { .. } => "over-budget",
            Self::NoMoney { .. } => "no-money",
            Self::UnknownEdition { .. } => "unknown-edition",
            Self::PartAboveWhole { .. } => "part-above-whole",
            Self::Weights { .. } => "weights",
            Self::Score { .. } => "score",
            Self::NoScore { .. } => "no-score",
            Self::Unread { .. } => "unread",
            Self::UnreadSheet { .. } => "unread-sheet",
            Self::Negative { .. } => "negative",
            Self::NegativeRow { .. } => "negative-row",
            Self::ControlCharacter { .. } => "control-character",
            Self::DigitInUnit { .. } => "digit-in-unit",
            Self::NotYearBefore { .. } => "not-year-before",
            Self::NothingBefore { .. } => "nothing-before",
            Self::OtherYear { .. } => "other-year",
            Self::OtherStage { .. } => "other-stage",
            Self::UnitRows { .. } => "unit-rows",
            Self::UnitTransfers { .. } => "unit-transfers",
            Self::Unadded { .. } => "unadded",
            Self::UnlistedUnits { .. } => "unlisted-units",
            Self::OtherBody { .. } => "other-body",
            Self::NoPrevious { .. } => "no-previous",
            Self::NothingWithheld { .. } => "nothing-withheld",
            Self::NotPaid { .. } => "not-paid",
            Self::NotReceived { .. } => "not-received",
            Self::Opening { .. } => "opening",
        }
    }

    /// What fills the holes of its texts.
    fn holes(&self, language: Language) -> Vec<(&'static str, String)> {
        let list = |words: &[String]| words.join(if language == Language::Chinese { "、" } else { ", " });
        match self {
            Self::NoSheet | Self::UnknownSheet | Self::NoProject | Self::NoEconomic => Vec::new(),
            Self::MisnamedSheet { name }
            | Self::UnknownProject { name }
            | Self::NoScore { name }
            | Self::NothingWithheld { name } => vec![("name", name.clone())],
            Self::NoHeads { wanted } => vec![("words", list(wanted))],
            Self::NoColumn { head } | Self::UnknownColumn { head } | Self::Empty { head } => {
                vec![("head", head.clone())]
            }
            Self::UnknownItem { label }
            | Self::UnknownUnit { label }
            | Self::WrongScope { label }
            | Self::NotByFunction { label }
            | Self::Twice { label } => vec![("label", label.clone())],
            Self::NoHead { text }
            | Self::Merged { text }
            | Self::Formula { text }
            | Self::NotMoney { text }
            | Self::NotCount { text }
            | Self::NotNumber { text }
            | Self::NotYear { text }
            | Self::NotDate { text }
            | Self::Negative { text }
            | Self::NegativeRow { text }
            | Self::DigitInUnit { text }
            | Self::UnknownEdition { text } => vec![("text", shortened(text))],
            Self::NotChoice { text, words } => vec![("text", shortened(text)), ("words", list(words))],
            Self::NotCode { text, digits } => vec![("text", shortened(text)), ("digits", digits.to_string())],
            Self::UnknownCode { code, year } => vec![("code", code.clone()), ("year", year.to_string())],
            Self::WrongName { code, text, name } => {
                vec![("code", code.clone()), ("text", shortened(text)), ("name", name.clone())]
            }
            Self::WrongEconomic { code, nature } => {
                vec![("code", code.clone()), ("nature", nature_word(*nature, language))]
            }
            Self::Overspent { fund, missing } | Self::OverBudget { fund, missing } => {
                vec![("fund", fund_word(*fund, language)), ("missing", missing.to_fixed(2))]
            }
            Self::NoMoney { name, near } => {
                let near = near.as_deref().map_or_else(String::new, |near| match language {
                    Language::Chinese => format!("（“支出”页有“{near}”）"),
                    Language::English => format!(" (the sheet 支出 has “{near}”)"),
                });
                vec![("name", name.clone()), ("near", near)]
            }
            Self::PartAboveWhole { part, whole } => vec![("part", part.clone()), ("whole", whole.clone())],
            Self::Weights { project, sum, wanted } => {
                vec![("project", project.clone()), ("sum", number(*sum)), ("wanted", number(*wanted))]
            }
            Self::Score { name, score, weight } => {
                vec![("name", name.clone()), ("score", number(*score)), ("weight", number(*weight))]
            }
            Self::Unread { head, wanted, stage } => {
                let stage = stage_word(*stage, language).to_owned();
                vec![("head", head.clone()), ("words", quoted(wanted, language)), ("stage", stage)]
            }
            Self::UnreadSheet { name, stage } => {
                vec![("name", name.clone()), ("stage", stage_word(*stage, language).to_owned())]
            }
            Self::ControlCharacter { text, code } => vec![("text", shortened(text)), ("code", code.clone())],
            Self::NotYearBefore { found, wanted } => vec![("found", found.to_string()), ("wanted", wanted.to_string())],
            Self::NothingBefore { stage } => vec![("account", account_word(*stage, language).to_owned())],
            Self::OtherYear { unit, year, wanted } => {
                vec![("unit", unit.clone()), ("year", year.to_string()), ("wanted", wanted.to_string())]
            }
            Self::OtherStage { unit, stage } => {
                vec![("unit", unit.clone()), ("account", account_word(*stage, language).to_owned())]
            }
            Self::UnitRows { unit } | Self::UnitTransfers { unit } | Self::NoPrevious { unit } => {
                vec![("unit", unit.clone())]
            }
            Self::Unadded { unit, label, account } => {
                vec![
                    ("unit", unit.clone()),
                    ("label", label.clone()),
                    ("account", account_name(*account, language).to_owned()),
                ]
            }
            Self::UnlistedUnits { units } => vec![("units", list(units))],
            Self::OtherBody { found, wanted } => vec![("found", found.clone()), ("wanted", wanted.clone())],
            Self::NotPaid { unit, function, nature, amount, held } => vec![
                ("unit", unit.clone()),
                ("function", function.to_string()),
                ("nature", nature_word(*nature, language)),
                ("amount", amount.to_fixed(2)),
                ("held", held.to_fixed(2)),
            ],
            Self::NotReceived { unit, function, amount, held } => vec![
                ("unit", unit.clone()),
                ("function", function.to_string()),
                ("amount", amount.to_fixed(2)),
                ("held", held.to_fixed(2)),
            ],
            Self::Opening { fund, opening, closing } => vec![
                ("fund", fund_word(*fund, language)),
                ("opening", opening.to_fixed(2)),
                ("closing", closing.to_fixed(2)),
            ],
        }
    }
}

/// The texts of one mistake.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    what: Bilingual,
    why: Bilingual,
    how: Bilingual,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bilingual {
    zh: String,
    en: String,
}

fn texts() -> &'static BTreeMap<String, Texts> {
    static EMBEDDED: LazyLock<BTreeMap<String, Texts>> = LazyLock::new(|| {
        toml::from_str(include_str!("../mistakes.toml")).expect("the embedded mistakes.toml is valid (tested)")
    });
    &EMBEDDED
}

fn words(key: &str, place: String, holes: &[(&'static str, String)], language: Language) -> Words {
    let fill = |text: &Bilingual| {
        let template = if language == Language::Chinese { &text.zh } else { &text.en };
        filled(template, holes)
    };
    match texts().get(key) {
        Some(text) => Words { place, what: fill(&text.what), why: fill(&text.why), how: fill(&text.how) },
        // A kind without texts is a fault of the data, which a test finds; its name still says what is wrong.
        None => Words { place, what: key.to_owned(), why: String::new(), how: String::new() },
    }
}

/// Fills `{name}`; what is put in is not looked at again.
fn filled(template: &str, holes: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let hole = behind.split_once('}');
        let value = hole.and_then(|(name, _)| holes.iter().find(|(known, _)| *known == name));
        match (hole, value) {
            (Some((_, behind)), Some((_, value))) => {
                out.push_str(value);
                rest = behind;
            }
            _ => {
                out.push('{');
                rest = behind;
            }
        }
    }
    out + rest
}

/// As much of a cell as a message needs to show.
fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).chain(['…']).collect() }
}

/// Heads, each in quotation marks.
fn quoted(words: &[String], language: Language) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    words.join(if language == Language::Chinese { "" } else { ", " })
}

const fn stage_word(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Budget, Language::Chinese) => "预算",
        (Stage::FinalAccounts, Language::Chinese) => "决算",
        (Stage::Budget, Language::English) => "a budget",
        (Stage::FinalAccounts, Language::English) => "final accounts",
    }
}

fn number(number: Decimal) -> String {
    number.to_string()
}

fn fund_word(fund: Fund, language: Language) -> String {
    if language == Language::Chinese { fund.name() } else { fund.id() }.to_owned()
}

/// The account that a stage compares with last year's.
const fn account_word(stage: Stage, language: Language) -> &'static str {
    match (stage, language) {
        (Stage::Budget, Language::Chinese) => "年初预算数",
        (Stage::FinalAccounts, Language::Chinese) => "决算数",
        (Stage::Budget, Language::English) => "budgeted",
        (Stage::FinalAccounts, Language::English) => "actual",
    }
}

/// What an account is called.
const fn account_name(account: Account, language: Language) -> &'static str {
    match language {
        Language::Chinese => account.name(),
        Language::English => account.key(),
    }
}

fn nature_word(nature: Nature, language: Language) -> String {
    if language == Language::Chinese { nature.name() } else { nature.id() }.to_owned()
}
