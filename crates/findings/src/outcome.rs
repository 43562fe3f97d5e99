//! What one rule yields on one document.

use std::collections::BTreeSet;

use disclosure::ClaimId;
use document::Span;

use crate::Finding;

/// How a rule ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// Checked at least once, and nothing is broken.
    Held,
    /// At least one finding.
    Broken,
    /// The document has nothing that the rule is about.
    NotApplicable,
    /// There was something to check and it could not be.
    CouldNotCheck,
}

/// Something that should have been checked and could not be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NotChecked {
    /// Why, in Chinese, naming what is missing.
    pub why: String,
    /// Where, when there is a place.
    pub span: Option<Span>,
}

/// Everything one rule has to say about one document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    held: usize,
    findings: Vec<Finding>,
    not_checked: Vec<NotChecked>,
    not_applicable: Option<String>,
    checked: BTreeSet<ClaimId>,
}

impl Outcome {
    /// Records that an identity over these claims holds.
    pub fn held(&mut self, claims: impl IntoIterator<Item = ClaimId>) {
        self.held += 1;
        self.checked.extend(claims);
    }

    /// Records a finding over these claims.
    pub fn broken(&mut self, claims: impl IntoIterator<Item = ClaimId>, finding: Finding) {
        self.findings.push(finding);
        self.checked.extend(claims);
    }

    /// Records that something could not be checked; the same reason counts once.
    pub fn could_not(&mut self, why: impl Into<String>, span: Option<Span>) {
        let entry = NotChecked { why: why.into(), span };
        if !self.not_checked.iter().any(|other| other.why == entry.why) {
            self.not_checked.push(entry);
        }
    }

    /// Takes all findings back, if there are any: something that nobody could read may speak against them.
    pub fn withdraw(&mut self, why: impl Into<String>, span: Option<Span>) {
        if !self.findings.is_empty() {
            self.findings.clear();
            self.could_not(why, span);
        }
    }

    /// Records why the rule has nothing to look at.
    pub fn not_applicable(&mut self, why: impl Into<String>) {
        self.not_applicable = Some(why.into());
    }

    /// How the rule ended. Silence is not a pass.
    pub fn verdict(&self) -> Verdict {
        if self.findings.is_empty() {
            match (self.held, self.not_checked.is_empty()) {
                (0, false) => Verdict::CouldNotCheck,
                (0, true) => Verdict::NotApplicable,
                _ => Verdict::Held,
            }
        } else {
            Verdict::Broken
        }
    }

    /// How many checks held.
    pub fn n_held(&self) -> usize {
        self.held
    }

    /// What is broken.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What could not be checked, also where other checks of the rule were possible.
    pub fn not_checked(&self) -> &[NotChecked] {
        &self.not_checked
    }

    /// Why the rule has nothing to look at.
    pub fn why_not_applicable(&self) -> Option<&str> {
        self.not_applicable.as_deref()
    }

    /// The claims that took part in a check.
    pub fn checked(&self) -> &BTreeSet<ClaimId> {
        &self.checked
    }
}
