//! The words of running text and what they mean.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use quantity::Unit;
use serde::Deserialize;

use crate::{Basis, Concept, Fund, Measure, Nature, bare};

/// What a concept is counted in, as far as a figure's unit can tell.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// 元, 万元, 亿元.
    Money,
    /// 人, 名, 人次.
    People,
    /// 辆, 台.
    Vehicles,
    /// 平方米.
    Area,
    /// Anything counted.
    Count,
}

impl UnitKind {
    /// Whether a figure in this unit can state such a concept. No unit fits every count.
    pub fn accepts(self, unit: Unit) -> bool {
        match (self, unit) {
            (Self::Money, Unit::Money(_)) | (Self::Area, Unit::SquareMetre) => true,
            (Self::People, Unit::Count(word)) => matches!(word, "人" | "名" | "位" | "人次"),
            (Self::Vehicles, Unit::Count(word)) => matches!(word, "辆" | "台" | "部"),
            (Self::Count, Unit::Count(word)) => !matches!(word, "年" | "月" | "日" | "天"),
            (Self::People | Self::Vehicles | Self::Count, Unit::None) => true,
            _ => false,
        }
    }
}

/// One concept and what the lexicon says about it.
#[derive(Clone, Debug)]
pub struct ConceptEntry {
    /// The concept.
    pub concept: Concept,
    /// The field's own term.
    pub name: String,
    /// What it is counted in.
    pub unit: UnitKind,
    /// Whether the money is a dimension of it.
    pub has_fund: bool,
    /// The concept whose amount a change of this one is measured on.
    pub amount: Option<Concept>,
    by_unit: BTreeMap<String, Concept>,
    by_fund: Vec<(Fund, Concept)>,
}

impl ConceptEntry {
    /// The concept that the same words mean for a figure in a unit; `None` when none fits.
    pub fn for_unit(&self, unit: Unit) -> Option<Concept> {
        if self.unit.accepts(unit) && !self.by_unit.contains_key(unit.name()) {
            return Some(self.concept);
        }
        let money = unit.is_money().then(|| self.by_unit.get("万元")).flatten();
        self.by_unit.get(unit.name()).or(money).copied()
    }

    /// The concept that a bare fund name means in a list under this one.
    pub fn for_fund(&self, fund: Fund) -> Option<Concept> {
        self.by_fund.iter().find(|(f, _)| *f == fund).map(|(_, concept)| *concept)
    }
}

/// What a word says a following figure is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Subject {
    /// The concept.
    pub concept: Concept,
    /// The money, when the word fixes it.
    pub fund: Option<Fund>,
    /// The kind of expenditure, when the word fixes it.
    pub nature: Option<Nature>,
    /// The account of the year, when the word fixes it.
    pub basis: Option<Basis>,
}

/// What a word says about how a following figure is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cue {
    /// A rate of this kind follows.
    Rate(Measure),
    /// An increase follows.
    Up,
    /// A decrease follows.
    Down,
    /// Nothing changed; no figure follows.
    Flat,
    /// An amount of this account follows.
    Basis(Basis),
    /// The amount planned by the document itself follows.
    Planned,
    /// A comparison with last year follows.
    LastYear,
    /// A comparison with a budget account follows.
    Against(Basis),
    /// Last year's own amount follows.
    PriorAmount,
    /// A reason or a description follows; its figures explain and do not state.
    Reason,
    /// Parts of what was just said follow.
    Including,
    /// Things to be bought follow.
    Arranging,
    /// Nothing was arranged.
    NotArranged,
    /// Two alternatives of a template stand side by side.
    Unfilled,
}

/// What one word of the lexicon means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// What figures are about.
    Subject(Subject),
    /// Which money figures are about.
    Fund(Fund),
    /// How figures are meant.
    Cue(Cue),
}

/// All words, found in one pass over a text.
#[derive(Clone, Debug)]
pub struct Lexicon {
    concepts: Vec<ConceptEntry>,
    by_concept: HashMap<Concept, usize>,
    by_id: HashMap<&'static str, Concept>,
    matcher: AhoCorasick,
    meanings: Vec<Meaning>,
    alternatives: Vec<String>,
    placeholders: Vec<String>,
}

