//! Sheets into a book.

use std::collections::BTreeMap;

use taxonomy::{Concept, Fund, Nature, Scoring, Taxonomy};

use crate::{
    Account, Amounts, Balance, Body, BodyKind, Book, Carried, FigureKey, Indicator, Mistake, MistakeKind, Project,
    Relation, Revenue, Schema, Scope, Sheet, SheetCell, Spending, Transfer, Unit, UnitKind,
    record::{self, Record},
};

/// Reads the sheets of a book.
///
/// **Shape.** Sheets in any order, found by name; one that is missing counts as empty. Every cell that can
/// be read is in the book, and every one that cannot is a mistake, all of them at once.
///
/// **Errors.** The mistakes alone where not even whose book it is can be read.
pub fn parse(sheets: &[Sheet], taxonomy: &Taxonomy) -> Result<(Book, Vec<Mistake>), Vec<Mistake>> {
    let mut reader = Reader { taxonomy, mistakes: Vec::new(), records: BTreeMap::new() };
    reader.read(sheets);
    let Some(body) = reader.body() else { return Err(reader.mistakes) };
    let mut book = Book {
        units: reader.units(),
        figures: reader.figures(),
        revenue: reader.revenue(),
        spending: reader.spending(),
        balances: reader.balances(),
        carried: reader.carried(),
        projects: reader.projects(),
        texts: reader.texts(),
        reasons: reader.reasons(),
        transfers: reader.transfers(),
        body,
    };
    reader.last_year(&mut book.figures);
    reader.codes(&book);
    Ok((book, reader.mistakes))
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
            let Some(plan) = schema.sheet(sheet.name.trim()) else {
                // The sheet of instructions, and whatever people keep beside the book, is said to be left out.
                if sheet.name != INSTRUCTIONS {
                    let place = SheetCell::whole(&sheet.name);
                    self.mistakes.push(Mistake { place, kind: MistakeKind::UnknownSheet });
                }
                continue;
            };
            let records = record::read(sheet, plan, self.taxonomy, &mut self.mistakes);
            self.records.entry(plan.key.clone()).or_default().extend(records);
        }
        for needed in ["body"] {
            if !self.records.contains_key(needed) {
                let name = schema.sheet(needed).map_or(needed, |plan| plan.name.as_str());
                self.mistakes.push(Mistake { place: SheetCell::whole(name), kind: MistakeKind::NoSheet });
            }
        }
    }

    fn of(&self, sheet: &str) -> Vec<Record> {
        self.records.get(sheet).cloned().unwrap_or_default()
    }

    fn body(&self) -> Option<Body> {
        let records = self.of("body");
        let text = |key: &str| records.iter().find(|record| record.item.as_deref() == Some(key))?.text("content");
        Some(Body {
            name: text("name")?,
            short_name: text("short-name"),
            edition: text("edition")?,
            year: text("year")?.parse().ok()?,
            scope: if text("scope")? == "department" { Scope::Department } else { Scope::Unit },
            kind: body_kind(&text("kind")?)?,
            supervisor: text("supervisor"),
            published: text("published").as_deref().and_then(record::date),
        })
    }

    fn units(&self) -> Vec<Unit> {
        let unit = |record: Record| {
            let kind = record.text("kind")?;
            let kind = body_kind(&kind).map_or(UnitKind::Office, UnitKind::Budget);
            Some(Unit { kind, name: record.text("name")? })
        };
        self.of("units").into_iter().filter_map(unit).collect()
    }

    /// The sheets of named figures.
    fn figures(&self) -> BTreeMap<FigureKey, Amounts> {
        let mut figures = BTreeMap::new();
        for sheet in ["staff", "three-public", "procurement", "assets"] {
            for record in self.of(sheet) {
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
        for record in self.of("last-year") {
            let (Some(name), Some(amount)) = (record.text("figure"), record.number("amount")) else { continue };
            let Some(mut key) = self.key(&name) else { continue };
            key.function = record.function("function");
            figures.entry(key).or_default().last = Some(amount);
        }
    }

    /// `expenditure@general-public#basic`: a concept, its money, its kind of expenditure.
    fn key(&self, name: &str) -> Option<FigureKey> {
        let (rest, nature) = name.split_once('#').map_or((name, None), |(rest, nature)| (rest, Some(nature)));
        let (concept, money) = rest.split_once('@').map_or((rest, None), |(concept, money)| (concept, Some(money)));
        let mut key = FigureKey::of(self.concept(concept)?);
        key.fund = money.map_or(Some(Fund::All), fund)?;
        key.nature = nature.and_then(self::nature);
        Some(key)
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
                && row.nature != Nature::Project
                && matches!(row.nature, Nature::Personnel) != matches!(code.category().to_string().as_str(), "301" | "303")
            {
                let kind = MistakeKind::WrongEconomic { code: code.to_string(), nature: row.nature };
                self.mistakes.push(Mistake { place: record.cell("economic"), kind });
            }
            rows.push(row);
        }
        rows
    }

    fn balances(&self) -> Vec<Balance> {
        let row = |record: Record| {
            let amount = |key: &str| record.number(key).unwrap_or_default();
            Some(Balance {
                fund: fund(&record.text("fund")?)?,
                function: record.function("function"),
                nature: record.text("nature").as_deref().and_then(nature),
                opening: amount("opening"),
                surplus_used: amount("surplus-used"),
                surplus_allocation: amount("surplus-allocation"),
                last_opening: amount("last-opening"),
            })
        };
        self.of("balances").into_iter().filter_map(row).collect()
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
            })
        };
        self.of("carried").into_iter().filter_map(row).collect()
    }

    fn projects(&mut self) -> Vec<Project> {
        let mut projects: Vec<Project> = Vec::new();
        for record in self.of("projects") {
            let Some(name) = record.text("name") else { continue };
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
            let Some(project) = projects.iter_mut().find(|project| project.name == name) else {
                let kind = MistakeKind::UnknownProject { name };
                self.mistakes.push(Mistake { place: record.cell("project"), kind });
                continue;
            };
            project.indicators.extend(indicator(&record));
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

    /// Functional codes that the classification of the year does not hold.
    fn codes(&mut self, book: &Book) {
        let year = book.body.year;
        let revenue = book.revenue.iter().map(|row| (row.function, &row.place));
        let spending = book.spending.iter().map(|row| (row.function, &row.place));
        let mut wrong = Vec::new();
        for (code, place) in revenue.chain(spending) {
            if self.taxonomy.functional.name(code, Some(year)).is_none() {
                let kind = MistakeKind::UnknownCode { code: code.to_string(), year };
                wrong.push(Mistake { place: place.clone(), kind });
            }
        }
        self.mistakes.extend(wrong);
    }

    /// A concept that the taxonomy knows.
    fn concept(&self, id: &str) -> Option<Concept> {
        self.taxonomy.lexicon.by_id(id)
    }
}

/// The name of the sheet of instructions, which holds no data.
const INSTRUCTIONS: &str = "说明";

fn indicator(record: &Record) -> Option<Indicator> {
    Some(Indicator {
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
    })
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

fn body_kind(name: &str) -> Option<BodyKind> {
    match name {
        "administrative" => Some(BodyKind::Administrative),
        "civil-service" => Some(BodyKind::CivilService),
        "institution" => Some(BodyKind::Institution),
        _ => None,
    }
}

fn fund(name: &str) -> Option<Fund> {
    Fund::ALL.into_iter().find(|fund| fund.id() == name)
}

fn nature(name: &str) -> Option<Nature> {
    Nature::ALL.into_iter().find(|nature| nature.id() == name)
}

fn relation(name: &str) -> Option<Relation> {
    match name {
        ">=" => Some(Relation::AtLeast),
        "<=" => Some(Relation::AtMost),
        "=" => Some(Relation::Equal),
        ">" => Some(Relation::Above),
        "<" => Some(Relation::Below),
        _ => None,
    }
}
