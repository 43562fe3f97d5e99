//! The parts of a package, unpacked within limits, and their XML.

use std::io::{Cursor, Read};

use document::Format;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::Error;
use crate::workbook::{damaged, too_much};

/// The most bytes that all parts read may take together when unpacked.
const UNPACKED_LIMIT: u64 = 128 << 20;

/// An open package.
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// The parts by their names in lower case: some programs do not keep to one spelling.
    names: Vec<(String, usize)>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(Format::Xlsx, error))?;
        let names = archive.file_names().enumerate();
        let names = names.filter_map(|(at, name)| Some((name.ok()?.replace('\\', "/").to_ascii_lowercase(), at)));
        Ok(Self { names: names.collect(), archive, left: UNPACKED_LIMIT })
    }

    /// Whether there is a part of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        let name = name.to_ascii_lowercase();
        self.names.iter().find(|(part, _)| *part == name).map(|(_, at)| *at)
    }

    /// The text of a part; `None` when there is no such part.
    pub fn read(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let part = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why.contains("assword") => Error::Encrypted { format: Format::Xlsx },
            error => damaged(Format::Xlsx, format_args!("{name}: {error}")),
        })?;
        let mut bytes = Vec::new();
        part.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(Format::Xlsx, format_args!("{name}: {error}")))?;
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or_else(|| {
            too_much(Format::Xlsx, format_args!("its parts unpack to more than {UNPACKED_LIMIT} bytes"))
        })?;
        Ok(Some(decode(bytes)))
    }
}

/// XML is UTF-8, or UTF-16 with a mark.
fn decode(bytes: Vec<u8>) -> String {
    match bytes.as_slice() {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            let encoding = if bytes[0] == 0xff { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
            encoding.decode_with_bom_removal(&bytes).0.into_owned()
        }
        _ => String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// An attribute by its local name.
pub fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// An attribute that is a number.
pub fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(element, name)?.trim().parse().ok()
}

/// An attribute that is yes or no; no when it is not there.
pub fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true" | "on"))
}

/// The character that a reference such as `&lt;` or `&#65;` stands for.
pub fn referred(name: &str) -> Option<char> {
    if let Some(code) = name.strip_prefix('#') {
        let code = match code.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => code.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
