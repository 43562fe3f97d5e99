//! Text as a browser shows it: white space runs together, elements in a line leave no gap.

use document::{NameId, Origin, Text};

/// The text of a paragraph or a cell in the making.
#[derive(Default)]
pub struct Inline {
    text: Text,
    /// Code points so far.
    chars: u32,
    /// Text nodes so far.
    run: u32,
    /// White space that is shown when something follows.
    gap: Gap,
    /// Characters that lead to another page.
    linked: usize,
    /// Whether only the number of a list item is shown yet.
    only_label: bool,
}

/// White space between two characters.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Gap {
    #[default]
    None,
    /// Only the end of a line of the source.
    LineEnd,
    Blank,
}

/// Where a text node stands.
#[derive(Clone, Copy)]
pub struct Spot {
    /// The part of the file.
    pub part: NameId,
    /// 1-based number of the paragraph.
    pub paragraph: u32,
    /// Whether white space is shown as it stands.
    pub preformatted: bool,
    /// Whether it leads to another page.
    pub linked: bool,
}

impl Inline {
    /// Takes a text node.
    pub fn push(&mut self, node: &str, spot: Spot) {
        let mut shown = String::with_capacity(node.len());
        let mut last = self.text.as_str().chars().next_back();
        for c in node.chars() {
            let collapses = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if collapses && !(spot.preformatted && c != '\r') {
                let line_end = matches!(c, '\n' | '\r') && self.gap != Gap::Blank;
                self.gap = if line_end { Gap::LineEnd } else { Gap::Blank };
                continue;
            }
            // What keeps a line together, and marks where one may break, is no character of the text.
            let c = match c {
                '\u{a0}' => ' ',
                '\u{200b}' | '\u{feff}' | '\u{ad}' => continue,
                c => c,
            };
            let gap = std::mem::take(&mut self.gap);
            let Some(before) = last else {
                if !c.is_whitespace() {
                    shown.push(c);
                    last = Some(c);
                }
                continue;
            };
            let joins = before.is_whitespace() || (gap == Gap::LineEnd && is_wide(before) && is_wide(c));
            if gap != Gap::None && !joins {
                shown.push(' ');
            }
            shown.push(c);
            last = Some(c);
        }
        if spot.linked {
            self.linked += shown.chars().filter(|c| !c.is_whitespace()).count();
        }
        self.add(&shown, spot);
    }

    /// Takes the number of a list item, which no text node holds.
    pub fn label(&mut self, label: &str, spot: Spot) {
        self.only_label = self.is_blank();
        self.add(label, spot);
    }

    fn add(&mut self, shown: &str, spot: Spot) {
        if shown.is_empty() {
            return;
        }
        let Spot { part, paragraph, .. } = spot;
        let origin = Origin::Run { part, paragraph, run: self.run, offset: self.chars };
        self.text.append("", &Text::from_origin(shown, origin));
        self.only_label &= self.run == 0;
        self.chars += u32::try_from(shown.chars().count()).unwrap_or(0);
        self.run += 1;
    }

    /// Sets a gap, as between two cells or where an element asks for one.
    pub fn part(&mut self) {
        self.gap = Gap::Blank;
    }

    /// Whether nothing is shown yet.
    pub fn is_blank(&self) -> bool {
        self.text.as_str().trim().is_empty()
    }

    /// Whether only the number of a list item is shown yet.
    pub fn is_only_label(&self) -> bool {
        self.only_label
    }

    /// Whether the sentence goes on: it ends in a comma or in an open bracket.
    pub fn is_open_sentence(&self) -> bool {
        self.text.as_str().trim_end().ends_with(['，', '、', '（', '《', '“'])
    }

    /// The text without blanks at its end, and how many of its characters lead to another page; the
    /// next one is begun.
    pub fn take(&mut self) -> (Text, usize) {
        let Self { text, linked, .. } = std::mem::take(self);
        let end = text.as_str().trim_end().len();
        let text = if end == text.as_str().len() { text } else { text.cut(0..end) };
        (text, linked)
    }
}

/// Whether a character is as wide as an ideograph, so that no blank parts it from the next one.
const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '—' | '…')
}
