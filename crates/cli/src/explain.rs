//! `mingzhang explain`.

use std::fmt::Write as _;

use anyhow::bail;
use app::findings::render::{Language, Style, text::severity_word};

use crate::{
    args::Format,
    output::{self, Exit, Output},
    settings::Settings,
};

/// Prints one manual page, or the list of all rules.
pub fn run(rule: Option<&str>, settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    let language = settings.language;
    match settings.format {
        Format::Text => {}
        Format::Json => return json(rule, settings, output),
        Format::Sarif | Format::Csv | Format::Xlsx => {
            bail!(language.pick("explain 只有 text 和 json 格式", "explain has only text and json output",))
        }
    }
    let Some(wanted) = rule else {
        output.write(&list(settings))?;
        return Ok(Exit::Nothing);
    };
    let Some(manual) = app::explain(wanted) else {
        return Ok(unknown(wanted, language));
    };
    let title = language.pick(manual.title, manual.title_en);
    let mut page = settings.text.palette.paint(Style::Strong, &format!("{} {title}", manual.code));
    let (severity, stage) = (severity_word(manual.severity, language), manual.stage);
    let _ = match language {
        Language::Chinese => {
            let stage = stage.map(|stage| format!("，只用于{}", stage.name())).unwrap_or_default();
            write!(page, "\n名称：{}\n级别：{severity}{stage}\n来源：{}\n\n", manual.name, manual.source)
        }
        Language::English => {
            let stage = stage.map(|stage| format!(", only in {}", stage.id())).unwrap_or_default();
            write!(page, "\nName: {}\nSeverity: {severity}{stage}\nSource: {}\n\n", manual.name, manual.source)
        }
    };
    output.write(&page)?;
    output.write(manual.body.trim_end())?;
    output.write("\n")?;
    Ok(Exit::Nothing)
}

fn unknown(wanted: &str, language: Language) -> Exit {
    let near = app::nearest(wanted);
    let message = match (language, near) {
        (Language::Chinese, Some(near)) => {
            format!("没有规则“{wanted}”。您是不是想找 {}（{}，{}）？", near.code, near.name, near.title)
        }
        (Language::Chinese, None) => {
            format!("没有规则“{wanted}”。写 mingzhang explain 列出全部规则。")
        }
        (Language::English, Some(near)) => {
            format!("There is no rule “{wanted}”. Did you mean {} ({}, {})?", near.code, near.name, near.title_en)
        }
        (Language::English, None) => {
            format!("There is no rule “{wanted}”. Run mingzhang explain for the list.")
        }
    };
    output::complain(&message, language);
    Exit::Failed
}

/// All rules by kind of check.
fn list(settings: &Settings) -> String {
    let language = settings.language;
    let mut out = String::new();
    let mut kind = "";
    let mut n_rules = 0;
    for manual in app::rules() {
        n_rules += 1;
        let current = app::category(manual.code, language);
        if current != kind {
            kind = current;
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", settings.text.palette.paint(Style::Strong, kind));
        }
        let severity = severity_word(manual.severity, language);
        let title = language.pick(manual.title, manual.title_en);
        let _ = writeln!(out, "  {} {severity} {title} ({})", manual.code, manual.name);
    }
    let _ = match language {
        Language::Chinese => {
            writeln!(out, "\n共 {n_rules} 条规则。写 mingzhang explain 规则代码 查看手册。")
        }
        Language::English => {
            writeln!(out, "\n{n_rules} rules. Run mingzhang explain CODE for a manual page.")
        }
    };
    out
}

/// The rules for programs, one or all.
fn json(rule: Option<&str>, settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    let chosen = match rule {
        None => None,
        Some(wanted) => match app::explain(wanted) {
            Some(manual) => Some(manual.code),
            None => return Ok(unknown(wanted, settings.language)),
        },
    };
    let rules: Vec<_> = app::rules()
        .filter(|manual| chosen.is_none_or(|code| code == manual.code))
        .map(|manual| {
            serde_json::json!({
                "code": manual.code,
                "name": manual.name,
                "title": manual.title,
                "title_en": manual.title_en,
                "severity": manual.severity.id(),
                "stage": manual.stage.map(app::taxonomy::Stage::id),
                "source": manual.source,
                "category": app::category(manual.code, settings.language),
                "manual": manual.body,
            })
        })
        .collect();
    output.write(&serde_json::json!({ "schema": "mingzhang.rules/1", "rules": rules }).to_string())?;
    output.write("\n")?;
    Ok(Exit::Nothing)
}
