//! Zip packages of parts, as Word and Excel write them since 2007.
//!
//! A package keeps its bytes and unpacks a part when it is asked for, so that a writer can hand on the
//! parts nobody read as they are.

use std::{
    collections::HashMap,
    io::{Cursor, Read as _},
};

use document::Format;
use zip::{ZipArchive, result::ZipError};

use crate::{Error, xml};

/// The most bytes all parts that are read may unpack to.
const TOTAL_LIMIT: u64 = 256 << 20;
/// The most bytes one part may unpack to. The text of a disclosure of a thousand pages has about 20 MiB.
const PART_BYTES: u64 = 64 << 20;
/// The most parts a package may list. A disclosure has some twenty, and one more for each picture.
const ENTRIES_LIMIT: usize = 1 << 16;

/// An opened package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: Format,
    /// Index of each part by its name in lower case: names are told apart without regard to case.
    by_name: HashMap<String, usize>,
    /// Bytes unpacked until now.
    unpacked: u64,
}

/// What one part says of another.
pub struct Relation {
    /// The name it is referred to by.
    pub id: String,
    /// The last word of its kind: `styles`, `header`.
    pub kind: String,
    /// The name of the other part in the package.
    pub target: String,
}

impl<'b> Package<'b> {
    /// Opens a package, which reads its list of parts and nothing else.
    pub fn open(bytes: &'b [u8], format: Format) -> Result<Self, Error> {
        if lists_too_many(bytes) {
            return Err(Error::TooMuch { format, why: format!("it lists more than {ENTRIES_LIMIT} parts") });
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Error::Damaged { format, why: format!("its list of parts cannot be read ({error})") })?;
        let names = archive.file_names_raw().enumerate();
        let by_name = names.map(|(i, name)| (part_name(&String::from_utf8_lossy(name)), i)).collect();
        Ok(Self { archive, format, by_name, unpacked: 0 })
    }

    /// Whether it has a part of a name.
    pub fn holds(&self, name: &str) -> bool {
        self.by_name.contains_key(&part_name(name))
    }

    /// Unpacks a part; `None` when there is no part of this name.
    ///
    /// **Errors.** Sizes are counted while unpacking, whatever the package declares. A part that ends early or
    /// does not have its checksum is `Damaged`.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some(index) = self.by_name.get(&part_name(name)).copied() else { return Ok(None) };
        let format = self.format;
        let damaged = |why: String| Error::Damaged { format, why: format!("{name}: {why}") };
        let file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(Error::Encrypted { format });
            }
            Err(error) => return Err(damaged(error.to_string())),
        };
        let limit = PART_BYTES.min(TOTAL_LIMIT - self.unpacked);
        let mut bytes = Vec::new();
        let unpacking = file.take(limit + 1).read_to_end(&mut bytes);
        self.unpacked += (bytes.len() as u64).min(limit);
        if bytes.len() as u64 > limit {
            return Err(Error::TooMuch { format, why: format!("{name} unpacks to more than {limit} bytes") });
        }
        unpacking.map(|_| Some(bytes)).map_err(|error| damaged(error.to_string()))
    }

    /// What a part says of others; the empty name stands for the package itself. A broken list is as far
    /// believed as it can be read.
    pub fn relations(&mut self, of: &str) -> Result<Vec<Relation>, Error> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let list = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(bytes) = self.part(&list)? else { return Ok(Vec::new()) };
        let text = xml::decode(bytes);
        let mut xml = xml::Xml::new(&text);
        let mut relations = Vec::new();
        while let Ok(token) = xml.next() {
            match token {
                xml::Token::Open(element) if element.name() == "Relationship" => {
                    let external = element.attr("TargetMode").is_some_and(|mode| mode == "External");
                    if let (false, Some(id), Some(kind), Some(target)) =
                        (external, element.attr("Id"), element.attr("Type"), element.attr("Target"))
                    {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        relations.push(Relation { id: id.into_owned(), kind, target: resolve(folder, &target) });
                    }
                }
                xml::Token::End => break,
                _ => {}
            }
        }
        Ok(relations)
    }
}

/// Whether the list of parts is longer than any honest one: it is read into memory as a whole.
pub fn lists_too_many(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(ENTRIES_LIMIT + 1).count() > ENTRIES_LIMIT
}

/// A name in the form that names are compared in. Some programs write `\` for `/`.
fn part_name(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// The full name of a target that is named from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(full) = target.strip_prefix('/') {
        return full.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_named_from_their_folder() {
        for (folder, target, expected) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "../customXml/item1.xml", "customXml/item1.xml"),
            ("word", "/word/footer1.xml", "word/footer1.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "..\\..\\..\\media\\a.png", "media/a.png"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
