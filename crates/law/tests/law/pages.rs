//! Documents as pages, in the fonts that are installed.

use std::{fs, path::PathBuf, sync::LazyLock};

use document::Document;
use typeset::{Fonts, Role, WIDE};

const FOLDERS: [&str; 4] = [
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
];

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let wanted: Vec<&str> =
        Role::ALL.into_iter().flat_map(Role::faces).chain(WIDE).flat_map(|face| face.files).copied().collect();
    let folders = FOLDERS.iter().filter_map(|folder| fs::read_dir(folder).ok());
    let mut files: Vec<PathBuf> = folders.flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        wanted.iter().any(|file| file.to_lowercase() == name)
    };
    files.retain(is_wanted);
    files.sort();
    Fonts::new(files.into_iter().filter_map(|path| fs::read(path).ok()))
});

/// A document as pages; `None` where no Chinese font is installed.
pub fn write(document: &Document) -> Option<Vec<u8>> {
    if !FONTS.has_chinese() {
        eprintln!("pdf is left out: no Chinese font is installed (texlive-lang-chinese or fonts-noto-cjk)");
        return None;
    }
    Some(typeset::pdf(document, &FONTS).expect("a document can be set"))
}
