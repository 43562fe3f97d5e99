//! The contents: lines that lead to their headings and ask for the numbers of their pages.
//!
//! They stand in no field of contents (`TOC`). Within one, LibreOffice takes the numbers that were printed last for
//! final and asks for none, and the list would have no numbers at all.

use std::collections::HashMap;

use document::{Block, Style};

use super::{
    paragraph::{self, Field},
    xml::Xml,
};

/// Which line of the contents leads to which heading, by the numbers of their blocks.
#[derive(Default)]
pub struct Links {
    /// The mark of a heading, or of the heading that a line leads to.
    marks: HashMap<usize, u32>,
}

impl Links {
    /// Lines lead to headings of their level in order; what is left over leads nowhere.
    pub fn of(blocks: &[Block]) -> Self {
        let mut lines: HashMap<u8, Vec<usize>> = HashMap::new();
        let mut headings = lines.clone();
        for (at, block) in blocks.iter().enumerate() {
            let Block::Paragraph(paragraph) = block else { continue };
            match paragraph.style {
                Style::Contents(level) => lines.entry(level).or_default().push(at),
                Style::Heading(level) => headings.entry(level).or_default().push(at),
                _ => {}
            }
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (level, lines) in lines {
            pairs.extend(lines.into_iter().zip(headings.remove(&level).unwrap_or_default()));
        }
        // Marks are numbered in the order of the lines, whatever the order of the levels.
        pairs.sort_unstable();
        let numbered = (1..).zip(pairs);
        Self { marks: numbered.flat_map(|(mark, (line, heading))| [(line, mark), (heading, mark)]).collect() }
    }

    /// The text of a heading, marked where a line leads to it.
    pub fn heading(&self, xml: &mut Xml, at: usize, text: &str) {
        let Some(mark) = self.marks.get(&at) else { return paragraph::run(xml, text) };
        let id = mark.to_string();
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name(*mark))]);
        paragraph::run(xml, text);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A line of the contents: the text of its heading, and the number of its page, which programs find out when they
    /// open the file.
    pub fn line(&self, xml: &mut Xml, at: usize, text: &str) {
        let Some(mark) = self.marks.get(&at) else { return paragraph::run(xml, text) };
        let name = name(*mark);
        xml.element("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")], |xml| {
            paragraph::run(xml, text);
            paragraph::run(xml, "\t");
            let code = format!("PAGEREF {name} \\h");
            Field { code: &code, is_stale: true }.begin(xml);
            Field::end(xml);
        });
    }
}

/// The name of a mark, of the kind that Word gives and hides.
fn name(mark: u32) -> String {
    format!("_Toc{mark:09}")
}
