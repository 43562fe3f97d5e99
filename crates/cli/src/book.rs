//! Books from files: a workbook, or a folder of TOML and CSV.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, anyhow, bail};
use app::{
    Edition,
    book::{Book, Mistake, Sheet},
    findings::render::Language,
};

use crate::{output, settings::Settings};

/// Reads a book and says all that is wrong with it; `None` when there is something that cannot stand.
pub fn read(path: &Path, settings: &Settings) -> anyhow::Result<Option<Book>> {
    let language = settings.language;
    let sheets = sheets(path, language)?;
    let (book, mistakes) = match app::book::parse(&sheets, settings.taxonomy) {
        Ok((book, mistakes)) => (Some(book), mistakes),
        Err(mistakes) => (None, mistakes),
    };
    complain(path, &mistakes, language);
    let is_usable = mistakes.iter().all(|mistake| mistake.is_remark());
    Ok(book.filter(|_| is_usable))
}

/// The sheets of a book.
pub fn sheets(path: &Path, language: Language) -> anyhow::Result<Vec<Sheet>> {
    let unreadable = || match language {
        Language::Chinese => format!("无法读取账册 {}", path.display()),
        Language::English => format!("cannot read the book {}", path.display()),
    };
    let said = |error: &app::ledger::Error| anyhow!(error.message(language_of_books(language)));
    if path.is_dir() {
        let files = files(path).with_context(unreadable)?;
        return app::ledger::read_folder(&files).map_err(|error| said(&error)).with_context(unreadable);
    }
    let bytes = fs::read(path).with_context(unreadable)?;
    app::ledger::read_workbook(&bytes).map_err(|error| said(&error)).with_context(unreadable)
}

/// The files of a folder by name; folders in it are left alone.
pub fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && !name.starts_with('.') {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}

/// An edition by its id, or by the folder that holds it.
pub fn edition(name: &str, language: Language) -> anyhow::Result<Edition> {
    let path = Path::new(name);
    if path.is_dir() {
        let text = |(name, bytes): (String, Vec<u8>)| Some((name, String::from_utf8(bytes).ok()?));
        let id = path.file_name().map_or_else(|| name.to_owned(), |id| id.to_string_lossy().into_owned());
        return Ok(Edition::from_files(&id, files(path)?.into_iter().filter_map(text).collect())?);
    }
    Edition::embedded(name).map_err(|error| match error {
        app::EditionError::UnknownEdition { .. } => anyhow!(match language {
            Language::Chinese => format!("没有版式 {name}；mingzhang new --list 列出全部版式，自备的版式写它的文件夹"),
            Language::English => {
                format!(
                    "there is no edition {name}; mingzhang new --list lists all, one of your own is named by its folder"
                )
            }
        }),
        error => error.into(),
    })
}

fn complain(path: &Path, mistakes: &[Mistake], language: Language) {
    for mistake in mistakes {
        let message = format!("{} {}", path.display(), mistake.message(language_of_books(language)));
        if mistake.is_remark() {
            output::remark(&message);
        } else {
            output::complain(&message, language);
        }
    }
}

/// The language in the terms of the book's own messages.
pub const fn language_of_books(language: Language) -> app::book::Language {
    match language {
        Language::Chinese => app::book::Language::Chinese,
        Language::English => app::book::Language::English,
    }
}

/// Writes a file; nothing that stands there is lost unless it is replaced on purpose.
pub fn write(path: &Path, bytes: &[u8], language: Language) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| match language {
        Language::Chinese => format!("无法写入 {}，请检查文件夹和权限，并关闭正打开它的程序", path.display()),
        Language::English => {
            format!(
                "cannot write {}; check folder and permissions, and close the program that has it open",
                path.display()
            )
        }
    })
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
