//! The words that templates are written in.
//!
//! | | |
//! | --- | --- |
//! | `figure(concept, fund=, nature=, function=, economic=, project=, unit=, account=, of=, word=, said=)` | a figure, or the sum of some, counted in a measure word |
//! | `categories(…)`, `items(…)`, `economic(…)` | the codes that have amounts, with their names |
//! | `spending_projects(…)` | the projects that have amounts, each with its unit |
//! | `table(layout)`, `form(kind, project, unit)` | a table, a performance form |
//! | `is_empty(layout)` | whether a table has no amounts |
//! | `texts(place)`, `words(place)`, `reason(place, comparison)` | words of the book: paragraphs, a part of a sentence |
//! | `n \| chinese` | a number below 100 as 一, 二, 三 |
//! | `projects`, `offices`, `units`, `carried`, `body`, `year`, `constants` | what the book holds |

use std::{collections::BTreeSet, sync::Arc};

use book::{Account, BodyKind, Scope as BodyScope, UnitKind, WHOLE_BODY};
use minijinja::{
    Environment, Error, ErrorKind, UndefinedBehavior, Value, context,
    value::{Kwargs, Rest},
};
use quantity::Unit;
use taxonomy::{Concept, EconomicCode, FunctionCode, Fund, Level, Nature};

use crate::{
    Wanted, WantedKind,
    facts::{ProjectFund, Query},
    figure::{Comparison, Figure},
    marks,
    scope::Scope,
    tables, withheld,
};

/// The template that is the document.
const DOCUMENT: &str = "document.jinja";

/// Fills in the edition's document.
pub(crate) fn fill(scope: &Arc<Scope>) -> Result<String, crate::Error> {
    let environment = environment(scope).map_err(|error| failed(scope, &error))?;
    let template = environment.get_template(DOCUMENT).map_err(|error| failed(scope, &error))?;
    template.render(context! {}).map_err(|error| failed(scope, &error))
}

/// Fills in one line of a plan, such as the title of a table.
pub(crate) fn fill_line(scope: &Arc<Scope>, line: &str) -> Result<String, Error> {
    if !line.contains(['{', '}']) {
        return Ok(line.to_owned());
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    heads(&mut environment, scope);
    environment.render_str(line, context! {})
}

fn failed(scope: &Scope, error: &Error) -> crate::Error {
    let place = error.line().map_or(String::new(), |line| format!(" line {line}"));
    crate::Error::Template {
        id: scope.edition.id.clone(),
        template: format!("{}{place}", error.name().unwrap_or(DOCUMENT)),
        why: error.to_string(),
    }
}

fn environment(scope: &Arc<Scope>) -> Result<Environment<'static>, Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    for (name, text) in &scope.edition.templates {
        environment.add_template_owned(name.clone(), text.clone())?;
    }
    environment.add_filter("chinese", tables::chinese);
    functions(&mut environment, scope);
    globals(&mut environment, scope);
    Ok(environment)
}

fn functions(environment: &mut Environment<'static>, scope: &Arc<Scope>) {
    let own = Arc::clone(scope);
    environment.add_function("figure", move |concept: &str, options: Kwargs| -> Result<Value, Error> {
        let word = options.get::<Option<&str>>("word")?.map(measure_word).transpose()?;
        let parts = options.get::<Option<Vec<String>>>("of")?.unwrap_or_default();
        let parts = parts.iter().map(|id| concept_named(&own, id)).collect::<Result<_, _>>()?;
        let fund_said = options.get::<Option<&str>>("said")?.map(fund_named).transpose()?;
        let figure = Figure::amount(&own, query(&own, concept, &options)?, parts, word);
        Ok(Value::from_object(Figure { fund_said, ..figure }))
    });
    let own = Arc::clone(scope);
    environment.add_function("categories", move |options: Kwargs| -> Result<Value, Error> {
        functions_used(&own, &options, Level::Category)
    });
    let own = Arc::clone(scope);
    environment.add_function("items", move |options: Kwargs| -> Result<Value, Error> {
        functions_used(&own, &options, Level::Item)
    });
    let own = Arc::clone(scope);
    environment.add_function("economic", move |options: Kwargs| economics_used(&own, &options));
    let own = Arc::clone(scope);
    environment.add_function("spending_projects", move |options: Kwargs| projects_used(&own, &options));
    let own = Arc::clone(scope);
    environment.add_function("table", move |layout: &str| -> Result<Value, Error> {
        Ok(Value::from(own.draw(tables::draw(&own, layout)?)))
    });
    let own = Arc::clone(scope);
    environment.add_function("is_empty", move |layout: &str| tables::is_empty(&own, layout));
    let own = Arc::clone(scope);
    environment.add_function("form", move |kind: &str, project: &str, unit: Option<&str>| -> Result<Value, Error> {
        Ok(Value::from(own.draw(tables::draw_form(&own, kind, project, unit)?)))
    });
    let own = Arc::clone(scope);
    environment.add_function("texts", move |place: &str| -> Value {
        Value::from_iter(texts(&own, place).iter().map(|text| marks::shielded(text)))
    });
    let own = Arc::clone(scope);
    environment.add_function("words", move |place: &str| -> String {
        let ends = ['。', '；', '，', '、', '.', ';'];
        let words: Vec<&str> = texts(&own, place).iter().map(|text| text.trim().trim_end_matches(ends)).collect();
        marks::shielded(&words.join("、"))
    });
    let own = Arc::clone(scope);
    environment.add_function("has_texts", move |place: &str| {
        let place = marks::plain(place);
        own.ask(WantedKind::Text, &place);
        own.book.texts.contains_key(&place)
    });
    let own = Arc::clone(scope);
    environment.add_function("has_reason", move |place: &str| {
        let place = marks::plain(place);
        own.ask(WantedKind::Reason, &place);
        own.book.reasons.contains_key(&place)
    });
    let own = Arc::clone(scope);
    environment.add_function("reason", move |place: &str, comparison: Rest<Value>| -> String {
        reason(&own, place, comparison.first())
    });
}

