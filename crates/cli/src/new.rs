//! `mingzhang new`: an empty book, or one with the amounts of tables that an office already has.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use app::{
    book::{self, Body, BodyKind, Book, Scope},
    ledger::{self, Design, EditionInfo, TextPlace},
};

use crate::{
    book as books, compile,
    output::{Exit, Output},
    paths,
    settings::Settings,
};

/// What kind of book is wanted.
pub struct Wish<'a> {
    /// Where it goes: a workbook, or a folder.
    pub path: Option<&'a Path>,
    /// The edition's id or folder.
    pub edition: Option<&'a str>,
    /// The fiscal year.
    pub year: Option<u16>,
    /// Whose book it is.
    pub name: Option<&'a str>,
    /// Files with tables.
    pub from: &'a [PathBuf],
    /// Whether only the editions are asked for.
    pub is_list: bool,
}

/// Writes a book.
pub fn run(wish: &Wish<'_>, settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    let language = settings.language;
    if wish.is_list {
        output.write(&compile::list(language)?)?;
        return Ok(Exit::Nothing);
    }
    let Some(path) = wish.path else {
        bail!(language.pick("没有写账册存到哪里", "there is no path for the book"));
    };
    let Some(id) = wish.edition else {
        bail!(language.pick(
            "没有写版式：加上 --edition；mingzhang new --list 列出全部版式",
            "there is no --edition; mingzhang new --list lists all"
        ));
    };
    books::refuse_existing(path, language)?;
    let edition = books::edition(id, language)?;
    let Some(year) = wish.year.or(edition.settings.year) else {
        bail!(language.pick("没有写年度：加上 --year", "there is no --year"));
    };
    let body = Body {
        name: wish.name.unwrap_or_default().to_owned(),
        short_name: None,
        edition: id.to_owned(),
        year,
        scope: Scope::Unit,
        kind: BodyKind::Administrative,
        supervisor: None,
        published: None,
    };
    let info = EditionInfo { id: id.to_owned(), name: edition.settings.name.clone(), stage: edition.settings.stage };
    let place = |place| TextPlace { place, about: String::new() };
    let places: Vec<TextPlace> = edition.text_places().into_iter().map(place).collect();
    let design = Design { edition: &info, year: body.year, taxonomy: settings.taxonomy, places: &places };
    let is_workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    let sheets = if wish.from.is_empty() {
        ledger::blank(&design, wish.name)
    } else {
        book::sheets_of(&transcribed(wish.from, body, settings)?, settings.taxonomy)
    };
    let failed = |error: ledger::Error| anyhow!(error.message(books::language_of_books(language)));
    if is_workbook {
        books::write(path, &ledger::write_workbook(&design, &sheets).map_err(failed)?, language)?;
    } else {
        books::make_folder(path, language)?;
        for (name, bytes) in ledger::write_folder(&sheets).map_err(failed)? {
            books::write(&path.join(name), &bytes, language)?;
        }
    }
    output.write(&format!("{}{}\n", language.pick("已写出 ", "written: "), path.display()))?;
    Ok(Exit::Nothing)
}

/// The book that files with tables hold.
fn transcribed(files: &[PathBuf], body: Body, settings: &Settings) -> anyhow::Result<Book> {
    let inputs = paths::find(files, settings.language);
    let mut disclosures = Vec::new();
    for input in &inputs.files {
        let read = input.with_content(settings.language, |bytes| app::extract(bytes, &input.name, settings.taxonomy));
        match read {
            Ok((extraction, _)) => disclosures.push(extraction.disclosure),
            Err(message) => bail!("{}: {message}", input.name),
        }
    }
    let book = app::transcribe(&disclosures, body);
    if book.spending.is_empty() && book.revenue.is_empty() && book.figures.is_empty() {
        bail!(settings.language.pick(
            "没有认出任何一张预算、决算报表；请核对 --from 的文件",
            "no table of a budget or of final accounts was recognised; check the files given with --from"
        ));
    }
    Ok(book)
}
