//! Word documents since 2007.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| match fuzz::container(bytes, fuzz::zip) {
    Some(package) => fuzz::feed(&package),
    None => fuzz::feed_behind(b"PK\x03\x04", bytes),
});