/// The paragraphs that the book has for a place. Those that are missing are asked for.
fn texts<'a>(scope: &'a Scope, place: &str) -> &'a [String] {
    let place = marks::plain(place);
    scope.ask(WantedKind::Text, &place);
    if let Some(texts) = scope.book.texts.get(&place) {
        return texts;
    }
    scope.want(Wanted::text(&place));
    &[]
}

/// The reason that the book gives for a change. One that is needed and missing is asked for.
fn reason(scope: &Scope, place: &str, comparison: Option<&Value>) -> String {
    let place = marks::plain(place);
    scope.ask(WantedKind::Reason, &place);
    if let Some(reason) = scope.book.reasons.get(&place) {
        return marks::shielded(reason);
    }
    let compared = comparison.and_then(|value| value.downcast_object_ref::<Comparison>());
    let rate = comparison.and_then(|value| value.downcast_object_ref::<Figure>());
    let is_needed = match (compared, rate) {
        (Some(comparison), _) => comparison.needs_reason(),
        (None, Some(figure)) => {
            figure.value.is_none_or(|rate| !rate.is_zero() && rate.abs() >= scope.edition.reason_from())
        }
        (None, None) => true,
    };
    if is_needed {
        let change = compared.map(Comparison::in_words);
        scope.want(Wanted::reason(&place, change.or_else(|| rate.map(Figure::in_words)).unwrap_or_default()));
    }
    String::new()
}

fn query(scope: &Scope, concept: &str, options: &Kwargs) -> Result<Query, Error> {
    let wrong = |what: &str| Error::new(ErrorKind::InvalidOperation, what.to_owned());
    let mut query = Query::of(concept_named(scope, concept)?, scope.facts().main_account());
    if let Some(name) = options.get::<Option<&str>>("fund")? {
        query.fund = fund_named(name)?;
    }
    if let Some(name) = options.get::<Option<&str>>("nature")? {
        let nature = Nature::ALL.into_iter().find(|nature| nature.id() == name);
        query.nature = Some(nature.ok_or_else(|| wrong("no such kind of expenditure"))?);
    }
    if let Some(code) = options.get::<Option<&str>>("function")? {
        query.function = Some(FunctionCode::parse(code).ok_or_else(|| wrong("no functional code"))?);
    }
    if let Some(code) = options.get::<Option<&str>>("economic")? {
        query.economic = Some(EconomicCode::parse(code).ok_or_else(|| wrong("no economic code"))?);
    }
    query.project = options.get::<Option<String>>("project")?.map(|name| marks::plain(&name));
    query.unit = options.get::<Option<String>>("unit")?.map(|name| marks::plain(&name));
    if let Some(name) = options.get::<Option<&str>>("account")? {
        query.account = Account::named(name).ok_or_else(|| wrong("no such account"))?;
    }
    options.assert_all_used()?;
    Ok(query)
}

fn concept_named(scope: &Scope, id: &str) -> Result<Concept, Error> {
    let wrong = || Error::new(ErrorKind::InvalidOperation, format!("no concept is named {id}"));
    scope.taxonomy.lexicon.by_id(id).ok_or_else(wrong)
}