#[derive(Deserialize)]
struct ConceptsFile {
    concept: Vec<ConceptFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile {
    id: String,
    name: String,
    unit: UnitKind,
    terms: Vec<String>,
    fund: Option<String>,
    amount: Option<String>,
    #[serde(default)]
    by_unit: BTreeMap<String, String>,
    #[serde(default)]
    by_fund: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    funds: BTreeMap<String, Vec<String>>,
    cues: BTreeMap<String, Vec<String>>,
    unfilled: UnfilledFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnfilledFile {
    alternatives: Vec<String>,
    placeholders: Vec<String>,
}

impl Lexicon {
    /// Reads the built-in word lists. The concepts' ids live as long as the program.
    pub(crate) fn embedded() -> Self {
        let concepts: ConceptsFile = toml::from_str(include_str!("../../../taxonomy/concepts.toml"))
            .expect("the embedded concepts.toml is valid (tested)");
        let words: LexiconFile = toml::from_str(include_str!("../../../taxonomy/lexicon.toml"))
            .expect("the embedded lexicon.toml is valid (tested)");
        let ids: HashMap<String, Concept> = concepts
            .concept
            .iter()
            .map(|entry| (entry.id.clone(), Concept::new(Box::leak(entry.id.clone().into_boxed_str()))))
            .collect();
        let resolve = |id: &String| *ids.get(id).unwrap_or_else(|| panic!("concepts.toml names no concept {id}"));

        let mut table: Vec<(String, Meaning)> = Vec::new();
        let mut entries = Vec::new();
        for file in &concepts.concept {
            let concept = resolve(&file.id);
            for term in &file.terms {
                let (term, basis) = term.split_once('=').map_or((term.as_str(), None), |(t, b)| (t, Some(basis(b))));
                let (term, nature) = term.split_once('#').map_or((term, None), |(t, n)| (t, Some(nature(n))));
                let (term, fund) = term.split_once('@').map_or((term, None), |(t, f)| (t, Some(fund(f))));
                table.push((bare(term), Meaning::Subject(Subject { concept, fund, nature, basis })));
            }
            entries.push(ConceptEntry {
                concept,
                name: file.name.clone(),
                unit: file.unit,
                has_fund: file.fund.is_none(),
                amount: file.amount.as_ref().map(resolve),
                by_unit: file.by_unit.iter().map(|(unit, id)| (unit.clone(), resolve(id))).collect(),
                by_fund: file.by_fund.iter().map(|(name, id)| (fund(name), resolve(id))).collect(),
            });
        }
        for (name, terms) in &words.funds {
            table.extend(terms.iter().map(|term| (bare(term), Meaning::Fund(fund(name)))));
        }
        for (name, terms) in &words.cues {
            table.extend(terms.iter().map(|term| (bare(term), Meaning::Cue(cue(name)))));
        }
        table.extend(words.unfilled.alternatives.iter().map(|term| (bare(term), Meaning::Cue(Cue::Unfilled))));

        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(table.iter().map(|(term, _)| term))
            .expect("a few hundred words are within the matcher's limits");
        Self {
            by_id: entries.iter().map(|entry| (entry.concept.id(), entry.concept)).collect(),
            by_concept: entries.iter().enumerate().map(|(i, entry)| (entry.concept, i)).collect(),
            concepts: entries,
            matcher,
            meanings: table.into_iter().map(|(_, meaning)| meaning).collect(),
            alternatives: words.unfilled.alternatives.iter().map(|word| bare(word)).collect(),
            placeholders: words.unfilled.placeholders.iter().map(|word| bare(word)).collect(),
        }
    }

    /// All concepts.
    pub fn concepts(&self) -> &[ConceptEntry] {
        &self.concepts
    }

    /// What the lexicon says about a concept.
    pub fn concept(&self, concept: Concept) -> Option<&ConceptEntry> {
        self.by_concept.get(&concept).map(|i| &self.concepts[*i])
    }

    /// The concept with an id, as a value that code can keep.
    pub fn by_id(&self, id: &str) -> Option<Concept> {
        self.by_id.get(id).copied()
    }

    /// The words of a folded text, left to right, the longest first where several begin together.
    pub fn words<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (std::ops::Range<usize>, Meaning)> + 'a {
        self.matcher.find_iter(folded).map(|found| (found.range(), self.meanings[found.pattern().as_usize()]))
    }

    /// Alternatives of a template, one of which has to go.
    pub fn alternatives(&self) -> &[String] {
        &self.alternatives
    }

    /// Marks that a template leaves where something must be filled in.
    pub fn placeholders(&self) -> &[String] {
        &self.placeholders
    }
}

fn fund(name: &str) -> Fund {
    match name {
        "all" => Fund::All,
        "fiscal" => Fund::Fiscal,
        "general-public" => Fund::GeneralPublic,
        "government-fund" => Fund::GovernmentFund,
        "state-capital" => Fund::StateCapital,
        "nonfiscal" => Fund::Nonfiscal,
        other => panic!("the taxonomy names no fund {other}"),
    }
}

fn basis(name: &str) -> Basis {
    match name {
        "original" => Basis::Original,
        "adjusted" => Basis::Adjusted,
        "actual" => Basis::Actual,
        other => panic!("the taxonomy names no account {other}"),
    }
}

fn nature(name: &str) -> Nature {
    match name {
        "basic" => Nature::Basic,
        "project" => Nature::Project,
        "personnel" => Nature::Personnel,
        "operating" => Nature::Operating,
        "to-superior" => Nature::ToSuperior,
        "business" => Nature::Business,
        "to-subordinate" => Nature::ToSubordinate,
        other => panic!("the taxonomy names no kind of expenditure {other}"),
    }
}

fn cue(name: &str) -> Cue {
    match name {
        "share" => Cue::Rate(Measure::Share),
        "variance" => Cue::Rate(Measure::Variance),
        "completion" => Cue::Rate(Measure::Completion),
        "up" => Cue::Up,
        "down" => Cue::Down,
        "flat" => Cue::Flat,
        "original" => Cue::Basis(Basis::Original),
        "adjusted" => Cue::Basis(Basis::Adjusted),
        "actual" => Cue::Basis(Basis::Actual),
        "planned" => Cue::Planned,
        "last_year" => Cue::LastYear,
        "against_original" => Cue::Against(Basis::Original),
        "against_adjusted" => Cue::Against(Basis::Adjusted),
        "prior_amount" => Cue::PriorAmount,
        "reason" => Cue::Reason,
        "including" => Cue::Including,
        "arranging" => Cue::Arranging,
        "not_arranged" => Cue::NotArranged,
        other => panic!("lexicon.toml names no cue {other}"),
    }
}
