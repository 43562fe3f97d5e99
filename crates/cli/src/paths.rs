//! From the paths of the command line to files.

use std::{
    collections::BTreeMap,
    collections::HashSet,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use app::findings::render::Language;
use walkdir::{DirEntry, WalkDir};

use crate::convert;

/// Names that are read in a folder; a file that the user names is read whatever its name.
const EXTENSIONS: [&str; 12] =
    ["txt", "md", "markdown", "html", "htm", "docx", "doc", "wps", "xlsx", "xls", "et", "pdf"];

/// The same as people are told, alternative spellings left out.
const KINDS: &str = "docx、doc、wps、xlsx、xls、et、pdf、html、txt、md";
const KINDS_ENGLISH: &str = "docx, doc, wps, xlsx, xls, et, pdf, html, txt and md";

/// Whether a file describes its folder; such a file is no disclosure, whatever it speaks of.
fn is_readme(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().to_lowercase().starts_with("readme"))
}

/// One file to work on, or a path for which there is none.
#[derive(Debug)]
pub struct Input {
    /// Where.
    pub path: PathBuf,
    /// As shown to people; names that are no UTF-8 are shown with `�`.
    pub name: String,
    /// Why it cannot be read, when that is known already.
    pub trouble: Option<String>,
}

/// What stands behind the paths of the command line.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Files in the order of the command line; those of a folder by name.
    pub files: Vec<Input>,
    /// What was passed over, and why.
    pub remarks: Vec<String>,
}

/// Finds all files. A path that leads nowhere becomes an input with its trouble.
pub fn find(paths: &[PathBuf], language: Language) -> Inputs {
    let mut inputs = Inputs::default();
    let mut seen = HashSet::new();
    for path in paths {
        let is_folder = fs::metadata(path).is_ok_and(|found| found.is_dir());
        let first = inputs.files.len();
        if is_folder {
            walk(path, language, &mut inputs);
        } else {
            inputs.files.push(Input::new(path.clone(), None));
        }
        let mut added = inputs.files.split_off(first);
        added.retain(|input| seen.insert(input.path.clone()));
        inputs.files.append(&mut added);
    }
    inputs
}

impl Input {
    fn new(path: PathBuf, trouble: Option<String>) -> Self {
        Self { name: path.to_string_lossy().into_owned(), path, trouble }
    }

