//! The fonts of this machine, for documents that are set as pages.
//!
//! Fonts are known by the names of their files, so that only those that are used are opened: a machine may have
//! thousands, and one file of all ideographs has twenty megabytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use app::Language;
use typeset::{Error, Face, Fonts, Role, WIDE, document::Document};
use walkdir::WalkDir;

/// Names folders and files with fonts of the user's own, all of which are used.
const OWN: &str = "MINGZHANG_FONTS";
/// Where systems keep their fonts.
const FOLDERS: [&str; 8] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/texmf/fonts/opentype/public/fandol",
    "C:\\Windows\\Fonts",
    "/System/Library/Fonts",
    "/System/Library/AssetsV2",
    "/Library/Fonts",
];
/// Where they keep those of one user, below the home folder.
const HOME_FOLDERS: [&str; 4] =
    [".fonts", ".local/share/fonts", "Library/Fonts", "AppData\\Local\\Microsoft\\Windows\\Fonts"];
/// No system keeps fonts deeper than this.
const DEPTH: usize = 8;

/// The fonts to set a document in: for each role the best at hand, and those with rare characters where it needs them.
pub fn find(document: &Document) -> Fonts {
    let own = own();
    let installed = installed();
    let best = Role::ALL.into_iter().filter_map(|role| role.faces().iter().find_map(|face| file_of(face, &installed)));
    let mut known: BTreeSet<&Path> = BTreeSet::new();
    let mut fonts = Fonts::new(read(own.iter().map(PathBuf::as_path).chain(best).filter(|path| known.insert(path))));
    if !fonts.lacking(document).is_empty() {
        let wide = WIDE.iter().filter_map(|face| file_of(face, &installed));
        fonts.add(read(wide.filter(|path| known.insert(path))));
    }
    fonts
}

/// Why a document could not be set, and what to do.
pub fn trouble(error: &Error, language: Language) -> String {
    if language == Language::English {
        return error.to_string();
    }
    match error {
        Error::NoChineseFont => format!(
            "没有可用的中文字体：Debian 系统请安装 texlive-lang-chinese（仿宋）或 fonts-noto-cjk，\
             或者把字体文件放进一个文件夹，并用环境变量 {OWN} 指明"
        ),
        Error::Lacking { chars } => {
            let chars: Vec<String> = chars.iter().map(|char| format!("{char}（U+{:04X}）", u32::from(*char))).collect();
            format!(
                "所有字体都没有下列字符：{}；Debian 系统请安装 fonts-noto-cjk，或者用环境变量 {OWN} 指明含有这些字符的字体",
                chars.join("、")
            )
        }
        Error::Typesetter { why } => format!("排版未能完成：{why}"),
    }
}

/// The file that has a face, where it is installed.
fn file_of<'a>(face: &Face, installed: &'a BTreeMap<String, PathBuf>) -> Option<&'a Path> {
    face.files.iter().find_map(|name| installed.get(*name)).map(PathBuf::as_path)
}

/// The font files of the system and of this user, by their names in lower case.
fn installed() -> BTreeMap<String, PathBuf> {
    let home = env::home_dir();
    let of_user = HOME_FOLDERS.iter().filter_map(|folder| Some(home.as_ref()?.join(folder)));
    let mut files = BTreeMap::new();
    for folder in FOLDERS.iter().map(PathBuf::from).chain(of_user) {
        for path in files_in(&folder) {
            // What a user has installed takes the place of what the system has.
            files.insert(path.file_name().unwrap_or_default().to_string_lossy().to_lowercase(), path);
        }
    }
    files
}

/// The font files that the user names.
fn own() -> Vec<PathBuf> {
    let named = env::var_os(OWN).unwrap_or_default();
    env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).flat_map(|path| files_in(&path)).collect()
}

/// The font files in a folder, by name; of a file itself.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let is_font = |path: &Path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        ["ttf", "otf", "ttc", "otc"].contains(&extension.as_str())
    };
    // A folder that is not there or cannot be opened has no fonts for us.
    let entries = WalkDir::new(folder).follow_links(true).max_depth(DEPTH).sort_by_file_name().into_iter().flatten();
    entries
        .filter(|entry| entry.file_type().is_file() && is_font(entry.path()))
        .map(|entry| entry.into_path())
        .collect()
}

/// The bytes of files; one that cannot be read is passed over like one that is not there.
fn read<'a>(files: impl Iterator<Item = &'a Path>) -> Vec<Vec<u8>> {
    files.filter_map(|path| fs::read(path).ok()).collect()
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use app::Language;
    use typeset::{
        Error,
        document::{Document, Format, Text},
    };

    use super::{files_in, find, trouble};

    #[test]
    fn font_files_are_known_by_their_endings() {
        let folder = env::temp_dir().join(format!("mingzhang-fonts-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        for name in ["b.TTF", "a.otf", "inner/c.ttc", "readme.txt"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let found: Vec<String> = files_in(&folder)
            .iter()
            .map(|path| path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, ["a.otf", "b.TTF", "inner/c.ttc"]);
        assert_eq!(files_in(&folder), [] as [&std::path::Path; 0]);
    }

    #[test]
    fn rare_characters_bring_the_fonts_that_have_them() {
        let mut document = Document::new(Format::Composed);
        // 䶮 stands in no font of GB 2312.
        document.add_text(Text::composed("某䶮"));
        let (plain, wide) = (find(&Document::new(Format::Composed)), find(&document));
        assert!(wide.lacking(&document).len() <= plain.lacking(&document).len());
        assert_eq!(plain.has_chinese(), wide.has_chinese());
    }

    #[test]
    fn messages_say_what_to_do() {
        let lacking = Error::Lacking { chars: vec!['䶮'] };
        assert!(trouble(&lacking, Language::Chinese).contains("䶮（U+4DAE）"));
        assert!(trouble(&lacking, Language::English).contains("䶮 (U+4DAE)"));
        for language in [Language::Chinese, Language::English] {
            let message = trouble(&Error::NoChineseFont, language);
            assert!(message.contains("texlive-lang-chinese") && message.contains("MINGZHANG_FONTS"), "{message}");
        }
        assert!(trouble(&Error::Typesetter { why: "x".to_owned() }, Language::Chinese).ends_with('x'));
    }
}
