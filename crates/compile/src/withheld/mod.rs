//! What must not be published, and whether the rest gives it away.
//!
//! Rows and projects that are withheld (涉密) take no part in any figure. That is not enough where the book also
//! holds a total that somebody typed: the total less the published parts is the secret. Nor is it where the money that
//! paid for it is published: then the secret is what seems to be left over.

use std::collections::BTreeSet;

use book::{Account, Amounts, Book, FigureKey, Project, Revenue, Spending, WHOLE_BODY, sealed};
use quantity::Decimal;
use taxonomy::{Concept, EconomicCode, Fund, Nature, Stage, Taxonomy, UnitKind};

use crate::{
    Settings,
    facts::{Facts, ProjectFund, Query, THREE_PUBLIC},
};

mod words;

/// A way in which a reader could learn what is withheld.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exposure {
    /// What is withheld: the project, or the code.
    pub withheld: String,
    /// How it shows.
    pub how: Shows,
}

/// How something withheld shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shows {
    /// A typed figure exceeds the sum of what is published by just this amount.
    Difference {
        /// What the figure is about: a concept's id, with `@` its money and `#` its kind of expenditure, or the name
        /// of the project it is given for.
        figure: String,
    },
    /// A typed number of projects counts it.
    Counted {
        /// The concept's id.
        figure: String,
    },
    /// Its expenditure is withheld and the money that pays for it is not, so that its amount seems to be left over.
    LeftOver {
        /// The money.
        fund: Fund,
    },
    /// Words of the body print its amount.
    Words {
        /// The place of the words.
        place: String,
    },
    /// Words of the body name the project.
    Name {
        /// The place of the words.
        place: String,
    },
}

/// The ways in which a book gives away what it withholds, as an edition prints it.
pub fn exposures(book: &Book, taxonomy: &'static Taxonomy, settings: &Settings) -> Vec<Exposure> {
    let book = sealed(book.clone());
    let secrets = secrets(&book);
    let reader = Reader { book: &book, secrets: &secrets, taxonomy, settings };
    let mut found: Vec<Exposure> = Vec::new();
    let mut add = |secret: &Secret, how: Shows| {
        let exposure = Exposure { withheld: secret.name.clone(), how };
        // The revenue that pays for something secret has its amount.
        let is_said = |known: &Exposure| match secret.kind {
            Kind::Revenue => known.how == exposure.how,
            Kind::Project | Kind::Code => *known == exposure,
        };
        if !found.iter().any(is_said) {
            found.push(exposure);
        }
    };
    for (how, exposed) in reader.figures().into_iter().chain(reader.projects()).chain(reader.left_over()) {
        exposed.into_iter().for_each(|secret| add(secret, how.clone()));
    }
    let words = words::all(&book);
    for secret in &secrets {
        let amounts = secret.amounts();
        for (place, text) in &words {
            if amounts.iter().any(|amount| words::print(text, *amount)) {
                add(secret, Shows::Words { place: place.clone() });
            }
            if secret.kind == Kind::Project && words::name(text, &secret.name) {
                add(secret, Shows::Name { place: place.clone() });
            }
        }
    }
    found
}

/// What kind of thing is withheld.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    /// A project with its rows.
    Project,
    /// Expenditure under a code.
    Code,
    /// Revenue under a code.
    Revenue,
}

/// Whether anything of a sealed book is withheld.
pub(crate) fn has_secrets(book: &Book) -> bool {
    book.projects.iter().any(|project| project.is_withheld)
        || book.spending.iter().any(|row| row.is_withheld)
        || book.revenue.iter().any(|row| row.is_withheld)
}

/// Something that is withheld.
#[derive(Debug)]
struct Secret {
    kind: Kind,
    /// The project, or else the code.
    name: String,
    /// The amounts of its rows, and apart from them those of its form.
    parts: [Vec<Amounts>; 2],
    /// The book in which only the other secrets are withheld.
    opened: Book,
}

impl Secret {
    /// All of it for an account.
    fn amount(&self, account: Account) -> Decimal {
        let sum = |parts: &[Amounts]| parts.iter().map(|part| part.or_zero(account)).sum::<Decimal>();
        let [rows, form] = &self.parts;
        if rows.is_empty() { sum(form) } else { sum(rows) }
    }

