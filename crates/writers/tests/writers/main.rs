//! Writing documents: each is read back, and looked into where reading does not show it.

mod composed;

mod docx;
