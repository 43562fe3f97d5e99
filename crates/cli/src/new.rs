//! `mingzhang new`: an empty book, one with the amounts of tables that an office already has, or a book in its
//! other form.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use app::{
    Doubt, Edition,
    book::{self, Body, BodyKind, Book, Scope, Sheet},
    findings::render::Language,
    ledger::{self, Design, EditionInfo},
    taxonomy::Stage,
};

use crate::{
    book as books, compile,
    output::{self, Exit, Output},
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
    /// A book to copy.
    pub copy: Option<&'a Path>,
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
    books::refuse_existing(path, language)?;
    refuse_others(path, language)?;
    let Some(content) = content(wish, settings)? else { return Ok(Exit::Findings) };
    write(path, &content, settings)?;
    output.write(&format!("{}{}\n", language.pick("已写出 ", "written: "), path.display()))?;
    Ok(Exit::Nothing)
}

/// Refuses a file of another office program: a folder of that name would open in none.
fn refuse_others(path: &Path, language: Language) -> anyhow::Result<()> {
    const OTHERS: [&str; 9] = ["xls", "et", "ods", "xlsm", "xlsb", "csv", "docx", "doc", "wps"];
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if OTHERS.contains(&ending.as_str()) {
        bail!(match language {
            Language::Chinese => format!("账册不能存成 .{ending}；请用 .xlsx 结尾的名字，或不带结尾的文件夹名"),
            Language::English =>
                format!("a book cannot be a .{ending} file; end its name with .xlsx, or name a folder"),
        });
    }
    Ok(())
}

/// What a book begins with.
struct Content {
    id: String,
    edition: Edition,
    year: u16,
    sheets: Vec<Sheet>,
}

/// What was wished for; `None` when the book to copy has mistakes, which are said then.
fn content(wish: &Wish<'_>, settings: &Settings) -> anyhow::Result<Option<Content>> {
    let language = settings.language;
    if let Some(copied) = wish.copy {
        let Some((book, sheets)) = books::read_sheets(copied, settings)? else { return Ok(None) };
        let edition = books::edition(&book.body.edition, language)?;
        return Ok(Some(Content { id: book.body.edition, edition, year: book.body.year, sheets }));
    }
    let Some(id) = wish.edition else {
        bail!(language.pick(
            "没有写版式：加上 --edition；mingzhang new --list 列出全部版式",
            "there is no --edition; mingzhang new --list lists all"
        ));
    };
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
    let sheets = if wish.from.is_empty() {
        let info = info(id, &edition);
        let design = Design { edition: &info, year, taxonomy: settings.taxonomy, places: &edition.text_places() };
        ledger::blank(&design, wish.name)
    } else {
        book::sheets_of(&transcribed(wish.from, body, edition.settings.stage, settings)?, settings.taxonomy)
    };
    Ok(Some(Content { id: id.to_owned(), edition, year, sheets }))
}

fn info(id: &str, edition: &Edition) -> EditionInfo {
    EditionInfo { id: id.to_owned(), name: edition.settings.name.clone(), stage: edition.settings.stage }
}

/// Writes a book as a workbook or as a folder, as its path says.
fn write(path: &Path, content: &Content, settings: &Settings) -> anyhow::Result<()> {
    let language = settings.language;
    let failed = |error: ledger::Error| anyhow!(error.message(books::language_of_books(language)));
    let is_workbook = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"));
    if is_workbook {
        let (info, places) = (info(&content.id, &content.edition), content.edition.text_places());
        let design = Design { edition: &info, year: content.year, taxonomy: settings.taxonomy, places: &places };
        return books::write(path, &ledger::write_workbook(&design, &content.sheets).map_err(failed)?, language);
    }
    let files = ledger::write_folder(&content.sheets).map_err(failed)?;
    books::make_folder(path, language)?;
    for (name, bytes) in files {
        books::write(&path.join(name), &bytes, language)?;
    }
    Ok(())
}

/// The book that files with tables hold.
fn transcribed(files: &[PathBuf], body: Body, stage: Stage, settings: &Settings) -> anyhow::Result<Book> {
    let inputs = paths::find(files, settings.language);
    let mut disclosures = Vec::new();
    for input in &inputs.files {
        let read = input.with_content(settings.language, |bytes| app::extract(bytes, &input.name, settings.taxonomy));
        match read {
            Ok((extraction, _)) => disclosures.push(extraction.disclosure),
            Err(message) => bail!("{}: {message}", input.name),
        }
    }
    let doubts = app::doubts(&disclosures, &body, stage, settings.taxonomy);
    let said = |(at, doubt): &(usize, Doubt)| {
        format!("{}: {}", inputs.files[*at].name, app::explain_doubt(doubt, &body, settings.language))
    };
    if let Some(wrong) = doubts.iter().find(|(_, doubt)| doubt.is_certain()) {
        bail!(said(wrong));
    }
    let remarks: Vec<String> = doubts.iter().map(said).collect();
    let book = app::transcribe(&disclosures, body);
    if book.spending.is_empty() && book.revenue.is_empty() && book.figures.is_empty() {
        bail!(settings.language.pick(
            "没有认出任何一张预算、决算报表；请核对 --from 的文件",
            "no table of a budget or of final accounts was recognised; check the files given with --from"
        ));
    }
    remarks.iter().for_each(|remark| output::remark(remark));
    Ok(book)
}
