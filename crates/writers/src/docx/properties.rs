//! What the file says of itself: its title, its language, and the program that wrote it. No dates, as the same document
//! must give the same bytes.

use document::{Block, Document, Style};

use super::xml::Xml;

/// The part `docProps/core.xml`.
pub fn core(document: &Document) -> Vec<u8> {
    let title = title(document);
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    Xml::part("cp:coreProperties", &names, |xml| {
        if !title.is_empty() {
            xml.element("dc:title", &[], |xml| xml.text(&title));
        }
        xml.element("dc:language", &[], |xml| xml.text("zh-CN"));
    })
}

/// The lines of the title, one after the other.
fn title(document: &Document) -> String {
    let mut title = String::new();
    for block in document.blocks() {
        if let Block::Paragraph(paragraph) = block
            && paragraph.style == Style::Title
        {
            let words = document.str(paragraph.text).split_whitespace();
            for word in words {
                title.push_str(if title.is_empty() { "" } else { " " });
                title.push_str(word);
            }
        }
    }
    title
}

/// The part `docProps/app.xml`.
pub fn app() -> Vec<u8> {
    let name = ("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
    Xml::part("Properties", &[name], |xml| {
        xml.element("Application", &[], |xml| xml.text("Mingzhang"));
    })
}
