//! Inputs that once made a reader panic, hang or take all memory, kept as files beside this one. A new one
//! comes from `fuzz/artifacts`; its name says what was wrong.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

/// Far more than any of them takes, and far less than a hang.
const LIMIT: Duration = Duration::from_secs(30);

#[test]
fn none_of_them_does_so_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crashes");
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be listed").path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            continue;
        }
        let bytes = fs::read(&path).expect("the file can be read");
        let start = Instant::now();
        if let Ok(document) = formats::read(&bytes) {
            for id in document.text_ids() {
                document.place(document.whole(id));
            }
            for defect in document.defects() {
                document.slice(defect.span);
            }
        }
        assert!(start.elapsed() < LIMIT, "{} took {:?}", path.display(), start.elapsed());
    }
}
