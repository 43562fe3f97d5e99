//! One broken identity or duty.

use document::Span;

/// How sure a finding is and how much it matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// A rounding note, a zero base, style.
    Info,
    /// Very likely wrong; a person must look.
    Warning,
    /// Provably inconsistent, or a duty broken.
    Error,
}

impl Severity {
    /// The word of the wire format.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A place that a finding rests on and what it shows there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// Where.
    pub span: Span,
    /// What stands there, in a few words: 本年收入合计.
    pub role: String,
}

/// A replacement that repairs a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Index into [`Finding::places`].
    pub place: usize,
    /// The new text.
    pub replace: String,
    /// Whether it can be applied without a person looking.
    pub sure: bool,
}

/// One broken rule at one place.
///
/// **Shape.** `holes` fill the named holes of the rule's message (`{stated}`, `{expected}` and
/// `{unit}` are filled from the fields). The first place is the wrong figure, the others are the
/// evidence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The rule's permanent code.
    pub rule: &'static str,
    /// Its severity here; a rule may lower its own.
    pub severity: Severity,
    /// What is printed, plain.
    pub stated: Option<String>,
    /// What it should be, plain.
    pub expected: Option<String>,
    /// By how much they differ, plain and without sign.
    pub difference: Option<String>,
    /// The unit of the three.
    pub unit: &'static str,
    /// The computation with its numbers: `876.98 + 0.00 + 147.03 = 1024.01`.
    pub arithmetic: Option<String>,
    /// Values for the named holes of the message.
    pub holes: Vec<(&'static str, String)>,
    /// The wrong figure first, then the evidence.
    pub places: Vec<Evidence>,
    /// How to repair it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding of a rule at a place.
    pub fn new(rule: &'static str, severity: Severity, span: Span, role: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            stated: None,
            expected: None,
            difference: None,
            unit: "",
            arithmetic: None,
            holes: Vec::new(),
            places: vec![Evidence { span, role: role.into() }],
            fix: None,
        }
    }

    /// What is printed and what it should be.
    pub fn figures(mut self, stated: impl Into<String>, expected: impl Into<String>, unit: &'static str) -> Self {
        self.stated = Some(stated.into());
        self.expected = Some(expected.into());
        self.unit = unit;
        self
    }

    /// By how much they differ.
    pub fn difference(mut self, difference: impl Into<String>) -> Self {
        self.difference = Some(difference.into());
        self
    }

    /// The computation.
    pub fn arithmetic(mut self, arithmetic: impl Into<String>) -> Self {
        self.arithmetic = Some(arithmetic.into());
        self
    }

    /// A value for a named hole of the message.
    pub fn say(mut self, hole: &'static str, value: impl Into<String>) -> Self {
        self.holes.push((hole, value.into()));
        self
    }

    /// A further place.
    pub fn evidence(mut self, span: Span, role: impl Into<String>) -> Self {
        self.places.push(Evidence { span, role: role.into() });
        self
    }

    /// A replacement for the text of the first place.
    pub fn fix(mut self, replace: impl Into<String>, sure: bool) -> Self {
        self.fix = Some(Fix { place: 0, replace: replace.into(), sure });
        self
    }

    /// The same finding at a lower or higher severity.
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
