//! PUB101: the sections that the edition asks for.

use disclosure::Disclosure;
use findings::{Finding, Outcome, Severity};

use crate::{Case, Manual, frm::plain};

/// Checks that each required section has a heading. Headings of other places are worded in other
/// ways, so a heading counts that has most of the words and belongs to no other section.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    let Some(edition) = edition(case) else {
        out.could_not("无法判断文件属于哪一年、哪一类公开，不知道应有哪些章节", None);
        return;
    };
    if disclosure.sections.len() < 2 {
        out.could_not("未识别出正文的章节", None);
        return;
    }
    let mut free: Vec<&str> = disclosure.sections.iter().map(|section| section.title.as_str()).collect();
    let mut open: Vec<&String> = Vec::new();
    for word in &edition.sections {
        match free.iter().position(|title| title.contains(word.as_str())) {
            Some(at) => {
                free.remove(at);
                out.held([]);
            }
            None => open.push(word),
        }
    }
    let national = case.taxonomy.editions.iter().find(|other| other.region.is_empty() && other.stage == edition.stage);
    for word in open {
        let length = word.chars().count();
        let similar = free.iter().position(|title| {
            let shared = plain::common(word, title);
            shared * 4 >= length * 3
        });
        if let Some(at) = similar {
            free.remove(at);
            out.held([]);
        } else if is_mentioned(disclosure, word) {
            out.could_not(format!("“{word}”没有单独的标题，可能并在其他章节中"), None);
        } else if let Some(place) = plain::anchor(disclosure, &["情况说明", "编制说明"]) {
            // What only some places ask for is a note.
            let is_national =
                national.is_some_and(|national| national.sections.iter().any(|asked| word.contains(asked.as_str())));
            let severity = if disclosure.region.is_some() && is_national { manual.severity } else { Severity::Info };
            out.broken([], Finding::new(manual.code, severity, place, "章节").say("what", word.clone()));
        }
    }
}

/// The edition that the document was found to belong to.
fn edition<'a>(case: &Case<'a>) -> Option<&'a taxonomy::Edition> {
    let id = case.disclosure.edition.as_deref()?;
    case.taxonomy.editions.iter().find(|edition| edition.id == id)
}

/// Whether the words stand anywhere in the body: a short line that was not taken for a heading, or
/// a paragraph that states what the section would.
fn is_mentioned(disclosure: &Disclosure, word: &str) -> bool {
    let core = word.trim_end_matches("情况").trim_end_matches("总体").trim_end_matches("决算").trim_end_matches("预算");
    plain::texts(disclosure).any(|(_, passage)| plain::plain(&passage.text).contains(core))
}
