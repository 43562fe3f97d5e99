//! Documents of Word: read back, looked into part by part, and opened by another office program.

mod hostile;
mod office;
mod order;
mod pages;
mod tables;

use std::io::{Cursor, Read as _};

use document::{Block, Design, Document, Format, Paragraph, Row, Style, Table, Text};

use crate::composed::{Composed, everything, heads};

/// A part of the file of a document.
#[track_caller]
fn part(document: &Document, name: &str) -> String {
    let bytes = writers::docx(document).expect("the document can be written");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("the file is a zip");
    let mut text = String::new();
    zip.by_name(name).expect("the part is there").read_to_string(&mut text).expect("parts are UTF-8");
    text
}

/// The text of a document.
#[track_caller]
fn body(document: &Document) -> String {
    part(document, "word/document.xml")
}

/// The paragraph of the body that holds a text.
fn paragraph<'b>(body: &'b str, text: &str) -> &'b str {
    let at = body.find(&format!(">{text}<")).unwrap_or_else(|| panic!("{text} is not there"));
    let start = body[..at].rfind("<w:p>").expect("text stands in a paragraph");
    &body[start..start + body[start..].find("</w:p>").expect("paragraphs end")]
}

/// The outline of a document as far as a reader can know it: headings, text, tables. What stands in lines of contents
/// behind their text is left out, so are page numbers.
fn read_outline(document: &Document) -> String {
    let mut plain = Document::new(Format::Composed);
    for block in document.blocks() {
        let block = match block {
            Block::Paragraph(paragraph) => {
                let is_heading = matches!(paragraph.style, Style::Heading(_));
                let style = if is_heading { paragraph.style } else { Style::Body };
                let text = plain.add_text(Text::composed(document.str(paragraph.text).trim_end()));
                Block::Paragraph(Paragraph { text, style })
            }
            Block::Table(table) => {
                let mut cell = |cell: &document::Cell| document::Cell {
                    text: plain.add_text(Text::composed(document.str(cell.text))),
                    ..*cell
                };
                let rows = table.rows.iter().map(|row| Row { cells: row.cells.iter().map(&mut cell).collect() });
                Block::Table(Table::of_rows(rows.collect()))
            }
        };
        plain.add_block(block);
    }
    plain.outline()
}

/// Checks that a document is read back as it was composed, and returns how.
#[track_caller]
fn check_reading(document: &Document) -> Document {
    let bytes = writers::docx(document).expect("the document can be written");
    let read = formats::read(&bytes).expect("the file can be read");
    assert_eq!(read_outline(&read), read_outline(document));
    read
}

#[test]
fn a_document_is_read_back() {
    let read = check_reading(&everything());
    assert_eq!(read.format(), Format::Docx);
    let defects: Vec<_> = read.defects().iter().map(|defect| (defect.kind.name(), read.slice(defect.span))).collect();
    assert_eq!(defects, [("page-furniture", "— 1 —")]);
}

#[test]
fn merged_cells_are_read_back() {
    let tables: [&[&str]; 6] = [
        &["甲{1×2} | 乙{2×1} | 丙{1×2}", "丁 | 戊", "己 | 庚 | 辛 | 壬"],
        &["甲{2×2} | 乙", "丙", "丁 | 戊 | 己"],
        &["甲{1×3} | 一", "二", "三"],
        &["甲{3×1}", "一 | 二 | 三"],
        // What covers the row reaches over its end, and more rows than there are.
        &["甲 | 乙{1×9} | 丙{1×9}", "丁", "戊"],
        // Rows of different lengths.
        &["甲 | 乙 | 丙", "丁", "戊 | 己"],
    ];
    for rows in tables {
        let document = Composed::new().table(heads(1), rows).add(Style::Body, "末").0;
        let bytes = writers::docx(&document).unwrap();
        let read = formats::read(&bytes).unwrap();
        let expected = read_outline(&document).replace("×9", &format!("×{}", rows.len()));
        assert_eq!(read_outline(&read), expected);
    }
}

#[test]
fn missing_cells_before_covered_places_are_blank() {
    let document = Composed::new().table(heads(0), &["甲 | 乙 | 丙{1×2}", "丁"]).0;
    let read = formats::read(&writers::docx(&document).unwrap()).unwrap();
    assert_eq!(read_outline(&read), "table\n  | 甲 | 乙 | 丙{1×2} |\n  | 丁 |  |\n");
}

#[test]
fn tables_beside_each_other_stay_apart() {
    let document = Composed::new().table(heads(0), &["甲 | 乙"]).table(heads(0), &["丙"]).0;
    check_reading(&document);
}

#[test]
fn nothing_and_tables_of_nothing_can_be_written() {
    let nothing = Composed::new().0;
    assert_eq!(formats::read(&writers::docx(&nothing).unwrap()).unwrap_err(), formats::Error::Empty);
    let mut tables = Composed::new().add(Style::Body, "甲");
    for rows in [vec![], vec![Row::default(), Row::default()]] {
        let design = Design { is_landscape: true, ..heads(3) };
        tables.0.add_block(Block::Table(Table { rows, design }));
    }
    let read = formats::read(&writers::docx(&tables.0).unwrap()).unwrap();
    assert_eq!(read_outline(&read), "¶ 甲\n");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = writers::docx(&everything()).unwrap();
    assert_eq!(first, writers::docx(&everything()).unwrap());
    let zip = zip::ZipArchive::new(Cursor::new(first)).unwrap();
    let names: Vec<String> = zip.file_names().flatten().map(|name| name.into_owned()).collect();
    assert_eq!(names[0], "[Content_Types].xml");
    // No part says when it was written.
    let core = part(&everything(), "docProps/core.xml");
    assert!(core.contains("<dc:title>某某区示例局 2024年度部门决算</dc:title>"), "{core}");
    assert!(!core.contains("dcterms"), "{core}");
}
