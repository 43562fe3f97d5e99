//! `mingzhang compile`: a book into the finished documents.

use std::path::{Path, PathBuf};

use app::{
    Compiled, Edition, WantedKind,
    book::{self, Account, Book, Mistake, MistakeKind, Sheet},
    document::Document,
    findings::{
        Report, Severity,
        render::{Language, json},
    },
    taxonomy::Stage,
};

use crate::{
    args::Target,
    book as books,
    output::{self, Exit, Output},
    settings::Settings,
};

/// What is to be compiled, and how.
pub struct Wish<'a> {
    /// The book.
    pub book: &'a Path,
    /// Books of the units that it consolidates.
    pub units: &'a [PathBuf],
    /// Last year's books of the department and of its units, or the claims of its document.
    pub previous: &'a [PathBuf],
    /// An edition in place of the one that the book names.
    pub edition: Option<&'a str>,
    /// What to write.
    pub targets: &'a [Target],
    /// Where to write it; beside the book if nothing is said.
    pub folder: Option<&'a Path>,
    /// Whether to write although words are missing.
    pub is_draft: bool,
}

/// Compiles a book.
pub fn run(wish: &Wish<'_>, settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    let language = settings.language;
    let Some((book, edition, sheets)) = gathered(wish, settings)? else { return Ok(Exit::Findings) };
    let id = edition.id.clone();
    let compiled =
        app::compile(book, edition, settings.taxonomy).map_err(|error| books::trouble(error, &id, language))?;
    for exposure in &compiled.exposures {
        output::remark(&format!("{}{}", language.pick("警告：", "warning: "), app::warn(exposure, language)));
    }
    for unused in &compiled.composition.unused {
        let sheet = if unused.kind == WantedKind::Text { "texts" } else { "reasons" };
        let cell = book::cell_of(&sheets, sheet, &unused.place).address(books::language_of_books(language));
        output::remark(&format!("{} {cell}：{}", wish.book.display(), app::mention(unused, language)));
    }
    let wanted = &compiled.composition.wanted;
    for wanted in wanted {
        output::remark(&app::ask(wanted, language));
    }
    if !wanted.is_empty() && !wish.is_draft {
        output::complain(&unwritten(wanted.len(), language), language);
        return Ok(Exit::Findings);
    }
    let written = write(wish, &compiled, language)?;
    let name = wish.book.display().to_string();
    let report = app::report(&compiled.checked, &name, language);
    let odd = compiled.disagreements();
    output.write(&said(&compiled, &report, &odd, &written, language))?;
    let is_broken = report.findings.iter().any(|finding| finding.severity > Severity::Info);
    let is_fit = wanted.is_empty() && compiled.exposures.is_empty() && odd.is_empty() && !is_broken;
    Ok(if is_fit { Exit::Nothing } else { Exit::Findings })
}

fn unwritten(n: usize, language: Language) -> String {
    match language {
        Language::Chinese => format!("还缺{n}处，没有写出文件。补齐后再编制；加 --draft 先看草稿"),
        Language::English => {
            format!("{n} things are missing, so that nothing was written; fill them in, or see a draft with --draft")
        }
    }
}

/// The book with those of its units and with last year's figures, its edition and its own sheets; `None` when
/// something in them cannot stand. All of them are read before that is said.
fn gathered(wish: &Wish<'_>, settings: &Settings) -> anyhow::Result<Option<(Book, Edition, Vec<Sheet>)>> {
    let language = settings.language;
    let mut failed = None;
    let own = heard(books::usable(wish.book, wish.edition, !wish.units.is_empty(), settings), &mut failed, language)
        .filter(|(book, edition, _)| {
            // The books of its units may be of any edition: only their figures count.
            let mistake = edition.settings.scope.and_then(|scope| book::check_scope(book, scope));
            books::complain(wish.book, mistake.as_slice(), language)
        });
    let mut units = Vec::new();
    for path in wish.units {
        units.push(heard(books::usable(path, None, false, settings), &mut failed, language));
    }
    let previous = heard(previous(wish.previous, settings), &mut failed, language);
    if let Some(error) = failed {
        return Err(error);
    }
    let units: Option<Vec<_>> = units.into_iter().collect();
    let (Some((own, edition, sheets)), Some(units), Some(previous)) = (own, units, previous) else { return Ok(None) };
    let units = units.into_iter().map(|(unit, edition, _)| (unit, edition.settings.stage)).collect();
    Ok(joined(wish, own, units, previous, &edition, settings)?.map(|whole| (whole, edition, sheets)))
}

