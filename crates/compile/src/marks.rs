//! Marks that stand in filled-in templates for what is put in their place later.
//!
//! They are characters of Unicode's private use area, which no book can bring in: [`shielded`] takes them
//! out of its words.

const FIGURE: char = '\u{E000}';
const TABLE: char = '\u{E001}';
const END: char = '\u{E002}';
/// Begins words of the book, so that a line of them is never taken for a heading or a directive.
const SHIELD: char = '\u{E003}';
/// A bar in words of the book, which would otherwise end a cell.
const BAR: char = '\u{E004}';

/// The mark of a figure.
pub(crate) fn figure(index: usize) -> String {
    format!("{FIGURE}{index}{END}")
}

/// The mark of a table, a line of its own.
pub(crate) fn table(index: usize) -> String {
    format!("\n{TABLE}{index}{END}\n")
}

/// Words of the book as they may stand in a template: on one line, without marks.
pub(crate) fn shielded(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + SHIELD.len_utf8());
    out.push(SHIELD);
    for c in words.trim().chars() {
        match c {
            FIGURE..=BAR => {}
            '\n' | '\r' => out.push(' '),
            '|' => out.push(BAR),
            c => out.push(c),
        }
    }
    out
}

/// A piece of a filled-in line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// A figure by its index in the record.
    Figure(usize),
}

/// The table that a line stands for.
pub(crate) fn table_in(line: &str) -> Option<usize> {
    line.strip_prefix(TABLE)?.strip_suffix(END)?.parse().ok()
}

/// The pieces of a line; shields are left out.
pub(crate) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find([FIGURE, SHIELD, BAR]) {
        if at > 0 {
            pieces.push(Piece::Words(&rest[..at]));
        }
        rest = &rest[at..];
        let figure = rest.strip_prefix(FIGURE).and_then(|after| after.split_once(END));
        rest = match figure {
            Some((index, after)) => {
                pieces.extend(index.parse().map(Piece::Figure));
                after
            }
            None => {
                pieces.extend(rest.starts_with(BAR).then_some(Piece::Words("|")));
                &rest[FIGURE.len_utf8()..]
            }
        };
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// The cells of a line that is a row of a table: `| 序号 | 单位名称`.
pub(crate) fn cells(line: &str) -> Option<impl Iterator<Item = &str>> {
    line.strip_prefix('|').map(|row| row.split('|').map(str::trim))
}

/// A name that came through a template, as the book has it.
pub(crate) fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(*c, FIGURE..=SHIELD));
    kept.map(|c| if c == BAR { '|' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, cells, figure, pieces, plain, shielded, table, table_in};

    #[test]
    fn a_line_comes_apart_into_words_and_figures() {
        let line = format!("收入{}万元，{}", figure(3), shielded("# 其他"));
        assert_eq!(
            pieces(&line),
            [Piece::Words("收入"), Piece::Figure(3), Piece::Words("万元，"), Piece::Words("# 其他")]
        );
    }

    #[test]
    fn words_cannot_bring_marks_in() {
        assert_eq!(pieces(&shielded(&format!("甲{}乙\n丙", figure(7)))), [Piece::Words("甲7乙 丙")]);
        assert_eq!(table_in(table(2).trim()), Some(2));
    }

    #[test]
    fn a_bar_of_the_book_ends_no_cell() {
        let line = format!("| 名称 | {}", shielded("甲|乙"));
        let found: Vec<&str> = cells(&line).unwrap().collect();
        assert_eq!(found.len(), 2);
        assert_eq!(pieces(found[1]), [Piece::Words("甲"), Piece::Words("|"), Piece::Words("乙")]);
        assert_eq!(plain(found[1]), "甲|乙");
    }
}
