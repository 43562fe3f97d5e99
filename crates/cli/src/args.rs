//! The arguments. Their help is English here; `help` puts the Chinese in its place.

use std::path::PathBuf;

use app::findings::render::Language;
use clap::{ArgAction, Parser, Subcommand, ValueEnum};

/// Checks budgets and final accounts of Chinese government departments.
#[derive(Parser, Debug)]
#[command(name = "mingzhang", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, infer_subcommands = false)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Language of messages: zh, en
    #[arg(long, global = true, value_enum, default_value = "zh", value_name = "LANG")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub lang: Lang,

    /// Output: text, json, sarif (check only), csv, xlsx (extract only)
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub format: Format,

    /// Colours: auto, always, never
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub color: Color,

    /// A code list of your own (CSV with code,name) in place of the built-in classification
    #[arg(long, global = true, value_name = "FILE")]
    pub codes: Option<PathBuf>,

    /// Files worked on at the same time; by default as many as there are processors
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,

    /// Print help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,

    /// Print version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Find what is wrong
    Check {
        /// Files, or folders in which every file of a known kind is read
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// List every figure and what it is
    Extract {
        /// Files, or folders in which every file of a known kind is read
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Where to write the workbook (with --format xlsx)
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write the whole disclosure of a book
    Compile {
        /// The book: a workbook (xlsx), or a folder of TOML and CSV
        #[arg(value_name = "BOOK")]
        book: PathBuf,
        /// What to write: docx, pdf, xlsx, html, txt, json (the claims)
        #[arg(long, value_enum, value_delimiter = ',', default_value = "docx", value_name = "KINDS")]
        #[arg(hide_possible_values = true, hide_default_value = true)]
        to: Vec<Target>,
        /// The folder to write into; that of the book by default
        #[arg(short = 'o', long = "output", value_name = "FOLDER")]
        folder: Option<PathBuf>,
        /// An edition in place of the one that the book names: its name, or the folder that holds it
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,
        /// Where last year's figures are taken from: last year's book, or what `extract --format json` or
        /// `compile --to json` says of its document; figures that the book states itself stay. Beside books of units,
        /// last year's books of the department and of its units can be given, each with --previous
        #[arg(long, value_name = "BOOK|JSON")]
        previous: Vec<PathBuf>,
        /// A book of a unit that this department consolidates; can be given many times
        #[arg(long = "unit", value_name = "BOOK")]
        units: Vec<PathBuf>,
        /// Write although words are missing
        #[arg(long)]
        draft: bool,
    },
    /// Write an empty book with instructions
    New {
        /// Where to write it: a workbook (.xlsx), or a folder
        #[arg(value_name = "BOOK")]
        book: Option<PathBuf>,
        /// The edition: its name, or the folder that holds it
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,
        /// The fiscal year
        #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(2000..=2099))]
        year: Option<u16>,
        /// The full name of the body
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Tables that the office has (xlsx and others), whose amounts go into the book
        #[arg(long, value_name = "FILE")]
        from: Vec<PathBuf>,
        /// A book to copy into the other form: a workbook into a folder, or a folder into a workbook
        #[arg(long, value_name = "BOOK", conflicts_with_all = ["edition", "year", "name", "from"])]
        copy: Option<PathBuf>,
        /// List the editions
        #[arg(long)]
        list: bool,
    },
    /// Print the manual page of a rule, or list all rules
    Explain {
        /// Code or name of a rule
        #[arg(value_name = "RULE")]
        rule: Option<String>,
    },
    /// Print a completion script for a shell
    Completions {
        /// bash, elvish, fish, powershell, zsh
        #[arg(value_name = "SHELL", hide_possible_values = true)]
        shell: clap_complete::Shell,
    },
}

/// A kind of file that a book is compiled into.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A Word document.
    Docx,
    /// Pages.
    Pdf,
    /// A workbook of the tables.
    Xlsx,
    /// A web page.
    Html,
    /// Plain text.
    Txt,
    /// The claims, as `extract --format json` prints them.
    Json,
}

impl Target {
    /// The ending of its file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Json => "json",
        }
    }
}

/// A language by its code.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Chinese,
            Lang::En => Self::English,
        }
    }
}

/// An output format.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// For people.
    Text,
    /// The wire format.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// For spreadsheets.
    Csv,
    /// A workbook.
    Xlsx,
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// On a terminal, unless NO_COLOR or CLICOLOR=0 is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
