//! What was found in one document, with every place resolved.

use crate::{Location, ReportDefect, Severity};

/// What a document says of itself.
///
/// The words are those of the wire format: `final-accounts`, `department`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DocumentInfo {
    /// The file, as the user named it.
    pub file: String,
    /// The file format.
    pub format: &'static str,
    /// Budget or final accounts.
    pub stage: Option<&'static str>,
    /// Department or unit.
    pub scope: Option<&'static str>,
    /// The fiscal year.
    pub year: Option<u16>,
    /// The body.
    pub body: Option<String>,
    /// The place.
    pub region: Option<String>,
    /// The edition whose requirements were checked.
    pub edition: Option<String>,
}

/// How the check of a whole document ended. There is no "clean": what was not checked is not
/// vouched for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Conclusion {
    /// At least one error or warning.
    Broken,
    /// No error and no warning, and at least one rule could be checked and held.
    Held,
    /// Nothing could be checked.
    CouldNotCheck,
}

impl Conclusion {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Held => "held",
            Self::CouldNotCheck => "could-not-check",
        }
    }
}

/// A [`crate::Finding`] with its message filled and its places resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportFinding {
    /// The rule's permanent code.
    pub rule: &'static str,
    /// The rule's name.
    pub name: &'static str,
    /// The defect in a few words.
    pub title: String,
    /// How sure and how grave.
    pub severity: Severity,
    /// The whole sentence.
    pub message: String,
    /// What the named holes of the message were filled with.
    pub holes: Vec<(&'static str, String)>,
    /// What is printed, plain.
    pub stated: Option<String>,
    /// What it should be, plain.
    pub expected: Option<String>,
    /// By how much they differ, without sign.
    pub difference: Option<String>,
    /// The unit of the three.
    pub unit: &'static str,
    /// The computation with its numbers.
    pub arithmetic: Option<String>,
    /// Regulation and article.
    pub source: String,
    /// The wrong figure first, then the evidence; never empty.
    pub places: Vec<Location>,
    /// How to repair it.
    pub fix: Option<ReportFix>,
    /// The root cause, an id among [`Report::causes`].
    pub cause: Option<u32>,
}

/// A replacement of the text of one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReportFix {
    /// Index into [`ReportFinding::places`].
    pub place: usize,
    /// The new text.
    pub replace: String,
    /// Whether it can be applied without a person looking.
    pub sure: bool,
}

/// A figure that explains several findings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cause {
    /// Its number in the report.
    pub id: u32,
    /// The suspect figure.
    pub figure: Location,
    /// Indices into [`Report::findings`].
    pub explains: Vec<usize>,
    /// The value that repairs them all.
    pub repair: Option<String>,
}

/// A rule as reports name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleName {
    /// Permanent code.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// The defect in a few words.
    pub title: String,
}

/// A rule that has nothing to look at in the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotApplicable {
    /// The rule.
    pub rule: RuleName,
    /// Why.
    pub why: String,
}

/// Something a rule should have checked and could not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unchecked {
    /// The rule.
    pub rule: RuleName,
    /// Why.
    pub why: String,
    /// Whether the rule could be checked elsewhere in the document.
    pub partly: bool,
    /// Where, when there is a place.
    pub place: Option<Location>,
}

/// How every rule ended. Each rule stands in exactly one of `held`, `broken`, `noted`,
/// `not_applicable`, or only in `could_not_check`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RuleResults {
    /// Checked at least once without a finding.
    pub held: Vec<RuleName>,
    /// At least one error or warning.
    pub broken: Vec<RuleName>,
    /// Only notes.
    pub noted: Vec<RuleName>,
    /// Nothing to look at.
    pub not_applicable: Vec<NotApplicable>,
    /// What could not be checked; a rule that was checked elsewhere stands here too, marked
    /// [`Unchecked::partly`].
    pub could_not_check: Vec<Unchecked>,
}

/// How much of the document took part.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// Runs of digits that are figures or may be: `claims` + `leftovers`.
    pub figures: usize,
    /// Figures that were understood.
    pub claims: usize,
    /// Claims that took part in at least one check.
    pub checked: usize,
    /// Runs of digits that were not understood.
    pub leftovers: usize,
}

/// The result of checking one document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Report {
    /// The document.
    pub document: DocumentInfo,
    /// How it ended.
    pub conclusion: Conclusion,
    /// What is broken, errors first, then in reading order.
    pub findings: Vec<ReportFinding>,
    /// Root causes.
    pub causes: Vec<Cause>,
    /// How every rule ended.
    pub rules: RuleResults,
    /// How much took part.
    pub coverage: Coverage,
    /// Parts that could not be read at all: pages and sheets that are pictures, broken parts. Nothing of them
    /// was checked, so that the conclusion never stands without them.
    pub unread: Vec<ReportDefect>,
    /// Digits that were not understood.
    pub leftovers: Vec<Location>,
    /// Figures that were understood and that no rule looked at, in reading order.
    pub never_compared: Vec<Location>,
}

impl Report {
    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// How many rules could not be checked, wholly or in part.
    pub fn n_could_not_check(&self) -> usize {
        let mut codes: Vec<_> = self.rules.could_not_check.iter().map(|entry| entry.rule.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    }
}

/// Puts findings in the order of a report: errors first, then reading order, then code.
pub fn sort_findings(findings: &mut [ReportFinding]) {
    findings.sort_by_key(|finding| {
        let place = finding.places.first().map(Location::reading_order);
        (std::cmp::Reverse(finding.severity), place, finding.rule)
    });
}

/// Puts places in the order of reading.
pub fn sort_places(places: &mut [Location]) {
    places.sort_by_key(Location::reading_order);
}