fn fund_named(name: &str) -> Result<Fund, Error> {
    let found = Fund::ALL.into_iter().find(|fund| fund.id() == name);
    found.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "no such fund"))
}

/// The unit of a measure word: 人, 辆, 台（套）.
fn measure_word(word: &str) -> Result<Unit, Error> {
    let folded: String = word.chars().map(quantity::fold_char).collect();
    let unit = Unit::leading(&folded).filter(|(_, length)| *length == folded.len()).map(|(unit, _)| unit);
    unit.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no measure word {word}")))
}

/// The functional codes of a level that expenditure stands under, in order; those of a code where one is given.
fn functions_used(scope: &Scope, options: &Kwargs, level: Level) -> Result<Value, Error> {
    let asks = |name: &str| -> Result<bool, Error> { Ok(options.get::<Option<bool>>(name)?.unwrap_or(false)) };
    let others = [(asks("with_last")?, Account::LastYear), (asks("with_original")?, Account::Original)];
    let query = query(scope, "expenditure", options)?;
    let facts = scope.facts();
    let carried = scope.book.carried.iter().map(|row| row.function);
    let rows = scope.book.spending.iter().filter(|row| !row.is_withheld).map(|row| row.function);
    let figures = scope.book.figures.keys().filter_map(|key| key.function);
    let cut = |code: FunctionCode| if level == Level::Category { code.category() } else { code };
    // Figures of last year may be named for codes of every level.
    let all = rows.chain(carried).chain(figures).map(cut).filter(|code| code.level() == level);
    let codes: BTreeSet<FunctionCode> = all.collect();
    let asked = |code: &FunctionCode| query.function.is_none_or(|whole| code.is_within(whole));
    let used = codes.into_iter().filter(asked).filter(|code| {
        let query = Query { function: Some(*code), ..query.clone() };
        let is_used = |query: &Query| !facts.amount_or_zero(query).is_zero();
        is_used(&query)
            || others.iter().any(|(asks, account)| *asks && is_used(&Query { account: *account, ..query.clone() }))
    });
    Ok(Value::from_iter(used.map(|code| function(scope, code))))
}

fn function(scope: &Scope, code: FunctionCode) -> Value {
    let year = Some(scope.book.body.year);
    let name = |code: FunctionCode| scope.taxonomy.functional.name(code, year).unwrap_or_default().to_owned();
    let section = if code.level() == Level::Item { code.parent().unwrap_or(code) } else { code };
    let digits = code.to_string();
    context! {
        code => digits,
        last_two => digits[digits.len() - 2..],
        section_code => section.to_string(),
        section_last_two => section.to_string()[section.to_string().len() - 2..],
        category_code => code.category().to_string(),
        name => name(code),
        section => name(section),
        category => name(code.category()),
    }
}

/// The economic codes that expenditure stands under, in order; those of which a table prints more than 0.00.
fn economics_used(scope: &Arc<Scope>, options: &Kwargs) -> Result<Value, Error> {
    let query = query(scope, "expenditure", options)?;
    let facts = scope.facts();
    let codes: BTreeSet<EconomicCode> = facts.spending(&query).filter_map(|row| row.economic).collect();
    let used = codes.into_iter().filter(|code| {
        let query = Query { economic: Some(*code), ..query.clone() };
        !Figure::amount(scope, query, Arc::default(), None).prints_zero()
    });
    let year = Some(scope.book.body.year);
    let entry = |code: EconomicCode| {
        let name = scope.taxonomy.economic.name(code, year).unwrap_or_default();
        context! { code => code.to_string(), name => name }
    };
    Ok(Value::from_iter(used.map(entry)))
}

/// The projects that money is spent on, in the order of the book, each with the unit that spends it.
fn projects_used(scope: &Scope, options: &Kwargs) -> Result<Value, Error> {
    let query = query(scope, "expenditure", options)?;
    let facts = scope.facts();
    let body = &scope.book.body.name;
    let mut found: Vec<(&str, &str)> = Vec::new();
    for row in facts.spending(&query).filter(|row| !row.amounts.or_zero(query.account).is_zero()) {
        let Some(project) = &row.project else { continue };
        let pair = (row.unit.as_ref().unwrap_or(body).as_str(), project.as_str());
        if !found.contains(&pair) {
            found.push(pair);
        }
    }
    let entry = |(unit, name): (&str, &str)| {
        let open = || scope.book.projects.iter().filter(|project| project.name == name && !project.is_withheld);
        let known = open().find(|project| project.unit.as_deref().unwrap_or(body) == unit).or_else(|| open().next());
        let basis = known.and_then(|project| project.basis.as_deref()).map(marks::shielded);
        context! { name => marks::shielded(name), unit => marks::shielded(unit), basis }
    };
    Ok(Value::from_iter(found.into_iter().map(entry)))
}