/// All books as one; `None` when they contradict each other.
fn joined(
    wish: &Wish<'_>,
    mut own: Book,
    mut units: Vec<(Book, Stage)>,
    previous: Previous,
    edition: &Edition,
    settings: &Settings,
) -> anyhow::Result<Option<Book>> {
    let (stage, language) = (edition.settings.stage, settings.language);
    let is_usable = |mistakes: &[Mistake]| books::complain(wish.book, mistakes, language);
    let (last_year, claims) = match previous {
        Previous::Books(books) => match app::LastYear::new(books, &own, &units, stage) {
            Ok(last_year) => (last_year, None),
            Err(mistakes) => {
                wish.previous.first().map(|path| books::complain(path, &mistakes, language));
                return Ok(None);
            }
        },
        Previous::Claims(json) => (None, Some(json)),
    };
    if let Some(last_year) = &last_year {
        last_year.say_figures(&mut own, &mut units, stage);
    }
    let (mut whole, mut remarks) = match app::consolidate(own, &units, stage) {
        Ok(whole) => whole,
        Err(mistakes) => {
            is_usable(&mistakes);
            return Ok(None);
        }
    };
    if !wish.previous.is_empty() {
        // Last year's amounts come from elsewhere.
        let is_filled = |kind: &MistakeKind| matches!(kind, MistakeKind::Unadded { account: Account::LastYear, .. });
        remarks.retain(|remark| !is_filled(&remark.kind));
    }
    if !units.is_empty() {
        remarks.extend(book::check(&whole, stage, None).into_iter().filter(books::is_of_money));
    }
    if !is_usable(&remarks) {
        return Ok(None);
    }
    let mistakes = match (last_year, claims) {
        (Some(last_year), _) => last_year.take_over(&mut whole, &units, edition, settings.taxonomy),
        (None, Some(json)) => app::take_over_claims(&mut whole, &json, stage, settings.taxonomy).map_err(|error| {
            let name = wish.previous.first().map_or_else(String::new, |path| path.display().to_string());
            anyhow::anyhow!("{name}: {}", error.explain(language))
        })?,
        (None, None) => Vec::new(),
    };
    Ok(is_usable(&mistakes).then_some(whole))
}

/// What was read. An error is kept until all books were read; the one before it is said.
fn heard<T>(read: anyhow::Result<Option<T>>, failed: &mut Option<anyhow::Error>, language: Language) -> Option<T> {
    read.unwrap_or_else(|error| {
        if let Some(before) = failed.replace(error) {
            output::complain(&format!("{before:#}"), language);
        }
        None
    })
}

/// What last year's figures are taken from.
enum Previous {
    /// Last year's books; none where nothing was given.
    Books(Vec<Book>),
    /// What last year's document states, as JSON.
    Claims(Vec<u8>),
}

/// Last year's books or list of claims, told apart by content; `None` when something in a book cannot stand.
fn previous(paths: &[PathBuf], settings: &Settings) -> anyhow::Result<Option<Previous>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_file() {
            let bytes = books::bytes(path, settings.language)?;
            if app::is_claims(&bytes) {
                if paths.len() > 1 {
                    anyhow::bail!(
                        "{}{}",
                        path.display(),
                        settings.language.pick(
                            " 是提取结果，只能单独用作上年数；给几份时都要是账册",
                            " is a list of claims, which can only be given alone; several have to be books",
                        )
                    );
                }
                return Ok(Some(Previous::Claims(bytes)));
            }
        }
        found.push(books::read(path, settings)?);
    }
    let books: Option<Vec<Book>> = found.into_iter().collect();
    Ok(books.map(Previous::Books))
}

