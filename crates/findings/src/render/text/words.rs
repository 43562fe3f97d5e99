//! The words of the wire format in both languages.

use super::one_line;
use crate::{DocumentInfo, Location, Severity, render::Language};

/// A severity as people say it.
pub const fn severity_word(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("警告", "warning"),
        Severity::Info => language.pick("提示", "note"),
    }
}

/// The file and what the document says of itself.
pub fn document_line(document: &DocumentInfo, language: Language) -> String {
    let mut parts = Vec::new();
    let year = document.year.map(|year| match language {
        Language::Chinese => format!("{year}年度"),
        Language::English => year.to_string(),
    });
    let scope = match document.scope {
        Some("department") => language.pick("部门", "department"),
        Some("unit") => language.pick("单位", "unit"),
        _ => "",
    };
    let stage = match document.stage {
        Some("budget") => language.pick("预算", "budget"),
        Some("final-accounts") => language.pick("决算", "final accounts"),
        _ => language.pick("未写明预算或决算", "neither budget nor final accounts stated"),
    };
    match language {
        Language::Chinese => parts.push(format!("{}{scope}{stage}", year.unwrap_or_default())),
        Language::English => {
            let words: Vec<_> =
                [year.as_deref().unwrap_or(""), scope, stage].into_iter().filter(|w| !w.is_empty()).collect();
            parts.push(words.join(" "));
        }
    }
    parts.extend(document.body.as_deref().map(one_line));
    parts.extend(document.region.as_deref().filter(|region| !region.is_empty()).map(one_line));
    let file = one_line(&document.file);
    match language {
        Language::Chinese => format!("{file}（{}）", parts.join("，")),
        Language::English => format!("{file} ({})", parts.join(", ")),
    }
}

/// Where a place is, in words.
pub fn place_word(place: &Location, language: Language) -> String {
    let zh = language == Language::Chinese;
    match (place.line, place.page, &place.sheet, &place.cell) {
        (Some(line), ..) => {
            if zh {
                format!("第{line}行")
            } else {
                format!("line {line}")
            }
        }
        (None, Some(page), ..) => {
            if zh {
                format!("第{page}页")
            } else {
                format!("page {page}")
            }
        }
        (None, None, Some(sheet), Some(cell)) => one_line(&format!("{sheet}!{cell}")),
        _ if place.paragraph.is_some() => {
            let part = place.part.as_deref().map_or(String::new(), |part| format!("{} ", one_line(part)));
            let number = place.paragraph.unwrap_or(0);
            if zh { format!("{part}第{number}段") } else { format!("{part}paragraph {number}") }
        }
        _ => language.pick("位置不明", "place unknown").to_owned(),
    }
}
