//! The typefaces that a document can be set in.

use std::collections::BTreeSet;

use document::Document;
use ttf_parser::name_id;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook, FontInfo},
    utils::LazyHash,
};

use crate::{
    faces::{Face, Role, WIDE},
    literal::is_unseen,
};

/// A face at least this heavy is bold, and is meant only by its full name.
const BOLD: u16 = 600;
/// A character that every font for Chinese has: 的, the most frequent one.
const COMMON: char = '的';

/// Typefaces to set documents in, parsed once and used for any number of documents.
pub struct Fonts {
    faces: Vec<Loaded>,
    book: LazyHash<FontBook>,
}

/// A face with the names that tell which of the wanted ones it is.
struct Loaded {
    font: Font,
    names: Vec<String>,
}

impl Fonts {
    /// Fonts from the bytes of font files, the most welcome first.
    ///
    /// **Shape.** A file may be a collection; then only those of its faces are kept that are wanted for a [`Role`] or
    /// are [`WIDE`](crate::WIDE). Of a file with none of these the first face is kept, to be used where others lack a
    /// character. What is no font is left out.
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut fonts = Self { faces: Vec::new(), book: LazyHash::new(FontBook::new()) };
        fonts.add(files);
        fonts
    }

    /// Adds the faces of more files.
    pub fn add(&mut self, files: impl IntoIterator<Item = Vec<u8>>) {
        for file in files {
            self.faces.extend(faces_of(Bytes::new(file)));
        }
        // Faces go by their number, so that it does not matter which of its names a face has.
        let infos = self.faces.iter().enumerate();
        let infos = infos.map(|(i, face)| FontInfo { family: family(i), ..face.font.info().clone() });
        self.book = LazyHash::new(FontBook::from_infos(infos));
    }

    /// Whether any of them can print Chinese.
    pub fn has_chinese(&self) -> bool {
        self.has(COMMON)
    }

    /// The characters of a document that none of them has.
    pub fn lacking(&self, document: &Document) -> BTreeSet<char> {
        let printed = document.text_ids().flat_map(|id| document.str(id).chars().collect::<BTreeSet<_>>());
        let mut lacking: BTreeSet<char> = printed.filter(|char| is_printed(*char)).collect();
        lacking.retain(|char| !self.has(*char));
        lacking
    }

    fn has(&self, char: char) -> bool {
        self.faces.iter().any(|face| face.font.info().coverage.contains(u32::from(char)))
    }

    /// The families for a role, each to be used where those before it lack a character.
    pub(crate) fn families(&self, role: Role) -> Vec<String> {
        self.order(role).into_iter().map(family).collect()
    }

    /// The first face for a role.
    pub(crate) fn first(&self, role: Role) -> Option<&Font> {
        self.order(role).first().map(|face| &self.faces[*face].font)
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).map(|face| face.font.clone())
    }

    /// All faces, those for a role first, then those for running text, then the others.
    fn order(&self, role: Role) -> Vec<usize> {
        let wanted = [role.faces(), Role::Body.faces(), WIDE].concat();
        let rank = |face: &Loaded| wanted.iter().position(|wanted| face.is(wanted)).unwrap_or(wanted.len());
        let mut order: Vec<usize> = (0..self.faces.len()).collect();
        order.sort_by_key(|face| rank(&self.faces[*face]));
        order
    }
}

impl Loaded {
    fn is(&self, wanted: &Face) -> bool {
        self.names.iter().any(|name| wanted.names.contains(&name.as_str()))
    }
}

/// The name under which a face is asked for.
fn family(index: usize) -> String {
    format!("face {index}")
}

/// The faces of a file that are kept.
fn faces_of(file: Bytes) -> Vec<Loaded> {
    let n_faces = ttf_parser::fonts_in_collection(&file).unwrap_or(1);
    // Only names are looked at here: to parse all faces of a collection takes ten times as long.
    let named: Vec<(u32, Vec<String>)> =
        (0..n_faces).filter_map(|index| Some((index, names(&ttf_parser::Face::parse(&file, index).ok()?)))).collect();
    let loaded = |(index, names): (u32, Vec<String>)| Some(Loaded { font: Font::new(file.clone(), index)?, names });
    let is_wanted = |(_, names): &(u32, Vec<String>)| {
        let wanted = || Role::ALL.into_iter().flat_map(Role::faces).chain(WIDE).flat_map(|face| face.names);
        names.iter().any(|name| wanted().any(|wanted| wanted == name))
    };
    let (wanted, others): (Vec<_>, Vec<_>) = named.into_iter().partition(is_wanted);
    let kept = if wanted.is_empty() { others.into_iter().take(1).collect() } else { wanted };
    kept.into_iter().filter_map(loaded).collect()
}

/// The full names of a face; of one that is neither bold nor slanted also those of its family.
fn names(face: &ttf_parser::Face<'_>) -> Vec<String> {
    // Some bold faces say so in one of the two places only.
    let is_plain = face.weight().to_number() < BOLD && !face.is_bold() && !face.is_italic();
    let is_told = |id: u16| match id {
        name_id::FULL_NAME => true,
        name_id::FAMILY | name_id::TYPOGRAPHIC_FAMILY => is_plain,
        _ => false,
    };
    face.names().into_iter().filter(|name| is_told(name.name_id)).filter_map(|name| name.to_string()).collect()
}

/// Whether a character needs a shape: blanks and the marks that only steer others do not.
fn is_printed(char: char) -> bool {
    !char.is_whitespace() && !is_unseen(char)
}
