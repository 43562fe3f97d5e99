//! Sheets into a book.

use std::collections::{BTreeMap, BTreeSet};

use quantity::fold_char;
use taxonomy::{Concept, Fund, Nature, Scoring, Taxonomy, bare};

use crate::{
    Account, Amounts, Balance, Body, BodyKind, Book, Carried, FigureKey, Indicator, Mistake, MistakeKind, Project,
    Revenue, Schema, Scope, Sheet, SheetCell, SheetForm, Spending, Transfer, Unit, UnitKind,
    cell::{self, Value},
    check::check_rows,
    ids::{self, body_kind, fund, nature, relation},
    mistake::sort,
    names::same_names,
    record::{self, Record},
    target,
};

/// Reads the sheets of a book.
///
/// **Shape.** Sheets in any order, found by name; one that is missing counts as empty. Every cell that can
/// be read is in the book, and every one that cannot is a mistake, all of them at once. Of a sheet that
/// stands twice the first is read.
///
/// **Errors.** The mistakes alone where not even whose book it is can be read.
pub fn parse(sheets: &[Sheet], taxonomy: &Taxonomy) -> Result<(Book, Vec<Mistake>), Vec<Mistake>> {
    let mut reader = Reader { taxonomy, mistakes: Vec::new(), records: BTreeMap::new() };
    reader.read(sheets);
    if let Some(year) = reader.year() {
        reader.codes(year);
    }
    let (units, mut figures) = (reader.units(), reader.figures());
    let (revenue, spending) = (reader.revenue(), reader.spending());
    let (balances, carried, projects) = (reader.balances(), reader.carried(), reader.projects());
    let (texts, reasons, transfers) = (reader.texts(), reader.reasons(), reader.transfers());
    reader.last_year(&mut figures);
    let known = reader.body();
    let is_whole = known.is_some();
    let body = known.unwrap_or_else(|| nobody(reader.said("name")));
    let mut book =
        Book { body, units, figures, revenue, spending, balances, carried, projects, texts, reasons, transfers };
    same_names(&mut book);
    let mut mistakes = reader.mistakes;
    if !is_whole {
        // What is wrong with its rows is so, whosever book it is.
        let found = check_rows(&book).into_iter().filter(|found| !found.may_follow_from(&mistakes));
        let found: Vec<Mistake> = found.collect();
        mistakes.extend(found);
    }
    sort(&mut mistakes, sheets);
    if is_whole { Ok((book, mistakes)) } else { Err(mistakes) }
}

/// Stands for a body that the book does not tell.
fn nobody(name: Option<String>) -> Body {
    Body {
        name: name.unwrap_or_default(),
        short_name: None,
        edition: String::new(),
        year: 0,
        scope: Scope::Unit,
        kind: BodyKind::Administrative,
        supervisor: None,
        published: None,
    }
}

/// The records of all sheets, by the permanent name of the sheet.
struct Reader<'a> {
    taxonomy: &'a Taxonomy,
    mistakes: Vec<Mistake>,
    records: BTreeMap<String, Vec<Record>>,
}

