//! A book back into sheets: what [`crate::parse`] reads.

use std::collections::BTreeMap;

use taxonomy::Taxonomy;

use crate::{
    Account, Amounts, Book, Indicator, Project, Schema, Scope, Sheet, SheetForm, SheetPlan, UnitKind,
    ids::{id_of_kind, id_of_relation, id_of_scoring},
    parse,
};

/// The sheets of a book, all of them, in the order of the schema, with their heads in the first row.
///
/// **Shape.** Parsing the sheets gives the book again, but for places, when it was parsed itself. Of another
/// one, figures that no sheet has a place for are left out.
pub fn sheets_of(book: &Book, taxonomy: &Taxonomy) -> Vec<Sheet> {
    let schema = Schema::embedded();
    let printer = Printer { book, taxonomy, schema };
    schema.sheets.iter().map(|plan| sheet(plan, &printer.rows(plan))).collect()
}

/// The cells of a row by the permanent names of their columns.
type Row = BTreeMap<String, String>;

/// A sheet of its heads and rows.
fn sheet(plan: &SheetPlan, rows: &[Row]) -> Sheet {
    let words = plan.head_words();
    let mut cells = vec![words.iter().map(|(_, head)| (*head).to_owned()).collect::<Vec<_>>()];
    let text = |row: &Row, key: &str| row.get(key).cloned().unwrap_or_default();
    cells.extend(rows.iter().map(|row| words.iter().map(|(key, _)| text(row, key)).collect()));
    Sheet::new(&plan.name, cells)
}

struct Printer<'a> {
    book: &'a Book,
    taxonomy: &'a Taxonomy,
    schema: &'static Schema,
}

