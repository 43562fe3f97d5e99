//! What every target does with its bytes, and how files are made of them.
//!
//! A target feeds bytes that begin like its kind of file, so that `formats::read` takes them to the
//! reader under test. Nothing may panic, hang or take more memory than `cargo xtask fuzz` allows.

use std::{panic, sync::Once, thread};

use document::{CellKind, Span};
use taxonomy::Taxonomy;

mod packed;

pub use packed::{container, ole, pdf, zip};

/// The stack of the threads that the program reads files on.
const STACK: usize = 2 << 20;

/// Reads a file, extracts what it states, and looks up every text, defect and claim, on a stack no larger
/// than the program's.
pub fn feed(bytes: &[u8]) {
    forgive_caught_panics();
    let fed = thread::scope(|scope| {
        thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || feed_here(bytes))
            .expect("a thread can be started")
            .join()
    });
    if let Err(panic) = fed {
        panic::resume_unwind(panic);
    }
}

/// libFuzzer's hook aborts at every panic, also at those inside a library that the reader catches. Without it all
/// are printed, and only one that nobody catches ends the target.
fn forgive_caught_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| drop(panic::take_hook()));
}

fn feed_here(bytes: &[u8]) {
    let Ok(document) = formats::read(bytes) else { return };
    for id in document.text_ids() {
        let text = document.str(id);
        document.place(document.whole(id));
        if let Some((last, _)) = text.char_indices().next_back() {
            document.place(Span::new(id, last..text.len()));
        }
        let _ = CellKind::of(text);
    }
    for defect in document.defects() {
        document.place(defect.span);
        let _ = document.slice(defect.span);
    }
    let disclosure = extract::extract(&document, Taxonomy::embedded());
    for claim in &disclosure.claims {
        document.place(claim.span);
        let _ = document.slice(claim.span);
    }
}

/// Feeds bytes with another beginning in place of theirs.
pub fn feed_behind(beginning: &[u8], bytes: &[u8]) {
    if bytes.starts_with(beginning) {
        feed(bytes);
    } else {
        feed(&[beginning, bytes].concat());
    }
}
