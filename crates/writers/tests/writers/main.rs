//! Writing documents: what is written is read back the same, byte for byte the same each time, and no text can
//! become more than text.

mod compose;
mod composed;
mod docx;
mod html;
mod text;
mod xlsx;
