//! The checks.
//!
//! A [`Rule`] is a manual page and, where an identity that stands in the page's head does not say
//! it all, a function. The page is Chinese, is what `explain` prints, and its passing and failing
//! examples are the rule's tests. A rule is pure: it reads a [`Case`] and writes an
//! [`findings::Outcome`], in which silence is never a pass.
//!
//! This crate knows nothing of files and of how a disclosure was read.
//!
//! Reading order: [`Manual`], [`Rule`], [`Case`], `facts`, the shapes that pages drive (`sums`, `agreement`,
//! `rates`, `tables`), then the categories: `sum`
//! parts and totals, `xtb` same fact in two tables, `nar` text against table and text, `rat` shares,
//! changes and rates, `cnt` heads, vehicles, units, `prf` performance forms, `cls` classification
//! codes, `publ` publication duty, `frm` form, `pls` plausibility and wording.

use std::sync::LazyLock;

use disclosure::{DefectKind, Disclosure};
use findings::Outcome;
use taxonomy::Taxonomy;

mod across;
mod agreement;
mod facts;
mod manual;
mod rates;
mod sums;
mod tables;
mod words;
mod zero_base;

mod cls;
mod cnt;
mod frm;
mod nar;
mod pls;
mod prf;
mod publ;
mod rat;
mod sum;
mod xtb;

pub use manual::{Example, Expectation, Manual};

/// What a rule looks at.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The document's statements.
    pub disclosure: &'a Disclosure,
    /// The field's vocabulary.
    pub taxonomy: &'a Taxonomy,
}

/// One check.
pub struct Rule {
    manual: Manual,
    check: fn(&Manual, &Case<'_>, &mut Outcome),
}

impl Rule {
    fn new(page: &'static str, check: fn(&Manual, &Case<'_>, &mut Outcome)) -> Self {
        Self { manual: Manual::parse(page), check }
    }

    /// The manual page.
    pub fn manual(&self) -> &Manual {
        &self.manual
    }

    /// Checks a case. A rule of another stage, and one that found nothing to look at, is not
    /// applicable.
    pub fn check(&self, case: &Case<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        match (self.manual.stage, case.disclosure.stage) {
            (Some(wanted), Some(stage)) if wanted != stage => {
                outcome.not_applicable(format!("只适用于{}公开", wanted.name()));
            }
            _ => (self.check)(&self.manual, case, &mut outcome),
        }
        if self.manual.absence {
            withdraw_what_may_be_unread(case.disclosure, &mut outcome);
        }
        outcome
    }
}

/// Takes back the findings of a rule about what is missing, when it may stand in a part that could not be read.
fn withdraw_what_may_be_unread(disclosure: &Disclosure, outcome: &mut Outcome) {
    let Some((kind, span)) = disclosure.unread().next() else { return };
    let what = match kind {
        DefectKind::ImagePage => "这一页是图片，无法读取",
        DefectKind::ImageSheet => "这个工作表是图片，无法读取",
        _ => "文件的这一部分无法读取",
    };
    let more = match disclosure.unread().count() {
        1 => String::new(),
        n => format!("（这样的共{n}处）"),
    };
    outcome.withdraw(format!("{what}{more}，不能断定缺少什么"), Some(span));
}

/// All rules, in manual order.
pub fn all() -> &'static [Rule] {
    static ALL: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let categories = [
            sum::rules,
            xtb::rules,
            nar::rules,
            rat::rules,
            cnt::rules,
            prf::rules,
            cls::rules,
            publ::rules,
            frm::rules,
            pls::rules,
        ];
        categories.into_iter().flat_map(|rules| rules()).collect()
    });
    &ALL
}
