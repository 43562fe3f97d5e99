//! Standard output, standard error, exit codes: the one place that writes.

use std::{
    io::{self, BufWriter, ErrorKind, StdoutLock, Write},
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};
use app::findings::render::{Language, one_line};

use crate::args::{Color, Format};

/// How a run ended; the later one wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// Nothing is broken.
    Nothing,
    /// There are errors or warnings.
    Findings,
    /// Something could not be done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Nothing => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Standard output.
pub struct Output {
    stream: BufWriter<AutoStream<StdoutLock<'static>>>,
    colours: bool,
}

impl Output {
    /// Opens standard output. Only text for people is ever coloured; programs get what was written.
    pub fn new(color: Color, format: Format) -> Self {
        let stdout = io::stdout();
        let choice = match color {
            Color::Auto => AutoStream::choice(&stdout),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let colours = format == Format::Text && choice != ColorChoice::Never;
        // `AlwaysAnsi` passes every byte through; without colours there is nothing to translate.
        let choice = if colours { choice } else { ColorChoice::AlwaysAnsi };
        Self { stream: BufWriter::new(AutoStream::new(stdout.lock(), choice)), colours }
    }

    /// Whether text is to be coloured.
    pub const fn has_colours(&self) -> bool {
        self.colours
    }

    /// Writes to standard output.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.stream.write_all(text.as_bytes())
    }

    /// Makes what was written visible.
    pub fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }

    /// Says why the run cannot go on. A reader that closed the pipe (`| head`) wants no more words.
    pub fn give_up(&mut self, error: &anyhow::Error, language: Language) -> Exit {
        let is_closed = |cause: &(dyn std::error::Error + 'static)| {
            cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
        };
        if !error.chain().any(is_closed) {
            // What was found so far is worth printing; if that fails too, the words below say why.
            let _ = self.flush();
            complain(&format!("{error:#}"), language);
        }
        Exit::Failed
    }
}

/// An error on standard error.
pub fn complain(message: &str, language: Language) {
    remark(&format!("{}{}", language.pick("错误：", "error: "), message.trim_end()));
}

/// A line on standard error. There is no place left to report that standard error is closed.
pub fn remark(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", one_line(message));
}
