//! Many files at once, printed in their order.

use std::panic::{AssertUnwindSafe, catch_unwind};

use app::findings::{
    DocumentInfo,
    render::{Language, Trouble},
};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::{
    output::{self, Exit, Output},
    paths::{Input, Inputs},
    settings::Settings,
};

/// Files of a round for each job: enough that no job waits long for the slowest file, few enough
/// that the results of a round fit into memory.
const FILES_PER_JOB: usize = 8;

/// What working on one file yields.
pub struct Done<T> {
    /// What to print, with its line end.
    pub body: String,
    /// How it ended.
    pub exit: Exit,
    /// Why there is no result.
    pub trouble: Option<Trouble>,
    /// What the command wants to know about it at the end.
    pub extra: T,
}

/// What stands around the bodies.
pub struct Frame {
    /// Before the first.
    pub head: String,
    /// Between two.
    pub between: &'static str,
    /// After the last.
    pub tail: &'static str,
}

/// The frame of JSON: one document is an object, several are an array.
pub fn json_frame(inputs: &Inputs) -> Frame {
    if inputs.files.len() == 1 {
        Frame { head: String::new(), between: "", tail: "\n" }
    } else {
        Frame { head: "[\n".to_owned(), between: ",\n", tail: "\n]\n" }
    }
}

/// Says that LibreOffice read a file, which stays the Word document that it is.
pub fn say_converted(input: &Input, document: &mut DocumentInfo, language: Language) {
    document.format = "doc";
    output::remark(&match language {
        Language::Chinese => format!("{}：本程序读不了这个 doc 文件，已用 LibreOffice 转换后读取", input.name),
        Language::English => format!("{}: this doc file was read as LibreOffice converted it", input.name),
    });
}

/// Works on all files, on several at once, and prints the results in the order of the files.
///
/// **Shape.** Returns the worst way in which a file ended, and the extras in order. `failed` makes a
/// result of a file that brought the program down, so that the others go on.
pub fn run<T: Send>(
    inputs: &Inputs,
    frame: &Frame,
    settings: &Settings,
    output: &mut Output,
    work: impl Fn(&Input) -> Done<T> + Sync,
    failed: impl Fn(&Input, Trouble) -> Done<T> + Sync,
) -> anyhow::Result<(Exit, Vec<T>)> {
    let language = settings.language;
    let safely = |input: &Input| {
        catch_unwind(AssertUnwindSafe(|| work(input))).unwrap_or_else(|_| {
            let message = language.pick(
                "程序内部出错，这个文件没有检查完。请把文件和上面的信息报告给开发者。",
                "The program failed, and this file was not finished. Report the file and the lines above to the developers.",
            );
            failed(input, Trouble { file: input.name.clone(), message: message.to_owned() })
        })
    };
    for remark in &inputs.remarks {
        output::remark(remark);
    }
    let bar = progress(inputs.files.len(), language);
    let jobs = settings.jobs.min(inputs.files.len());
    let pool = if jobs > 1 { Some(rayon::ThreadPoolBuilder::new().num_threads(jobs).build()?) } else { None };

    output.write(&frame.head)?;
    let (mut exit, mut extras, mut is_first) = (Exit::Nothing, Vec::new(), true);
    for round in inputs.files.chunks(jobs.max(1) * FILES_PER_JOB) {
        let count = |input: &Input| {
            let done = safely(input);
            bar.inc(1);
            done
        };
        let print = |done: Done<T>| -> anyhow::Result<()> {
            if let Some(trouble) = &done.trouble {
                let colon = language.pick("：", ": ");
                bar.suspend(|| output::complain(&format!("{}{colon}{}", trouble.file, trouble.message), language));
            }
            if !done.body.is_empty() {
                bar.suspend(|| -> std::io::Result<()> {
                    if !is_first {
                        output.write(frame.between)?;
                    }
                    output.write(&done.body)
                })?;
                is_first = false;
            }
            exit = exit.max(done.exit);
            extras.push(done.extra);
            Ok(())
        };
        match &pool {
            Some(pool) => {
                let results: Vec<_> = pool.install(|| round.par_iter().map(count).collect());
                results.into_iter().try_for_each(print)?;
            }
            None => round.iter().map(count).try_for_each(print)?,
        }
    }
    bar.finish_and_clear();
    output.write(frame.tail)?;
    Ok((exit, extras))
}

/// A bar on standard error; nothing for one file, or when nobody looks.
fn progress(n_files: usize, language: Language) -> ProgressBar {
    if n_files < 2 {
        return ProgressBar::hidden();
    }
    // `stderr` draws nothing unless it is a terminal.
    let bar = ProgressBar::with_draw_target(Some(n_files as u64), ProgressDrawTarget::stderr());
    let template = language.pick("{bar:32} {pos}/{len} 个文件，剩余 {eta}", "{bar:32} {pos}/{len} files, {eta} left");
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