impl Reader<'_> {
    fn read(&mut self, sheets: &[Sheet]) {
        let schema = Schema::embedded();
        for sheet in sheets {
            let name = sheet.name.trim();
            if schema.aside.iter().any(|aside| aside == name) {
                continue;
            }
            let Some(plan) = schema.sheet(name) else {
                let like = schema.sheets.iter().find(|plan| plan.resembles(sheet));
                let misnamed = like.map(|plan| MistakeKind::MisnamedSheet { name: plan.name.clone() });
                self.wrong(sheet.whole(), misnamed.unwrap_or(MistakeKind::UnknownSheet));
                continue;
            };
            if self.records.contains_key(&plan.key) {
                self.wrong(sheet.whole(), MistakeKind::Twice { label: plan.name.clone() });
                continue;
            }
            let records = record::read(sheet, plan, self.taxonomy, &mut self.mistakes);
            self.records.insert(plan.key.clone(), records);
        }
        let needed = "body";
        if !self.records.contains_key(needed) {
            let name = schema.sheet(needed).map_or(needed, |plan| plan.name.as_str());
            self.wrong(SheetCell::whole(name), MistakeKind::NoSheet);
        }
    }

    fn wrong(&mut self, place: SheetCell, kind: MistakeKind) {
        self.mistakes.push(Mistake { place, kind });
    }

    /// Reports a row whose name stood above.
    fn unique<K: Ord>(&mut self, seen: &mut BTreeSet<K>, key: K, place: SheetCell, label: &str) {
        if !seen.insert(key) {
            self.wrong(place, MistakeKind::Twice { label: label.to_owned() });
        }
    }

    fn of(&self, sheet: &str) -> Vec<Record> {
        self.records.get(sheet).cloned().unwrap_or_default()
    }

    /// What the sheet on the body says under an item.
    fn said(&self, item: &str) -> Option<String> {
        let records = self.records.get("body")?;
        records.iter().find(|record| record.item.as_deref() == Some(item))?.text("content")
    }

    fn year(&self) -> Option<u16> {
        self.said("year")?.parse().ok()
    }

    fn body(&self) -> Option<Body> {
        let text = |key: &str| self.said(key);
        Some(Body {
            name: text("name")?,
            short_name: text("short-name"),
            edition: text("edition")?,
            year: self.year()?,
            scope: if text("scope")? == "department" { Scope::Department } else { Scope::Unit },
            kind: body_kind(&text("kind")?)?,
            supervisor: text("supervisor"),
            published: text("published").as_deref().and_then(cell::date),
        })
    }

    fn units(&mut self) -> Vec<Unit> {
        let mut units = Vec::new();
        let mut seen = BTreeSet::new();
        for record in self.of("units") {
            let (Some(kind), Some(name)) = (record.text("kind"), record.text("name")) else { continue };
            let kind = body_kind(&kind).map_or(UnitKind::Office, UnitKind::Budget);
            self.unique(&mut seen, (kind == UnitKind::Office, name.clone()), record.cell("name"), &name);
            units.push(Unit { kind, name });
        }
        units
    }

    /// The sheets of named figures.
    fn figures(&self) -> BTreeMap<FigureKey, Amounts> {
        let mut figures = BTreeMap::new();
        for plan in Schema::embedded().sheets.iter().filter(|plan| plan.form == SheetForm::Figures) {
            for record in self.of(&plan.key) {
                let amounts = amounts(&record);
                let concept = record.item.as_deref().and_then(|id| self.concept(id));
                if let (Some(concept), true) = (concept, amounts != Amounts::default()) {
                    figures.insert(FigureKey::of(concept), amounts);
                }
            }
        }
        figures
    }

    /// Last year's figures that no row adds up to.
    fn last_year(&mut self, figures: &mut BTreeMap<FigureKey, Amounts>) {
        let mut seen = BTreeSet::new();
        for record in self.of("last-year") {
            let (Some(name), Some(amount)) = (record.text("figure"), record.number("amount")) else { continue };
            let Some(mut key) = figure_key(&name, self.taxonomy) else { continue };
            key.function = record.function("function");
            let label = Schema::embedded().word("figure", &name).unwrap_or(&name);
            // Totals and 机关运行经费 are of the body as a whole; nothing would ask for them by item.
            if key.function.is_some() && !matches!(key.concept.id(), "expenditure" | "revenue") {
                let kind = MistakeKind::NotByFunction { label: label.to_owned() };
                self.mistakes.push(Mistake { place: record.cell("function"), kind });
                continue;
            }
            self.unique(&mut seen, key, record.cell("figure"), label);
            figures.entry(key).or_default().last = Some(amount);
        }
    }

    fn revenue(&self) -> Vec<Revenue> {
        let row = |record: Record| {
            Some(Revenue {
                function: record.function("function")?,
                source: self.concept(&record.text("source")?)?,
                unit: record.text("unit"),
                amounts: amounts(&record),
                is_withheld: is_yes(&record, "withheld"),
                place: record.place,
            })
        };
        self.of("revenue").into_iter().filter_map(row).collect()
    }

    fn spending(&mut self) -> Vec<Spending> {
        let mut rows = Vec::new();
        for record in self.of("spending") {
            let row = || {
                Some(Spending {
                    function: record.function("function")?,
                    economic: record.economic("economic"),
                    fund: fund(&record.text("fund")?)?,
                    nature: nature(&record.text("nature")?)?,
                    project: record.text("project"),
                    unit: record.text("unit"),
                    amounts: amounts(&record),
                    is_withheld: is_yes(&record, "withheld"),
                    place: record.place.clone(),
                })
            };
            let Some(row) = row() else { continue };
            if row.nature == Nature::Project && row.project.is_none() {
                self.mistakes.push(Mistake { place: record.cell("project"), kind: MistakeKind::NoProject });
            }
            if matches!(row.nature, Nature::Personnel | Nature::Operating)
                && row.economic.is_none()
                && row.fund == Fund::GeneralPublic
            {
                self.mistakes.push(Mistake { place: record.cell("economic"), kind: MistakeKind::NoEconomic });
            }
            if let Some(code) = row.economic
                && matches!(row.nature, Nature::Personnel | Nature::Operating)
                && (row.nature == Nature::Personnel) != matches!(code.category().to_string().as_str(), "301" | "303")
            {
                let kind = MistakeKind::WrongEconomic { code: code.to_string(), nature: row.nature };
                self.mistakes.push(Mistake { place: record.cell("economic"), kind });
            }
            rows.push(row);
        }
        rows
    }

    fn balances(&mut self) -> Vec<Balance> {
        let mut balances = Vec::new();
        let mut seen = BTreeSet::new();
        for record in self.of("balances") {
            let amount = |key: &str| record.number(key).unwrap_or_default();
            let Some(fund) = record.text("fund").as_deref().and_then(fund) else { continue };
            let balance = Balance {
                fund,
                function: record.function("function"),
                nature: record.text("nature").as_deref().and_then(nature),
                opening: amount("opening"),
                surplus_used: amount("surplus-used"),
                surplus_allocation: amount("surplus-allocation"),
                last_opening: amount("last-opening"),
            };
            let key = (fund, balance.function, balance.nature);
            self.unique(&mut seen, key, record.cell("fund"), fund.name());
            balances.push(balance);
        }
        balances
    }

    fn carried(&self) -> Vec<Carried> {
        let row = |record: Record| {
            Some(Carried {
                project: record.text("project")?,
                function: record.function("function")?,
                fund: fund(&record.text("fund")?)?,
                nature: nature(&record.text("nature")?)?,
                unit: record.text("unit"),
                amount: record.number("amount")?,
                place: record.place,
            })
        };
        self.of("carried").into_iter().filter_map(row).collect()
    }

    fn projects(&mut self) -> Vec<Project> {
        let mut projects: Vec<Project> = Vec::new();
        let mut seen = BTreeSet::new();
        for record in self.of("projects") {
            let Some(name) = record.text("name") else { continue };
            self.unique(&mut seen, (bare(&name), record.text("unit")), record.cell("name"), &name);
            let money = |fund: &str| Amounts {
                original: record.number(&format!("{fund}-original")),
                adjusted: record.number(&format!("{fund}-adjusted")),
                actual: record.number(&format!("{fund}-actual")),
                ..Amounts::default()
            };
            projects.push(Project {
                name,
                unit: record.text("unit"),
                basis: record.text("basis"),
                plan: record.text("plan"),
                goal: record.text("goal"),
                result: record.text("result"),
                superior: money("superior"),
                fiscal: money("fiscal"),
                other: money("other"),
                indicators: Vec::new(),
                is_withheld: is_yes(&record, "withheld"),
                place: record.place,
            });
        }
        for record in self.of("indicators") {
            let Some(name) = record.text("project") else { continue };
            let Some(project) = project_of(&mut projects, &name, record.text("unit").as_deref()) else {
                let kind = MistakeKind::UnknownProject { name };
                self.mistakes.push(Mistake { place: record.cell("project"), kind });
                continue;
            };
            project.indicators.extend(indicator(&record));
            if let Some(text) = record.text("scale").filter(|text| has_digit(text)) {
                self.mistakes.push(Mistake { place: record.cell("scale"), kind: MistakeKind::DigitInUnit { text } });
            }
        }
        projects
    }

    fn texts(&self) -> BTreeMap<String, Vec<String>> {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for record in self.of("texts") {
            if let (Some(place), Some(text)) = (record.text("place"), record.text("text")) {
                texts.entry(place).or_default().push(text);
            }
        }
        texts
    }

    fn reasons(&mut self) -> BTreeMap<String, String> {
        let mut reasons = BTreeMap::new();
        for record in self.of("reasons") {
            let (Some(place), Some(text)) = (record.text("place"), record.text("text")) else { continue };
            // The sentence goes on behind it.
            let text = text.trim_end_matches(['。', '；', '，', '.', ';']).to_owned();
            if reasons.insert(place.clone(), text).is_some() {
                self.mistakes.push(Mistake { place: record.cell("place"), kind: MistakeKind::Twice { label: place } });
            }
        }
        reasons
    }

    fn transfers(&self) -> Vec<Transfer> {
        let row = |record: Record| {
            Some(Transfer {
                from: record.text("from")?,
                to: record.text("to")?,
                source: self.concept(&record.text("source")?)?,
                nature: nature(&record.text("nature")?)?,
                function: record.function("function")?,
                amount: record.number("amount")?,
                place: record.place,
            })
        };
        self.of("transfers").into_iter().filter_map(row).collect()
    }

    /// Codes that the classifications of the year do not hold.
    fn codes(&mut self, year: u16) {
        let (functional, economic) = (&self.taxonomy.functional, &self.taxonomy.economic);
        let mut wrong = Vec::new();
        for record in self.records.values().flatten() {
            for (key, value) in &record.cells {
                let unknown = match value {
                    Value::Function(code) => functional.name(*code, Some(year)).is_none().then(|| code.to_string()),
                    Value::Economic(code) => economic.name(*code, Some(year)).is_none().then(|| code.to_string()),
                    Value::Text(_) | Value::Number(_) => None,
                };
                wrong.extend(
                    unknown.map(|code| Mistake::new(record.cell(key), MistakeKind::UnknownCode { code, year })),
                );
            }
        }
        self.mistakes.extend(wrong);
    }

    /// A concept that the taxonomy knows.
    fn concept(&self, id: &str) -> Option<Concept> {
        self.taxonomy.lexicon.by_id(id)
    }
}

