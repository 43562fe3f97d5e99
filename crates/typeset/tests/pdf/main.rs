//! What is set can be read back: the law of all writers.

mod chance;
mod law;
mod paper;
mod tables;
