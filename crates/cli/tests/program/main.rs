//! The finished program as its users run it.

use std::{
    fs,
    path::{Path, PathBuf},
};

mod hostile;
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
