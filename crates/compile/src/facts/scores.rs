//! What projects score, all together.

use book::{Account, Project, WHOLE_BODY};
use quantity::Decimal;
use taxonomy::Concept;

use super::{Facts, ProjectFund, count};
use crate::scoring;

/// The ratings, from the best down; a project that reaches no grade has the last.
const RATINGS: [&str; 4] =
    ["performance.rated.excellent", "performance.rated.good", "performance.rated.fair", "performance.rated.poor"];

impl Facts<'_> {
    /// The score of a project; `None` where its indicators do not say it, or nobody says how to score.
    pub(super) fn score(&self, project: &Project) -> Option<Decimal> {
        let all = |account| self.project_amount(project, ProjectFund::All, account);
        scoring::score(project, (all(Account::Actual), all(Account::Adjusted)), self.settings?).total_score
    }

    /// How many projects were evaluated, their average score and their ratings.
    pub(super) fn evaluation(&self, concept: Concept) -> Option<Decimal> {
        let projects = self.book.projects.iter().filter(|project| !project.is_withheld && project.name != WHOLE_BODY);
        let scores: Vec<Decimal> = projects.filter_map(|project| self.score(project)).collect();
        match concept.id() {
            "performance.evaluated-projects" => Some(count(scores.len())),
            "performance.average-score" => {
                scores.iter().copied().sum::<Decimal>().ratio(count(scores.len()), 1, self.settings?.rate_decimals)
            }
            rated => {
                let rating = RATINGS.iter().position(|rating| *rating == rated)?;
                let grades = &self.settings?.grades;
                let is_rated = |score: &&Decimal| {
                    let missed = grades.iter().filter(|grade| **score < Decimal::whole(i64::from(**grade))).count();
                    missed.min(RATINGS.len() - 1) == rating
                };
                Some(count(scores.iter().filter(is_rated).count()))
            }
        }
    }
}
