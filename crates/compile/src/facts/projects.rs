//! The money of projects, as their forms and the section on performance state it.

use book::{Account, Spending, WHOLE_BODY};
use quantity::Decimal;
use taxonomy::{Concept, Fund, Nature, Stage};

use super::{Facts, Query, count, of_account};

/// One of the funds of a project, as its form lists them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProjectFund {
    /// All of them.
    All,
    /// 上级资金.
    Superior,
    /// 财政拨款; of the body as a whole, 本级资金.
    Fiscal,
    /// 其他资金.
    Other,
}

impl<'a> Facts<'a> {
    /// The money of a project: what the book says, or else what its rows of expenditure add up to.
    ///
    /// Of the body as a whole, the budget of the year is all that there was to spend.
    pub fn project_amount(&self, project: &book::Project, fund: ProjectFund, account: Account) -> Decimal {
        let (amounts, money) = match fund {
            ProjectFund::All => {
                let funds = [ProjectFund::Superior, ProjectFund::Fiscal, ProjectFund::Other];
                return funds.into_iter().map(|fund| self.project_amount(project, fund, account)).sum();
            }
            // The money of a single project has no part that its form calls so.
            ProjectFund::Superior if project.name != WHOLE_BODY => return Decimal::ZERO,
            ProjectFund::Superior => return project.superior.or_zero(account),
            ProjectFund::Fiscal => (&project.fiscal, Fund::Fiscal),
            ProjectFund::Other => (&project.other, Fund::Nonfiscal),
        };
        if let Some(amount) = amounts.get(account) {
            return amount;
        }
        let expenditure = Query { fund: money, ..Query::of(Concept::new("expenditure"), account) };
        if project.name != WHOLE_BODY {
            let rows = self.rows_of(project).filter(|row| row.nature == Nature::Project && row.fund.is_within(money));
            return rows.filter_map(|row| of_account(&row.amounts, account)).sum();
        }
        let whole = match (self.stage, account) {
            (Stage::FinalAccounts, Account::Adjusted) => {
                self.amount_or_zero(&Query { account: Account::Actual, ..expenditure.with("revenue.total") })
            }
            (Stage::Budget, Account::Original) => self.amount_or_zero(&expenditure) + self.carried(&expenditure),
            _ => self.amount_or_zero(&expenditure),
        };
        whole - if fund == ProjectFund::Fiscal { project.superior.or_zero(account) } else { Decimal::ZERO }
    }

    /// The published rows of expenditure of a project. Where several units have one of this name, those of its unit.
    pub fn rows_of(&self, project: &book::Project) -> impl Iterator<Item = &'a Spending> + use<'a> {
        let n_named = self.book.projects.iter().filter(|other| other.name == project.name).count();
        let unit = (n_named > 1).then(|| project.unit.clone().unwrap_or_else(|| self.book.body.name.clone()));
        let expenditure = Query::of(Concept::new("expenditure"), self.main_account());
        self.spending(&Query { project: Some(project.name.clone()), unit, ..expenditure })
    }

    /// Projects and their money, as the section on performance counts them.
    pub(super) fn performance(&self, query: &Query) -> Option<Decimal> {
        let open = || self.book.projects.iter().filter(|project| !project.is_withheld);
        let whole = || open().filter(|project| project.name == WHOLE_BODY);
        let projects = || open().filter(|project| project.name != WHOLE_BODY);
        let is_fiscal = |project: &&book::Project| {
            !self.project_amount(project, ProjectFund::Fiscal, self.main_account()).is_zero()
        };
        let secret = || self.book.projects.iter().filter(|project| project.is_withheld);
        let money = |projects: &mut dyn Iterator<Item = &book::Project>| {
            projects.map(|project| self.project_amount(project, ProjectFund::All, query.account)).sum::<Decimal>()
        };
        Some(match query.concept.id() {
            "performance.overall" => count(whole().count()),
            "performance.overall-funds" => money(&mut whole()),
            "performance.projects" if self.stage == Stage::Budget => count(projects().filter(is_fiscal).count()),
            "performance.project-funds" if self.stage == Stage::Budget => money(&mut projects().filter(is_fiscal)),
            "performance.projects" => count(projects().count()),
            "performance.project-funds" => money(&mut projects()),
            "performance.nonfiscal-projects" => count(projects().filter(|project| !is_fiscal(project)).count()),
            "performance.nonfiscal-project-funds" => money(&mut projects().filter(|project| !is_fiscal(project))),
            "performance.secret-projects" => count(secret().count()),
            "performance.tracked-projects" => count(projects().count()),
            "performance.tracked-funds" => money(&mut projects()),
            "performance.evaluated-funds" => money(&mut projects().filter(|project| self.score(project).is_some())),
            _ => return self.evaluation(query.concept),
        })
    }
}
