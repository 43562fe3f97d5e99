//! A second reader of PDF files, to hold ours against.
//!
//! The crate pdfplumber is slower and young, but its characters and cells equal those of the Python program of
//! that name, which many people have used for years. It is used in the tests of this crate and nowhere else,
//! so that nothing of the program is built with it.
