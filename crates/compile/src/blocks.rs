//! A filled-in template as blocks of a document.
//!
//! A line is a block, and its beginning says of what kind: `= ` a title, `# ` `## ` `### ` headings, `% ` the
//! title of the contents, `%. ` a line of them that is worded otherwise than its heading, `^ ` the title of a table, `~ ` the line between it and the table, `* ` a note,
//! `@ ` the signature; `@contents` stands for the list of headings. Lines that begin with `|` are the rows of a
//! table, the first of them its heads, with a `|` before each cell. All else is running text.

use document::{Block, Document, Format, Paragraph, Span, Style, Text};

use crate::{
    marks::{self, Piece},
    stated::Stated,
    tables::Drawn,
};

/// The document that a filled-in template says, with the places of what it states.
pub(crate) struct Built {
    pub document: Document,
    pub stated: Vec<Stated>,
}

/// Builds the document. Figures that no line prints are left out of what is stated.
pub(crate) fn build(filled: &str, record: &[Stated], drawn: &[Drawn]) -> Built {
    let mut builder =
        Builder { built: Built { document: Document::new(Format::Composed), stated: Vec::new() }, record, drawn };
    let lines: Vec<&str> = filled.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut rows: Vec<&str> = Vec::new();
    for line in &lines {
        if line.starts_with('|') {
            rows.push(line);
            continue;
        }
        builder.rows(&mut rows);
        if let Some(table) = marks::table_in(line).and_then(|index| builder.drawn.get(index)) {
            builder.table(table);
        } else if *line == "@contents" {
            builder.contents(&lines);
        } else {
            let (style, rest) = style(line);
            builder.paragraph(style, rest);
        }
    }
    builder.rows(&mut rows);
    builder.built
}

fn style(line: &str) -> (Style, &str) {
    const STYLES: [(&str, Style); 10] = [
        ("= ", Style::Title),
        ("# ", Style::Heading(1)),
        ("## ", Style::Heading(2)),
        ("### ", Style::Heading(3)),
        ("% ", Style::ContentsTitle),
        ("%. ", Style::Contents(1)),
        ("^ ", Style::Caption),
        ("~ ", Style::TableHead),
        ("* ", Style::Note),
        ("@ ", Style::Signature),
    ];
    let found = STYLES.iter().find_map(|(mark, style)| Some((*style, line.strip_prefix(mark)?)));
    found.unwrap_or((Style::Body, line))
}

struct Builder<'a> {
    built: Built,
    record: &'a [Stated],
    drawn: &'a [Drawn],
}

impl Builder<'_> {
    fn paragraph(&mut self, style: Style, line: &str) {
        let text = self.text(line);
        self.built.document.add_block(Block::Paragraph(Paragraph { text, style }));
    }

    /// Adds the text of a line, and what it states.
    fn text(&mut self, line: &str) -> document::TextId {
        let mut printed = String::new();
        let mut figures = Vec::new();
        for piece in marks::pieces(line) {
            match piece {
                Piece::Words(words) => printed.push_str(words),
                Piece::Figure(index) => {
                    let Some(stated) = self.record.get(index) else { continue };
                    let start = printed.len();
                    printed.push_str(&stated.printed());
                    figures.push((stated.clone(), start..printed.len()));
                }
            }
        }
        let text = self.built.document.add_text(Text::composed(printed));
        let placed = figures.into_iter().map(|(stated, range)| Stated { span: Some(Span::new(text, range)), ..stated });
        self.built.stated.extend(placed);
        text
    }

    fn contents(&mut self, lines: &[&str]) {
        let headings = lines.iter().filter_map(|line| match style(line) {
            (Style::Heading(level @ 1..=2), rest) => Some((level, rest)),
            _ => None,
        });
        for (level, rest) in headings {
            self.paragraph(Style::Contents(level), rest);
        }
    }

    /// Adds the rows that were collected as a table.
    fn rows(&mut self, lines: &mut Vec<&str>) {
        /// A column is as wide as its longest cell, in characters, within these.
        const WIDTHS: (usize, usize) = (4, 30);
        let mut widths: Vec<u16> = Vec::new();
        let mut rows = Vec::new();
        for line in lines.drain(..) {
            let mut cells = Vec::new();
            for (at, cell) in marks::cells(line).into_iter().flatten().enumerate() {
                widths.resize(widths.len().max(at + 1), 0);
                let width = cell.chars().count().clamp(WIDTHS.0, WIDTHS.1);
                widths[at] = widths[at].max(u16::try_from(width).unwrap_or(u16::MAX));
                cells.push(document::Cell { text: self.text(cell), columns: 1, rows: 1 });
            }
            rows.push(document::Row { cells });
        }
        if !rows.is_empty() {
            let design = document::Design { head_rows: 1, widths, ..document::Design::default() };
            self.built.document.add_block(Block::Table(document::Table { rows, design }));
        }
    }

    fn table(&mut self, drawn: &Drawn) {
        for (style, line) in &drawn.above {
            self.paragraph(*style, line);
        }
        let rows = drawn.rows.iter().map(|row| {
            let cell = |cell: &crate::tables::DrawnCell| document::Cell {
                text: self.text(&cell.line),
                columns: cell.columns,
                rows: cell.rows,
            };
            document::Row { cells: row.iter().map(cell).collect() }
        });
        let rows = rows.collect();
        self.built.document.add_block(Block::Table(document::Table { rows, design: drawn.design.clone() }));
        for line in &drawn.below {
            self.paragraph(Style::Note, line);
        }
    }
}
