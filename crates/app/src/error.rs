//! Why a file could not be worked on.

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
    /// The text is neither a budget nor final accounts.
    #[error("{name}: the text is no disclosure")]
    NotADisclosure {
        /// The file, as the user named it.
        name: String,
    },
}

/// How to get text out of a kind of file.
#[derive(Clone, Copy)]
enum Remedy {
    /// Word, WPS.
    SaveAsText,
    /// Excel, WPS.
    SaveAsTabs,
    /// A PDF or OFD reader.
    CopyText,
    /// A browser.
    SaveFromBrowser,
    /// An archive.
    Unpack,
    /// A picture.
    FindOriginal,
}

impl Remedy {
    const fn text(self, language: Language) -> &'static str {
        match self {
            Self::SaveAsText => language.pick(
                "请在 Word/WPS 中另存为“纯文本 (*.txt)”后再检查。",
                "Save it as plain text (*.txt) in Word or WPS and check that file.",
            ),
            Self::SaveAsTabs => language.pick(
                "请在 Excel/WPS 中另存为“文本文件（制表符分隔）(*.txt)”后再检查。",
                "Save it as tab-delimited text (*.txt) in Excel or WPS and check that file.",
            ),
            Self::CopyText => language.pick(
                "请用生成它的 Word/WPS 文件另存为“纯文本 (*.txt)”，或在阅读器中复制全文另存为 txt 后再检查。",
                "Save the Word or WPS file it was made from as plain text (*.txt), or copy its text into a .txt file, and check that.",
            ),
            Self::SaveFromBrowser => language.pick(
                "请用浏览器打开并复制全文，另存为 txt 后再检查。",
                "Open it in a browser, copy its text into a .txt file, and check that.",
            ),
            Self::Unpack => language.pick("请先解压，再检查里面的文本文件。", "Unpack it first and check the text files inside."),
            Self::FindOriginal => language.pick(
                "图片里没有可读的文字，请使用原始的电子文件另存为 txt 后再检查。",
                "A picture holds no readable text; save the original electronic file as .txt and check that.",
            ),
        }
    }
}

impl Error {
    /// What is wrong, why, and what to do: sentences without the file's name.
    pub fn explain(&self, language: Language) -> String {
        match self {
            Self::Unreadable { name, cause } => unreadable(name, *cause, language),
            Self::NotADisclosure { .. } => language
                .pick(
                    "这份文本不像部门预算或决算公开：没有写明是预算还是决算，也几乎没有可识别的收支数字，所以没有检查。请确认选对了文件，并且是完整的公开文本。",
                    "This text does not look like a budget or final accounts: it names neither stage and holds hardly any figure of revenue or expenditure, so nothing was checked. Make sure that it is the right file and the whole disclosure.",
                )
                .to_owned(),
        }
    }
}

fn unreadable(name: &str, cause: formats::Error, language: Language) -> String {
    match (cause, language) {
        (formats::Error::Empty, _) => language
            .pick(
                "文件是空的，没有可检查的内容。请确认选对了文件，或重新导出后再检查。",
                "The file is empty, so there is nothing to check. Make sure that it is the right file, or export it again.",
            )
            .to_owned(),
        (formats::Error::Binary { what }, _) => {
            let (kind, remedy) = kind_of_file(what, name, language);
            match language {
                Language::Chinese => format!("这是 {kind}，本版本只能读取文本（txt、md）。{}", remedy.text(language)),
                Language::English => format!("This is {kind}; this version reads text only (txt, md). {}", remedy.text(language)),
            }
        }
        (formats::Error::TooLarge { bytes, limit }, Language::Chinese) => format!(
            "文件有 {} MB，超过 {} MB 的上限，没有读取。部门预算、决算公开的文本一般不到 5 MB，请确认选对了文件，或拆分后再检查。",
            megabytes(bytes),
            megabytes(limit),
        ),
        (formats::Error::TooLarge { bytes, limit }, Language::English) => format!(
            "The file has {} MB, more than the limit of {} MB, and was not read. A disclosure is rarely longer than 5 MB of text: make sure that it is the right file, or split it.",
            megabytes(bytes),
            megabytes(limit),
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

/// What to call a file that is no text, and how to get its text out. The reader tells containers
/// by their first bytes; only the name tells a document from a workbook.
fn kind_of_file(what: &str, name: &str, language: Language) -> (String, Remedy) {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let file = |kind: &str| match language {
        Language::Chinese => format!("{kind} 文件"),
        Language::English => format!("a {kind} file"),
    };
    let is_container = what.contains("zip") || what.contains("OLE");
    match (what, extension.as_str()) {
        (_, "docx" | "doc" | "wps" | "odt") if is_container => (file(&extension), Remedy::SaveAsText),
        (_, "xlsx" | "xls" | "et" | "ods") if is_container => (file(&extension), Remedy::SaveAsTabs),
        (_, "ofd") if is_container => (file("ofd"), Remedy::CopyText),
        (_, "zip") if is_container => (file("zip"), Remedy::Unpack),
        ("PDF", _) => (file("PDF"), Remedy::CopyText),
        ("RTF", _) => (file("RTF"), Remedy::SaveAsText),
        ("HTML" | "XML", _) => (file(what), Remedy::SaveFromBrowser),
        ("image", _) => (language.pick("图片文件", "an image").to_owned(), Remedy::FindOriginal),
        ("archive", _) => (language.pick("压缩包", "an archive").to_owned(), Remedy::Unpack),
        _ if what.contains("binary") => {
            (language.pick("无法识别的二进制文件", "a binary file of an unknown kind").to_owned(), Remedy::SaveAsText)
        }
        _ if what.contains("OLE") => (
            language.pick("旧版 Office 文件（doc 或 xls）", "an old Office file (doc or xls)").to_owned(),
            Remedy::SaveAsText,
        ),
        _ if what.contains("zip") => {
            (language.pick("docx、xlsx 或 zip 文件", "a docx, xlsx or zip file").to_owned(), Remedy::SaveAsText)
        }
        _ => (file(what), Remedy::SaveAsText),
    }
}