    /// Every amount of it that is not 0, single and together.
    fn amounts(&self) -> Vec<Decimal> {
        let single = self.parts.iter().flatten().flat_map(|part| Account::ALL.map(|account| part.or_zero(account)));
        let together = Account::ALL.map(|account| self.amount(account));
        single.chain(together).filter(|amount| !amount.is_zero()).collect()
    }
}

/// What a sealed book withholds.
fn secrets(book: &Book) -> Vec<Secret> {
    let of_row = |row: &Spending| match &row.project {
        Some(name) => (Kind::Project, name.clone()),
        None => (Kind::Code, row.function.to_string()),
    };
    let of_revenue = |row: &Revenue| (Kind::Revenue, row.function.to_string());
    let of_project = |project: &Project| (Kind::Project, project.name.clone());
    let spending = book.spending.iter().filter(|row| row.is_withheld).map(of_row);
    let revenue = book.revenue.iter().filter(|row| row.is_withheld).map(of_revenue);
    // What the body as a whole has is no secret of its own.
    let projects = book.projects.iter().filter(|project| project.is_withheld && project.name != WHOLE_BODY);
    let keys: BTreeSet<(Kind, String)> = spending.chain(revenue).chain(projects.map(of_project)).collect();
    let secret = |key: (Kind, String)| {
        let mut opened = book.clone();
        let [mut rows, mut form] = <[Vec<Amounts>; 2]>::default();
        for row in opened.spending.iter_mut().filter(|row| row.is_withheld && of_row(row) == key) {
            row.is_withheld = false;
            rows.push(row.amounts);
        }
        for row in opened.revenue.iter_mut().filter(|row| row.is_withheld && of_revenue(row) == key) {
            row.is_withheld = false;
            rows.push(row.amounts);
        }
        for project in opened.projects.iter_mut().filter(|project| project.is_withheld && of_project(project) == key) {
            project.is_withheld = false;
            form.extend([project.superior, project.fiscal, project.other]);
        }
        let (kind, name) = key;
        Secret { kind, name, parts: [rows, form], opened }
    };
    keys.into_iter().map(secret).collect()
}

/// Whoever reads the published figures and computes.
struct Reader<'a> {
    book: &'a Book,
    secrets: &'a [Secret],
    taxonomy: &'static Taxonomy,
    settings: &'a Settings,
}

type Found<'a> = Vec<(Shows, Vec<&'a Secret>)>;

impl<'a> Reader<'a> {
    fn facts<'b>(&'b self, book: &'b Book) -> Facts<'b> {
        Facts::new(book, self.taxonomy, self.settings.stage).counted_by(self.settings)
    }

    /// What the published rows add up to, and how much more it would be with each secret.
    fn with_each(&self, read: impl Fn(&Facts<'_>) -> Option<Decimal>) -> Option<(Decimal, Vec<Decimal>)> {
        let published = read(&self.facts(self.book))?;
        let share = |secret: &Secret| read(&self.facts(&secret.opened)).unwrap_or_default() - published;
        Some((published, self.secrets.iter().map(share).collect()))
    }

    /// The secrets that a difference is the amount of: one, or all that have a share together.
    fn exposed(&self, difference: Decimal, shares: &[Decimal], account: Account) -> Vec<&'a Secret> {
        let pairs = || self.secrets.iter().zip(shares);
        let is_it = |(secret, share): &(&Secret, &Decimal)| {
            is_near(difference, **share) || is_near(difference, secret.amount(account))
        };
        let single: Vec<&Secret> = pairs().filter(is_it).map(|(secret, _)| secret).collect();
        if !single.is_empty() || !is_near(difference, shares.iter().copied().sum()) {
            return single;
        }
        pairs().filter(|(_, share)| !share.is_zero()).map(|(secret, _)| secret).collect()
    }

