//! From outcomes to a report.

use std::collections::BTreeSet;

use findings::{
    Conclusion, Coverage, DocumentInfo, Finding, NotApplicable, Outcome, Report, ReportDefect, ReportFinding,
    ReportFix, RuleName, RuleResults, Severity, Unchecked, Verdict, render::Language, sort_findings, sort_places,
};
use rules::Manual;

use crate::{Checked, Extraction, message, resolve::Resolver};

/// Joins outcomes with the manual and resolves every place.
///
/// **Shape.** `name` is the file as the user named it. Messages, titles and labels are in the
/// language asked for; what rules quote and the reasons they give stay Chinese.
pub fn report(checked: &Checked, name: &str, language: Language) -> Report {
    let extraction = &checked.extraction;
    let disclosure = &extraction.disclosure;
    let resolver = Resolver::new(extraction);
    let mut findings = Vec::new();
    let mut rules = RuleResults::default();
    let mut compared = BTreeSet::new();
    let mut anything_held = false;
    for (rule, outcome) in &checked.outcomes {
        let manual = rule.manual();
        compared.extend(outcome.checked().iter().copied());
        anything_held |= outcome.n_held() > 0;
        findings.extend(outcome.findings().iter().map(|finding| shown(finding, manual, &resolver, language)));
        file_rule(&mut rules, manual, outcome, &resolver, language);
    }
    sort_findings(&mut findings);

    let is_broken = findings.iter().any(|finding| finding.severity >= Severity::Warning);
    let conclusion = match (is_broken, anything_held) {
        (true, _) => Conclusion::Broken,
        (false, true) => Conclusion::Held,
        (false, false) => Conclusion::CouldNotCheck,
    };
    let n_claims = disclosure.claims.len();
    let n_leftovers = disclosure.leftovers.len();
    let mut leftovers: Vec<_> = disclosure.leftovers.iter().map(|span| resolver.location(*span, "")).collect();
    let never_compared = disclosure.all().filter(|(id, _)| !compared.contains(id));
    let mut never_compared: Vec<_> = never_compared.map(|(_, claim)| resolver.location(claim.span, "")).collect();
    sort_places(&mut leftovers);
    sort_places(&mut never_compared);
    Report {
        document: document_info(extraction, name),
        conclusion,
        findings,
        causes: Vec::new(),
        rules,
        coverage: Coverage {
            figures: n_claims + n_leftovers,
            claims: n_claims,
            checked: compared.len(),
            leftovers: n_leftovers,
        },
        unread: disclosure
            .unread()
            .map(|(kind, span)| ReportDefect { kind: kind.name(), place: resolver.location(span, "") })
            .collect(),
        leftovers,
        never_compared,
    }
}

/// What a document says of itself, in the words of the wire format.
pub fn document_info(extraction: &Extraction, name: &str) -> DocumentInfo {
    let disclosure = &extraction.disclosure;
    DocumentInfo {
        file: name.to_owned(),
        format: extraction.document.format().name(),
        stage: disclosure.stage.map(taxonomy::Stage::id),
        scope: disclosure.scope.map(disclosure::Scope::id),
        year: disclosure.year,
        body: disclosure.body.clone(),
        region: disclosure.region.clone(),
        edition: disclosure.edition.clone(),
    }
}

fn rule_name(manual: &Manual, language: Language) -> RuleName {
    let title = language.pick(manual.title, manual.title_en).to_owned();
    RuleName { code: manual.code, name: manual.name, title }
}

fn shown(finding: &Finding, manual: &Manual, resolver: &Resolver<'_>, language: Language) -> ReportFinding {
    let holes = message::holes(finding);
    let template = language.pick(manual.message, manual.message_en);
    let message = message::fill(template, &holes).unwrap_or_else(|(text, hole)| {
        debug_assert!(
            false,
            "{}: the message has a hole {{{hole}}} that the finding does not fill: {text}",
            manual.code
        );
        text
    });
    ReportFinding {
        rule: manual.code,
        name: manual.name,
        title: language.pick(manual.title, manual.title_en).to_owned(),
        severity: finding.severity,
        message,
        holes: holes.into_iter().map(|(name, value)| (name, value.to_owned())).collect(),
        stated: finding.stated.clone(),
        expected: finding.expected.clone(),
        difference: finding.difference.clone(),
        unit: finding.unit,
        arithmetic: finding.arithmetic.clone(),
        source: manual.source.to_owned(),
        places: finding.places.iter().map(|place| resolver.location(place.span, &place.role)).collect(),
        fix: finding.fix.as_ref().map(|fix| ReportFix {
            place: fix.place,
            replace: fix.replace.clone(),
            sure: fix.sure,
        }),
        cause: None,
    }
}

/// Puts a rule into the list of how it ended.
fn file_rule(rules: &mut RuleResults, manual: &Manual, outcome: &Outcome, resolver: &Resolver<'_>, language: Language) {
    let name = rule_name(manual, language);
    let verdict = outcome.verdict();
    for entry in outcome.not_checked() {
        rules.could_not_check.push(Unchecked {
            rule: name.clone(),
            why: entry.why.clone(),
            partly: verdict != Verdict::CouldNotCheck,
            place: entry.span.map(|span| resolver.location(span, "")),
        });
    }
    match verdict {
        Verdict::Held => rules.held.push(name),
        Verdict::Broken if outcome.findings().iter().any(|finding| finding.severity >= Severity::Warning) => {
            rules.broken.push(name);
        }
        Verdict::Broken => rules.noted.push(name),
        Verdict::NotApplicable => {
            let silent = language.pick("文中没有本规则核对的内容", "the document has nothing that the rule is about");
            let why = outcome.why_not_applicable().unwrap_or(silent).to_owned();
            rules.not_applicable.push(NotApplicable { rule: name, why });
        }
        Verdict::CouldNotCheck => {}
    }
}