/// The project that an indicator names. Of several of one name it is that of the unit, or the body's own.
fn project_of<'a>(projects: &'a mut [Project], name: &str, unit: Option<&str>) -> Option<&'a mut Project> {
    let plain = bare(name);
    let is_one = |project: &Project| bare(&project.name) == plain;
    let n_named = projects.iter().filter(|project| is_one(project)).count();
    let is_meant =
        |project: &Project| is_one(project) && (project.unit.as_deref() == unit || unit.is_none() && n_named == 1);
    projects.iter_mut().find(|project| is_meant(project))
}

/// Whether a unit has a digit, small ones included: m2, m².
fn has_digit(unit: &str) -> bool {
    unit.chars().any(|c| fold_char(c).is_ascii_digit() || matches!(c, '²' | '³'))
}

/// `expenditure@general-public#basic`: a concept, its money, its kind of expenditure.
pub(crate) fn figure_key(name: &str, taxonomy: &Taxonomy) -> Option<FigureKey> {
    let (rest, nature) = name.split_once('#').map_or((name, None), |(rest, nature)| (rest, Some(nature)));
    let (concept, money) = rest.split_once('@').map_or((rest, None), |(concept, money)| (concept, Some(money)));
    let mut key = FigureKey::of(taxonomy.lexicon.by_id(concept)?);
    key.fund = money.map_or(Some(Fund::All), fund)?;
    key.nature = nature.and_then(ids::nature);
    Some(key)
}

fn indicator(record: &Record) -> Option<Indicator> {
    let mut indicator = Indicator {
        level1: record.text("level1")?,
        level2: record.text("level2")?,
        name: record.text("name")?,
        relation: record.text("relation").as_deref().and_then(relation),
        target: record.text("target")?,
        scale: record.text("scale"),
        actual: record.text("actual"),
        weight: record.number("weight"),
        scoring: record.text("scoring").as_deref().and_then(Scoring::named),
        score: record.number("score"),
        source: record.text("source"),
        prior: record.text("prior"),
        evidence: record.text("evidence"),
        deviation: record.text("deviation"),
        place: record.place.clone(),
    };
    target::tell_apart(&mut indicator);
    Some(indicator)
}

fn amounts(record: &Record) -> Amounts {
    let mut amounts = Amounts::default();
    for account in Account::ALL {
        *amounts.slot(account) = record.number(account.key());
    }
    amounts
}

fn is_yes(record: &Record, key: &str) -> bool {
    record.text(key).as_deref() == Some("yes")
}
