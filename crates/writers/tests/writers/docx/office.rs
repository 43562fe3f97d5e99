//! Another office program opens the file, saves it, and says the same.

use std::{env, fs, process::Command};

use super::read_outline;
use crate::composed::everything;

/// LibreOffice takes seconds to start, and is not everywhere: only with `MINGZHANG_SLOW`, and where it is installed.
#[test]
fn libreoffice_saves_what_was_written() {
    if env::var_os("MINGZHANG_SLOW").is_none() {
        return;
    }
    let folder = env::temp_dir().join(format!("mingzhang-docx-{}", std::process::id()));
    let saved = folder.join("saved");
    fs::create_dir_all(&saved).unwrap();
    let written = folder.join("written.docx");
    fs::write(&written, writers::docx(&everything()).unwrap()).unwrap();
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--convert-to", "docx", "--outdir"])
        .args([&saved, &written])
        .output();
    let Ok(ran) = ran else { return };
    assert!(ran.status.success(), "{ran:?}");
    let read = formats::read(&fs::read(saved.join("written.docx")).unwrap()).unwrap();
    // It forgets that a title is no part of the outline.
    let saved = read_outline(&read).replacen("# ", "¶ ", 2);
    assert_eq!(saved, read_outline(&everything()));
    fs::remove_dir_all(&folder).unwrap();
}
