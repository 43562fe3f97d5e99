//! The table of contents.

use std::ops::Range;

use disclosure::ContentsEntry;
use document::{Block, Document, Folded, TextId};

use crate::headings;

/// The paragraphs of the table of contents, when the document has one: from 目录 up to the line that
/// repeats its first entry, or as far as the lines below 目录 look like entries.
pub fn contents(document: &Document) -> Vec<(TextId, ContentsEntry)> {
    let paragraphs: Vec<(usize, TextId)> = document
        .blocks()
        .iter()
        .enumerate()
        .filter_map(|(i, block)| match block {
            Block::Paragraph(paragraph) => Some((i, paragraph.text)),
            Block::Table(_) => None,
        })
        .collect();
    let Some(start) = paragraphs.iter().position(|(_, id)| is_contents_title(document.str(*id))) else {
        return Vec::new();
    };
    let mut entries: Vec<(TextId, ContentsEntry)> = Vec::new();
    let mut first: Option<String> = None;
    for (_, id) in &paragraphs[start + 1..] {
        let printed = document.str(*id);
        let title = entry_title(printed);
        if title.is_empty() {
            continue;
        }
        match &first {
            None => first = Some(title.clone()),
            Some(first) if *first == title => return entries,
            Some(_) => {}
        }
        // Contents are headings; a sentence means that the repeat was missed.
        if printed.contains('。') {
            break;
        }
        let stripped = headings::look(&title).map_or_else(|| title.clone(), |look| look.title);
        entries.push((*id, ContentsEntry { title: stripped, span: document.whole(*id) }));
    }
    // Headings that go on behind the name of the body do not repeat their entries word for word.
    let end = entries.iter().position(|(id, _)| !is_entry(document.str(*id))).unwrap_or(entries.len());
    let n_leaders = entries[..end].iter().filter(|(id, _)| has_leader(document.str(*id))).count();
    // Without leaders the entries end where the headings begin to repeat them.
    let is_repeat = |at: usize| entries[..at].iter().any(|(_, entry)| entry.title == entries[at].1.title);
    let repeat = (0..end).find(|at| is_repeat(*at)).filter(|_| n_leaders == 0);
    // A part (第二部分) stands once in the contents and once in the text.
    let is_part = repeat.is_some_and(|at| Folded::word(document.str(entries[at].0)).starts_with('第'));
    let end = repeat.unwrap_or(end);
    if !is_part && (end < FEWEST_ENTRIES || n_leaders == 0 && end < FEWEST_PLAIN_ENTRIES) {
        return Vec::new();
    }
    entries.truncate(end);
    entries
}

/// So few lines are no table of contents.
const FEWEST_ENTRIES: usize = 3;

/// So few numbered lines without leaders may also be a list or the first headings.
const FEWEST_PLAIN_ENTRIES: usize = 8;

/// Whether a line looks like an entry: a number before it, or a leader behind it.
fn is_entry(printed: &str) -> bool {
    let text = Folded::word(printed);
    let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit() || "(第一二三四五六七八九十".contains(c));
    let is_numbered = unnumbered.len() < text.len() && unnumbered.starts_with(['、', '.', ')', '部', '章', ',']);
    is_numbered || has_leader(printed)
}

/// Whether dots lead from the entry to its page, or a tab does, which office programs print as dots.
fn has_leader(printed: &str) -> bool {
    let is_tab = page_number(printed).is_some_and(|page| printed[..page.start].ends_with('\t'));
    is_tab || ["……", "....", "····", "．．．．", "____"].iter().any(|leader| printed.contains(leader))
}

fn is_contents_title(printed: &str) -> bool {
    // 目 录 with blanks and marks around it is short.
    printed.len() <= 60 && printed.contains('录') && Folded::word(printed).trim_start_matches('#') == "目录"
}

/// The number of the page behind an entry: digits at its end behind a leader or blanks.
pub fn page_number(printed: &str) -> Option<Range<usize>> {
    let line = printed.trim_end();
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_led = before.ends_with(['.', '…', '·', '．', '_', '—', '-', ' ', '\t', '\u{3000}']);
    (before.len() < line.len() && is_led).then_some(before.len()..line.len())
}

/// An entry without list dash, leaders and page number, folded.
fn entry_title(printed: &str) -> String {
    let folded = Folded::word(printed);
    let text = folded.trim_start_matches(['-', '#']);
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.trim_end_matches(['.', '…', '·', '-', '—', '_']).to_owned()
}
