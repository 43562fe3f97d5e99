//! `mingzhang compile`: a book into the finished documents.

use std::path::{Path, PathBuf};

use app::{
    Compiled, Edition,
    book::{self, Book},
    document::Document,
    findings::{
        Report,
        render::{Language, json},
    },
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
    /// Last year's book.
    pub previous: Option<&'a Path>,
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
    let Some(book) = gathered(wish, settings)? else { return Ok(Exit::Findings) };
    let edition = books::edition(wish.edition.unwrap_or(&book.body.edition), language)?;
    let weights = edition.settings.weights.map(|all| all - edition.settings.execution_weight);
    let mistakes = book::check(&book, edition.settings.stage, weights);
    let usable = mistakes.iter().all(|mistake| mistake.is_remark());
    for mistake in &mistakes {
        output::complain(&mistake.message(books::language_of_books(language)), language);
    }
    if !usable {
        return Ok(Exit::Findings);
    }
    let compiled = app::compile(book, edition, settings.taxonomy)?;
    for exposure in &compiled.exposures {
        output::remark(&format!("{}{}", language.pick("警告：", "warning: "), app::warn(exposure, language)));
    }
    let wanted = &compiled.composition.wanted;
    for wanted in wanted {
        output::remark(&app::ask(wanted, language));
    }
    if !wanted.is_empty() && !wish.is_draft {
        output::complain(
            &match language {
                Language::Chinese => {
                    format!("还缺{}处文字，没有写出文件。补齐后再编制；加 --draft 先看草稿", wanted.len())
                }
                Language::English => {
                    format!(
                        "{} places lack their words, so that nothing was written; fill them in, or see a draft with --draft",
                        wanted.len()
                    )
                }
            },
            language,
        );
        return Ok(Exit::Findings);
    }
    let written = write(wish, &compiled, language)?;
    let name = wish.book.display().to_string();
    let report = app::report(&compiled.checked, &name, language);
    let odd = compiled.disagreements();
    output.write(&said(&compiled, &report, &odd, &written, language))?;
    Ok(if report.findings.is_empty() && odd.is_empty() { Exit::Nothing } else { Exit::Findings })
}

/// The book with those of its units, and with last year's figures.
fn gathered(wish: &Wish<'_>, settings: &Settings) -> anyhow::Result<Option<Book>> {
    let language = settings.language;
    let Some(mut own) = books::read(wish.book, settings)? else { return Ok(None) };
    let mut units = Vec::new();
    for path in wish.units {
        let Some(unit) = books::read(path, settings)? else { return Ok(None) };
        units.push(unit);
    }
    if !units.is_empty() {
        let transfers = own.transfers.clone();
        own = match book::consolidate(own, &units) {
            Ok(whole) => whole,
            Err(disagreements) => {
                for disagreement in disagreements {
                    let transfer = &transfers[disagreement.transfer];
                    let own = books::language_of_books(language);
                    output::complain(&disagreement.words(transfer, own).line(own), language);
                }
                return Ok(None);
            }
        };
    }
    if let Some(path) = wish.previous {
        let Some(previous) = books::read(path, settings)? else { return Ok(None) };
        let edition = books::edition(wish.edition.unwrap_or(&own.body.edition), language)?;
        book::take_over(&mut own, &previous, edition.settings.stage);
    }
    Ok(Some(own))
}

/// Writes every wanted kind of file and returns their paths.
fn write(wish: &Wish<'_>, compiled: &Compiled, language: Language) -> anyhow::Result<Vec<PathBuf>> {
    let folder = wish.folder.or_else(|| wish.book.parent()).unwrap_or_else(|| Path::new("."));
    std::fs::create_dir_all(folder)?;
    let stem = wish.book.file_stem().map_or_else(|| "disclosure".into(), |stem| stem.to_string_lossy().into_owned());
    // The book is often a workbook itself.
    let ending = language.pick("公开", "disclosure");
    let mut written = Vec::new();
    for target in wish.targets {
        let path = folder.join(format!("{stem}-{ending}.{}", target.extension()));
        books::write(&path, &bytes(*target, wish, compiled, language)?, language)?;
        written.push(path);
    }
    Ok(written)
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

/// An edition as lists print it.
pub fn list(language: Language) -> anyhow::Result<String> {
    let mut lines = String::new();
    for id in Edition::embedded_ids() {
        let edition = books::edition(&id, language)?;
        if edition.settings.is_base {
            continue;
        }
        lines.push_str(&format!("{id}\t{}\n", edition.settings.name));
    }
    Ok(lines)
}