/// Whose document it is, and of which year: what a line of a plan can name.
fn heads(environment: &mut Environment<'static>, scope: &Arc<Scope>) {
    let body = &scope.book.body;
    environment.add_global("year", Value::from(body.year));
    environment.add_global("last_year", Value::from(body.year - 1));
    let is_withheld = withheld::has_secrets(&scope.book);
    environment.add_global("withheld", Value::from(is_withheld));
    let openly = if is_withheld { scope.edition.settings.openly.as_str() } else { "" };
    environment.add_global("openly", Value::from(openly));
    environment.add_global("constants", Value::from_serialize(&scope.edition.settings.constants));
    let published = body.published.map(|(year, month, day)| context! { year, month, day });
    environment.add_global(
        "body",
        context! {
            name => marks::shielded(&body.name),
            short_name => marks::shielded(body.short_name.as_deref().unwrap_or(&body.name)),
            supervisor => marks::shielded(body.supervisor.as_deref().unwrap_or(&body.name)),
            is_department => body.scope == BodyScope::Department,
            is_institution => body.kind == BodyKind::Institution,
            word => if body.scope == BodyScope::Department { "部门" } else { "单位" },
            published,
        },
    );
}

/// The money that a project has in the year of the document, whether its form says it or its rows of expenditure.
fn project_budget(scope: &Arc<Scope>, project: &book::Project) -> Figure {
    let account = scope.facts().main_account();
    let concept = Concept::new("project.budget");
    let query = Query { project: Some(project.name.clone()), ..Query::of(concept, account) };
    let value = scope.facts().project_amount(project, ProjectFund::All, account);
    Figure { value: Some(value), ..Figure::amount(scope, query, Arc::default(), None) }
}

fn globals(environment: &mut Environment<'static>, scope: &Arc<Scope>) {
    heads(environment, scope);
    let book = &scope.book;
    let body = &book.body;
    let words = |text: &Option<String>| text.as_deref().map(marks::shielded);
    let offices = book.units.iter().filter(|unit| unit.kind == UnitKind::Office);
    environment.add_global("offices", Value::from_iter(offices.map(|unit| marks::shielded(&unit.name))));
    let units = book.units.iter().filter(|unit| unit.kind != UnitKind::Office);
    let units = units.map(|unit| {
        let kind = match unit.kind {
            UnitKind::Budget(BodyKind::Administrative) => "行政单位",
            UnitKind::Budget(BodyKind::CivilService) => "参照公务员法管理事业单位",
            UnitKind::Budget(BodyKind::Institution) => "事业单位",
            UnitKind::Office => "内设机构",
        };
        context! { name => marks::shielded(&unit.name), kind }
    });
    environment.add_global("units", Value::from_iter(units));
    let own = |unit: &Option<String>| unit.as_ref().is_none_or(|unit| *unit == body.name);
    let spent = book.spending.iter().any(|row| !row.is_withheld && !own(&row.unit));
    let came = book.revenue.iter().any(|row| !row.is_withheld && !own(&row.unit));
    environment.add_global("has_money_of_units", Value::from(spent || came));
    let facts = scope.facts();
    let account = facts.main_account();
    let all = |project, account| facts.project_amount(project, ProjectFund::All, account);
    let projects = book.projects.iter().filter(|project| project.name != WHOLE_BODY && !project.is_withheld);
    let projects = projects.map(|project| {
        context! {
            name => marks::shielded(&project.name),
            unit => marks::shielded(project.unit.as_deref().unwrap_or(&body.name)),
            basis => words(&project.basis),
            plan => words(&project.plan),
            goal => words(&project.goal),
            result => words(&project.result),
            is_fiscal => !facts.project_amount(project, ProjectFund::Fiscal, account).is_zero(),
            has_budget => !all(project, account).is_zero(),
            budget => Value::from_object(project_budget(scope, project)),
            is_underspent => all(project, Account::Actual) < all(project, Account::Adjusted),
        }
    });
    environment.add_global("projects", Value::from_iter(projects));
    let has_whole = book.projects.iter().any(|project| project.name == WHOLE_BODY && !project.is_withheld);
    environment.add_global("has_whole", Value::from(has_whole));
    let carried = book.carried.iter().map(|row| context! { project => marks::shielded(&row.project) });
    environment.add_global("carried", Value::from_iter(carried));
}
