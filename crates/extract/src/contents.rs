//! The table of contents.

use disclosure::ContentsEntry;
use document::{Block, Document, Folded, TextId};

use crate::headings;

/// The paragraphs of the table of contents, when the document has one: from 目录 up to the line that
/// repeats its first entry.
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
    Vec::new()
}

fn is_contents_title(printed: &str) -> bool {
    // 目 录 with blanks and marks around it is short.
    printed.len() <= 60 && printed.contains('录') && Folded::word(printed).trim_start_matches('#') == "目录"
}

/// An entry without list dash, leaders and page number, folded.
fn entry_title(printed: &str) -> String {
    let folded = Folded::word(printed);
    let text = folded.trim_start_matches(['-', '#']);
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.trim_end_matches(['.', '…', '·', '-', '—', '_']).to_owned()
}
