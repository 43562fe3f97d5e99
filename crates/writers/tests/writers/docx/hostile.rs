//! Texts and tables that a file can hardly hold.

use document::{Block, Cell, Row, Style, Table, Text};

use super::{check_reading, part};
use crate::composed::{Composed, heads};

#[test]
fn any_text_is_read_back() {
    let long = "甲乙丙，".repeat(20_000);
    for text in [
        "a < b && c > d ]]> \"双\" '单' &amp; <w:t>",
        "  前后有空格  ",
        "\u{3000}\u{3000}全角空格",
        "左\t中\t右",
        "一行\n二行",
        "𠀀𪚥 é ☑ ① ㎡ ‰ “引号” 《书名》……",
        "\u{200b}\u{feff}\u{202e}看不见的",
        "{PAGE} _Toc000000001 \\h",
        &long,
    ] {
        let title = text.replace('\n', " ");
        let document = Composed::new()
            .add(Style::Title, &title)
            .add(Style::ContentsTitle, &title)
            .add(Style::Contents(1), &title)
            .add(Style::Heading(1), &title)
            .add(Style::Caption, &title)
            .add(Style::TableHead, &title)
            .add(Style::Note, &title)
            .0;
        check_reading(&document);
        let mut document = Composed::new().0;
        let id = document.add_text(Text::composed(text));
        let rows = vec![Row { cells: vec![Cell::single(id), Cell::single(id)] }];
        document.add_block(Block::Table(Table { rows, design: heads(1) }));
        check_reading(&document);
    }
}

#[test]
fn control_characters_are_refused() {
    for c in ['\0', '\u{1}', '\u{7}', '\u{b}', '\r', '\u{1b}', '\u{fffe}', '\u{ffff}'] {
        let text = format!("甲{c}乙");
        let paragraph = Composed::new().add(Style::Note, &text).0;
        let table = Composed::new().table(heads(0), &["丙", &text]).0;
        for document in [paragraph, table] {
            match writers::docx(&document) {
                Err(writers::Error::Character { character, text: told }) => {
                    assert_eq!((character, told), (c, text.clone()))
                }
                other => panic!("{c:?}: {other:?}"),
            }
        }
    }
    let error = writers::docx(&Composed::new().add(Style::Body, "甲\u{7}").0).unwrap_err();
    assert!(error.to_string().contains("U+0007"), "{error}");
}

#[test]
fn tables_wider_than_word_opens_are_refused() {
    let row = vec!["1"; 63].join(" | ");
    check_reading(&Composed::new().table(heads(0), std::slice::from_ref(&row)).0);
    for rows in [vec![row.clone() + " | 1"], vec!["甲{64×1}".into()], vec!["甲{65535×65535}".into()]] {
        let error = writers::docx(&Composed::new().table(heads(0), &rows).0).unwrap_err();
        assert!(matches!(error, writers::Error::Columns { columns: 64.., limit: 63 }), "{error}");
    }
}

#[test]
fn spans_and_designs_that_do_not_fit() {
    // More rows than there are, heads and widths of other tables, cells that cover nothing.
    let mut design = heads(9);
    design.widths = vec![0, 65535];
    check_reading(&Composed::new().table(design.clone(), &["甲 | 乙 | 丙", "1 | 2 | 3"]).0);
    design.widths = vec![1; 40];
    check_reading(&Composed::new().table(design, &["甲 | 乙", "1 | 2"]).0);
    let document = Composed::new().table(heads(0), &["甲{0×0} | 乙"]).0;
    let read = formats::read(&writers::docx(&document).unwrap()).unwrap();
    assert_eq!(super::read_outline(&read), "table\n  | 甲 | 乙 |\n");
}

#[test]
fn deep_levels_are_those_that_word_knows() {
    let mut composed = Composed::new();
    for level in [0, 1, 9, 10, 255] {
        composed = composed.add(Style::Contents(level), "深").add(Style::Heading(level), "深");
    }
    let body = super::body(&composed.0);
    assert!(body.contains("TOC9") && body.contains("Heading9") && !body.contains("Heading10"), "{body}");
    assert!(part(&composed.0, "word/styles.xml").contains("\"heading 9\""));
}
