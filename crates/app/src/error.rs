//! Why a file could not be worked on.

use document::Format;
use findings::render::Language;

/// The job could not be done. Whatever is wrong *in* a disclosure is a finding, never this.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// The file has no text that can be read.
    #[error("{name}: {cause}")]
    Unreadable {
        /// The file, as the user named it.
        name: String,
        /// What the reader met.
        cause: formats::Error,
    },
    /// It has more figures than any disclosure, so that reading and checking them would take all time and memory.
    #[error("{name}: {figures} figures; at most {limit} are read")]
    TooManyFigures {
        /// The file, as the user named it.
        name: String,
        /// How many it has.
        figures: usize,
        /// The limit.
        limit: usize,
    },
    /// The text is neither a budget nor final accounts.
    #[error("{name}: the text is no disclosure")]
    NotADisclosure {
        /// The file, as the user named it.
        name: String,
    },
    /// The text is a form of a disclosure that nobody has filled in.
    #[error("{name}: the form is not filled in")]
    UnfilledForm {
        /// The file, as the user named it.
        name: String,
        /// How many places wait to be filled in.
        n_open: usize,
    },
}

/// How to get a file that can be read.
#[derive(Clone, Copy)]
enum Remedy {
    /// What another office program opens.
    SaveAsDocx,
    /// What was made from another file.
    FindSource,
    /// An archive.
    Unpack,
    /// A picture.
    FindOriginal,
}

impl Remedy {
    const fn text(self, language: Language) -> &'static str {
        match self {
            Self::SaveAsDocx => language.pick(
                "请在 Word/WPS 中打开，另存为 docx 后再检查。",
                "Open it in Word or WPS, save it as docx, and check that.",
            ),
            Self::FindSource => language.pick(
                "请用生成它的 Word/WPS 文件，或另存为 pdf 后再检查。",
                "Check the Word or WPS file it was made from, or save it as PDF.",
            ),
            Self::Unpack => {
                language.pick("请先解压，再检查里面的文件。", "Unpack it first and check the files inside.")
            }
            Self::FindOriginal => language.pick(
                "图片里没有可读的文字，请用原始的电子文件检查。",
                "A picture holds no readable text; check the electronic original.",
            ),
        }
    }
}

impl Error {
    /// Whether another program may be able to read the file all the same: an old Word document whose
    /// structures this one does not follow.
    pub fn may_be_converted(&self) -> bool {
        let Self::Unreadable { cause, .. } = self else { return false };
        matches!(
            cause,
            formats::Error::Damaged { format: Format::Doc, .. } | formats::Error::Unsupported { what: "Word 95" }
        )
    }

    /// What is wrong, why, and what to do: sentences without the file's name.
    pub fn explain(&self, language: Language) -> String {
        match self {
            Self::Unreadable { cause, .. } => unreadable(cause, language),
            Self::UnfilledForm { n_open, .. } => match language {
                Language::Chinese => format!(
                    "这是一份没有填写的格式（模板）：没有一个数字，有 {n_open} 处空位、选项或填写提示，所以没有检查。请检查填写好的文件。"
                ),
                Language::English => format!(
                    "This is a form that nobody has filled in: it holds no figure and {n_open} open places, choices or instructions, so nothing was checked. Check the finished document."
                ),
            },
            Self::TooManyFigures { figures, limit, .. } => match language {
                Language::Chinese => format!(
                    "文中有 {figures} 个数字，超过 {limit} 的上限，远多于任何部门预算、决算公开文本，没有检查。请确认选对了文件，或拆分后再检查。"
                ),
                Language::English => format!(
                    "The text has {figures} figures, more than the limit of {limit} and far more than any disclosure, and was not checked. Make sure that it is the right file, or split it."
                ),
            },
            Self::NotADisclosure { .. } => language
                .pick(
                    "这份文本不像部门预算或决算公开：没有写明是预算还是决算，也几乎没有可识别的收支数字，所以没有检查。请确认选对了文件，并且是完整的公开文本。",
                    "This text does not look like a budget or final accounts: it names neither stage and holds hardly any figure of revenue or expenditure, so nothing was checked. Make sure that it is the right file and the whole disclosure.",
                )
                .to_owned(),
        }
    }
}

