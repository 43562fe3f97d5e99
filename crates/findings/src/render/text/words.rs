//! The words of the wire format in both languages.

use super::{defect_word, one_line};
use crate::{DocumentInfo, Location, Report, Severity, render::Language};

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
        (None, None, Some(sheet), None) => one_line(sheet),
        _ => match &place.part {
            Some(part) => one_line(part),
            None => language.pick("位置不明", "place unknown").to_owned(),
        },
    }
}

/// What of a document could not be read, kind by kind with its places; `None` when all of it was.
pub fn unread_words(report: &Report, language: Language) -> Option<String> {
    let mut kinds: Vec<(&'static str, Vec<String>)> = Vec::new();
    for defect in &report.unread {
        let place = place_word(&defect.place, language);
        match kinds.iter_mut().find(|(kind, _)| *kind == defect.kind) {
            Some((_, places)) if places.contains(&place) => {}
            Some((_, places)) => places.push(place),
            None => kinds.push((defect.kind, vec![place])),
        }
    }
    let listed = kinds.iter().map(|(kind, places)| {
        let colon = language.pick("：", ": ");
        format!("{}{colon}{}", defect_word(kind, language), places.join(language.pick("、", ", ")))
    });
    let listed = listed.collect::<Vec<_>>().join(language.pick("；", "; "));
    let nothing_of_it = language.pick("其中的内容没有核对", "nothing of it was checked");
    (!kinds.is_empty()).then(|| format!("{listed}{}{nothing_of_it}", language.pick("；", "; ")))
}
