//! SARIF 2.1.0, for code review tools and editors.
//!
//! Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0, 27 March 2020.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Language, Trouble, text::unread_words};
use crate::{Conclusion, Location, Report, ReportFinding, ReportFix, Severity};

/// What a log says of one rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SarifRule {
    /// Permanent code.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// The defect in a few words.
    pub title: String,
    /// Where the rule comes from.
    pub description: String,
    /// The manual page, Markdown.
    pub help: String,
    /// Its usual severity.
    pub severity: Severity,
}

/// What one file adds to a log.
#[derive(Debug, Default)]
pub struct Part {
    results: Vec<Finding>,
    notifications: Vec<Notification>,
    failed: bool,
}

/// One log for all files of a run.
#[derive(Debug)]
pub struct Log {
    run: Run,
}

#[derive(Debug, Serialize)]
struct Root<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [&'a Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_rule: Option<RuleReference>,
    locations: Vec<Place>,
}

#[derive(Debug, Serialize)]
struct RuleReference {
    id: &'static str,
}

#[derive(Debug, Serialize)]
struct Message {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Repair>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Debug, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Repair {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: [Replacement; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: forward slashes, everything but unreserved characters encoded.
///
/// **Shape.** The bytes of a path as the system has it, so that names that are no UTF-8 survive.
pub fn uri(path: &[u8]) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(*byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

impl Region {
    fn of(place: &Location) -> Option<Self> {
        let has_text = place.start < place.end;
        Some(Self {
            start_line: place.line?,
            start_column: place.start.map(|start| start + 1),
            end_column: place.end.map(|end| end + 1),
            snippet: has_text.then(|| Message { text: place.text.clone() }),
        })
    }
}

impl Place {
    fn of(place: &Location, uri: &str) -> Self {
        Self {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri.to_owned() },
                region: Region::of(place),
            },
            message: (!place.role.is_empty()).then(|| Message { text: place.role.clone() }),
        }
    }

    fn file(uri: &str) -> Self {
        let artifact_location = ArtifactLocation { uri: uri.to_owned() };
        Self { id: None, physical_location: PhysicalLocation { artifact_location, region: None }, message: None }
    }
}

impl Finding {
    fn of(finding: &ReportFinding, uri: &str, language: Language) -> Self {
        let mut places = finding.places.iter().map(|place| Place::of(place, uri));
        let locations: Vec<_> = places.next().into_iter().collect();
        let mut related_locations: Vec<_> = places.collect();
        for (i, place) in related_locations.iter_mut().enumerate() {
            place.id = Some(i + 1);
        }
        let mut text = finding.message.clone();
        if let Some(arithmetic) = &finding.arithmetic {
            let label = language.pick("计算：", "Arithmetic: ");
            let _ = write!(text, "\n{label}{arithmetic}");
        }
        let repair = finding.fix.as_ref().and_then(|fix| Repair::of(fix, &finding.places, uri, language));
        Self {
            rule_id: finding.rule,
            level: level(finding.severity),
            message: Message { text },
            locations,
            related_locations,
            fixes: repair.into_iter().collect(),
        }
    }
}

impl Repair {
    fn of(fix: &ReportFix, places: &[Location], uri: &str, language: Language) -> Option<Self> {
        let deleted_region = Region::of(places.get(fix.place)?)?;
        let words = match (language, fix.sure) {
            (Language::Chinese, true) => format!("改为“{}”", fix.replace),
            (Language::Chinese, false) => format!("请核实后改为“{}”", fix.replace),
            (Language::English, true) => format!("replace by “{}”", fix.replace),
            (Language::English, false) => format!("check, then replace by “{}”", fix.replace),
        };
        Some(Self {
            description: Message { text: words },
            artifact_changes: [ArtifactChange {
                artifact_location: ArtifactLocation { uri: uri.to_owned() },
                replacements: [Replacement { deleted_region, inserted_content: Message { text: fix.replace.clone() } }],
            }],
        })
    }
}

impl Part {
    /// The findings of a report, and what could not be checked as notifications.
    pub fn of(report: &Report, uri: &str, language: Language) -> Self {
        let mut notifications = Vec::new();
        if report.conclusion == Conclusion::CouldNotCheck {
            let text =
                language.pick("没有一条规则能够核对，不等于没有问题", "no rule could be checked; this is not a pass");
            notifications.push(Notification {
                level: "warning",
                message: Message { text: text.to_owned() },
                associated_rule: None,
                locations: vec![Place::file(uri)],
            });
        }
        if let Some(unread) = unread_words(report, language) {
            notifications.push(Notification {
                level: "warning",
                message: Message { text: unread },
                associated_rule: None,
                locations: vec![Place::file(uri)],
            });
        }
        for entry in &report.rules.could_not_check {
            notifications.push(Notification {
                level: "warning",
                message: Message { text: entry.why.clone() },
                associated_rule: Some(RuleReference { id: entry.rule.code }),
                locations: vec![entry.place.as_ref().map_or_else(|| Place::file(uri), |place| Place::of(place, uri))],
            });
        }
        let results = report.findings.iter().map(|finding| Finding::of(finding, uri, language)).collect();
        Self { results, notifications, failed: false }
    }

    /// A file that could not be checked.
    pub fn trouble(trouble: &Trouble, uri: &str) -> Self {
        let notification = Notification {
            level: "error",
            message: Message { text: trouble.message.clone() },
            associated_rule: None,
            locations: vec![Place::file(uri)],
        };
        Self { results: Vec::new(), notifications: vec![notification], failed: true }
    }
}

impl Log {
    /// A log without results.
    pub fn new(rules: Vec<SarifRule>, language: Language) -> Self {
        let rules = rules.into_iter().map(|rule| Descriptor {
            id: rule.code,
            name: rule.name,
            short_description: Message { text: rule.title },
            full_description: Message { text: rule.description },
            help: Help { text: rule.help.clone(), markdown: rule.help },
            default_configuration: Configuration { level: level(rule.severity) },
        });
        Self {
            run: Run {
                tool: Tool {
                    driver: Driver {
                        name: "mingzhang",
                        version: env!("CARGO_PKG_VERSION"),
                        language: language.pick("zh-CN", "en"),
                        rules: rules.collect(),
                    },
                },
                invocations: [Invocation { execution_successful: true, tool_execution_notifications: Vec::new() }],
                column_kind: "unicodeCodePoints",
                results: Vec::new(),
            },
        }
    }

    /// Adds what one file yielded.
    pub fn add(&mut self, part: Part) {
        let [invocation] = &mut self.run.invocations;
        invocation.execution_successful &= !part.failed;
        invocation.tool_execution_notifications.extend(part.notifications);
        self.run.results.extend(part.results);
    }

    /// The log as JSON without a line end.
    pub fn print(&self) -> String {
        let schema = "https://json.schemastore.org/sarif-2.1.0.json";
        serde_json::to_string(&Root { schema, version: "2.1.0", runs: [&self.run] })
            .expect("the log's structs have no map and no failing part")
    }
}
