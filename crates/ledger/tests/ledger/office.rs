//! Another office program opens a book, saves it, and says the same.

use std::{env, fs, process::Command};

use book::sheets_of;
use ledger::read_workbook;
use taxonomy::{Stage, Taxonomy};
use testkit::books::Size;

use crate::{good, parts, random, written};

/// LibreOffice takes seconds to start, and is not everywhere: only with `MINGZHANG_SLOW`, and where it is installed.
#[test]
fn libreoffice_saves_what_was_written() {
    if env::var_os("MINGZHANG_SLOW").is_none() {
        return;
    }
    let folder = env::temp_dir().join(format!("mingzhang-ledger-{}", std::process::id()));
    let saved = folder.join("saved");
    fs::create_dir_all(&saved).unwrap();
    let file = folder.join("book.xlsx");
    let book = random(Stage::FinalAccounts, 2, Size::Usual);
    fs::write(&file, written(Stage::FinalAccounts, &sheets_of(&book, Taxonomy::embedded()))).unwrap();
    let ran = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([&saved, &file])
        .output();
    let Ok(ran) = ran else { return };
    assert!(ran.status.success(), "{ran:?}");
    let bytes = fs::read(saved.join("book.xlsx")).unwrap();
    assert_eq!(good(&read_workbook(&bytes).unwrap()), book.unplaced());
    let all: String = parts(&bytes).iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    for kept in ["dataValidation ", "<comment ", "科目表", "人员经费,公用经费"] {
        assert!(all.contains(kept), "{kept}");
    }
    fs::remove_dir_all(&folder).unwrap();
}
