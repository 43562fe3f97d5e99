//! Books from files: a workbook, or a folder of TOML and CSV.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, anyhow, bail};
use app::{
    Edition, EditionError,
    book::{self, Book, Mistake, MistakeKind, Sheet},
    findings::render::Language,
};

use crate::{
    output,
    paths::{self, Input},
    settings::Settings,
};

/// Reads a book and says all that is wrong with it; `None` when there is something that cannot stand.
pub fn read(path: &Path, settings: &Settings) -> anyhow::Result<Option<Book>> {
    Ok(read_sheets(path, settings)?.map(|(book, _)| book))
}

/// Reads a book with the sheets that hold it and says all that is wrong with it; `None` when there is something
/// that cannot stand.
pub fn read_sheets(path: &Path, settings: &Settings) -> anyhow::Result<Option<(Book, Vec<Sheet>)>> {
    let (book, sheets, mistakes) = parsed(path, settings)?;
    let is_usable = complain(path, &mistakes, settings.language);
    Ok(book.filter(|_| is_usable).map(|book| (book, sheets)))
}

/// As much of a book as can be read, the sheets that hold it, and all cells that cannot be read.
fn parsed(path: &Path, settings: &Settings) -> anyhow::Result<(Option<Book>, Vec<Sheet>, Vec<Mistake>)> {
    let sheets = sheets(path, settings.language)?;
    let (book, mistakes) = match book::parse(&sheets, settings.taxonomy) {
        Ok((book, mistakes)) => (Some(book), mistakes),
        Err(mistakes) => (None, mistakes),
    };
    Ok((book, sheets, mistakes))
}

/// A book in which nothing is wrong that is certain to be, and its edition, which may be another than it names.
/// All that is wrong is said at once: what cannot be read, and what cannot be in the rest. The money of projects may stand
/// in the books of units, where there are some.
pub fn usable(
    path: &Path,
    wished: Option<&str>,
    has_units: bool,
    settings: &Settings,
) -> anyhow::Result<Option<(Book, Edition, Vec<Sheet>)>> {
    let language = settings.language;
    let (book, sheets, mut mistakes) = parsed(path, settings)?;
    let Some(book) = book else {
        complain(path, &mistakes, language);
        return Ok(None);
    };
    let name = wished.unwrap_or(&book.body.edition);
    let edition = if wished.is_none() && !has_edition(name) {
        let kind = MistakeKind::UnknownEdition { text: name.to_owned() };
        mistakes.push(Mistake::new(book::cell_of(&sheets, "body", "edition"), kind));
        Ok(None)
    } else {
        edition(name, language).map(Some)
    };
    let found = match &edition {
        Ok(Some(edition)) => {
            let (stage, weights) = (edition.settings.stage, edition.settings.weights);
            let weights = weights.map(|all| all.saturating_sub(edition.settings.execution_weight));
            let mut found = book::check(&book, stage, weights);
            found.extend(book::unread(&sheets, stage, settings.taxonomy));
            found
        }
        _ => book::check_rows(&book),
    };
    let may_be_mended = |found: &Mistake| found.may_follow_from(&mistakes) || has_units && is_of_money(found);
    let certain = found.into_iter().filter(|found| !may_be_mended(found)).collect::<Vec<_>>();
    mistakes.extend(certain);
    book::sort(&mut mistakes, &sheets);
    let is_usable = complain(path, &mistakes, language);
    Ok(edition?.filter(|_| is_usable).map(|edition| (book, edition, sheets)))
}

/// Whether a mistake is that no money of a project was found.
pub const fn is_of_money(mistake: &Mistake) -> bool {
    matches!(mistake.kind, MistakeKind::NoMoney { .. } | MistakeKind::NothingWithheld { .. })
}

/// Whether there is an edition of this name that books can be compiled in, or a folder that may hold one.
fn has_edition(name: &str) -> bool {
    let is_usable = |edition: Edition| !edition.settings.is_base;
    Path::new(name).is_dir() || Edition::embedded(name).is_ok_and(is_usable)
}

/// The sheets of a book.
fn sheets(path: &Path, language: Language) -> anyhow::Result<Vec<Sheet>> {
    let unreadable = || match language {
        Language::Chinese => format!("无法读取账册 {}", path.display()),
        Language::English => format!("cannot read the book {}", path.display()),
    };
    let said = |error: &app::ledger::Error| anyhow!(error.message(language_of_books(language)));
    if path.is_dir() {
        let files = files(path, &["csv", "toml"], language).with_context(unreadable)?;
        return app::ledger::read_folder(&files).map_err(|error| said(&error)).with_context(unreadable);
    }
    let bytes = bytes(path, language).with_context(unreadable)?;
    app::ledger::read_workbook(&bytes).map_err(|error| said(&error)).with_context(unreadable)
}