impl Printer<'_> {
    fn rows(&self, plan: &SheetPlan) -> Vec<Row> {
        match plan.key.as_str() {
            "body" => self.body(plan),
            "units" => self.units(),
            "revenue" => self.revenue(),
            "spending" => self.spending(),
            "balances" => self.balances(),
            "carried" => self.carried(),
            "last-year" => self.last_year(),
            "projects" => self.book.projects.iter().map(|project| self.project(project)).collect(),
            "indicators" => self.indicators(),
            "texts" => self.texts(),
            "reasons" => self.book.reasons.iter().map(|(place, text)| self.paragraph(place, text)).collect(),
            "transfers" => self.transfers(),
            _ if plan.form == SheetForm::Figures => self.figures(plan),
            _ => Vec::new(),
        }
    }

    fn body(&self, plan: &SheetPlan) -> Vec<Row> {
        let body = &self.book.body;
        let content = |key: &str| {
            Some(match key {
                "name" => body.name.clone(),
                "short-name" => body.short_name.clone()?,
                "edition" => body.edition.clone(),
                "year" => body.year.to_string(),
                "scope" => self.word("scope", if body.scope == Scope::Department { "department" } else { "unit" }),
                "kind" => self.word("body-kind", id_of_kind(body.kind)),
                "supervisor" => body.supervisor.clone()?,
                "published" => body.published.map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))?,
                _ => return None,
            })
        };
        let row = |item: &crate::ItemPlan| {
            let mut row = Line::default();
            row.put(Schema::ITEM, Some(&item.label));
            row.put(Schema::CONTENT, content(&item.key).as_ref());
            row.0
        };
        plan.items.iter().map(row).collect()
    }

    fn units(&self) -> Vec<Row> {
        let row = |unit: &crate::Unit| {
            let kind = match unit.kind {
                UnitKind::Office => "office",
                UnitKind::Budget(kind) => id_of_kind(kind),
            };
            let mut row = Line::default();
            row.put("kind", Some(&self.word("unit-kind", kind)));
            row.put("name", Some(&unit.name));
            row.0
        };
        self.book.units.iter().map(row).collect()
    }

    /// The named figures of a sheet, all of its items.
    fn figures(&self, plan: &SheetPlan) -> Vec<Row> {
        let row = |item: &crate::ItemPlan| {
            let mut row = Line::default();
            row.put(Schema::ITEM, Some(&item.label));
            let key = parse::figure_key(&item.key, self.taxonomy);
            if let Some(amounts) = key.and_then(|key| self.book.figures.get(&key)) {
                row.amounts("", amounts);
            }
            row.0
        };
        plan.items.iter().map(row).collect()
    }

    /// The figures of last year that have a row of their own.
    fn last_year(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (word, name) in self.schema.choices.get("figure").into_iter().flatten() {
            let Some(wanted) = parse::figure_key(name, self.taxonomy) else { continue };
            for (key, amounts) in &self.book.figures {
                let is_it = crate::FigureKey { function: None, ..*key } == wanted;
                if let (true, Some(last)) = (is_it, amounts.last) {
                    let mut row = Line::default();
                    row.put("figure", Some(word));
                    row.put("function", key.function.as_ref());
                    row.put("amount", Some(&last));
                    rows.push(row.0);
                }
            }
        }
        rows
    }

    fn revenue(&self) -> Vec<Row> {
        let row = |revenue: &crate::Revenue| {
            let mut row = Line::default();
            row.put("function", Some(&revenue.function));
            row.put("source", Some(&self.word("source", revenue.source.id())));
            row.put("unit", revenue.unit.as_ref());
            row.amounts("", &revenue.amounts);
            row.put("withheld", self.yes(revenue.is_withheld).as_ref());
            row.0
        };
        self.book.revenue.iter().map(row).collect()
    }

    fn spending(&self) -> Vec<Row> {
        let row = |spending: &crate::Spending| {
            let mut row = Line::default();
            row.put("function", Some(&spending.function));
            row.put("economic", spending.economic.as_ref());
            row.put("fund", Some(&self.word("fund", spending.fund.id())));
            row.put("nature", Some(&self.word("nature", spending.nature.id())));
            row.put("project", spending.project.as_ref());
            row.put("unit", spending.unit.as_ref());
            row.amounts("", &spending.amounts);
            row.put("withheld", self.yes(spending.is_withheld).as_ref());
            row.0
        };
        self.book.spending.iter().map(row).collect()
    }

    fn balances(&self) -> Vec<Row> {
        let row = |balance: &crate::Balance| {
            let mut row = Line::default();
            row.put("fund", Some(&self.word("fund", balance.fund.id())));
            row.put("function", balance.function.as_ref());
            row.put("nature", balance.nature.map(|nature| self.word("nature", nature.id())).as_ref());
            let amounts = [
                ("opening", balance.opening),
                ("surplus-used", balance.surplus_used),
                ("surplus-allocation", balance.surplus_allocation),
                ("last-opening", balance.last_opening),
            ];
            for (key, amount) in amounts {
                row.put(key, Some(&amount).filter(|amount| !amount.is_zero()));
            }
            row.0
        };
        self.book.balances.iter().map(row).collect()
    }

    fn carried(&self) -> Vec<Row> {
        let row = |carried: &crate::Carried| {
            let mut row = Line::default();
            row.put("project", Some(&carried.project));
            row.put("function", Some(&carried.function));
            row.put("fund", Some(&self.word("fund", carried.fund.id())));
            row.put("nature", Some(&self.word("nature", carried.nature.id())));
            row.put("unit", carried.unit.as_ref());
            row.put("amount", Some(&carried.amount));
            row.0
        };
        self.book.carried.iter().map(row).collect()
    }

    fn project(&self, project: &Project) -> Row {
        let mut row = Line::default();
        row.put("name", Some(&project.name));
        row.put("unit", project.unit.as_ref());
        row.put("basis", project.basis.as_ref());
        row.put("plan", project.plan.as_ref());
        row.put("goal", project.goal.as_ref());
        row.put("result", project.result.as_ref());
        row.amounts("superior-", &project.superior);
        row.amounts("fiscal-", &project.fiscal);
        row.amounts("other-", &project.other);
        row.put("withheld", self.yes(project.is_withheld).as_ref());
        row.0
    }

    fn indicators(&self) -> Vec<Row> {
        let projects = &self.book.projects;
        let mut rows = Vec::new();
        for project in projects {
            let is_alone = projects.iter().filter(|other| other.name == project.name).count() == 1;
            let unit = project.unit.as_ref().filter(|_| !is_alone);
            rows.extend(project.indicators.iter().map(|indicator| self.indicator(&project.name, unit, indicator)));
        }
        rows
    }

    fn indicator(&self, project: &str, unit: Option<&String>, indicator: &Indicator) -> Row {
        let mut row = Line::default();
        row.put("project", Some(&project));
        row.put("unit", unit);
        row.put("level1", Some(&indicator.level1));
        row.put("level2", Some(&indicator.level2));
        row.put("name", Some(&indicator.name));
        row.put(
            "relation",
            indicator.relation.map(|relation| self.word("relation", id_of_relation(relation))).as_ref(),
        );
        row.put("target", Some(&indicator.target));
        row.put("scale", indicator.scale.as_ref());
        row.put("actual", indicator.actual.as_ref());
        row.put("weight", indicator.weight.as_ref());
        row.put("scoring", indicator.scoring.map(|scoring| self.word("scoring", id_of_scoring(scoring))).as_ref());
        row.put("score", indicator.score.as_ref());
        row.put("source", indicator.source.as_ref());
        row.put("prior", indicator.prior.as_ref());
        row.put("evidence", indicator.evidence.as_ref());
        row.put("deviation", indicator.deviation.as_ref());
        row.0
    }

    fn texts(&self) -> Vec<Row> {
        let texts = self.book.texts.iter();
        texts.flat_map(|(place, texts)| texts.iter().map(|text| self.paragraph(place, text))).collect()
    }

    fn paragraph(&self, place: &str, text: &str) -> Row {
        let mut row = Line::default();
        row.put("place", Some(&place));
        row.put("text", Some(&text));
        row.0
    }

    fn transfers(&self) -> Vec<Row> {
        let row = |transfer: &crate::Transfer| {
            let mut row = Line::default();
            row.put("from", Some(&transfer.from));
            row.put("to", Some(&transfer.to));
            row.put("source", Some(&self.word("source", transfer.source.id())));
            row.put("nature", Some(&self.word("nature", transfer.nature.id())));
            row.put("function", Some(&transfer.function));
            row.put("amount", Some(&transfer.amount));
            row.0
        };
        self.book.transfers.iter().map(row).collect()
    }

    /// The word of a list, or the meaning where the list has none: reading takes both, or reports it.
    fn word(&self, list: &str, meaning: &str) -> String {
        self.schema.word(list, meaning).unwrap_or(meaning).to_owned()
    }

    fn yes(&self, is_yes: bool) -> Option<String> {
        is_yes.then(|| self.word("yes", "yes"))
    }
}

/// A row in the making.
#[derive(Default)]
struct Line(Row);

impl Line {
    fn put(&mut self, key: &str, value: Option<&impl ToString>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.to_string());
        }
    }

    fn amounts(&mut self, before: &str, amounts: &Amounts) {
        for account in Account::ALL {
            self.put(&format!("{before}{}", account.key()), amounts.get(account).as_ref());
        }
    }
}