    /// Typed figures that hold what the rows withhold.
    fn figures(&self) -> Found<'a> {
        let mut found = Vec::new();
        for (key, amounts) in &self.book.figures {
            let FigureKey { concept, fund, nature, function } = *key;
            let entry = self.taxonomy.lexicon.concept(concept);
            let is_money = entry.is_none_or(|entry| entry.unit == UnitKind::Money);
            for account in Account::ALL {
                let Some(typed) = amounts.get(account) else { continue };
                let query = Query { fund, nature, function, ..Query::of(concept, account) };
                let derived = self.with_each(|facts| facts.derived(&query));
                let code = THREE_PUBLIC.iter().find(|(id, _)| *id == concept.id());
                let alike = code.and_then(|(_, code)| self.beside(code, account));
                for (published, shares) in [derived, alike].into_iter().flatten() {
                    let exposed = self.exposed(typed - published, &shares, account);
                    let figure = name_of(key);
                    let how = if is_money { Shows::Difference { figure } } else { Shows::Counted { figure } };
                    found.push((how, exposed));
                }
            }
        }
        found
    }

    /// What the table of basic expenditure prints under an economic code, and what each secret spends on it. The table
    /// has the account of the document alone.
    fn beside(&self, code: &str, account: Account) -> Option<(Decimal, Vec<Decimal>)> {
        let all =
            Query { economic: Some(EconomicCode::parse(code)?), ..Query::of(Concept::new("expenditure"), account) };
        let fiscal = Query { fund: Fund::Fiscal, ..all.clone() };
        let basic = Query { fund: Fund::GeneralPublic, nature: Some(Nature::Basic), ..all };
        let (_, shares) = self.with_each(|facts| facts.derived(&fiscal))?;
        let facts = self.facts(self.book);
        let printed = facts.derived(&basic).filter(|_| account == facts.main_account())?;
        Some((printed, shares))
    }

    /// Money that is typed for a project and holds what its rows withhold.
    fn projects(&self) -> Found<'a> {
        let mut found = Vec::new();
        for project in self.book.projects.iter().filter(|project| !project.is_withheld) {
            let blank = Project { fiscal: Amounts::default(), other: Amounts::default(), ..project.clone() };
            for (amounts, part) in [(&project.fiscal, ProjectFund::Fiscal), (&project.other, ProjectFund::Other)] {
                for account in Account::ALL {
                    let Some(typed) = amounts.get(account) else { continue };
                    let read = |facts: &Facts<'_>| Some(facts.project_amount(&blank, part, account));
                    let Some((published, shares)) = self.with_each(read) else { continue };
                    let exposed = self.exposed(typed - published, &shares, account);
                    found.push((Shows::Difference { figure: project.name.clone() }, exposed));
                }
            }
        }
        found
    }

    /// Money of which nothing would be left over, if all were published, and something seems to be.
    fn left_over(&self) -> Found<'a> {
        let mut found = Vec::new();
        for fund in [Fund::GeneralPublic, Fund::GovernmentFund, Fund::StateCapital, Fund::Nonfiscal] {
            let read = |facts: &Facts<'_>| {
                let of = |id: &'static str| Query { fund, ..Query::of(Concept::new(id), facts.main_account()) };
                match self.settings.stage {
                    Stage::FinalAccounts => facts.derived(&of("carry-over.closing")),
                    Stage::Budget => Some(facts.derived(&of("revenue"))? - facts.derived(&of("expenditure"))?),
                }
            };
            let Some((left, shares)) = self.with_each(read) else { continue };
            let in_truth = left + shares.iter().copied().sum();
            if in_truth.is_zero() && !left.is_zero() {
                let with_share = self.secrets.iter().zip(&shares).filter(|(_, share)| !share.is_zero());
                found.push((Shows::LeftOver { fund }, with_share.map(|(secret, _)| secret).collect()));
            }
        }
        found
    }
}

/// `revenue.total@fiscal`: the concept, its money, its kind of expenditure.
fn name_of(key: &FigureKey) -> String {
    let fund = if key.fund == Fund::All { String::new() } else { format!("@{}", key.fund.id()) };
    let nature = key.nature.map_or(String::new(), |nature| format!("#{}", nature.id()));
    format!("{}{fund}{nature}", key.concept.id())
}

/// Whether a reader would take two amounts for one: typed figures are often rounded to 万元 with two decimals.
fn is_near(difference: Decimal, amount: Decimal) -> bool {
    let apart = (difference - amount).abs();
    let rounding = Decimal::whole(100).min(Decimal::from_micros(amount.abs().micros() / 100));
    !amount.is_zero() && apart <= rounding
}
