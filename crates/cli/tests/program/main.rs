//! The finished program as its users run it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

mod compile;
mod hostile;
mod mistakes;
mod new;
mod office;
mod runs;

const PROGRAM: &str = env!("CARGO_BIN_EXE_mingzhang");

/// A new empty folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        fs::remove_dir_all(&path).expect("an old test folder can be removed");
    }
    fs::create_dir_all(&path).expect("a test folder can be made");
    path
}

/// What a run printed and how it ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run<S: AsRef<std::ffi::OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    let output = Command::new(PROGRAM)
        .args(args)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the program starts");
    let err = String::from_utf8(output.stderr).expect("messages are UTF-8");
    assert!(!err.contains("panicked"), "{err}");
    let code = output.status.code().expect("the program was not killed");
    Run { code, out: String::from_utf8(output.stdout).expect("output is UTF-8"), err }
}
