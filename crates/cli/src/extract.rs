//! `mingzhang extract`.

use std::path::{Path, PathBuf};

use anyhow::bail;
use app::findings::render::{Trouble, csv, json, text};

use crate::{
    args::Format,
    batch::{self, Done, Frame},
    output::{Exit, Output},
    paths::{self, Input},
    settings::Settings,
    workbook,
};

/// Extracts every file and prints its figures.
///
/// `file` is where a workbook goes.
pub fn run(paths: &[PathBuf], file: Option<&Path>, settings: &Settings, output: &mut Output) -> anyhow::Result<Exit> {
    if settings.format == Format::Sarif {
        bail!(settings.language.pick(
            "extract 没有 sarif 格式，请用 text、json、csv 或 xlsx",
            "extract has no sarif output; use text, json, csv or xlsx",
        ));
    }
    let inputs = paths::find(paths, settings.language);
    if settings.format == Format::Xlsx {
        return workbook::run(&inputs, file, settings);
    }
    if file.is_some() {
        bail!(settings.language.pick(
            "--output 只与 --format xlsx 一起用；其他格式请用 > 存到文件",
            "--output goes with --format xlsx; write other formats to a file with >",
        ));
    }
    let frame = match settings.format {
        Format::Text | Format::Sarif | Format::Xlsx => Frame { head: String::new(), between: "\n", tail: "" },
        Format::Json => batch::json_frame(&inputs),
        Format::Csv => Frame { head: csv::extract_head(settings.language), between: "", tail: "" },
    };
    let work = |input: &Input| extract(input, settings);
    let failed = |_: &Input, trouble: Trouble| unread(trouble, settings);
    let (exit, _) = batch::run(&inputs, &frame, settings, output, work, failed)?;
    Ok(exit)
}

fn extract(input: &Input, settings: &Settings) -> Done<()> {
    let language = settings.language;
    let extraction = input.with_content(language, |bytes| app::extract(bytes, &input.name, settings.taxonomy));
    match extraction {
        Ok((extraction, is_converted)) => {
            let mut report = app::inventory(&extraction, &input.name);
            if is_converted {
                batch::say_converted(input, &mut report.document, language);
            }
            let body = match settings.format {
                Format::Text | Format::Sarif | Format::Xlsx => text::extract(&report, &settings.text),
                Format::Json => json::extract(&report),
                Format::Csv => csv::extract(&report),
            };
            Done { body, exit: Exit::Nothing, trouble: None, extra: () }
        }
        Err(message) => unread(Trouble { file: input.name.clone(), message }, settings),
    }
}

fn unread(trouble: Trouble, settings: &Settings) -> Done<()> {
    let body = match settings.format {
        Format::Text | Format::Sarif | Format::Xlsx => String::new(),
        Format::Json => json::extract_trouble(&trouble),
        Format::Csv => csv::extract_trouble(&trouble, settings.language),
    };
    Done { body, exit: Exit::Failed, trouble: Some(trouble), extra: () }
}
