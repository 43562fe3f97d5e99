//! Fixed pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| match fuzz::container(bytes, fuzz::pdf) {
    Some(file) => fuzz::feed(&file),
    None => fuzz::feed_behind(b"%PDF-1.7\n", bytes),
});