fn unreadable(cause: &formats::Error, language: Language) -> String {
    match (cause, language) {
        (formats::Error::Empty, _) => language
            .pick(
                "文件是空的，没有可检查的内容。请确认选对了文件，或重新导出后再检查。",
                "The file is empty, so there is nothing to check. Make sure that it is the right file, or export it again.",
            )
            .to_owned(),
        (formats::Error::Unsupported { what }, _) => {
            let (kind, remedy) = kind_of_file(what, language);
            match language {
                Language::Chinese => {
                    format!("这是{kind}，不能读取。可以读取的有 docx、doc、wps、xlsx、xls、et、pdf、html、txt、md。{}", remedy.text(language))
                }
                Language::English => format!(
                    "This is {kind}, which cannot be read; docx, doc, wps, xlsx, xls, et, pdf, html, txt and md can. {}",
                    remedy.text(language)
                ),
            }
        }
        (formats::Error::Encrypted { format }, Language::Chinese) => format!(
            "这个 {} 文件设了密码或加了密，无法读取，所以没有检查。请在原软件中输入密码打开，去掉密码后另存，再检查。",
            format.name(),
        ),
        (formats::Error::Encrypted { format }, Language::English) => format!(
            "This {} file is protected by a password, so nothing was checked. Open it, save it without the password, and check that.",
            format.name(),
        ),
        (formats::Error::Damaged { format, why }, Language::Chinese) => format!(
            "这个 {} 文件已损坏或不完整（{why}），无法读取，所以没有检查。{}",
            format.name(),
            if *format == Format::Doc {
                "请在 Word/WPS 中打开，用“另存为”选择 docx（*.docx）格式后再检查；打不开的请重新下载。"
            } else {
                "请用原软件打开确认，重新另存或重新下载后再检查。"
            },
        ),
        (formats::Error::Damaged { format, why }, Language::English) => format!(
            "This {} file is damaged or incomplete ({why}), so nothing was checked. {}",
            format.name(),
            if *format == Format::Doc {
                "Open it in Word or WPS, choose Save As and the type docx (*.docx), and check that; fetch it anew if it does not open."
            } else {
                "Open it in its own program, save it again or fetch it anew, and check that."
            },
        ),
        (formats::Error::Pictures { format, pages }, Language::Chinese) => format!(
            "这个 {} 文件的 {pages} 页（表）全是图片，没有可读的文字，所以没有检查。请用生成它的原始电子文件（docx、xlsx 或直接导出的 pdf）再检查。",
            format.name(),
        ),
        (formats::Error::Pictures { format, pages }, Language::English) => format!(
            "All {pages} pages or sheets of this {} file are pictures without readable text, so nothing was checked. Check the electronic original (docx, xlsx, or a PDF exported from it).",
            format.name(),
        ),
        (formats::Error::TooMuch { format, why }, Language::Chinese) => format!(
            "读取这个 {} 文件需要的内存或时间远超任何预算、决算公开文本（{why}），没有读取。请确认选对了文件。",
            format.name(),
        ),
        (formats::Error::TooMuch { format, why }, Language::English) => format!(
            "Reading this {} file would take far more memory or time than any disclosure needs ({why}), so it was not read. Make sure that it is the right file.",
            format.name(),
        ),
        (formats::Error::TooLarge { bytes, limit }, Language::Chinese) => format!(
            "文件有 {} MB，超过 {} MB 的上限，没有读取。部门预算、决算公开的文本一般不到 5 MB，请确认选对了文件，或拆分后再检查。",
            megabytes(*bytes),
            megabytes(*limit),
        ),
        (formats::Error::TooLarge { bytes, limit }, Language::English) => format!(
            "The file has {} MB, more than the limit of {} MB, and was not read. A disclosure is rarely longer than 5 MB of text: make sure that it is the right file, or split it.",
            megabytes(*bytes),
            megabytes(*limit),
        ),
        (formats::Error::TooManyParts { parts, limit }, Language::Chinese) => format!(
            "文件有 {parts} 行和单元格，超过 {limit} 的上限，没有检查。请确认选对了文件，或拆分后再检查。",
        ),
        (formats::Error::TooManyParts { parts, limit }, Language::English) => format!(
            "The file has {parts} lines and cells, more than the limit of {limit}, and was not checked. Make sure that it is the right file, or split it.",
        ),
        (formats::Error::NotText, _) => language
            .pick(
                "文件不是 UTF-8、UTF-16 或 GB 18030 编码的文本。请用记事本或 WPS 打开，确认文字正常，另存为 UTF-8 编码的 txt 后再检查。",
                "The file is not text in UTF-8, UTF-16 or GB 18030. Open it in an editor, make sure that it reads well, save it as UTF-8 text and check that file.",
            )
            .to_owned(),
    }
}

/// Rounded up, so that a file just over the limit does not look as long as the limit.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

/// What to call a file that has no reader, and how to get one that has.
fn kind_of_file(what: &str, language: Language) -> (String, Remedy) {
    let file = match language {
        Language::Chinese => format!(" {what} 文件"),
        Language::English => format!("a {what} file"),
    };
    match what {
        "OFD" => (file, Remedy::FindSource),
        "Word 95" => {
            (language.pick(" Word 95 或更早版本的文件", "a file of Word 95 or older").to_owned(), Remedy::SaveAsDocx)
        }
        "RTF" | "OpenDocument" | "XML" => (file, Remedy::SaveAsDocx),
        "image" => (language.pick("图片文件", "an image").to_owned(), Remedy::FindOriginal),
        "archive" => (language.pick("压缩包", "an archive").to_owned(), Remedy::Unpack),
        "presentation" => (language.pick("演示文稿", "a presentation").to_owned(), Remedy::SaveAsDocx),
        "OLE" => (
            language.pick("未知的旧版 Office 文件", "an old Office file of an unknown kind").to_owned(),
            Remedy::SaveAsDocx,
        ),
        _ => (language.pick("无法识别的二进制文件", "a binary file of an unknown kind").to_owned(), Remedy::SaveAsDocx),
    }
}
