//! Nothing but tests: the law that compiling and checking are one model run both ways.
//!
//! A random book is composed in every edition and written in every format; what reading the file gives must be
//! exactly what was composed, and no rule may find anything. `LAW_BOOKS` says with how many books.
