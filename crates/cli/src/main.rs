//! The command line: arguments, files, exit codes. The only crate that prints.
//!
//! Exit codes: 0 nothing broken, 1 findings of severity error or warning, 2 something could not be
//! done; 2 wins over 1, so that a batch with an unread file never looks checked. A book that is compiled ends with 1 also
//! where it has mistakes, lacks words or gives away what it withholds.
//!
//! Reading order: `args`, `help`, `settings`, `paths`, `convert`, `fonts`, `batch`, `check`, `extract`, `workbook`,
//! `book`, `compile`, `new`, `explain`, `output`.

use std::{panic, process::ExitCode};

use clap::{CommandFactory, FromArgMatches};

mod args;
mod batch;
mod book;
mod check;
mod compile;
mod convert;
mod explain;
mod extract;
#[cfg(feature = "pdf")]
mod fonts;
mod help;
mod new;
mod output;
mod paths;
mod settings;
mod workbook;

use args::{Args, Command};
use output::{Exit, Output};
use settings::Settings;

/// Reading makes many small texts; this allocator is a tenth faster at them (docs/PERFORMANCE.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if !app::formats::is_guarded() && !app::ledger::is_guarded() {
            print(panic);
        }
    }));
    let language = help::language_of(std::env::args_os());
    let mut command = help::worded(Args::command(), language);
    let parsed = command.try_get_matches_from_mut(std::env::args_os()).and_then(|found| Args::from_arg_matches(&found));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return help::answer(&error, language).into(),
    };
    let mut output = Output::new(args.color, args.format);
    match run(&args, &mut command, &mut output) {
        Ok(exit) => exit.into(),
        Err(error) => output.give_up(&error, language).into(),
    }
}

fn run(args: &Args, command: &mut clap::Command, output: &mut Output) -> anyhow::Result<Exit> {
    let settings = Settings::new(args, output.has_colours())?;
    let exit = match &args.command {
        Command::Check { paths } => check::run(paths, &settings, output)?,
        Command::Extract { paths, output: file } => extract::run(paths, file.as_deref(), &settings, output)?,
        Command::Compile { book, to, folder, edition, previous, units, draft } => {
            let wish = compile::Wish {
                book,
                units,
                previous,
                edition: edition.as_deref(),
                targets: to,
                folder: folder.as_deref(),
                is_draft: *draft,
            };
            compile::run(&wish, &settings, output)?
        }
        Command::New { book, edition, year, name, from, copy, list } => {
            let wish = new::Wish {
                path: book.as_deref(),
                edition: edition.as_deref(),
                year: *year,
                name: name.as_deref(),
                from,
                copy: copy.as_deref(),
                is_list: *list,
            };
            new::run(&wish, &settings, output)?
        }
        Command::Explain { rule } => explain::run(rule.as_deref(), &settings, output)?,
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, command, "mingzhang", &mut script);
            output.write(&String::from_utf8_lossy(&script))?;
            Exit::Nothing
        }
    };
    output.flush()?;
    Ok(exit)
}
