//! Last year's figures, from last year's book or from the claims of its document.
//!
//! Whoever has no book of last year has its document, or what `compile` wrote beside it: the wire format of
//! `extract` says what each printed figure states, and that is enough to compare with.

use std::collections::BTreeMap;

use book::{Account, Book, Closing, FigureKey, Mistake, MistakeKind, SheetCell};
use compile::{Edition, Facts, Query};
use findings::render::Language;
use quantity::{Decimal, Unit};
use serde::Deserialize;
use taxonomy::{Basis, Concept, FunctionCode, Fund, Measure, Nature, Stage, Taxonomy};

/// Why a file gave no figures of last year.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ClaimsError {
    /// It is not what `extract` or `compile` writes.
    NotClaims,
    /// It holds no document of this stage.
    OtherStage {
        /// The stage that is wanted.
        stage: Stage,
    },
    /// It holds several documents of last year, and none or more than one is of this body.
    Several {
        /// How many.
        n: usize,
    },
}

impl ClaimsError {
    /// What is wrong and what to do.
    pub fn explain(&self, language: Language) -> String {
        match (self, language) {
            (Self::NotClaims, Language::Chinese) => {
                "文件既不是账册，也不是提取结果。请用上年的账册，或 mingzhang extract --format json 写出的文件。".to_owned()
            }
            (Self::NotClaims, Language::English) => {
                "this is neither a book nor a list of claims; give last year's book, or what mingzhang extract --format json printed".to_owned()
            }
            (Self::OtherStage { stage }, Language::Chinese) => {
                format!("文件里没有{}，取不出上年数。请换成上年的。", stage.name())
            }
            (Self::OtherStage { stage }, Language::English) => {
                format!("there are no {} in this file to take last year's figures from", stage.id())
            }
            (Self::Several { n }, Language::Chinese) => {
                format!("文件里有 {n} 份上年的公开文本，不知道用哪一份。请只留本单位的一份。")
            }
            (Self::Several { n }, Language::English) => {
                format!("this file holds {n} documents of last year; leave only that of the body itself")
            }
        }
    }
}

/// Fills in last year's figures where the book says none, from the book of the year before.
///
/// **Shape.** As [`book::take_over`]; beside it, 机关运行经费 as it was counted last year, when other units belonged to
/// the department.
pub fn take_over(book: &mut Book, previous: &Book, edition: &Edition, taxonomy: &'static Taxonomy) -> Vec<Mistake> {
    let stage = edition.settings.stage;
    let says_spending = book.spending.iter().any(|row| row.amounts.last.is_some());
    let mistakes = book::take_over(book, previous, stage);
    let key = FigureKey::of(Concept::new("running-costs"));
    let costs = |book: &Book, account: Option<Account>| {
        let facts = Facts::new(book, taxonomy, stage).counted_by(&edition.settings);
        let query = Query { account: account.unwrap_or(facts.main_account()), ..last_year(&key) };
        facts.amount(&query)
    };
    let were = costs(&book::veiled(previous, book), None);
    if mistakes.iter().all(Mistake::is_remark)
        && !says_spending
        && were.is_some()
        && were != costs(book, Some(Account::LastYear))
    {
        let last = &mut book.figures.entry(key).or_default().last;
        *last = last.or(were);
    }
    mistakes
}

/// One document, as far as it is needed; further fields are left alone.
#[derive(Deserialize)]
struct Extract {
    schema: String,
    document: Document,
    claims: Vec<Claim>,
}

#[derive(Deserialize)]
struct Document {
    stage: Option<String>,
    year: Option<u16>,
    body: Option<String>,
}

#[derive(Deserialize)]
struct Claim {
    concept: String,
    measure: String,
    value: String,
    unit: Option<String>,
    year: Option<u16>,
    basis: Option<String>,
    fund: Option<String>,
    nature: Option<String>,
    function: Option<String>,
    economic: Option<String>,
    project: Option<String>,
}

/// Fills in last year's figures where the book says none, from what last year's document states.
///
/// **Shape.** The output of `extract --format json`, or of `compile --to json`. What was spent counts for final
/// accounts, what was budgeted for a budget. The mistakes are what the book contradicts in it.
pub fn take_over_claims(
    book: &mut Book,
    json: &[u8],
    stage: Stage,
    taxonomy: &'static Taxonomy,
) -> Result<Vec<Mistake>, ClaimsError> {
    let documents = read(json)?;
    let wanted = book.body.year - 1;
    let of_stage: Vec<Extract> =
        documents.into_iter().filter(|one| one.document.stage.as_deref() == Some(stage.id())).collect();
    let Some(found) = of_stage.first().map(|one| one.document.year) else {
        return Err(ClaimsError::OtherStage { stage });
    };
    let mut of_year: Vec<Extract> = of_stage.into_iter().filter(|one| one.document.year == Some(wanted)).collect();
    if of_year.is_empty() {
        let kind = MistakeKind::NotYearBefore { found: found.unwrap_or_default(), wanted };
        return Ok(vec![Mistake::new(SheetCell::whole("单位"), kind)]);
    }
    let n = of_year.len();
    if n > 1 {
        let own = taxonomy::bare(&book.body.name);
        of_year.retain(|one| one.document.body.as_deref().is_some_and(|body| taxonomy::bare(body) == own));
    }
    let [document] = of_year.as_slice() else { return Err(ClaimsError::Several { n }) };
    let renamed = document.document.body.as_deref().and_then(|body| book::other_body(book, body));
    let mut mistakes: Vec<Mistake> = renamed.into_iter().collect();
    let figures = figures(&document.claims, wanted, stage, taxonomy);
    let new: Vec<(FigureKey, Decimal)> = {
        let facts = Facts::new(book, taxonomy, stage);
        let says_opening = book.balances.iter().any(|row| !row.last_opening.is_zero());
        let is_new = |key: &FigureKey| match key.concept.id() {
            // The rows of a book say what came in last year, and not what had been there.
            "revenue.total" if !says_opening => book.figures.get(key).is_none_or(|amounts| amounts.last.is_none()),
            _ => facts.amount(&last_year(key)).is_none(),
        };
        figures.iter().filter(|(key, _)| is_new(key)).map(|(key, figure)| (*key, figure.value)).collect()
    };
    for (key, value) in new {
        book.figures.entry(key).or_default().last = Some(value);
    }
    if stage == Stage::Budget {
        return Ok(mistakes);
    }
    let closing = |(key, figure): (&FigureKey, &Figure)| Closing {
        fund: key.fund,
        least: figure.value - figure.reach,
        most: figure.value + figure.reach,
    };
    let is_closing = |(key, _): &(&FigureKey, &Figure)| {
        key.concept.id() == "carry-over.closing" && key.nature.is_none() && key.function.is_none()
    };
    let closings: Vec<Closing> = figures.iter().filter(is_closing).map(closing).collect();
    mistakes.extend(book::check_openings(book, &closings));
    Ok(mistakes)
}

