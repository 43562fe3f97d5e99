//! Tables with what is printed around them.

use document::{Block, Document, Paragraph, Style, Table};

/// The content of a document in reading order, tables with what belongs to them.
pub enum Part<'d> {
    /// A heading or a paragraph.
    Paragraph(Paragraph),
    /// A table with its title and notes.
    Exhibit(Exhibit<'d>),
}

/// A table with what is printed around it.
pub struct Exhibit<'d> {
    /// Its titles and the lines between them and the table, in order.
    pub above: Vec<Paragraph>,
    /// The heading it stands under.
    pub heading: Option<Paragraph>,
    /// The table.
    pub table: &'d Table,
    /// The notes under it.
    pub notes: Vec<Paragraph>,
}

impl Exhibit<'_> {
    /// Its title, lines joined; empty for a table without one.
    pub fn caption(&self, document: &Document) -> String {
        joined(document, self.captions())
    }

    /// The lines of its title.
    pub fn captions(&self) -> impl Iterator<Item = &Paragraph> + Clone {
        self.above.iter().filter(|line| line.style == Style::Caption)
    }
}

/// The texts of paragraphs as one line.
pub fn joined<'p>(document: &Document, paragraphs: impl Iterator<Item = &'p Paragraph>) -> String {
    let lines: Vec<&str> = paragraphs.flat_map(|paragraph| document.str(paragraph.text).split_whitespace()).collect();
    lines.join(" ")
}

/// The left and the right part of the line above a table. What stands between two tabs goes with the left; what stands
/// alone is the unit of the amounts or the number of the table, which are printed at the right.
pub fn sides(line: &str) -> (String, &str) {
    let (left, right) = line.rsplit_once('\t').unwrap_or(("", line));
    (left.split('\t').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  "), right)
}

/// Cuts a document into its parts.
///
/// Titles and head lines belong to the table that follows them at once; where none does, they are paragraphs.
pub fn parts(document: &Document) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut above: Vec<Paragraph> = Vec::new();
    let mut heading = None;
    for block in document.blocks() {
        match block {
            Block::Table(table) => {
                let above = std::mem::take(&mut above);
                parts.push(Part::Exhibit(Exhibit { above, heading, table, notes: Vec::new() }));
            }
            Block::Paragraph(line) if matches!(line.style, Style::Caption | Style::TableHead) => above.push(*line),
            Block::Paragraph(paragraph) => {
                if matches!(paragraph.style, Style::Heading(_)) {
                    heading = Some(*paragraph);
                }
                parts.extend(above.drain(..).map(Part::Paragraph));
                match parts.last_mut() {
                    Some(Part::Exhibit(exhibit)) if paragraph.style == Style::Note => exhibit.notes.push(*paragraph),
                    _ => parts.push(Part::Paragraph(*paragraph)),
                }
            }
        }
    }
    parts.extend(above.into_iter().map(Part::Paragraph));
    parts
}

#[cfg(test)]
mod tests {
    use super::sides;

    #[test]
    fn head_lines_have_two_sides() {
        for (line, left, right) in [
            ("编制单位：某局\t单位：万元", "编制单位：某局", "单位：万元"),
            ("\t单位：万元", "", "单位：万元"),
            ("单位：万元", "", "单位：万元"),
            ("编制单位：某局\t", "编制单位：某局", ""),
            ("某局\t2026年\t单位：元", "某局  2026年", "单位：元"),
        ] {
            assert_eq!(sides(line), (left.to_owned(), right));
        }
    }
}
