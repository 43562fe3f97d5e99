//! Web pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::feed_behind(b"<!doctype html>", bytes));