    /// The content of the file, or why there is none. At most one byte more than the limit is read,
    /// and a file that is known to be longer is not opened.
    pub fn read(&self, language: Language) -> Result<Vec<u8>, String> {
        if let Some(trouble) = &self.trouble {
            return Err(trouble.clone());
        }
        let failed = |error: io::Error| io_trouble(&error, language);
        let found = fs::metadata(&self.path).map_err(failed)?;
        if !found.is_file() {
            let what = "这不是普通文件（例如设备或管道），没有读取。请先把内容存成文件。";
            let english =
                "This is no regular file (a device or a pipe) and was not read. Save its content as a file first.";
            return Err(language.pick(what, english).to_owned());
        }
        if found.len() > app::formats::SIZE_LIMIT {
            let cause = app::formats::Error::TooLarge { bytes: found.len(), limit: app::formats::SIZE_LIMIT };
            return Err(app::Error::Unreadable { name: self.name.clone(), cause }.explain(language));
        }
        let mut bytes = Vec::new();
        let file = File::open(&self.path).map_err(failed)?;
        file.take(app::formats::SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    /// Reads the file and works on its content; an old Word document that cannot be read gets a second
    /// try as LibreOffice converts it, and then the second value is true.
    pub fn with_content<T>(
        &self,
        language: Language,
        work: impl Fn(&[u8]) -> Result<T, app::Error>,
    ) -> Result<(T, bool), String> {
        let bytes = self.read(language)?;
        let error = match work(&bytes) {
            Ok(done) => return Ok((done, false)),
            Err(error) => error,
        };
        if error.may_be_converted()
            && let Some(docx) = convert::to_docx(&bytes)
            && let Ok(done) = work(&docx)
        {
            return Ok((done, true));
        }
        Err(error.explain(language))
    }

    /// The path as SARIF wants it: relative to the current folder where it can be.
    pub fn uri(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let path = self.path.strip_prefix(&here).unwrap_or(&self.path);
        let path = path.strip_prefix(".").unwrap_or(path);
        let bytes: Vec<u8> = if cfg!(windows) {
            path.to_string_lossy().replace('\\', "/").into_bytes()
        } else {
            path.as_os_str().as_encoded_bytes().to_vec()
        };
        let uri = app::findings::render::sarif::uri(&bytes);
        if path.is_absolute() { format!("file://{}{uri}", if uri.starts_with('/') { "" } else { "/" }) } else { uri }
    }
}

/// What the system says, and what to do about it.
fn io_trouble(error: &io::Error, language: Language) -> String {
    let (chinese, english) = match error.kind() {
        io::ErrorKind::NotFound => {
            ("找不到这个文件或文件夹。请检查路径是否写对。", "There is no such file or folder. Check the path.")
        }
        io::ErrorKind::PermissionDenied => (
            "没有读取权限。请检查文件权限，或复制到自己的文件夹后再检查。",
            "Reading it is not permitted. Check its permissions, or copy it to a folder of your own.",
        ),
        _ => {
            return match language {
                Language::Chinese => format!("读取失败：{error}。请检查磁盘或网络盘，再试一次。"),
                Language::English => {
                    format!("It could not be read: {error}. Check the disk or network drive and try again.")
                }
            };
        }
    };
    language.pick(chinese, english).to_owned()
}

fn walk(folder: &Path, language: Language, inputs: &mut Inputs) {
    let first = inputs.files.len();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let mut n_hidden = 0;
    let mut walker = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                meet_error(&error, folder, language, inputs);
                continue;
            }
        };
        if entry.depth() > 0 && is_hidden(&entry) {
            n_hidden += 1;
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            let extension = extension_of(entry.path());
            if EXTENSIONS.contains(&extension.as_str()) && !is_readme(entry.path()) {
                inputs.files.push(Input::new(entry.into_path(), None));
            } else {
                *left_out.entry(extension).or_default() += 1;
            }
        }
    }
    if inputs.files.len() == first {
        let kinds = list(&left_out, language);
        let trouble = match (language, kinds.is_empty()) {
            (Language::Chinese, true) => format!("文件夹里没有可检查的文件。在文件夹中读取 {KINDS} 文件。"),
            (Language::Chinese, false) => format!(
                "文件夹里没有可检查的文件（只有{kinds}）。在文件夹中读取 {KINDS} 文件，请先把文档另存为其中一种。"
            ),
            (Language::English, true) => {
                format!("The folder holds no file to check. In folders, {KINDS_ENGLISH} files are read.")
            }
            (Language::English, false) => format!(
                "The folder holds no file to check (only {kinds}). In folders, {KINDS_ENGLISH} files are read: save the documents as one of these first."
            ),
        };
        inputs.files.push(Input::new(folder.to_owned(), Some(trouble)));
    } else if !left_out.is_empty() {
        let n: usize = left_out.values().sum();
        let kinds = list(&left_out, language);
        inputs.remarks.push(match language {
            Language::Chinese => {
                format!("{}：另有 {n} 个文件没有检查（{kinds}），在文件夹中只读取 {KINDS}", folder.display())
            }
            Language::English => {
                format!(
                    "{}: {n} other files were not checked ({kinds}); in folders, only {KINDS_ENGLISH} are read",
                    folder.display()
                )
            }
        });
    }
    if n_hidden > 0 {
        inputs.remarks.push(match language {
            Language::Chinese => {
                format!("{}：跳过隐藏的文件或文件夹 {n_hidden} 个", folder.display())
            }
            Language::English => {
                format!("{}: {n_hidden} hidden files or folders were skipped", folder.display())
            }
        });
    }
}

/// A link that leads back into its own folder is passed over; what cannot be opened is a trouble.
fn meet_error(error: &walkdir::Error, folder: &Path, language: Language, inputs: &mut Inputs) {
    let path = error.path().unwrap_or(folder).to_owned();
    if error.loop_ancestor().is_some() {
        inputs.remarks.push(match language {
            Language::Chinese => format!("{}：链接指回上级文件夹，已跳过", path.display()),
            Language::English => {
                format!("{}: the link leads back to a folder above it and was skipped", path.display())
            }
        });
        return;
    }
    let trouble = match error.io_error() {
        Some(cause) => io_trouble(cause, language),
        None => io_trouble(&io::Error::other(error.to_string()), language),
    };
    inputs.files.push(Input::new(path, Some(trouble)));
}

/// Names that begin with a point, and the lock files of Office and WPS.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn extension_of(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn list(left_out: &BTreeMap<String, usize>, language: Language) -> String {
    let entry = |(extension, n): (&String, &usize)| match (language, extension.is_empty()) {
        (Language::Chinese, true) => format!("无扩展名 {n} 个"),
        (Language::Chinese, false) => format!("{extension} {n} 个"),
        (Language::English, true) => format!("{n} without extension"),
        (Language::English, false) => format!("{n} {extension}"),
    };
    left_out.iter().map(entry).collect::<Vec<_>>().join(language.pick("、", ", "))
}