/// Writes every wanted kind of file and returns their paths. Nothing is written unless all of them can be made.
fn write(wish: &Wish<'_>, compiled: &Compiled, language: Language) -> anyhow::Result<Vec<PathBuf>> {
    let folder = wish.folder.or_else(|| wish.book.parent()).unwrap_or_else(|| Path::new("."));
    // The name of a folder has no ending, whatever dots are in it.
    let stem = if wish.book.is_dir() { wish.book.file_name() } else { wish.book.file_stem() };
    let stem = stem.map_or_else(|| "disclosure".into(), |stem| stem.to_string_lossy().into_owned());
    // The book is often a workbook itself.
    let ending = language.pick("公开", "disclosure");
    let mut made: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for target in wish.targets {
        let path = folder.join(format!("{stem}-{ending}.{}", target.extension()));
        if made.iter().all(|(other, _)| *other != path) {
            made.push((path, bytes(*target, wish, compiled, language)?));
        }
    }
    books::make_folder(folder, language)?;
    for (path, bytes) in &made {
        books::write(path, bytes, language)?;
    }
    Ok(made.into_iter().map(|(path, _)| path).collect())
}

fn bytes(target: Target, wish: &Wish<'_>, compiled: &Compiled, language: Language) -> anyhow::Result<Vec<u8>> {
    let document = &compiled.composition.document;
    Ok(match target {
        Target::Docx => app::writers::docx(document)?,
        Target::Xlsx => app::writers::xlsx(document)?,
        Target::Html => app::writers::html(document),
        Target::Txt => app::writers::text(document),
        Target::Json => {
            let inventory = app::inventory(&compiled.checked.extraction, &wish.book.display().to_string());
            json::extract(&inventory).into_bytes()
        }
        Target::Pdf => pdf(document, language)?,
    })
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document, language: Language) -> anyhow::Result<Vec<u8>> {
    let fonts = crate::fonts::find(document);
    typeset::pdf(document, &fonts).map_err(|error| anyhow::anyhow!(crate::fonts::trouble(&error, language)))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document, language: Language) -> anyhow::Result<Vec<u8>> {
    anyhow::bail!(language.pick(
        "这个程序编译时没有带排版，写不出 pdf",
        "this program was built without the typesetter and writes no pdf"
    ))
}

/// What was written, and what the program found when it read it again.
fn said(compiled: &Compiled, report: &Report, odd: &[String], written: &[PathBuf], language: Language) -> String {
    let mut lines = Vec::new();
    for path in written {
        lines.push(format!("{}{}", language.pick("已写出 ", "written: "), path.display()));
    }
    let n = compiled.composition.stated.len();
    let (held, broken) = (report.rules.held.len(), report.findings.len());
    lines.push(match language {
        Language::Chinese => {
            format!("自检：写出 {n} 个数，读回不一致 {} 处；{held} 条规则成立，发现问题 {broken} 处。", odd.len())
        }
        Language::English => format!(
            "self-check: {n} figures written, {} read back otherwise; {held} rules held, {broken} findings.",
            odd.len()
        ),
    });
    lines.extend(odd.iter().map(|odd| format!("  ! {odd}")));
    lines.extend(report.findings.iter().map(|finding| format!("  ! {} {}", finding.rule, finding.message)));
    lines.push(String::new());
    lines.join("\n")
}

/// The editions as lists print them.
pub fn list(language: Language) -> anyhow::Result<String> {
    let mut lines = String::new();
    for id in Edition::embedded_ids() {
        let edition = Edition::embedded(&id).map_err(|error| books::trouble(error, &id, language))?;
        if !edition.settings.is_base {
            lines.push_str(&format!("{id}\t{}\n", edition.settings.name));
        }
    }
    Ok(lines)
}
