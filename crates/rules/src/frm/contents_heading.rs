//! FRM107: an entry of the contents that differs from its heading.

use findings::{Finding, Outcome};

use super::plain;
use crate::{Case, Manual};

/// Compares each entry of the contents with the heading that is most like it. An entry that a page
/// break cut is a part of its heading and is not reported.
pub(super) fn check(manual: &Manual, case: &Case<'_>, out: &mut Outcome) {
    let disclosure = case.disclosure;
    if disclosure.contents.is_empty() {
        out.not_applicable("文中没有目录");
        return;
    }
    let is_entry = |title: &str| disclosure.contents.iter().any(|entry| entry.title == title);
    for entry in &disclosure.contents {
        if disclosure.sections.iter().any(|section| section.title == entry.title) {
            out.held([]);
            continue;
        }
        // A heading that is an entry of its own belongs to that entry.
        let free = disclosure.sections.iter().filter(|section| !is_entry(&section.title));
        let length = entry.title.chars().count();
        let nearest = free
            .map(|section| (plain::common(&entry.title, &section.title), section))
            .max_by_key(|(shared, _)| *shared);
        let Some((shared, section)) = nearest else { continue };
        let longer = length.max(section.title.chars().count());
        let is_cut = section.title.contains(&entry.title) || entry.title.contains(&section.title);
        // Titles that share less are of different sections; so are a table and the text about it.
        let is_of_table = entry.title.ends_with('表') != section.title.ends_with('表');
        if is_cut || is_of_table || shared * 10 < longer * 8 {
            continue;
        }
        let finding = Finding::new(manual.code, manual.severity, section.span, "标题")
            .say("title", section.title.clone())
            .say("entry", entry.title.clone())
            .evidence(entry.span, "目录");
        out.broken([], finding);
    }
}
