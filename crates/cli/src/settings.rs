//! What the options ask for.

use std::{fs, path::Path, thread::available_parallelism};

use anyhow::{Context as _, bail};
use app::findings::render::{Language, Palette, text::TextOptions};
use app::taxonomy::Taxonomy;

use crate::args::{Args, Format};

/// The options, ready for use.
pub struct Settings {
    /// The language of messages.
    pub language: Language,
    /// The output format.
    pub format: Format,
    /// How to print text.
    pub text: TextOptions,
    /// Files worked on at the same time.
    pub jobs: usize,
    /// The vocabulary.
    pub taxonomy: &'static Taxonomy,
}

impl Settings {
    /// Reads the options and the code list, when there is one.
    pub fn new(args: &Args, colours: bool) -> anyhow::Result<Self> {
        let language = Language::from(args.lang);
        let jobs = args.jobs.map(usize::from).or_else(|| available_parallelism().ok().map(usize::from)).unwrap_or(1);
        let taxonomy: &'static Taxonomy = match &args.codes {
            None => Taxonomy::embedded(),
            // Kept for the whole run, which ends soon.
            Some(path) => Box::leak(Box::new(codes(path, language)?)),
        };
        let text = TextOptions { language, palette: Palette::new(colours), ..TextOptions::default() };
        Ok(Self { language, format: args.format, text, jobs, taxonomy })
    }
}

fn codes(path: &Path, language: Language) -> anyhow::Result<Taxonomy> {
    let name = path.display();
    let failed = || match language {
        Language::Chinese => {
            format!("科目代码表 {name} 无法使用，请提供 UTF-8 编码、首行为 code,name 的 CSV 文件")
        }
        Language::English => {
            format!("cannot use the code list {name}; it must be a UTF-8 CSV whose first line is code,name")
        }
    };
    let size = fs::metadata(path).with_context(failed)?.len();
    if size > app::formats::SIZE_LIMIT {
        bail!("{}", failed());
    }
    let text = fs::read_to_string(path).with_context(failed)?;
    Taxonomy::with_codes(&text).with_context(failed)
}
