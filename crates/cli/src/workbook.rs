//! `mingzhang extract --format xlsx`: a workbook in a file, as a terminal cannot show one.

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use app::findings::render::Language;

use crate::{
    batch,
    output::{self, Exit},
    paths::Inputs,
    settings::Settings,
};

/// Extracts one document and writes its workbook.
pub fn run(inputs: &Inputs, file: Option<&Path>, settings: &Settings) -> anyhow::Result<Exit> {
    let language = settings.language;
    let Some(file) = file else {
        bail!(language.pick(
            "xlsx 格式要写到文件：加上 --output 文件名.xlsx",
            "xlsx output goes to a file: add --output FILE.xlsx",
        ));
    };
    let [input] = inputs.files.as_slice() else {
        bail!(
            language.pick("xlsx 格式一次只写一个文件，请只给一个文件", "xlsx output is of one document: give one file")
        );
    };
    for remark in &inputs.remarks {
        output::remark(remark);
    }
    let is_itself = fs::canonicalize(file).is_ok_and(|file| fs::canonicalize(&input.path).is_ok_and(|own| own == file));
    if is_itself {
        bail!(language.pick("--output 不能是要提取的文件本身", "--output must not be the file that is read"));
    }
    let (extraction, is_converted) =
        match input.with_content(language, |bytes| app::extract(bytes, &input.name, settings.taxonomy)) {
            Ok(done) => done,
            Err(message) => {
                let colon = language.pick("：", ": ");
                output::complain(&format!("{}{colon}{message}", input.name), language);
                return Ok(Exit::Failed);
            }
        };
    let mut report = app::inventory(&extraction, &input.name);
    if is_converted {
        batch::say_converted(input, &mut report.document, language);
    }
    let bytes = export::workbook(&extraction.document, &extraction.disclosure, &report, language)?;
    fs::write(file, bytes).with_context(|| match language {
        Language::Chinese => format!("无法写入 {}，请检查文件夹和权限，并关闭正打开它的 Excel/WPS", file.display()),
        Language::English => {
            format!(
                "cannot write {}; check folder and permissions, and close the program that has it open",
                file.display()
            )
        }
    })?;
    Ok(Exit::Nothing)
}
