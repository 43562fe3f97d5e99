//! Manual pages.

use std::{
    any::Any,
    sync::{Arc, OnceLock},
};

use findings::Severity;
use serde::Deserialize;
use taxonomy::Stage;

/// One manual page: the head says what the program needs, the body what people read.
#[derive(Clone, Debug)]
pub struct Manual {
    /// Permanent code: category and number.
    pub code: &'static str,
    /// The defect, in English, to read after "allow".
    pub name: &'static str,
    /// The defect, in Chinese.
    pub title: &'static str,
    /// The defect, in an English sentence.
    pub title_en: &'static str,
    /// How sure and how grave.
    pub severity: Severity,
    /// Regulation and article, or "算术关系".
    pub source: &'static str,
    /// The message, with named holes.
    pub message: &'static str,
    /// The message in English, with the same holes.
    pub message_en: &'static str,
    /// The only stage in which the rule holds, if it does not hold in both.
    pub stage: Option<Stage>,
    /// Whether its findings say that something is missing, which nobody can say of a document with unread parts.
    pub absence: bool,
    /// The rest of the head: the identity of a rule that is data.
    pub head: toml::Table,
    /// What the rule's function reads out of the head, kept from its first check on.
    kept: OnceLock<Arc<dyn Any + Send + Sync>>,
    /// The page without its head.
    pub body: &'static str,
    /// The examples of the page, which are the rule's tests.
    pub examples: Vec<Example>,
}

/// What an example must show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expectation {
    /// The rule is checked and holds.
    Pass,
    /// The rule is broken.
    Fail,
    /// The rule says neither.
    Unchecked,
}

/// One example: a piece of a disclosure as text.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it must show.
    pub expectation: Expectation,
    /// The text, in the layouts that the text reader knows.
    pub text: &'static str,
    /// For a failing one: the messages it must yield, a line each.
    pub messages: &'static str,
}

#[derive(Deserialize)]
struct Head {
    code: String,
    name: String,
    title: String,
    title_en: String,
    severity: String,
    source: String,
    message: String,
    message_en: String,
    stage: Option<Stage>,
    #[serde(default)]
    absence: bool,
}

impl Manual {
    /// Reads a page: a TOML head between two lines of `+++`, then Markdown. Pages are part of the
    /// program, so a malformed one is a fault of the program; a test reads them all.
    pub(crate) fn parse(page: &'static str) -> Self {
        let rest = page.strip_prefix("+++\n").expect("a manual page opens with +++");
        let (head_text, body) = rest.split_once("\n+++\n").expect("the head of a manual page closes with +++");
        let fault = |error: toml::de::Error| -> ! { panic!("{error}\nin the head:\n{head_text}") };
        let table: toml::Table = toml::from_str(head_text).unwrap_or_else(|error| fault(error));
        let head = Head::deserialize(table.clone()).unwrap_or_else(|error| fault(error));
        let keep = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        Self {
            code: keep(head.code),
            name: keep(head.name),
            title: keep(head.title),
            title_en: keep(head.title_en),
            severity: match head.severity.as_str() {
                "error" => Severity::Error,
                "warning" => Severity::Warning,
                "info" => Severity::Info,
                other => panic!("unknown severity {other}"),
            },
            source: keep(head.source),
            message: keep(head.message),
            message_en: keep(head.message_en),
            stage: head.stage,
            absence: head.absence,
            head: table,
            kept: OnceLock::new(),
            body: body.trim_start(),
            examples: examples(body),
        }
    }

    /// Whether the rule finds what a form still waits for: open places, choices, instructions.
    pub fn finds_template(&self) -> bool {
        self.head.get("template").and_then(toml::Value::as_bool).unwrap_or(false)
    }

    /// What a rule's function reads out of the head, read at its first check. A page keeps one kind of
    /// value.
    pub(crate) fn keep<T: Send + Sync + 'static>(&self, read: impl FnOnce(&Self) -> T) -> &T {
        let kept = self.kept.get_or_init(|| Arc::new(read(self)));
        kept.downcast_ref().expect("one function reads a page, and keeps one kind of value")
    }
}

/// The fenced blocks marked `pass`, `fail` and, after a `fail`, `findings`, and `unchecked`.
fn examples(body: &'static str) -> Vec<Example> {
    let mut found: Vec<Example> = Vec::new();
    let mut rest = body;
    while let Some(open) = rest.find("\n```") {
        let after = &rest[open + 4..];
        let Some((kind, text)) = after.split_once('\n') else { break };
        // An empty block closes right after its opening line.
        let (text, remainder) = match text.strip_prefix("```") {
            Some(remainder) => ("", remainder),
            None => text.split_once("\n```").unwrap_or((text, "")),
        };
        match kind.trim() {
            "pass" => found.push(Example { expectation: Expectation::Pass, text, messages: "" }),
            "fail" => found.push(Example { expectation: Expectation::Fail, text, messages: "" }),
            "unchecked" => found.push(Example { expectation: Expectation::Unchecked, text, messages: "" }),
            "findings" => {
                if let Some(last) = found.last_mut() {
                    last.messages = text;
                }
            }
            _ => {}
        }
        rest = remainder;
    }
    found
}