fn last_year(key: &FigureKey) -> Query {
    let FigureKey { concept, fund, nature, function } = *key;
    Query { fund, nature, function, ..Query::of(concept, Account::LastYear) }
}

/// The documents of a file: an object, or a list of them.
fn read(json: &[u8]) -> Result<Vec<Extract>, ClaimsError> {
    let plain = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json).trim_ascii_start();
    let read = if plain.starts_with(b"[") {
        serde_json::from_slice::<Vec<Extract>>(plain)
    } else {
        serde_json::from_slice::<Extract>(plain).map(|one| vec![one])
    };
    let documents = read.map_err(|_| ClaimsError::NotClaims)?;
    let is_known = documents.iter().all(|one| one.schema.starts_with("mingzhang.extract/"));
    if is_known { Ok(documents) } else { Err(ClaimsError::NotClaims) }
}

/// Whether a file is more likely a list of claims than a book: whoever reads it says the rest.
pub fn is_claims(bytes: &[u8]) -> bool {
    let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    plain.starts_with(b"{") || plain.starts_with(b"[")
}

/// A figure in 元, or counted, and how far the exact one may lie from it.
#[derive(Clone, Copy)]
struct Figure {
    value: Decimal,
    reach: Decimal,
}

/// The figures of last year, each as it is printed most exactly.
fn figures(claims: &[Claim], year: u16, stage: Stage, taxonomy: &Taxonomy) -> BTreeMap<FigureKey, Figure> {
    let mut figures: BTreeMap<FigureKey, Figure> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim.year == Some(year)) {
        let Some((key, figure)) = figure(claim, stage, taxonomy) else { continue };
        let known = figures.entry(key).or_insert(figure);
        if figure.reach < known.reach {
            *known = figure;
        }
    }
    figures
}

/// What a claim says as a figure of a book; `None` for a rate, for another account, and for what no book names.
fn figure(claim: &Claim, stage: Stage, taxonomy: &Taxonomy) -> Option<(FigureKey, Figure)> {
    let measures = [Measure::Amount, Measure::Count, Measure::Area].map(Measure::id);
    if !measures.contains(&claim.measure.as_str()) || claim.economic.is_some() || claim.project.is_some() {
        return None;
    }
    let basis = if stage == Stage::Budget { Basis::Original } else { Basis::Actual };
    if claim.basis.as_deref().is_some_and(|own| own != basis.id()) {
        return None;
    }
    let stated = taxonomy.lexicon.by_id(&claim.concept)?;
    let entry = taxonomy.lexicon.concept(stated)?;
    // 收支总计 is one figure under several names; the total of expenditure follows from that of revenue.
    let concept = entry.amount.unwrap_or(stated);
    if concept == Concept::STATED || concept.id() == "expenditure.total" || concept.id().starts_with("form.") {
        return None;
    }
    let fund = match claim.fund.as_deref().filter(|_| entry.has_fund) {
        Some(id) => Fund::ALL.into_iter().find(|fund| fund.id() == id)?,
        None => Fund::All,
    };
    let nature = match claim.nature.as_deref() {
        Some(id) => Some(Nature::ALL.into_iter().find(|nature| nature.id() == id)?),
        None => None,
    };
    let function = match claim.function.as_deref() {
        Some(code) => Some(FunctionCode::parse(code)?),
        None => None,
    };
    let key = FigureKey { concept, fund, nature, function };
    let unit = claim.unit.as_deref().and_then(Unit::leading).map_or(Unit::None, |(unit, _)| unit);
    let factor = unit.factor();
    let decimals = claim.value.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let value = Decimal::parse(&claim.value)?.times(factor);
    // To the fen, and counted, it is exact.
    let is_exact = factor == 1 && (decimals >= 2 || !unit.is_money());
    let step = u8::try_from(decimals).ok().map(Decimal::step)?;
    let reach = if is_exact { Decimal::ZERO } else { step.times(factor).half() };
    Some((key, Figure { value, reach }))
}
