//! Word documents from fragments of XML.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#,
);

/// A document in the making.
#[derive(Default)]
pub struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
}

impl Docx {
    /// A document with a body.
    pub fn new(body: &str) -> Self {
        let mut docx = Self::default();
        docx.parts.push(("word/document.xml".into(), root("document", &format!("<w:body>{body}</w:body>"))));
        docx
    }

    /// Adds a part beside the document, whose root has the name of its kind: `styles`, `footnotes`, `hdr`.
    pub fn part(mut self, kind: &str, name: &str, content: &str) -> Self {
        let tag = match kind {
            "header" => "hdr",
            "footer" => "ftr",
            kind => kind,
        };
        self.parts.push((format!("word/{name}"), root(tag, content)));
        self.relate(kind, name)
    }

    /// Adds a part as it is.
    pub fn raw(mut self, kind: &str, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((format!("word/{name}"), bytes.to_vec()));
        self.relate(kind, name)
    }

    fn relate(mut self, kind: &str, name: &str) -> Self {
        let address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        self.relations += &format!(r#"<Relationship Id="{name}" Type="{address}/{kind}" Target="{name}"/>"#);
        self
    }

    /// Adds the styles.
    pub fn styles(self, content: &str) -> Self {
        self.part("styles", "styles.xml", content)
    }

    /// Adds the numbering.
    pub fn numbering(self, content: &str) -> Self {
        self.part("numbering", "numbering.xml", content)
    }

    /// The zipped document.
    pub fn zip(&self) -> Vec<u8> {
        let relations = format!("<Relationships>{}</Relationships>", self.relations);
        let mut parts = self.parts.clone();
        parts.push(("word/_rels/document.xml.rels".into(), relations.into_bytes()));
        zip(&parts)
    }
}

/// Zips parts.
pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("a zip in memory takes parts");
        writer.write_all(bytes).expect("memory takes bytes");
    }
    writer.finish().expect("a zip in memory can be finished").into_inner()
}

fn root(tag: &str, content: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMESPACES}>{content}</w:{tag}>"#).into_bytes()
}

/// A paragraph of one run.
pub fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A paragraph with properties.
pub fn p_with(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r(text))
}

/// A run.
pub fn r(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A table of rows.
pub fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.concat())
}

/// A row of cells with properties.
pub fn tr(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

/// A cell with properties and one paragraph.
pub fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

/// A row of plain cells.
pub fn row(texts: &[&str]) -> String {
    tr("", &texts.iter().map(|text| tc("", text)).collect::<Vec<_>>())
}
