//! Documents of Word since 2007 (.docx), set as Chinese offices set theirs: the fonts, sizes and margins of official
//! documents, real styles for headings and contents, wide tables on landscape pages.
//!
//! Reading order: `sections` (which blocks share pages of one kind), `body` (the text) with `paragraph`, `contents` and
//! `table`, then what stands beside it (`page`, `measure`, `styles`, `fonts`, `settings`, `footer`, `properties`), and how it is
//! put together (`xml`, `package`).

mod sections;

mod body;
mod contents;
mod paragraph;
mod table;

mod fonts;
mod footer;
mod measure;
mod page;
mod properties;
mod settings;
mod styles;

mod package;
mod xml;

use document::{Block, Document};

use crate::Error;
use package::Parts;

/// A document as the bytes of a docx file.
///
/// **Shape.** Every text once and in order; line breaks and tabs inside a text stay what they are. Page numbers in the
/// contents are worked out by the program that opens the file. A table without cells is left out.
///
/// **Errors.** `Character` for a text with a control character other than a line break or tab, which XML cannot hold;
/// `Columns` for a table of more than 63 columns, which Word does not open.
pub fn write(document: &Document) -> Result<Vec<u8>, Error> {
    check_characters(document)?;
    package::pack(Parts {
        core: properties::core(document),
        app: properties::app(),
        document: body::part(document)?,
        styles: styles::part(),
        settings: settings::part(),
        fonts: fonts::table(),
        footer: footer::part(),
    })
}

/// Refuses what cannot stand in XML 1.0 (2.2), and carriage returns, which it makes line ends.
fn check_characters(document: &Document) -> Result<(), Error> {
    let refused = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let check = |text: &str| match text.chars().find(|c| refused(*c)) {
        Some(character) => Err(Error::Character { character, text: text.to_owned() }),
        None => Ok(()),
    };
    for block in document.blocks() {
        match block {
            Block::Paragraph(paragraph) => check(document.str(paragraph.text))?,
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).try_for_each(|cell| check(document.str(cell.text)))?;
            }
        }
    }
    Ok(())
}
