//! From the runs of a paragraph to texts.

use document::{NameId, Origin, Text};

use super::prepare;

/// What the runs of a paragraph hold.
#[derive(Default)]
pub struct Content {
    /// Its lines as printed: a line break or page break inside a paragraph begins a new one.
    pub lines: Vec<Text>,
    /// Hidden text.
    pub hidden: Vec<Text>,
    /// Text that was deleted while changes were tracked.
    pub deleted: Vec<Text>,
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
pub struct Position {
    /// The part of the file.
    pub part: NameId,
    /// 1-based.
    pub paragraph: u32,
}

impl Position {
    /// The origin of a character of this paragraph.
    pub const fn origin(self, run: u32, offset: u32) -> Origin {
        Origin::Run { part: self.part, paragraph: self.paragraph, run, offset }
    }
}

/// Reads a paragraph. `has_deletions` says what text from right to left means, see `prepare`.
pub fn read(paragraph: &rwml::Paragraph, position: Position, has_deletions: bool) -> Content {
    let mut content = Content { lines: vec![Text::default()], ..Content::default() };
    if let Some(list) = &paragraph.props.list {
        // Word counts the list anew whenever it prints, so that its numbers stand nowhere in the file;
        // they have the place of what they stand before. The mark of a list without numbers is no text.
        let label = prepare::label(list.label.trim_end());
        if label.chars().any(char::is_alphanumeric) {
            append(&mut content.lines, &label, position.origin(0, 0));
        }
    }
    let mut offset = 0;
    for (run_idx, run) in (0..).zip(&paragraph.runs) {
        for (i, line) in run.text.split('\n').enumerate() {
            if i > 0 {
                content.lines.push(Text::default());
                offset += 1;
            }
            if line.is_empty() {
                continue;
            }
            let origin = position.origin(run_idx, offset);
            if has_deletions && run.props.rtl {
                content.deleted.push(Text::from_origin(line, origin));
            } else if run.props.hidden {
                content.hidden.push(Text::from_origin(line, origin));
            } else {
                append(&mut content.lines, line, origin);
            }
            offset += u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        }
    }
    content
}

fn append(lines: &mut [Text], printed: &str, origin: Origin) {
    if let Some(line) = lines.last_mut() {
        line.append("", &Text::from_origin(printed, origin));
    }
}