/// The content of a file, as much as any book or list of claims may have.
pub fn bytes(path: &Path, language: Language) -> anyhow::Result<Vec<u8>> {
    let inputs = paths::find(&[path.to_owned()], language);
    let read = |input: &Input| input.read(language).map_err(|trouble| anyhow!(trouble));
    inputs.files.first().map_or_else(|| Ok(Vec::new()), read)
}

/// The files of a folder by name; folders in it are left alone, and of files of other kinds nothing is read.
fn files(folder: &Path, kinds: &[&str], language: Language) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { continue };
        if !path.is_file() || name.starts_with('.') {
            continue;
        }
        let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let content = if kinds.contains(&kind.as_str()) { bytes(&path, language)? } else { Vec::new() };
        files.insert(name, content);
    }
    Ok(files)
}

/// An edition by its id, or by the folder that holds it.
pub fn edition(name: &str, language: Language) -> anyhow::Result<Edition> {
    let path = Path::new(name);
    let edition = if path.is_dir() {
        let text = |(name, bytes): (String, Vec<u8>)| {
            let text = String::from_utf8(bytes).map_err(|_| anyhow!(not_text(&path.join(&name), language)))?;
            anyhow::Ok((name, text))
        };
        let id = path.file_name().map_or_else(|| name.to_owned(), |id| id.to_string_lossy().into_owned());
        let files = files(path, &["toml", "jinja"], language)?;
        Edition::from_files(&id, files.into_iter().map(text).collect::<Result<_, _>>()?)
    } else {
        Edition::embedded(name)
    };
    let edition = edition.map_err(|error| trouble(error, name, language))?;
    if edition.settings.is_base {
        bail!(match language {
            Language::Chinese => {
                format!("版式 {name} 只供其他版式引用，不能直接编制；mingzhang new --list 列出全部版式")
            }
            Language::English => {
                format!("the edition {name} only serves others to extend; mingzhang new --list lists those to use")
            }
        });
    }
    Ok(edition)
}

fn not_text(path: &Path, language: Language) -> String {
    match language {
        Language::Chinese => format!("版式的 {} 不是 UTF-8 编码的文本，请另存为 UTF-8", path.display()),
        Language::English => format!("{} of the edition is not text in UTF-8; save it as that", path.display()),
    }
}

/// What is wrong with an edition. What its readers say is English in either language.
pub fn trouble(error: EditionError, name: &str, language: Language) -> anyhow::Error {
    let said = match (&error, language) {
        (EditionError::UnknownEdition { id }, Language::Chinese) if id != name => {
            format!("版式 {name} 引用的版式 {id} 不存在；mingzhang new --list 列出全部版式")
        }
        (EditionError::UnknownEdition { .. }, Language::Chinese) => {
            format!("没有版式 {name}；mingzhang new --list 列出全部版式，自备的版式写它的文件夹")
        }
        (EditionError::UnknownEdition { id }, Language::English) if id == name => format!(
            "there is no edition {name}; mingzhang new --list lists all, one of your own is named by its folder"
        ),
        (EditionError::Edition { file, why, .. }, Language::Chinese) => {
            format!("版式 {name} 的 {file} 读不出来（{why}）。请对照版式说明改正")
        }
        (EditionError::Template { template, why, .. }, Language::Chinese) => {
            format!("版式 {name} 的 {template} 不能套用（{why}）。请对照版式说明改正")
        }
        (error, Language::English) => error.to_string(),
    };
    anyhow!(said)
}

/// Says what is wrong with a book; returns whether it can be used all the same.
pub fn complain(path: &Path, mistakes: &[Mistake], language: Language) -> bool {
    for mistake in mistakes {
        let message = format!("{} {}", path.display(), mistake.message(language_of_books(language)));
        if mistake.is_remark() {
            output::remark(&message);
        } else {
            output::complain(&message, language);
        }
    }
    mistakes.iter().all(Mistake::is_remark)
}

/// The language in the terms of the book's own messages.
pub const fn language_of_books(language: Language) -> book::Language {
    match language {
        Language::Chinese => book::Language::Chinese,
        Language::English => book::Language::English,
    }
}

/// Writes a file, whatever stands there.
pub fn write(path: &Path, bytes: &[u8], language: Language) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| unwritable(path, language))
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path, language: Language) -> anyhow::Result<()> {
    fs::create_dir_all(path).with_context(|| unwritable(path, language))
}

fn unwritable(path: &Path, language: Language) -> String {
    match language {
        Language::Chinese => format!("无法写入 {}，请检查文件夹和权限，并关闭正打开它的程序", path.display()),
        Language::English => {
            format!(
                "cannot write {}; check folder and permissions, and close the program that has it open",
                path.display()
            )
        }
    }
}

/// Refuses to write over a book.
pub fn refuse_existing(path: &Path, language: Language) -> anyhow::Result<()> {
    if path.exists() {
        bail!(
            "{}{}",
            path.display(),
            language.pick(" 已经存在，不覆盖；请换一个名字", " exists and is not replaced; choose another name")
        );
    }
    Ok(())
}
