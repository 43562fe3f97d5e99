//! Fixed pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::feed_behind(b"%PDF-1.7\n", bytes));
