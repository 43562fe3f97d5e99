//! What another office program makes of the files: it opens them, saves them again, and the copies state the same.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Written;

/// Where LibreOffice is: what `MINGZHANG_SOFFICE` names, or a usual place.
fn program() -> Option<PathBuf> {
    let named = env::var_os("MINGZHANG_SOFFICE").map(PathBuf::from);
    let usual = ["/usr/bin/soffice", "/usr/bin/libreoffice"].into_iter().map(PathBuf::from);
    named.into_iter().chain(usual).find(|path| path.is_file())
}

/// Has LibreOffice open files of one kind and save them again; `None` where it is not installed.
///
/// **Shape.** The copies in the order of the files.
pub fn saved_again(written: &[Written], kind: &str) -> Option<Vec<Vec<u8>>> {
    let Some(program) = program() else {
        eprintln!(
            "the round trip through LibreOffice is left out: it is not installed (libreoffice-writer, libreoffice-calc)"
        );
        return None;
    };
    let folder = env::temp_dir().join(format!("mingzhang-office-{}-{kind}-{}", std::process::id(), written[0].name));
    let copies = folder.join("copies");
    fs::create_dir_all(&copies).expect("the temporary folder can be written to");
    let path = |at: usize| folder.join(format!("{at}.{kind}"));
    for (at, written) in written.iter().enumerate() {
        fs::write(path(at), &written.bytes).expect("the temporary folder can be written to");
    }
    let mut command = Command::new(program);
    command.arg(profile(&folder)).args(["--headless", "--convert-to", kind, "--outdir"]).arg(&copies);
    command.args((0..written.len()).map(path));
    let ended = command.output().expect("LibreOffice starts");
    assert!(ended.status.success(), "LibreOffice: {}", String::from_utf8_lossy(&ended.stderr));
    let read = |at: usize| {
        let copy = copies.join(format!("{at}.{kind}"));
        fs::read(&copy).unwrap_or_else(|_| panic!("LibreOffice did not open {}", written[at].name))
    };
    let copies = (0..written.len()).map(read).collect();
    fs::remove_dir_all(&folder).expect("the temporary folder can be removed");
    Some(copies)
}

/// A profile of its own, so that no other run is in the way.
fn profile(folder: &Path) -> String {
    format!("-env:UserInstallation=file://{}", folder.join("profile").display())
}
