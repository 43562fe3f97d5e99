//! The package: which parts there are, how they hang together, and the zip that holds them.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::xml::Xml;
use crate::Error;

/// The name space of Word, for the root of a part.
pub const WORD: (&str, &str) = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// The name space of references to other parts.
pub const RELATIONS: (&str, &str) = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

/// The relation from the text to the part with the page number.
pub const FOOTER: &str = "rId4";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The content of the parts that are not the same in all documents, or written elsewhere.
pub struct Parts {
    pub core: Vec<u8>,
    pub app: Vec<u8>,
    pub document: Vec<u8>,
    pub styles: Vec<u8>,
    pub settings: Vec<u8>,
    pub fonts: Vec<u8>,
    pub footer: Vec<u8>,
}

/// The file.
pub fn pack(parts: Parts) -> Result<Vec<u8>, Error> {
    let Parts { core, app, document, styles, settings, fonts, footer } = parts;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        // Programs tell the kind of the package by its first part.
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core),
        ("docProps/app.xml", app),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles),
        ("word/settings.xml", settings),
        ("word/fontTable.xml", fonts),
        ("word/footer1.xml", footer),
    ] {
        // 1980-01-01, where the time of zip begins: the bytes must not depend on the day.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        zip.write_all(&content).map_err(zip::result::ZipError::Io)?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_types() -> Vec<u8> {
    let word = |kind: &str| format!("{WORD_TYPE}{kind}+xml");
    Xml::part("Types", &[("xmlns", &format!("{PACKAGE}content-types"))], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        for (part, kind) in [
            ("/word/document.xml", word("document.main")),
            ("/word/styles.xml", word("styles")),
            ("/word/settings.xml", word("settings")),
            ("/word/fontTable.xml", word("fontTable")),
            ("/word/footer1.xml", word("footer")),
            ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
            ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
        ] {
            xml.empty("Override", &[("PartName", part), ("ContentType", &kind)]);
        }
    })
}

fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1", &format!("{OFFICE}officeDocument"), "word/document.xml"),
        ("rId2", &format!("{PACKAGE}relationships/metadata/core-properties"), "docProps/core.xml"),
        ("rId3", &format!("{OFFICE}extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relations() -> Vec<u8> {
    relations(&[
        ("rId1", &format!("{OFFICE}styles"), "styles.xml"),
        ("rId2", &format!("{OFFICE}settings"), "settings.xml"),
        ("rId3", &format!("{OFFICE}fontTable"), "fontTable.xml"),
        (FOOTER, &format!("{OFFICE}footer"), "footer1.xml"),
    ])
}

fn relations(relations: &[(&str, &str, &str)]) -> Vec<u8> {
    Xml::part("Relationships", &[("xmlns", &format!("{PACKAGE}relationships"))], |xml| {
        for (id, kind, target) in relations {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    })
}
