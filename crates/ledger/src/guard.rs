//! The one place of this crate where panics of libraries are caught.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Lets a library work on a file; `None` when it panicked, as it may on what a broken file says of itself.
/// Whatever it was working on must not be used again afterwards. Code of this workspace is not guarded.
pub fn against_panics<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    done.ok()
}

/// Whether a panic of this thread would be caught and become an error, so that a program need not print it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}
